using System.Globalization;
using Microsoft.Playwright;
using RetailGateway.Tests.Pages;

namespace RetailGateway.BrowserTests;

/// <summary>Every page that the running gateway maps.</summary>
public sealed class EveryPageTests(ConsoleFixture console) : IClassFixture<ConsoleFixture>
{
    /// <summary>An invitation that is none any more is the only page that is always refused.</summary>
    private const string Gone = "/invite/{Link}";

    [Fact]
    public void No_page_is_left_out_and_what_is_no_page_is_named()
    {
        Assert.Equal(ConsolePages.Mapped(console.Gateway).Keys.Order(StringComparer.Ordinal), ConsolePages.All.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(ConsolePages.Files.Order(StringComparer.Ordinal), ConsolePages.Gets(console.Gateway).Order(StringComparer.Ordinal));
    }

    /// <summary>In the ordinary run each subject's tests look at its pages, in their ordinary states; the long run looks at all of them here, in both languages.</summary>
    [Trait("Length", "long")]
    [Fact]
    public async Task Every_page_holds_in_both_languages_to_what_every_page_does()
    {
        using var town = await PageTown.Create(console.Gateway, "HALAMAN");
        var windows = new Dictionary<string, IPage>(StringComparer.Ordinal) { ["nobody"] = await console.Window() };
        foreach (var (role, party) in new (string, string?)[] { ("manager", null), ("treasurer", null), ("officer", await town.Town.Office()) })
        {
            windows[role] = await console.Window();
            await ConsoleFixture.SignIn(windows[role], (await town.Town.Someone(role, party)).Email);
        }

        foreach (var (template, page) in ConsolePages.All)
            await PageChecks.HoldsInBothLanguages(windows[page.Role], page.Address(town), Name(template), template == Gone ? 410 : 200);
    }

    [Fact]
    public async Task A_page_for_other_roles_holds_to_what_every_page_does() =>
        await PageChecks.HoldsInBothLanguages(await console.SignedIn("shopkeeper"), "people", "forbidden", status: 403);

    /// <summary>What the pictures of a page are called: its address without what stands for a thing.</summary>
    private static string Name(string template) => template == "/"
        ? "every-first"
        : string.Create(CultureInfo.InvariantCulture, $"every{string.Concat(template.Select(letter => char.IsAsciiLetter(letter) ? letter : '-'))}").TrimEnd('-').ToLowerInvariant();
}
