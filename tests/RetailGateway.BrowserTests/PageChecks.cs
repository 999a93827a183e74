using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using RetailGateway.Tests.Harness;

namespace RetailGateway.BrowserTests;

/// <summary>What every page holds to: readable by all, on a phone and a desk, in light and dark, from this origin alone.</summary>
internal static class PageChecks
{
    private const int Phone = 390;
    private const int Desk = 1280;
    private const int Narrow = 360;

    /// <summary>
    /// How far what was drawn has moved since by itself, once two more frames are drawn: of the screen, summed up, and what moved.
    /// It is printed and not asserted: on a busy machine the browser draws a page that has not arrived whole.
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

    /// <summary>In the long run axe reads each size in each look; else each size and each look once.</summary>
    private static bool EveryPair => Environment.GetEnvironmentVariable("RETAILGATEWAY_LONG_TESTS") == "1";

    /// <summary>
    /// Looks at the page at <paramref name="path"/> in every size and look, as whoever is signed in there, and keeps
    /// pictures under artifacts/screenshots.
    /// </summary>
    /// <param name="page">A window; signed in where the page needs it.</param>
    /// <param name="path">Where the page is.</param>
    /// <param name="name">What the pictures are called.</param>
    /// <param name="status">What the page comes with.</param>
    internal static async Task Holds(IPage page, string path, string name, int status = 200)
    {
        List<string> wrong = [];
        page.Console += (_, message) =>
        {
            // A page that answers 404 is itself such a resource.
            if (message.Type is "error" or "warning" && !message.Text.Contains("the server responded with a status of 4", StringComparison.Ordinal))
                wrong.Add($"the browser's console says: {message.Text}");
        };
        page.PageError += (_, error) => wrong.Add($"a script failed: {error}");
        page.Request += (_, request) =>
        {
            if (new Uri(request.Url).Host is not ("localhost" or "127.0.0.1") and not "")
                wrong.Add($"it asks another origin: {request.Url}");
        };

        foreach (var look in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = look });
            foreach (var width in new[] { Desk, Phone })
            {
                await page.SetViewportSizeAsync(width, width == Phone ? 844 : 900);
                var answer = await page.GotoAsync(path);
                var shown = new Uri(page.Url);
                Assert.Equal((status, new Uri(new Uri(shown.GetLeftPart(UriPartial.Authority)), path).AbsolutePath), (answer!.Status, shown.AbsolutePath));
                var shift = await page.EvaluateAsync<string>(LayoutShift);
                TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{name} at {width} px in {look}: cumulative layout shift {shift}"));
                await Picture(page, $"{name}-{width}-{look.ToString().ToLowerInvariant()}");
                if (!EveryPair && (width == Desk) != (look == ColorScheme.Light))
                    continue;

                var axe = await page.RunAxe();
                wrong.AddRange(axe.Violations.Select(violation =>
                    $"axe at {width} px in {look}: {violation.Id}: {violation.Help}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}"));
            }
        }

        await page.SetViewportSizeAsync(Narrow, 800);
        await page.GotoAsync(path);
        if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth") is var wide && wide > Narrow)
            wrong.Add($"at {Narrow} px it scrolls sideways, to {wide} px");

        Assert.Empty(wrong);
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
