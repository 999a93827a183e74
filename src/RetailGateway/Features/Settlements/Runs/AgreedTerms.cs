using Dapper;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock.Consignment;
using RetailGateway.Features.Catalogue.Contracts;

namespace RetailGateway.Features.Settlements.Runs;

/// <summary>What a pair has agreed, over time.</summary>
internal static class AgreedTerms
{
    /// <summary>A producer's terms, or those that a chain has accepted.</summary>
    internal static async Task<TermsHistory> Of(Work work, Pair pair) => new(
    [
        .. (await work.Connection.QueryAsync<(DateOnly From, decimal Share, string Bearer, string Every, int FirstDay, int GraceDays)>(
            pair.Hop == Pair.Producer
                ? """
                  select valid_from, share_percent, shrinkage_borne_by, settled_every, settled_from_day, settlement_grace_days
                  from producer_terms
                  where owner_id = @OwnerId and producer_id = @ConsignorId
                  """
                : """
                  select t.valid_from, t.share_percent, t.shrinkage_borne_by, t.settled_every, t.settled_from_day, t.settlement_grace_days
                  from terms t join partnership s on s.owner_id = t.owner_id and s.partnership_id = t.partnership_id
                  where s.owner_id = @OwnerId and s.partner_id = @ConsigneeId and s.role = 'stockist' and t.accepted_at is not null
                  """,
            pair)).Select(row => (
                new BusinessDay(row.From),
                new ConsignmentTerms(
                    row.Share, Names.Read<ShrinkageBearer>(row.Bearer), new SettlementCalendar(Names.Read<SettlementPace>(row.Every), row.FirstDay), row.GraceDays))),
    ]);

    /// <summary>
    /// The price of a base unit on a day: a producer's by the newest terms that name the product, a stockist's by the
    /// partnership's price list, of the smallest pack that has one. Null where nobody agreed any.
    /// </summary>
    internal static async Task<UnitPrice?> Price(Work work, Pair pair, int product, BusinessDay day)
    {
        var (amount, baseQuantity, currency) = await work.Connection.QuerySingleOrDefaultAsync<(decimal, decimal, string?)>(
            pair.Hop == Pair.Producer
                ? """
                  select amount, base_quantity, currency
                  from producer_terms_product
                  where owner_id = @OwnerId and producer_id = @ConsignorId and product_id = @product and valid_from <= @day
                  order by valid_from desc
                  limit 1
                  """
                : """
                  select r.amount, r.base_quantity * k.factor, r.currency
                  from price r
                  join partnership s on s.owner_id = r.owner_id and s.partnership_id = r.partnership_id and s.role = 'stockist'
                  join pack k on k.owner_id = r.owner_id and k.product_id = r.product_id and k.code = r.pack_code
                  where r.owner_id = @OwnerId and s.partner_id = @ConsigneeId and r.product_id = @product and r.valid_from <= @day
                  order by k.factor, r.valid_from desc
                  limit 1
                  """,
            new { pair.OwnerId, pair.ConsignorId, pair.ConsigneeId, product, day = day.Date });
        return currency is null ? null : new UnitPrice(amount, baseQuantity, currency);
    }
}
