using System.ComponentModel.DataAnnotations;
using System.Globalization;
using RetailGateway.Access;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders;

/// <summary>POST /v1/orders/{id}/receipts: the buyer says what came.</summary>
internal static class ReceiveOrder
{
    internal static void Map(RouteGroupBuilder orders) => orders
        .MapPost("/{id:long}/receipts", Handle)
        .WithName("receiveOrder")
        .WithSummary("Tell what came")
        .WithDescription("By its buyer. `received` includes what was rejected and what came too much; what is accepted is the rest, and comes into the buyer's stock: at once where people keep it, and expected of the till where one does, with the receipt's `id` as its document. A receipt with the `number` of an earlier one replaces it. More than was sent is kept, and shown as a doubt.")
        .RequireScope(Scope.OrdersWrite)
        .Answers<TradeOrderWithLines>()
        .Refuses(
            Problems.Malformed, Problems.Invalid, Problems.NotFound, Problems.StepRefused, Problems.AlreadyExists, Problems.IdempotencyKeyRequired,
            Problems.IdempotencyKeyInUse, Problems.IdempotencyKeyReused);

    private static Task<IResult> Handle(HttpContext http, long id, Body<NewReceipt> body, Caller caller, Writes writes, OrderRecording recording) =>
        writes.Once(http, caller, body, async work =>
        {
            var (receipt, check) = (body.Value, new Check());
            var order = await OrderRows.Lock(work, id);
            var sent = SentDocument.Of(check, DocumentKind.ReceiptAdvice, receipt.Id, receipt.IssuedAt);
            var number = check.OptionalText("/number", receipt.Number, SentDocument.LongestId) ?? sent.Id;
            check.That(receipt.Lines.Count is > 0 and <= SubmitOrder.MostLines, "/lines", $"1 to {SubmitOrder.MostLines} lines are expected.");
            check.Done();
            return Answer.Ok(await recording.Add(
                work, caller, order, new OrderStep.Receive(), sent, (before, _) => Task.FromResult(Read(receipt, number, before)), http.RequestAborted));
        });

    /// <summary>What it says, against the order as it stands.</summary>
    internal static DocumentContent Read(NewReceipt receipt, string number, FoldedOrder before)
    {
        var check = new Check();
        var known = before.Lines.ToDictionary(line => line.Id.Value, StringComparer.Ordinal);
        var lines = new List<ContentLine>(receipt.Lines.Count);
        for (var index = 0; index < receipt.Lines.Count; index++)
        {
            var (line, at) = (receipt.Lines[index], string.Create(CultureInfo.InvariantCulture, $"/lines/{index}"));
            check.IsThere(known.TryGetValue(line.Line, out var there), $"{at}/line", $"The order has no line '{line.Line}'.");
            var received = Goods.Units(check, $"{at}/received", there, line.InBaseUnits, line.Received);
            var rejected = Goods.Units(check, $"{at}/rejected", there, line.InBaseUnits, line.Rejected);
            check.That(rejected is null or 0 || rejected <= received, $"{at}/rejected", "Of what was received only; `received` includes it.");
            lines.Add(new ContentLine { Line = line.Line, Quantity = received, Rejected = rejected });
        }

        check.Done();
        return new DocumentContent { Number = number, AnswersDocumentAlone = receipt.AnswersDocumentAlone ? true : null, Lines = lines };
    }
}

/// <summary>What came.</summary>
/// <param name="Id">Your id of the document, unique within the order.</param>
/// <param name="IssuedAt">When it came.</param>
/// <param name="Lines">A line that came in several parts may stand in it several times.</param>
/// <param name="Number">The receipt's number; a receipt of the same number is replaced. Your `id` when absent.</param>
/// <param name="AnswersDocumentAlone">It answers the despatch advice and not the goods: no stock moves.</param>
internal sealed record NewReceipt(
    [property: MaxLength(64)] string Id, DateTimeOffset IssuedAt, IReadOnlyList<NewReceiptLine> Lines, [property: MaxLength(64)] string? Number = null,
    bool AnswersDocumentAlone = false);

/// <summary>What came of one line.</summary>
/// <param name="Line">The buyer's id of it.</param>
/// <param name="Received">How much came, rejected and oversupplied included, in packs as ordered; absent where the line carries only its consignment's answer.</param>
/// <param name="Rejected">How much of it is not taken.</param>
/// <param name="InBaseUnits">The quantities count base units and not packs.</param>
internal sealed record NewReceiptLine([property: MaxLength(64)] string Line, decimal? Received = null, decimal? Rejected = null, bool InBaseUnits = false);
