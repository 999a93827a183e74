using System.Text.RegularExpressions;
using RetailGateway.Domain.Measures;

namespace RetailGateway.Features.Stock.ByHand;

/// <summary>A quantity as people and files write it; above or at zero, at most three decimals.</summary>
internal static partial class WrittenQuantity
{
    /// <summary>
    /// As typed: with the points and commas that the pages show (<c>1.234,5</c>), or with a point before one or two decimals
    /// (<c>2.5</c>). Three digits after a point are thousands, as they are on the screen.
    /// </summary>
    /// <returns>Null where it is no quantity.</returns>
    internal static decimal? Typed(string? text)
    {
        var plain = text?.Trim() ?? "";
        return Grouped().IsMatch(plain) ? Read(plain.Replace(".", "", StringComparison.Ordinal).Replace(',', '.'))
            : Pointed().IsMatch(plain) ? Read(plain)
            : null;
    }

    /// <summary>As a program writes it into a file: a point or a comma before the decimals, and no thousands.</summary>
    /// <returns>Null where it is no quantity.</returns>
    internal static decimal? InFile(string text) => Plain().IsMatch(text) ? Read(text.Replace(',', '.')) : null;

    private static decimal? Read(string text) => Quantity.TryParse(text, out var quantity, out _) ? quantity.ToDecimal() : null;

    [GeneratedRegex(@"^([0-9]+|[0-9]{1,3}(\.[0-9]{3})+)(,[0-9]{1,3})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Grouped();

    [GeneratedRegex(@"^[0-9]+\.[0-9]{1,2}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Pointed();

    [GeneratedRegex(@"^[0-9]+([.,][0-9]{1,3})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Plain();
}
