using RetailGateway.PartnerSimulator.Chain.Books;
using RetailGateway.PartnerSimulator.Chain.Dialect;

namespace RetailGateway.PartnerSimulator.Chain;

/// <summary>
/// Toko Basmalah, a partner chain with its own books and its own API (contracts/partners/basmalah), running in
/// this process until it is disposed.
/// </summary>
internal sealed class BasmalahChain : IAsyncDisposable
{
    /// <summary>The largest body it reads, in bytes.</summary>
    public const int MostBytes = 1024 * 1024;

    private const string BasePath = "/mitra/v2";
    private static readonly TimeSpan s_goodbye = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;
    private readonly ChainCallbacks _callbacks;
    private bool _isClosed;

    private BasmalahChain(WebApplication app, ChainBooks books, ChainFaults faults, ChainCallbacks callbacks)
    {
        (_app, Books, Faults, _callbacks) = (app, books, faults, callbacks);
        BaseAddress = new Uri(app.Urls.Single());
    }

    /// <summary>Where it listens, without the path of its API.</summary>
    public Uri BaseAddress { get; }

    /// <summary>What it knows, for assertions and for its own side of life.</summary>
    public ChainBooks Books { get; }

    /// <summary>What goes wrong with the next requests.</summary>
    public ChainFaults Faults { get; }

    /// <summary>Opens its books and begins to answer.</summary>
    public static async Task<BasmalahChain> Start(ChainOptions options, CancellationToken cancel)
    {
        var books = ChainBooks.Open(options.Catalogue, options.StateFile, options.NewEpoch, options.Clock);
        try
        {
            var faults = new ChainFaults();
            var app = Build(options, books, faults);
            await app.StartAsync(cancel);
            return new BasmalahChain(app, books, faults, new ChainCallbacks(books, options.Callbacks, options.Clock));
        }
        catch
        {
            books.Dispose();
            throw;
        }
    }

    /// <summary>Stops answering, cuts off what hangs, and closes the books.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isClosed, true))
            return;

        await _callbacks.DisposeAsync();
        using var patience = new CancellationTokenSource(s_goodbye);
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
        Books.Dispose();
    }

    private static WebApplication Build(ChainOptions options, ChainBooks books, ChainFaults faults)
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
        app.UseStatusCodePages(context => Refusal.NoSuchAddress.ToResult().ExecuteAsync(context.HttpContext));
        app.UseRouting();

        var api = app.MapGroup(BasePath);
        api.AddEndpointFilter((call, next) => PartnerKey.Filter(call, next, options.Keys));
        AvailabilityRoutes.Map(api, books, options.Clock);
        StockRoutes.Map(api, books, options.RetainedChanges);
        OrderRoutes.Map(api, books, options.RetainedChanges, options.Clock);
        CatalogueRoutes.Map(api, books.Catalogue);
        return app;
    }

    private static async Task Refuse(HttpContext http, RequestDelegate next)
    {
        try
        {
            await next(http);
        }
        catch (RefusedException refused)
        {
            await refused.ToResult().ExecuteAsync(http);
        }
        catch (BadHttpRequestException unreadable)
        {
            var refusal = unreadable.StatusCode == StatusCodes.Status413PayloadTooLarge ? Refusal.TooLarge : Refusal.Malformed;
            await refusal.ToResult().ExecuteAsync(http);
        }
        catch (Exception broken) when (broken is not OperationCanceledException && !http.Response.HasStarted)
        {
            // A partner learns that it is our fault and no more; the journal failing is the one cause there is.
            await Console.Error.WriteLineAsync($"Toko Basmalah: {broken}");
            await Refusal.Broken.ToResult().ExecuteAsync(http);
        }
    }
}
