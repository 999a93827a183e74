namespace RetailGateway.Client;

/// <summary>A period of one location's goods, in base units. taken = opening + delivered + transfersIn + returnsIn + found - returnsOut - transfersOut - expired - damaged - closing; due = taken - returnsIn, or sold - returnsIn where the consignor bears shrinkage and sales are recorded.</summary>
/// <param name="Line">Its number in the settlement.</param>
/// <param name="Kind">Stated for the first time or again: settlement or adjustment.</param>
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
/// <param name="ClosingBy">counted where a count fell in its last 24 hours, else book: book or counted.</param>
/// <param name="Taken">What left the shelf.</param>
/// <param name="ShrinkageBorneBy">Who bears it.</param>
/// <param name="PriceAmount">The agreed price, for the base quantity.</param>
/// <param name="PriceBaseQuantity">How many base units it buys.</param>
/// <param name="SharePercent">The consignor's share of it.</param>
/// <param name="Due">Owed for the whole period.</param>
/// <param name="Quantity">What this line bills of it: all of it, or the difference to what was billed before, often zero.</param>
/// <param name="Amount">The same in money, two decimals.</param>
/// <param name="Billed">How much of the quantity invoices have taken.</param>
/// <param name="Restates">The statement that it replaces; null for a settlement.</param>
/// <param name="NetSold">Recorded sales less what customers brought back; null where no till records them.</param>
/// <param name="Shrinkage">Gone without a recorded sale; null, and not zero, where no till records sales.</param>
public sealed record SettlementLine(
    int Line, string Kind, string Location, string Product, DateOnly FirstDay, DateOnly LastDay, int Revision, decimal Opening,
    decimal Delivered, decimal TransfersIn, decimal ReturnsIn, decimal Found, decimal ReturnsOut, decimal TransfersOut, decimal Expired,
    decimal Damaged, decimal Closing, string ClosingBy, decimal Taken, ShrinkageBearer ShrinkageBorneBy, decimal PriceAmount,
    decimal PriceBaseQuantity, decimal SharePercent, decimal Due, decimal Quantity, decimal Amount, decimal Billed,
    RestatedLine? Restates = null, decimal? NetSold = null, decimal? Shrinkage = null);

/// <summary>The line that an adjustment replaces.</summary>
/// <param name="SettlementId">Of which settlement.</param>
/// <param name="Line">Its number there.</param>
public sealed record RestatedLine(long SettlementId, int Line);

/// <summary>An entry of the ledger behind a settlement's line.</summary>
/// <param name="Connection">The code of the connection that sent it.</param>
/// <param name="ChangeId">The sender's id.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Quantity">In base units.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="RecordedAt">When it reached us.</param>
/// <param name="Reversed">A reversal leaves it out by now.</param>
/// <param name="Late">It came after the line was settled.</param>
public sealed record SettledEntry(
    string Connection, string ChangeId, ChangeKind Kind, decimal Quantity, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, bool Reversed,
    bool Late);
