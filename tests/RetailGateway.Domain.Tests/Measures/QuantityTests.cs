using System.Text;
using CsCheck;
using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Tests.Measures;

public class QuantityTests
{
    private static readonly Gen<Quantity> InRange =
        Gen.Long[-999_999_999_999_999, 999_999_999_999_999].Select(Quantity.FromThousandths);

    [Fact]
    public void A_quantity_reads_back_from_its_text_in_bytes_and_in_characters() =>
        InRange.Sample(quantity =>
            Quantity.TryParse(quantity.ToString(), out var fromText, out _) && fromText == quantity
            && Quantity.TryParse(Encoding.UTF8.GetBytes(quantity.ToString()), out var fromBytes, out _) && fromBytes == quantity);

    [Fact]
    public void A_quantity_reads_back_from_its_decimal() =>
        InRange.Sample(quantity => Quantity.FromDecimal(quantity.ToDecimal()) == quantity);

    [Fact]
    public void A_text_says_what_the_decimal_says_and_never_ends_in_a_needless_zero() =>
        InRange.Sample(quantity => quantity.ToString() == quantity.ToDecimal().ToString("0.###"));

    [Fact]
    public void The_bytes_written_are_the_text() =>
        Gen.Long.Select(Quantity.FromThousandths).Sample(quantity =>
        {
            Span<byte> utf8 = stackalloc byte[21];
            return quantity.TryFormat(utf8, out var written)
                && Encoding.UTF8.GetString(utf8[..written]) == quantity.ToString()
                && !quantity.TryFormat(utf8[..(written - 1)], out _);
        });

    [Theory]
    [InlineData("3", 3_000)]
    [InlineData("2.5", 2_500)]
    [InlineData("2.500", 2_500)]
    [InlineData("-0.125", -125)]
    [InlineData("-0", 0)]
    [InlineData("007", 7_000)]
    [InlineData("999999999999.999", 999_999_999_999_999)]
    [InlineData("-999999999999.999", -999_999_999_999_999)]
    public void Plain_decimals_are_read(string text, long thousandths)
    {
        Assert.True(Quantity.TryParse(text, out var quantity, out var fault));
        Assert.Equal(QuantityFault.None, fault);
        Assert.Equal(thousandths, quantity.Thousandths);
    }

    [Theory]
    [InlineData("", QuantityFault.NotANumber)]
    [InlineData("-", QuantityFault.NotANumber)]
    [InlineData("--1", QuantityFault.NotANumber)]
    [InlineData("+1", QuantityFault.NotANumber)]
    [InlineData(" 1", QuantityFault.NotANumber)]
    [InlineData("1 ", QuantityFault.NotANumber)]
    [InlineData("1\n", QuantityFault.NotANumber)]
    [InlineData("1e3", QuantityFault.NotANumber)]
    [InlineData("1,000", QuantityFault.NotANumber)]
    [InlineData("1.", QuantityFault.NotANumber)]
    [InlineData(".5", QuantityFault.NotANumber)]
    [InlineData("1.2.3", QuantityFault.NotANumber)]
    [InlineData("1.-2", QuantityFault.NotANumber)]
    [InlineData("0x10", QuantityFault.NotANumber)]
    [InlineData("NaN", QuantityFault.NotANumber)]
    [InlineData("Infinity", QuantityFault.NotANumber)]
    [InlineData("１", QuantityFault.NotANumber)]
    [InlineData("1.2345x", QuantityFault.NotANumber)]
    [InlineData("1.2345", QuantityFault.TooManyDecimals)]
    [InlineData("1.0000", QuantityFault.TooManyDecimals)]
    [InlineData("1000000000000", QuantityFault.TooLarge)]
    [InlineData("-1000000000000.0000", QuantityFault.TooLarge)]
    [InlineData("99999999999999999999999999999999999999999999", QuantityFault.TooLarge)]
    public void Anything_else_is_refused_by_its_fault_in_bytes_as_in_characters(string text, QuantityFault expected)
    {
        Assert.False(Quantity.TryParse(text, out var fromText, out var fault));
        Assert.Equal((expected, Quantity.Zero), (fault, fromText));
        Assert.False(Quantity.TryParse(Encoding.UTF8.GetBytes(text), out var fromBytes, out fault));
        Assert.Equal((expected, Quantity.Zero), (fault, fromBytes));
    }

    [Theory]
    [InlineData("0.0001")]
    [InlineData("1000000000000")]
    [InlineData("-79228162514264337593543950335")]
    public void A_decimal_that_is_too_fine_or_too_large_is_refused(string text) =>
        Assert.Throws<ArgumentException>(() => Quantity.FromDecimal(decimal.Parse(text)));

    [Fact]
    public void A_decimal_with_needless_zeros_is_the_same_quantity() =>
        Assert.Equal(Quantity.FromDecimal(1.5m), Quantity.FromDecimal(1.500000m));

    [Fact]
    public void Sums_and_differences_are_exact_and_compare_as_decimals_do() =>
        Gen.Select(InRange, InRange).Sample((a, b) =>
            (a + b).ToDecimal() == a.ToDecimal() + b.ToDecimal()
            && a - b == a + -b
            && a < b == a.ToDecimal() < b.ToDecimal()
            && a <= b == !(b < a)
            && a > b == b < a
            && a >= b == b <= a
            && a.CompareTo(b) == a.ToDecimal().CompareTo(b.ToDecimal()));

    [Fact]
    public void A_sum_may_leave_the_range_and_come_back()
    {
        var beyond = Quantity.MaxValue + Quantity.FromDecimal(1);

        Assert.False(beyond.IsInRange);
        Assert.True((beyond - Quantity.FromDecimal(1)).IsInRange);
    }

    [Fact]
    public void A_sum_beyond_sixty_four_bits_is_an_error_and_never_wraps() =>
        Assert.Throws<OverflowException>(() => Quantity.FromThousandths(long.MaxValue) + Quantity.FromThousandths(1));
}
