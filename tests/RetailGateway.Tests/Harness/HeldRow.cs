using Npgsql;

namespace RetailGateway.Tests.Harness;

/// <summary>A product's position at the town's shop, locked by a session that is no gateway's: whoever changes it waits.</summary>
internal sealed class HeldRow : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;

    private HeldRow(NpgsqlConnection connection, NpgsqlTransaction transaction)
    {
        this.connection = connection;
        this.transaction = transaction;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Locks a position that is there.</summary>
    internal static async Task<HeldRow> Of(NpgsqlDataSource owner, Town town, string product)
    {
        var session = await owner.OpenConnectionAsync(Cancel);
        var holding = await session.BeginTransactionAsync(Cancel);
        await using var hold = new NpgsqlCommand(
            """
            select 1 from stock_position p join product g on g.owner_id = p.owner_id and g.product_id = p.product_id
            where p.owner_id = $1 and g.code = $2
            for update of p
            """,
            session,
            holding);
        hold.Parameters.Add(new NpgsqlParameter { Value = town.Coop });
        hold.Parameters.Add(new NpgsqlParameter { Value = product });
        Assert.Equal(1, await hold.ExecuteScalarAsync(Cancel));
        return new HeldRow(session, holding);
    }

    /// <summary>Whether a request of a gateway waits for a lock at this moment.</summary>
    internal static Task<bool> IsWaitedFor(NpgsqlDataSource owner) => owner.One<bool>(
        """
        select exists (
            select from pg_stat_activity
            where datname = current_database() and application_name = 'retailgateway rg_party' and wait_event_type = 'Lock')
        """);

    internal Task LetGo() => transaction.RollbackAsync(Cancel);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
