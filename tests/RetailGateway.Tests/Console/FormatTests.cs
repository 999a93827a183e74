using RetailGateway.WebConsole.Kit;

namespace RetailGateway.Tests.Console;

public sealed class FormatTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 7, 5, 30, TimeSpan.Zero);
    private static readonly Format Indonesian = new(Language.Indonesian, "WIB", Now);
    private static readonly Format English = new(Language.English, "WIT", Now);

    [Theory]
    [InlineData("1234500", "Rp1.234.500")]
    [InlineData("-40000", "\u2212Rp40.000")]
    [InlineData("91666.67", "Rp91.666,67")]
    [InlineData("100.00", "Rp100")]
    [InlineData("0", "Rp0")]
    public void Rupiah_are_written_with_points_and_cents_only_where_there_are_some(string amount, string written) =>
        Assert.Equal(written, Format.Rupiah(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Numbers_have_a_comma_and_at_most_three_decimals()
    {
        Assert.Equal("1.234,5", Format.Number(1234.500m));
        Assert.Equal("\u22120,125", Format.Number(-0.125m));
        Assert.Equal("24 bungkus", Format.Quantity(24.000m, "bungkus"));
        Assert.Equal("2 dus isi 12", Indonesian.Packs(2, "dus", 12));
        Assert.Equal("14,7%", Format.Percent(0.1474m));
    }

    [Fact]
    public void Days_lose_the_year_that_is_now_and_months_follow_the_language()
    {
        Assert.Equal("24 Nov", Indonesian.Day(new DateOnly(2026, 11, 24)));
        Assert.Equal("3 Agu 2025", Indonesian.Day(new DateOnly(2025, 8, 3)));
        Assert.Equal("3 Aug 2025", English.Day(new DateOnly(2025, 8, 3)));
        Assert.Equal("24 Nov 2026", Indonesian.FullDay(new DateOnly(2026, 11, 24)));
        Assert.Equal("Kamis, 26 Nov", Indonesian.NearDay(new DateOnly(2026, 11, 26)));
    }

    [Fact]
    public void A_time_is_in_the_locations_zone_and_today_is_the_time_alone()
    {
        Assert.Equal("14.05 WIB", Indonesian.Time(Now));
        Assert.Equal("16.05 WIT", English.Time(Now));
        Assert.Equal("14.05", Indonesian.When(Now));
        Assert.Equal("22 Nov 16.20", Indonesian.When(new DateTimeOffset(2026, 11, 22, 9, 20, 0, TimeSpan.Zero)));
        Assert.Equal("24 Nov 2026 14.05 WIB", Indonesian.Exact(Now));
    }

    [Theory]
    [InlineData(4, "4 dtk", "4 s")]
    [InlineData(300, "5 mnt", "5 min")]
    [InlineData(11 * 3600, "11 jam", "11 h")]
    [InlineData(36 * 3600, "36 jam", "36 h")]
    [InlineData(5 * 86400, "5 hari", "5 days")]
    public void An_age_has_one_unit(int seconds, string indonesian, string english)
    {
        Assert.Equal(indonesian, Indonesian.Age(TimeSpan.FromSeconds(seconds)));
        Assert.Equal(english, English.Age(TimeSpan.FromSeconds(seconds)));
    }
}
