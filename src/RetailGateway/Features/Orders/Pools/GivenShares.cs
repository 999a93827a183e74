using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Features.Audit.Contracts;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders.Pools;

/// <summary>
/// Shares as they are given, changed and withdrawn: beside each other under the pool's shared lock, which whoever closes it
/// waits for. So a share is in the order, or its giver is told that it is late.
/// </summary>
internal static class GivenShares
{
    /// <summary>Gives shares, all or none; each holds in the place of the one before.</summary>
    /// <exception cref="Refusal">They are late, or name what is not there.</exception>
    internal static async Task<IReadOnlyList<Share>> Give(Work work, Caller caller, long pool, IReadOnlyList<NewShare> shares, CancellationToken cancel)
    {
        var locked = await PoolRows.LockShared(work, pool);
        var now = await Clock.Now(work, cancel);
        locked.MustTakeShares(now);
        var check = new Check();
        check.That(shares.Count is > 0 and <= ShareBatch.MaxShares, "/shares", $"1 to {ShareBatch.MaxShares} shares are expected.");
        check.Done();
        var found = (await work.Connection.QueryAsync<Found>(
            """
            select w.place::integer - 1 as index, l.location_id, g.product_id, g.base_unit,
                coalesce(greatest(0, p.on_hand - p.reserved - p.expected_out - p.safety_stock), 0) as available, coalesce(v.minimum, 0) as minimum
            from unnest(@locations, @products) with ordinality as w (location, product, place)
            left join location l on l.owner_id = @owner and l.code_key = upper(w.location)
            left join product g on g.owner_id = @owner and g.code_key = upper(w.product) and g.kind = 'goods'
            left join stock_position p on p.owner_id = @owner and p.location_id = l.location_id and p.product_id = g.product_id
            left join replenishment_level v on v.owner_id = @owner and v.location_id = l.location_id and v.product_id = g.product_id
            """,
            new
            {
                owner = caller.Party.Value,
                locations = shares.Select(share => share.Location.Trim()).ToArray(),
                products = shares.Select(share => share.Product.Trim()).ToArray(),
            })).ToDictionary(row => row.Index);
        var seen = new HashSet<(int?, int?)>();
        List<Given> given = [];
        for (var index = 0; index < shares.Count; index++)
        {
            var (share, row, at) = (shares[index], found[index], string.Create(CultureInfo.InvariantCulture, $"/shares/{index}"));
            check.IsThere(row.LocationId is not null, $"{at}/location", $"No location of yours has the code '{share.Location}'.");
            check.IsThere(row.ProductId is not null, $"{at}/product", $"No goods of yours have the code '{share.Product}'.");
            if (row is not { LocationId: { } place, ProductId: { } product, BaseUnit: { } unit })
            {
                continue;
            }

            check.That(seen.Add((place, product)), at, "This location and product stand among the shares twice.");
            check.That(
                share.Quantity >= 0 && share.Quantity <= Quantity.MaxValue.ToDecimal() && share.Quantity == PoolUnits.Up(unit, share.Quantity), $"{at}/quantity",
                $"Base units, not below zero, in whole steps of {PoolUnits.Of(unit).ToDecimal()} {unit} are expected.");
            given.Add(new Given(place, product, share.Quantity, row.Available, row.Minimum));
        }

        check.Done();
        await Write(work, caller, locked, given, now, proposal: null);
        return await Read(work, locked, given);
    }

    /// <summary>Writes shares that were found in time.</summary>
    /// <param name="work">The transaction, under the pool's shared lock.</param>
    /// <param name="caller">Who gives them.</param>
    /// <param name="pool">The pool.</param>
    /// <param name="given">Each location and product once.</param>
    /// <param name="now">When they were found in time.</param>
    /// <param name="proposal">What they came from: then a share that asks for more stays; null is a person's or system's own word.</param>
    internal static Task Write(Work work, Caller caller, LockedPool pool, List<Given> given, DateTimeOffset now, long? proposal)
    {
        // Sorted: two that give the same shares at once wait for each other in one order.
        given.Sort((left, right) => (left.Location, left.Product).CompareTo((right.Location, right.Product)));
        return work.Connection.ExecuteAsync(
            """
            insert into order_pool_share as n (
                owner_id, pool_id, location_id, product_id, demanded, available, minimum, given_at, given_by, proposal_id)
            select @OwnerId, @PoolId, g.location_id, g.product_id, g.demanded, g.available, g.minimum, @now, @by, @proposal
            from unnest(@locations, @products, @demanded, @available, @minimums) as g (location_id, product_id, demanded, available, minimum)
            on conflict on constraint order_pool_share_pkey do update set
                demanded = excluded.demanded, available = excluded.available, minimum = excluded.minimum, given_at = excluded.given_at,
                given_by = excluded.given_by, proposal_id = excluded.proposal_id
            where @proposal::bigint is null or n.demanded < excluded.demanded
            """,
            new
            {
                pool.OwnerId,
                pool.PoolId,
                now = now.UtcDateTime,
                by = AuditLog.Actor(caller),
                proposal,
                locations = given.Select(one => one.Location).ToArray(),
                products = given.Select(one => one.Product).ToArray(),
                demanded = given.Select(one => one.Demanded).ToArray(),
                available = given.Select(one => one.Available).ToArray(),
                minimums = given.Select(one => one.Minimum).ToArray(),
            });
    }

    /// <summary>Shares as they stand, by location and product.</summary>
    internal static async Task<IReadOnlyList<Share>> Read(Work work, LockedPool pool, IReadOnlyList<Given> given) =>
        [.. (await work.Connection.QueryAsync<Row>(
            """
            select l.code as location, g.code as product, n.demanded, n.available, n.minimum, n.given_at, n.given_by, n.proposal_id
            from unnest(@locations, @products) as w (location_id, product_id)
            join order_pool_share n on n.owner_id = @OwnerId and n.pool_id = @PoolId and n.location_id = w.location_id and n.product_id = w.product_id
            join location l on l.owner_id = n.owner_id and l.location_id = n.location_id
            join product g on g.owner_id = n.owner_id and g.product_id = n.product_id
            order by l.code, g.code
            """,
            new
            {
                pool.OwnerId,
                pool.PoolId,
                locations = given.Select(one => one.Location).ToArray(),
                products = given.Select(one => one.Product).ToArray(),
            })).Select(row => new Share(
                row.Location, row.Product, row.Demanded, row.Available, row.Minimum, row.GivenAt, row.GivenBy, row.ProposalId, Allocated: 0, Lacking: row.Demanded))];

    private sealed record Found(int Index, int? LocationId, int? ProductId, string? BaseUnit, decimal Available, decimal Minimum);

    private sealed record Row(
        string Location, string Product, decimal Demanded, decimal Available, decimal Minimum, DateTime GivenAt, string GivenBy, long? ProposalId);
}

/// <summary>A share as it is written.</summary>
internal readonly record struct Given(int Location, int Product, decimal Demanded, decimal Available, decimal Minimum);

/// <summary>Shares to give.</summary>
/// <param name="Shares">1 to 1,000, of one location or many; all are taken, or none.</param>
internal sealed record ShareBatch([property: MinLength(1), MaxLength(ShareBatch.MaxShares)] IReadOnlyList<NewShare> Shares)
{
    internal const int MaxShares = 1_000;
}

/// <summary>What one location asks of one product.</summary>
/// <param name="Location">Your location's code.</param>
/// <param name="Product">Your item code.</param>
/// <param name="Quantity">Base units; zero withdraws the share.</param>
internal sealed record NewShare([property: MaxLength(40)] string Location, [property: MaxLength(64)] string Product, decimal Quantity);
