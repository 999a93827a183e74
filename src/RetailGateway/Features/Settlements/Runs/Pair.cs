using Dapper;
using RetailGateway.Database;
using RetailGateway.Features.Operations.Contracts;

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
    /// a stockist lie there for the producer, too, while the producer's own terms have them on consignment; what is between
    /// two places lies in none, and so is taken at none.
    /// </summary>
    internal const string Goods =
        """
        with goods as (
            select case p.kind when 'cooperative' then c.owner_id else c.consignor_id end as owner_id,
                case p.kind when 'cooperative' then 'producer' else 'stockist' end as hop,
                c.consignor_id, c.owner_id as consignee_id, c.owner_id as location_owner_id, c.location_id,
                case p.kind when 'cooperative' then c.product_id else c.consignor_product_id end as product_id,
                c.product_id as ledger_product_id, c.during
            from goods_of_consignors c join party p on p.owner_id = c.owner_id
            where p.kind = 'cooperative' or c.consignor_product_id is not null
            union all
            select g.owner_id, 'producer', g.producer_id, g.owner_id, c.owner_id, c.location_id, g.product_id, c.product_id, held.during
            from goods_of_consignors c
            join product g on g.owner_id = c.consignor_id and g.product_id = c.consignor_product_id
            cross join lateral unnest(
                tstzmultirange(c.during) * producer_terms_say(g.owner_id, g.producer_id, g.product_id, c.time_zone, true)) as held (during))
        """;

    /// <summary>What a run notes of this pair, or of some of its goods.</summary>
    internal string Note(string code, string said, params (string Name, object Value)[] goods) =>
        RunNote.Of(code, said, [("hop", Hop), ("consignor", ConsignorId), ("consignee", ConsigneeId), .. goods]);

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
