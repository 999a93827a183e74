using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Tests.Measures;

public class ItemCodeTests
{
    [Fact]
    public void A_code_is_kept_as_given_and_trimmed()
    {
        Assert.True(ItemCode.TryParse("  kRp-01 b ", out var code));
        Assert.Equal("kRp-01 b", code.ToString());
    }

    [Fact]
    public void Codes_that_differ_in_letter_case_are_one()
    {
        Assert.True(ItemCode.TryParse("krp-é1", out var lower));
        Assert.True(ItemCode.TryParse("KRP-É1", out var upper));

        Assert.Equal(lower, upper);
        Assert.Equal(lower.GetHashCode(), upper.GetHashCode());
        Assert.Equal(lower.Comparable, upper.Comparable);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t ")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a\u0085b")]
    public void A_code_that_no_label_could_show_is_refused(string? text) => Assert.False(ItemCode.TryParse(text, out _));

    [Fact]
    public void Half_a_surrogate_pair_is_refused() => Assert.False(ItemCode.TryParse("a\uD83D", out _));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_code_has_at_most_sixty_four_characters(int length, bool fits) =>
        Assert.Equal(fits, ItemCode.TryParse(new string('x', length), out _));
}
