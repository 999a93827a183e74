using System.ComponentModel;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Stock;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Positions;

/// <summary>GET /v1/stock/ledger: why is it 3? Every entry of one position in its order, absorbed and reversed ones marked.</summary>
internal sealed class GetLedger(GatewayDb database)
{
    internal static void Map(RouteGroupBuilder stock) => stock
        .MapGet("/ledger", Handle)
        .WithName("explainStockPosition")
        .WithSummary("Explain a stock position")
        .WithDescription("The entries of one product at one location of yours, newest first in the order that counts (occurredAt, movements before counts, connection, change id): which the last count had already seen (`absorbed`), which were `reversed`, and what was on hand after each.")
        .RequireScope(Scope.StockRead)
        .Answers<LedgerPage>()
        .Example(
            null,
            """
            {"onHand":"22","complete":true,"next":null,"items":[
              {"changeId":"K01-20261124-0071/1","connection":"kasir","kind":"sale","quantity":"-2","occurredAt":"2026-11-24T07:05:07Z","recordedAt":"2026-11-24T07:05:09.4Z",
               "document":"K01-20261124-0071","reverses":null,"absorbed":false,"reversed":false,"onHandAfter":"22"},
              {"changeId":"OPN-20261124/17","connection":"kasir","kind":"count","quantity":"24","occurredAt":"2026-11-24T07:00:00Z","recordedAt":"2026-11-24T07:01:00Z",
               "document":null,"reverses":null,"absorbed":false,"reversed":false,"onHandAfter":"24"}]}
            """)
        .Refuses(Problems.NotFound, Problems.CursorInvalid, Problems.Invalid);

    /// <summary>Reads a page of a position's.</summary>
    /// <exception cref="Refusal">No such location or product of the caller's, or a cursor of another list.</exception>
    private async Task<LedgerPage> Read(Caller caller, string location, string product, int? limit, string? cursor, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        var key = await work.Connection.QuerySingleOrDefaultAsync<(int Location, int Product)?>(
            """
            select l.location_id, g.product_id
            from location l join product g on g.owner_id = l.owner_id
            where l.owner_id = @owner and l.code_key = upper(@location) and g.code_key = upper(@product)
            """,
            new { owner = caller.Party.Value, location, product })
            ?? throw new Refusal(Problems.NotFound, "No such location or product of yours.");
        return await Read(work, caller, new PositionKey(key.Location, key.Product), limit, cursor);
    }

    /// <summary>Reads a page of a position's that is known already, for the console's page.</summary>
    /// <exception cref="Refusal">A cursor of another list.</exception>
    internal async Task<LedgerPage> Read(Caller caller, PositionKey key, int limit, string? cursor, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        return await Read(work, caller, key, limit, cursor);
    }

    private static async Task<LedgerPage> Read(Work work, Caller caller, PositionKey key, int? limit, string? cursor)
    {
        var take = Paging.Limit(limit);
        var list = CursorKind.Of("ledger", caller);
        var after = LedgerPlace.Read(list, cursor);
        var ledger = new LedgerRows(work, caller.Party, key);
        var rows = await ledger.Page(after, take + 1);
        var page = rows.Take(take).ToList();
        var before = page.Count == 0 ? new BalanceBefore(0, IsKnown: true) : await ledger.Before(page[^1].Place);
        var next = rows.Count > take ? page[^1].Place.Cursor(list) : null;
        return new LedgerPage(await ledger.OnHand(), Explain(page, before), before.IsKnown, next);
    }

    private static async Task<IResult> Handle(
        HttpContext http,
        Caller caller,
        GetLedger ledger,
        [Description("The location's code.")] string location,
        [Description("The owner's item code of the product.")] string product,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var page = await ledger.Read(caller, location, product, limit, cursor, http.RequestAborted);
        var answer = Answer.Ok(page);
        return page.Next is null ? answer : answer with { Headers = Paging.LinkNext(http, page.Next) };
    }

    /// <summary>Folds the page from what was on hand before its oldest entry; a count needs nothing from before it.</summary>
    private static List<LedgerEntry> Explain(List<LedgerRow> newestFirst, BalanceBefore before)
    {
        var explained = new List<LedgerEntry>(newestFirst.Count);
        decimal? onHand = before.IsKnown ? before.OnHand : null;
        foreach (var row in Enumerable.Reverse(newestFirst))
        {
            var kind = StockRows.KindOf(row.Kind);
            if (!row.Reversed && kind != EntryKind.Reversal)
            {
                onHand = kind == EntryKind.Count ? row.Quantity : onHand + row.Quantity;
            }

            explained.Add(new LedgerEntry(
                row.ChangeId, row.Connection, kind, row.Quantity, row.OccurredAt, row.RecordedAt, row.Document, row.Reverses,
                row.Absorbed, row.Reversed, onHand));
        }

        explained.Reverse();
        return explained;
    }
}

/// <summary>Why a position is what it is.</summary>
/// <param name="OnHand">What the position says now; equal to what all entries fold to.</param>
/// <param name="Items">Newest first.</param>
/// <param name="Complete">False where nothing was counted among the 20,000 entries before this page: what was on hand after each is told from the next count on.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
internal sealed record LedgerPage(decimal OnHand, IReadOnlyList<LedgerEntry> Items, bool Complete, string? Next);

/// <summary>One entry of the ledger and what it does.</summary>
/// <param name="ChangeId">The sender's id.</param>
/// <param name="Connection">The code of the connection that sent it.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Quantity">In base units.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="RecordedAt">When it reached us.</param>
/// <param name="Document">The document it reports.</param>
/// <param name="Reverses">The change it leaves out.</param>
/// <param name="Absorbed">A later count had already seen it.</param>
/// <param name="Reversed">A reversal leaves it out.</param>
/// <param name="OnHandAfter">What was on hand after it; absent where the page is not complete and no count is older.</param>
internal sealed record LedgerEntry(
    string ChangeId,
    string Connection,
    EntryKind Kind,
    decimal Quantity,
    DateTimeOffset OccurredAt,
    DateTimeOffset RecordedAt,
    string? Document,
    string? Reverses,
    bool Absorbed,
    bool Reversed,
    decimal? OnHandAfter);
