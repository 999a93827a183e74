using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Refit;
using RetailGateway.Client.Wire;

namespace RetailGateway.Client;

/// <summary>
/// A partner system's way to the gateway: tells stock changes, reads positions and the change feed, reserves.
/// Safe for many threads; one instance a key. What may be tried again without harm is tried again by itself, for as
/// long as <see cref="GatewayClientOptions"/> says.
/// </summary>
/// <remarks>
/// Every call may throw <see cref="GatewayProblemException"/> (the gateway said no, and why) or
/// <see cref="HttpRequestException"/> (it was not reached). After the latter nobody knows whether a write took
/// effect: send it again with the same ids.
/// </remarks>
public sealed class GatewayClient : IDisposable
{
    private const int PageSize = 1_000;
    private readonly HttpClient http;
    private readonly IGatewayApi api;

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
        api = RestService.ForGenerated<IGatewayApi>(http, WireJson.Settings());
    }

    /// <summary>Tells up to 5,000 changes; each is answered on its own, in their order.</summary>
    /// <param name="changes">In any order: on hand does not depend on it. Those sent before answer <see cref="ChangeStatus.Duplicate"/>.</param>
    /// <param name="cancel">The caller's patience.</param>
    public async Task<IReadOnlyList<ChangeResult>> RecordChanges(IReadOnlyList<StockChange> changes, CancellationToken cancel = default) =>
        (await api.RecordChanges(new ChangeBatch(changes), cancel)).Results;

    /// <summary>Every position, page by page as it is read.</summary>
    /// <param name="filter">Which; all of yours when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public async IAsyncEnumerable<StockPosition> Positions(PositionFilter? filter = null, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        string? cursor = null;
        do
        {
            var page = await PositionPage(filter, cursor, cancel);
            foreach (var position in page.Items)
            {
                yield return position;
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }

    /// <summary>
    /// One page of positions. The first page's <see cref="Client.PositionPage.FeedCursor"/> is where to go on by
    /// <see cref="Follow"/> once all pages are read: together they make a copy that stays true.
    /// </summary>
    /// <param name="filter">Which; all of yours when null.</param>
    /// <param name="cursor">The last page's <c>Next</c>; null for the first.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<PositionPage> PositionPage(PositionFilter? filter = null, string? cursor = null, CancellationToken cancel = default) =>
        api.Positions(filter?.OwnerId, filter?.Location, filter?.Product, PageSize, cursor, cancel);

    /// <summary>Why a position is what it is: its newest entries and what they come to.</summary>
    /// <param name="location">The location's code.</param>
    /// <param name="product">The owner's item code.</param>
    /// <param name="limit">How many entries, 1 to 1,000. What they come to is of all entries.</param>
    /// <param name="cursor">The last page's <c>Next</c>; null for the first.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<LedgerPage> Explain(string location, string product, int limit = 200, string? cursor = null, CancellationToken cancel = default) =>
        api.Ledger(location, product, limit, cursor, cancel);

    /// <summary>Holds stock until it is committed, released or expires. The same reference again answers the one that is there.</summary>
    /// <param name="wanted">What to hold.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<Reservation> Reserve(NewReservation wanted, CancellationToken cancel = default) =>
        api.Reserve(NewKey(), wanted, cancel);

    /// <summary>Says what left of a reservation on your stock.</summary>
    /// <param name="reservation">Its number.</param>
    /// <param name="commit">What left.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<Reservation> Commit(long reservation, NewCommit commit, CancellationToken cancel = default) =>
        api.Commit(NewKey(), reservation, commit, cancel);

    /// <summary>Gives back what a reservation still holds.</summary>
    /// <param name="reservation">Its number.</param>
    /// <param name="reference">Your own id of the release, unique within the reservation.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<Reservation> Release(long reservation, string reference, CancellationToken cancel = default) =>
        api.Release(NewKey(), reservation, new NewRelease(reference), cancel);

    /// <summary>
    /// Follows the change feed without end: a page as soon as something comes. Keep a page's
    /// <see cref="EventPage.Next"/> together with what you did with its events, and begin there next time.
    /// </summary>
    /// <param name="cursor">Where to go on; null for the oldest event kept.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="GatewayProblemException">Status 410: the cursor is too old, or of before a restored backup.
    /// Read all positions again and go on from their cursor.</exception>
    public async IAsyncEnumerable<EventPage> Follow(string? cursor, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        const int waitSeconds = 25;
        while (true)
        {
            var page = await api.Events(cursor, PageSize, waitSeconds, cancel);
            cursor = page.Next;
            if (page.Events.Count > 0)
            {
                yield return page;
            }
        }
    }

    /// <summary>How every stream that concerns you stands, and whose turn it is.</summary>
    /// <param name="cancel">The caller's patience.</param>
    public async Task<IReadOnlyList<SyncConnection>> SyncStatus(CancellationToken cancel = default) =>
        (await api.Connections(cancel)).Connections;

    /// <summary>The first matters, at most 1,000, that a person should look at.</summary>
    /// <param name="cancel">The caller's patience.</param>
    public async Task<IReadOnlyList<Conflict>> Conflicts(CancellationToken cancel = default) =>
        (await api.Conflicts(PageSize, cancel)).Items;

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    /// <summary>Made once a call, so that every try of the call carries the same.</summary>
    private static string NewKey() => Guid.NewGuid().ToString("N");
}
