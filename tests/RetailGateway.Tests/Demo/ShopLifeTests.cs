using Microsoft.Extensions.Time.Testing;
using RetailGateway.Client;
using RetailGateway.PartnerSimulator.Demo.Life;

namespace RetailGateway.Tests.Demo;

/// <summary>The cooperatives' side of the demo's life.</summary>
public sealed class ShopLifeTests
{
    [Fact]
    public void One_seed_is_one_life()
    {
        Assert.Equal(Live(seed: 3), Live(seed: 3));
        Assert.NotEqual(Live(seed: 3), Live(seed: 4));
    }

    [Fact]
    public void A_life_has_what_shops_do_and_what_goes_wrong_in_them()
    {
        var changes = Live(seed: 1);

        Assert.Superset(
            new HashSet<ChangeKind>
            {
                ChangeKind.Sale, ChangeKind.Receipt, ChangeKind.Count, ChangeKind.Adjustment, ChangeKind.Damage, ChangeKind.Expiry,
                ChangeKind.TransferOut, ChangeKind.TransferIn, ChangeKind.Reversal,
            },
            changes.Select(change => change.Kind).ToHashSet());
        Assert.Contains(changes.CountBy(change => change), sent => sent.Value > 1);
        Assert.Contains(changes.GroupBy(change => change.ChangeId), sent => sent.Distinct().Count() > 1);
        Assert.Contains(changes, change => change.Item.StartsWith("TITIP-", StringComparison.Ordinal));
    }

    [Fact]
    public void No_run_repeats_another_s_ids_of_the_same_life()
    {
        Assert.Empty(Live(seed: 3, run: 1).Select(change => change.ChangeId).Intersect(Live(seed: 3, run: 2).Select(change => change.ChangeId), StringComparer.Ordinal));
    }

    /// <summary>All that the tills of two cooperatives send, until they close.</summary>
    private static List<StockChange> Live(int seed, int run = 1)
    {
        Shelf[] shelves =
        [
            .. from shop in ((string Cooperative, string Location)[])[("KPN", "KPN-01"), ("KPN", "KPN-02"), ("KOPTAN", "TANI-01")]
               from product in Enumerable.Range(1, 6)
               select new Shelf(shop.Cooperative, new StockPosition(
                   shop.Cooperative.Length, shop.Location, product, $"BRG-{product}", $"Barang {product}", product == 6 ? "kg" : "pcs",
                   Available: 20, Reservable: 20, Version: 1, OnHand: 20)),
        ];
        var life = new ShopLife(shelves, seed, new Receipts(run, new FakeTimeProvider()));
        return [.. Enumerable.Range(0, 500).Select(_ => life.Next()).ToList().Concat(life.Close()).SelectMany(sending => sending.Changes)];
    }
}
