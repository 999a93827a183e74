using System.Globalization;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.Contracts;

namespace RetailGateway.Features.Sync.Drift;

/// <summary>Where the partner's word is the record, its snapshot is a count in its name.</summary>
internal static class CountsTaken
{
    private const int MostTold = 5;

    /// <summary>Records the partner's figures as counts of the snapshot's instant.</summary>
    /// <returns>What the ledger did not take, in plain words; empty where it took all. Such a position is given to a person by the next check.</returns>
    internal static async Task<string> Record(
        Work work, StockLedger ledger, PartyBook book, DriftStream stream, long check, DateTimeOffset asOf, IReadOnlyList<Difference> counts, CancellationToken cancel)
    {
        var entries = counts.Select(one => new NewEntry(
            string.Create(CultureInfo.InvariantCulture, $"drift/{check}/{one.LocationId}/{one.ProductId}"),
            book.LocationsById[one.LocationId].Code,
            book.ProductsById[one.ProductId].Code,
            EntryKind.Count,
            one.Theirs ?? Quantity.Zero,
            asOf,
            string.Create(CultureInfo.InvariantCulture, $"drift check {check}"),
            Product: book.ProductsById[one.ProductId].Code)).ToList();
        var results = await ledger.Record(work, new PartyId(stream.OwnerId), new ConnectionId(stream.ConnectionId), entries, cancel);
        var refused = entries.Zip(results).Where(pair => !pair.Second.IsRecorded).ToList();
        return refused.Count == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture,
            $"{refused.Count} of its figures could not be taken as counts: {string.Join("; ", refused.Take(MostTold).Select(Words))}{(refused.Count > MostTold ? "; and others" : "")}");
    }

    private static string Words((NewEntry Entry, EntryResult Result) pair) =>
        $"{pair.Entry.Item} at {pair.Entry.Location}: {pair.Result.Problem?.Detail ?? "its code waits for review"}";
}
