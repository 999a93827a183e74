namespace RetailGateway.Client;

/// <summary>What the chain is to the cooperative.</summary>
public enum PartnershipRole
{
    /// <summary>It supplies staples to the cooperative's shops.</summary>
    Supplier,

    /// <summary>Its stores sell UMKM goods that the cooperative delivers.</summary>
    Stockist,
}

/// <summary>Who of the cooperative is told of an order that stays late, on either side.</summary>
public enum EscalationRole
{
    /// <summary>Enters orders and receipts.</summary>
    Clerk,

    /// <summary>Runs the cooperative.</summary>
    Manager,

    /// <summary>Approves and pays.</summary>
    Treasurer,

    /// <summary>Approves above the treasurer's limit.</summary>
    Chair,
}

/// <summary>One partner system, or the console, as the register has it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="OwnerId">Whose.</param>
/// <param name="Code">Its code, unique with its owner.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">console (built in), api (calls the gateway) or connector (the gateway calls it).</param>
/// <param name="ReceivesFeed">Whether it has a feed of changes.</param>
/// <param name="ReportsWithinHours">How many hours it has to tell of what a document moved, before it is raised as a conflict.</param>
public sealed record PartyConnection(int Id, int OwnerId, string Code, string Name, string Kind, bool ReceivesFeed, decimal ReportsWithinHours);

/// <summary>A system of yours that calls the gateway.</summary>
/// <param name="Code">Its code, 1 to 40 characters, unique with you.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">api, or null.</param>
/// <param name="ReportsWithinHours">How many hours it has to tell of what a document moved, above 0 to 744; 24 when null.</param>
public sealed record NewConnection(string Code, string Name, string? Kind = null, decimal? ReportsWithinHours = null);

/// <summary>One cooperative and one chain (kemitraan).</summary>
/// <param name="Id">Its number.</param>
/// <param name="OwnerId">The cooperative.</param>
/// <param name="PartnerId">The chain.</param>
/// <param name="Role">What the chain is to the cooperative.</param>
/// <param name="ValidFrom">Its first day.</param>
/// <param name="ValidTo">The first day that is no longer of it; null for open.</param>
public sealed record Partnership(int Id, int OwnerId, int PartnerId, PartnershipRole Role, DateOnly ValidFrom, DateOnly? ValidTo = null);

/// <summary>A partnership to add, by its cooperative.</summary>
/// <param name="PartnerId">The chain's number.</param>
/// <param name="Role">What the chain is to you.</param>
/// <param name="ValidFrom">Its first day.</param>
/// <param name="ValidTo">The first day that is no longer of it; open when null.</param>
public sealed record NewPartnership(int PartnerId, PartnershipRole Role, DateOnly ValidFrom, DateOnly? ValidTo = null);

/// <summary>What becomes of an order that is proposed and comes to less than the terms' minimum order value.</summary>
public enum SmallOrderRule
{
    /// <summary>It is kept back, and says what it lacks.</summary>
    KeepBack,

    /// <summary>What will soon be wanted is ordered with it, up to its target.</summary>
    TopUp,
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
/// <param name="RecordedAt">When the cooperative proposed them.</param>
/// <param name="StaleAfterDays">Days without evidence after which less is reservable; null for never.</param>
/// <param name="StalePercent">How much of what is available is reservable then, in percent.</param>
/// <param name="AcceptedAt">When the partner accepted them; null until then.</param>
/// <param name="Consignment">Goods on consignment and their settlement; null where there are none.</param>
/// <param name="ConsignedProducts">Products of which the terms say something else than of all.</param>
/// <param name="StepHours">Hours from a deadline that has passed to the first step after it, and from each step to the next.</param>
/// <param name="EscalatesTo">Who of the cooperative is told of an order that stays late.</param>
/// <param name="MinimumOrderValue">What an order for one shop must come to, in rupiah; zero where any will do.</param>
/// <param name="BelowMinimum">What becomes of a smaller order that is proposed.</param>
public sealed record Terms(
    DateOnly ValidFrom, bool InForce, int PaymentDays, decimal PriceTolerancePercent, decimal PriceToleranceRupiah,
    int ResponseHours, int DeliveryDays, bool StockVisibleToPartner, bool PartnerStockVisible, DateTimeOffset RecordedAt,
    int? StaleAfterDays = null, int? StalePercent = null, DateTimeOffset? AcceptedAt = null,
    Consignment? Consignment = null, IReadOnlyList<ConsignedProduct>? ConsignedProducts = null,
    int StepHours = 24, EscalationRole EscalatesTo = EscalationRole.Manager, decimal MinimumOrderValue = 0, SmallOrderRule BelowMinimum = SmallOrderRule.KeepBack);

/// <summary>Terms to propose, by the cooperative.</summary>
/// <param name="ValidFrom">Their first day.</param>
/// <param name="PaymentDays">Days from invoice to payment.</param>
/// <param name="PriceTolerancePercent">How far an invoice's price may lie above the agreed one, in percent, at most two decimals.</param>
/// <param name="PriceToleranceRupiah">The same in rupiah; the smaller of the two counts.</param>
/// <param name="ResponseHours">Hours in which an order, a change or a cancellation is answered.</param>
/// <param name="DeliveryDays">Business days in which it is delivered.</param>
/// <param name="StockVisibleToPartner">The chain sees the cooperative's stock.</param>
/// <param name="PartnerStockVisible">The cooperative sees the chain's stock.</param>
/// <param name="StaleAfterDays">Days without evidence after which less is reservable; null for never.</param>
/// <param name="StalePercent">How much of what is available is reservable then, in percent.</param>
/// <param name="Consignment">Goods on consignment and their settlement; null where there are none.</param>
/// <param name="ConsignedProducts">Products of which the terms say something else than of all.</param>
/// <param name="StepHours">Hours from a deadline that has passed to the first step after it, and from each step to the next.</param>
/// <param name="EscalatesTo">Who of the cooperative is told of an order that stays late.</param>
/// <param name="MinimumOrderValue">What an order for one shop must come to, in rupiah; zero where any will do.</param>
/// <param name="BelowMinimum">What becomes of a smaller order that is proposed.</param>
public sealed record NewTerms(
    DateOnly ValidFrom, int PaymentDays, decimal PriceTolerancePercent, decimal PriceToleranceRupiah, int ResponseHours, int DeliveryDays,
    bool StockVisibleToPartner, bool PartnerStockVisible, int? StaleAfterDays = null, int? StalePercent = null,
    Consignment? Consignment = null, IReadOnlyList<ConsignedProduct>? ConsignedProducts = null,
    int StepHours = 24, EscalationRole EscalatesTo = EscalationRole.Manager, decimal MinimumOrderValue = 0, SmallOrderRule BelowMinimum = SmallOrderRule.KeepBack);

/// <summary>The price of a pack in the terms of a partnership, from a day on until a newer one holds.</summary>
/// <param name="ProductId">The product's number.</param>
/// <param name="Pack">The pack.</param>
/// <param name="ValidFrom">Its first day.</param>
/// <param name="InForce">It holds today.</param>
/// <param name="Amount">For the base quantity, in units of the currency.</param>
/// <param name="BaseQuantity">How many packs the amount buys.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Product">The cooperative's item code; null where you may not see its goods.</param>
public sealed record Price(
    int ProductId, string Pack, DateOnly ValidFrom, bool InForce, decimal Amount, decimal BaseQuantity, string Currency, string? Product = null);

/// <summary>A price to add, by the cooperative.</summary>
/// <param name="Product">Your item code.</param>
/// <param name="ValidFrom">Its first day.</param>
/// <param name="Amount">For the base quantity, not below zero, at most ten decimals.</param>
/// <param name="Pack">The pack; the base unit's when null.</param>
/// <param name="BaseQuantity">How many packs the amount buys; one when null.</param>
/// <param name="Currency">ISO 4217; IDR when null.</param>
public sealed record NewPrice(
    string Product, DateOnly ValidFrom, decimal Amount, string? Pack = null, decimal? BaseQuantity = null, string? Currency = null);
