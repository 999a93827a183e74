using RetailGateway.Client.Wire;

namespace RetailGateway.Client;

/// <content>Stock: what happened to it, and how it stands.</content>
public sealed partial class GatewayClient
{
    private const int BatchSize = 5_000;

    /// <summary>Tells changes, 5,000 at a time; each is answered on its own, in their order.</summary>
    /// <param name="changes">In any order: on hand does not depend on it. Those sent before answer <see cref="ChangeStatus.Duplicate"/>.</param>
    /// <param name="sentAt">The sending device's own clock, where it may be off: the difference to the gateway's is taken out of every change.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <returns>One result a change; <see cref="ChangeResult.Index"/> is the place among all of them.</returns>
    /// <remarks>Where it throws, earlier batches may be recorded: send all again, for what is recorded answers duplicate.</remarks>
    public async Task<IReadOnlyList<ChangeResult>> RecordChanges(
        IReadOnlyList<StockChange> changes, DateTimeOffset? sentAt = null, CancellationToken cancel = default)
    {
        var results = new List<ChangeResult>(changes.Count);
        foreach (var batch in changes.Chunk(BatchSize))
        {
            var before = results.Count;
            var answer = await stock.RecordChanges(new ChangeBatch(batch, sentAt), cancel);
            results.AddRange(answer.Results.Select(result => result with { Index = result.Index + before }));
        }

        return results;
    }

    /// <summary>Every position, page by page as it is read.</summary>
    /// <param name="filter">Which; all of yours when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<StockPosition> Positions(PositionFilter? filter = null, CancellationToken cancel = default) =>
        Pages.All(
            async (cursor, stop) =>
            {
                var page = await PositionPage(filter, cursor, stop);
                return new Page<StockPosition>(page.Items, page.Next);
            },
            cancel);

    /// <summary>
    /// One page of positions. The first page's <see cref="Client.PositionPage.FeedCursor"/> is where to go on by
    /// <see cref="Follow"/> once all pages are read: together they make a copy that stays true.
    /// </summary>
    /// <param name="filter">Which; all of yours when null.</param>
    /// <param name="cursor">The last page's <c>Next</c>; null for the first.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<PositionPage> PositionPage(PositionFilter? filter = null, string? cursor = null, CancellationToken cancel = default) =>
        stock.Positions(filter?.OwnerId, filter?.Location, filter?.Product, filter?.Negative, Pages.Size, cursor, cancel);

    /// <summary>Why a position is what it is: its newest entries and what they come to.</summary>
    /// <param name="location">The location's code.</param>
    /// <param name="product">The owner's item code.</param>
    /// <param name="limit">How many entries, 1 to 1,000. What they come to is of all entries.</param>
    /// <param name="cursor">The last page's <c>Next</c>; null for the first.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<LedgerPage> Explain(string location, string product, int limit = 200, string? cursor = null, CancellationToken cancel = default) =>
        stock.Ledger(location, product, limit, cursor, cancel);

    /// <summary>Every ledger entry of a position, newest first.</summary>
    /// <param name="location">The location's code.</param>
    /// <param name="product">The owner's item code.</param>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<LedgerEntry> Ledger(string location, string product, CancellationToken cancel = default) =>
        Pages.All(
            async (cursor, stop) =>
            {
                var page = await stock.Ledger(location, product, Pages.Size, cursor, stop);
                return new Page<LedgerEntry>(page.Items, page.Next);
            },
            cancel);

    /// <summary>Keeps a quantity back: it is taken out of what is available until another is set.</summary>
    /// <param name="kept">What and how much.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<SafetyStock> SetSafetyStock(SafetyStock kept, string? key = null, CancellationToken cancel = default) =>
        stock.SetSafetyStock(Key(key), kept, cancel);

    /// <summary>Every time in which goods at your locations were another's, or yours lay at others'.</summary>
    /// <param name="location">One location's code; all when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<GoodsOwner> GoodsOwners(string? location = null, CancellationToken cancel = default) =>
        Pages.All((cursor, stop) => stock.Owners(location, Pages.Size, cursor, stop), cancel);

    /// <summary>Says whose goods they are from an instant on.</summary>
    /// <param name="owner">What, where and whose.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<GoodsOwner> SetGoodsOwner(NewGoodsOwner owner, string? key = null, CancellationToken cancel = default) =>
        stock.SetOwner(Key(key), owner, cancel);
}
