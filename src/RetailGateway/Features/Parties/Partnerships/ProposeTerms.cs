using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Orders.Replenishment;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Partnerships;

/// <summary>POST /v1/partnerships/{id}/terms: the cooperative proposes new terms from a day on; those of before stay what they were.</summary>
internal static class ProposeTerms
{
    private const int LongestYears = 10;
    private const int MostDays = LongestYears * 365;

    internal static void Map(RouteGroupBuilder partnerships) => partnerships
        .MapPost("/{id:int}/terms", Handle)
        .WithName("proposeTerms")
        .WithSummary("Propose terms of a partnership")
        .WithDescription("By its cooperative; in force once the partner accepts them. Always new ones, from today or a later day on; only a partnership's first terms may begin in the past.")
        .RequireScope(Scope.PartiesWrite)
        .Answers<Terms>(StatusCodes.Status201Created)
        .RefusesAsPost();

    private static Task<IResult> Handle(HttpContext http, int id, Body<NewTerms> body, Caller caller, Writes writes) =>
        writes.Once(http, caller, body, async work =>
        {
            await PartnershipRows.LockOwn(work, caller, id);
            var wanted = body.Value;
            var there = await GetTerms.Read(work, id);
            if (there.Exists(terms => terms.ValidFrom == wanted.ValidFrom))
            {
                throw new Refusal(Problems.AlreadyExists, $"Terms from {wanted.ValidFrom:yyyy-MM-dd} are recorded. They stand as they were.");
            }

            var check = new Check();
            CheckAll(check, wanted, field => $"/{field}", field => $"/consignment/{field}");
            await PartnershipRows.CheckStart(work, check, wanted.ValidFrom, isFirst: there.Count == 0);
            var products = await ConsignedProducts.Find(work, caller, check, wanted.ConsignedProducts);
            check.Done();
            await Write(work, caller, id, wanted);
            await ConsignedProducts.Add(work, caller, id, wanted.ValidFrom, products);
            return Answer.Created($"/v1/partnerships/{id}/terms", (await GetTerms.Read(work, id)).Find(terms => terms.ValidFrom == wanted.ValidFrom));
        });

    /// <summary>Finds everything wrong with terms but their products; the functions make places of fields' names.</summary>
    internal static void CheckAll(Check check, NewTerms wanted, Func<string, string> at, Func<string, string> ofConsignment)
    {
        check.Whole(at("paymentDays"), wanted.PaymentDays, MostDays);
        check.Amount(at("priceTolerancePercent"), wanted.PriceTolerancePercent, decimals: 2, below: 1_000);
        check.Amount(at("priceToleranceRupiah"), wanted.PriceToleranceRupiah, decimals: 2, below: 10_000_000_000_000);
        check.Whole(at("responseHours"), wanted.ResponseHours, MostDays * 24);
        check.Whole(at("deliveryDays"), wanted.DeliveryDays, MostDays);
        check.That(
            (wanted.StaleAfterDays is null) == (wanted.StalePercent is null),
            at("stalePercent"), $"{at("staleAfterDays").TrimStart('/')} and {at("stalePercent").TrimStart('/')} come together or not at all.");
        check.Whole(at("staleAfterDays"), wanted.StaleAfterDays ?? 0, MostDays);
        check.Whole(at("stalePercent"), wanted.StalePercent ?? 0, 100);
        check.That(wanted.StepHours > 0, at("stepHours"), "An hour at least is expected.");
        check.Whole(at("stepHours"), wanted.StepHours, MostDays * 24);
        wanted.Consignment?.Check(check, ofConsignment);
        check.Amount(at("minimumOrderValue"), wanted.MinimumOrderValue, decimals: 2, below: 10_000_000_000_000);
    }

    /// <summary>Records what is proposed, without its products.</summary>
    internal static Task Write(Work work, Caller caller, int id, NewTerms wanted)
    {
        var consignment = wanted.Consignment ?? Consignment.Outright;
        return work.Connection.ExecuteAsync(
            """
            insert into terms (owner_id, partnership_id, valid_from, payment_days, price_tolerance_percent, price_tolerance_rupiah,
                response_hours, delivery_days, stock_visible_to_partner, partner_stock_visible, stale_after_days, stale_percent,
                on_consignment, share_percent, shrinkage_borne_by, settled_every, settled_from_day, settlement_grace_days,
                step_hours, escalates_to, minimum_order_value, below_minimum)
            values (@owner, @id, @ValidFrom, @PaymentDays, @PriceTolerancePercent, @PriceToleranceRupiah,
                @ResponseHours, @DeliveryDays, @StockVisibleToPartner, @PartnerStockVisible, @StaleAfterDays, @StalePercent,
                @OnConsignment, @SharePercent, @bearer, @every, @SettledFromDay, @SettlementGraceDays,
                @StepHours, @escalatesTo, @MinimumOrderValue, @below)
            """,
            new
            {
                owner = caller.Party.Value,
                id,
                wanted.ValidFrom,
                wanted.PaymentDays,
                wanted.PriceTolerancePercent,
                wanted.PriceToleranceRupiah,
                wanted.ResponseHours,
                wanted.DeliveryDays,
                wanted.StockVisibleToPartner,
                wanted.PartnerStockVisible,
                wanted.StaleAfterDays,
                wanted.StalePercent,
                consignment.OnConsignment,
                consignment.SharePercent,
                bearer = Names.Of(consignment.ShrinkageBorneBy),
                every = Names.Of(consignment.SettledEvery),
                consignment.SettledFromDay,
                consignment.SettlementGraceDays,
                wanted.StepHours,
                escalatesTo = Names.Of(wanted.EscalatesTo),
                wanted.MinimumOrderValue,
                below = Names.Of(wanted.BelowMinimum),
            });
    }
}

/// <summary>Terms to propose.</summary>
/// <param name="ValidFrom">Their first day.</param>
/// <param name="PaymentDays">Days from invoice to payment.</param>
/// <param name="PriceTolerancePercent">How far an invoice's price may lie above the agreed one, in percent, at most two decimals.</param>
/// <param name="PriceToleranceRupiah">The same in rupiah; the smaller of the two counts.</param>
/// <param name="ResponseHours">Hours in which an order, a change or a cancellation is answered.</param>
/// <param name="DeliveryDays">Business days in which it is delivered.</param>
/// <param name="StockVisibleToPartner">The chain sees the cooperative's stock.</param>
/// <param name="PartnerStockVisible">The cooperative sees the chain's stock.</param>
/// <param name="StaleAfterDays">Days without evidence after which less is reservable; absent for never.</param>
/// <param name="StalePercent">How much of what is available is reservable then, in percent.</param>
/// <param name="Consignment">Goods on consignment and their settlement; bought outright when absent.</param>
/// <param name="ConsignedProducts">Products that are treated otherwise than `consignment` says of all.</param>
/// <param name="StepHours">Hours from a deadline that has passed to the first step after it, and from each step to the next; above zero.</param>
/// <param name="EscalatesTo">Who of the cooperative is told of an order that stays late.</param>
/// <param name="MinimumOrderValue">What an order for one shop must come to, in rupiah; zero where any will do.</param>
/// <param name="BelowMinimum">What becomes of a smaller order that is proposed: it is kept back, or topped up with what will soon be wanted.</param>
internal sealed record NewTerms(
    DateOnly ValidFrom, int PaymentDays, decimal PriceTolerancePercent, decimal PriceToleranceRupiah, int ResponseHours, int DeliveryDays,
    bool StockVisibleToPartner, bool PartnerStockVisible, int? StaleAfterDays = null, int? StalePercent = null,
    Consignment? Consignment = null, IReadOnlyList<ConsignedProduct>? ConsignedProducts = null,
    int StepHours = 24, EscalationRole EscalatesTo = EscalationRole.Manager, decimal MinimumOrderValue = 0, SmallOrderRule BelowMinimum = SmallOrderRule.KeepBack);
