using Microsoft.Playwright;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;

namespace RetailGateway.BrowserTests;

/// <summary>The console without a mouse.</summary>
public sealed class KeyboardTests(ConsoleFixture console) : IClassFixture<ConsoleFixture>
{
    /// <summary>No page of these has more places to stop at.</summary>
    private const int MostStops = 60;

    /// <summary>Whether whoever looks sees where they are: it is on the screen, nothing covers it, and it is ringed.</summary>
    private const string IsSeen =
        """
        () => {
            const at = document.activeElement, box = at.getBoundingClientRect();
            const [x, y] = [box.x + Math.min(box.width, 40) / 2, box.y + box.height / 2];
            const over = document.elementFromPoint(x, y);
            return box.width > 1 && box.height > 1 && y >= 0 && y < innerHeight && (at.contains(over) || over?.closest('label')?.control === at)
                && getComputedStyle(at).outlineStyle !== 'none';
        }
        """;

    [Fact]
    public async Task A_clerk_comes_to_a_conflict_looks_at_an_effect_and_decides_with_the_keyboard_alone()
    {
        var goods = (await console.Town.SellsMany("KETIK", 1))[0];
        await console.Town.Till.Given(Sale(3, goods));
        var page = await console.SignedIn("clerk");
        await page.GotoAsync("");

        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(Link(page, "Langsung ke isi")).ToBeFocusedAsync();
        await Seen(page);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToBeFocusedAsync();

        await page.GotoAsync("");
        await Go(page, page.GetByRole(AriaRole.Navigation, new PageGetByRoleOptions { Name = "Utama" }).GetByRole(AriaRole.Link, new LocatorGetByRoleOptions { Name = "Selisih" }));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Heading(page)).ToHaveTextAsync("Selisih");
        await Go(page, page.GetByRole(AriaRole.Listitem).Filter(new LocatorFilterOptions { HasText = goods }).GetByRole(AriaRole.Link));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Heading(page)).ToContainTextAsync(goods);

        await Go(page, page.GetByRole(AriaRole.Textbox, new PageGetByRoleOptions { Name = "Jumlah" }));
        await page.Keyboard.TypeAsync("7");
        var next = page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Lihat akibatnya" });
        await Go(page, next);

        // What it would do comes by itself, and again where it is asked for: whoever asks stays where they are.
        await Assertions.Expect(page.Locator("#effect b").First).ToHaveTextAsync("7");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#effect b").First).ToHaveTextAsync("7");
        await Assertions.Expect(next).ToBeFocusedAsync();
        Assert.Equal(-3, await console.Town.Till.OnHand(goods));
        await Go(page, page.GetByLabel("Alasan"));
        await page.Keyboard.TypeAsync("Dihitung di rak.");
        await Go(page, page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Simpan keputusan" }));
        await page.Keyboard.PressAsync("Enter");

        // A new page begins at its top: what was done is said first, and the next stop is the way past the navigation.
        await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status).First).ToContainTextAsync("Dikoreksi");
        Assert.Equal(7, await console.Town.Till.OnHand(goods));
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(Link(page, "Langsung ke isi")).ToBeFocusedAsync();
        await Seen(page);
    }

    /// <summary>Stops from place to place until it is there; each stop is seen.</summary>
    private static async Task Go(IPage page, ILocator there)
    {
        for (var stop = 0; stop < MostStops; stop++)
        {
            await page.Keyboard.PressAsync("Tab");
            await Seen(page);
            if (await there.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
        }

        Assert.Fail($"{there} is not among the first {MostStops} stops.");
    }

    private static async Task Seen(IPage page) =>
        Assert.True(await page.EvaluateAsync<bool>(IsSeen), $"Nobody sees the focus on {await page.EvaluateAsync<string>("document.activeElement.outerHTML.slice(0, 200)")}");

    private static ILocator Link(IPage page, string name) => page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = name });

    private static ILocator Heading(IPage page) => page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 });
}
