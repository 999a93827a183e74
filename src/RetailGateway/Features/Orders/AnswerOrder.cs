using System.ComponentModel.DataAnnotations;
using System.Globalization;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders;

/// <summary>POST /v1/orders/{id}/responses: the seller answers the order, or a change or cancellation of it.</summary>
internal static class AnswerOrder
{
    internal static void Map(RouteGroupBuilder orders) => orders
        .MapPost("/{id:long}/responses", Handle)
        .WithName("answerOrder")
        .WithSummary("Answer an order")
        .WithDescription("By its seller: `received` (AB) and no more, `accepted` (AP), `rejected` (RE), or `accepted_with_changes` (CA), which carries all lines; the buyer then changes or cancels. What is rejected or refused gives back what it held. Your `id` names the response within the order: the same again changes nothing.")
        .RequireScope(Scope.OrdersWrite)
        .Answers<TradeOrderWithLines>()
        .Refuses(
            Problems.Malformed, Problems.Invalid, Problems.NotFound, Problems.StepRefused, Problems.AlreadyExists, Problems.IdempotencyKeyRequired,
            Problems.IdempotencyKeyInUse, Problems.IdempotencyKeyReused);

    private static Task<IResult> Handle(HttpContext http, long id, Body<NewOrderResponse> body, Caller caller, Writes writes, OrderRecording recording) =>
        writes.Once(http, caller, body, async work =>
        {
            var (answer, check) = (body.Value, new Check());
            var order = await OrderRows.Lock(work, id);
            var sent = SentDocument.Of(check, DocumentKind.OrderResponse, answer.Id, answer.IssuedAt);
            var about = answer.Answers;
            check.That(
                about is null or { Kind: DocumentKind.OrderChange or DocumentKind.OrderCancellation }, "/answers/kind",
                "order_change or order_cancellation is expected; nothing for the order itself.");
            check.Done();
            var step = new OrderStep.Answer(about?.Kind ?? DocumentKind.Order, answer.Code);
            return Answer.Ok(await recording.Add(work, caller, order, step, sent, (before, _) => Read(work, caller, order, answer, before), http.RequestAborted));
        });

    /// <summary>What it says, against the order as it stands.</summary>
    internal static async Task<DocumentContent> Read(Work work, Caller caller, OrderHead order, NewOrderResponse answer, FoldedOrder before)
    {
        var check = new Check();
        var about = answer.Answers;
        check.IsThere(
            about is null || before.Open.Contains(new DocumentKey(about.Kind, new DocumentId(about.Id))), "/answers/id",
            "No such document of the order awaits an answer.");
        var given = answer.Lines ?? [];
        check.That(
            answer.Code == ResponseCode.AcceptedWithChanges ? given.Count is > 0 and <= SubmitOrder.MostLines : given.Count == 0, "/lines",
            $"1 to {SubmitOrder.MostLines} lines are expected with accepted_with_changes, and none with another code.");
        check.Done();
        var known = before.Lines.ToDictionary(line => line.Id.Value, StringComparer.Ordinal);
        var asked = given.Select(line => (Item: line.Item?.Trim() ?? "", Pack: line.Pack?.Trim())).ToList();
        var goods = await Goods.Find(work, caller, order.OwnerId, order.PartnershipId, asked, answer.IssuedAt, order.OrderDay);
        var (lines, named) = (new List<ContentLine>(given.Count), new HashSet<string>(StringComparer.Ordinal));
        for (var index = 0; index < given.Count; index++)
        {
            var (line, at) = (given[index], string.Create(CultureInfo.InvariantCulture, $"/lines/{index}"));
            var isOffer = line.Status is ResponseLineStatus.Added or ResponseLineStatus.Changed;
            check.That(named.Add(line.Line), $"{at}/line", $"The line '{line.Line}' stands in the answer twice.");
            check.IsThere(known.ContainsKey(line.Line) != (line.Status == ResponseLineStatus.Added), $"{at}/line",
                line.Status == ResponseLineStatus.Added ? $"The order has a line '{line.Line}'." : $"The order has no line '{line.Line}'.");
            check.That(line.Item is null || isOffer, $"{at}/item", "Only an added or a changed line offers another product.");
            check.IsThere(line.Item is null || goods.ContainsKey(index), $"{at}/item", $"No goods that may be ordered here have the code '{line.Item}'.");
            check.That(line.Item is not null || line.Status != ResponseLineStatus.Added, $"{at}/item", "An added line offers a product.");
            check.That(line.Quantity is null || isOffer, $"{at}/quantity", "Only an added or a changed line carries a quantity.");
            lines.Add(new ContentLine
            {
                Line = line.Line,
                Answer = line.Status,
                Quantity = line.Item is not null && goods.TryGetValue(index, out var other) && line.Quantity is { } packs
                    ? Offered(check, at, other, packs)
                    : Goods.Units(check, $"{at}/quantity", known.GetValueOrDefault(line.Line), line.InBaseUnits, line.Quantity),
                Substitute = goods.GetValueOrDefault(index)?.ProductId,
            });
        }

        var missing = before.Lines.Where(line => line.Ordered > line.Cancelled && !named.Contains(line.Id.Value)).Select(line => $"'{line.Id.Value}'").ToList();
        check.That(
            answer.Code != ResponseCode.AcceptedWithChanges || missing.Count == 0, "/lines",
            $"accepted_with_changes carries all lines; these are missing: {string.Join(", ", missing)}.");
        check.Done();
        return new DocumentContent { Code = answer.Code, AnswersKind = about?.Kind, AnswersId = about?.Id, Lines = lines };
    }

    private static decimal? Offered(Check check, string at, Goods goods, decimal packs)
    {
        var units = Goods.Units(goods.Factor, packs);
        check.That(units is not null, $"{at}/quantity", "A quantity with at most three decimals, in base units too, is expected, not below zero.");
        return units;
    }
}

/// <summary>The seller's answer.</summary>
/// <param name="Id">Your id of it, unique within the order.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="Code">The answer as a whole.</param>
/// <param name="Answers">The change or cancellation that it answers; absent for the order itself.</param>
/// <param name="Lines">All lines of the order, with `accepted_with_changes`; absent with another code.</param>
internal sealed record NewOrderResponse(
    [property: MaxLength(64)] string Id, DateTimeOffset IssuedAt, ResponseCode Code, AnsweredDocument? Answers = null, IReadOnlyList<NewResponseLine>? Lines = null);

/// <summary>A request of the buyer's that is answered.</summary>
/// <param name="Kind">order_change or order_cancellation.</param>
/// <param name="Id">The buyer's id of it.</param>
internal sealed record AnsweredDocument(DocumentKind Kind, [property: MaxLength(64)] string Id);

/// <summary>What the seller says of one line.</summary>
/// <param name="Line">The buyer's id of it.</param>
/// <param name="Status">It decides what the rest means.</param>
/// <param name="Quantity">What will be sent of a changed or added line, in packs; absent where that stays as it is.</param>
/// <param name="InBaseUnits">The quantity counts base units and not packs.</param>
/// <param name="Item">Another product that is offered, by a code that your connection knows.</param>
/// <param name="Pack">The pack of that product.</param>
internal sealed record NewResponseLine(
    [property: MaxLength(64)] string Line, ResponseLineStatus Status, decimal? Quantity = null, bool InBaseUnits = false,
    [property: MaxLength(64)] string? Item = null, [property: MaxLength(64)] string? Pack = null);
