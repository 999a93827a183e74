using RetailGateway.Domain.Parties;
using RetailGateway.Features.Parties.Register;
using RetailGateway.WebConsole.Kit;
using RetailGateway.WebConsole.Register;

namespace RetailGateway.Tests.WebConsole;

public sealed class RegisterBoardTests
{
    /// <summary>The last of November, an hour before December in Jakarta.</summary>
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 16, 0, 0, TimeSpan.Zero);
    private static readonly Format Here = new(Language.Indonesian, "WIB", Now);

    [Fact]
    public void Who_went_quiet_this_month_stands_on_top_and_whoever_trades_last() => Assert.Equal(
        ["Baru diam", "Diam Oktober", "Diam lama", "Belum", "Giat"],
        Board().Find(RegisterFilter.All, null, null).Select(cooperative => cooperative.Name));

    [Fact]
    public void The_month_is_the_offices_own()
    {
        var justNow = Named("Baru saja", new DateTimeOffset(2026, 10, 31, 17, 30, 0, TimeSpan.Zero));
        var nextMonth = Here with { Now = new DateTimeOffset(2026, 11, 30, 17, 30, 0, TimeSpan.Zero) };

        Assert.False(RegisterBoard.WentQuiet(justNow, Here));
        Assert.True(RegisterBoard.WentQuiet(Named("Baru saja", new DateTimeOffset(2026, 10, 31, 17, 30, 0, TimeSpan.Zero), nextMonth.Now), nextMonth));
    }

    [Theory]
    [InlineData("giat", "Giat")]
    [InlineData("basmalah", "Baru diam")]
    [InlineData("tidak ada", "")]
    public void Words_are_looked_for_in_name_code_and_partners(string words, string found) => Assert.Equal(
        found, string.Join(", ", Board().Find(RegisterFilter.All, null, words).Select(cooperative => cooperative.Name)));

    [Fact]
    public void Each_cooperative_is_counted_by_its_state() => Assert.Equal(
        [5, 1, 1, 3, 1], Enum.GetValues<RegisterFilter>().Select(Board().Count));

    private static RegisterBoard Board() => new(
        [
            Named("Giat", Now.AddDays(-1)), Named("Belum", null), Named("Diam lama", Now.AddDays(-200)),
            Named("Baru diam", Now.AddDays(-35)) with { Partners = [new RegisteredPartner("BASMALAH", "Toko Basmalah", PartnershipRole.Stockist)] }, Named("Diam Oktober", Now.AddDays(-61)),
        ],
        Here);

    private static RegisteredCooperative Named(string name, DateTimeOffset? lastEntry, DateTimeOffset? now = null)
    {
        var activity = CooperativeActivity.Of(lastEntry, now ?? Now);
        return new RegisteredCooperative(1, name.ToUpperInvariant(), name, CooperativeKind.Other, Now.AddYears(-1), 1, [], 10, 2, lastEntry, activity.State, activity.DormantSince);
    }
}
