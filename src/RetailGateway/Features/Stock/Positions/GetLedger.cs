using System.ComponentModel;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Positions;

/// <summary>GET /v1/stock/ledger: why is it 3? Every entry of one position in its order, absorbed and reversed ones marked.</summary>
internal static class GetLedger
{
    /// <summary>The newest entries that are explained; older ones of a longer ledger are left out and said so.</summary>
    private const int MostEntries = 20_000;

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

    private static async Task<IResult> Handle(
        HttpContext http,
        Caller caller,
        GatewayDb database,
        [Description("The location's code.")] string location,
        [Description("The owner's item code of the product.")] string product,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var take = Paging.Limit(limit);
        var skip = cursor is null ? 0 : (int)Cursor.Number(Cursor.Parts(cursor, "ledger", 1)[0]);
        await using var work = await database.Open(caller, http.RequestAborted);
        var key = await work.Connection.QuerySingleOrDefaultAsync<(int Location, int Product)?>(
            """
            select l.location_id, g.product_id
            from location l join product g on g.owner_id = l.owner_id
            where l.owner_id = @owner and upper(l.code) = upper(@location) and upper(g.code) = upper(@product)
            """,
            new { owner = caller.Party.Value, location, product })
            ?? throw new Refusal(Problems.NotFound, "No such location or product of yours.");
        var rows = (await work.Connection.QueryAsync<EntryRow>(
            """
            select e.connection_id, c.code as connection, e.change_id, e.kind::text, e.quantity, e.occurred_at, e.recorded_at, e.document, e.reverses
            from stock_entry e
            join connection c on c.owner_id = e.owner_id and c.connection_id = e.connection_id
            where e.owner_id = @owner and e.location_id = @Location and e.product_id = @Product
            order by e.occurred_at desc
            limit @most
            """,
            new { owner = caller.Party.Value, key.Location, key.Product, most = MostEntries + 1 })).AsList();

        var complete = rows.Count <= MostEntries;
        var byKey = rows.ToDictionary(row => row.Key);
        var explained = Ledger.Explain([.. rows.Select(row => row.Entry)]).Reverse().ToList();
        var items = explained.Skip(skip).Take(take).Select(entry => byKey[entry.Entry.Key].Explained(entry, complete)).ToList();
        var next = explained.Count > skip + take ? Cursor.Of("ledger", skip + take) : null;
        var onHand = complete || explained.Exists(entry => entry.Entry.Kind == EntryKind.Count)
            ? explained.Count == 0 ? 0m : explained[0].OnHand.ToDecimal()
            : (decimal?)null;
        var answer = Answer.Ok(new LedgerPage(onHand, items, complete, next));
        return next is null ? answer : answer with { Headers = Paging.LinkNext(http, next) };
    }

    private sealed record EntryRow(
        int ConnectionId, string Connection, string ChangeId, string Kind, decimal Quantity,
        DateTime OccurredAt, DateTime RecordedAt, string? Document, string? Reverses)
    {
        internal EntryKey Key => new(new ConnectionId(ConnectionId), ChangeId);

        internal StockEntry Entry => new(Key, StockRows.KindOf(Kind), Domain.Measures.Quantity.FromDecimal(Quantity), OccurredAt, Reverses);

        internal LedgerEntry Explained(ExplainedEntry entry, bool complete) => new(
            ChangeId, Connection, entry.Entry.Kind, Quantity, OccurredAt, RecordedAt, Document, Reverses,
            entry.Absorbed, entry.Reversed, complete ? entry.OnHand.ToDecimal() : null);
    }
}

/// <summary>Why a position is what it is.</summary>
/// <param name="OnHand">What the entries fold to now.</param>
/// <param name="Items">Newest first.</param>
/// <param name="Complete">False where the ledger is longer than what is explained at once; the oldest entries are left out then.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
internal sealed record LedgerPage(decimal? OnHand, IReadOnlyList<LedgerEntry> Items, bool Complete, string? Next);

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
/// <param name="OnHandAfter">What was on hand after it; absent where the ledger is not explained from its beginning.</param>
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
