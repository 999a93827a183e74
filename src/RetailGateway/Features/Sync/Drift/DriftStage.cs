using Npgsql;
using RetailGateway.Domain.Measures;

namespace RetailGateway.Features.Sync.Drift;

/// <summary>A line of the partner's book, found to be a position of ours.</summary>
internal readonly record struct StagedLine(int LocationId, int ProductId, Quantity Quantity, long Version);

/// <summary>
/// The partner's book beside ours, in tables of one database session: they hold as many lines as there are, memory a
/// page, and the comparison is one join.
/// </summary>
internal sealed class DriftStage : IAsyncDisposable
{
    /// <summary>More than this is no drift but another book: what lies beyond is found by the next check.</summary>
    internal const int MostDifferences = 10_000;

    /// <summary>
    /// What the partner acknowledged and nothing has touched since, beside what it shows; what is owed, refused, or newer
    /// than the acknowledged version is in flight. A page-wise list may show a line twice while it moves: the newest
    /// version is what the partner holds.
    /// </summary>
    private const string OutwardDifferences =
        """
        with told as (
            select c.location_id, c.product_id, p.version,
                case when c.withdrawn then 0 else greatest(0, p.on_hand - p.reserved - p.expected_out - p.safety_stock) end as quantity
            from partner_copy c
            join stock_position p on p.owner_id = c.source_id and p.location_id = c.location_id and p.product_id = c.product_id
            where c.owner_id = $1 and c.connection_id = $2 and c.source_id = $3
                and c.owed_since is null and c.refused_code is null and c.acknowledged_version = p.version),
        differing as materialized (
            select coalesce(o.location_id, t.location_id) as location_id, coalesce(o.product_id, t.product_id) as product_id,
                coalesce(o.quantity, 0) as ours, t.quantity as theirs, o.version as our_version, t.version as their_version
            from told o
            full join drift_theirs t on t.location_id = o.location_id and t.product_id = o.product_id
            where coalesce(o.quantity, 0) <> coalesce(t.quantity, 0))
        select * from differing d
        where not (d.our_version is null and exists (
                select from partner_copy c
                where c.owner_id = $1 and c.connection_id = $2 and c.source_id = $3 and c.location_id = d.location_id and c.product_id = d.product_id))
            and not exists (
                select from drift_theirs n
                where n.location_id = d.location_id and n.product_id = d.product_id and n.version > d.their_version)
        order by 1, 2
        limit $4
        """;

    /// <summary>Our fold of what the connection's word counts for, without what moved after the snapshot's cursor.</summary>
    private const string InwardDifferences =
        """
        with told as materialized (
            select location_id from system_of_record where owner_id = $1 and connection_id = $2 and during @> now()),
        theirs as materialized (
            select location_id, product_id, sum(quantity) as quantity from drift_theirs
            where location_id in (select location_id from told)
            group by location_id, product_id),
        ours as materialized (
            select p.location_id, p.product_id, p.on_hand
            from stock_position p
            where p.owner_id = $1 and p.location_id in (select location_id from told))
        select coalesce(o.location_id, t.location_id), coalesce(o.product_id, t.product_id), coalesce(o.on_hand, 0), t.quantity,
            null::bigint, null::bigint
        from ours o
        full join theirs t on t.location_id = o.location_id and t.product_id = o.product_id
        where coalesce(o.on_hand, 0) <> coalesce(t.quantity, 0)
            and not exists (
                select from drift_moving m
                where m.location_id = coalesce(o.location_id, t.location_id) and m.product_id = coalesce(o.product_id, t.product_id))
        order by 1, 2
        limit $3
        """;

    private readonly DriftStream stream;

    private DriftStage(DriftStream stream, NpgsqlConnection connection)
    {
        this.stream = stream;
        Connection = connection;
    }

    /// <summary>The session whose tables these are.</summary>
    internal NpgsqlConnection Connection { get; }

    internal static async Task<DriftStage> Open(NpgsqlDataSource jobs, DriftStream stream, CancellationToken cancel)
    {
        var stage = new DriftStage(stream, await jobs.OpenConnectionAsync(cancel));
        try
        {
            await stage.Run(
                """
                drop table if exists drift_theirs, drift_moving;
                create temp table drift_theirs (location_id integer not null, product_id integer not null, quantity numeric not null, version bigint not null);
                create temp table drift_moving (location_id integer not null, product_id integer not null);
                """,
                cancel);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Begins the partner's book anew.</summary>
    internal Task Clear(CancellationToken cancel) => Run("truncate drift_theirs", cancel);

    internal async Task Add(IReadOnlyCollection<StagedLine> lines, CancellationToken cancel)
    {
        var (locations, products) = (new int[lines.Count], new int[lines.Count]);
        var (thousandths, versions) = (new long[lines.Count], new long[lines.Count]);
        foreach (var (index, line) in lines.Index())
        {
            (locations[index], products[index], thousandths[index], versions[index]) =
                (line.LocationId, line.ProductId, line.Quantity.Thousandths, line.Version);
        }

        await Run(
            """
            insert into drift_theirs (location_id, product_id, quantity, version)
            select location_id, product_id, thousandths * 0.001, version
            from unnest($1::integer[], $2::integer[], $3::bigint[], $4::bigint[]) as t (location_id, product_id, thousandths, version)
            """,
            cancel,
            locations,
            products,
            thousandths,
            versions);
    }

    /// <summary>Passes over what moved on after the partner's book was read.</summary>
    internal Task PassOver(IReadOnlyCollection<(int Location, int Product)> moving, CancellationToken cancel) => Run(
        "insert into drift_moving (location_id, product_id) select * from unnest($1::integer[], $2::integer[])",
        cancel,
        moving.Select(at => at.Location).ToArray(),
        moving.Select(at => at.Product).ToArray());

    /// <summary>
    /// Passes over what we have entries of from the snapshot's own instant on: a partner's clock is coarse, and nobody can
    /// tell which of the two came first.
    /// </summary>
    internal async Task PassOverSince(DateTimeOffset? asOf, CancellationToken cancel)
    {
        if (asOf is { } instant)
        {
            await Run(
                """
                insert into drift_moving (location_id, product_id)
                select location_id, product_id from stock_position where owner_id = $1 and last_entry_at >= $2
                except select location_id, product_id from drift_moving
                """,
                cancel,
                stream.OwnerId,
                instant.UtcDateTime);
        }
    }

    /// <summary>Which of some positions were held against each other by this check.</summary>
    internal async Task<List<(int Location, int Product)>> Compared(IReadOnlyCollection<(int Location, int Product)> positions, CancellationToken cancel)
    {
        await using var command = Command(
            stream.IsOutward
                ? """
                  select c.location_id, c.product_id
                  from unnest($1::integer[], $2::integer[]) as a (location_id, product_id)
                  join partner_copy c on c.owner_id = $3 and c.connection_id = $4 and c.source_id = $5
                      and c.location_id = a.location_id and c.product_id = a.product_id
                  where c.owed_since is null and c.refused_code is null
                  """
                : "select a.* from unnest($1::integer[], $2::integer[]) as a (location_id, product_id) where (a.location_id, a.product_id) not in (select location_id, product_id from drift_moving)",
            [positions.Select(at => at.Location).ToArray(), positions.Select(at => at.Product).ToArray(),
                .. stream.IsOutward ? new object[] { stream.ConnectionOwnerId, stream.ConnectionId, stream.OwnerId } : []]);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var compared = new List<(int, int)>();
        while (await rows.ReadAsync(cancel))
        {
            compared.Add((rows.GetInt32(0), rows.GetInt32(1)));
        }

        return compared;
    }

    internal async Task<List<Difference>> Differences(CancellationToken cancel)
    {
        await using var command = stream.IsOutward
            ? Command(OutwardDifferences, stream.ConnectionOwnerId, stream.ConnectionId, stream.OwnerId, MostDifferences)
            : Command(InwardDifferences, stream.OwnerId, stream.ConnectionId, MostDifferences);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var found = new List<Difference>();
        while (await rows.ReadAsync(cancel))
        {
            found.Add(new Difference(
                rows.GetInt32(0),
                rows.GetInt32(1),
                Quantity.FromSum(rows.GetDecimal(2)),
                await rows.IsDBNullAsync(3, cancel) ? null : Quantity.FromSum(rows.GetDecimal(3)),
                await rows.IsDBNullAsync(4, cancel) ? null : rows.GetInt64(4),
                await rows.IsDBNullAsync(5, cancel) ? null : rows.GetInt64(5)));
        }

        return found;
    }

    /// <summary>How many positions were held against each other, and how many were passed over.</summary>
    internal async Task<(long Compared, long InFlight)> Counts(CancellationToken cancel)
    {
        await using var command = stream.IsOutward
            ? Command(
                """
                select count(*) filter (where owed_since is null and refused_code is null),
                    count(*) filter (where owed_since is not null or refused_code is not null)
                from partner_copy where owner_id = $1 and connection_id = $2 and source_id = $3
                """,
                stream.ConnectionOwnerId,
                stream.ConnectionId,
                stream.OwnerId)
            : Command("select (select count(*) from drift_theirs) - (select count(*) from drift_moving), (select count(*) from drift_moving)");
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return (Math.Max(0, row.GetInt64(0)), Math.Max(0, row.GetInt64(1)));
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();

    private async Task Run(string sql, CancellationToken cancel, params object[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, Connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
