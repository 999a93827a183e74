using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Tests.Measures;

public class Gs1Tests
{
    [Theory]
    [InlineData("95200002", "00000095200002")]
    [InlineData("036000291452", "00036000291452")]
    [InlineData("4006381333931", "04006381333931")]
    [InlineData("9521234543213", "09521234543213")]
    [InlineData("10614141000415", "10614141000415")]
    public void A_gtin_of_every_length_is_kept_as_given_and_compared_by_fourteen_digits(string text, string normalised)
    {
        Assert.True(Gtin.TryParse(text, out var gtin, out var refusal), refusal.ToString());
        Assert.Equal((text, normalised), (gtin.ToString(), gtin.Normalised));
    }

    [Fact]
    public void Two_spellings_of_one_gtin_are_equal()
    {
        Assert.True(Gtin.TryParse("036000291452", out var twelve, out _));
        Assert.True(Gtin.TryParse("0036000291452", out var thirteen, out _));

        Assert.Equal(twelve, thirteen);
        Assert.Equal(twelve.GetHashCode(), thirteen.GetHashCode());
    }

    [Theory]
    [InlineData("", Gs1Fault.WrongLength, null)]
    [InlineData("4006381", Gs1Fault.WrongLength, null)]
    [InlineData("400638133393", Gs1Fault.WrongCheckDigit, 0)]
    [InlineData("400638133393100", Gs1Fault.WrongLength, null)]
    [InlineData("4006381333932", Gs1Fault.WrongCheckDigit, 1)]
    [InlineData("4006383133931", Gs1Fault.WrongCheckDigit, 5)]
    [InlineData("400638133393X", Gs1Fault.NotDigits, null)]
    [InlineData("4006381 33393", Gs1Fault.NotDigits, null)]
    [InlineData("４006381333931", Gs1Fault.NotDigits, null)]
    public void A_faulty_gtin_says_what_is_wrong_and_the_digit_it_expected(string text, Gs1Fault fault, int? expected)
    {
        Assert.False(Gtin.TryParse(text, out _, out var refusal));
        Assert.Equal(new Gs1Refusal(fault, expected), refusal);
    }

    [Fact]
    public void Any_single_mistyped_digit_is_caught()
    {
        const string Right = "4006381333931";
        for (var place = 0; place < Right.Length; place++)
        {
            for (var digit = '0'; digit <= '9'; digit++)
            {
                var typed = $"{Right[..place]}{digit}{Right[(place + 1)..]}";
                Assert.Equal(typed == Right, Gtin.TryParse(typed, out _, out _));
            }
        }
    }

    [Fact]
    public void A_gln_has_thirteen_digits_and_checks_like_a_gtin()
    {
        Assert.True(Gln.TryParse("9521321000018", out var gln, out var refusal), refusal.ToString());
        Assert.Equal("9521321000018", gln.ToString());
        Assert.False(Gln.TryParse("036000291452", out _, out refusal));
        Assert.Equal(Gs1Fault.WrongLength, refusal.Fault);
    }
}
