using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Stock;

/// <summary>The codes and the sign rule of <see cref="EntryKind"/>.</summary>
public static class EntryKinds
{
    /// <summary>The kind as the API and the store spell it: "sale", "return_in", "count".</summary>
    /// <exception cref="ArgumentOutOfRangeException">No kind of ours.</exception>
    public static string Code(this EntryKind kind) => kind switch
    {
        EntryKind.Sale => "sale",
        EntryKind.Receipt => "receipt",
        EntryKind.ReturnIn => "return_in",
        EntryKind.ReturnOut => "return_out",
        EntryKind.TransferIn => "transfer_in",
        EntryKind.TransferOut => "transfer_out",
        EntryKind.Damage => "damage",
        EntryKind.Expiry => "expiry",
        EntryKind.Adjustment => "adjustment",
        EntryKind.Count => "count",
        EntryKind.Reversal => "reversal",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No kind of entry."),
    };

    /// <summary>Reads a code in UTF-8, exactly as <see cref="Code"/> writes it.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out EntryKind kind)
    {
        EntryKind? read = utf8 switch
        {
            _ when utf8.SequenceEqual("sale"u8) => EntryKind.Sale,
            _ when utf8.SequenceEqual("receipt"u8) => EntryKind.Receipt,
            _ when utf8.SequenceEqual("return_in"u8) => EntryKind.ReturnIn,
            _ when utf8.SequenceEqual("return_out"u8) => EntryKind.ReturnOut,
            _ when utf8.SequenceEqual("transfer_in"u8) => EntryKind.TransferIn,
            _ when utf8.SequenceEqual("transfer_out"u8) => EntryKind.TransferOut,
            _ when utf8.SequenceEqual("damage"u8) => EntryKind.Damage,
            _ when utf8.SequenceEqual("expiry"u8) => EntryKind.Expiry,
            _ when utf8.SequenceEqual("adjustment"u8) => EntryKind.Adjustment,
            _ when utf8.SequenceEqual("count"u8) => EntryKind.Count,
            _ when utf8.SequenceEqual("reversal"u8) => EntryKind.Reversal,
            _ => null,
        };
        kind = read.GetValueOrDefault();
        return read.HasValue;
    }

    /// <summary>A signed change: neither a count nor a reversal.</summary>
    public static bool IsMovement(this EntryKind kind) => kind is not (EntryKind.Count or EntryKind.Reversal);

    /// <summary>
    /// The sign rule: what leaves is below zero, what comes is above zero, an adjustment is not zero,
    /// a count is not below zero, and a reversal carries no quantity (zero).
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">No kind of ours.</exception>
    public static bool QuantityFits(EntryKind kind, Quantity quantity) => kind switch
    {
        EntryKind.Sale or EntryKind.ReturnOut or EntryKind.TransferOut or EntryKind.Damage or EntryKind.Expiry
            => quantity < Quantity.Zero,
        EntryKind.Receipt or EntryKind.ReturnIn or EntryKind.TransferIn => quantity > Quantity.Zero,
        EntryKind.Adjustment => quantity != Quantity.Zero,
        EntryKind.Count => quantity >= Quantity.Zero,
        EntryKind.Reversal => quantity == Quantity.Zero,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No kind of entry."),
    };
}
