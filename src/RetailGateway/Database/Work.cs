using System.Globalization;
using Npgsql;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Database;

/// <summary>One transaction and its connection. Disposed without <see cref="Commit"/> it rolls back.</summary>
internal sealed class Work : IAsyncDisposable
{
    private const string SetParty = "select set_config('rg.party', $1, true)";
    private const string SetAll = SetParty + ", set_config('rg.location', $2, true), set_config('rg.person', $3, true)";

    private readonly NpgsqlTransaction transaction;
    private readonly PartyId? party;
    private readonly LocationId? location;
    private readonly int? person;
    private readonly List<NpgsqlBatchCommand> deferred = [];
    private bool opened;

    private Work(NpgsqlConnection connection, NpgsqlTransaction transaction, PartyId? party, LocationId? location, int? person)
    {
        Connection = connection;
        this.transaction = transaction;
        this.party = party;
        this.location = location;
        this.person = person;
        opened = party is null;
    }

    /// <summary>The transaction's connection, for Dapper; only after <see cref="Open"/> or a first <see cref="Batch"/>.</summary>
    internal NpgsqlConnection Connection { get; }

    /// <summary>Begins a transaction on one of the pools.</summary>
    /// <param name="pool">The role's connections.</param>
    /// <param name="party">Whose rows it sees; null for the jobs, which see all.</param>
    /// <param name="location">The one location that it is limited to.</param>
    /// <param name="person">Whose own rows it sees beside the party's.</param>
    /// <param name="cancel">Ends the wait for a connection.</param>
    internal static async ValueTask<Work> Begin(NpgsqlDataSource pool, PartyId? party, LocationId? location, int? person, CancellationToken cancel)
    {
        var connection = await pool.OpenConnectionAsync(cancel);
        try
        {
            return new Work(connection, await connection.BeginTransactionAsync(cancel), party, location, person);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>A batch of this transaction; the first one carries the party's setting in front, and each what was deferred.</summary>
    internal NpgsqlBatch Batch()
    {
        var batch = new NpgsqlBatch(Connection, transaction);
        if (!opened)
        {
            batch.BatchCommands.Add(Opening());
            opened = true;
        }

        foreach (var command in deferred)
        {
            batch.BatchCommands.Add(command);
        }

        deferred.Clear();
        return batch;
    }

    /// <summary>
    /// Keeps a command that answers nothing for the next round trip: of the next <see cref="Batch"/>, of
    /// <see cref="Flush"/>, or of the commit itself.
    /// </summary>
    internal void Defer(NpgsqlBatchCommand command) => deferred.Add(command);

    /// <summary>Runs what was deferred, for transactions that go on with Dapper.</summary>
    internal async ValueTask Flush(CancellationToken cancel)
    {
        if (deferred.Count > 0)
        {
            await using var batch = Batch();
            await batch.ExecuteNonQueryAsync(cancel);
        }
    }

    /// <summary>Runs a batch and stands at the first result of the caller's own commands.</summary>
    internal static async Task<NpgsqlDataReader> Read(NpgsqlBatch batch, CancellationToken cancel)
    {
        var reader = await batch.ExecuteReaderAsync(cancel);
        if (batch.BatchCommands[0].CommandText.StartsWith(SetParty, StringComparison.Ordinal))
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

    /// <summary>
    /// Makes everything done since <see cref="Begin"/> lasting, at once. What was deferred goes in the same round
    /// trip: where a command of it fails the commit behind it is not reached, and nothing is kept.
    /// </summary>
    internal async Task Commit(CancellationToken cancel)
    {
        if (deferred.Count == 0)
        {
            await transaction.CommitAsync(cancel);
            return;
        }

        await using var batch = Batch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        await batch.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Takes everything back.</summary>
    internal Task Rollback(CancellationToken cancel) => transaction.RollbackAsync(cancel);

    private NpgsqlBatchCommand Opening()
    {
        return (location, person) is (null, null)
            ? Sql.Command(SetParty, Written(party!.Value.Value))
            : Sql.Command(SetAll, Written(party!.Value.Value), Written(location?.Value), Written(person));

        // What is empty limits nothing and shows nobody's own rows.
        static string Written(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
