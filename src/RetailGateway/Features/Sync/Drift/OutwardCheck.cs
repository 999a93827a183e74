using Npgsql;
using RetailGateway.Domain.Measures;
using RetailGateway.Features.Sync.Streams;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Drift;

/// <summary>
/// Holds what a partner has of a cooperative's availability against what it acknowledged. The partner's list has no
/// cursor: a difference counts only where it stands in two readings and nothing touched the position between them.
/// </summary>
/// <remarks>
/// Our positions and the partner's pages are read at one time, each once, into one table; the database is asked about
/// those alone that differ there. Where the table would be too large, the locations are gone through in parts, and the
/// partner's list is read once for each.
/// </remarks>
internal sealed class OutwardCheck(NpgsqlDataSource jobs, DriftStream stream, IShowsStock partner, int mostCells = OutwardCheck.MostCells)
{
    /// <summary>The most positions side by side at one time: 24 MB, and one location at least.</summary>
    internal const int MostCells = 1 << 20;

    private const int MostPages = 10_000;

    internal async Task<DriftReading> Read(CancellationToken cancel)
    {
        if (!partner.Knows(stream.Owner))
        {
            throw new Unanswered($"We hold no key of this partner for {stream.Owner}.");
        }

        await using (var connection = await jobs.OpenConnectionAsync(cancel))
        {
            await StreamFeed.Fold(connection, stream.ConnectionOwnerId, stream.ConnectionId, stream.OwnerId, cancel);
        }

        var copies = new PartnerCopyRows(jobs, stream);
        var counts = copies.Count(cancel);
        var items = await ItemsTold.Of(jobs, stream, cancel);
        var (found, strange) = (new List<Difference>(), 0L);
        var locations = items.Products.Count == 0 ? int.MaxValue : Math.Max(1, mostCells / items.Products.Count);
        for (var first = 0; first == 0 || first < items.Locations.Count; first += locations)
        {
            strange = await ReadPart(items, copies, first, Math.Min(locations, items.Locations.Count - first), found, cancel);
        }

        var twice = found.Count == 0 ? found : await Again(items, copies, found, cancel);
        var (compared, inFlight) = await counts;
        return new DriftReading(compared, inFlight, twice, null, null, strange);
    }

    /// <summary>Adds what differs at some of the locations.</summary>
    /// <returns>How many lines of the partner's are of nothing that we tell.</returns>
    private async Task<long> ReadPart(ItemsTold items, PartnerCopyRows copies, int first, int count, List<Difference> found, CancellationToken cancel)
    {
        var books = new SideBySide(items, first, count);
        var ours = copies.Fill(books, items.Locations.GetRange(first, count), cancel);
        var strange = 0L;
        try
        {
            strange = await ReadPages(items, (at, line) => books.Theirs(at, Thousandths(line), line.Version), cancel);
        }
        finally
        {
            await ours;
        }

        foreach (var doubts in books.Doubts().Chunk(DriftReading.MostDifferences))
        {
            if (found.Count < DriftReading.MostDifferences)
            {
                found.AddRange((await copies.Confirm(doubts, cancel)).Take(DriftReading.MostDifferences - found.Count));
            }
        }

        return strange;
    }

    /// <summary>Reads the partner's list a second time for what differs.</summary>
    /// <returns>What differs still, in the same way.</returns>
    private async Task<List<Difference>> Again(ItemsTold items, PartnerCopyRows copies, List<Difference> once, CancellationToken cancel)
    {
        var lines = once.ToDictionary(one => one.At, one => new Doubt(one.LocationId, one.ProductId, null, null));
        await ReadPages(
            items,
            (at, line) =>
            {
                var key = (items.Locations[at.Location], items.Products[at.Product]);
                if (lines.TryGetValue(key, out var doubt) && !(doubt.Version > line.Version))
                {
                    lines[key] = doubt with { Theirs = Thousandths(line), Version = line.Version };
                }
            },
            cancel);
        var before = once.ToHashSet();
        return [.. (await copies.Confirm([.. once.Select(one => lines[one.At])], cancel)).Where(before.Contains)];
    }

    /// <summary>Reads the partner's whole list: a page is asked for while the one before is looked at.</summary>
    /// <returns>How many lines are of nothing that we tell.</returns>
    private async Task<long> ReadPages(ItemsTold items, Action<(int Location, int Product), HeldLine> take, CancellationToken cancel)
    {
        var strange = 0L;
        var asked = partner.ReadHeld(stream.Owner, null, cancel);
        for (var page = 1; ; page++)
        {
            var held = Answered.Value(await asked);
            if (held.Continuation is { } continuation)
            {
                asked = page < MostPages
                    ? partner.ReadHeld(stream.Owner, continuation, cancel)
                    : throw new Unanswered($"Its list did not end within {MostPages} pages.");
            }

            foreach (var line in held.Lines)
            {
                if (line.Quantity is not null && items.Find(line.Location, line.Item) is { } at)
                {
                    take(at, line);
                }
                else
                {
                    strange++;
                }
            }

            if (held.Continuation is null)
            {
                return strange;
            }
        }
    }

    private static long Thousandths(HeldLine line) => Quantity.FromDecimal(line.Quantity!.Value).Thousandths;
}
