using RetailGateway.PartnerSimulator.Demo.Check;

namespace RetailGateway.Tests.Demo;

/// <summary>What the demo's check makes of two sides' figures: what differs is named, and the program's end says it.</summary>
public sealed class VerdictTests
{
    private static readonly Comparison Agreeing = Compared(ours: new() { ["SBN-1"] = 3, ["BRS-5"] = 0.5m }, theirs: new() { ["SBN-1"] = 3, ["BRS-5"] = 0.500m });

    [Fact]
    public void Equal_figures_do_not_differ_however_they_are_written()
    {
        Assert.Equal(2, Agreeing.Compared);
        Assert.Empty(Agreeing.Differences);
    }

    [Fact]
    public void Each_position_that_is_not_the_same_on_both_sides_is_named_with_both_figures()
    {
        var compared = Compared(
            ours: new() { ["SBN-1"] = 3, ["BRS-5"] = 0.5m, ["GUL-1"] = 7, ["MYK-1"] = 0 },
            theirs: new() { ["SBN-1"] = 3, ["BRS-5"] = -1.25m, ["TEH-1"] = 4, ["MYK-1"] = 0.001m });

        Assert.Equal(5, compared.Compared);
        Assert.Equal(
            [
                "available of KPN BRS-5: 0.5 at the gateway, -1.25 at the chain",
                "available of KPN GUL-1: 7 at the gateway, nothing at the chain",
                "available of KPN MYK-1: 0 at the gateway, 0.001 at the chain",
                "available of KPN TEH-1: nothing at the gateway, 4 at the chain",
            ],
            compared.Differences.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_on_a_side_is_not_none_of_it()
    {
        Assert.Single(Compared(ours: new() { ["SBN-1"] = 0 }, theirs: []).Differences);
    }

    [Fact]
    public void Sides_that_agree_end_well()
    {
        var verdict = new Verdict(Unsettled: null, [Agreeing]);

        Assert.Equal(0, verdict.ExitCode);
        Assert.Equal(["  available of KPN                               2 positions     0 differ", "All sides agree."], verdict.Lines());
    }

    [Fact]
    public void One_difference_in_one_of_many_comparisons_is_named_and_ends_badly()
    {
        var verdict = new Verdict(Unsettled: null, [Agreeing, Compared(ours: new() { ["SBN-1"] = 3 }, theirs: new() { ["SBN-1"] = 2 }), Agreeing]);

        Assert.Equal(1, verdict.ExitCode);
        Assert.Equal(
            [
                "  available of KPN                               2 positions     0 differ",
                "  available of KPN                               1 positions     1 differ",
                "  available of KPN                               2 positions     0 differ",
                "available of KPN SBN-1: 3 at the gateway, 2 at the chain",
                "The sides differ.",
            ],
            verdict.Lines());
    }

    [Theory]
    [InlineData(20, "available of KPN BRG-20: nothing at the gateway, 1 at the chain")]
    [InlineData(21, "and 1 more.")]
    [InlineData(320, "and 300 more.")]
    public void Of_many_differences_twenty_are_named_and_the_others_counted(int differences, string last)
    {
        var theirs = Enumerable.Range(1, differences).ToDictionary(product => $"BRG-{product}", _ => 1m);

        var lines = new Verdict(Unsettled: null, [Compared(ours: [], theirs)]).Lines().ToList();

        Assert.Equal(20, lines.Count(line => line.StartsWith("available of KPN BRG-", StringComparison.Ordinal)));
        Assert.Equal([last, "The sides differ."], lines[^2..]);
    }

    [Fact]
    public void What_has_not_come_to_rest_ends_badly_though_the_figures_agree()
    {
        var verdict = new Verdict("stock_out KPN, 3 wait, the chain does not answer", [Agreeing]);

        Assert.Equal(1, verdict.ExitCode);
        Assert.Equal("The sides agree so far, but not all has settled: stock_out KPN, 3 wait, the chain does not answer", verdict.Lines().Last());
    }

    private static Comparison Compared(Dictionary<string, decimal> ours, Dictionary<string, decimal> theirs) =>
        Comparison.Between("available of KPN", ours, theirs, "at the chain");
}
