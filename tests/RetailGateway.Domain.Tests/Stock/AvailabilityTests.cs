using CsCheck;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock;
using static RetailGateway.Domain.Tests.Stock.StockCases;

namespace RetailGateway.Domain.Tests.Stock;

public class AvailabilityTests
{
    private static readonly Gen<Quantity> Any = Gen.Long[-999_999_999_999_999, 999_999_999_999_999].Select(Quantity.FromThousandths);

    [Fact]
    public void Available_is_never_below_zero() =>
        Gen.Select(Any, Any, Any, Any).Sample((onHand, reserved, safety, expected) =>
            !Availability.Of(onHand, reserved, safety, expected).IsNegative);

    [Theory]
    [InlineData("10", "3", "2", "1", "4")]
    [InlineData("10", "3", "8", "0", "0")]
    [InlineData("-2", "0", "0", "0", "0")]
    public void Available_is_on_hand_less_what_is_promised_expected_out_and_kept_back(
        string onHand, string reserved, string safety, string expectedOut, string available) =>
        Assert.Equal(Of(available), Availability.Of(Of(onHand), Of(reserved), Of(safety), Of(expectedOut)));

    [Theory]
    [InlineData(7 * 24, "3")]
    [InlineData((7 * 24) + 1, "1.5")]
    public void Stock_that_nobody_saw_for_longer_than_the_terms_allow_shrinks_to_their_share(int hoursAgo, string reservable) =>
        Assert.Equal(
            Of(reservable),
            Availability.Reservable(Of("3"), Monday.AddHours(-hoursAgo), Monday, new AgeRule(afterDays: 7, percent: 50)));

    [Fact]
    public void A_share_is_rounded_down_to_three_decimals() =>
        Assert.Equal(Of("0.003"), Availability.Reservable(Of("0.010"), null, Monday, new AgeRule(afterDays: 1, percent: 39)));

    [Fact]
    public void Stock_that_was_never_evidenced_is_older_than_any_rule() =>
        Assert.Equal(Quantity.Zero, Availability.Reservable(Of("3"), null, Monday, new AgeRule(afterDays: 30, percent: 0)));

    [Fact]
    public void Without_a_rule_age_does_not_matter() =>
        Assert.Equal(Of("3"), Availability.Reservable(Of("3"), null, Monday, rule: null));

    [Fact]
    public void A_share_of_any_quantity_is_that_share_exactly() =>
        Gen.Select(Gen.Long[0, long.MaxValue], Gen.Int[0, 100]).Sample((thousandths, percent) =>
            Availability.Reservable(Quantity.FromThousandths(thousandths), null, Monday, new AgeRule(1, percent)).Thousandths
            == (long)((Int128)thousandths * percent / 100));

    private static Quantity Of(string text) => Quantity.FromDecimal(decimal.Parse(text));
}
