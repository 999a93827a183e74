using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Sync.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Sync.Feed;

/// <summary>GET /v1/events: the caller's change feed, dense and in order, from a cursor on.</summary>
internal static class GetEvents
{
    private const int DefaultLimit = 500;
    private const int MaxLimit = 5_000;
    private const int MaxWaitSeconds = 30;

    /// <summary>Row by row: joined in the store, a page would be copied there three times before it is sent.</summary>
    private const string Query =
        """
        select position, body from feed_event
        where owner_id = $1 and connection_id = $2 and position > $3
        order by position
        limit $4
        """;

    /// <summary>
    /// Read after the page, by a later snapshot: if retention came in between and took events of the page away, this
    /// says so, for it moves on in the transaction that takes them.
    /// </summary>
    private const string Expired =
        "select coalesce((select expired_through from feed_head where owner_id = $1 and connection_id = $2), 0)";

    /// <summary>How long a waiter relies on being woken.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    internal static void Map(RouteGroupBuilder api) => api
        .MapGet("/events", Handle)
        .WithTags("Events")
        .WithName("readEvents")
        .WithSummary("Read the change feed")
        .WithDescription("CloudEvents of what you may see, in order. Go on from `next`; it may be the same cursor when nothing came. With `wait` the answer is held back until something comes or the time is over. A 410 means: take a snapshot of `/v1/stock/positions` and go on from its `feedCursor`.")
        .WithMetadata(new GoesOnForEver(MaxLimit, DefaultLimit))
        .RequireScope(Scope.EventsRead)
        .Answers<EventPage>()
        .Example(
            null,
            """
            {"events":[{"specversion":"1.0","id":"2-1-261-42","source":"/v1/stock/positions","type":"stock.position.changed","time":"2026-11-24T07:05:09.4Z",
              "data":{"ownerId":2,"locationId":1,"location":"KPN-01","productId":261,"product":"UMK-FEN-01","baseUnit":"bungkus","item":"BSM-900101","pack":"BKS",
              "packFactor":"1","version":42,"available":"16","evidencedAt":"2026-11-24T07:05:07Z","evidencedAs":"sale","countedAt":"2026-11-24T07:00:00Z"}}],
             "next":"ZmVlZHwxfDE3fDQy"}
            """)
        .Refuses(Problems.CursorInvalid, Problems.CursorOfAnotherFeed, Problems.CursorExpired, Problems.CursorOfAnotherEpoch, Problems.CursorBeyondHead, Problems.Invalid);

    private static async Task<IResult> Handle(
        HttpContext http,
        Caller caller,
        GatewayDb database,
        FeedSignal signal,
        [Description("Where to go on; the oldest event kept when absent.")] string? cursor,
        [Description("1 to 5,000; 500 when absent.")] int? limit,
        [Description("Seconds to wait for something to come, 0 to 30."), Range(0, MaxWaitSeconds)] int? wait)
    {
        var take = limit is null or (>= 1 and <= MaxLimit) ? limit ?? DefaultLimit : throw Refusal.At("#/query/limit", $"1 to {MaxLimit} is expected.");
        var patience = wait is null or (>= 0 and <= MaxWaitSeconds) ? wait ?? 0 : throw Refusal.At("#/query/wait", $"0 to {MaxWaitSeconds} seconds are expected.");

        // Listening begins before looking, so that what comes in between is not slept through.
        var woken = signal.Next(caller.Connection);
        var page = await Read(database, caller, cursor, take, http.RequestAborted);
        if (page.IsEmpty && patience > 0)
        {
            page = await Wait(signal, woken, database, caller, page.Next, take, TimeSpan.FromSeconds(patience), http.RequestAborted);
        }

        return page;
    }

    private static async Task<RawPage> Wait(
        FeedSignal signal, Task woken, GatewayDb database, Caller caller, string cursor, int take, TimeSpan patience, CancellationToken cancel)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(patience);
        while (true)
        {
            await woken.WaitAsync(LookAgain, timeout.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancel.ThrowIfCancellationRequested();
            if (timeout.IsCancellationRequested)
            {
                return RawPage.Empty(cursor);
            }

            woken = signal.Next(caller.Connection);
            var page = await Read(database, caller, cursor, take, cancel);
            if (!page.IsEmpty)
            {
                return page;
            }
        }
    }

    private static async Task<RawPage> Read(GatewayDb database, Caller caller, string? cursor, int take, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        var state = await FeedCursors.State(work, caller, cancel);
        var start = FeedCursors.Resume(cursor, state, caller);
        await using var batch = work.Batch();
        batch.BatchCommands.Add(Sql.Command(Query, caller.Party.Value, caller.Connection.Value, start, take));
        batch.BatchCommands.Add(Sql.Command(Expired, caller.Party.Value, caller.Connection.Value));
        await using var rows = await batch.ExecuteReaderAsync(cancel);
        var (page, from) = (new RawPage(), start);
        while (await rows.ReadAsync(cancel))
        {
            from = rows.GetInt64(0);
            page.Add(rows, column: 1);
        }

        await rows.NextResultAsync(cancel);
        await rows.ReadAsync(cancel);
        if (cursor is not null && start < rows.GetInt64(0))
        {
            throw FeedCursors.Expired();
        }

        page.End(FeedCursors.Of(state.Epoch, caller, from));
        return page;
    }
}

/// <summary>A page of the feed.</summary>
/// <param name="Events">CloudEvents 1.0 in JSON; the schemas of their data stand in contracts/events.</param>
/// <param name="Next">Where to go on.</param>
internal sealed record EventPage(IReadOnlyList<JsonObject> Events, string Next);
