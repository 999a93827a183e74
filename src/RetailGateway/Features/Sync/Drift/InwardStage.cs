using Npgsql;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Drift;

/// <summary>A line of the partner's book, found to be a position of ours.</summary>
internal readonly record struct StagedLine(int LocationId, int ProductId, Quantity Quantity)
{
    internal (int Location, int Product) At => (LocationId, ProductId);

    /// <summary>The position and the quantity that a partner's line means, as the ledger would take it.</summary>
    internal static StagedLine? Of(PartyBook book, ConnectionId connection, PartnerEntry entry) =>
        entry.Quantity is { } quantity
        && book.Locations.TryGetValue(entry.Location, out var location)
        && book.Find(connection, entry.Item, entry.OccurredAt) is { } pack
        && pack.InBaseUnits(Quantity.FromDecimal(quantity)) is { } inBaseUnits
            ? new StagedLine(location.Id.Value, pack.Product.Id.Value, inBaseUnits)
            : null;
}

/// <summary>
/// A partner's own book beside our copy of it, in tables of one database session: a chain's may have millions of lines,
/// in no order, and its snapshot can be asked for but once. The tables hold as many as there are, memory a page, and the
/// comparison is one join.
/// </summary>
internal sealed class InwardStage : IAsyncDisposable
{
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

    private const string Clear = "drop table if exists drift_theirs, drift_again, drift_moving;";

    private readonly DriftStream stream;
    private readonly NpgsqlConnection connection;

    private InwardStage(DriftStream stream, NpgsqlConnection connection)
    {
        this.stream = stream;
        this.connection = connection;
    }

    internal static async Task<InwardStage> Open(NpgsqlDataSource jobs, DriftStream stream, CancellationToken cancel)
    {
        var stage = new InwardStage(stream, await jobs.OpenConnectionAsync(cancel));
        try
        {
            await stage.Run(
                $"""
                {Clear}
                create temp table drift_theirs (location_id integer not null, product_id integer not null, quantity numeric not null);
                create temp table drift_again (location_id integer not null, product_id integer not null, quantity numeric not null);
                create temp table drift_moving (location_id integer not null, product_id integer not null, primary key (location_id, product_id));
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

    /// <summary>Adds a page of the partner's book.</summary>
    internal Task Add(IReadOnlyCollection<StagedLine> lines, CancellationToken cancel) => Add("drift_theirs", lines, cancel);

    /// <summary>Adds a page of the partner's book as it was read once more.</summary>
    internal Task AddAgain(IReadOnlyCollection<StagedLine> lines, CancellationToken cancel) => Add("drift_again", lines, cancel);

    private Task Add(string table, IReadOnlyCollection<StagedLine> lines, CancellationToken cancel) => Run(
        $"""
        insert into {table} (location_id, product_id, quantity)
        select location_id, product_id, thousandths * 0.001
        from unnest($1::integer[], $2::integer[], $3::bigint[]) as t (location_id, product_id, thousandths)
        """,
        cancel,
        lines.Select(line => line.LocationId).ToArray(),
        lines.Select(line => line.ProductId).ToArray(),
        lines.Select(line => line.Quantity.Thousandths).ToArray());

    /// <summary>Passes over what moved on after the partner's book was read.</summary>
    internal Task PassOver(IReadOnlyCollection<StagedLine> moving, CancellationToken cancel) => Run(
        "insert into drift_moving (location_id, product_id) select * from unnest($1::integer[], $2::integer[]) on conflict do nothing",
        cancel,
        moving.Select(line => line.LocationId).ToArray(),
        moving.Select(line => line.ProductId).ToArray());

    /// <summary>Passes over what the partner's book says otherwise when it is read once more: something moved in between.</summary>
    internal Task PassOverUnsteady(CancellationToken cancel) => Run(
        """
        insert into drift_moving (location_id, product_id)
        select location_id, product_id
        from (
            select location_id, product_id, quantity from drift_theirs
            union all
            select location_id, product_id, -quantity from drift_again) difference
        group by location_id, product_id
        having sum(quantity) <> 0
        on conflict do nothing
        """,
        cancel);

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
                on conflict do nothing
                """,
                cancel,
                stream.OwnerId,
                instant.UtcDateTime);
        }
    }

    /// <summary>Which of some positions were held against each other.</summary>
    internal async Task<List<(int Location, int Product)>> Compared(IReadOnlyCollection<(int Location, int Product)> positions, CancellationToken cancel)
    {
        await using var command = connection.Command(
            """
            select a.location_id, a.product_id
            from unnest($1::integer[], $2::integer[]) as a (location_id, product_id)
            where not exists (select from drift_moving m where m.location_id = a.location_id and m.product_id = a.product_id)
            """,
            positions.Select(at => at.Location).ToArray(),
            positions.Select(at => at.Product).ToArray());
        await using var rows = await command.ExecuteReaderAsync(cancel);
        return await rows.Positions(cancel);
    }

    internal async Task<List<Difference>> Differences(CancellationToken cancel)
    {
        await using var command = connection.Command(InwardDifferences, stream.OwnerId, stream.ConnectionId, DriftReading.MostDifferences);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        return await rows.Differences(cancel);
    }

    /// <summary>How many positions were held against each other, and how many were passed over.</summary>
    internal async Task<(long Compared, long InFlight)> Counts(CancellationToken cancel)
    {
        await using var command = connection.Command(
            "select (select count(*) from drift_theirs) - (select count(*) from drift_moving), (select count(*) from drift_moving)");
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return (Math.Max(0, row.GetInt64(0)), row.GetInt64(1));
    }

    /// <summary>The connection goes back to its pool without the tables; one that broke takes them with it.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Run(Clear, CancellationToken.None);
        }
        catch (Exception error) when (error is NpgsqlException or InvalidOperationException)
        {
            // It broke, or is in the middle of an answer that nobody reads to its end: the next check begins by clearing.
        }

        await connection.DisposeAsync();
    }

    private async Task Run(string sql, CancellationToken cancel, params object[] values)
    {
        await using var command = connection.Command(sql, values);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
