using System.ComponentModel.DataAnnotations;
using RetailGateway.Domain.Stock.Consignment;
using RetailGateway.Features.Catalogue.Contracts;

namespace RetailGateway.Features.Parties.Partnerships;

/// <summary>What terms say of goods on consignment (titip jual) and of settling them.</summary>
/// <param name="OnConsignment">Goods are on consignment unless a product says otherwise; else they are bought outright.</param>
/// <param name="SharePercent">The consignor's share of the agreed price, above 0 to 100, at most two decimals; the rest is the consignee's commission.</param>
/// <param name="ShrinkageBorneBy">Who bears what is missing without a sale.</param>
/// <param name="SettledEvery">How often is settled.</param>
/// <param name="SettledFromDay">The first day of a period: an ISO weekday, 1 for Monday; or a day of the month, 1 to 28.</param>
/// <param name="SettlementGraceDays">Days after a period's end in which late entries may come before it is settled.</param>
internal sealed record Consignment(
    bool OnConsignment,
    decimal SharePercent = 100,
    ShrinkageBearer ShrinkageBorneBy = ShrinkageBearer.Consignee,
    SettlementPace SettledEvery = SettlementPace.Week,
    int SettledFromDay = 1,
    int SettlementGraceDays = 0)
{
    /// <summary>What holds where terms say nothing: goods are bought outright.</summary>
    internal static readonly Consignment Outright = new(OnConsignment: false);

    private const int MostGraceDays = 60;

    /// <summary>Finds everything wrong with it; <paramref name="at"/> makes a place of a field's name.</summary>
    internal void Check(Check check, Func<string, string> at)
    {
        check.That(
            SharePercent is > 0 and <= 100 && Catalogue.Contracts.Check.HasAtMost(SharePercent, 2),
            at("sharePercent"), "Above 0 up to 100 with at most two decimals is expected.");
        check.That(
            SettledFromDay >= 1 && SettledFromDay <= SettlementCalendar.LatestFirstDay(SettledEvery),
            at("settledFromDay"), $"1 to {SettlementCalendar.LatestFirstDay(SettledEvery)} is expected.");
        check.Whole(at("settlementGraceDays"), SettlementGraceDays, MostGraceDays);
    }
}

/// <summary>A product that the terms treat by itself.</summary>
/// <param name="Product">The cooperative's item code.</param>
/// <param name="OnConsignment">On consignment; else bought outright.</param>
internal sealed record ConsignedProduct([property: MaxLength(64)] string Product, bool OnConsignment);
