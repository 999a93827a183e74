using System.Globalization;
using RetailGateway.Features.Stock.ByHand;
using RetailGateway.Http;

namespace RetailGateway.WebConsole.Stock;

/// <summary>A count sheet as it was posted: <c>q-7</c> is what was counted of product 7, <c>at-7</c> when, by the phone's clock. Pure.</summary>
/// <param name="Typed">What stands in each line that is not empty, by product.</param>
/// <param name="Counted">The lines that can be read.</param>
internal sealed record SheetForm(IReadOnlyDictionary<int, string> Typed, IReadOnlyDictionary<int, (decimal Quantity, DateTimeOffset? At)> Counted)
{
    /// <summary>Lines whose quantity cannot be read.</summary>
    internal IReadOnlyCollection<int> Wrong => [.. Typed.Keys.Where(product => !Counted.ContainsKey(product))];

    /// <summary>Nothing was posted.</summary>
    internal static SheetForm Empty { get; } = new(new Dictionary<int, string>(), new Dictionary<int, (decimal, DateTimeOffset?)>());

    /// <summary>Reads the form's lines.</summary>
    internal static SheetForm Of(IFormCollection form)
    {
        var typed = new Dictionary<int, string>();
        var counted = new Dictionary<int, (decimal, DateTimeOffset?)>();
        foreach (var (name, value) in form)
        {
            if (!name.StartsWith("q-", StringComparison.Ordinal)
                || !int.TryParse(name.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var product)
                || string.IsNullOrWhiteSpace(value))
            {
                continue;
            }

            typed.Add(product, value.ToString());
            if (WrittenQuantity.Typed(value) is { } quantity)
            {
                counted.Add(product, (quantity, Rfc3339.TryParse(form[$"at-{product}"].ToString(), out var at) ? at : null));
            }
        }

        return new SheetForm(typed, counted);
    }
}
