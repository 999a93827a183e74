using RetailGateway.Domain.Parties;

namespace RetailGateway.Domain.Tests.Parties;

public sealed class CooperativeActivityTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_cooperative_is_dormant_from_thirty_days_after_its_last_entry_and_not_a_moment_before()
    {
        var last = Now.AddDays(-CooperativeActivity.QuietDays);

        Assert.Equal(new CooperativeActivity(ActivityState.Dormant, Now), CooperativeActivity.Of(last, Now));
        Assert.Equal(new CooperativeActivity(ActivityState.Active, null), CooperativeActivity.Of(last.AddTicks(1), Now));
    }

    [Fact]
    public void Since_when_it_is_dormant_does_not_move_on() =>
        Assert.Equal(CooperativeActivity.Of(Now.AddDays(-100), Now).DormantSince, CooperativeActivity.Of(Now.AddDays(-100), Now.AddDays(50)).DormantSince);

    [Fact]
    public void One_that_never_had_an_entry_is_neither_active_nor_dormant() =>
        Assert.Equal(new CooperativeActivity(ActivityState.NeverActive, null), CooperativeActivity.Of(null, Now));
}
