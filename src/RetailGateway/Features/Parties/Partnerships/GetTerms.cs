using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Orders.Replenishment;
using RetailGateway.Domain.Stock.Consignment;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Partnerships;

/// <summary>GET /v1/partnerships/{id}/terms.</summary>
internal static class GetTerms
{
    private const string Query =
        """
        select valid_from,
            valid_from = max(valid_from) filter (where valid_from <= current_date and accepted_at is not null) over () is true as in_force,
            payment_days, price_tolerance_percent, price_tolerance_rupiah, response_hours, delivery_days,
            stock_visible_to_partner, partner_stock_visible, stale_after_days, stale_percent, recorded_at, accepted_at,
            on_consignment, share_percent, shrinkage_borne_by, settled_every, settled_from_day, settlement_grace_days,
            step_hours, escalates_to, minimum_order_value, below_minimum
        from terms
        where partnership_id = @id
        order by valid_from desc
        """;

    internal static void Map(RouteGroupBuilder partnerships) => partnerships
        .MapGet("/{id:int}/terms", Handle)
        .WithName("listTerms")
        .WithSummary("List a partnership's terms")
        .WithDescription("All that ever held or will, newest first; `inForce` marks those of today: the newest that the partner has accepted.")
        .RequireScope(Scope.PartiesRead)
        .Answers<Page<Terms>>()
        .Refuses(Problems.NotFound);

    internal static async Task<List<Terms>> Read(Work work, int id)
    {
        var products = await ConsignedProducts.Read(work, id);
        return (await work.Connection.QueryAsync<Row>(Query, new { id })).Select(row => row.Terms(products[row.ValidFrom])).AsList();
    }

    private static async Task<IResult> Handle(HttpContext http, int id, Caller caller, GatewayDb database)
    {
        await using var work = await database.Open(caller, http.RequestAborted);
        await PartnershipRows.Read(work, id);
        return new Page<Terms>(await Read(work, id), null).Answer(http);
    }

    private sealed record Row(
        DateOnly ValidFrom, bool InForce, int PaymentDays, decimal PriceTolerancePercent, decimal PriceToleranceRupiah, int ResponseHours,
        int DeliveryDays, bool StockVisibleToPartner, bool PartnerStockVisible, int? StaleAfterDays, int? StalePercent, DateTime RecordedAt, DateTime? AcceptedAt,
        bool OnConsignment, decimal SharePercent, string ShrinkageBorneBy, string SettledEvery, int SettledFromDay, int SettlementGraceDays,
        int StepHours, string EscalatesTo, decimal MinimumOrderValue, string BelowMinimum)
    {
        internal Terms Terms(IEnumerable<ConsignedProduct> products) => new(
            ValidFrom, InForce, PaymentDays, PriceTolerancePercent, PriceToleranceRupiah, ResponseHours,
            DeliveryDays, StockVisibleToPartner, PartnerStockVisible, StaleAfterDays, StalePercent, RecordedAt, AcceptedAt,
            new Consignment(
                OnConsignment, SharePercent, Names.Read<ShrinkageBearer>(ShrinkageBorneBy), Names.Read<SettlementPace>(SettledEvery), SettledFromDay, SettlementGraceDays),
            [.. products], StepHours, Names.Read<EscalationRole>(EscalatesTo), MinimumOrderValue, Names.Read<SmallOrderRule>(BelowMinimum));
    }
}

/// <summary>Terms of a partnership (syarat dagang), from a day on until newer ones hold.</summary>
/// <param name="ValidFrom">Their first day.</param>
/// <param name="InForce">They hold today.</param>
/// <param name="PaymentDays">Days from invoice to payment.</param>
/// <param name="PriceTolerancePercent">How far an invoice's price may lie above the agreed one, in percent.</param>
/// <param name="PriceToleranceRupiah">The same in rupiah; the smaller of the two counts.</param>
/// <param name="ResponseHours">Hours in which an order, a change or a cancellation is answered.</param>
/// <param name="DeliveryDays">Business days in which it is delivered.</param>
/// <param name="StockVisibleToPartner">The chain sees the cooperative's stock.</param>
/// <param name="PartnerStockVisible">The cooperative sees the chain's stock.</param>
/// <param name="StaleAfterDays">Days without evidence after which less is reservable; null for never.</param>
/// <param name="StalePercent">How much of what is available is reservable then, in percent.</param>
/// <param name="RecordedAt">When the cooperative proposed them.</param>
/// <param name="AcceptedAt">When the partner accepted them; null until then.</param>
/// <param name="Consignment">Goods on consignment and their settlement.</param>
/// <param name="ConsignedProducts">Products that are treated otherwise than `consignment` says of all.</param>
/// <param name="StepHours">Hours from a deadline that has passed to the first step after it, and from each step to the next.</param>
/// <param name="EscalatesTo">Who of the cooperative is told of an order that stays late.</param>
/// <param name="MinimumOrderValue">What an order for one shop must come to, in rupiah; zero where any will do.</param>
/// <param name="BelowMinimum">What becomes of a smaller order that is proposed.</param>
internal sealed record Terms(
    DateOnly ValidFrom, bool InForce, int PaymentDays, decimal PriceTolerancePercent, decimal PriceToleranceRupiah, int ResponseHours,
    int DeliveryDays, bool StockVisibleToPartner, bool PartnerStockVisible, int? StaleAfterDays, int? StalePercent, DateTimeOffset RecordedAt,
    DateTimeOffset? AcceptedAt, Consignment Consignment, IReadOnlyList<ConsignedProduct> ConsignedProducts, int StepHours, EscalationRole EscalatesTo,
    decimal MinimumOrderValue, SmallOrderRule BelowMinimum);
