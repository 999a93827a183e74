using RetailGateway.Domain.Stock.Consignment;

namespace RetailGateway.Features.Settlements;

/// <summary>Which of the two ways of goods on consignment a settlement is of.</summary>
internal enum ConsignmentHop
{
    /// <summary>A producer's goods with its cooperative.</summary>
    Producer,

    /// <summary>The cooperative's goods with a chain that stocks them.</summary>
    Stockist,
}

/// <summary>What a line of a settlement is.</summary>
internal enum SettlementLineKind
{
    /// <summary>A period of one location's goods, stated for the first time.</summary>
    Settlement,

    /// <summary>A period stated again, because entries came late.</summary>
    Adjustment,
}

/// <summary>What a consignee owes its consignor for a period (perhitungan titip jual).</summary>
/// <param name="Id">Its number, of its cooperative.</param>
/// <param name="OwnerId">The cooperative.</param>
/// <param name="Hop">Which way.</param>
/// <param name="ConsignorId">Whose goods they are.</param>
/// <param name="Consignor">Its code.</param>
/// <param name="ConsigneeId">Who sells them and pays.</param>
/// <param name="Consignee">Its code.</param>
/// <param name="FirstDay">The first day settled here, in the locations' own days.</param>
/// <param name="LastDay">The last.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Total">The sum of its lines, adjustments of earlier periods among them.</param>
/// <param name="SettledAt">When.</param>
internal sealed record SettlementSummary(
    long Id, int OwnerId, ConsignmentHop Hop, int ConsignorId, string Consignor, int ConsigneeId, string Consignee,
    DateOnly FirstDay, DateOnly LastDay, string Currency, decimal Total, DateTimeOffset SettledAt);

/// <summary>A settlement whole.</summary>
/// <param name="Summary">Between whom, of when, how much.</param>
/// <param name="Lines">Location by location and product by product.</param>
internal sealed record SettlementDocument(SettlementSummary Summary, IReadOnlyList<SettlementLine> Lines);

/// <summary>
/// A period of one location's goods, in base units. taken = opening + delivered + transfersIn + returnsIn + found - returnsOut -
/// transfersOut - expired - damaged - closing; due = taken - returnsIn, or sold - returnsIn where the consignor bears shrinkage and sales are recorded.
/// </summary>
/// <param name="Line">Its number in the settlement.</param>
/// <param name="Kind">Stated for the first time or again.</param>
/// <param name="Restates">The statement that it replaces; null for a settlement.</param>
/// <param name="Location">The location's code.</param>
/// <param name="Product">The cooperative's item code.</param>
/// <param name="FirstDay">The period's first day.</param>
/// <param name="LastDay">Its last.</param>
/// <param name="Revision">0, then one more with each adjustment of the period.</param>
/// <param name="Opening">On hand when it began: the closing of the period before, as restated by then.</param>
/// <param name="Delivered">Receipts.</param>
/// <param name="TransfersIn">From another location.</param>
/// <param name="ReturnsIn">Brought back by customers.</param>
/// <param name="Found">Adjustments upwards, and what a first count saw above the records.</param>
/// <param name="ReturnsOut">Sent back.</param>
/// <param name="TransfersOut">To another location.</param>
/// <param name="Expired">Past their date.</param>
/// <param name="Damaged">Broken or spoilt.</param>
/// <param name="Closing">On hand when it ended.</param>
/// <param name="ClosingBy">`counted` where a count fell in its last 24 hours, else `book`.</param>
/// <param name="Taken">What left the shelf.</param>
/// <param name="NetSold">Recorded sales less what customers brought back; null where no till records them.</param>
/// <param name="Shrinkage">Gone without a recorded sale; null, and not zero, where no till records sales.</param>
/// <param name="ShrinkageBorneBy">Who bears it.</param>
/// <param name="PriceAmount">The agreed price, for the base quantity.</param>
/// <param name="PriceBaseQuantity">How many base units it buys.</param>
/// <param name="SharePercent">The consignor's share of it.</param>
/// <param name="Due">Owed for the whole period.</param>
/// <param name="Quantity">What this line bills of it: all of it, or the difference to what was billed before, often zero.</param>
/// <param name="Amount">The same in money, two decimals.</param>
/// <param name="Billed">How much of the quantity invoices have taken.</param>
internal sealed record SettlementLine(
    int Line, SettlementLineKind Kind, RestatedLine? Restates, string Location, string Product, DateOnly FirstDay, DateOnly LastDay, int Revision,
    decimal Opening, decimal Delivered, decimal TransfersIn, decimal ReturnsIn, decimal Found, decimal ReturnsOut, decimal TransfersOut,
    decimal Expired, decimal Damaged, decimal Closing, ClosingEvidence ClosingBy, decimal Taken, decimal? NetSold, decimal? Shrinkage,
    ShrinkageBearer ShrinkageBorneBy, decimal PriceAmount, decimal PriceBaseQuantity, decimal SharePercent, decimal Due, decimal Quantity,
    decimal Amount, decimal Billed);

/// <summary>What stands behind a closing.</summary>
internal enum ClosingEvidence
{
    /// <summary>The sum of what was recorded.</summary>
    Book,

    /// <summary>A count in its last 24 hours.</summary>
    Counted,
}

/// <summary>The line that an adjustment replaces.</summary>
/// <param name="SettlementId">Of which settlement.</param>
/// <param name="Line">Its number there.</param>
internal sealed record RestatedLine(long SettlementId, int Line);
