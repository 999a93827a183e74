using Dapper;
using Npgsql;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Streams;

/// <summary>What each partner should hold of each position, what it has acknowledged, and so what is owed.</summary>
internal static class PartnerCopies
{
    /// <summary>Whether the terms in force today show the cooperative's stock to the partner.</summary>
    internal const string Shown =
        """
        exists (
            select from partnership s
            cross join lateral (
                select t.stock_visible_to_partner
                from terms t
                where t.owner_id = s.owner_id and t.partnership_id = s.partnership_id and t.valid_from <= current_date
                    and t.accepted_at is not null
                order by t.valid_from desc
                limit 1) newest
            where s.owner_id = @CounterpartyId and s.partner_id = @OwnerId and newest.stock_visible_to_partner
                and s.valid_from <= current_date and (s.valid_to is null or s.valid_to > current_date))
        """;

    /// <summary>
    /// The partner's item of each product, by the newest mapping in force. All at once: one by one, a planner without
    /// statistics reads every mapping for every product.
    /// </summary>
    internal const string Mapped =
        """
        select distinct on (i.product_id) i.product_id, i.item_code, i.pack_code, i.factor,
            i.item_code || ' ' || i.pack_code || ' ' || trim_scale(i.factor) as told_as
        from item_mapping i
        where i.owner_id = @CounterpartyId and i.connection_owner_id = @OwnerId and i.connection_id = @ConnectionId and i.during @> now()
        """;

    internal const string NewestFirst = "order by i.product_id, lower(i.during) desc nulls last, i.item_code";

    /// <summary>
    /// Finds what the feed never told: positions that were there before the mapping, the terms or the connection, and
    /// those whose mapping has changed since. What terms show no more, or nothing maps any more, is told zero where the
    /// partner holds it (<see cref="WithdrawnCopies"/>), and is owed no more where it does not.
    /// </summary>
    internal static async Task Reconcile(NpgsqlDataSource jobs, ClaimedStream stream, CancellationToken cancel)
    {
        await using var connection = await jobs.OpenConnectionAsync(cancel);
        // Sets of all positions are hashed. The pool takes it back with the connection.
        await connection.ExecuteAsync(new CommandDefinition("set work_mem = '64MB'", cancellationToken: cancel));
        await StreamFeed.Fold(connection, stream.OwnerId, stream.ConnectionId, stream.CounterpartyId, cancel);
        await WithdrawnCopies.Withdraw(connection, stream, cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            $"""
            with mapped as materialized ({Mapped} {NewestFirst})
            update partner_copy c set version = acknowledged_version, owed_since = null, refused_code = null, refused_because = null
            where c.owner_id = @OwnerId and c.connection_id = @ConnectionId and c.source_id = @CounterpartyId and c.owed_since is not null
                and not c.withdrawn and not ({Shown} and c.product_id in (select product_id from mapped))
            """,
            stream,
            cancellationToken: cancel));
        await WithdrawnCopies.Renew(connection, stream, cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            $"""
            with mapped as materialized ({Mapped} {NewestFirst})
            insert into partner_copy as k (owner_id, connection_id, source_id, location_id, product_id, version, owed_since, told_as)
            select @OwnerId, @ConnectionId, p.owner_id, p.location_id, p.product_id, p.version, now(), m.told_as
            from stock_position p
            join mapped m on m.product_id = p.product_id
            left join partner_copy h on h.owner_id = @OwnerId and h.connection_id = @ConnectionId and h.source_id = p.owner_id
                and h.location_id = p.location_id and h.product_id = p.product_id
            where p.owner_id = @CounterpartyId and p.version > 0 and {Shown}
                and h.withdrawn is not true and (h.version is null or h.version < p.version or h.told_as <> m.told_as)
                -- What the feed tells next is told by the feed.
                and (h.told_as <> m.told_as or (p.location_id, p.product_id, p.version) not in (
                    select f.location_id, f.product_id, f.version
                    from feed_event f
                    where f.owner_id = @OwnerId and f.connection_id = @ConnectionId and f.source_id = @CounterpartyId and f.position > @FeedPosition))
            order by p.location_id, p.product_id
            on conflict on constraint partner_copy_pkey do update set
                version = greatest(k.version, excluded.version),
                told_as = excluded.told_as,
                acknowledged_version = case when k.told_as <> excluded.told_as then 0 else k.acknowledged_version end,
                owed_since = case
                    when k.told_as <> excluded.told_as or greatest(k.version, excluded.version) > k.acknowledged_version
                    then coalesce(k.owed_since, now()) end,
                refused_code = null,
                refused_because = null
            """,
            stream,
            cancellationToken: cancel));
    }

    /// <summary>The lines owed longest, as the positions are now: a version that was overtaken is never sent.</summary>
    internal static async Task<List<StockLine>> Owed(NpgsqlConnection connection, ClaimedStream stream, int most, CancellationToken cancel)
    {
        var order = Narrowing.NeighboursFirst(stream) + "c.owed_since, c.location_id, c.product_id";
        var rows = await connection.QueryAsync<LineRow>(new CommandDefinition(
            $"""
            with owed as materialized (
                select c.location_id, c.product_id, c.owed_since, c.withdrawn, c.doubted_at, c.trace, c.refusals,
                    case when c.withdrawn then regexp_match(c.told_as, '^(.*) (\S+) (\S+)$') end as told
                from partner_copy c
                where c.owner_id = @OwnerId and c.connection_id = @ConnectionId and c.source_id = @CounterpartyId
                    and c.owed_since is not null and c.refused_code is null
                order by {order}
                limit @most)
            select c.location_id, c.product_id, {LineRow.Figures}, coalesce(c.told[1], m.item_code) as item_code, coalesce(c.told[2], m.pack_code) as pack_code,
                coalesce(c.told[3]::numeric, m.factor) as factor, c.withdrawn, c.trace, c.refusals
            from owed c
            {LineRow.Joins}
            left join lateral ({LineRow.Item}) m on not c.withdrawn
            where c.withdrawn or m.item_code is not null and {Shown}
            order by {order}
            """,
            new { stream.OwnerId, stream.ConnectionId, stream.CounterpartyId, most },
            cancellationToken: cancel));
        return [.. rows.Select(row => row.Line())];
    }

    /// <summary>Whether a page is of the feed, and every line of it was taken as it was sent: no copy changes.</summary>
    internal static bool IsPlain(Page page, IReadOnlyList<LineOutcome> verdicts)
    {
        for (var line = 0; page.OfFeed && line < verdicts.Count; line++)
        {
            if (!WasTaken(page.Send.Lines[line], verdicts[line]))
            {
                return false;
            }
        }

        return page.OfFeed;
    }

    private static bool WasTaken(StockLine line, LineOutcome verdict) => verdict.Code is null && verdict.Held == line.Version;

    /// <summary>Writes down the partner's verdicts in the transaction that concludes the stream.</summary>
    /// <remarks>
    /// A partner may hold a newer version of an item than we sent, where the item was mapped to another product before, or
    /// where our store was put back to an earlier day. It takes nothing older than that, so the position's version goes
    /// beyond it, and the line is owed again.
    /// </remarks>
    internal static async Task Acknowledge(NpgsqlConnection connection, ClaimedStream stream, Page page, IReadOnlyList<LineOutcome> verdicts, CancellationToken cancel)
    {
        var answered = page.Send.Lines.Zip(verdicts, (line, verdict) => (Line: line, Verdict: verdict));
        if (page.OfFeed)
        {
            // The stream's place in the feed says what was taken as it was sent.
            answered = answered.Where(pair => !WasTaken(pair.Line, pair.Verdict));
        }

        var lines = answered.ToList();
        if (lines.Count == 0 && !stream.InTrouble)
        {
            return;
        }

        // Most answers are plain: the positions are looked at only where the partner holds more than it was sent.
        var ahead = lines.Exists(pair => pair.Verdict.Held > pair.Line.Version);
        var refused = await connection.QueryAsync<LineRefusals>(new CommandDefinition(
            $"""
            with verdict as materialized (
                select @OwnerId as owner_id, @ConnectionId as connection_id, @CounterpartyId as source_id,
                    v.*, v.item || ' ' || v.pack || ' ' || trim_scale(v.factor) as told_as
                from unnest(
                        @locations::integer[], @products::integer[], @items::text[], @packs::text[], @factors::numeric[],
                        @sent::bigint[], @asOf::timestamptz[], @held::bigint[], @codes::text[], @words::text[])
                    as v (location_id, product_id, item, pack, factor, sent, as_of, held, code, words)),
            {(ahead ? Raised : NothingRaised)},
            answered as (
                update partner_copy c set
                    version = greatest(c.version, v.sent, v.held, r.version),
                    acknowledged_version = greatest(c.acknowledged_version, v.held),
                    -- What is still owed came about after the state that was sent.
                    owed_since = case when greatest(c.version, v.sent, v.held, r.version) > greatest(c.acknowledged_version, v.held)
                        then case when v.held is null then coalesce(c.owed_since, v.as_of) else greatest(c.owed_since, v.as_of) end end,
                    trace = case when greatest(c.version, v.sent, v.held, r.version) > greatest(c.acknowledged_version, v.held) then c.trace end,
                    doubted_at = null,
                    told_as = v.told_as,
                    refused_code = v.code,
                    refused_because = v.words,
                    refusals = case when v.code is null then 0 else c.refusals + 1 end
                from verdict v
                left join raised r on r.location_id = v.location_id and r.product_id = v.product_id
                where c.owner_id = v.owner_id and c.connection_id = v.connection_id and c.source_id = v.source_id
                    and c.location_id = v.location_id and c.product_id = v.product_id
                returning c.location_id, c.product_id, c.refused_code as code, c.refused_because as words, c.told_as, 0 as before, c.refusals)
            select * from answered where refusals > 0
            """,
            new
            {
                stream.OwnerId,
                stream.ConnectionId,
                stream.CounterpartyId,
                locations = lines.Select(pair => pair.Line.LocationId).ToArray(),
                products = lines.Select(pair => pair.Line.ProductId).ToArray(),
                items = lines.Select(pair => pair.Line.Item).ToArray(),
                packs = lines.Select(pair => pair.Line.Pack).ToArray(),
                factors = lines.Select(pair => pair.Line.Factor).ToArray(),
                sent = lines.Select(pair => pair.Line.Version).ToArray(),
                asOf = lines.Select(pair => pair.Line.AsOf.UtcDateTime).ToArray(),
                held = lines.Select(pair => pair.Verdict.Held).ToArray(),
                codes = lines.Select(pair => pair.Verdict.Code).ToArray(),
                words = lines.Select(pair => pair.Verdict.Words).ToArray(),
            },
            cancellationToken: cancel));
        var takenAgain = lines
            .Where(pair => pair.Line.Refusals > 0 && pair.Verdict.Code is null)
            .Select(pair => new LineRefusals(pair.Line.LocationId, pair.Line.ProductId, null, null, null, Before: pair.Line.Refusals, Refusals: 0));
        await PartnerMatters.Refusals(connection, stream, refused.Concat(takenAgain), cancel);
    }

    private const string Raised =
        """
        behind as (
            select p.location_id, p.product_id, v.held
            from stock_position p
            join verdict v on v.source_id = p.owner_id and v.location_id = p.location_id and v.product_id = p.product_id
            where v.held > v.sent and p.version <= v.held
            order by p.location_id, p.product_id
            for update of p),
        raised as (
            update stock_position p set version = b.held + 1
            from behind b
            where p.owner_id = @CounterpartyId and p.location_id = b.location_id and p.product_id = b.product_id
            returning p.location_id, p.product_id, p.version)
        """;

    private const string NothingRaised = "raised as (select v.location_id, v.product_id, null::bigint as version from verdict v where false)";
}
