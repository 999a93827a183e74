using CsCheck;
using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Tests.Measures;

public class MoneyTests
{
    [Theory]
    [InlineData("2.5", 0, "3")]
    [InlineData("-2.5", 0, "-2")]
    [InlineData("-2.51", 0, "-3")]
    [InlineData("10.005", 2, "10.01")]
    [InlineData("-10.005", 2, "-10.00")]
    [InlineData("10.0049999999", 2, "10.00")]
    [InlineData("79228162514264337593543950335", 0, "79228162514264337593543950335")]
    public void A_half_goes_up_toward_plus_infinity(string value, int decimals, string rounded) =>
        Assert.Equal(decimal.Parse(rounded), Rounding.HalfUpTowardPlusInfinity(decimal.Parse(value), decimals));

    [Fact]
    public void Rounding_is_never_further_than_half_a_step_and_up_at_the_half() =>
        Gen.Select(Gen.Long[-10_000_000, 10_000_000], Gen.Int[0, 4]).Sample((units, decimals) =>
        {
            var value = units / 100_000m;
            var step = 1m;
            for (var place = 0; place < decimals; place++)
                step /= 10;

            var moved = Rounding.HalfUpTowardPlusInfinity(value, decimals) - value;
            return moved > -step / 2 && moved <= step / 2;
        });

    [Fact]
    public void A_third_decimal_is_refused_and_not_rounded_away()
    {
        Assert.Throws<ArgumentException>(() => new Money(10.005m, Currency.Rupiah));
        Assert.False(Money.TryCreate(10.005m, Currency.Rupiah, out _));
    }

    [Fact]
    public void Needless_zeros_make_no_other_amount() =>
        Assert.Equal(new Money(10m, Currency.Rupiah), new Money(10.0000m, Currency.Rupiah));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("idr")]
    [InlineData("RP")]
    [InlineData("IDRX")]
    public void Money_without_a_currency_code_is_refused(string? currency) =>
        Assert.False(Money.TryCreate(10m, currency, out _));

    [Fact]
    public void Amounts_of_two_currencies_do_not_add() =>
        Assert.Throws<InvalidOperationException>(() => new Money(1m, "IDR") + new Money(1m, "USD"));

    [Fact]
    public void Amounts_of_one_currency_add_and_subtract()
    {
        var left = new Money(10.25m, "IDR");
        var right = new Money(0.75m, "IDR");

        Assert.Equal(new Money(11m, "IDR"), left + right);
        Assert.Equal(new Money(-9.5m, "IDR"), -(left - right));
    }

    [Theory]
    [InlineData("27500", "12", "6", "13750")]
    [InlineData("100", "3", "1", "33.33")]
    [InlineData("0.0000000001", "1", "3", "0")]
    [InlineData("0.005", "1", "1", "0.01")]
    [InlineData("0.005", "1", "-1", "0")]
    [InlineData("0.005", "1", "-3", "-0.01")]
    public void A_quantity_costs_its_share_of_the_price_rounded_once(string amount, string per, string quantity, string cost)
    {
        var price = new UnitPrice(decimal.Parse(amount), decimal.Parse(per), Currency.Rupiah);

        Assert.Equal(new Money(decimal.Parse(cost), Currency.Rupiah), price.For(Quantity.FromDecimal(decimal.Parse(quantity))));
    }

    [Theory]
    [InlineData("0.00000000001", "1")]
    [InlineData("-1", "1")]
    [InlineData("1", "0")]
    [InlineData("1", "-1")]
    public void A_price_that_is_too_fine_or_negative_or_for_nothing_is_refused(string amount, string per) =>
        Assert.Throws<ArgumentException>(() => new UnitPrice(decimal.Parse(amount), decimal.Parse(per), Currency.Rupiah));
}
