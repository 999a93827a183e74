using System.ComponentModel.DataAnnotations;
using System.Globalization;
using RetailGateway.Access;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders;

/// <summary>POST /v1/orders/{id}/despatches: the seller says what it sends.</summary>
internal static class DespatchOrder
{
    internal static void Map(RouteGroupBuilder orders) => orders
        .MapPost("/{id:long}/despatches", Handle)
        .WithName("despatchOrder")
        .WithSummary("Tell what was sent")
        .WithDescription("By its seller, as often as it sends. Where we keep the seller's stock it leaves that stock, and what was held for it is let go; where a till does, the till's own entry is expected, with the despatch's `id` as its document. `outstanding` says what comes later; what neither was sent nor is outstanding comes never. More than was ordered is kept, and shown as a doubt.")
        .RequireScope(Scope.OrdersWrite)
        .Answers<TradeOrderWithLines>()
        .Refuses(
            Problems.Malformed, Problems.Invalid, Problems.NotFound, Problems.StepRefused, Problems.AlreadyExists, Problems.IdempotencyKeyRequired,
            Problems.IdempotencyKeyInUse, Problems.IdempotencyKeyReused);

    private static Task<IResult> Handle(HttpContext http, long id, Body<NewDespatch> body, Caller caller, Writes writes, OrderRecording recording) =>
        writes.Once(http, caller, body, async work =>
        {
            var (despatch, check) = (body.Value, new Check());
            var order = await OrderRows.Lock(work, id);
            var sent = SentDocument.Of(check, DocumentKind.DespatchAdvice, despatch.Id, despatch.IssuedAt);
            check.That(despatch.Lines.Count is > 0 and <= SubmitOrder.MostLines, "/lines", $"1 to {SubmitOrder.MostLines} lines are expected.");
            check.Done();
            return Answer.Ok(await recording.Add(
                work, caller, order, new OrderStep.Despatch(), sent, (before, _) => Task.FromResult(Read(despatch, before)), http.RequestAborted));
        });

    /// <summary>What it says, against the order as it stands.</summary>
    internal static DocumentContent Read(NewDespatch despatch, FoldedOrder before)
    {
        var check = new Check();
        var known = before.Lines.ToDictionary(line => line.Id.Value, StringComparer.Ordinal);
        var lines = new List<ContentLine>(despatch.Lines.Count);
        for (var index = 0; index < despatch.Lines.Count; index++)
        {
            var (line, at) = (despatch.Lines[index], string.Create(CultureInfo.InvariantCulture, $"/lines/{index}"));
            check.IsThere(known.TryGetValue(line.Line, out var there), $"{at}/line", $"The order has no line '{line.Line}'.");
            lines.Add(new ContentLine
            {
                Line = line.Line,
                Quantity = Goods.Units(check, $"{at}/quantity", there, line.InBaseUnits, line.Quantity),
                Outstanding = Goods.Units(check, $"{at}/outstanding", there, line.InBaseUnits, line.Outstanding),
            });
        }

        check.Done();
        return new DocumentContent { Lines = lines };
    }
}

/// <summary>What the seller sent.</summary>
/// <param name="Id">Your id of it, unique within the order: the number of its delivery note.</param>
/// <param name="IssuedAt">When it left.</param>
/// <param name="Lines">A line that comes in several parts may stand in it several times.</param>
internal sealed record NewDespatch([property: MaxLength(64)] string Id, DateTimeOffset IssuedAt, IReadOnlyList<NewDespatchLine> Lines);

/// <summary>What was sent of one line.</summary>
/// <param name="Line">The buyer's id of it.</param>
/// <param name="Quantity">How much is in this despatch, in packs as ordered.</param>
/// <param name="Outstanding">How much comes later; all the rest when absent.</param>
/// <param name="InBaseUnits">The quantities count base units and not packs.</param>
internal sealed record NewDespatchLine([property: MaxLength(64)] string Line, decimal Quantity, decimal? Outstanding = null, bool InBaseUnits = false);
