using System.Globalization;
using System.Numerics;
using System.Text;

namespace RetailGateway.Domain.Measures;

/// <summary>
/// A signed number of a product's base units, exact to three decimals.
/// Kept as whole thousandths, so that sums of millions cost an addition each and never round.
/// </summary>
/// <remarks>
/// What is parsed or converted lies within ±999,999,999,999.999. Sums may go beyond it (whether a sum
/// fits must not depend on the order of its terms); see <see cref="IsInRange"/>. They throw
/// <see cref="OverflowException"/> where even a 64-bit integer ends.
/// </remarks>
public readonly record struct Quantity : IComparable<Quantity>
{
    /// <summary>Thousandths in one base unit.</summary>
    public const long Scale = 1_000;

    private const long MaxThousandths = 999_999_999_999_999;
    private const int Decimals = 3;

    /// <summary>The longest text: sign, point and the nineteen digits of a 64-bit integer.</summary>
    private const int MaxLength = 21;

    private Quantity(long thousandths) => Thousandths = thousandths;

    /// <summary>No units.</summary>
    public static Quantity Zero => default;

    /// <summary>999,999,999,999.999 base units; the least is its negative.</summary>
    public static Quantity MaxValue => new(MaxThousandths);

    /// <summary>The quantity in thousandths of a base unit.</summary>
    public long Thousandths { get; }

    /// <summary>Below zero.</summary>
    public bool IsNegative => Thousandths < 0;

    /// <summary>Within ±<see cref="MaxValue"/>, which is what the store keeps.</summary>
    public bool IsInRange => Thousandths is >= -MaxThousandths and <= MaxThousandths;

    /// <summary>Adds; never rounds.</summary>
    public static Quantity operator +(Quantity left, Quantity right) => new(checked(left.Thousandths + right.Thousandths));

    /// <summary>Subtracts; never rounds.</summary>
    public static Quantity operator -(Quantity left, Quantity right) => new(checked(left.Thousandths - right.Thousandths));

    /// <summary>The same number of units the other way.</summary>
    public static Quantity operator -(Quantity value) => new(checked(-value.Thousandths));

    /// <summary>Fewer units than.</summary>
    public static bool operator <(Quantity left, Quantity right) => left.Thousandths < right.Thousandths;

    /// <summary>More units than.</summary>
    public static bool operator >(Quantity left, Quantity right) => left.Thousandths > right.Thousandths;

    /// <summary>At most as many units as.</summary>
    public static bool operator <=(Quantity left, Quantity right) => left.Thousandths <= right.Thousandths;

    /// <summary>At least as many units as.</summary>
    public static bool operator >=(Quantity left, Quantity right) => left.Thousandths >= right.Thousandths;

    /// <summary>A quantity of so many thousandths of a base unit.</summary>
    public static Quantity FromThousandths(long thousandths) => new(thousandths);

    /// <summary>A quantity of so many base units.</summary>
    /// <exception cref="ArgumentException">A fourth decimal, or beyond ±<see cref="MaxValue"/>.</exception>
    public static Quantity FromDecimal(decimal baseUnits)
    {
        if (Math.Abs(baseUnits) > MaxValue.ToDecimal())
            throw new ArgumentException("A quantity lies within ±999,999,999,999.999 base units.", nameof(baseUnits));

        return FromSum(baseUnits);
    }

    /// <summary>A sum of quantities in base units, which may lie beyond ±<see cref="MaxValue"/>.</summary>
    /// <exception cref="ArgumentException">A fourth decimal.</exception>
    /// <exception cref="OverflowException">Beyond what a 64-bit number of thousandths holds.</exception>
    public static Quantity FromSum(decimal baseUnits)
    {
        var thousandths = baseUnits * Scale;
        return decimal.IsInteger(thousandths)
            ? new((long)thousandths)
            : throw new ArgumentException("A quantity has at most three decimals.", nameof(baseUnits));
    }

    /// <summary>
    /// Reads <c>-?digits[.digits{1,3}]</c> in UTF-8 and nothing else.
    /// A text with several faults is first not a number, then too large, then too fine.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out Quantity value, out QuantityFault fault)
    {
        fault = Read(utf8, out value);
        return fault == QuantityFault.None;
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out Quantity, out QuantityFault)"/>
    public static bool TryParse(ReadOnlySpan<char> text, out Quantity value, out QuantityFault fault)
    {
        fault = Read(text, out value);
        return fault == QuantityFault.None;
    }

    /// <summary>The quantity in base units.</summary>
    public decimal ToDecimal() => (decimal)Thousandths / Scale;

    /// <inheritdoc/>
    public int CompareTo(Quantity other) => Thousandths.CompareTo(other.Thousandths);

    /// <summary>The canonical text, in no culture: "3", "2.5", "-0.125".</summary>
    public override string ToString()
    {
        Span<byte> utf8 = stackalloc byte[MaxLength];
        TryFormat(utf8, out var written);
        return Encoding.ASCII.GetString(utf8[..written]);
    }

    /// <summary>Writes the canonical text in UTF-8; 21 bytes always suffice.</summary>
    /// <returns>False, with nothing said to be written, where <paramref name="utf8"/> is too short.</returns>
    public bool TryFormat(Span<byte> utf8, out int written)
    {
        written = 0;
        var (whole, rest) = Math.DivRem(Thousandths < 0 ? 0UL - (ulong)Thousandths : (ulong)Thousandths, (ulong)Scale);

        Span<byte> text = stackalloc byte[MaxLength];
        var length = 0;
        if (Thousandths < 0)
            text[length++] = (byte)'-';

        whole.TryFormat(text[length..], out var digits, default, CultureInfo.InvariantCulture);
        length += digits;
        if (rest != 0)
            text[length++] = (byte)'.';

        for (var place = (ulong)Scale / 10; rest != 0; place /= 10)
        {
            text[length++] = (byte)('0' + (rest / place));
            rest %= place;
        }

        if (!text[..length].TryCopyTo(utf8))
            return false;

        written = length;
        return true;
    }

    private static QuantityFault Read<TUnit>(ReadOnlySpan<TUnit> text, out Quantity value)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        value = Zero;
        var negative = !text.IsEmpty && text[0] == TUnit.CreateTruncating('-');
        var unsigned = negative ? text[1..] : text;
        var point = unsigned.IndexOf(TUnit.CreateTruncating('.'));
        var whole = point < 0 ? unsigned : unsigned[..point];
        var rest = point < 0 ? default : unsigned[(point + 1)..];

        if (!ReadDigits(whole, out var units) || (point >= 0 && !ReadDigits(rest, out _)))
            return QuantityFault.NotANumber;
        if (units > MaxThousandths / Scale)
            return QuantityFault.TooLarge;
        if (rest.Length > Decimals)
            return QuantityFault.TooManyDecimals;

        ReadDigits(rest, out var thousandths);
        for (var place = rest.Length; place < Decimals; place++)
            thousandths *= 10;

        thousandths += units * Scale;
        value = new(negative ? -thousandths : thousandths);
        return QuantityFault.None;
    }

    /// <summary>Reads at least one digit; a number beyond every bound stays beyond it and does not wrap.</summary>
    private static bool ReadDigits<TUnit>(ReadOnlySpan<TUnit> digits, out long number)
        where TUnit : unmanaged, IBinaryInteger<TUnit>
    {
        number = 0;
        foreach (var unit in digits)
        {
            var digit = int.CreateTruncating(unit) - '0';
            if (digit is < 0 or > 9)
                return false;

            number = Math.Min((number * 10) + digit, MaxThousandths);
        }

        return !digits.IsEmpty;
    }
}
