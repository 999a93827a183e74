using Dapper;
using Npgsql;
using RetailGateway.Features.Sync.Streams;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Files;

/// <summary>
/// Deliveries whose taking broke off on our side. Each is tried again after growing waits and then put aside, while the
/// party's other files flow; a person lets it go on (<see cref="RetryFile"/>).
/// </summary>
internal static class BrokenDeliveries
{
    /// <summary>What the stream shows of it.</summary>
    internal const string Broke = "file-broke-off";

    /// <summary>Waits after the first failure, the second, and so on; after one more it is put aside.</summary>
    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10)];

    /// <summary>How often it is tried before it is put aside.</summary>
    internal static int Attempts => Waits.Length + 1;

    /// <summary>Whether this says nothing of the delivery: the store is away, and whatever is tried breaks off.</summary>
    internal static bool IsTheStores(Exception error) =>
        error is NpgsqlException
        && (error is not PostgresException told || told.IsTransient || told.SqlState.StartsWith("57P", StringComparison.Ordinal));

    /// <summary>Those of a connection that are not to be taken up now.</summary>
    internal static async Task<HashSet<Guid>> Waiting(NpgsqlConnection connection, ClaimedStream stream, CancellationToken cancel) =>
    [
        .. await connection.QueryAsync<Guid>(new CommandDefinition(
            """
            select delivery from partner_file
            where owner_id = @OwnerId and connection_id = @ConnectionId and state = 'taken' and (parked_at is not null or next_attempt_at > now())
            """,
            stream,
            cancellationToken: cancel)),
    ];

    /// <summary>Writes down that a delivery broke off, and lets the stream go on with others.</summary>
    /// <returns>Whether it is put aside now.</returns>
    /// <exception cref="ClaimLost">Another process goes on with it.</exception>
    internal static async Task<bool> BrokeOff(
        NpgsqlConnection connection, ClaimedStream stream, Delivery delivery, Exception error, CancellationToken cancel)
    {
        var words = new FileRefusal(Broke, error.Message).Legible().Words;
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var attempts = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "select coalesce(max(attempts), 0) + 1 from partner_file where owner_id = @OwnerId and delivery = @Id",
            new { stream.OwnerId, delivery.Id },
            cancellationToken: cancel));
        var isParked = attempts >= Attempts;
        ClaimLost.Unless(await StreamRows.Failed(
            connection, stream, Broke, $"The file '{delivery.Name}' broke off on our side: {words} {(isParked ? "It is put aside." : "It is tried again.")} Other files are taken.",
            TimeSpan.Zero, keepInFlight: false, cancel));
        await connection.ExecuteAsync(new CommandDefinition(
            """
            update partner_file set
                attempts = @attempts, last_error = @words, parked_at = case when @isParked then now() end,
                next_attempt_at = case when not @isParked then now() + @wait end
            where owner_id = @OwnerId and delivery = @Id and state = 'taken'
            """,
            new { stream.OwnerId, delivery.Id, attempts, words, isParked, wait = Waits[Math.Min(attempts, Waits.Length) - 1] },
            cancellationToken: cancel));
        await transaction.CommitAsync(cancel);
        return isParked;
    }
}
