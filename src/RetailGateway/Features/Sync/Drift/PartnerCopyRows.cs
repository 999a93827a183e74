using Npgsql;
using RetailGateway.Domain.Measures;

namespace RetailGateway.Features.Sync.Drift;

/// <summary>Our side of an outward comparison, as the tables have it now.</summary>
internal sealed class PartnerCopyRows(NpgsqlDataSource jobs, DriftStream stream)
{
    /// <summary>
    /// What the partner acknowledged and nothing has touched since, beside what it shows; what is owed, refused, or newer
    /// than the acknowledged version is in flight. Of a position that it was never told, it should show nothing.
    /// </summary>
    private const string Differences =
        """
        with told as (
            select d.ordinality, p.version,
                case when c.withdrawn then 0 else greatest(0, p.on_hand - p.reserved - p.expected_out - p.safety_stock) end as quantity,
                c.owed_since is null and c.refused_code is null and c.acknowledged_version = p.version as at_rest
            from unnest($4::integer[], $5::integer[]) with ordinality as d (location_id, product_id, ordinality)
            join partner_copy c on c.owner_id = $1 and c.connection_id = $2 and c.source_id = $3
                and c.location_id = d.location_id and c.product_id = d.product_id
            join stock_position p on p.owner_id = $3 and p.location_id = d.location_id and p.product_id = d.product_id)
        select d.location_id, d.product_id, coalesce(t.quantity, 0), d.theirs, t.version, d.version
        from unnest($4::integer[], $5::integer[], $6::numeric[], $7::bigint[]) with ordinality
            as d (location_id, product_id, theirs, version, ordinality)
        left join told t on t.ordinality = d.ordinality
        where t.at_rest is not false and coalesce(t.quantity, 0) <> coalesce(d.theirs, 0)
        order by d.ordinality
        """;

    /// <summary>How many positions the partner acknowledged as they are, and how many are on their way or were refused.</summary>
    internal async Task<(long Compared, long InFlight)> Count(CancellationToken cancel)
    {
        await using var command = jobs.Command(
            """
            select count(*) filter (where owed_since is null and refused_code is null),
                count(*) filter (where owed_since is not null or refused_code is not null)
            from partner_copy where owner_id = $1 and connection_id = $2 and source_id = $3
            """,
            stream.ConnectionOwnerId,
            stream.ConnectionId,
            stream.OwnerId);
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return (row.GetInt64(0), row.GetInt64(1));
    }

    /// <summary>Fills in our figures of some locations: what is available, and nothing where the partner may see it no more.</summary>
    internal async Task Fill(SideBySide books, IReadOnlyCollection<int> locations, CancellationToken cancel)
    {
        await using (var command = jobs.Command(
            """
            select location_id, product_id, on_hand - reserved - expected_out - safety_stock
            from stock_position
            where owner_id = $1 and location_id = any($2)
            """,
            stream.OwnerId,
            locations))
        {
            await using var rows = await command.ExecuteReaderAsync(cancel);
            while (await rows.ReadAsync(cancel))
            {
                books.Ours(rows.GetInt32(0), rows.GetInt32(1), Math.Max(0, Quantity.FromSum(rows.GetDecimal(2)).Thousandths));
            }
        }

        await using var withdrawn = jobs.Command(
            """
            select location_id, product_id
            from partner_copy
            where owner_id = $1 and connection_id = $2 and source_id = $3 and location_id = any($4) and withdrawn
            """,
            stream.ConnectionOwnerId,
            stream.ConnectionId,
            stream.OwnerId,
            locations);
        await using var none = await withdrawn.ExecuteReaderAsync(cancel);
        while (await none.ReadAsync(cancel))
        {
            books.Ours(none.GetInt32(0), none.GetInt32(1), 0);
        }
    }

    /// <summary>Looks at what is in doubt once more, all of it at one moment.</summary>
    /// <returns>What is no change on its way, in the same order.</returns>
    internal async Task<List<Difference>> Confirm(IReadOnlyCollection<Doubt> doubts, CancellationToken cancel)
    {
        await using var command = jobs.Command(
            Differences,
            stream.ConnectionOwnerId,
            stream.ConnectionId,
            stream.OwnerId,
            doubts.Select(one => one.LocationId).ToArray(),
            doubts.Select(one => one.ProductId).ToArray(),
            doubts.Select(one => one.Theirs is { } thousandths ? Quantity.FromThousandths(thousandths).ToDecimal() : (decimal?)null).ToArray(),
            doubts.Select(one => one.Version).ToArray());
        await using var rows = await command.ExecuteReaderAsync(cancel);
        return await rows.Differences(cancel);
    }

    /// <summary>Which of some positions were held against each other: those that were at rest.</summary>
    internal async Task<List<(int Location, int Product)>> Compared(IReadOnlyCollection<(int Location, int Product)> positions, CancellationToken cancel)
    {
        await using var command = jobs.Command(
            """
            select c.location_id, c.product_id
            from unnest($4::integer[], $5::integer[]) as a (location_id, product_id)
            join partner_copy c on c.owner_id = $1 and c.connection_id = $2 and c.source_id = $3
                and c.location_id = a.location_id and c.product_id = a.product_id
            join stock_position p on p.owner_id = $3 and p.location_id = a.location_id and p.product_id = a.product_id
            where c.owed_since is null and c.refused_code is null and c.acknowledged_version = p.version
            """,
            stream.ConnectionOwnerId,
            stream.ConnectionId,
            stream.OwnerId,
            positions.Select(at => at.Location).ToArray(),
            positions.Select(at => at.Product).ToArray());
        await using var rows = await command.ExecuteReaderAsync(cancel);
        return await rows.Positions(cancel);
    }
}
