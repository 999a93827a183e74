namespace RetailGateway.Client;

/// <summary>Which settlements to read.</summary>
/// <param name="Consignor">The consignor's code.</param>
/// <param name="Consignee">The consignee's code.</param>
/// <param name="Location">The code of a location with goods in it.</param>
/// <param name="From">Only periods that end on this day or later.</param>
/// <param name="To">Only periods that begin on this day or earlier.</param>
public sealed record SettlementFilter(
    string? Consignor = null, string? Consignee = null, string? Location = null, DateOnly? From = null, DateOnly? To = null);

/// <summary>What a consignee owes its consignor for a period (perhitungan titip jual).</summary>
/// <param name="Id">Its number, of its cooperative.</param>
/// <param name="OwnerId">The cooperative.</param>
/// <param name="Hop">Which way: producer or stockist.</param>
/// <param name="ConsignorId">Whose goods they are.</param>
/// <param name="Consignor">Its code.</param>
/// <param name="ConsigneeId">Who sells them and pays.</param>
/// <param name="Consignee">Its code.</param>
/// <param name="FirstDay">The first day settled here, in the locations' own days.</param>
/// <param name="LastDay">The last.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Total">The sum of its lines, adjustments of earlier periods among them.</param>
/// <param name="SettledAt">When.</param>
public sealed record SettlementSummary(
    long Id, int OwnerId, string Hop, int ConsignorId, string Consignor, int ConsigneeId, string Consignee, DateOnly FirstDay, DateOnly LastDay,
    string Currency, decimal Total, DateTimeOffset SettledAt);

/// <summary>A settlement whole.</summary>
/// <param name="Summary">Between whom, of when, how much.</param>
/// <param name="Lines">Location by location and product by product.</param>
public sealed record SettlementDocument(SettlementSummary Summary, IReadOnlyList<SettlementLine> Lines);

/// <summary>What a run did.</summary>
/// <param name="Lines">Settlements and adjustments written.</param>
/// <param name="Left">Goods that are due and wait for something.</param>
/// <param name="Note">What they wait for.</param>
public sealed record SettlementRun(long Lines, long Left, string Note);
