using System.Globalization;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Partners.Mangga;

/// <summary>Reads a record as what happened in a store. One that cannot be read leaves its neighbours readable.</summary>
internal static class ManggaLines
{
    private const int LongestCode = 64;
    private const int LongestReceipt = 100;
    private const int MostPlaces = 999_999;
    private const string TimeShape = "dd/MM/yyyy HH:mm:ss";

    internal static IEnumerable<FileLine> Read(Stream file, FileLayout layout)
    {
        using var rows = ManggaRows.Open(file, layout);
        while (rows.Read() && !rows.IsTotal)
        {
            yield return Line(rows);
        }
    }

    private static FileLine Line(ManggaRows rows)
    {
        var (receipt, place) = (rows[ManggaColumn.Receipt].ToString(), rows[ManggaColumn.Place].ToString());
        var entry = Entry(rows, receipt, place, out var wrong);
        return new FileLine(rows.Line, Shown(receipt), Shown(place), entry, wrong);
    }

    private static FileEntry? Entry(ManggaRows rows, string receipt, string place, out string? wrong)
    {
        var (store, code, pack) = (rows[ManggaColumn.Store].ToString(), rows[ManggaColumn.Code].ToString(), rows[ManggaColumn.Pack].ToString());
        wrong = Codes(store, receipt, code, pack);
        if (wrong is not null)
        {
            return null;
        }

        if (!TryPlace(place, out var number))
        {
            wrong = "NO_BARIS bukan angka 1 sampai 999999.";
        }
        else if (!TryTime(rows[ManggaColumn.Time], out var at))
        {
            wrong = "WAKTU bukan tanggal dan jam hh/bb/tttt jj:mm:dd.";
        }
        else if (!ManggaFormat.TryKind(rows[ManggaColumn.Kind], out var kind, out var sign))
        {
            wrong = "JENIS tidak dikenal.";
        }
        else
        {
            wrong = Amount(rows, kind, sign, out var quantity, out var reverses);
            return wrong is null
                ? new FileEntry(Id(receipt, number), store, ManggaFormat.Item(code, pack), kind, quantity, at, receipt, reverses)
                : null;
        }

        return null;
    }

    private static string? Codes(string store, string receipt, string code, string pack) =>
        !IsText(store, LongestCode) ? "TOKO kosong, terlalu panjang, atau berisi karakter kendali."
        : !IsText(receipt, LongestReceipt) ? "NO_STRUK kosong, lebih dari 100 karakter, atau berisi karakter kendali."
        : !IsText(code, LongestCode - pack.Length - 1) ? "KODE kosong, terlalu panjang, atau berisi karakter kendali."
        : pack.Length > 0 && !IsText(pack, LongestCode) ? "KEMASAN berisi karakter kendali."
        : null;

    private static string? Amount(ManggaRows rows, EntryKind kind, int sign, out Quantity? quantity, out string? reverses)
    {
        (quantity, reverses) = (null, null);
        var (receipt, place) = (rows[ManggaColumn.OfReceipt].ToString(), rows[ManggaColumn.OfPlace].ToString());
        var text = rows[ManggaColumn.Quantity];
        if (kind == EntryKind.Reversal)
        {
            var isNothing = text.IsEmpty || (ManggaNumber.TryRead(text, out var none) && none == Quantity.Zero);
            if (!isNothing || !IsText(receipt, LongestReceipt) || !TryPlace(place, out var number))
            {
                return "BATAL menyebut ATAS_STRUK dan ATAS_BARIS, tanpa JUMLAH.";
            }

            reverses = Id(receipt, number);
            return null;
        }

        if (receipt.Length > 0 || place.Length > 0)
        {
            return "Hanya BATAL yang menyebut ATAS_STRUK dan ATAS_BARIS.";
        }

        if (!ManggaNumber.TryRead(text, out var amount))
        {
            return "JUMLAH kosong.";
        }

        quantity = sign < 0 ? -amount : amount;
        return EntryKinds.QuantityFits(kind, quantity.Value)
            ? null
            : kind == EntryKind.Adjustment ? "JUMLAH KOREKSI tidak boleh nol."
            : "JUMLAH lebih dari nol dan tanpa tanda minus: JENIS sudah menyebut arahnya.";
    }

    /// <summary>The chain numbers its receipts throughout all stores; the line is a plain number, so "7" and "07" are one.</summary>
    private static string Id(string receipt, int place) => string.Create(CultureInfo.InvariantCulture, $"{receipt}/{place}");

    private static bool TryPlace(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= MostPlaces;

    /// <summary>To the second, or with up to six decimals of it.</summary>
    private static bool TryTime(ReadOnlySpan<char> text, out DateTimeOffset at)
    {
        at = default;
        var fraction = 0;
        if (text.Length > TimeShape.Length + 1)
        {
            var decimals = text[(TimeShape.Length + 1)..];
            if (text[TimeShape.Length] is not ('.' or ',') || decimals.Length > 6
                || !int.TryParse(decimals, NumberStyles.None, CultureInfo.InvariantCulture, out fraction))
            {
                return false;
            }

            for (var digits = decimals.Length; digits < 6; digits++)
            {
                fraction *= 10;
            }

            text = text[..TimeShape.Length];
        }

        if (!DateTime.TryParseExact(text, TimeShape, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) || time.Year is < 1970 or > 9998)
        {
            return false;
        }

        at = new DateTimeOffset(time, ManggaFormat.Zone).ToUniversalTime().AddMicroseconds(fraction);
        return true;
    }

    private static bool IsText(string text, int longest)
    {
        if (text.Length == 0 || text.Length > longest)
        {
            return false;
        }

        foreach (var letter in text)
        {
            if (char.IsControl(letter))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>As an answer can show it.</summary>
    private static string Shown(string text) => text.Length <= LongestReceipt ? text : text[..LongestReceipt];
}
