using RetailGateway.Features.Stock.ByHand;
using RetailGateway.Features.Stock.Positions;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Stock;

/// <summary>What the page of one good says.</summary>
/// <param name="ui">What is spoken.</param>
/// <param name="words">What all stock pages say.</param>
/// <param name="names">The party's people by number.</param>
internal sealed class ItemWords(Ui ui, StockWords words, IReadOnlyDictionary<int, string> names) : WordsOf(ui)
{
    internal string Why(decimal onHand) => Say($"Mengapa {Kit.Format.Number(onHand)}?", $"Why is it {Kit.Format.Number(onHand)}?");

    internal string Entries => Say("Catatan", "Entries");

    internal string LedgerCaption => Say("Semua catatan barang ini di toko ini, terbaru dulu", "All entries of this product in this shop, newest first");

    internal string When => Say("Waktu", "Time");

    internal string What => Say("Kejadian", "What happened");

    internal string Change => Say("Gerak", "Change");

    internal string After => Say("Menjadi", "Becomes");

    internal string Older => Say("Catatan sebelumnya", "Earlier entries");

    internal string Newest => Say("Catatan terbaru", "Newest entries");

    internal string NoEntry => Say("Belum ada catatan. Hitung barang ini untuk memulai.", "There is no entry yet. Count this product to begin.");

    internal string Absorbed => Say("sudah terlihat saat hitung rak sesudahnya", "a later count had already seen it");

    internal string Reversed => Say("dibatalkan, tidak dihitung", "reversed, left out");

    internal string TransferredBy(string who) => Say(
        $"Pindah antar toko dicatat oleh {who}, di kedua toko sekaligus.",
        $"A transfer between shops is recorded by: {who}, in both shops at once.");

    internal string Levels => Say("Pesan ulang", "Reordering");

    internal string LevelWhy => Say("Bila kurang dari minimum, tiap malam diusulkan pesanan sampai target. Kosongkan keduanya bila tidak perlu dipesan.", "Where less than the minimum is left, an order up to the target is proposed each night. Leave both empty where it is not to be ordered.");

    internal string Minimum => Say("Minimum", "Minimum");

    internal string Target => Say("Target", "Target");

    internal string MinimumIn(string unit) => Say($"Minimum, dalam {unit}", $"Minimum, in {unit}");

    internal string TargetIn(string unit) => Say($"Target, dalam {unit}", $"Target, in {unit}");

    internal string TargetWrong => Say("Target tidak boleh di bawah minimum.", "The target is not below the minimum.");

    internal string SaveLevel => Say("Simpan batas", "Save the levels");

    internal string LevelSaved => Say("Batas pesan ulang disimpan.", "The levels are saved.");

    internal string Record => Say("Catat", "Record");

    internal string WhatHappened => Say("Apa yang terjadi?", "What happened?");

    internal string Quantity(string unit) => Say($"Jumlah, dalam {unit}", $"Quantity, in {unit}");

    internal string QuantityHint => Say("Angka saja; desimal memakai koma, misalnya 2,5.", "Digits only; decimals with a comma, for example 2,5.");

    internal string QuantityWrong => Say("Tulis jumlah, misalnya 24 atau 2,5 (paling banyak tiga desimal).", "Write a quantity, for example 24 or 2,5 (three decimals at most).");

    internal string QuantityZero => Say("Lebih dari nol, karena ada yang bergerak.", "More than zero, because something moves.");

    internal string Document => Say("Nomor surat jalan atau nota, bila ada", "Number of the delivery note or receipt, if any");

    internal string DocumentWrong => Say("Paling banyak 60 huruf, tanpa baris baru.", "60 characters at most, on one line.");

    internal string To => Say("Pindah ke", "Move to");

    internal string ToWrong => Say("Pilih toko atau gudang tujuan.", "Choose the shop or warehouse it goes to.");

    internal string KindMissing => Say("Pilih apa yang terjadi.", "Choose what happened.");

    internal string Nothing => Say("Tidak ada yang dicatat.", "Nothing was recorded.");

    internal string Again => Say("Sudah dicatat sebelumnya, tidak dihitung dua kali.", "It was recorded before; it does not count twice.");

    internal string Done => Say("Tercatat.", "Recorded.");

    internal string NowIs(decimal onHand, string unit) => Say($"Sekarang {Kit.Format.Quantity(onHand, unit)}.", $"Now {Kit.Format.Quantity(onHand, unit)}.");

    internal string Act(HandAct act) => act switch
    {
        HandAct.Count => Say("Hitung: jumlah di rak", "Count: what is on the shelf"),
        HandAct.Receive => Say("Terima barang masuk", "Receive goods"),
        HandAct.Sell => Say("Jual", "Sell"),
        HandAct.Damage => Say("Buang: rusak", "Write off: damaged"),
        HandAct.Expire => Say("Buang: kedaluwarsa", "Write off: expired"),
        _ => Say("Pindahkan ke toko lain", "Move to another shop"),
    };

    internal string Effect(HandAct act) => act switch
    {
        HandAct.Count => Say("Angka baru menggantikan catatan sampai sekarang.", "The new figure takes the place of the records until now."),
        HandAct.Receive => Say("Bertambah.", "Stock goes up."),
        HandAct.Transfer => Say("Berkurang di sini, bertambah di sana.", "Less here, more there."),
        _ => Say("Berkurang.", "Stock goes down."),
    };

    /// <summary>Who or what evidences an entry, and on which paper.</summary>
    internal string Source(LedgerEntry entry)
    {
        var who = HandIds.Person(entry.ChangeId) ?? HandIds.Person(entry.Document);
        var by = who is { } person ? names.GetValueOrDefault(person, Say("orang di konsol", "somebody at the console"))
            : entry.Connection == "console" ? Say("konsol", "the console")
            : entry.Connection;
        return (entry.Document is { } document && HandIds.Person(document) is null ? $"{by}, {document}" : by)
            + (entry.Absorbed ? $"; {Absorbed}" : "") + (entry.Reversed ? $"; {Reversed}" : "");
    }

    /// <summary>The figure as a sentence: what was counted, and what moved since.</summary>
    internal string Story(StockStory story, string unit)
    {
        var moved = string.Join(", ", story.Moved.Select(part => $"{words.Kind(part.Kind)} {StockWords.Signed(part.Quantity)}"));
        return story switch
        {
            { Count: { } count, Moved.Count: 0 } => Say($"Dihitung {Kit.Format.Quantity(count.Quantity, unit)} pada {Format.When(count.OccurredAt)}, dan sesudahnya tidak ada gerak.", $"Counted {Kit.Format.Quantity(count.Quantity, unit)} at {Format.When(count.OccurredAt)}, and nothing moved since."),
            { Count: { } count } => Say($"Dihitung {Kit.Format.Quantity(count.Quantity, unit)} pada {Format.When(count.OccurredAt)}. Sesudahnya: {moved}.", $"Counted {Kit.Format.Quantity(count.Quantity, unit)} at {Format.When(count.OccurredAt)}. Since then: {moved}."),
            { IsWhole: true } => Say($"Belum pernah dihitung. Yang tercatat: {moved}.", $"Never counted. What was recorded: {moved}."),
            _ => Say($"Hitungan terakhir ada di halaman sebelumnya. Terbaru: {moved}.", $"The last count is on an earlier page. Newest: {moved}."),
        };
    }
}
