using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using RetailGateway.Database;
using RetailGateway.Hosting;

namespace RetailGateway.Benchmarks.Ground;

/// <summary>One visit of a page: microseconds in all, those in which the store was at work for it, and how many statements that took.</summary>
internal sealed record Visit(double Total, double Sql, int Statements);

/// <summary>The console in this process, where each request's own spans can be heard, with a cooperative's manager and the city's officer signed in over HTTP.</summary>
internal sealed partial class ConsoleHost : IAsyncDisposable
{
    private const string Password = "kata-sandi-ukur-1";
    private const string Manager = "manajer@ukur.example";
    private const string Officer = "dinas@ukur.example";
    private const string Office = "DINAS-UKUR";

    private readonly WebApplication app;
    private readonly HttpClient manager;
    private readonly HttpClient officer;
    private readonly ActivityListener listener;
    private readonly ConcurrentDictionary<ActivityTraceId, ConcurrentQueue<Span>> stored = new();
    private readonly ConcurrentDictionary<ActivityTraceId, double> answered = new();

    private ConsoleHost(WebApplication app)
    {
        this.app = app;
        manager = Browser(app.Urls.Single());
        officer = Browser(app.Urls.Single());
        listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Microsoft.AspNetCore" or "Npgsql",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = Heard,
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>Starts it on the shop's database and signs both in.</summary>
    internal static async Task<ConsoleHost> Open(Shop shop, CancellationToken cancel)
    {
        await using (var database = new GatewayDb(shop.GatewayString, requestConnections: 2))
        {
            await PeopleCreate.Create(database, "live", Shop.Code, Manager, "Manajer Ukur", ["manager"], location: null, Password, cancel);
            await PartiesCreate.Create(database, "live", Office, "Dinas Koperasi", "authority", cooperativeKind: null, cancel);
            await PeopleCreate.Create(database, "live", Office, Officer, "Petugas Dinas", ["officer"], location: null, Password, cancel);
        }

        var builder = WebApplication.CreateBuilder([Verbs.ReadsSettingsOnce]);
        builder.Configuration["ConnectionStrings:Gateway"] = shop.GatewayString;
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["roles"] = "web";
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        var built = RetailGateway.Program.Build(builder);
        await built.StartAsync(cancel);
        var console = new ConsoleHost(built);
        await SignIn(console.manager, Manager, cancel);
        await SignIn(console.officer, Officer, cancel);
        return console;
    }

    /// <summary>Visits a page one time after another.</summary>
    /// <exception cref="GatewayFailed">It did not answer 200.</exception>
    internal async Task<IReadOnlyList<Visit>> Visit(ConsolePage page, int times, CancellationToken cancel)
    {
        var visitor = page.OfTheOffice ? officer : manager;
        answered.Clear();
        stored.Clear();
        for (var visit = 0; visit < times; visit++)
        {
            await Fetch(visitor, page.Path, cancel);
        }

        // The last request's span ends after its answer has left.
        while (answered.Count < times)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), cancel);
        }

        return [.. answered.Select(request =>
        {
            var spans = stored.GetValueOrDefault(request.Key, []);
            return new Visit(request.Value, Covered(spans), spans.Sum(span => span.Statements));
        })];
    }

    /// <summary>What a browser fetches for its first page: that page and what it names, as sent.</summary>
    internal async Task<(long Bytes, int Requests)> FirstView(CancellationToken cancel)
    {
        var page = await manager.GetStringAsync(new Uri("/", UriKind.Relative), cancel);
        var (bytes, requests) = (0L, 0);
        foreach (var path in Fetched().Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups["address"].Value)).Prepend("/"))
        {
            bytes += (await Fetch(manager, path, cancel)).Length;
            requests++;
        }

        return (bytes, requests);
    }

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        manager.Dispose();
        officer.Dispose();
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }

    private static HttpClient Browser(string address) => new(new SocketsHttpHandler { CookieContainer = new CookieContainer(), ActivityHeadersPropagator = null })
    {
        BaseAddress = new Uri(address),
        DefaultRequestHeaders = { { "Accept", "text/html" } },
    };

    private static async Task SignIn(HttpClient client, string email, CancellationToken cancel)
    {
        var token = Token().Match(await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative), cancel)).Groups["token"].Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["_handler"] = "sign-in",
            ["__RequestVerificationToken"] = token,
            ["email"] = email,
            ["password"] = Password,
        });
        using var answer = await client.PostAsync(new Uri("/sign-in", UriKind.Relative), form, cancel);
        if (!answer.IsSuccessStatusCode || answer.RequestMessage!.RequestUri!.AbsolutePath.Contains("sign-in", StringComparison.Ordinal))
        {
            throw new GatewayFailed($"{email} could not sign in: {(int)answer.StatusCode}.");
        }
    }

    /// <summary>Asks as a browser does, and takes what comes as it was sent.</summary>
    private static async Task<byte[]> Fetch(HttpClient client, string path, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept-Encoding", "br, gzip" } } };
        using var answer = await client.SendAsync(request, cancel);
        return answer.StatusCode == HttpStatusCode.OK && !answer.RequestMessage!.RequestUri!.AbsolutePath.Contains("sign-in", StringComparison.Ordinal)
            ? await answer.Content.ReadAsByteArrayAsync(cancel)
            : throw new GatewayFailed($"{path} answered {(int)answer.StatusCode}.");
    }

    private void Heard(Activity span)
    {
        if (span.Source.Name == "Npgsql")
        {
            stored.GetOrAdd(span.TraceId, _ => new()).Enqueue(new Span(span.StartTimeUtc, span.StartTimeUtc + span.Duration, StatementsIn(span.GetTagItem("db.query.text") as string ?? "")));
        }
        else
        {
            answered[span.TraceId] = span.Duration.TotalMicroseconds;
        }
    }

    /// <summary>The navigation and the page are read side by side: what overlaps counts once.</summary>
    private static double Covered(IEnumerable<Span> spans)
    {
        var (covered, until) = (TimeSpan.Zero, DateTime.MinValue);
        foreach (var (from, to, _) in spans.OrderBy(span => span.From).Where(span => span.To > until))
        {
            covered += to - (from > until ? from : until);
            until = to > until ? to : until;
        }

        return covered.TotalMicroseconds;
    }

    /// <summary>Statements that one command sends at once are as many, though their span is one.</summary>
    private static int StatementsIn(string sql) => Math.Max(1, Quoted().Replace(sql, "").Split(';').Count(part => part.Trim().Length > 0));

    /// <summary>The time in which a command was at the store, and how many statements it had.</summary>
    private sealed record Span(DateTime From, DateTime To, int Statements);

    [GeneratedRegex("'[^']*'|--[^\\n]*", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Quoted();

    [GeneratedRegex("""<(script src|link rel="(icon|stylesheet|manifest)" href)="(?<address>[^"]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Fetched();

    [GeneratedRegex("""name="__RequestVerificationToken" value="(?<token>[^"]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Token();
}
