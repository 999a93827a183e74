using Dapper;
using Npgsql;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Streams;

/// <summary>
/// Finds the line that makes a partner refuse, or choke on, a whole send. The next send carries half as many lines,
/// until one fails alone. A line that fails alone is parked once a neighbour was taken, and not before: where the partner
/// takes nothing at all, the fault is no line's.
/// </summary>
internal static class Narrowing
{
    /// <summary>A send without an answer that never arrived is an accident once; the second time in a row it is looked into.</summary>
    internal const int Accidents = 2;

    /// <summary>The most lines of the next send.</summary>
    internal static int Most(ClaimedStream stream, int most) => Math.Min(most, stream.NarrowedTo ?? most);

    /// <summary>While nobody knows whether anything is taken, lines that failed alone wait behind those that were not tried.</summary>
    internal static string NeighboursFirst(ClaimedStream stream) =>
        stream is { NarrowedTo: not null, NeighbourTaken: false } ? "c.doubted_at nulls first, " : "";

    /// <summary>A send went through: the next may be twice as large, up to the usual size.</summary>
    internal static async Task Widen(NpgsqlConnection connection, ClaimedStream stream, int most, CancellationToken cancel)
    {
        if (stream.NarrowedTo is { } lines)
        {
            await StreamRows.Update(
                connection,
                stream,
                "narrowed_to = @next, neighbour_taken = @next is not null",
                new { next = lines * 2 < most ? lines * 2 : (int?)null },
                cancel);
        }
    }

    /// <summary>The partner refused a send as a whole, and nothing happened there.</summary>
    /// <returns>False where the claim was lost.</returns>
    internal static Task<bool> Refused(NpgsqlConnection connection, ClaimedStream stream, StockSend send, string code, string words, CancellationToken cancel) =>
        send.Lines.Count > 1
            ? Halve(connection, stream, send, "last_error_at = now(), last_error = @words, last_error_code = @code", code, words, cancel)
            : Alone(connection, stream, send, code, words, once: "attempts = attempts + 1, last_error_at = now(), last_error = @words, last_error_code = @code, next_attempt_at = now() + @wait", cancel);

    /// <summary>A send went out without an answer more than once, and never arrived.</summary>
    internal static Task<bool> NeverArrived(NpgsqlConnection connection, ClaimedStream stream, StockSend send, CancellationToken cancel) =>
        send.Lines.Count > 1
            ? Halve(connection, stream, send, "attempts = 1", "", "", cancel)
            : Alone(
                connection, stream, send, "unanswered", "Sent alone it is never answered; its neighbours are taken.",
                once: "next_attempt_at = now()", cancel);

    private static Task<bool> Halve(
        NpgsqlConnection connection, ClaimedStream stream, StockSend send, string set, string code, string words, CancellationToken cancel) =>
        StreamRows.Update(
            connection,
            stream,
            $"{set}, narrowed_to = @half, in_flight = null, next_attempt_at = now(), {StreamRows.Free}",
            new { half = send.Lines.Count / 2, code, words },
            cancel);

    private static async Task<bool> Alone(
        NpgsqlConnection connection, ClaimedStream stream, StockSend send, string code, string words, string once, CancellationToken cancel)
    {
        var wait = StreamRows.Backoff(stream.NarrowedTo is null ? stream.Attempts + StreamRows.RefusalWeight : stream.Attempts);
        var set = stream.NeighbourTaken
            ? "attempts = 0, last_error = null, last_error_code = null, next_attempt_at = now(), neighbour_taken = false"
            : $"{once}, narrowed_to = 1";
        if (!await StreamRows.Update(connection, stream, $"{set}, in_flight = null, {StreamRows.Free}", new { code, words, wait }, cancel))
        {
            return false;
        }

        if (stream.NeighbourTaken)
        {
            await PartnerCopies.Acknowledge(connection, stream, new Page(send, stream.FeedPosition ?? 0), [new LineOutcome(null, code, words)], cancel);
            return true;
        }

        await connection.ExecuteAsync(new CommandDefinition(
            """
            update partner_copy set doubted_at = now()
            where owner_id = @OwnerId and connection_id = @ConnectionId and source_id = @CounterpartyId
                and location_id = @LocationId and product_id = @ProductId
            """,
            new { stream.OwnerId, stream.ConnectionId, stream.CounterpartyId, send.Lines[0].LocationId, send.Lines[0].ProductId },
            cancellationToken: cancel));
        return true;
    }
}
