using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;

namespace RetailGateway.BrowserTests;

public sealed class ShellTests(ConsoleFixture console) : IClassFixture<ConsoleFixture>
{
    [Fact]
    public async Task The_language_that_is_chosen_stays()
    {
        var page = await console.SignedIn("manager");
        await page.Locator("summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "English" }).ClickAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await page.ReloadAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 })).ToHaveTextAsync("Sync");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
    }

    [Fact]
    public async Task The_theme_that_is_chosen_stays_until_the_device_decides_again()
    {
        var page = await console.SignedIn("manager");
        await page.Locator("summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Gelap" }).ClickAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-theme", "dark");

        await page.Locator("summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Otomatis" }).ClickAsync();

        await Assertions.Expect(page.Locator("html:not([data-theme])")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_browser_finds_nothing_that_keeps_it_from_installing_the_console()
    {
        var page = await console.SignedIn("shopkeeper", width: 390);
        var browser = await page.Context.NewCDPSessionAsync(page);

        var manifest = await browser.SendAsync("Page.getAppManifest");
        var errors = await browser.SendAsync("Page.getInstallabilityErrors");

        Assert.Equal("[]", manifest!.Value.GetProperty("errors").GetRawText());
        Assert.Contains("\"start_url\": \"/\"", manifest.Value.GetProperty("data").GetString(), StringComparison.Ordinal);
        Assert.Equal(["in-incognito"], errors!.Value.GetProperty("installabilityErrors").EnumerateArray().Select(error => error.GetProperty("errorId").GetString()));
    }

    [Fact]
    public async Task Whoever_s_own_work_has_no_page_yet_begins_where_that_is_said()
    {
        var page = await console.SignedIn("treasurer", width: 390);

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 })).ToHaveTextAsync("Awal");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Menyusul" })).ToContainTextAsync("Anda akan menyetujui faktur sampai batas, lalu membayarnya.");
        await PageChecks.Holds(page, "start", "start");
    }

    [Fact]
    public async Task On_a_phone_the_last_place_says_what_waits_below_it_and_is_where_one_is_then()
    {
        await console.Town.Till.Record(Sale(1, "KODE-LAIN"));
        var page = await console.SignedIn("manager", width: 390);
        await page.GotoAsync("more");

        var more = page.GetByRole(AriaRole.Navigation, new PageGetByRoleOptions { Name = "Utama" }).GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Lainnya" });
        await Assertions.Expect(more.Locator(".n")).ToHaveTextAsync(new Regex("^1\\s*perlu Anda$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Kode" }).Locator(".n")).ToHaveTextAsync(new Regex("^1\\s*perlu Anda$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await PageChecks.Holds(page, "more", "more");
        foreach (var (path, isBelow) in new[] { ("sync/review", true), ("audit", true), ("sync/conflicts", true), ("orders", false) })
        {
            await page.GotoAsync(path);
            await Assertions.Expect(page.Locator("a[href='/more'][aria-current=page]")).ToHaveCountAsync(isBelow ? 1 : 0);
        }
    }

    [Fact]
    public async Task Whoever_lacks_the_role_is_told_which_roles_may()
    {
        var page = await console.SignedIn("treasurer");

        var answer = await page.GotoAsync("people");

        Assert.Equal(403, answer!.Status);
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Manajer, Ketua, Petugas mitra atau Administrator");
        await PageChecks.Picture(page, "forbidden");
    }

    [Theory]
    [InlineData("partner_user", "people", "work")]
    [InlineData("inspector", "inbox", "stock")]
    public async Task The_navigation_leads_each_role_to_pages_that_open_and_others_stay_shut(string role, string theirs, string anothers)
    {
        var page = await console.Window(width: 390);
        await ConsoleFixture.SignIn(page, role == "inspector" ? await console.Official(role) : await console.Person(role, console.Town.ChainCode));
        var navigation = page.GetByRole(AriaRole.Navigation, new PageGetByRoleOptions { Name = "Utama" });
        var places = await navigation.GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { IncludeHidden = true }).EvaluateAllAsync<string[]>("links => links.map(link => link.getAttribute('href'))");

        Assert.Contains($"/{theirs}", places);
        Assert.DoesNotContain($"/{anothers}", places);
        foreach (var place in places.Append("/account"))
        {
            Assert.Equal(200, (await page.GotoAsync(place))!.Status);
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 })).ToBeVisibleAsync();
        }

        Assert.Equal(403, (await page.GotoAsync(anothers))!.Status);
        await PageChecks.Holds(page, theirs, $"{theirs}-{role}");
    }

    [Fact]
    public async Task What_is_not_there_is_a_page_for_people_and_a_problem_for_programs()
    {
        var page = await console.SignedIn("manager");

        var answer = await page.GotoAsync("tidak-ada");
        using var http = new HttpClient();
        using var problem = await http.GetAsync(new Uri(console.Address, "v1/tidak-ada"), TestContext.Current.CancellationToken);

        Assert.Equal(404, answer!.Status);
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 })).ToHaveTextAsync("Halaman tidak ditemukan");
        Assert.Equal("application/problem+json", problem.Content.Headers.ContentType?.MediaType);
        await PageChecks.Holds(page, "tidak-ada", "not-found", status: 404);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var body = new FormUrlEncodedContent([KeyValuePair.Create("language", "en")]);

        using var answer = await http.PostAsync(new Uri(console.Address, "appearance"), body, TestContext.Current.CancellationToken);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
    }
}
