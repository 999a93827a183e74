using RetailGateway.Features.Stock.ByHand;
using RetailGateway.Features.Stock.Changes;
using RetailGateway.Http;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Stock;

/// <summary>What the page of uploads says.</summary>
/// <param name="ui">What is spoken.</param>
/// <param name="words">What all stock pages say.</param>
internal sealed class UploadWords(Ui ui, StockWords words) : WordsOf(ui)
{
    internal string Lead(StockPlace place) => Say(
        $"Hitungan atau gerak stok {place.Name} dari berkas. Isinya diperlihatkan baris demi baris dahulu; sesudah Anda setuju baru dicatat.",
        $"Counts or movements of {place.Name} from a file. It is shown line by line first, and recorded once you agree.");

    internal string File => Say("Berkas CSV atau XLSX", "CSV or XLSX file");

    internal string FileHint => Say($"Paling besar {UploadFile.Megabytes} MB dan {Kit.Format.Number(StockUpload.MostLines)} baris.", $"{UploadFile.Megabytes} MB and {Kit.Format.Number(StockUpload.MostLines)} lines at most.");

    internal string Look => Say("Periksa dahulu", "Look at it first");

    internal string Columns => Say("Kolomnya", "Its columns");

    internal string ColumnsWhy => Say(
        "Baris pertama menamai kolom. Wajib: kode (kode barang atau barcode) dan jumlah. Boleh: jenis (hitung, terima, jual, rusak, kedaluwarsa, retur masuk, retur keluar; kosong berarti hitung), waktu (2026-11-24 14:05), dokumen (nomor nota).",
        "The first line names the columns. Needed: item (product code or barcode) and quantity. Optional: kind (count, receipt, sale, damage, expiry, return_in, return_out; empty is count), occurred_at (2026-11-24 14:05), document (number of the paper).");

    internal string Missing => Say("Pilih berkas dahulu.", "Choose a file first.");

    internal string TooBig => Say($"Berkas ini lebih dari {UploadFile.Megabytes} MB. Bagi menjadi beberapa berkas.", $"This file is above {UploadFile.Megabytes} MB. Split it into several.");

    internal string TooMany => Say($"Isinya lebih besar daripada yang dibaca di sini: paling banyak {Kit.Format.Number(StockUpload.MostLines)} baris. Bagi menjadi beberapa berkas.", $"It holds more than is read here: {Kit.Format.Number(StockUpload.MostLines)} lines at most. Split it into several files.");

    internal string Unreadable => Say("Berkas ini tidak bisa dibaca. Simpan sebagai CSV UTF-8 atau XLSX, dengan nama kolom di baris pertama.", "This file cannot be read. Save it as CSV UTF-8 or XLSX, with the columns' names on its first line.");

    internal string Nothing => Say("Tidak ada yang dicatat.", "Nothing was recorded.");

    internal string PreviewTitle => Say("Yang akan dicatat", "What would be recorded");

    internal string PreviewCaption => Say("Tiap baris berkas dan akibatnya", "Each line of the file and what it would do");

    internal string Lines(int count) => Say($"{Kit.Format.Number(count)} baris", count == 1 ? "1 line" : $"{Kit.Format.Number(count)} lines");

    internal string NotYet => Say("Belum ada yang dicatat.", "Nothing is recorded yet.");

    internal string Summary(int good, int same, int wrong) => Say(
        $"{Kit.Format.Number(good)} baris akan dicatat, {Kit.Format.Number(same)} sudah ada, {Kit.Format.Number(wrong)} salah dan dilewati.",
        $"{Kit.Format.Number(good)} lines would be recorded, {Kit.Format.Number(same)} are there already, {Kit.Format.Number(wrong)} are wrong and left out.");

    internal string Confirm(int count) => Say($"Catat {Kit.Format.Number(count)} baris", count == 1 ? "Record 1 line" : $"Record {Kit.Format.Number(count)} lines");

    internal string Moved => Say("Stok sudah bergerak sejak berkas ini diperiksa", "Stock has moved since this file was looked at");

    internal string MovedWhy => Say("Tidak ada yang dicatat. Periksa berkasnya sekali lagi.", "Nothing was recorded. Look at the file again.");

    internal string NotPreviewed => Say("Berkas ini belum diperiksa di sini", "This file was not looked at here");

    internal string NotPreviewedWhy => Say("Tidak ada yang dicatat. Pilih berkasnya dan periksa dahulu.", "Nothing was recorded. Choose the file and look at it first.");

    internal string Done(int count) => Say($"{Kit.Format.Number(count)} baris tercatat", count == 1 ? "1 line is recorded" : $"{Kit.Format.Number(count)} lines are recorded");

    internal string DoneWhy => Say("Mengunggah berkas yang sama lagi tidak mengubah apa-apa.", "Uploading the same file again changes nothing.");

    internal string Line => Say("Baris", "Line");

    internal string What => Say("Kejadian", "What happened");

    internal string Stock => Say("Stok", "Stock");

    internal string State => Say("Keadaan", "State");

    internal string Unknown => Say("Barang tidak dikenal", "Unknown product");

    internal (Tone Tone, string Word) Judge(HandResult? result) => result?.Status switch
    {
        ChangeStatus.Applied => (Tone.Ok, Say("Akan dicatat", "To record")),
        ChangeStatus.Duplicate => (Tone.Wait, Say("Sudah ada", "There already")),
        _ => (Tone.Bad, Say("Dilewati", "Left out")),
    };

    /// <summary>What is wrong with a line, each with its column.</summary>
    internal string Faults(UploadLine line, ProblemBody? problem) => string.Join(" ", line.Faults.Select(Fault).Append(problem is null ? "" : words.Refused(problem))).Trim();

    private string Fault(UploadFault fault)
    {
        var what = fault.Kind switch
        {
            UploadFaultKind.Width => Say("jumlah selnya tidak sama dengan baris pertama.", "it has a different number of cells than the first line."),
            UploadFaultKind.Missing => Say("kosong.", "it is empty."),
            UploadFaultKind.Item => Say("tidak ada barang dengan kode ini.", "no goods have this code."),
            UploadFaultKind.Quantity => Say("tulis angka tanpa tanda, misalnya 24 atau 2,5.", "write a number without a sign, for example 24 or 2.5."),
            UploadFaultKind.Zero => Say("lebih dari nol untuk yang bergerak.", "more than zero for what moves."),
            UploadFaultKind.Kind => Say("jenis ini tidak dikenal.", "this kind is not known."),
            UploadFaultKind.Time => Say("tulis seperti 2026-11-24 14:05.", "write it as 2026-11-24 14:05."),
            UploadFaultKind.Document => Say("paling banyak 60 huruf.", "60 characters at most."),
            _ => Say($"sudah disebut di baris {fault.Other}.", $"line {fault.Other} says it already."),
        };
        return fault.Column.Length == 0 ? Say($"Baris ini: {what}", $"This line: {what}") : Say($"Kolom {fault.Column}: {what}", $"Column {fault.Column}: {what}");
    }
}
