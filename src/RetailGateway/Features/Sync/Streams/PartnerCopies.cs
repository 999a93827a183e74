using Dapper;
using Npgsql;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Streams;

/// <summary>What each partner should hold of each position, what it has acknowledged, and so what is owed.</summary>
internal static class PartnerCopies
{
    private const int FeedBatch = 5_000;

    /// <summary>Takes in the next part of the feeds of a dialect's connections: positions named there are owed.</summary>
    internal static async Task<int> TakeIn(NpgsqlDataSource jobs, string dialect, CancellationToken cancel)
    {
        await using var connection = await jobs.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await connection.ExecuteAsync(
            """
            insert into feed_reader (owner_id, connection_id)
            select owner_id, connection_id from connection where kind = 'connector' and dialect = @dialect
            on conflict do nothing
            """,
            new { dialect });
        var taken = await connection.ExecuteScalarAsync<int>(
            """
            with reader as (
                select r.owner_id, r.connection_id, r.position
                from feed_reader r join connection c on c.owner_id = r.owner_id and c.connection_id = r.connection_id
                where c.kind = 'connector' and c.dialect = @dialect
                for update of r skip locked),
            page as (
                select r.owner_id, r.connection_id, e.position, e.body::jsonb -> 'data' as data, e.recorded_at
                from reader r
                cross join lateral (
                    select position, body, recorded_at from feed_event f
                    where f.owner_id = r.owner_id and f.connection_id = r.connection_id and f.position > r.position
                    order by f.position
                    limit @FeedBatch) e),
            moved as (
                update feed_reader r set position = m.position
                from (select owner_id, connection_id, max(position) as position from page group by 1, 2) m
                where r.owner_id = m.owner_id and r.connection_id = m.connection_id),
            owed as (
                insert into partner_copy as p (owner_id, connection_id, source_id, location_id, product_id, version, owed_since)
                select owner_id, connection_id, (data ->> 'ownerId')::integer, (data ->> 'locationId')::integer, (data ->> 'productId')::integer,
                    max((data ->> 'version')::bigint), min(recorded_at)
                from page where data ? 'item'
                group by 1, 2, 3, 4, 5
                order by 1, 2, 3, 4, 5
                on conflict on constraint partner_copy_pkey do update set
                    version = greatest(p.version, excluded.version),
                    owed_since = case when greatest(p.version, excluded.version) > p.acknowledged_version
                        then coalesce(p.owed_since, excluded.owed_since) end
                returning 1)
            select count(*) from page
            """,
            new { dialect, FeedBatch });
        await transaction.CommitAsync(cancel);
        return taken;
    }

    /// <summary>
    /// Finds what the feed never told: positions that were there before the mapping, the terms or the connection.
    /// </summary>
    internal static async Task<int> Reconcile(NpgsqlDataSource jobs, ClaimedStream stream, CancellationToken cancel)
    {
        await using var connection = await jobs.OpenConnectionAsync(cancel);
        return await connection.ExecuteAsync(new CommandDefinition(
            """
            insert into partner_copy as c (owner_id, connection_id, source_id, location_id, product_id, version, owed_since)
            select @OwnerId, @ConnectionId, p.owner_id, p.location_id, p.product_id, p.version, now()
            from stock_position p
            where p.owner_id = @CounterpartyId and p.version > 0
                and exists (
                    select from item_mapping m
                    where m.owner_id = p.owner_id and m.product_id = p.product_id and upper_inf(m.during)
                        and m.connection_owner_id = @OwnerId and m.connection_id = @ConnectionId)
                and not exists (
                    select from partner_copy k
                    where k.owner_id = @OwnerId and k.connection_id = @ConnectionId and k.source_id = p.owner_id
                        and k.location_id = p.location_id and k.product_id = p.product_id and k.version >= p.version)
            order by p.location_id, p.product_id
            on conflict on constraint partner_copy_pkey do update set
                version = greatest(c.version, excluded.version),
                owed_since = case when greatest(c.version, excluded.version) > c.acknowledged_version then coalesce(c.owed_since, now()) end
            """,
            stream,
            cancellationToken: cancel));
    }

    /// <summary>The lines owed longest, as the positions are now: a version that was overtaken is never sent.</summary>
    internal static async Task<List<StockLine>> Owed(NpgsqlDataSource jobs, ClaimedStream stream, int most, CancellationToken cancel)
    {
        await using var connection = await jobs.OpenConnectionAsync(cancel);
        var rows = await connection.QueryAsync<OwedRow>(new CommandDefinition(
            """
            select p.location_id, p.product_id, l.code as location, m.item_code, m.pack_code, m.factor, g.base_unit,
                p.on_hand, p.reserved, p.safety_stock, p.version, now() as now
            from partner_copy c
            join stock_position p on p.owner_id = c.source_id and p.location_id = c.location_id and p.product_id = c.product_id
            join location l on l.owner_id = p.owner_id and l.location_id = p.location_id
            join product g on g.owner_id = p.owner_id and g.product_id = p.product_id
            cross join lateral (
                select item_code, pack_code, factor from item_mapping m
                where m.owner_id = p.owner_id and m.product_id = p.product_id and upper_inf(m.during)
                    and m.connection_owner_id = c.owner_id and m.connection_id = c.connection_id
                order by lower(m.during) desc nulls last, m.item_code
                limit 1) m
            where c.owner_id = @OwnerId and c.connection_id = @ConnectionId and c.source_id = @CounterpartyId
                and c.owed_since is not null and c.refused_code is null
            order by c.owed_since, c.location_id, c.product_id
            limit @most
            """,
            new { stream.OwnerId, stream.ConnectionId, stream.CounterpartyId, most },
            cancellationToken: cancel));
        return [.. rows.Select(row => row.Line())];
    }

    /// <summary>Writes down the partner's verdicts in the transaction that concludes the stream.</summary>
    internal static Task Acknowledge(NpgsqlConnection connection, ClaimedStream stream, StockSend send, IReadOnlyList<LineOutcome> verdicts, CancellationToken cancel) =>
        connection.ExecuteAsync(new CommandDefinition(
            """
            update partner_copy c set
                version = greatest(c.version, v.held),
                acknowledged_version = greatest(c.acknowledged_version, coalesce(v.held, 0)),
                owed_since = case when c.version > greatest(c.acknowledged_version, coalesce(v.held, 0)) then c.owed_since end,
                refused_code = v.code,
                refused_because = v.words
            from unnest(@locations::integer[], @products::integer[], @held::bigint[], @codes::text[], @words::text[])
                as v (location_id, product_id, held, code, words)
            where c.owner_id = @OwnerId and c.connection_id = @ConnectionId and c.source_id = @CounterpartyId
                and c.location_id = v.location_id and c.product_id = v.product_id
            """,
            new
            {
                stream.OwnerId,
                stream.ConnectionId,
                stream.CounterpartyId,
                locations = send.Lines.Select(line => line.LocationId).ToArray(),
                products = send.Lines.Select(line => line.ProductId).ToArray(),
                held = verdicts.Select(verdict => verdict.Held).ToArray(),
                codes = verdicts.Select(verdict => verdict.Code).ToArray(),
                words = verdicts.Select(verdict => verdict.Words).ToArray(),
            },
            cancellationToken: cancel));

    private sealed record OwedRow(
        int LocationId, int ProductId, string Location, string ItemCode, string PackCode, decimal Factor, string BaseUnit,
        decimal OnHand, decimal Reserved, decimal SafetyStock, long Version, DateTime Now)
    {
        internal StockLine Line() => new(
            LocationId, ProductId, Location, ItemCode, PackCode, Factor, BaseUnit,
            Availability.Of(Quantity.FromDecimal(OnHand), Quantity.FromDecimal(Reserved), Quantity.FromDecimal(SafetyStock)).ToDecimal(),
            Version, Now);
    }
}
