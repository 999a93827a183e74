using RetailGateway.Domain.Orders.Pooling;
using RetailGateway.Features.Orders.Pools;
using RetailGateway.Features.Orders.Replenishment;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Orders;

/// <summary>What is said of a pool's goods, of each shop's share, and of what is done with them.</summary>
internal sealed class PoolShareWords(Ui ui) : WordsOf(ui)
{
    internal string Goods => Say("Barang", "Goods");

    internal string GoodsCaption => Say("Barang pesanan gabungan, jumlah dalam satuan dasar", "Goods of the pooled order, in base units");

    internal string Asked => Say("Diminta", "Asked");

    internal string Packs => Say("Kemasan", "Packs");

    internal string Ordered => Say("Dipesan", "Ordered");

    internal string Came => Say("Datang", "Came");

    internal string Got => Say("Dapat", "Got");

    internal string Reasons => Say("Mengapa", "Why");

    internal string Shop => Say("Toko", "Shop");

    internal string Shares(bool isOneShop) => isOneShop ? Say("Bagian toko Anda", "Your shop's share") : Say("Bagian tiap toko", "Each shop's share");

    internal string SharesCaption => Say("Bagian menurut toko dan barang, dan apa yang didapat", "Shares by shop and product, and what they got");

    internal string NoShares => Say("Belum ada bagian", "No share yet");

    internal string NoSharesWhy(bool takesShares) => takesShares
        ? Say("Isi bagian pertama, atau masukkan usulan pesanan.", "Give the first share, or put a proposed order in.")
        : Say("Tidak ada yang meminta sampai waktu tutupnya.", "Nobody asked up to its closing time.");

    internal string MoreShares => Say("Bagian berikutnya", "More shares");

    internal string FirstShares => Say("Ke bagian pertama", "To the first shares");

    internal string PacksOf(PoolLine line) => line.Pack is not { } pack ? Say("Belum ada harga, tidak dipesan", "No price, not ordered")
        : line.PackFactor == 1 ? Kit.Format.Quantity(line.Packs, pack)
        : Format.Packs(line.Packs, pack, line.PackFactor!.Value);

    /// <summary>What else is to be said of a line: what nobody asked for, and what shops have above what was taken.</summary>
    internal string? Besides(PoolLine line)
    {
        var said = new[]
        {
            line.Surplus > 0 ? Say($"{Kit.Format.Number(line.Surplus)} karena pembulatan kemasan", $"{Kit.Format.Number(line.Surplus)} by rounding up to packs") : null,
            line.Shortage > 0 ? Say($"toko sudah diberi {Kit.Format.Number(line.Shortage)} lebih dari yang diterima", $"shops were given {Kit.Format.Number(line.Shortage)} more than was taken") : null,
        }.Where(one => one is not null).ToList();
        return said.Count == 0 ? null : string.Join("; ", said);
    }

    /// <summary>Why a share was given what it was of one delivery.</summary>
    internal string Why(SeenAllocation seen, AllocationRule rule)
    {
        var one = seen.Allocation;
        var said = one.Lacked == one.Demanded
            ? Say($"Minta {Figure(one.Demanded)}, dapat {Figure(one.Allocated)}", $"Asked {Figure(one.Demanded)}, got {Figure(one.Allocated)}")
            : Say($"Masih kurang {Figure(one.Lacked)} dari {Figure(one.Demanded)}, dapat {Figure(one.Allocated)}", $"Still lacked {Figure(one.Lacked)} of {Figure(one.Demanded)}, got {Figure(one.Allocated)}");
        return $"{said}: {Because(seen, rule)}";
    }

    private string Because(SeenAllocation seen, AllocationRule rule) => seen.Allocation switch
    {
        { Because: AllocationReason.Whole } => Say("semuanya.", "all of it."),
        { Because: AllocationReason.QuotaAndRemainder } one => Say(
            $"bagian {Figure(one.Quota)}, dan {One(one)}{LeftOver(seen)} sisa karena sisanya termasuk yang terbesar.",
            $"its part {Figure(one.Quota)}, and {One(one)}{LeftOver(seen)} left over, for its remainder was among the largest."),
        { Because: AllocationReason.Quota } one => Say(
            $"bagian {Figure(one.Quota)}; yang tersisa untuk toko yang sisanya lebih besar atau lebih membutuhkan.",
            $"its part {Figure(one.Quota)}; what was left over went to larger remainders, or to who needs it more."),
        { Because: AllocationReason.ByNeed } one => Say(
            $"yang tersisa setelah {one.RankByNeed - 1} toko yang lebih membutuhkan.", $"what was left after {one.RankByNeed - 1} shops that need it more."),
        { } one when one.Lacked < one.Unit => Say("kurang dari satuan terkecil yang bisa dibagi.", "less than the least that can be given."),
        { } one when rule == AllocationRule.Need => Say(
            $"habis untuk {one.RankByNeed - 1} toko yang lebih membutuhkan.", $"it was gone to {one.RankByNeed - 1} shops that need it more."),
        _ => Say(
            "bagiannya kurang dari satu satuan; yang tersisa untuk toko yang sisanya lebih besar atau lebih membutuhkan.",
            "its part is less than one unit; what was left over went to larger remainders, or to who needs it more."),
    };

    /// <summary>Which delivery, and when it was shared out.</summary>
    internal string Delivery(ShareAllocation one) => Say(
        $"Penerimaan {one.Receipt}, {Format.When(one.At)}: {Figure(one.ToShare)} dibagi.", $"Receipt {one.Receipt}, {Format.When(one.At)}: {Figure(one.ToShare)} shared out.");

    internal string Give => Say("Isi bagian", "Give a share");

    internal string GiveWhy => Say("Bagian yang sudah ada diganti; 0 menariknya.", "A share that is there is replaced; 0 withdraws it.");

    internal string Product => Say("Kode barang", "Item code");

    internal string ProductWrong => Say("Kode itu tidak ada di daftar barang Anda.", "That code is none of your goods.");

    internal string Quantity => Say("Jumlah, dalam satuan dasar", "Quantity, in base units");

    internal string QuantityWrong => Say("Tulis jumlah 0 atau lebih, bulat kecuali barang yang ditimbang.", "Write a quantity of 0 or more, whole unless the goods are weighed.");

    internal string SendShare => Say("Simpan bagian", "Keep the share");

    internal string Gather => Say("Masukkan usulan", "Put a proposal in");

    internal string GatherWhy => Say("Isinya menjadi bagian toko itu, dan usulannya selesai.", "What it asks for becomes that shop's share, and the proposal is decided.");

    internal string ProposalOf => Say("Usulan", "Proposal");

    internal string Named(NamedProposal named) => $"{named.Shop}: "
        + Say($"{named.Proposal.Lines} barang, {Kit.Format.Rupiah(named.Proposal.Value)}", $"{named.Proposal.Lines} products, {Kit.Format.Rupiah(named.Proposal.Value)}");

    internal string SendProposal => Say("Masukkan", "Put it in");

    internal string ProposalWrong => Say("Usulan itu tidak bisa dimasukkan: bukan untuk pemasok ini, atau tidak ada isinya.", "That proposal cannot be put in: it is another supplier's, or has nothing to order.");

    internal string Decide => Say("Putuskan pesanan gabungan ini", "Decide this pooled order");

    internal string Close => Say("Tutup sekarang", "Close now");

    internal string CloseEffect => Say("Menjadi satu pesanan sekarang, dengan harga hari ini.", "It becomes one order now, at the prices of today.");

    internal string Below => Say("Pesan juga bila di bawah nilai minimum pemasok", "Order it although it is below the supplier's minimum");

    internal string Extend => Say("Ubah waktu tutup", "Move the closing time");

    internal string ExtendEffect(bool isKeptBack) => isKeptBack
        ? Say("Bagian bisa diisi lagi sampai waktu yang baru.", "Shares can be given again up to the new time.")
        : Say("Lebih lama atau lebih cepat; bagian yang sudah ada tetap.", "Later or sooner; the shares that are there stay.");

    internal string Cancel => Say("Batalkan", "Cancel");

    internal string CancelEffect => Say("Tidak dipesan. Bagian toko tetap bisa dibaca.", "Nothing is ordered. The shares stay to be read.");

    internal string Reason => Say("Alasan", "Reason");

    internal string ReasonHint => Say("Disimpan bersama pesanan gabungan dan di catatan audit.", "Kept with the pooled order and in the audit log.");

    internal string ReasonMissing => Say("Tulis alasannya, paling banyak 500 huruf.", "Write the reason, 500 characters at most.");

    internal string SendDecision => Say("Kirim keputusan", "Send the decision");

    internal string ChooseOne => Say("Pilih dulu: tutup, ubah waktu, atau batalkan.", "Choose first: close, move the time, or cancel.");

    internal string Closed => Say("Sudah ditutup: bagian yang ada tetap seperti waktu itu.", "It is closed: the shares stand as they were then.");

    internal string Meanwhile => Say("Sudah diputuskan sejak Anda membukanya.", "It has been decided since you opened it.");

    internal string NotOrderable => Say(
        "Tidak bisa dipesan hari ini: periksa harga, kemasan, dan syarat dagang dengan pemasok.", "It cannot be ordered today: check prices, packs and the terms with the supplier.");

    /// <summary>What was just done, or was done before by the same form.</summary>
    internal string Done(string? done) => done switch
    {
        "open" => Say("Pesanan gabungan dibuka.", "The pooled order is open."),
        "share" => Say("Bagian disimpan.", "The share is kept."),
        "gather" => Say("Usulan dimasukkan sebagai bagian.", "The proposal is put in as shares."),
        "close" => Say("Ditutup.", "It is closed."),
        "extend" => Say("Waktu tutup diubah.", "The closing time is moved."),
        "cancel" => Say("Dibatalkan.", "It is cancelled."),
        _ => Say("Sudah tercatat sebelumnya.", "It was recorded before."),
    };

    private static string Figure(decimal number) => Kit.Format.Number(number);

    private string One(ShareAllocation one) => one.Unit == 1 ? Say("satu", "one") : Figure(one.Unit);

    /// <summary>Of how many, where the reader sees all shares.</summary>
    private string LeftOver(SeenAllocation seen) => seen.Left is { } left ? Say($" dari {Figure(left)}", $" of {Figure(left)}") : Say(" dari", " of what was");
}
