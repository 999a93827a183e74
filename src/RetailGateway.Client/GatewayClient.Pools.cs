using RetailGateway.Client.Wire;

namespace RetailGateway.Client;

/// <content>Pooled orders: what many shops ask for becomes one order, and what comes of it is shared out.</content>
public sealed partial class GatewayClient
{
    /// <summary>Opens a pooled order, into which your shops ask until it closes.</summary>
    /// <param name="pool">From whom, to where, until when.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/no-terms</c>: no terms in force let you order there today.</exception>
    public Task<Pool> OpenPool(NewPool pool, string? key = null, CancellationToken cancel = default) => pools.Open(Key(key), pool, cancel);

    /// <summary>Pooled orders, newest first, without their lines.</summary>
    /// <param name="filter">Which; all when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<Pool> Pools(PoolFilter? filter = null, CancellationToken cancel = default) => Pages.All(
        (cursor, stop) => pools.Pools(WireJson.Code(filter?.Status), filter?.Supplier, filter?.Location, Pages.Size, cursor, stop), cancel);

    /// <summary>One with its lines.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<PoolWithLines> Pool(long id, CancellationToken cancel = default) => pools.Pool(id, cancel);

    /// <summary>What locations ask for in it, a location and product each.</summary>
    /// <param name="id">The pool's number.</param>
    /// <param name="location">A location's code; all when null.</param>
    /// <param name="product">Your item code of a product; all when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<PoolShare> PoolShares(long id, string? location = null, string? product = null, CancellationToken cancel = default) =>
        Pages.All((cursor, stop) => pools.Shares(id, location, product, Pages.Size, cursor, stop), cancel);

    /// <summary>What each share was given of each receipt, and every figure that it came from.</summary>
    /// <param name="id">The pool's number.</param>
    /// <param name="location">A location's code; all when null.</param>
    /// <param name="product">Your item code of a product; all when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<ShareAllocation> PoolAllocations(long id, string? location = null, string? product = null, CancellationToken cancel = default) =>
        Pages.All((cursor, stop) => pools.Allocations(id, location, product, Pages.Size, cursor, stop), cancel);

    /// <summary>Gives shares, all or none; each holds in the place of the one before, and zero withdraws it.</summary>
    /// <param name="id">The pool's number.</param>
    /// <param name="shares">1 to 1,000.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/pool-closed</c>: they are late.</exception>
    public async Task<IReadOnlyList<PoolShare>> GivePoolShares(long id, IReadOnlyList<NewPoolShare> shares, string? key = null, CancellationToken cancel = default) =>
        (await pools.Give(Key(key), id, new ShareBatch(shares), cancel)).Shares;

    /// <summary>Puts a proposed order into the pool, which decides it. Put in again, it answers the shares that are there.</summary>
    /// <param name="id">The pool's number.</param>
    /// <param name="proposal">The proposal's number.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException">
    /// <c>/problems/pool-closed</c>: it is late. <c>/problems/already-closed</c>: the proposal was decided otherwise.
    /// </exception>
    public async Task<IReadOnlyList<PoolShare>> PoolOrderProposal(long id, long proposal, string? key = null, CancellationToken cancel = default) =>
        (await pools.Gather(Key(key), id, new PooledProposal(proposal), cancel)).Shares;

    /// <summary>Orders it now, and not only at its closing time. Ordered before, it stays so.</summary>
    /// <param name="id">The pool's number.</param>
    /// <param name="belowMinimum">Order it although it comes to less than the supplier's terms ask for; else it is kept back.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/already-closed</c>: it was cancelled, or nobody had asked for anything.</exception>
    public Task<Pool> ClosePool(long id, bool belowMinimum = false, string? key = null, CancellationToken cancel = default) =>
        pools.Close(Key(key), id, new PoolClosure(belowMinimum), cancel);

    /// <summary>Moves its closing time; kept back, it takes shares again.</summary>
    /// <param name="id">The pool's number.</param>
    /// <param name="closesAt">An instant ahead, within 90 days.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/already-closed</c>: it is decided.</exception>
    public Task<Pool> ExtendPool(long id, DateTimeOffset closesAt, string? key = null, CancellationToken cancel = default) =>
        pools.Extend(Key(key), id, new PoolExtension(closesAt), cancel);

    /// <summary>Ends it without an order.</summary>
    /// <param name="id">The pool's number.</param>
    /// <param name="reason">Why, 1 to 500 characters.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/already-closed</c>: it is decided.</exception>
    public Task<Pool> CancelPool(long id, string reason, string? key = null, CancellationToken cancel = default) =>
        pools.Cancel(Key(key), id, new PoolCancellation(reason), cancel);
}
