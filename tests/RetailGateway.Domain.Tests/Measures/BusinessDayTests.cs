using CsCheck;
using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Tests.Measures;

public class BusinessDayTests
{
    private static readonly Gen<DateTimeOffset> Instant = Gen.Long[0, 100L * 365 * 24 * 3600]
        .Select(seconds => DateTimeOffset.UnixEpoch.AddSeconds(seconds));

    [Fact]
    public void An_instant_lies_within_the_bounds_of_its_own_day() =>
        Gen.Select(Instant, Gen.Enum<IndonesianZone>()).Sample((instant, zone) =>
        {
            var day = BusinessDay.Of(instant, zone);
            return day.StartsAt(zone) <= instant && instant < day.EndsBefore(zone);
        });

    [Theory]
    [InlineData(IndonesianZone.Wib, "2026-03-01")]
    [InlineData(IndonesianZone.Wita, "2026-03-02")]
    [InlineData(IndonesianZone.Wit, "2026-03-02")]
    public void One_instant_is_two_dates_across_the_country(IndonesianZone zone, string date) =>
        Assert.Equal(date, BusinessDay.Of(new DateTimeOffset(2026, 3, 1, 16, 30, 0, TimeSpan.Zero), zone).ToString());

    [Fact]
    public void A_day_is_bounded_in_utc()
    {
        var day = new BusinessDay(new DateOnly(2026, 3, 2));

        Assert.Equal("2026-03-01T17:00:00.0000000+00:00", day.StartsAt(IndonesianZone.Wib).ToString("O"));
        Assert.Equal("2026-03-02T15:00:00.0000000+00:00", day.EndsBefore(IndonesianZone.Wit).ToString("O"));
    }
}
