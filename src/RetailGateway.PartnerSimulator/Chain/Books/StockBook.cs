using System.Globalization;

namespace RetailGateway.PartnerSimulator.Chain.Books;

/// <summary>The chain's ledger of its own stock: entries in a dense sequence, balances, and pinned snapshots.</summary>
/// <remarks>Safe for many threads. An entry gets its number under the lock that journals it, so a reader of the
/// feed never meets a gap that is filled later.</remarks>
internal sealed class StockBook(ChainCatalogue catalogue, Journal journal, TimeProvider clock)
{
    /// <summary>Snapshots kept for paging; an older one is gone, and its reader begins again.</summary>
    public const int PinnedSnapshots = 16;

    private readonly Lock _gate = new();
    private readonly List<StockEntry> _entries = [];
    private readonly Dictionary<(string Location, string Item), decimal> _balances = [];
    private readonly Queue<StockSnapshot> _snapshots = new();
    private long _snapshotsTaken;

    /// <summary>The last number given, 0 when nothing has happened.</summary>
    public long Head
    {
        get
        {
            lock (_gate)
                return _entries.Count;
        }
    }

    /// <summary>What lies at a location, in pieces or kilograms.</summary>
    public decimal OnHand(string location, string item)
    {
        lock (_gate)
            return _balances.GetValueOrDefault((location, item));
    }

    /// <summary>Enters one change and returns it with its number and balance.</summary>
    /// <exception cref="ArgumentException">The item or location is not the chain's, the quantity cannot be measured,
    /// or the balance would fall below zero: the chain's own till refuses that.</exception>
    public StockEntry Enter(
        StockEntryKind kind, string location, string item, decimal quantity, string? reference = null, long? corrects = null)
    {
        Check(location, item, quantity);
        lock (_gate)
        {
            var entry = Next(_entries.Count + 1, kind, location, item, quantity, reference, corrects);
            if (entry.Balance < 0)
                throw new ArgumentException($"{item} at {location} would fall to {entry.Balance}.", nameof(quantity));

            journal.Append(entry);
            Apply(entry);
            return entry;
        }
    }

    /// <summary>The entries that open new books. They take effect by <see cref="Replay"/>, once they are journaled.</summary>
    public IReadOnlyList<StockEntry> OpeningEntries()
    {
        foreach (var line in catalogue.Opening)
            Check(line.Location, line.Item, line.Quantity);

        return
        [
            .. catalogue.Opening.Select((line, index) => Next(
                index + 1, StockEntryKind.Opening, line.Location, line.Item, line.Quantity, reference: null, corrects: null)),
        ];
    }

    /// <summary>Takes an entry from the journal back into the books.</summary>
    public void Replay(StockEntry entry)
    {
        lock (_gate)
            Apply(entry);
    }

    /// <summary>Entries after a number, in order, at most <paramref name="count"/>, and the head they were read at.</summary>
    public (IReadOnlyList<StockEntry> Entries, long Head) After(long sequence, int count)
    {
        lock (_gate)
        {
            var from = (int)Math.Min(sequence, _entries.Count);
            return (_entries.GetRange(from, Math.Min(count, _entries.Count - from)), _entries.Count);
        }
    }

    /// <summary>Pins every balance as of now, so that paging through it is not disturbed by later sales.</summary>
    public StockSnapshot Pin(string epoch)
    {
        lock (_gate)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"PTR-{epoch}-{++_snapshotsTaken}");
            var snapshot = new StockSnapshot(id, _entries.Count, clock.GetUtcNow(),
            [
                .. _balances
                    .OrderBy(balance => balance.Key.Location, StringComparer.Ordinal)
                    .ThenBy(balance => balance.Key.Item, StringComparer.Ordinal)
                    .Select(balance => new SnapshotLine(balance.Key.Location, balance.Key.Item, balance.Value)),
            ]);
            _snapshots.Enqueue(snapshot);
            if (_snapshots.Count > PinnedSnapshots)
                _snapshots.Dequeue();
            return snapshot;
        }
    }

    /// <summary>A snapshot still pinned, or none.</summary>
    public StockSnapshot? Pinned(string id)
    {
        lock (_gate)
            return _snapshots.FirstOrDefault(snapshot => snapshot.Id == id);
    }

    private StockEntry Next(
        long sequence, StockEntryKind kind, string location, string item, decimal quantity, string? reference, long? corrects)
    {
        var absolute = kind is StockEntryKind.Opening or StockEntryKind.Count;
        var balance = absolute ? quantity : _balances.GetValueOrDefault((location, item)) + quantity;
        return new StockEntry(
            sequence, kind, location, item, quantity, balance, clock.GetUtcNow(),
            reference ?? string.Create(CultureInfo.InvariantCulture, $"BKT-{sequence:D9}"), corrects);
    }

    private void Check(string location, string item, decimal quantity)
    {
        var known = catalogue.Find(item) ?? throw new ArgumentException($"No item {item}.", nameof(item));
        if (!known.Measures(quantity))
            throw new ArgumentException($"{quantity} of {item} is finer than it is counted.", nameof(quantity));
        if (catalogue.Locations.All(place => place.Code != location))
            throw new ArgumentException($"No location {location}.", nameof(location));
    }

    private void Apply(StockEntry entry)
    {
        _entries.Add(entry);
        _balances[(entry.Location, entry.Item)] = entry.Balance;
    }
}

/// <summary>Every balance of the chain as of one number of its ledger.</summary>
internal sealed record StockSnapshot(string Id, long Sequence, DateTimeOffset AsOf, IReadOnlyList<SnapshotLine> Lines);

/// <summary>One balance of a snapshot, in pieces or kilograms.</summary>
internal sealed record SnapshotLine(string Location, string Item, decimal Quantity);
