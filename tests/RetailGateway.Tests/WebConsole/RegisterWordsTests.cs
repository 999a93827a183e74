using RetailGateway.Domain.Parties;
using RetailGateway.Features.Parties.Register;
using RetailGateway.WebConsole.Kit;
using RetailGateway.WebConsole.Register;

namespace RetailGateway.Tests.WebConsole;

public sealed class RegisterWordsTests
{
    /// <summary>The last of November, an hour before December in Jakarta.</summary>
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 16, 0, 0, TimeSpan.Zero);
    private static readonly Format Here = new(Language.Indonesian, "WIB", Now);

    [Fact]
    public void The_month_is_the_office_s_own()
    {
        var nextMonth = Here with { Now = new DateTimeOffset(2026, 11, 30, 17, 30, 0, TimeSpan.Zero) };
        var lastEntry = new DateTimeOffset(2026, 10, 31, 17, 30, 0, TimeSpan.Zero);

        Assert.False(RegisterWords.WentQuiet(Quiet(lastEntry, Now), Here));
        Assert.True(RegisterWords.WentQuiet(Quiet(lastEntry, nextMonth.Now), nextMonth));
        Assert.Equal(new DateTimeOffset(2026, 10, 31, 17, 0, 0, TimeSpan.Zero), RegisterQuery.Of(null, null, null).Wanted(Here).MonthBegan.ToUniversalTime());
        Assert.Equal(new DateTimeOffset(2026, 11, 30, 17, 0, 0, TimeSpan.Zero), RegisterQuery.Of(null, null, null).Wanted(nextMonth).MonthBegan.ToUniversalTime());
    }

    private static RegisteredCooperative Quiet(DateTimeOffset lastEntry, DateTimeOffset now)
    {
        var activity = CooperativeActivity.Of(lastEntry, now);
        return new RegisteredCooperative(1, "KPN", "KPN", CooperativeKind.Other, Now.AddYears(-1), 1, [], 10, 2, lastEntry, activity.State, activity.DormantSince);
    }
}
