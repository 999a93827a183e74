using Microsoft.Playwright;
using RetailGateway.Tests.Harness;

namespace RetailGateway.BrowserTests;

/// <summary>Who decided what.</summary>
public sealed class AuditTests(ConsoleFixture console) : IClassFixture<ConsoleFixture>
{
    [Fact]
    public async Task An_entry_says_who_did_what_why_and_what_changed_and_filters_find_it()
    {
        var email = await console.Person("manager");
        await Given(email);
        var other = await Town.Create(console.Gateway);
        await Entry(other.Coop, "gateway", "park", "stream", "9-9-stock_out-9", null, "RAHASIA");
        var page = await console.Window();
        await ConsoleFixture.SignIn(page, email);

        await page.GotoAsync("audit");
        var main = page.GetByRole(AriaRole.Main);
        await Assertions.Expect(main).ToContainTextAsync("Uji manager (Manajer) menyisihkan aliran 2-16-stock_out-1");
        await Assertions.Expect(main).ToContainTextAsync("<img src=x onerror=alert(1)> gudang");
        await Assertions.Expect(main).ToContainTextAsync("percobaan");
        await Assertions.Expect(main).ToContainTextAsync("disisihkan pada");
        await Assertions.Expect(main).Not.ToContainTextAsync("parkedAt");
        await Assertions.Expect(main).Not.ToContainTextAsync("RAHASIA");

        await page.GetByLabel("Tentang").SelectOptionAsync("person");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Tampilkan" }).ClickAsync();
        await Assertions.Expect(main).Not.ToContainTextAsync("menyisihkan");
        await Assertions.Expect(main).ToContainTextAsync("memberi tautan sandi baru kepada orang 7");
        await page.GotoAsync("audit?kind=stream&id=9-9-stock_out-9");
        await Assertions.Expect(main).ToContainTextAsync("Tidak ada catatan seperti itu");
        await page.GotoAsync("audit?day=2020-02-02");
        await Assertions.Expect(main).ToContainTextAsync("Tidak ada catatan seperti itu");
        Assert.Equal(422, (await page.GotoAsync("audit?day=kemarin"))!.Status);
        Assert.Equal(422, (await page.GotoAsync("audit?id=7"))!.Status);
        Assert.Equal(400, (await page.GotoAsync("audit?cursor=palsu"))!.Status);
    }

    [Fact]
    public async Task The_log_is_read_page_by_page_without_script()
    {
        for (var number = 0; number < 60; number++)
            await Entry(console.Town.Coop, "gateway", "retry", "file", $"{number}", """{"state":"taken"}""", "berulang");
        var page = await console.SignedIn("chair", script: false);
        await page.GotoAsync("audit?kind=file");

        await Assertions.Expect(page.GetByText("berulang")).ToHaveCountAsync(50);
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Lebih lama" }).ClickAsync();
        await Assertions.Expect(page.GetByText("berulang")).ToHaveCountAsync(10);
        Assert.Contains("kind=file", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_holds_to_what_every_page_does_and_is_not_for_a_shopkeeper()
    {
        var email = await console.Person("manager");
        await Given(email);
        var page = await console.Window();
        await ConsoleFixture.SignIn(page, email);

        await PageChecks.Holds(page, "audit", "audit");
        var shop = await console.SignedIn("shopkeeper");
        Assert.Equal(403, (await shop.GotoAsync("audit"))!.Status);
    }

    private async Task Given(string email)
    {
        var person = await console.Town.Database.Identity.One<int>("select person_id from person where email = $1", email);
        await Entry(console.Town.Coop, $"person:{person}", "park", "stream", "2-16-stock_out-1", """{"attempts":3,"parkedAt":"2026-11-24T07:05:12Z","scopes":["a","b"]}""", "<img src=x onerror=alert(1)> gudang");
        await Entry(console.Town.Coop, "gateway", "password-link", "person", "7", null, null);
    }

    private Task Entry(int owner, string actor, string act, string kind, string id, string? after, string? reason) => console.Town.Database.Run(
        "insert into audit_entry (owner_id, connection_id, actor, act, subject_kind, subject_id, before, after, reason) select $1, connection_id, $2, $3, $4, $5, case when $6::text is null then null else '{\"attempts\":0}'::jsonb end, ($6::text)::jsonb, $7 from connection where owner_id = $1 and kind = 'console'",
        owner, actor, act, kind, id, after!, reason!);
}
