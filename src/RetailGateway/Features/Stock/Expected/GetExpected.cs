using System.ComponentModel;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Expected;

/// <summary>GET /v1/stock/expected and /{id}: what documents say and tills have yet to tell, or have told.</summary>
internal static class GetExpected
{
    internal const string Example =
        """
        {"id":31,"location":"KPN-01","product":"UMK-FEN-01","connection":"kasir","kind":"sale","reference":"SJ-8841/1","quantity":"-6","told":"0",
         "remaining":"6","state":"open","source":"reservation/17","occurredAt":"2026-11-24T05:00:00Z","recordedAt":"2026-11-24T05:00:03Z",
         "dueAt":"2026-11-25T05:00:03Z","raisedAt":null}
        """;

    internal static void Map(RouteGroupBuilder stock)
    {
        stock.MapGet("/expected", All)
            .WithName("listExpectedMovements")
            .WithSummary("List expected movements")
            .WithDescription("Where a till is the system of record a document moves nothing by itself: the till's entry with the document's reference does. What is still `remaining` is taken out of what is available, where it leaves.")
            .RequireScope(Scope.StockRead)
            .Answers<Page<ExpectedMovement>>()
            .Example(null, $$"""{"items":[{{Example}}],"next":null}""")
            .Refuses(Problems.CursorInvalid, Problems.Invalid);
        stock.MapGet("/expected/{id:long}", One)
            .WithName("getExpectedMovement")
            .WithSummary("Read an expected movement")
            .RequireScope(Scope.StockRead)
            .Answers<ExpectedMovement>()
            .Example(null, Example)
            .Refuses(Problems.NotFound);
    }

    private static async Task<IResult> All(
        HttpContext http,
        Caller caller,
        GatewayDb database,
        [Description("A location's code.")] string? location,
        [Description("The owner's item code of a product.")] string? product,
        [Description("A document's reference, exactly.")] string? reference,
        [Description("Only those of which something remains, or only the others.")] bool? open,
        [Description("Only those whose time is over, or only the others.")] bool? overdue,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var take = Paging.Limit(limit);
        var list = CursorKind.Of("expected", caller);
        var after = list.Number(cursor) ?? 0;
        var filter = new ExpectedFilter(
            Location: Check.Query("location", location), Product: Check.Query("product", product), Reference: Check.Query("reference", reference),
            Open: open, Overdue: overdue);
        await using var work = await database.Open(caller, http.RequestAborted);
        var read = await ExpectedRows.List(work, filter, after, take + 1);
        return Page<ExpectedMovement>.Of(read, take, item => list.Cursor(item.Id)).Answer(http);
    }

    private static async Task<IResult> One(HttpContext http, long id, Caller caller, GatewayDb database)
    {
        await using var work = await database.Open(caller, http.RequestAborted);
        return (await ExpectedRows.List(work, new ExpectedFilter(Id: id), 0, 1)).SingleOrDefault() is { } movement
            ? Answer.Ok(movement)
            : throw new Refusal(Problems.NotFound, "No expected movement of yours has that number.");
    }
}

/// <summary>What a document says of one product at one location, and what its till has made of it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Location">The location's code.</param>
/// <param name="Product">The owner's item code.</param>
/// <param name="Connection">Whose entry is awaited: the system of record at `occurredAt`.</param>
/// <param name="Kind">What the document says happened.</param>
/// <param name="Reference">What the till's entry names as its `document`.</param>
/// <param name="Quantity">Base units; below zero for what leaves.</param>
/// <param name="Told">Base units, without a sign, that entries with the reference say.</param>
/// <param name="Remaining">Base units, without a sign, that are still expected.</param>
/// <param name="State">How it stands.</param>
/// <param name="Source">The document: `reservation/` or `transfer/` and its number.</param>
/// <param name="OccurredAt">When it happened by the document's word.</param>
/// <param name="RecordedAt">When the document reached us.</param>
/// <param name="DueAt">Until when the till has time; then what remains is raised as a conflict.</param>
/// <param name="RaisedAt">When it was raised.</param>
internal sealed record ExpectedMovement(
    long Id, string Location, string Product, string Connection, EntryKind Kind, string Reference, decimal Quantity, decimal Told, decimal Remaining,
    ExpectedState State, string Source, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, DateTimeOffset DueAt, DateTimeOffset? RaisedAt);

/// <summary>How an expected movement stands.</summary>
internal enum ExpectedState
{
    /// <summary>Something is still expected.</summary>
    Open,

    /// <summary>The till told all of it.</summary>
    Fulfilled,

    /// <summary>A later count has seen it.</summary>
    TakenUp,

    /// <summary>A person said that it happened, and it was posted in the till's name.</summary>
    Accepted,

    /// <summary>A person said that what remained never happened.</summary>
    Dismissed,
}
