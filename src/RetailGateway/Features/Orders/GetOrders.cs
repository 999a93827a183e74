using System.ComponentModel;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders;

/// <summary>GET /v1/orders, /{id} and /{id}/timeline: what was ordered, where it stands, and how it came there.</summary>
internal static class GetOrders
{
    internal static void Map(RouteGroupBuilder orders)
    {
        orders.MapGet("", All)
            .WithName("listOrders")
            .WithSummary("List orders")
            .WithDescription("Those that you buy or sell by, newest first, without their lines.")
            .RequireScope(Scope.OrdersRead)
            .Answers<Page<TradeOrder>>()
            .Refuses(Problems.CursorInvalid, Problems.Invalid);
        orders.MapGet("/{id:long}", One)
            .WithName("getOrder")
            .WithSummary("Read an order")
            .WithDescription("With its lines side by side (ordered, confirmed, despatched, received), what you may send next, and what does not fit.")
            .RequireScope(Scope.OrdersRead)
            .Answers<TradeOrderWithLines>()
            .Refuses(Problems.NotFound);
        orders.MapGet("/{id:long}/timeline", Timeline)
            .WithName("readOrderTimeline")
            .WithSummary("Read an order's history")
            .WithDescription("All its documents in their order (when issued, then sequence, then id), whatever the order they arrived in, each with where the order stood after it.")
            .RequireScope(Scope.OrdersRead)
            .Answers<OrderTimeline>()
            .Refuses(Problems.NotFound);
    }

    private static async Task<IResult> All(
        HttpContext http,
        Caller caller,
        GatewayDb database,
        [Description("Where they stand.")] string? state,
        [Description("The party on the other side.")] int? partner,
        [Description("The buyer's number.")] string? number,
        [Description("True: some line lacks stock at the seller's.")] bool? @short,
        [Description("True: something in its documents does not fit.")] bool? doubtful,
        [Description("True: whoever's turn it is has let its time go by.")] bool? late,
        [Description("True: it is your turn. False: it is the other side's.")] bool? mine,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var take = Paging.Limit(limit);
        var list = CursorKind.Of("order", caller);
        await using var work = await database.Open(caller, http.RequestAborted);
        var filter = new OrderFilter(
            State: State(state), With: partner, Number: Check.Query("number", number), Short: @short, Doubtful: doubtful, Late: late, TurnOf: caller.Party.Value, IsTheirs: mine);
        var read = await OrderRows.List(work, filter, list.Number(cursor), take + 1);
        return Page<TradeOrder>.Of(read, take, order => list.Cursor(order.Id)).Answer(http);
    }

    private static string? State(string? asked) => asked is null || Names.TryRead<OrderState>(asked, out _)
        ? asked
        : throw Refusal.At("#/query/state", $"One of these is expected: {Names.Known<OrderState>()}.");

    private static async Task<IResult> One(HttpContext http, long id, Caller caller, GatewayDb database)
    {
        await using var work = await database.Open(caller, http.RequestAborted);
        return Answer.Ok(await OrderRows.Read(work, caller, id));
    }

    private static async Task<IResult> Timeline(HttpContext http, long id, Caller caller, GatewayDb database)
    {
        await using var work = await database.Open(caller, http.RequestAborted);
        var (head, documents) = await OrderRows.History(work, id);
        List<RecordedDocument> ordered = [.. documents.OrderBy(one => one.Document.Place)];
        return Answer.Ok(new OrderTimeline(head.OrderId, [.. ordered.Select((_, index) => TimelineStep.Of(head, ordered, index))]));
    }
}

/// <summary>The history of an order.</summary>
/// <param name="OrderId">Which.</param>
/// <param name="Steps">In the order of its documents.</param>
internal sealed record OrderTimeline(long OrderId, IReadOnlyList<TimelineStep> Steps);

/// <summary>A document of an order.</summary>
/// <param name="Document">Its kind.</param>
/// <param name="Id">Its sender's id.</param>
/// <param name="By">Who sent it.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="RecordedAt">When it reached us.</param>
/// <param name="State">Where the order stood with it and all before it.</param>
/// <param name="Content">What it says; quantities are base units.</param>
internal sealed record TimelineStep(
    DocumentKind Document, string Id, TradeSide By, DateTimeOffset IssuedAt, DateTimeOffset RecordedAt, OrderState State, DocumentContent Content)
{
    /// <summary>One of an order's documents, which stand in their order.</summary>
    internal static TimelineStep Of(OrderHead head, IReadOnlyList<RecordedDocument> ordered, int index) => new(
        ordered[index].Document.Kind,
        ordered[index].Document.Id.Value,
        ordered[index].SenderId == head.BuyerId ? TradeSide.Buyer : TradeSide.Seller,
        ordered[index].Document.IssuedAt,
        ordered[index].RecordedAt,
        FoldedOrder.Of([.. ordered.Take(index + 1).Select(earlier => earlier.Document)]).State,
        ordered[index].Content);
}
