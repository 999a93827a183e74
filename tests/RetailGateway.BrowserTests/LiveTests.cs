using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Playwright;
using RetailGateway.Features.Sync.Live;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.BrowserTests;

/// <summary>Pages that renew themselves, and what they do when they cannot.</summary>
public sealed class LiveTests(ConsoleFixture console) : IClassFixture<ConsoleFixture>
{
    private LiveChanges Changes => console.Gateway.Services.GetRequiredService<LiveChanges>();

    [Fact]
    public async Task Two_browsers_see_the_same_change_and_a_strangers_sees_none_and_keep_their_place()
    {
        var stranger = await Town.Create(console.Gateway);
        var (first, second, other) = (await console.SignedIn("manager"), await console.SignedIn("treasurer", width: 390), await console.Window());
        await ConsoleFixture.SignIn(other, await console.Person("manager", stranger.CoopCode));
        await second.GotoAsync("");
        foreach (var page in new[] { first, second, other })
            await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-line", "on");
        var sync = first.Locator("a[href='/'][aria-current=page]");
        await sync.FocusAsync();
        await other.EvaluateAsync("document.getElementById('sync-page').dataset.old = 'ya'");

        await console.Town.Till.Given(Sale(12, Beras));
        await console.Town.Till.Record(Sale(1, "BARU-LANGSUNG"));

        foreach (var page in new[] { first, second })
        {
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Stok Beras 5 kg minus" })).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Pilih barang untuk kode BARU-LANGSUNG" })).ToBeVisibleAsync();
        }

        await Assertions.Expect(sync.Locator(".n")).ToContainTextAsync("2");
        await Assertions.Expect(sync).ToBeFocusedAsync();
        await Assertions.Expect(other.Locator("#sync-page")).ToHaveAttributeAsync("data-old", "ya");
    }

    [Fact]
    public async Task What_somebody_types_stays_and_a_note_leads_to_what_is_new()
    {
        await console.Town.Till.Given(Sale(2, Gula));
        var id = await console.Gateway.Database.Ask<long>("select max(conflict_id) from conflict where owner_id = $1 and kind = 'negative_on_hand'", console.Town.Coop);
        var page = await console.SignedIn("manager");
        await page.GotoAsync($"sync/conflicts/{id}");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-line", "on");
        await page.GetByLabel("Alasan").FillAsync("Sedang saya hitung");

        await console.Town.Till.Given(Count(5, Gula, at: "23:00"));

        await Assertions.Expect(page.Locator("#matter")).ToContainTextAsync("Beres sendiri");
        await Assertions.Expect(page.Locator("[data-changed]")).ToContainTextAsync("Sudah ada yang baru.");
        await Assertions.Expect(page.GetByLabel("Alasan")).ToHaveValueAsync("Sedang saya hitung");
        await PageChecks.Picture(page, "changed-below-a-form");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Lihat yang baru" }).ClickAsync();
        await Assertions.Expect(page.Locator("#decision")).ToContainTextAsync("Beres sendiri oleh gerbang, otomatis");
    }

    [Fact]
    public async Task A_page_that_lost_its_line_says_so_and_comes_back_by_itself()
    {
        var page = await console.SignedIn("manager");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-line", "on");
        await page.EvaluateAsync("document.getElementById('sync-page').dataset.old = 'ya'");

        await page.RouteAsync("**/live", route => route.AbortAsync());
        Changes.EndAll();
        await Assertions.Expect(page.Locator(".line")).ToContainTextAsync("Terputus.");
        await PageChecks.Picture(page, "lost-line");
        await page.UnrouteAsync("**/live");

        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-line", "on");
        await Assertions.Expect(page.Locator(".line")).ToBeEmptyAsync();
        await Assertions.Expect(page.Locator("#sync-page[data-old]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Whoever_is_signed_out_elsewhere_loses_the_line_and_is_told()
    {
        var page = await console.SignedIn("manager");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-line", "on");

        await console.Gateway.Database.Identity.One<int>("with gone as (update person_session set ended_at = now() where person_id = (select max(person_id) from person) returning 1) select count(*)::integer from gone");

        await Assertions.Expect(page.Locator(".line")).ToContainTextAsync("Anda sudah keluar.");
        await PageChecks.Picture(page, "signed-out-line");
    }

    [Fact]
    public async Task Nobody_who_is_not_signed_in_has_a_line_and_one_person_has_so_many()
    {
        using var anybody = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var ask = new HttpRequestMessage(HttpMethod.Get, new Uri(console.Address, "live"));
        ask.Headers.Accept.ParseAdd("text/event-stream");
        using var refused = await anybody.SendAsync(ask, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);

        using var person = await SignedIn(await console.SignedIn("manager"));
        var lines = new List<HttpResponseMessage>();
        do
            lines.Add(await person.GetAsync(new Uri(console.Address, "live"), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken));
        while (lines[^1].StatusCode == HttpStatusCode.OK && lines.Count < 100);

        Assert.Equal(HttpStatusCode.TooManyRequests, lines[^1].StatusCode);
        Assert.InRange(lines.Count, 10, 21);
        lines.ForEach(line => line.Dispose());
    }

    [Fact]
    public async Task A_gateway_that_stops_does_not_wait_for_its_browsers()
    {
        await using var own = await GatewayUnderTest.Start(console.Gateway.Store);
        var page = await console.Window();
        await page.GotoAsync(new Uri($"http://localhost:{own.Address.Port}/sign-in").ToString());
        await page.GetByLabel("Email").FillAsync(await console.Person("manager"));
        await page.GetByLabel("Sandi", new PageGetByLabelOptions { Exact = true }).FillAsync(ConsoleFixture.Password);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Masuk dengan sandi" }).ClickAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-line", "on");
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));

        await own.Services.GetRequiredService<IHost>().StopAsync(patience.Token);

        Assert.False(patience.IsCancellationRequested);
        await Assertions.Expect(page.Locator(".line")).ToContainTextAsync("Terputus.");
    }

    [Fact]
    public async Task The_store_is_asked_while_somebody_looks_and_not_when_nobody_does()
    {
        await using var own = await GatewayUnderTest.Start(console.Gateway.Store);
        var changes = own.Services.GetRequiredService<LiveChanges>();
        Assert.False(changes.IsLooking);
        var page = await console.SignedIn("manager");
        using var person = await SignedIn(page);
        using (await person.GetAsync(new Uri(own.Address, "live"), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken))
            Assert.True(await Eventually.See(() => Task.FromResult(changes.IsLooking), looks => looks));

        Assert.False(await Eventually.See(() => Task.FromResult(changes.IsLooking), looks => !looks));
    }

    /// <summary>A client with the cookies of a window.</summary>
    private static async Task<HttpClient> SignedIn(IPage page)
    {
        var client = new HttpClient(new HttpClientHandler { UseCookies = false });
        client.DefaultRequestHeaders.Add("Cookie", string.Join("; ", (await page.Context.CookiesAsync()).Select(cookie => $"{cookie.Name}={cookie.Value}")));
        client.DefaultRequestHeaders.Accept.ParseAdd("text/event-stream");
        await page.CloseAsync();
        return client;
    }
}
