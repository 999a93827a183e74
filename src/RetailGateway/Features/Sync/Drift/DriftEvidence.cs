using Dapper;
using Npgsql;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock.Drift;

namespace RetailGateway.Features.Sync.Drift;

/// <summary>A difference with its name and what both sides have to say of it.</summary>
internal sealed record NamedDifference(Difference Found, DriftCase Case, DriftName Name, decimal? RupiahAtRisk);

/// <summary>Gathers what is known of the positions that differ, for their names and for whoever looks at them.</summary>
internal static class DriftEvidence
{
    private const int NewestEntries = 20;

    internal static async Task<List<NamedDifference>> Of(
        NpgsqlDataSource jobs, DriftStream stream, IReadOnlyList<Difference> found, ToldAgain? toldAgain, CancellationToken cancel)
    {
        await using var connection = await jobs.OpenConnectionAsync(cancel);
        var recent = await Recent(connection, stream, found, cancel);
        var told = toldAgain is null ? null : await Taken(connection, stream, toldAgain, cancel);
        var factors = await Factors(connection, stream, found, cancel);
        var prices = await Prices(connection, stream, found, cancel);
        var named = new List<NamedDifference>(found.Count);
        foreach (var location in found.GroupBy(one => one.LocationId))
        {
            var differences = location.ToList();
            var cases = differences.ConvertAll(one =>
            {
                var entries = recent[one.At].ToList();
                return new DriftCase(one.Ours, one.Theirs)
                {
                    Factors = [.. factors[one.ProductId]],
                    Recent = told is null ? entries : [.. entries.UnionBy(told[one.At], entry => entry.ChangeId)],
                    Earlier = Earlier(one.Ours, entries),
                    KeepsStates = stream.IsOutward,
                    NamesOlderVersion = one.TheirVersion < one.OurVersion,
                    ToldAgain = toldAgain?.Of(one.At),
                };
            });
            named.AddRange(differences.Zip(cases, DriftNaming.OfLocation(cases)).Select(one => new NamedDifference(
                one.First,
                one.Second,
                one.Third,
                prices.TryGetValue(one.First.ProductId, out var price) ? Math.Round(Math.Abs(one.Second.Difference.ToDecimal()) * price, 2, MidpointRounding.ToPositiveInfinity) : null)));
        }

        return named;
    }

    /// <summary>What our book said before each of its newest entries; before a count nobody can say it.</summary>
    private static List<Quantity> Earlier(Quantity now, IEnumerable<DriftEntry> newestFirst)
    {
        var earlier = new List<Quantity>();
        foreach (var entry in newestFirst.TakeWhile(entry => !entry.IsCount))
        {
            now -= entry.Quantity;
            earlier.Add(now.IsNegative ? Quantity.Zero : now);
        }

        return earlier;
    }

    private static async Task<ILookup<(int, int), DriftEntry>> Recent(NpgsqlConnection connection, DriftStream stream, IReadOnlyList<Difference> found, CancellationToken cancel)
    {
        var rows = await connection.QueryAsync<EntryRow>(new CommandDefinition(
            """
            select d.location_id, d.product_id, e.change_id, e.quantity, e.kind = 'count' as is_count, e.occurred_at
            from unnest(@locations::integer[], @products::integer[]) as d (location_id, product_id)
            cross join lateral (
                select * from stock_entry e
                where e.owner_id = @OwnerId and e.location_id = d.location_id and e.product_id = d.product_id and e.kind <> 'reversal'
                    and not exists (
                        select from stock_entry r
                        where r.owner_id = e.owner_id and r.connection_id = e.connection_id and r.reverses = e.change_id
                            and r.location_id = e.location_id and r.product_id = e.product_id)
                order by e.occurred_at desc, e.kind = 'count' desc, e.connection_id desc, e.change_id desc
                limit @NewestEntries) e
            """,
            new { stream.OwnerId, NewestEntries, locations = found.Select(one => one.LocationId).ToArray(), products = found.Select(one => one.ProductId).ToArray() },
            cancellationToken: cancel));
        return rows.ToLookup(row => (row.LocationId, row.ProductId), row => row.Entry());
    }

    /// <summary>Of the entries that the partner told again, those that our book has.</summary>
    private static async Task<ILookup<(int, int), DriftEntry>> Taken(
        NpgsqlConnection connection, DriftStream stream, ToldAgain toldAgain, CancellationToken cancel)
    {
        var rows = await connection.QueryAsync<EntryRow>(new CommandDefinition(
            """
            select location_id, product_id, change_id, quantity, kind = 'count' as is_count, occurred_at
            from stock_entry
            where owner_id = @OwnerId and connection_id = @ConnectionId and change_id = any(@ids)
            """,
            new { stream.OwnerId, stream.ConnectionId, ids = toldAgain.ChangeIds.ToArray() },
            cancellationToken: cancel));
        return rows.ToLookup(row => (row.LocationId, row.ProductId), row => row.Entry());
    }

    private static async Task<ILookup<int, Quantity>> Factors(NpgsqlConnection connection, DriftStream stream, IReadOnlyList<Difference> found, CancellationToken cancel)
    {
        var rows = await connection.QueryAsync<(int Product, decimal Factor)>(new CommandDefinition(
            """
            select product_id, factor from pack where owner_id = @OwnerId and product_id = any(@products)
            union
            select product_id, factor from item_mapping where owner_id = @OwnerId and product_id = any(@products)
            """,
            new { stream.OwnerId, products = found.Select(one => one.ProductId).Distinct().ToArray() },
            cancellationToken: cancel));
        return rows.ToLookup(row => row.Product, row => Quantity.FromDecimal(row.Factor));
    }

    /// <summary>The dearest price in force for a base unit, in the terms between the two; nothing where there is none.</summary>
    private static async Task<Dictionary<int, decimal>> Prices(NpgsqlConnection connection, DriftStream stream, IReadOnlyList<Difference> found, CancellationToken cancel)
    {
        var rows = await connection.QueryAsync<(int Product, decimal Price)>(new CommandDefinition(
            """
            select product_id, max(per_unit)
            from (
                select distinct on (p.partnership_id, p.product_id, p.pack_code) p.product_id, p.amount / p.base_quantity / k.factor as per_unit
                from price p
                join partnership s on s.owner_id = p.owner_id and s.partnership_id = p.partnership_id and s.partner_id = @ConnectionOwnerId
                join pack k on k.owner_id = p.owner_id and k.product_id = p.product_id and k.code = p.pack_code
                where p.owner_id = @OwnerId and p.product_id = any(@products) and p.valid_from <= current_date and p.currency = 'IDR'
                order by p.partnership_id, p.product_id, p.pack_code, p.valid_from desc) newest
            group by product_id
            """,
            new { stream.OwnerId, stream.ConnectionOwnerId, products = found.Select(one => one.ProductId).Distinct().ToArray() },
            cancellationToken: cancel));
        return rows.ToDictionary(row => row.Product, row => row.Price);
    }

    private sealed record EntryRow(int LocationId, int ProductId, string ChangeId, decimal Quantity, bool IsCount, DateTime OccurredAt)
    {
        internal DriftEntry Entry() => new(ChangeId, Domain.Measures.Quantity.FromDecimal(Quantity), IsCount, OccurredAt);
    }
}
