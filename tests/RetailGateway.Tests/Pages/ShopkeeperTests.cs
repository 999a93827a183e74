using System.Net;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Pages;

/// <summary>Who records stock on its pages: a shopkeeper that of one shop, so that what goes to another is recorded by whoever sees both; and who only looks.</summary>
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

    [Theory]
    [InlineData("treasurer")]
    [InlineData("chair")]
    public async Task Whoever_only_looks_and_records_by_hand_is_told_who_may(string role)
    {
        var town = await Town.Create(fixture.Gateway, tillIsSystemOfRecord: false);
        using var clerk = await town.Visit("clerk");
        using var looker = await town.Visit(role);
        var at = $"/stock/{Town.Shop}/{Town.Beras}";
        var form = (await clerk.Get(at)).Form("record");
        Assert.Equal(HttpStatusCode.OK, (await looker.Get(at)).Status);
        var before = await town.Database.Counts();

        var refused = await looker.Post(at, form.With((DrawnForm.Token, await Token(looker)), ("act", "Count"), ("quantity", "1")));

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("Tindakan ini untuk Penjaga toko, Petugas atau Manajer.", refused.Text, StringComparison.Ordinal);
        Assert.Equal(before, await town.Database.Counts());
    }

    [Fact]
    public async Task What_is_recorded_where_a_till_s_word_counts_is_refused_with_the_till_s_name()
    {
        var byHand = await Town.Create(fixture.Gateway, tillIsSystemOfRecord: false);
        var byTill = await Town.Create(fixture.Gateway);
        using var there = await byHand.Visit("clerk");
        using var clerk = await byTill.Visit("clerk");
        var at = $"/stock/{Town.Shop}/{Town.Beras}";
        var form = (await there.Get(at)).Form("record");
        var before = await byTill.Database.Counts();

        var refused = await clerk.Post(at, form.With((DrawnForm.Token, await Token(clerk)), ("act", "Count"), ("quantity", "1")));

        Assert.Equal(HttpStatusCode.Forbidden, refused.Status);
        Assert.Contains("Stok Toko KPN dicatat oleh", refused.Text, StringComparison.Ordinal);
        Assert.Equal(before, await byTill.Database.Counts());
    }

    /// <summary>Any page's token is good for any form.</summary>
    private static async Task<string> Token(ConsoleVisit visit) => (await visit.Get("/account")).Form("password").Fields.Single(field => field.Name == DrawnForm.Token).Value!;
}
