using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Http;
using RetailGateway.Tests.Harness;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.BrowserTests;

/// <summary>What every page holds to: readable by all, on a phone and a desk, in light and dark, from this origin alone.</summary>
internal static class PageChecks
{
    private const int Phone = 390;
    private const int Desk = 1280;
    private const int Narrow = 360;

    /// <summary>
    /// How far what was drawn has moved since by itself, once two more frames are drawn: of the screen, summed up, and what
    /// moved; 0 where nothing has.
    /// </summary>
    private const string LayoutShift =
        """
        () => new Promise(done => {
            let sum = 0, what = '';
            const add = entries => entries.filter(entry => !entry.hadRecentInput).forEach(entry => {
                sum += entry.value;
                what += entry.sources.map(source => ` ${source.node?.outerHTML?.slice(0, 80) ?? source.node?.textContent}`).join(',');
            });
            const observer = new PerformanceObserver(list => add(list.getEntries()));
            observer.observe({ type: 'layout-shift', buffered: true });
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => { add(observer.takeRecords()); done(`${sum}${what}`); })));
        })
        """;

    /// <summary>Sentences of the API, and beginnings of those that name something.</summary>
    private static readonly string[] Sentences =
    [
        .. MendedBecause.All.Select(because => because.Text), .. Problems.All.SelectMany(problem => new[] { problem.Title, problem.Advice }),
        "No location of yours", "At that time the stock of", "' is a service.", "This field is missing", "Its code means nothing", "was recorded as ", "A count is zero or more",
        "Dismissed by a person", "Nothing of it is expected", "The form lacks its number",
    ];

    /// <summary>In the long run a page is looked at in each size in each look; else in each size and each look once.</summary>
    private static bool EveryPair => Environment.GetEnvironmentVariable("RETAILGATEWAY_LONG_TESTS") == "1";

    /// <summary>
    /// Looks at the page at <paramref name="path"/> in each size and look, as whoever is signed in there, and keeps
    /// pictures under artifacts/screenshots.
    /// </summary>
    /// <param name="page">A window; signed in where the page needs it.</param>
    /// <param name="path">Where the page is.</param>
    /// <param name="name">What the pictures are called.</param>
    /// <param name="status">What the page comes with.</param>
    internal static Task Holds(IPage page, string path, string name, int status = 200) =>
        Look(page, name, status, _ => Open(page, path, status));

    /// <summary>The same of a page that only a form is answered with: it is brought once, and no address gives it again.</summary>
    /// <param name="page">A window.</param>
    /// <param name="bring">Sends the form, and waits until its answer is there.</param>
    /// <param name="name">What the pictures are called.</param>
    internal static Task Holds(IPage page, Func<Task> bring, string name) =>
        Look(page, name, 200, width => width == Desk ? bring() : Task.CompletedTask);

    /// <summary>Looks at a page in both languages.</summary>
    internal static async Task HoldsInBothLanguages(IPage page, string path, string name, int status = 200)
    {
        await HoldsIn("en", page, path, name, status);
        await HoldsIn("id", page, path, name, status);
    }

    /// <summary>
    /// Looks at a page in a language: in English at a desk in the light, in Indonesian on a phone in the dark; in the long run
    /// in every size and look.
    /// </summary>
    private static async Task HoldsIn(string language, IPage page, string path, string name, int status = 200)
    {
        await page.Context.AddCookiesAsync([new Cookie { Name = Ui.LanguageCookie, Value = language, Domain = "localhost", Path = "/" }]);
        (int, ColorScheme)[] sights = EveryPair ? [] : [language == "en" ? (Desk, ColorScheme.Light) : (Phone, ColorScheme.Dark)];
        await Look(page, $"{name}-{language}", status, _ => Open(page, path, status), sights);
        Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
    }

    /// <summary>Looks at a page, in these sights or in all, and says everything that is wrong.</summary>
    private static async Task Look(IPage page, string name, int status, Func<int, Task> arrive, params (int Width, ColorScheme Look)[] sights)
    {
        List<string> wrong = [];
        void Said(object? sender, IConsoleMessage message)
        {
            // A page that comes with an error's status is itself such a resource.
            if (message.Type is "error" or "warning" && (status == 200 || !message.Text.Contains($"a status of {status}", StringComparison.Ordinal)))
                wrong.Add($"the browser's console says: {message.Text}");
        }

        void Failed(object? sender, string error) => wrong.Add($"a script failed: {error}");
        void Asked(object? sender, IRequest request)
        {
            if (new Uri(request.Url).Host is not ("localhost" or "127.0.0.1") and not "")
                wrong.Add($"it asks another origin: {request.Url}");
        }

        page.Console += Said;
        page.PageError += Failed;
        page.Request += Asked;
        if (sights.Length == 0)
        {
            sights = EveryPair
                ? [(Desk, ColorScheme.Light), (Desk, ColorScheme.Dark), (Phone, ColorScheme.Dark), (Phone, ColorScheme.Light)]
                : [(Desk, ColorScheme.Light), (Phone, ColorScheme.Dark)];
        }

        foreach (var ofWidth in sights.GroupBy(sight => sight.Width))
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ofWidth.First().Look });
            await page.SetViewportSizeAsync(ofWidth.Key, ofWidth.Key == Phone ? 844 : 900);
            await arrive(ofWidth.Key);
            if (await page.EvaluateAsync<string>(LayoutShift) is var shift and not "0")
                wrong.Add($"at {ofWidth.Key} px it moves by itself: {shift}");
            if (await Foreign(page) is { Count: > 0 } foreign)
                wrong.Add($"the page is in Indonesian and says in English: {string.Join(" | ", foreign)}");
            foreach (var (width, look) in ofWidth)
            {
                await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = look });
                await Picture(page, $"{name}-{width}-{look.ToString().ToLowerInvariant()}");
                var axe = await page.RunAxe();
                wrong.AddRange(axe.Violations.Select(violation =>
                    $"axe at {width} px in {look}: {violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}"));
            }
        }

        await page.SetViewportSizeAsync(Narrow, 800);
        if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var wide && wide > Narrow)
            wrong.Add($"at {Narrow} px it scrolls sideways, to {wide} px");
        page.Console -= Said;
        page.PageError -= Failed;
        page.Request -= Asked;

        Assert.True(wrong.Count == 0, $"{name}:\n{string.Join('\n', wrong)}");
    }

    /// <summary>What the API says, where the page is in another language; what is marked as English may be.</summary>
    private static async Task<IReadOnlyList<string>> Foreign(IPage page)
    {
        var text = await page.EvaluateAsync<string>(
            """
            () => {
                if (document.documentElement.lang !== 'id') return '';
                const copy = document.body.cloneNode(true);
                for (const said of copy.querySelectorAll('[lang=en], script, template')) said.remove();
                return copy.textContent;
            }
            """);
        return [.. Sentences.Where(sentence => text.Contains(sentence, StringComparison.OrdinalIgnoreCase))];
    }

    private static async Task Open(IPage page, string path, int status)
    {
        var answer = await page.GotoAsync(path);
        var shown = new Uri(page.Url);
        Assert.Equal((status, new Uri(new Uri(shown.GetLeftPart(UriPartial.Authority)), path).AbsolutePath), (answer!.Status, shown.AbsolutePath));
    }

    /// <summary>A picture of the whole page.</summary>
    internal static Task Picture(IPage page, string name) => page.ScreenshotAsync(new PageScreenshotOptions
    {
        Path = Path.Combine(Folder, $"{name}.png"),
        FullPage = true,
    });

    private static string Folder { get; } =
        Directory.CreateDirectory(Path.Combine(Repository.File("RetailGateway.sln")!.DirectoryName!, "artifacts", "screenshots")).FullName;
}
