using System.Text.Json;
using Dapper;
using Npgsql;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Streams;

/// <summary>
/// Takes in the feeds of the connections that we speak to: positions named there are owed. An event is read here and not in
/// the store, which would parse it once for each field.
/// </summary>
internal static class FeedIntake
{
    private const int FeedBatch = 5_000;

    /// <summary>Takes in the next part of the feeds of a dialect's connections.</summary>
    /// <returns>Events taken in.</returns>
    internal static async Task<int> TakeIn(NpgsqlDataSource jobs, IConnector partner, CancellationToken cancel)
    {
        await using var connection = await jobs.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into feed_reader (owner_id, connection_id)
            select c.owner_id, c.connection_id
            from connection c join party o on o.owner_id = c.owner_id and o.environment = @Environment
            where c.kind = 'connector' and c.dialect = @Dialect
            on conflict do nothing
            """,
            new { partner.Dialect, partner.Environment },
            cancellationToken: cancel));
        var page = (await connection.QueryAsync<Event>(new CommandDefinition(
            """
            with reader as (
                select r.owner_id, r.connection_id, r.position
                from feed_reader r
                join connection c on c.owner_id = r.owner_id and c.connection_id = r.connection_id
                join party o on o.owner_id = c.owner_id and o.environment = @Environment
                where c.kind = 'connector' and c.dialect = @Dialect
                for update of r skip locked)
            select r.owner_id, r.connection_id, e.position, e.body, e.recorded_at
            from reader r
            cross join lateral (
                select position, body, recorded_at from feed_event f
                where f.owner_id = r.owner_id and f.connection_id = r.connection_id and f.position > r.position
                order by f.position
                limit @FeedBatch) e
            """,
            new { partner.Dialect, partner.Environment, FeedBatch },
            cancellationToken: cancel))).AsList();
        if (page.Count == 0)
        {
            await transaction.CommitAsync(cancel);
            return 0;
        }

        await MoveOn(connection, page, cancel);
        await Owe(connection, page, cancel);
        await transaction.CommitAsync(cancel);
        await StreamRows.Wake(connection, partner, cancel);
        return page.Count;
    }

    private static async Task MoveOn(NpgsqlConnection connection, List<Event> page, CancellationToken cancel)
    {
        var ends = page.GroupBy(told => (told.OwnerId, told.ConnectionId)).Select(feed => (feed.Key, End: feed.Max(told => told.Position))).ToList();
        await connection.ExecuteAsync(new CommandDefinition(
            """
            update feed_reader r set position = m.position
            from unnest(@owners, @connections, @positions) as m (owner_id, connection_id, position)
            where r.owner_id = m.owner_id and r.connection_id = m.connection_id
            """,
            new
            {
                owners = ends.Select(feed => feed.Key.OwnerId).ToArray(),
                connections = ends.Select(feed => feed.Key.ConnectionId).ToArray(),
                positions = ends.Select(feed => feed.End).ToArray(),
            },
            cancellationToken: cancel));
    }

    /// <summary>Positions that have a copy, nearly all, are changed in place; the others get one. In the order of their keys, as everywhere.</summary>
    private static async Task Owe(NpgsqlConnection connection, List<Event> page, CancellationToken cancel)
    {
        var owed = Positions(page);
        await connection.ExecuteAsync(new CommandDefinition(
            """
            with told as materialized (
                select *
                from unnest(@owners, @connections, @sources, @locations, @products, @versions, @since, @traces)
                    as t (owner_id, connection_id, source_id, location_id, product_id, version, since, trace)),
            changed as (
                update partner_copy p set
                    version = greatest(p.version, t.version),
                    owed_since = case when greatest(p.version, t.version) > p.acknowledged_version then coalesce(p.owed_since, t.since) end,
                    -- What is told is the newest version, so it is told in the newest change's trace.
                    trace = coalesce(t.trace, p.trace),
                    -- What was refused is offered again with its next version.
                    refused_code = case when t.version <= p.version then p.refused_code end,
                    refused_because = case when t.version <= p.version then p.refused_because end
                from told t
                where p.owner_id = t.owner_id and p.connection_id = t.connection_id and p.source_id = t.source_id
                    and p.location_id = t.location_id and p.product_id = t.product_id
                returning p.owner_id, p.connection_id, p.source_id, p.location_id, p.product_id)
            insert into partner_copy as p (owner_id, connection_id, source_id, location_id, product_id, version, owed_since, trace)
            select t.owner_id, t.connection_id, t.source_id, t.location_id, t.product_id, t.version, t.since, t.trace
            from told t
            where (t.owner_id, t.connection_id, t.source_id, t.location_id, t.product_id) not in (select * from changed)
            on conflict on constraint partner_copy_pkey do update set
                version = greatest(p.version, excluded.version),
                owed_since = case when greatest(p.version, excluded.version) > p.acknowledged_version
                    then coalesce(p.owed_since, excluded.owed_since) end,
                trace = coalesce(excluded.trace, p.trace),
                refused_code = case when excluded.version <= p.version then p.refused_code end,
                refused_because = case when excluded.version <= p.version then p.refused_because end
            """,
            new
            {
                owners = owed.Select(told => told.Key.Owner).ToArray(),
                connections = owed.Select(told => told.Key.Connection).ToArray(),
                sources = owed.Select(told => told.Key.Source).ToArray(),
                locations = owed.Select(told => told.Key.Location).ToArray(),
                products = owed.Select(told => told.Key.Product).ToArray(),
                versions = owed.Select(told => told.Version).ToArray(),
                since = owed.Select(told => told.Since).ToArray(),
                traces = owed.Select(told => told.Trace).ToArray(),
            },
            cancellationToken: cancel));
    }

    /// <summary>Each position once: its newest version and that one's trace, and since when it is owed. Entries of another kind name no item.</summary>
    private static List<Told> Positions(List<Event> page)
    {
        var owed = new Dictionary<Key, Told>(page.Count);
        foreach (var told in page.OrderBy(told => told.Position))
        {
            using var body = JsonDocument.Parse(told.Body);
            if (!body.RootElement.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object || !data.TryGetProperty("item", out _))
            {
                continue;
            }

            var trace = body.RootElement.TryGetProperty("traceparent", out var parent) ? parent.GetString() : null;
            var key = new Key(
                told.OwnerId, told.ConnectionId, data.GetProperty("ownerId").GetInt32(), data.GetProperty("locationId").GetInt32(), data.GetProperty("productId").GetInt32());
            var version = data.GetProperty("version").GetInt64();
            owed[key] = owed.TryGetValue(key, out var before)
                ? new Told(key, Math.Max(before.Version, version), before.Since < told.RecordedAt ? before.Since : told.RecordedAt, trace)
                : new Told(key, version, told.RecordedAt, trace);
        }

        return [.. owed.Values.OrderBy(told => told.Key)];
    }

    private sealed record Event(int OwnerId, int ConnectionId, long Position, string Body, DateTime RecordedAt);

    private readonly record struct Key(int Owner, int Connection, int Source, int Location, int Product) : IComparable<Key>
    {
        public int CompareTo(Key other) =>
            (Owner, Connection, Source, Location, Product).CompareTo((other.Owner, other.Connection, other.Source, other.Location, other.Product));
    }

    private readonly record struct Told(Key Key, long Version, DateTime Since, string? Trace);
}
