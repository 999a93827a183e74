namespace RetailGateway.Client;

/// <summary>Who bears what is missing without a sale that says so.</summary>
public enum ShrinkageBearer
{
    /// <summary>Who sells the goods.</summary>
    Consignee,

    /// <summary>Whose goods they are.</summary>
    Consignor,
}

/// <summary>How often is settled.</summary>
public enum SettlementPace
{
    /// <summary>Every week.</summary>
    Week,

    /// <summary>Every month.</summary>
    Month,
}

/// <summary>What terms say of goods on consignment (titip jual) and of settling them.</summary>
/// <param name="OnConsignment">Goods are on consignment unless a product says otherwise; else they are bought outright.</param>
/// <param name="SharePercent">The consignor's share of the agreed price, above 0 to 100, at most two decimals; the rest is the consignee's commission.</param>
/// <param name="ShrinkageBorneBy">Who bears what is missing without a sale.</param>
/// <param name="SettledEvery">How often is settled.</param>
/// <param name="SettledFromDay">The first day of a period: an ISO weekday, 1 for Monday; or a day of the month, 1 to 28.</param>
/// <param name="SettlementGraceDays">Days after a period's end in which late entries may come before it is settled.</param>
public sealed record Consignment(
    bool OnConsignment, decimal? SharePercent = null, ShrinkageBearer? ShrinkageBorneBy = null, SettlementPace? SettledEvery = null,
    int? SettledFromDay = null, int? SettlementGraceDays = null);

/// <summary>A product that the terms treat by itself.</summary>
/// <param name="Product">The cooperative's item code.</param>
/// <param name="OnConsignment">On consignment; else bought outright.</param>
public sealed record ConsignedProduct(string Product, bool OnConsignment);
