using System.Text.Json;
using RetailGateway.Domain.Orders.Replenishment;
using RetailGateway.Domain.Stock.Consignment;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Catalogue.Contracts.Imports;

namespace RetailGateway.Features.Parties.Partnerships;

/// <summary>Terms as a row of a file says them, in columns named as the API's fields.</summary>
internal static class TermsColumns
{
    private const int UsualStepHours = 24;

    internal static readonly string[] All =
    [
        "terms_from", "payment_days", "price_tolerance_percent", "price_tolerance_rupiah", "response_hours", "delivery_days",
        "stock_visible_to_partner", "partner_stock_visible", "stale_after_days", "stale_percent", "on_consignment", "share_percent",
        "shrinkage_borne_by", "settled_every", "settled_from_day", "settlement_grace_days",
        "step_hours", "escalates_to",
        "minimum_order_value", "below_minimum",
    ];

    /// <summary>Whether a row says anything of terms.</summary>
    internal static bool AreNamed(SheetRow row) => All.Any(column => row[column].Length > 0);

    /// <summary>The terms that a row says; what it has no column for is as in the terms before.</summary>
    internal static NewTerms Read(Sheet sheet, SheetRow row, Check check, DateOnly from, NewTerms? before)
    {
        T Said<T>(string column, T? stays, Func<string, string, T> read) => before is not null && !sheet.Has(column) ? stays! : read(column, row[column]);
        T Needed<T>(string column, T? given)
            where T : struct
        {
            check.That(row[column].Length > 0, column, "Terms need it.");
            return given.GetValueOrDefault();
        }

        int Whole(string column, string text) => Needed(column, check.WholeNumber(column, text));
        decimal Number(string column, string text) => Needed(column, check.Number(column, text));
        bool Truth(string column, string text) => Needed<bool>(column, check.Truth(column, text));
        var there = before?.Consignment ?? Consignment.Outright;
        var terms = new NewTerms(
            from,
            Said("payment_days", before?.PaymentDays ?? 0, Whole),
            Said("price_tolerance_percent", before?.PriceTolerancePercent ?? 0, Number),
            Said("price_tolerance_rupiah", before?.PriceToleranceRupiah ?? 0, Number),
            Said("response_hours", before?.ResponseHours ?? 0, Whole),
            Said("delivery_days", before?.DeliveryDays ?? 0, Whole),
            Said("stock_visible_to_partner", before?.StockVisibleToPartner ?? false, Truth),
            Said("partner_stock_visible", before?.PartnerStockVisible ?? false, Truth),
            Said("stale_after_days", before?.StaleAfterDays, check.WholeNumber),
            Said("stale_percent", before?.StalePercent, check.WholeNumber),
            new Consignment(
                Said("on_consignment", there.OnConsignment, check.Truth),
                Said("share_percent", there.SharePercent, (column, text) => check.Number(column, text) ?? Consignment.Outright.SharePercent),
                Said("shrinkage_borne_by", there.ShrinkageBorneBy, (column, text) => check.OneOf(column, text, ShrinkageBearer.Consignee)),
                Said("settled_every", there.SettledEvery, (column, text) => check.OneOf(column, text, SettlementPace.Week)),
                Said("settled_from_day", there.SettledFromDay, (column, text) => check.WholeNumber(column, text) ?? Consignment.Outright.SettledFromDay),
                Said("settlement_grace_days", there.SettlementGraceDays, (column, text) => check.WholeNumber(column, text) ?? Consignment.Outright.SettlementGraceDays)),
            StepHours: Said("step_hours", before?.StepHours ?? UsualStepHours, (column, text) => check.WholeNumber(column, text) ?? UsualStepHours),
            EscalatesTo: Said("escalates_to", before?.EscalatesTo ?? EscalationRole.Manager, (column, text) => check.OneOf(column, text, EscalationRole.Manager)),
            MinimumOrderValue: Said("minimum_order_value", before?.MinimumOrderValue ?? 0, (column, text) => check.Number(column, text) ?? 0),
            BelowMinimum: Said("below_minimum", before?.BelowMinimum ?? SmallOrderRule.KeepBack, (column, text) => check.OneOf(column, text, SmallOrderRule.KeepBack)));
        if (check.Holds)
        {
            ProposeTerms.CheckAll(check, terms, JsonNamingPolicy.SnakeCaseLower.ConvertName, JsonNamingPolicy.SnakeCaseLower.ConvertName);
        }

        return terms;
    }
}
