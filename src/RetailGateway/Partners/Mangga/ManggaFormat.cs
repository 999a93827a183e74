using System.Collections.Frozen;
using RetailGateway.Domain.Stock;

namespace RetailGateway.Partners.Mangga;

/// <summary>The words of the chain's files, as contracts/partners/mangga/README.md describes them.</summary>
internal static class ManggaFormat
{
    /// <summary>The first field of the last line.</summary>
    internal const string Total = "TOTAL";

    /// <summary>The last field of the last line: a file cut anywhere before it is not whole.</summary>
    internal const string End = "SELESAI";

    /// <summary>Between our fields.</summary>
    internal const char Delimiter = ';';

    /// <summary>The chain's clock: all its stores keep Jakarta's.</summary>
    internal static readonly TimeSpan Zone = TimeSpan.FromHours(7);

    /// <summary>The columns of a stock file, found by name in any order; the last three may be missing.</summary>
    internal static readonly string[] Columns =
        ["TOKO", "NO_STRUK", "NO_BARIS", "JENIS", "KODE", "JUMLAH", "WAKTU", "KEMASAN", "ATAS_STRUK", "ATAS_BARIS"];

    internal const int RequiredColumns = 7;

    /// <summary>
    /// What a line says happened, and the sign of what it moves: the chain writes what was sold or received as a plain
    /// number, and a correction with its sign.
    /// </summary>
    private static readonly FrozenDictionary<string, (EntryKind Kind, int Sign)> Kinds = new Dictionary<string, (EntryKind, int)>
    {
        ["JUAL"] = (EntryKind.Sale, -1),
        ["RETUR_JUAL"] = (EntryKind.ReturnIn, 1),
        ["TERIMA"] = (EntryKind.Receipt, 1),
        ["RETUR_BELI"] = (EntryKind.ReturnOut, -1),
        ["MUTASI_MASUK"] = (EntryKind.TransferIn, 1),
        ["MUTASI_KELUAR"] = (EntryKind.TransferOut, -1),
        ["RUSAK"] = (EntryKind.Damage, -1),
        ["KEDALUWARSA"] = (EntryKind.Expiry, -1),
        ["KOREKSI"] = (EntryKind.Adjustment, 1),
        ["OPNAME"] = (EntryKind.Count, 1),
        ["BATAL"] = (EntryKind.Reversal, 1),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, (EntryKind Kind, int Sign)>.AlternateLookup<ReadOnlySpan<char>> KindsBySpan =
        Kinds.GetAlternateLookup<ReadOnlySpan<char>>();

    internal static bool TryKind(ReadOnlySpan<char> word, out EntryKind kind, out int sign)
    {
        var known = KindsBySpan.TryGetValue(word, out var found);
        (kind, sign) = found;
        return known;
    }

    /// <summary>The item as our mappings know it: a code in a pack is an item of its own.</summary>
    internal static string Item(string code, string pack) => pack.Length == 0 ? code : $"{code}/{pack}";
}

/// <summary>A column's place in <see cref="ManggaFormat.Columns"/>.</summary>
internal enum ManggaColumn
{
    Store,
    Receipt,
    Place,
    Kind,
    Code,
    Quantity,
    Time,
    Pack,
    OfReceipt,
    OfPlace,
}
