using System.Net;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Pages;

/// <summary>A shopkeeper's stock is that of one shop, so what goes to another is recorded by whoever sees both.</summary>
public sealed class ShopkeeperTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task A_shopkeeper_is_told_who_records_a_transfer_and_one_by_hand_is_refused()
    {
        var town = await Town.Create(fixture.Gateway, tillIsSystemOfRecord: false);
        await town.Database.Run("insert into location (owner_id, code, name, format) values ($1, 'KPN-02', 'Toko KPN 2', 'coop_shop')", town.Coop);
        using var shopkeeper = await town.Visit("shopkeeper");
        using var clerk = await town.Visit("clerk");
        var at = $"/stock/{Town.Shop}/{Town.Beras}";

        var page = await shopkeeper.Get(at);
        Assert.Contains("Pindah antar toko dicatat oleh Petugas atau Manajer, di kedua toko sekaligus.", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"Transfer\"", page.Text, StringComparison.Ordinal);
        var before = await town.Database.Counts();
        var refused = await shopkeeper.Post(at, page.Form("record").With(("act", "Transfer"), ("to", "KPN-02"), ("quantity", "1")));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal(before, await town.Database.Counts());
        var whole = await clerk.Get(at);
        Assert.DoesNotContain("Pindah antar toko dicatat oleh", whole.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"Transfer\"", whole.Text, StringComparison.Ordinal);
    }
}
