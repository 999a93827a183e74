using System.Net.Http.Headers;
using Refit;
using RetailGateway.Client.Wire;

namespace RetailGateway.Client;

/// <summary>
/// A partner system's way to the gateway: tells stock changes, reads positions and the change feed, reserves, orders and
/// answers orders, keeps its catalogue. Safe for many threads; one instance a key. What may be tried again without harm is tried again by
/// itself, for as long as <see cref="GatewayClientOptions"/> says.
/// </summary>
/// <remarks>
/// <para>
/// Every call may throw <see cref="GatewayProblemException"/> (the gateway said no, and why) or
/// <see cref="HttpRequestException"/> (it was not reached). After the latter nobody knows whether a write took
/// effect: send it again with the same ids.
/// </para>
/// <para>
/// A write takes an idempotency key: one a thing you want done, kept over all its tries. Where you give none, one is
/// made for the call; give your own where your program may end between two tries.
/// </para>
/// </remarks>
public sealed partial class GatewayClient : IDisposable
{
    private readonly HttpClient http;
    private readonly IStockApi stock;
    private readonly ICatalogueApi catalogue;
    private readonly IPartiesApi parties;
    private readonly ISyncApi sync;
    private readonly IMattersApi matters;
    private readonly ISettlementsApi settlements;
    private readonly IReplenishmentApi replenishment;
    private readonly IPoolsApi pools;
    private readonly IMembersApi members;
    private readonly IOrdersApi orders;
    private readonly IWorkApi work;

    /// <summary>A client of the gateway at an address, in the name of a key.</summary>
    /// <param name="address">Such as <c>https://gateway.example/</c>, without <c>/v1</c>.</param>
    /// <param name="key"><c>rg_live_...</c> or <c>rg_test_...</c>; a test key sees the sandbox.</param>
    /// <param name="options">How patient it is; the usual when null.</param>
    public GatewayClient(Uri address, string key, GatewayClientOptions? options = null)
    {
        options ??= new GatewayClientOptions();
        http = new HttpClient(new Retries(options) { InnerHandler = options.Handler ?? new SocketsHttpHandler { AllowAutoRedirect = false } })
        {
            BaseAddress = address,
            // Each try has a bound of its own; this one would end the waits between them.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var settings = WireJson.Settings();
        stock = RestService.ForGenerated<IStockApi>(http, settings);
        catalogue = RestService.ForGenerated<ICatalogueApi>(http, settings);
        parties = RestService.ForGenerated<IPartiesApi>(http, settings);
        sync = RestService.ForGenerated<ISyncApi>(http, settings);
        matters = RestService.ForGenerated<IMattersApi>(http, settings);
        settlements = RestService.ForGenerated<ISettlementsApi>(http, settings);
        replenishment = RestService.ForGenerated<IReplenishmentApi>(http, settings);
        pools = RestService.ForGenerated<IPoolsApi>(http, settings);
        members = RestService.ForGenerated<IMembersApi>(http, settings);
        orders = RestService.ForGenerated<IOrdersApi>(http, settings);
        work = RestService.ForGenerated<IWorkApi>(http, settings);
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    /// <summary>The caller's key, or one made here: once a call, so that every try of the call carries the same.</summary>
    private static string Key(string? given) => given ?? Guid.NewGuid().ToString("N");
}
