using System.Net;
using System.Text.RegularExpressions;

namespace RetailGateway.Benchmarks.Load;

/// <summary>Somebody who is signed in to the console, with pages open that each hold a line.</summary>
internal sealed partial class Viewer : IDisposable
{
    private readonly HttpClient browser;
    private readonly List<Stream> lines = [];

    // Whoever closes a page is gone at once: a line that is left has no end that one could wait for.
    private Viewer(Uri address) => browser = new HttpClient(
        new SocketsHttpHandler { MaxConnectionsPerServer = int.MaxValue, CookieContainer = new CookieContainer(), ResponseDrainTimeout = TimeSpan.Zero })
    {
        BaseAddress = new UriBuilder(address) { Host = "localhost" }.Uri,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Signs in as a person does: the page, its form, the cookie.</summary>
    internal static async Task<Viewer> SignIn(Uri address, string email, string password, CancellationToken cancel)
    {
        var viewer = new Viewer(address);
        var page = await viewer.browser.GetStringAsync("sign-in", cancel);
        using var form = new FormUrlEncodedContent(
            [new("__RequestVerificationToken", Token().Match(page).Groups["token"].Value), new("_handler", "sign-in"), new("email", email), new("password", password)]);
        using var answer = await viewer.browser.PostAsync("sign-in", form, cancel);
        answer.EnsureSuccessStatusCode();
        return viewer;
    }

    /// <summary>Opens so many pages: each is read once, and keeps its line.</summary>
    internal async Task Look(int pages, CancellationToken cancel)
    {
        for (var page = 0; page < pages; page++)
        {
            using var first = await browser.GetAsync("", cancel);
            first.EnsureSuccessStatusCode();
            using var ask = new HttpRequestMessage(HttpMethod.Get, "live");
            ask.Headers.Accept.ParseAdd("text/event-stream");
            var answer = await browser.SendAsync(ask, HttpCompletionOption.ResponseHeadersRead, cancel);
            answer.EnsureSuccessStatusCode();
            var line = await answer.Content.ReadAsStreamAsync(cancel);
            lines.Add(line);
            _ = line.CopyToAsync(Stream.Null, cancel);
        }
    }

    public void Dispose()
    {
        lines.ForEach(line => line.Dispose());
        browser.Dispose();
    }

    [GeneratedRegex("""name="__RequestVerificationToken" value="(?<token>[^"]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Token();
}
