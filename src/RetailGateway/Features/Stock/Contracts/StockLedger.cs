using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.Changes;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Contracts;

/// <summary>An entry for the ledger from inside the gateway: a partner's stream, an upload.</summary>
/// <param name="ChangeId">Unique within its connection, for ever.</param>
/// <param name="Location">The location's code.</param>
/// <param name="Item">The item's code as the connection knows it.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Quantity">In the unit of the item's mapping; null for a reversal.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="Document">The document it reports.</param>
/// <param name="Reverses">For a reversal: what it leaves out.</param>
/// <param name="Product">The product's own code, where it is known: the quantity is in its base units and <paramref name="Item"/> only says how it was called.</param>
internal sealed record NewEntry(
    string ChangeId, string Location, string Item, EntryKind Kind, Quantity? Quantity, DateTimeOffset OccurredAt, string? Document, string? Reverses = null,
    string? Product = null);

/// <summary>What became of an entry.</summary>
/// <param name="Status">What was done.</param>
/// <param name="Problem">Why not, where it was refused.</param>
internal sealed record EntryResult(ChangeStatus Status, ProblemBody? Problem)
{
    /// <summary>It counts now.</summary>
    internal bool IsApplied => Status == ChangeStatus.Applied;

    /// <summary>It counted already.</summary>
    internal bool IsDuplicate => Status == ChangeStatus.Duplicate;

    /// <summary>Its code is unknown.</summary>
    internal bool WaitsInReview => Status == ChangeStatus.Review;

    /// <summary>It is in the ledger, now or before.</summary>
    internal bool IsRecorded => Status is ChangeStatus.Applied or ChangeStatus.Duplicate;
}

/// <summary>What came of a batch of entries.</summary>
/// <param name="Results">One an entry, in order.</param>
/// <param name="Positions">What they changed.</param>
internal sealed record Posted(IReadOnlyList<EntryResult> Results, IReadOnlyList<PositionEffect> Positions);

/// <summary>The ledger for other features: the same rules, identity and events as the API's.</summary>
internal sealed class StockLedger(PartyBooks books)
{
    /// <summary>Records entries of one connection in the caller's transaction; answered one by one, in order.</summary>
    /// <exception cref="StaleBook">The catalogue moved on: begin a new transaction and try again.</exception>
    internal async Task<IReadOnlyList<EntryResult>> Record(
        Work work, PartyId owner, ConnectionId connection, IReadOnlyList<NewEntry> entries, CancellationToken cancel) =>
        (await Post(work, owner, connection, entries, cancel)).Results;

    /// <summary>As <see cref="Record"/>, and tells what became of each position.</summary>
    internal async Task<Posted> Post(
        Work work, PartyId owner, ConnectionId connection, IReadOnlyList<NewEntry> entries, CancellationToken cancel)
    {
        var book = await books.Get(owner, cancel);
        var caller = new Caller(owner, PartyKind.Chain, connection, "", "", System.Collections.Frozen.FrozenSet<string>.Empty);
        var changes = entries.Select((entry, index) => Incoming(book, entry, index)).ToList();
        var touched = await Recording.Record(work, caller, book, changes, sentAt: null, cancel);
        return new Posted(changes.ConvertAll(change => new EntryResult(change.Status, change.Problem)), PositionEffect.Of(touched));
    }

    private static IncomingChange Incoming(PartyBook book, NewEntry entry, int index)
    {
        var change = new IncomingChange(index)
        {
            ChangeId = entry.ChangeId,
            Location = entry.Location,
            Item = entry.Item,
            Means = entry.Product is { } code && book.Products.TryGetValue(code, out var product) ? product.Base : null,
            Kind = entry.Kind,
            Sent = entry.Quantity,
            OccurredAt = entry.OccurredAt,
            Document = entry.Document,
            Reverses = entry.Reverses,
        };
        change.CheckWhole(hasKind: true);
        return change;
    }
}
