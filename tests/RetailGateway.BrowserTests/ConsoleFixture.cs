using Microsoft.Playwright;
using RetailGateway.Hosting;
using RetailGateway.Tests.Harness;

namespace RetailGateway.BrowserTests;

/// <summary>A gateway with a town, and people of the town who sign in; for one test class.</summary>
public sealed class ConsoleFixture(TestCluster cluster, Browser browser) : IAsyncLifetime
{
    internal const string Password = "kata-sandi-uji-1";

    /// <summary>Milliseconds in which a page comes, on a machine with other work.</summary>
    private const float Patience = 15_000;

    private int people;

    internal GatewayUnderTest Gateway { get; private set; } = null!;

    internal Town Town { get; private set; } = null!;

    /// <summary>The console's address by name: passkeys refuse bare addresses.</summary>
    internal Uri Address => new($"http://localhost:{Gateway.Address.Port}/");

    public async ValueTask InitializeAsync()
    {
        Gateway = await GatewayUnderTest.Start(await cluster.Clone());
        Town = await Town.Create(Gateway);
    }

    public async ValueTask DisposeAsync() => await Gateway.DisposeAsync();

    /// <summary>Somebody new, of the town's cooperative unless another party is named; their email.</summary>
    internal async Task<string> Person(string role, string? party = null)
    {
        var email = $"{role}-{Interlocked.Increment(ref people)}@uji.example";
        await PeopleCreate.Create(
            Gateway.Database, "live", party ?? Town.CoopCode, email, $"Uji {role}", [role], role == "shopkeeper" ? Town.Shop : null, Password, TestContext.Current.CancellationToken);
        return email;
    }

    /// <summary>A party of the city's, with somebody in that role.</summary>
    internal async Task<string> Official(string role)
    {
        var code = $"DINAS-{Interlocked.Increment(ref people)}";
        await PartiesCreate.Create(Gateway.Database, "live", code, "Dinas Koperasi", "authority", cooperativeKind: null, TestContext.Current.CancellationToken);
        return await Person(role, code);
    }

    /// <summary>A window of its own: no cookie yet.</summary>
    internal async Task<IPage> Window(int width = 1280, bool script = true, ColorScheme look = ColorScheme.Light)
    {
        var context = await browser.Chromium.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address.ToString(),
            ViewportSize = new ViewportSize { Width = width, Height = width < 600 ? 844 : 900 },
            JavaScriptEnabled = script,
            ColorScheme = look,
            Locale = "id-ID",
        });
        context.SetDefaultTimeout(Patience);
        return await context.NewPageAsync();
    }

    /// <summary>A window in which somebody new of this role has signed in.</summary>
    internal async Task<IPage> SignedIn(string role, int width = 1280, bool script = true)
    {
        var page = await Window(width, script);
        await SignIn(page, await Person(role));
        return page;
    }

    /// <summary>Tries to sign in on the sign-in page, and waits for what comes of it: the shell, or why not.</summary>
    internal static async Task SignIn(IPage page, string email, string password = Password)
    {
        await page.GotoAsync("sign-in");
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByLabel("Sandi", new PageGetByLabelOptions { Exact = true }).FillAsync(password);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Masuk dengan sandi" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert).Or(page.Locator("a[aria-current=page]")).First).ToBeVisibleAsync();
    }
}
