using System.ComponentModel.DataAnnotations;
using System.Globalization;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders;

/// <summary>POST /v1/orders/{id}/changes and /cancellations: what the buyer asks for; only the seller's answer makes it so.</summary>
internal static class ChangeOrder
{
    internal static void Map(RouteGroupBuilder orders)
    {
        orders.MapPost("/{id:long}/changes", Change)
            .WithName("changeOrder")
            .WithSummary("Ask for other lines")
            .WithDescription("By its buyer, and only of the lines that it names. Until the seller accepts it the order stands as it was. Prices and packs are those of the order's day.")
            .RequireScope(Scope.OrdersWrite)
            .Answers<TradeOrderWithLines>()
            .Refuses(Refusals);
        orders.MapPost("/{id:long}/cancellations", Cancel)
            .WithName("cancelOrder")
            .WithSummary("Ask that nothing more be sent")
            .WithDescription("By its buyer. Until the seller accepts it the order stands as it was, and what it holds stays held.")
            .RequireScope(Scope.OrdersWrite)
            .Answers<TradeOrderWithLines>()
            .Refuses(Refusals);
    }

    private static Problem[] Refusals =>
    [
        Problems.Malformed, Problems.Invalid, Problems.NotFound, Problems.StepRefused, Problems.AlreadyExists, Problems.IdempotencyKeyRequired,
        Problems.IdempotencyKeyInUse, Problems.IdempotencyKeyReused,
    ];

    private static Task<IResult> Change(HttpContext http, long id, Body<NewOrderChange> body, Caller caller, Writes writes, OrderRecording recording) =>
        writes.Once(http, caller, body, async work =>
        {
            var (change, check) = (body.Value, new Check());
            var order = await OrderRows.Lock(work, id);
            var sent = SentDocument.Of(check, DocumentKind.OrderChange, change.Id, change.IssuedAt);
            check.That(change.Sequence is null or > 0, "/sequence", "A number above zero is expected.");
            check.That(change.Lines.Count is > 0 and <= SubmitOrder.MostLines, "/lines", $"1 to {SubmitOrder.MostLines} lines are expected.");
            check.Done();
            return Answer.Ok(await recording.Add(
                work, caller, order, new OrderStep.Change(), sent, (before, documents) => Read(work, caller, order, change, before, documents), http.RequestAborted));
        });

    private static Task<IResult> Cancel(HttpContext http, long id, Body<NewOrderCancellation> body, Caller caller, Writes writes, OrderRecording recording) =>
        writes.Once(http, caller, body, async work =>
        {
            var check = new Check();
            var order = await OrderRows.Lock(work, id);
            var sent = SentDocument.Of(check, DocumentKind.OrderCancellation, body.Value.Id, body.Value.IssuedAt);
            check.Done();
            return Answer.Ok(await recording.Add(
                work, caller, order, new OrderStep.Cancel(), sent, (_, _) => Task.FromResult(new DocumentContent()), http.RequestAborted));
        });

    private static async Task<DocumentContent> Read(
        Work work, Caller caller, OrderHead order, NewOrderChange change, FoldedOrder before, IReadOnlyList<RecordedDocument> documents)
    {
        var check = new Check();
        var known = before.Lines.Where(line => line.Product is not null).ToDictionary(line => line.Id.Value, StringComparer.Ordinal);
        var asked = change.Lines.Select(line => (Item: line.Item?.Trim() ?? "", Pack: line.Pack?.Trim())).ToList();
        var onDay = order.OrderDay;
        var goods = await Goods.Find(work, caller, order.OwnerId, order.PartnershipId, asked, change.IssuedAt, onDay);
        var prices = PricedLine.Of(before, documents, order.Currency).ToDictionary(line => line.Fold.Id.Value, StringComparer.Ordinal);
        var (lines, named) = (new List<ContentLine>(change.Lines.Count), new HashSet<string>(StringComparer.Ordinal));
        for (var index = 0; index < change.Lines.Count; index++)
        {
            var (line, at) = (change.Lines[index], string.Create(CultureInfo.InvariantCulture, $"/lines/{index}"));
            var id = check.Text($"{at}/line", line.Line, SentDocument.LongestId);
            check.That(named.Add(id), $"{at}/line", $"The line '{id}' stands in the change twice.");
            var isThere = known.TryGetValue(id, out var there);
            check.IsThere(isThere || line.Status == ChangeLineStatus.Added, $"{at}/line", $"The order has no line '{id}'.");
            check.That(!isThere || line.Status != ChangeLineStatus.Added, $"{at}/line", $"The order has a line '{id}': change it.");
            check.That(line.Quantity is not null || line.Status == ChangeLineStatus.Deleted, $"{at}/quantity", "A quantity is expected.");
            if (line.Item is not null)
            {
                if (Goods.Line(check, at, id, goods.GetValueOrDefault(index), asked[index], line.Quantity ?? 0, order.Currency, onDay) is { } other)
                {
                    lines.Add(other with { Change = line.Status });
                }

                continue;
            }

            check.That(line.Status != ChangeLineStatus.Added, $"{at}/item", "An added line names its product.");
            check.That(line.Pack is null, $"{at}/pack", "Another pack comes with its item.");
            if (!isThere)
            {
                continue;
            }

            var units = line.Status == ChangeLineStatus.Deleted ? there!.Ordered.ToDecimal() : Goods.Units(check, $"{at}/quantity", there, line.InBaseUnits, line.Quantity);
            var price = prices[id].Price!.Value;
            lines.Add(new ContentLine
            {
                Line = id,
                Change = line.Status,
                Quantity = units,
                Product = there!.Product!.Value.Value,
                Pack = there.Pack!.Code,
                Factor = there.Pack.Factor.ToDecimal(),
                Price = price.Amount,
                PriceBaseQuantity = price.BaseQuantity,
            });
        }

        check.Done();
        var last = documents.Where(one => one.Document is OrderChange).Max(one => one.Document.Sequence) ?? 0;
        return new DocumentContent { Sequence = change.Sequence ?? last + 1, Lines = lines };
    }
}

/// <summary>What the buyer asks for.</summary>
/// <param name="Id">Your id of it, unique within the order.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="Lines">The lines that it is about.</param>
/// <param name="Sequence">Its number among the order's changes; the next one when absent.</param>
internal sealed record NewOrderChange(
    [property: MaxLength(64)] string Id, DateTimeOffset IssuedAt, IReadOnlyList<NewChangeLine> Lines, int? Sequence = null);

/// <summary>What the buyer asks for on one line.</summary>
/// <param name="Line">Your id of it.</param>
/// <param name="Status">What becomes of it.</param>
/// <param name="Quantity">How much is ordered of it then, in packs; not needed where it is deleted.</param>
/// <param name="InBaseUnits">The quantity counts base units and not packs.</param>
/// <param name="Item">Another product, by a code that your connection knows; the same when absent.</param>
/// <param name="Pack">The pack of that product.</param>
internal sealed record NewChangeLine(
    [property: MaxLength(64)] string Line, ChangeLineStatus Status, decimal? Quantity = null, bool InBaseUnits = false,
    [property: MaxLength(64)] string? Item = null, [property: MaxLength(64)] string? Pack = null);

/// <summary>The buyer asks that nothing more be sent.</summary>
/// <param name="Id">Your id of it, unique within the order.</param>
/// <param name="IssuedAt">When it was issued.</param>
internal sealed record NewOrderCancellation([property: MaxLength(64)] string Id, DateTimeOffset IssuedAt);
