namespace RetailGateway.Client;

/// <summary>Terms of a producer with its cooperative (syarat dagang), from a day on until newer ones hold.</summary>
/// <param name="ValidFrom">Their first day.</param>
/// <param name="InForce">They hold today.</param>
/// <param name="PaymentDays">Days from settlement or invoice to payment.</param>
/// <param name="Consignment">Goods on consignment and their settlement.</param>
/// <param name="Products">The producer's goods, and their prices.</param>
/// <param name="RecordedAt">When the cooperative recorded them.</param>
public sealed record ProducerTerms(
    DateOnly ValidFrom, bool InForce, int PaymentDays, Consignment Consignment, IReadOnlyList<ProducerPrice> Products, DateTimeOffset RecordedAt);

/// <summary>A producer's product and its price, of which the producer gets its share.</summary>
/// <param name="Product">The cooperative's item code.</param>
/// <param name="Amount">For the base quantity, not below zero, at most ten decimals.</param>
/// <param name="OnConsignment">On consignment or bought outright; as the terms say of all when null.</param>
/// <param name="BaseQuantity">How many base units the amount buys; one when null.</param>
/// <param name="Currency">ISO 4217; IDR when null.</param>
public sealed record ProducerPrice(
    string Product, decimal Amount, bool? OnConsignment = null, decimal? BaseQuantity = null, string? Currency = null);

/// <summary>Terms of a producer to record.</summary>
/// <param name="ValidFrom">Their first day.</param>
/// <param name="PaymentDays">Days from settlement or invoice to payment.</param>
/// <param name="Consignment">Goods on consignment and their settlement.</param>
/// <param name="Products">The producer's goods that these terms price; one that is left out keeps the price it had.</param>
public sealed record NewProducerTerms(
    DateOnly ValidFrom, int PaymentDays, Consignment Consignment, IReadOnlyList<ProducerPrice> Products);
