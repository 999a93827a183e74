using System.Globalization;
using RetailGateway.Domain.Measures;

namespace RetailGateway.Partners.Mangga;

/// <summary>
/// Numbers as the chain's offices write them: a comma or a point before the decimals, never one between thousands, so
/// that "1.234" is one and a bit wherever it was saved.
/// </summary>
internal static class ManggaNumber
{
    private const int Longest = 32;

    internal static bool TryRead(ReadOnlySpan<char> text, out Quantity value)
    {
        value = default;
        Span<char> plain = stackalloc char[Longest];
        return text.Length <= Longest && Quantity.TryParse(Plain(text, plain), out value, out _);
    }

    /// <summary>A sum of very many, which may be larger than one of them.</summary>
    internal static bool TryReadSum(ReadOnlySpan<char> text, out decimal value)
    {
        value = 0;
        Span<char> plain = stackalloc char[Longest];
        return text.Length is > 0 and < 28
            && decimal.TryParse(Plain(text, plain), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    private static ReadOnlySpan<char> Plain(ReadOnlySpan<char> text, Span<char> plain)
    {
        text.Replace(plain, ',', '.');
        return plain[..text.Length];
    }
}
