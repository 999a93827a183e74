using Dapper;
using Npgsql;

namespace RetailGateway.Features.Sync.Streams;

/// <summary>
/// What a partner holds of positions that it may see no more. Its last figure would stand there for ever, so it is told
/// zero, once, as the item that it was told as; when the position may be told again, it is told what is true.
/// </summary>
/// <remarks>A partner takes nothing older than it holds: the position's version goes up by one for each of the two.</remarks>
internal static class WithdrawnCopies
{
    private const string ToldItem = @"coalesce(regexp_replace(c.told_as, ' \S+ \S+$', ''), '')";

    /// <summary>
    /// The item is told of that location, of this product or of another that has it now. Each part asks a set that is made
    /// once, and hashed whatever the planner knows; a search would read every mapping for every copy.
    /// </summary>
    private const string ItemIsTold =
        $"""
        ({PartnerCopies.Shown} and (
            (coalesce(c.told_as, ''), c.product_id) in (select told_as, product_id from mapped)
            or ({ToldItem}, c.product_id) in (select item_code, product_id from mapped)
            or ({ToldItem}, c.location_id) in (
                select m.item_code, q.location_id
                from mapped m
                join stock_position q on q.owner_id = @CounterpartyId and q.product_id = m.product_id and q.version > 0)))
        """;

    private const string OfStream =
        "c.owner_id = @OwnerId and c.connection_id = @ConnectionId and c.source_id = @CounterpartyId";

    /// <summary>Zero is owed of what the partner holds and may see no more; it is owed no more where another product took the item over.</summary>
    internal static async Task Withdraw(NpgsqlConnection connection, ClaimedStream stream, CancellationToken cancel)
    {
        await Change(
            connection,
            $"not c.withdrawn and c.acknowledged_version > 0 and not {ItemIsTold}",
            "withdrawn = true, version = r.version, owed_since = coalesce(c.owed_since, now()), refused_code = null, refused_because = null",
            stream,
            cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            $"""
            with mapped as materialized ({PartnerCopies.Mapped} {PartnerCopies.NewestFirst})
            update partner_copy c set version = acknowledged_version, owed_since = null, refused_code = null, refused_because = null
            where {OfStream} and c.withdrawn and c.owed_since is not null and {ItemIsTold}
            """,
            stream,
            cancellationToken: cancel));
    }

    /// <summary>What was withdrawn and may be told again is owed as it is; under another item only once the zero has arrived or was refused.</summary>
    internal static Task Renew(NpgsqlConnection connection, ClaimedStream stream, CancellationToken cancel) => Change(
        connection,
        $"""
        c.withdrawn and {PartnerCopies.Shown} and (c.owed_since is null or c.refused_code is not null)
            and (c.product_id in (select product_id from mapped)) is true
        """,
        "withdrawn = false, version = r.version, owed_since = now(), refused_code = null, refused_because = null",
        stream,
        cancel);

    /// <summary>Changes copies together with the versions of their positions, locked in their order.</summary>
    private static Task Change(NpgsqlConnection connection, string which, string set, ClaimedStream stream, CancellationToken cancel) =>
        connection.ExecuteAsync(new CommandDefinition(
            $"""
            with mapped as materialized ({PartnerCopies.Mapped} {PartnerCopies.NewestFirst}),
            locked as (
                select p.location_id, p.product_id
                from stock_position p
                where p.owner_id = @CounterpartyId and (p.location_id, p.product_id) in (
                    select c.location_id, c.product_id from partner_copy c where {OfStream} and {which})
                order by p.location_id, p.product_id
                for update of p),
            raised as (
                update stock_position p set version = greatest(p.version, h.version, h.acknowledged_version) + 1
                from locked k
                join partner_copy h on h.owner_id = @OwnerId and h.connection_id = @ConnectionId and h.source_id = @CounterpartyId
                    and h.location_id = k.location_id and h.product_id = k.product_id
                where p.owner_id = @CounterpartyId and p.location_id = k.location_id and p.product_id = k.product_id
                returning p.location_id, p.product_id, p.version)
            update partner_copy c set {set}
            from raised r
            where {OfStream} and c.location_id = r.location_id and c.product_id = r.product_id
            """,
            stream,
            cancellationToken: cancel));
}
