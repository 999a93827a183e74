using Dapper;
using Npgsql;
using RetailGateway.Domain.Measures;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Drift;

/// <summary>
/// Holds what a partner has of a cooperative's availability against what it acknowledged. The partner's list has no
/// cursor: a difference counts only where it stands in two readings and nothing touched the position between them.
/// </summary>
internal static class OutwardCheck
{
    private const int MostPages = 10_000;

    internal static async Task<DriftReading> Read(NpgsqlDataSource jobs, DriftStream stream, IShowsStock partner, DriftStage stage, CancellationToken cancel)
    {
        if (!partner.Knows(stream.Owner))
        {
            throw new Unanswered($"We hold no key of this partner for {stream.Owner}.");
        }

        var items = await ItemsTold.Of(jobs, stream, cancel);
        var strange = await ReadAll(stream, partner, items, stage, cancel);
        var once = await stage.Differences(cancel);
        var twice = once;
        if (once.Count > 0)
        {
            await stage.Clear(cancel);
            strange = await ReadAll(stream, partner, items, stage, cancel);
            var before = once.ToHashSet();
            twice = [.. (await stage.Differences(cancel)).Where(before.Contains)];
        }

        var (compared, inFlight) = await stage.Counts(cancel);
        return new DriftReading(compared, inFlight, twice, null, null, strange);
    }

    /// <summary>Reads the partner's whole list into the stage: a page is asked for while the one before is put there.</summary>
    /// <returns>How many lines are of nothing that we told.</returns>
    private static async Task<long> ReadAll(DriftStream stream, IShowsStock partner, ItemsTold items, DriftStage stage, CancellationToken cancel)
    {
        var (strange, adding) = (0L, Task.CompletedTask);
        string? continuation = null;
        for (var page = 0; page < MostPages; page++)
        {
            var asked = partner.ReadHeld(stream.Owner, continuation, cancel);
            await adding;
            var held = await asked switch
            {
                Outcome<HeldPage>.Accepted { Value: var value } => value,
                Outcome<HeldPage>.Rejected no => throw new Unanswered($"The partner refused: {no.Words}"),
                Outcome<HeldPage>.Busy => throw new Unanswered("The partner asked us to come again later."),
                Outcome<HeldPage>.Unknown unknown => throw new Unanswered($"No clear answer. {unknown.Why}"),
                _ => throw new InvalidOperationException("An outcome is one of four."),
            };
            var known = new List<StagedLine>(held.Lines.Count);
            foreach (var line in held.Lines)
            {
                if (items.Find(line.Location, line.Item) is var (location, product) && line.Quantity is { } quantity)
                {
                    known.Add(new StagedLine(location, product, Quantity.FromDecimal(quantity), line.Version));
                }
                else
                {
                    strange++;
                }
            }

            adding = stage.Add(known, cancel);
            if (held.Continuation is null)
            {
                await adding;
                return strange;
            }

            continuation = held.Continuation;
        }

        await adding;
        throw new Unanswered($"Its list did not end within {MostPages} pages.");
    }
}

/// <summary>Which position a partner's location and item code name, by the mappings in force.</summary>
internal sealed class ItemsTold
{
    private readonly Dictionary<string, int> locations;
    private readonly Dictionary<string, int> products;

    private ItemsTold(Dictionary<string, int> locations, Dictionary<string, int> products)
    {
        this.locations = locations;
        this.products = products;
    }

    internal static async Task<ItemsTold> Of(NpgsqlDataSource jobs, DriftStream stream, CancellationToken cancel)
    {
        await using var connection = await jobs.OpenConnectionAsync(cancel);
        var places = await connection.QueryAsync<(string Code, int Id)>(new CommandDefinition(
            "select code, location_id from location where owner_id = @OwnerId", stream, cancellationToken: cancel));
        // A product that two codes map to is told under the newest, and under that alone.
        var items = await connection.QueryAsync<(string Code, int Id)>(new CommandDefinition(
            """
            select distinct on (product_id) item_code, product_id
            from item_mapping
            where owner_id = @OwnerId and connection_owner_id = @ConnectionOwnerId and connection_id = @ConnectionId and during @> now()
            order by product_id, lower(during) desc nulls last, item_code
            """,
            stream,
            cancellationToken: cancel));
        return new ItemsTold(
            places.ToDictionary(row => row.Code, row => row.Id, StringComparer.OrdinalIgnoreCase),
            items.ToDictionary(row => row.Code, row => row.Id, StringComparer.OrdinalIgnoreCase));
    }

    internal (int Location, int Product)? Find(string location, string item) =>
        locations.TryGetValue(location, out var place) && products.TryGetValue(item, out var product) ? (place, product) : null;
}
