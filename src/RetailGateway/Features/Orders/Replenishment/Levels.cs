using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Features.Audit.Contracts;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders.Replenishment;

/// <summary>Levels as they are set and read. A shopkeeper's are those of one shop.</summary>
internal sealed class Levels(GatewayDb database)
{
    /// <summary>The level of a product at a place; null where none was set.</summary>
    internal async Task<Level?> Of(Caller caller, string location, string product, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        return (await List(work, caller, location, product, (0, 0), 1)).FirstOrDefault()?.Level;
    }

    /// <summary>Sets one by hand.</summary>
    /// <returns>Why it was refused; null where it was not.</returns>
    internal async Task<ProblemBody?> Set(Caller caller, Level level, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        var before = (await List(work, caller, level.Location, level.Product, (0, 0), 1)).FirstOrDefault()?.Level;
        if (before == level)
        {
            return null;
        }

        var results = await Set(work, caller, [level]);
        if (results[0].Problem is null)
        {
            AuditLog.Write(
                work, caller, "set-level", new AuditSubject("level", $"{level.Location}/{level.Product}"), Told(before), Told(level), reason: null);
        }

        await work.Commit(cancel);
        return results[0].Problem;
    }

    /// <summary>Sets each on its own: one that is refused keeps none of its neighbours back.</summary>
    internal static async Task<List<LevelResult>> Set(Work work, Caller caller, IReadOnlyList<Level> levels)
    {
        var found = (await work.Connection.QueryAsync<FoundRow>(
            """
            select w.place::integer - 1 as index, l.location_id, g.product_id, w.supplier is null or w.supplier <> @owner and exists (
                select from partnership p
                where (p.owner_id, p.partner_id, p.role) in ((@owner, w.supplier, 'supplier'), (w.supplier, @owner, 'stockist'))) as is_supplier
            from unnest(@locations, @products, @suppliers) with ordinality as w (location, product, supplier, place)
            left join location l on l.owner_id = @owner and l.code_key = upper(w.location)
            left join product g on g.owner_id = @owner and g.code_key = upper(w.product) and g.kind = 'goods'
            """,
            new
            {
                owner = caller.Party.Value,
                locations = levels.Select(level => level.Location.Trim()).ToArray(),
                products = levels.Select(level => level.Product.Trim()).ToArray(),
                suppliers = levels.Select(level => level.SupplierId).ToArray(),
            })).ToDictionary(row => row.Index);
        List<LevelResult> results = [.. levels.Select((level, index) => Problem(level, index, found[index]) is { } problem
            ? new LevelResult(index, LevelStatus.Refused, problem)
            : new LevelResult(index, LevelStatus.Set))];
        // Of two for one product the later holds.
        var good = results.Where(result => result.Problem is null)
            .GroupBy(result => (found[result.Index].LocationId, found[result.Index].ProductId))
            .Select(group => (Found: found[group.Last().Index], Level: levels[group.Last().Index]))
            .OrderBy(one => (one.Found.LocationId, one.Found.ProductId))
            .ToList();
        await work.Connection.ExecuteAsync(
            """
            insert into replenishment_level (owner_id, location_id, product_id, minimum, target, supplier_id)
            select @owner, n.* from unnest(@locations, @products, @minimums, @targets, @suppliers) as n
            on conflict on constraint replenishment_level_pkey do update set
                minimum = excluded.minimum, target = excluded.target, supplier_id = excluded.supplier_id
            """,
            new
            {
                owner = caller.Party.Value,
                locations = good.Select(one => one.Found.LocationId).ToArray(),
                products = good.Select(one => one.Found.ProductId).ToArray(),
                minimums = good.Select(one => one.Level.Minimum).ToArray(),
                targets = good.Select(one => one.Level.Target).ToArray(),
                suppliers = good.Select(one => one.Level.SupplierId).ToArray(),
            });
        return results;
    }

    /// <summary>A page of them, by location and product.</summary>
    internal static async Task<List<PlacedLevel>> List(Work work, Caller caller, string? location, string? product, (int Location, int Product) after, int take) =>
        [.. (await work.Connection.QueryAsync<Row>(
            """
            select v.location_id, v.product_id, l.code as location, g.code as product, v.minimum, v.target, v.supplier_id
            from replenishment_level v
            join location l on l.owner_id = v.owner_id and l.location_id = v.location_id
            join product g on g.owner_id = v.owner_id and g.product_id = v.product_id
            where v.owner_id = @owner
                and (@location::text is null or l.code_key = upper(@location))
                and (@product::text is null or g.code_key = upper(@product))
                and (v.location_id, v.product_id) > (@afterLocation, @afterProduct)
            order by v.location_id, v.product_id
            limit @take
            """,
            new { owner = caller.Party.Value, location, product, afterLocation = after.Location, afterProduct = after.Product, take })).Select(row => row.Placed())];

    private static ProblemBody? Problem(Level level, int index, FoundRow found)
    {
        var at = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/levels/{index}");
        var (wrong, missing) = (new List<Fault>(), new List<Fault>());
        if (!IsQuantity(level.Minimum))
        {
            wrong.Add(new Fault($"{at}/minimum", "A quantity with at most three decimals is expected, not below zero."));
        }

        if (!IsQuantity(level.Target) || level.Target < level.Minimum)
        {
            wrong.Add(new Fault($"{at}/target", "A quantity with at most three decimals is expected, not below the minimum."));
        }

        if (found.LocationId is null)
        {
            missing.Add(new Fault($"{at}/location", $"No location of yours has the code '{level.Location}'."));
        }

        if (found.ProductId is null)
        {
            missing.Add(new Fault($"{at}/product", $"No goods of yours have the code '{level.Product}'."));
        }

        if (!found.IsSupplier)
        {
            missing.Add(new Fault($"{at}/supplierId", "No party that may supply you has that number."));
        }

        return wrong.Count > 0 ? ProblemBody.Of(Problems.Invalid, errors: [.. wrong, .. missing])
            : missing.Count > 0 ? ProblemBody.Of(Problems.NotFound, errors: missing)
            : null;
    }

    private static object? Told(Level? level) => level is null ? null : new { minimum = level.Minimum, target = level.Target };

    private static bool IsQuantity(decimal given) => given >= 0 && given <= Quantity.MaxValue.ToDecimal() && Check.HasAtMost(given, 3);

    private sealed record FoundRow(int Index, int? LocationId, int? ProductId, bool IsSupplier);

    private sealed record Row(int LocationId, int ProductId, string Location, string Product, decimal Minimum, decimal Target, int? SupplierId)
    {
        internal PlacedLevel Placed() => new(new Level(Location, Product, Minimum, Target, SupplierId), LocationId, ProductId);
    }
}

/// <summary>A level with the numbers of its place and product.</summary>
internal sealed record PlacedLevel(Level Level, int LocationId, int ProductId);
