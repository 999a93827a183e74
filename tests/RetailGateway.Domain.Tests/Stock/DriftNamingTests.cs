using CsCheck;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock.Drift;
using static RetailGateway.Domain.Tests.Stock.StockCases;

namespace RetailGateway.Domain.Tests.Stock;

public class DriftNamingTests
{
    private static readonly Gen<int> Moved = Gen.OneOf(Gen.Int[1, 500], Gen.Int[-500, -1]);

    /// <summary>A position's last movements, no two of them of one size, and what it had before them.</summary>
    private static readonly Gen<(int Opening, int[] Movements)> Histories = Gen.Select(
        Gen.Int[2_000, 9_000], Moved.Array[3, 12].Where(all => all.Select(Math.Abs).Distinct().Count() == all.Length));

    [Fact]
    public void An_entry_that_the_partner_lacks_is_lost_and_named() => Histories.Sample(history =>
        Inward(history, theirs: Sum(history) - history.Movements[1]) == new DriftName(DriftKind.Lost, "1"));

    [Fact]
    public void An_entry_that_the_partner_took_twice_is_doubled_and_named() => Histories
        .Where(history => !history.Movements.Contains(-history.Movements[1]))
        .Sample(history => Inward(history, theirs: Sum(history) + history.Movements[1]) == new DriftName(DriftKind.Doubled, "1"));

    [Fact]
    public void An_entry_that_we_took_twice_is_doubled()
    {
        var twice = Case(ours: 100, theirs: 103) with { Recent = [Entry("b", -3, Monday.AddSeconds(1)), Entry("a", -3, Monday)] };

        Assert.Equal(new DriftName(DriftKind.Doubled, "b"), DriftNaming.Of(twice));
    }

    [Fact]
    public void Packs_read_as_pieces_are_a_shifted_factor() => Gen.Select(Gen.Int[1, 9_000], Gen.Int[2, 144]).Sample((packs, factor) =>
        DriftNaming.Of(Case(packs * factor, packs) with { Factors = [Of(factor)] }).Kind == DriftKind.PackFactor
        && DriftNaming.Of(Case(packs, packs * factor) with { Factors = [Of(factor)] }).Kind == DriftKind.PackFactor);

    [Fact]
    public void One_delivery_read_as_pieces_is_a_shifted_factor_and_named()
    {
        var delivery = Case(ours: 100 + 480, theirs: 100 + 12) with { Factors = [Of(40)], Recent = [Entry("d", 480, Monday)] };

        Assert.Equal(new DriftName(DriftKind.PackFactor, "d"), DriftNaming.Of(delivery));
    }

    [Fact]
    public void A_partner_that_stands_where_we_stood_is_stale() => Histories.Sample(history =>
    {
        var earlier = Earlier(history);
        return DriftNaming.Of(Case(Sum(history), earlier[^1]) with { KeepsStates = true, Earlier = [.. earlier.Select(Of)] }).Kind == DriftKind.Stale;
    });

    [Fact]
    public void A_line_that_the_partner_lacks_is_lost() =>
        Assert.Equal(DriftKind.Lost, DriftNaming.Of(new DriftCase(Of(7), null)).Kind);

    [Fact]
    public void What_one_product_has_too_much_and_one_other_too_little_is_the_wrong_product()
    {
        var names = DriftNaming.OfLocation([Case(50, 43), Case(20, 27), Case(90, 60)]);

        Assert.Equal([DriftKind.WrongProduct, DriftKind.WrongProduct, DriftKind.Unexplained], names.Select(name => name.Kind));
    }

    [Fact]
    public void An_entry_told_again_that_we_lack_is_lost_here_whatever_the_arithmetic_says()
    {
        var found = Case(ours: 10, theirs: 7) with { Recent = [Entry("a", 3, Monday)], ToldAgain = [Entry("a", 3, Monday), Entry("b", -3, Monday)] };

        Assert.Equal(new DriftName(DriftKind.Lost, "b"), DriftNaming.Of(found));
    }

    [Fact]
    public void What_nothing_explains_stays_unexplained() =>
        Assert.Equal(DriftKind.Unexplained, DriftNaming.Of(Case(100, 83) with { Recent = [Entry("a", -4, Monday)], Earlier = [Of(104)], Factors = [Of(40)] }).Kind);

    private static DriftName Inward((int Opening, int[] Movements) history, int theirs) => DriftNaming.Of(Case(Sum(history), theirs) with
    {
        Recent = [.. history.Movements.Select((movement, index) => Entry($"{index}", movement, Monday.AddHours(-index)))],
        Earlier = [.. Earlier(history).Select(Of)],
    });

    private static int Sum((int Opening, int[] Movements) history) => history.Opening + history.Movements.Sum();

    /// <summary>Before the newest, before the two newest, and so on: the first movement is the newest.</summary>
    private static int[] Earlier((int Opening, int[] Movements) history) =>
        [.. history.Movements.Select((_, index) => Sum(history) - history.Movements[..(index + 1)].Sum())];

    private static DriftCase Case(int ours, int theirs) => new(Of(ours), Of(theirs));

    private static DriftEntry Entry(string id, int quantity, DateTimeOffset at) => new(id, Of(quantity), IsCount: false, at);

    private static Quantity Of(int units) => Quantity.FromThousandths(units * Quantity.Scale);
}
