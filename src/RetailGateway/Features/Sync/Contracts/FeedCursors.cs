using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Http;

namespace RetailGateway.Features.Sync.Contracts;

/// <summary>Cursors of the change feed: the epoch, whose feed it is, and the last position that was read.</summary>
internal static class FeedCursors
{
    internal static string Of(int epoch, Caller caller, long position) => CursorKind.Feed.Cursor(epoch, caller.Connection.Value, position);

    /// <summary>The head of the caller's feed now.</summary>
    internal static async Task<string> Head(Work work, Caller caller, CancellationToken cancel)
    {
        var state = await State(work, caller, cancel);
        return Of(state.Epoch, caller, state.Position);
    }

    /// <summary>A cursor that was given before, where the feed can still be read from it.</summary>
    /// <exception cref="Refusal">As of <see cref="Resume"/>.</exception>
    internal static async Task<string> Held(string cursor, Work work, Caller caller, CancellationToken cancel)
    {
        Resume(cursor, await State(work, caller, cancel), caller);
        return cursor;
    }

    /// <summary>Where to go on reading. Refuses a cursor of another feed or epoch, one that is expired, and one beyond the head.</summary>
    internal static long Resume(string? cursor, FeedState state, Caller caller)
    {
        if (cursor is null)
        {
            return state.ExpiredThrough;
        }

        var parts = CursorKind.Feed.Parts(cursor, 3);
        var (epoch, connection, position) = (CursorPart.Number(parts[0]), CursorPart.Number(parts[1]), CursorPart.Number(parts[2]));
        return connection != caller.Connection.Value ? throw Refused(Problems.CursorOfAnotherFeed, "It was given to another connection.")
            : epoch != state.Epoch ? throw Refused(Problems.CursorOfAnotherEpoch, "The feed that it was given for ended.")
            : position < state.ExpiredThrough ? throw Expired()
            : position > state.Position ? throw Refused(Problems.CursorBeyondHead, "The feed does not come as far.")
            : position;
    }

    /// <summary>What came after the cursor is kept no more.</summary>
    internal static Refusal Expired() => Refused(Problems.CursorExpired, "Events after it are kept no more.");

    private static Refusal Refused(Problem problem, string detail) => new(problem, errors: [new Fault("#/query/cursor", detail)]);

    internal static async Task<FeedState> State(Work work, Caller caller, CancellationToken cancel) =>
        await work.Connection.QuerySingleAsync<FeedState>(new CommandDefinition(
            """
            select (select max(epoch) from feed_epoch) as epoch,
                coalesce((select position from feed_head where owner_id = @owner and connection_id = @connection), 0) as position,
                coalesce((select expired_through from feed_head where owner_id = @owner and connection_id = @connection), 0) as expired_through
            """,
            new { owner = caller.Party.Value, connection = caller.Connection.Value },
            cancellationToken: cancel));
}

/// <summary>Where a feed stands.</summary>
internal sealed record FeedState(int Epoch, long Position, long ExpiredThrough);
