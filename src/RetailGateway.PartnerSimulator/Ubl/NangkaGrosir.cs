using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RetailGateway.PartnerSimulator.Chain;

namespace RetailGateway.PartnerSimulator.Ubl;

/// <summary>
/// Nangka Grosir, a wholesaler that trades by papers of UBL 2.1 over an exchange of its own (contracts/partners/ubl),
/// running in this process until it is disposed.
/// </summary>
internal sealed partial class NangkaGrosir : IAsyncDisposable
{
    private const int MostBytes = 2 * 1024 * 1024;
    private static readonly TimeSpan s_goodbye = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;

    private NangkaGrosir(WebApplication app, NangkaOptions options, NangkaBook book, ChainFaults faults)
    {
        (_app, Book, Faults) = (app, book, faults);
        BaseAddress = new Uri(app.Urls.Single());
        Clerk = new NangkaClerk(book, options);
    }

    /// <summary>Where it listens.</summary>
    public Uri BaseAddress { get; }

    /// <summary>What it was sent and told.</summary>
    public NangkaBook Book { get; }

    /// <summary>Whoever writes its own papers.</summary>
    public NangkaClerk Clerk { get; }

    /// <summary>What goes wrong with the next requests.</summary>
    public ChainFaults Faults { get; }

    /// <summary>Opens new books and begins to answer.</summary>
    public static async Task<NangkaGrosir> Start(NangkaOptions options, CancellationToken cancel)
    {
        var (book, faults) = (new NangkaBook(options.Clock), new ChainFaults(Alter));
        var app = Build(options, book, faults);
        await app.StartAsync(cancel);
        return new NangkaGrosir(app, options, book, faults);
    }

    /// <summary>Stops answering, and cuts off what hangs.</summary>
    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(s_goodbye);
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }

    private static WebApplication Build(NangkaOptions options, NangkaBook book, ChainFaults faults)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MostBytes;
            kestrel.Listen(options.Endpoint);
        });

        var app = builder.Build();
        app.Use((http, next) => faults.Apply(http, next, app.Lifetime.ApplicationStopping));
        app.Use(Refuse);
        app.UseStatusCodePages(context => NangkaRefusal.NoSuchAddress.ToResult().ExecuteAsync(context.HttpContext));
        app.UseRouting();
        NangkaRoutes.Map(app, options, book);
        return app;
    }

    private static async Task Refuse(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException unreadable)
        {
            var refusal = unreadable.StatusCode == StatusCodes.Status413PayloadTooLarge ? NangkaRefusal.TooLarge : NangkaRefusal.BadQuery;
            await refusal.ToResult().ExecuteAsync(http);
        }
    }

    /// <summary>The first quantity of the paper in the answer is one more.</summary>
    private static byte[] Alter(byte[] answer)
    {
        var json = JsonNode.Parse(answer)!;
        json["document"] = QuantityOnPaper().Replace(
            (string)json["document"]!, found => found.Groups["tag"].Value + (decimal.Parse(found.Groups["count"].Value, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture), 1);
        return Encoding.UTF8.GetBytes(json.ToJsonString());
    }

    [GeneratedRegex(@"(?<tag><cbc:\w*Quantity [^>]*>)(?<count>[0-9.]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex QuantityOnPaper();
}
