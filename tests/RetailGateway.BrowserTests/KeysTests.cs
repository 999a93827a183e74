using System.Net;
using Microsoft.Playwright;
using RetailGateway.Tests.Harness;

namespace RetailGateway.BrowserTests;

/// <summary>The keys of a party's systems: made, rotated and revoked by people.</summary>
public sealed class KeysTests(ConsoleFixture console) : IClassFixture<ConsoleFixture>
{
    [Fact]
    public async Task A_key_is_made_shown_once_rotated_and_revoked_without_script_and_each_is_in_the_log()
    {
        await Free("gudang");
        var page = await console.SignedIn("manager", script: false);
        await page.GotoAsync("keys");
        await page.GetByLabel("Nama").FillAsync("<script>alert(1)</script> kasir");
        await page.GetByLabel("Sistem").SelectOptionAsync("gudang");
        await page.GetByLabel("Berlaku berapa hari").FillAsync("90");
        await page.GetByLabel("Melihat stok dan buku stok").CheckAsync();
        await page.GetByLabel("Melihat pihak").CheckAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Buat kunci" }).ClickAsync();

        var first = await page.Locator("#new-key").InnerTextAsync();
        await PageChecks.Picture(page, "keys-made");
        Assert.Equal(HttpStatusCode.OK, await Answer(first, "/v1/stock/positions"));
        Assert.Equal(HttpStatusCode.Forbidden, await Answer(first, "/v1/sync/audit"));
        await page.GotoAsync("keys");
        await Assertions.Expect(page.Locator("#new-key")).ToHaveCountAsync(0);
        Assert.DoesNotContain(first, await page.ContentAsync(), StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "<script>alert(1)</script> kasir" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Buat kunci pengganti" }).ClickAsync();
        var second = await page.Locator("#new-key").InnerTextAsync();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (await Answer(first, "/v1/stock/positions"), await Answer(second, "/v1/stock/positions")));
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Buat kunci pengganti" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("dua kunci yang berlaku");

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Cabut kunci ini" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Tulis alasannya");
        await page.GetByLabel("Alasan").FillAsync("kasir lama dibuang");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Cabut kunci ini" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Cabut kunci" })).ToHaveCountAsync(0);

        Assert.Equal(HttpStatusCode.Unauthorized, await Eventually.See(() => Answer(first, "/v1/stock/positions"), status => status == HttpStatusCode.Unauthorized));
        Assert.Equal(HttpStatusCode.OK, await Answer(second, "/v1/stock/positions"));
        Assert.Equal(["make", "revoke", "rotate"], await console.Town.Database.Ask<string[]>(
            "select array_agg(distinct act order by act) from audit_entry where owner_id = $1 and subject_kind = 'key' and connection_id is not null", console.Town.Coop));
    }

    [Fact]
    public async Task The_page_that_shows_a_key_once_holds_to_what_every_page_does()
    {
        await Free("gudang");
        var page = await console.SignedIn("manager");
        await page.GotoAsync("keys");
        await page.GetByLabel("Nama").FillAsync("Kasir baru");
        await page.GetByLabel("Sistem").SelectOptionAsync("gudang");
        await page.GetByLabel("Melihat pihak").CheckAsync();

        await PageChecks.Holds(
            page,
            async () =>
            {
                await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Buat kunci" }).ClickAsync();
                await Assertions.Expect(page.Locator("#new-key")).ToBeVisibleAsync();
            },
            "key-shown-once");
    }

    [Fact]
    public async Task The_pages_hold_to_what_every_page_does()
    {
        var key = await console.Town.Database.Ask<string>("select key_id from api_key where owner_id = $1 limit 1", console.Town.Coop);
        var page = await console.SignedIn("administrator");

        await PageChecks.Holds(page, "keys", "keys");
        await PageChecks.Holds(page, $"keys/{key}", "key");
    }

    [Fact]
    public async Task What_cannot_be_is_refused_at_its_field_and_what_is_anothers_or_forged_or_sent_again_makes_nothing()
    {
        await Free("kasir");
        var page = await console.SignedIn("manager");
        await page.GotoAsync("keys");
        var fields = await Forms.Fields(page, "make");
        fields["name"] = "uji";
        fields["connection"] = "kasir";
        fields["scopes"] = "stock:read";
        var keys = await Count();

        var wrong = await Forms.Post(page, "keys", new(fields) { ["name"] = "", ["days"] = "-1", ["networks"] = "bukan alamat", ["scopes"] = "segalanya", ["connection"] = "pusat" });
        Assert.Equal(422, wrong.Status);
        foreach (var words in new[] { "Tulis nama", "Tulis jumlah hari", "Tulis alamat seperti", "paling sedikit satu hak", "Pilih salah satu sistem" })
            Assert.Contains(words, wrong.Text, StringComparison.Ordinal);
        Assert.Equal(400, (await Forms.Post(page, "keys", new(fields) { ["__RequestVerificationToken"] = "CfDJ8palsu" })).Status);
        Assert.Equal(keys, await Count());

        Assert.Contains("Salin sekarang", (await Forms.Post(page, "keys", fields)).Text, StringComparison.Ordinal);
        Assert.Contains("Formulir ini sudah pernah dikirim", (await Forms.Post(page, "keys", fields)).Text, StringComparison.Ordinal);
        Assert.Equal(keys + 1, await Count());

        var other = await Town.Create(console.Gateway);
        var theirs = await other.Database.Ask<string>("select key_id from api_key where owner_id = $1 limit 1", other.Coop);
        Assert.Equal(404, (await page.GotoAsync($"keys/{theirs}"))!.Status);
        await page.GotoAsync($"keys/{await console.Town.Database.Ask<string>("select key_id from api_key where owner_id = $1 and revoked_at is null limit 1", console.Town.Coop)}");
        var revoke = await Forms.Fields(page, "revoke");
        revoke["reason"] = "bukan milik saya";
        Assert.Equal(404, (await Forms.Post(page, $"keys/{theirs}", revoke)).Status);
        Assert.Equal(0, await other.Database.Ask<long>("select count(*) from api_key where owner_id = $1 and revoked_at is not null", other.Coop));
    }

    [Fact]
    public async Task An_engineer_makes_no_key_that_could_accept_terms()
    {
        var page = await console.Window();
        await ConsoleFixture.SignIn(page, await console.Person("partner_engineer", console.Town.ChainCode));
        await page.GotoAsync("keys");
        var fields = await Forms.Fields(page, "make");
        fields["name"] = "uji";
        fields["connection"] = "pusat";
        fields["scopes"] = "parties:write";

        Assert.Equal(422, (await Forms.Post(page, "keys", fields)).Status);
        await Assertions.Expect(page.GetByLabel("Mencatat penjualan")).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByLabel("menyetujui syarat dagang")).ToHaveCountAsync(0);
    }

    /// <summary>Ends the keys of a system of the town's, so that there is room for others.</summary>
    private Task Free(string connection) => console.Town.Database.Run(
        "update api_key set revoked_at = now() where owner_id = $1 and revoked_at is null and connection_id in (select connection_id from connection where owner_id = $1 and code = $2)", console.Town.Coop, connection);

    private Task<long> Count() => console.Town.Database.Ask<long>("select count(*) from api_key where owner_id = $1", console.Town.Coop);

    private async Task<HttpStatusCode> Answer(string key, string path)
    {
        using var client = console.Gateway.Client(key);
        return (await client.Get(path)).Status;
    }
}
