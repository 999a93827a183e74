using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;

namespace RetailGateway.BrowserTests;

/// <summary>What a page says while an answer is on its way.</summary>
public sealed class BusyTests(ConsoleFixture console) : IClassFixture<ConsoleFixture>
{
    [Fact]
    public async Task A_sent_form_says_so_is_not_sent_twice_and_is_whole_again_when_one_comes_back()
    {
        var page = await console.SignedIn("manager");
        await page.GotoAsync("people");
        await page.GetByLabel("Email").FillAsync("ditahan@uji.example");
        await page.GetByLabel("Sebagai").SelectOptionAsync("clerk");

        // A page of which a form is on its way is one that no answer has come to: here none comes while it is held.
        await page.EvaluateAsync("() => { window.sent = 0; window.held = true; addEventListener('submit', form => { if (!form.defaultPrevented && window.held) { window.sent++; form.preventDefault(); } }); }");
        var button = page.Locator("section[aria-labelledby=invite] button");

        await button.ClickAsync();
        await Assertions.Expect(button).ToHaveAttributeAsync("aria-busy", "true");
        await Assertions.Expect(button).ToHaveTextAsync("Menyimpan…");
        await button.ClickAsync();
        await Seen(page, "busy");
        Assert.Equal(1, await page.EvaluateAsync<int>("window.sent"));

        await page.EvaluateAsync("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
        await Assertions.Expect(button).ToHaveTextAsync("Buat undangan");
        await Assertions.Expect(button).Not.ToHaveAttributeAsync("aria-busy", "true");
        await page.EvaluateAsync("window.held = false");
        await button.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Locator(".code")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_refused_form_comes_back_whole()
    {
        var page = await console.SignedIn("manager");
        await page.GotoAsync("people");
        await page.GetByLabel("Email").FillAsync("bukan alamat");

        await page.Locator("section[aria-labelledby=invite] button").ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("section[aria-labelledby=invite] button")).ToHaveTextAsync("Buat undangan");
    }

    [Fact]
    public async Task An_effect_says_that_it_is_being_reckoned_and_that_it_could_not_be()
    {
        var goods = (await console.Town.SellsMany($"BRG{Guid.NewGuid().ToString("N")[..6].ToUpperInvariant()}", 1))[0];
        await console.Town.Till.Given(Sale(3, goods));
        var conflict = await console.Town.Database.Ask<long>("select max(conflict_id) from conflict where owner_id = $1 and kind = 'negative_on_hand'", console.Town.Coop);
        var page = await console.SignedIn("clerk");
        await page.GotoAsync($"sync/conflicts/{conflict}");
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync("**/sync/conflicts/*", async route =>
        {
            await held.Task;
            await route.ContinueAsync();
        });
        var show = page.Locator("button[name=show]");

        await page.GetByRole(AriaRole.Textbox, new PageGetByRoleOptions { Name = "Jumlah" }).FillAsync("7");
        await show.ClickAsync();

        await Assertions.Expect(page.Locator("#effect")).ToHaveTextAsync("Menghitung akibat…");
        await Assertions.Expect(show).ToHaveAttributeAsync("aria-busy", "true");
        await Seen(page, "busy-effect");
        held.SetResult();
        await Assertions.Expect(page.Locator("#effect b").First).ToHaveTextAsync("7");
        await Assertions.Expect(show).ToHaveTextAsync("Lihat akibatnya");

        await page.UnrouteAllAsync();
        await page.RouteAsync("**/sync/conflicts/*", route => route.AbortAsync());
        await show.ClickAsync();
        await Assertions.Expect(page.Locator("#effect")).ToContainTextAsync("Akibatnya belum terhitung.");
        await Assertions.Expect(show).Not.ToHaveAttributeAsync("aria-busy", "true");
    }

    /// <summary>Axe finds nothing wrong with the page as it stands, and it is kept as a picture on a phone and at a desk.</summary>
    private static async Task Seen(IPage page, string name)
    {
        foreach (var (width, look) in new[] { (390, ColorScheme.Dark), (1280, ColorScheme.Light) })
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = look });
            await PageChecks.Picture(page, $"{name}-{width}-{look.ToString().ToLowerInvariant()}");
            Assert.Empty((await page.RunAxe()).Violations.Select(violation => $"{violation.Id}: {string.Join(" | ", violation.Nodes.Select(node => node.Html))}"));
        }
    }
}
