using System.Globalization;
using System.Runtime.InteropServices;

namespace RetailGateway.Domain.Measures;

/// <summary>
/// A trade item's number, GTIN-8, -12, -13 or -14. "Optional (a home producer has none); where given, its
/// check digit is verified on entry." Two are equal where their 14-digit forms are.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Gtin
{
    private const int NormalisedLength = 14;
    private static readonly int[] Lengths = [8, 12, 13, NormalisedLength];

    private readonly long number;
    private readonly int length;

    private Gtin(long number, int length) => (this.number, this.length) = (number, length);

    /// <summary>Fourteen digits, zeros in front: the form to store and to compare.</summary>
    public string Normalised => number.ToString("D14", CultureInfo.InvariantCulture);

    /// <summary>Reads 8, 12, 13 or 14 digits, no spaces; where it cannot, says what is wrong.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Gtin gtin, out Gs1Refusal refusal)
    {
        var read = Gs1Number.TryRead(text, Lengths, out var number, out refusal);
        gtin = read ? new(number, text.Length) : default;
        return read;
    }

    /// <inheritdoc/>
    public bool Equals(Gtin other) => number == other.number;

    /// <inheritdoc/>
    public override int GetHashCode() => number.GetHashCode();

    /// <summary>The digits as they were given.</summary>
    public override string ToString() => Normalised[^length..];
}
