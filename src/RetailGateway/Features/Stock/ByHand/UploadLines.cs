using System.Collections.Frozen;
using System.Globalization;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Catalogue.Contracts.Imports;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.ByHand;

/// <summary>Reads a file of counts and movements line by line. Pure: what a code means is asked of the book.</summary>
/// <param name="find">The goods and the pack behind a code at an instant.</param>
/// <param name="sha256">The file's, for the ids of lines that name no document.</param>
/// <param name="offset">The place's clock, for times without one.</param>
/// <param name="now">When lines without a time happened.</param>
internal sealed class UploadLines(Func<string, DateTimeOffset, BookPack?> find, string sha256, TimeSpan offset, DateTimeOffset now)
{
    /// <summary>The columns, each by its Indonesian and its English name.</summary>
    internal static readonly IReadOnlyList<string> Columns =
        ["kode", "item", "jumlah", "quantity", "jenis", "kind", "waktu", "occurred_at", "dokumen", "document"];

    private const int LongestDocument = 60;

    private static readonly FrozenDictionary<string, EntryKind> Kinds = new Dictionary<string, EntryKind>
    {
        [""] = EntryKind.Count,
        ["hitung"] = EntryKind.Count,
        ["count"] = EntryKind.Count,
        ["terima"] = EntryKind.Receipt,
        ["receipt"] = EntryKind.Receipt,
        ["jual"] = EntryKind.Sale,
        ["sale"] = EntryKind.Sale,
        ["rusak"] = EntryKind.Damage,
        ["damage"] = EntryKind.Damage,
        ["kedaluwarsa"] = EntryKind.Expiry,
        ["expiry"] = EntryKind.Expiry,
        ["retur masuk"] = EntryKind.ReturnIn,
        ["return_in"] = EntryKind.ReturnIn,
        ["retur keluar"] = EntryKind.ReturnOut,
        ["return_out"] = EntryKind.ReturnOut,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Times = ["yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "d/M/yyyy H:mm", "d/M/yyyy H.mm"];

    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);

    /// <summary>Every row, in order.</summary>
    internal IReadOnlyList<UploadLine> Read(Sheet sheet) => [.. sheet.Rows.Select(Read)];

    private UploadLine Read(SheetRow row)
    {
        var (item, quantity, kind, at, document) = (Cell(row, 0), Cell(row, 2), Cell(row, 4), Cell(row, 6), Cell(row, 8));
        var faults = new List<UploadFault>();
        var width = new Check();
        row.CheckWidth(width);
        Must(width.Holds, "", UploadFaultKind.Width);

        var happened = Time(at);
        Must(happened is not null, "waktu", UploadFaultKind.Time);
        var pack = find(item, happened ?? now);
        Must(pack is { Product.Stocked: true }, "kode", item.Length == 0 ? UploadFaultKind.Missing : UploadFaultKind.Item);
        var known = Kinds.TryGetValue(kind, out var what);
        Must(known, "jenis", UploadFaultKind.Kind);
        var units = WrittenQuantity.InFile(quantity) is { } written ? pack?.InBaseUnits(Domain.Measures.Quantity.FromDecimal(written))?.ToDecimal() : null;
        Must(pack is null || units is not null, "jumlah", quantity.Length == 0 ? UploadFaultKind.Missing : UploadFaultKind.Quantity);
        Must(units is not 0 || !known || what == EntryKind.Count, "jumlah", UploadFaultKind.Zero);
        Must(document.Length <= LongestDocument && !document.Any(char.IsControl), "dokumen", UploadFaultKind.Document);
        if (faults.Count == 0)
        {
            // A document says one thing of a product, and without one a product is counted once at an instant.
            var product = pack!.Value.Product.Id.Value;
            var key = document.Length > 0 ? $"{what} {product} {document}" : what == EntryKind.Count ? $"{product} {happened:O}" : $"{row.Line}";
            Must(seen.TryAdd(key, row.Line), "kode", UploadFaultKind.Twice, seen[key]);
        }

        var entry = faults.Count > 0
            ? null
            : new HandEntry(
                document.Length > 0
                    ? HandIds.Document(document, what.Code(), pack!.Value.Product.Id.Value)
                    : HandIds.Upload(sha256, row.Line),
                pack!.Value.Product.Id.Value,
                what,
                IsOut(what) ? -units!.Value : units!.Value,
                at.Length > 0 ? happened : null,
                document.Length > 0 ? document : null);
        return new UploadLine(row.Line, item, quantity, known ? what : null, pack?.Product, entry, faults);

        void Must(bool holds, string column, UploadFaultKind fault, int other = 0)
        {
            if (!holds)
            {
                faults.Add(new UploadFault(column, fault, other));
            }
        }
    }

    /// <summary>What stands under a column's Indonesian name, or else under its English one.</summary>
    private static string Cell(SheetRow row, int column) => row[Columns[column]] is { Length: > 0 } text ? text : row[Columns[column + 1]];

    private DateTimeOffset? Time(string text) =>
        text.Length == 0 ? now
        : Rfc3339.TryParse(text, out var instant) ? instant
        : DateTime.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? new DateTimeOffset(local, offset)
        : null;

    private static bool IsOut(EntryKind kind) => kind is EntryKind.Sale or EntryKind.Damage or EntryKind.Expiry or EntryKind.ReturnOut;
}

/// <summary>A line of the file as it was understood.</summary>
/// <param name="Line">Its number in the file.</param>
/// <param name="Item">The code as written.</param>
/// <param name="Written">The quantity as written.</param>
/// <param name="Kind">What happened; null where that is unreadable.</param>
/// <param name="Product">Of what; null where the code is unknown.</param>
/// <param name="Entry">What would be recorded; null where something is wrong.</param>
/// <param name="Faults">All that is wrong.</param>
internal sealed record UploadLine(
    int Line, string Item, string Written, EntryKind? Kind, BookProduct? Product, HandEntry? Entry, IReadOnlyList<UploadFault> Faults);

/// <summary>What is wrong in a line.</summary>
/// <param name="Column">Where; empty for the line as a whole.</param>
/// <param name="Kind">What.</param>
/// <param name="Other">The line that says it already.</param>
internal sealed record UploadFault(string Column, UploadFaultKind Kind, int Other);

/// <summary>The ways in which a line may be wrong.</summary>
internal enum UploadFaultKind
{
    /// <summary>More or fewer cells than the header has.</summary>
    Width,

    /// <summary>Nothing stands there.</summary>
    Missing,

    /// <summary>No goods have this code.</summary>
    Item,

    /// <summary>No quantity.</summary>
    Quantity,

    /// <summary>Nothing moves.</summary>
    Zero,

    /// <summary>No kind of entry.</summary>
    Kind,

    /// <summary>No time.</summary>
    Time,

    /// <summary>Too long, or unprintable.</summary>
    Document,

    /// <summary>Another line says it already.</summary>
    Twice,
}
