using System.Globalization;
using Npgsql;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Database;

/// <summary>One transaction and its connection. Disposed without <see cref="Commit"/> it rolls back.</summary>
internal sealed class Work : IAsyncDisposable
{
    private const string SetParty = "select set_config('rg.party', $1, true)";

    private readonly NpgsqlTransaction transaction;
    private readonly PartyId? party;
    private bool opened;

    private Work(NpgsqlConnection connection, NpgsqlTransaction transaction, PartyId? party)
    {
        Connection = connection;
        this.transaction = transaction;
        this.party = party;
        opened = party is null;
    }

    /// <summary>The transaction's connection, for Dapper; only after <see cref="Open"/> or a first <see cref="Batch"/>.</summary>
    internal NpgsqlConnection Connection { get; }

    internal static async ValueTask<Work> Begin(NpgsqlDataSource pool, PartyId? party, CancellationToken cancel)
    {
        var connection = await pool.OpenConnectionAsync(cancel);
        try
        {
            return new Work(connection, await connection.BeginTransactionAsync(cancel), party);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>A batch of this transaction; the first one carries the party's setting in front.</summary>
    internal NpgsqlBatch Batch()
    {
        var batch = new NpgsqlBatch(Connection, transaction);
        if (!opened)
        {
            batch.BatchCommands.Add(Sql.Command(SetParty, party!.Value.Value.ToString(CultureInfo.InvariantCulture)));
            opened = true;
        }

        return batch;
    }

    /// <summary>Runs a batch and stands at the first result of the caller's own commands.</summary>
    internal static async Task<NpgsqlDataReader> Read(NpgsqlBatch batch, CancellationToken cancel)
    {
        var reader = await batch.ExecuteReaderAsync(cancel);
        if (batch.BatchCommands[0].CommandText == SetParty)
        {
            await reader.NextResultAsync(cancel);
        }

        return reader;
    }

    /// <summary>Sets the party in a round trip of its own, for transactions that go on with Dapper.</summary>
    internal async ValueTask Open(CancellationToken cancel)
    {
        if (!opened)
        {
            await using var batch = Batch();
            await batch.ExecuteNonQueryAsync(cancel);
        }
    }

    /// <summary>Makes everything done since <see cref="Begin"/> lasting, at once.</summary>
    internal Task Commit(CancellationToken cancel) => transaction.CommitAsync(cancel);

    /// <summary>Takes everything back.</summary>
    internal Task Rollback(CancellationToken cancel) => transaction.RollbackAsync(cancel);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
