using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders;

namespace RetailGateway.Features.Orders;

/// <summary>A line as it is folded, with the price of the pack that it stands in.</summary>
/// <param name="Fold">Its figures.</param>
/// <param name="Price">For the base quantity of packs; null where a document names a line that nobody ordered.</param>
internal sealed record PricedLine(FoldedLine Fold, UnitPrice? Price)
{
    /// <summary>What is delivered or still to be, at the price; null without one.</summary>
    internal decimal? Amount => Price is { } price
        ? new UnitPrice(price.Amount, price.BaseQuantity * Fold.Pack!.Factor.ToDecimal(), price.Currency).For(Fold.Despatched + Fold.Later).Amount
        : null;

    /// <summary>Each line with the price of the newest document that has it in that product and pack.</summary>
    internal static List<PricedLine> Of(FoldedOrder order, IEnumerable<RecordedDocument> documents, string currency)
    {
        var prices = new Dictionary<(string Line, int Product, string Pack), UnitPrice>();
        foreach (var document in documents.OrderBy(document => document.Document.Place))
        {
            foreach (var line in document.Content.Lines.Where(line => line.Price is not null))
            {
                prices[(line.Line, line.Product!.Value, line.Pack!)] = new UnitPrice(line.Price!.Value, line.PriceBaseQuantity!.Value, currency);
            }
        }

        return [.. order.Lines.Select(line => new PricedLine(
            line, line is { Product: { } product, Pack: { } pack } ? prices[(line.Id.Value, product.Value, pack.Code)] : null))];
    }
}
