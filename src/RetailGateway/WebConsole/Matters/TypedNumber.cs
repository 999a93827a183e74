using System.Globalization;

namespace RetailGateway.WebConsole.Matters;

/// <summary>A number as people type it here: points between thousands, a comma before decimals, or a lone point before them.</summary>
internal static class TypedNumber
{
    /// <summary>The number; null where it is none.</summary>
    internal static decimal? Read(string? text)
    {
        var plain = text?.Trim().Replace('\u2212', '-') ?? "";
        var comma = plain.IndexOf(',', StringComparison.Ordinal);
        var groups = (comma < 0 ? plain : plain[..comma]).Split('.');
        var isGrouped = groups.Length > 1 && groups[0].Trim('-').Length is >= 1 and <= 3 && groups[1..].All(group => group.Length == 3);
        plain = isGrouped ? string.Concat(groups) + (comma < 0 ? "" : plain[comma..]) : plain;
        return decimal.TryParse(plain.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }
}
