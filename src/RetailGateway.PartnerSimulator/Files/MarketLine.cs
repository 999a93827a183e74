namespace RetailGateway.PartnerSimulator.Files;

/// <summary>A line of the chain's nightly file.</summary>
/// <param name="Store">The store's code.</param>
/// <param name="Receipt">The document's number, throughout all stores.</param>
/// <param name="Place">The line in it, from 1.</param>
/// <param name="Kind">JUAL, TERIMA, OPNAME, KOREKSI, RUSAK, RETUR_JUAL, RETUR_BELI, MUTASI_MASUK, MUTASI_KELUAR, KEDALUWARSA or BATAL.</param>
/// <param name="Code">The chain's item code.</param>
/// <param name="Pack">In what it is told; empty where the item has but one.</param>
/// <param name="Quantity">In packs, without a sign but for a KOREKSI; null for a BATAL.</param>
/// <param name="At">When.</param>
/// <param name="OfReceipt">The document that a BATAL takes a line back of.</param>
/// <param name="OfPlace">That line.</param>
public sealed record MarketLine(
    string Store, string Receipt, int Place, string Kind, string Code, string Pack, decimal? Quantity, DateTimeOffset At,
    string? OfReceipt = null, int? OfPlace = null);
