using Dapper;
using RetailGateway.Database;

namespace RetailGateway.Features.Settlements.Runs;

/// <summary>A consignor and its consignee, who settle together. The cooperative is one of them.</summary>
/// <param name="OwnerId">The cooperative, whose document a settlement is.</param>
/// <param name="Hop"><c>producer</c> to its cooperative, or the cooperative to its <c>stockist</c>.</param>
/// <param name="ConsignorId">Whose goods they are.</param>
/// <param name="ConsigneeId">Who sells them.</param>
internal sealed record Pair(int OwnerId, string Hop, int ConsignorId, int ConsigneeId)
{
    /// <summary>A producer's goods at its cooperative.</summary>
    internal const string Producer = "producer";

    /// <summary>
    /// Which goods lie where and are whose, by both hops. A producer's goods that its cooperative has on consignment at
    /// a stockist lie there for the producer, too; what is between two places lies in none, and so is taken at none.
    /// </summary>
    internal const string Goods =
        """
        with goods as (
            select case p.kind when 'cooperative' then c.owner_id else c.consignor_id end as owner_id,
                case p.kind when 'cooperative' then 'producer' else 'stockist' end as hop,
                c.consignor_id, c.owner_id as consignee_id, c.owner_id as location_owner_id, c.location_id,
                case p.kind when 'cooperative' then c.product_id else c.consignor_product_id end as product_id,
                c.product_id as ledger_product_id, c.during
            from consigned_goods c join party p on p.owner_id = c.owner_id
            where p.kind = 'cooperative' or c.consignor_product_id is not null
            union all
            select g.owner_id, 'producer', g.producer_id, g.owner_id, c.owner_id, c.location_id, g.product_id, c.product_id,
                c.during * tstzrange(since.day::timestamp at time zone
                    case l.time_zone when 'WITA' then 'Asia/Makassar' when 'WIT' then 'Asia/Jayapura' else 'Asia/Jakarta' end, null)
            from consigned_goods c
            join location l on l.owner_id = c.owner_id and l.location_id = c.location_id
            join product g on g.owner_id = c.consignor_id and g.product_id = c.consignor_product_id
            cross join lateral (
                select min(t.valid_from) as day
                from producer_terms t
                left join producer_terms_product p on p.owner_id = t.owner_id and p.producer_id = t.producer_id
                    and p.valid_from = t.valid_from and p.product_id = g.product_id
                where t.owner_id = g.owner_id and t.producer_id = g.producer_id and coalesce(p.on_consignment, t.on_consignment)) since
            where since.day is not null)
        """;

    internal int PartnerId => Hop == Producer ? ConsignorId : ConsigneeId;

    /// <summary>All pairs, or a cooperative's, in a fixed order.</summary>
    internal static async Task<List<Pair>> All(GatewayDb database, int? cooperative, CancellationToken cancel)
    {
        await using var connection = await database.Jobs.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<Pair>(
            $"""
            {Goods}
            select distinct owner_id, hop, consignor_id, consignee_id
            from goods
            where not isempty(during) and (@cooperative::integer is null or owner_id = @cooperative)
            order by owner_id, hop, consignor_id, consignee_id
            """,
            new { cooperative })).AsList();
    }
}
