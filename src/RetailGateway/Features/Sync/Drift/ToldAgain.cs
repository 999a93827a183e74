using Npgsql;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock;
using RetailGateway.Domain.Stock.Drift;

namespace RetailGateway.Features.Sync.Drift;

/// <summary>
/// What a partner's feed tells again, since both books last agreed, of the positions that differ. It may tell months of
/// everything: a page is looked at, and of each position are kept few, those first that can explain the difference.
/// </summary>
internal sealed class ToldAgain
{
    /// <summary>One is enough for a name; the rest is evidence.</summary>
    internal const int MostTelling = 20;

    /// <summary>Of those that explain nothing, the newest.</summary>
    internal const int MostOthers = 10;

    private readonly Dictionary<(int Location, int Product), Told> positions;

    private ToldAgain(IEnumerable<Difference> differences) =>
        positions = differences.ToDictionary(one => one.At, one => new Told((one.Theirs ?? Quantity.Zero) - one.Ours));

    /// <summary>Asks the partner from the last check on that found both equal.</summary>
    /// <returns>Null where there was none, or where the partner can no longer tell.</returns>
    internal static async Task<ToldAgain?> Ask(
        NpgsqlDataSource jobs, DriftStream stream, InwardCheck inward, IReadOnlyCollection<Difference> differences, CancellationToken cancel)
    {
        if (await LastAgreed(jobs, stream, cancel) is not { } agreed)
        {
            return null;
        }

        var told = new ToldAgain(differences);
        try
        {
            await foreach (var page in inward.ChangesFrom(agreed, _ => Task.CompletedTask, cancel))
            {
                var entries = page.Select(entry => (Entry: entry, Line: inward.Resolve(entry)))
                    .Where(one => one.Line is { } line && told.positions.ContainsKey(line.At))
                    .Select(one => (
                        one.Line!.Value.At,
                        new DriftEntry(one.Entry.Id, one.Line.Value.Quantity, one.Entry.Kind == EntryKind.Count, one.Entry.OccurredAt)))
                    .ToList();
                if (entries.Count > 0)
                {
                    told.Add(entries, await Ours(jobs, stream, [.. entries.Select(one => one.Item2.ChangeId)], cancel));
                }
            }
        }
        catch (Unanswered)
        {
            return null;
        }

        return told;
    }

    /// <summary>The ids of all that is kept.</summary>
    internal IEnumerable<string> ChangeIds => positions.Values.SelectMany(told => told.Entries).Select(entry => entry.ChangeId);

    /// <summary>What is kept of a position, those first that can explain the difference.</summary>
    internal IReadOnlyList<DriftEntry> Of((int Location, int Product) at) => positions.TryGetValue(at, out var told) ? [.. told.Entries] : [];

    private void Add(IEnumerable<((int Location, int Product) At, DriftEntry Entry)> entries, Dictionary<string, Quantity> ours)
    {
        foreach (var (at, entry) in entries)
        {
            positions[at].Add(entry, ours.TryGetValue(entry.ChangeId, out var quantity) ? quantity : null);
        }
    }

    private static async Task<string?> LastAgreed(NpgsqlDataSource jobs, DriftStream stream, CancellationToken cancel)
    {
        await using var agreed = jobs.Command(
            """
            select agreed_cursor from drift_check
            where owner_id = $1 and connection_owner_id = $2 and connection_id = $3 and stream = $4 and agreed_cursor is not null
            order by check_id desc
            limit 1
            """,
            stream.OwnerId,
            stream.ConnectionOwnerId,
            stream.ConnectionId,
            stream.Stream);
        return (string?)await agreed.ExecuteScalarAsync(cancel);
    }

    private static async Task<Dictionary<string, Quantity>> Ours(NpgsqlDataSource jobs, DriftStream stream, string[] ids, CancellationToken cancel)
    {
        await using var command = jobs.Command(
            "select change_id, quantity from stock_entry where owner_id = $1 and connection_id = $2 and change_id = any($3) and quantity is not null",
            stream.OwnerId,
            stream.ConnectionId,
            ids);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var ours = new Dictionary<string, Quantity>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancel))
        {
            ours[rows.GetString(0)] = Quantity.FromDecimal(rows.GetDecimal(1));
        }

        return ours;
    }

    private sealed class Told(Quantity difference)
    {
        private readonly List<DriftEntry> telling = [];
        private readonly Queue<DriftEntry> others = [];

        internal IEnumerable<DriftEntry> Entries => telling.Concat(others);

        internal void Add(DriftEntry entry, Quantity? ours)
        {
            if (ours != entry.Quantity || entry.Quantity == difference || entry.Quantity == -difference)
            {
                if (telling.Count < MostTelling)
                {
                    telling.Add(entry);
                }

                return;
            }

            others.Enqueue(entry);
            if (others.Count > MostOthers)
            {
                others.Dequeue();
            }
        }
    }
}
