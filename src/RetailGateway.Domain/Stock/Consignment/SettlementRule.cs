using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Stock.Consignment;

/// <summary>How a period is settled. It is kept with the period, so a restatement goes by the terms it was settled by.</summary>
/// <param name="Bearer">Who bears shrinkage.</param>
/// <param name="SalesAreRecorded">A till recorded the location's sales through all of it. Else shrinkage is unknown, not zero.</param>
/// <param name="Price">What the consignor gets.</param>
public sealed record SettlementRule(ShrinkageBearer Bearer, bool SalesAreRecorded, ConsignorsPrice Price)
{
    /// <summary>
    /// Base units that the consignee pays: what is gone, or recorded sales where the consignor bears shrinkage. Where
    /// nobody records sales there is nothing to tell shrinkage by, and what is gone is paid under either.
    /// </summary>
    public Quantity Due(ConsignmentFigures figures) =>
        Bearer == ShrinkageBearer.Consignor && SalesAreRecorded ? figures.NetSold : figures.Gone;

    /// <summary>What is missing without a sale; null where it is unknown.</summary>
    public Quantity? Shrinkage(ConsignmentFigures figures) => SalesAreRecorded ? figures.Shrinkage : null;
}
