using RetailGateway.Domain.Orders.Replenishment;
using RetailGateway.Features.Orders.Replenishment;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Orders;

/// <summary>What is said of proposed orders.</summary>
internal sealed class ProposalWords(Ui ui) : WordsOf(ui)
{
    internal string Page => Say("Usulan pesanan", "Proposed orders");

    internal string Lead => Say(
        "Yang sebaiknya dipesan tiap toko, dihitung tiap malam dari batas minimum, stok, dan pesanan yang masih berjalan.",
        "What each shop should order, reckoned each night from its minimum levels, its stock and what is still on order.");

    internal string Pools => Say("Lihat pesanan gabungan", "See pooled orders");

    internal string Trail => Say("Jejak", "Trail");

    internal string Orders => Say("Pesanan", "Orders");

    internal string Pages => Say("Halaman", "Pages");

    internal string Next => Say("Lebih lama", "Older");

    internal string First => Say("Ke yang terbaru", "To the newest");

    internal string Caption => Say("Usulan pesanan per pemasok dan toko, yang terbaru di atas", "Proposed orders by supplier and shop, the newest first");

    internal string Supplier => Say("Pemasok", "Supplier");

    internal string Shop => Say("Toko", "Shop");

    internal string State => Say("Keadaan", "State");

    internal string Goods => Say("Barang", "Goods");

    internal string Value => Say("Nilai", "Value");

    internal string Nothing => Say("Tidak ada yang perlu dipesan", "Nothing needs to be ordered");

    internal string NothingWhy => Say(
        "Semua barang yang punya batas minimum masih cukup, atau sudah dipesan. Batasnya diatur di halaman stok tiap barang.",
        "All goods with a minimum level are sufficient or on order. Levels are set on each product's stock page.");

    internal string ToStock => Say("Ke stok", "To the stock");

    internal string Dismissed => Say("Usulan diabaikan.", "The proposal is dismissed.");

    internal string DismissedWhy => Say("Pemasok itu tidak diusulkan lagi untuk toko itu sampai besok.", "That supplier is not proposed for that shop again before tomorrow.");

    internal string SupplierOf(NamedProposal named) => named.Supplier ?? Say("Belum ada pemasok", "No supplier yet");

    internal string Made(OrderProposal proposal) => Say($"Diusulkan {Format.Ago(proposal.ProposedAt)}", $"Proposed {Format.Ago(proposal.ProposedAt)}");

    internal string Title(NamedProposal named) => Say($"Usulan untuk {named.Shop}", $"Proposal for {named.Shop}");

    internal string About(NamedProposal named) => $"{SupplierOf(named)}. {Made(named.Proposal)}. "
        + Say($"{named.Proposal.Lines} barang, nilai {Kit.Format.Rupiah(named.Proposal.Value)} tanpa PPN.", $"{named.Proposal.Lines} products, {Kit.Format.Rupiah(named.Proposal.Value)} without tax.");

    internal string Of(OrderProposal proposal) => proposal switch
    {
        { Status: ProposalStatus.Approved } => Say("Disetujui", "Approved"),
        { Status: ProposalStatus.Dismissed } => Say("Diabaikan", "Dismissed"),
        { Status: ProposalStatus.Pooled } => Say("Digabungkan", "Pooled"),
        { Status: ProposalStatus.Superseded } => Say("Sudah diganti", "Superseded"),
        { KeptBack: true } => Say("Ditahan", "Kept back"),
        { Lines: 0 } => Say("Perlu dibenahi", "Needs mending"),
        _ => Say("Menunggu keputusan", "Waits for a decision"),
    };

    /// <summary>What else is to be said of it in a list.</summary>
    internal string? Besides(OrderProposal proposal)
    {
        var said = new[]
        {
            proposal.KeptBack ? Missing(proposal) : null,
            proposal.Unresolved > 0 ? Say($"{proposal.Unresolved} barang perlu dibenahi", $"{proposal.Unresolved} products need mending") : null,
        }.Where(one => one is not null).ToList();
        return said.Count == 0 ? null : string.Join(". ", said);
    }

    internal string Missing(OrderProposal proposal) => Say(
        $"Kurang {Kit.Format.Rupiah(proposal.MinimumOrderValue - proposal.Value)} dari nilai pesanan minimum",
        $"{Kit.Format.Rupiah(proposal.MinimumOrderValue - proposal.Value)} below the minimum order value");

    internal string MissingWhy => Say(
        "Pemasok meminta nilai minimum per pesanan. Tambah kemasannya, tunggu sampai lebih banyak yang perlu, atau tetap pesan.",
        "The supplier asks for a minimum value an order. Add packs, wait until more is needed, or order it nonetheless.");

    internal string Decided(OrderProposal proposal) => $"{Of(proposal)}, {Format.When(proposal.DecidedAt!.Value)}.";

    internal string DecidedWhy(OrderProposal proposal) => proposal.Status switch
    {
        ProposalStatus.Approved => Say("Usulan ini sudah menjadi pesanan.", "This proposal has become an order."),
        ProposalStatus.Pooled => Say("Isinya menjadi bagian toko ini dalam pesanan gabungan.", "What it asks for is this shop's share of a pooled order."),
        ProposalStatus.Dismissed => Say($"Alasannya: {proposal.Reason}", $"The reason: {proposal.Reason}"),
        _ => Say("Stok atau pesanan berubah, jadi usulan ini tidak berlaku lagi. Lihat usulan yang baru.", "Stock or orders have changed, so this proposal does not hold any more. See the new ones."),
    };

    internal string ToOrder => Say("Ke pesanannya", "To the order");

    internal string Decide => Say("Putuskan usulan ini", "Decide this proposal");

    internal string Approve => Say("Pesan", "Order");

    internal string ApproveEffect => Say("Menjadi pesanan sekarang, dengan harga hari ini. Ubah jumlah kemasan bila perlu; 0 tidak dipesan.", "It becomes an order now, at the prices of today. Change packs where needed; 0 is not ordered.");

    internal string Pool => Say("Masukkan ke pesanan gabungan", "Put it into a pooled order");

    internal string PoolEffect => Say("Isinya menjadi bagian toko ini; kemasannya dibulatkan sekali untuk semua toko.", "What it asks for becomes this shop's share; packs are rounded up once for all shops.");

    internal string PoolOf => Say("Pesanan gabungan", "Pooled order");

    internal string PoolWrong => Say("Pesanan gabungan itu sudah ditutup, atau bukan untuk pemasok ini.", "That pooled order is closed, or is another supplier's.");

    internal string ToPool => Say("Ke pesanan gabungannya", "To the pooled order");

    internal string Dismiss => Say("Abaikan", "Dismiss");

    internal string DismissEffect => Say("Tidak dipesan, dan tidak diusulkan lagi sampai besok.", "It is not ordered, nor proposed again before tomorrow.");

    internal string Reason => Say("Alasan", "Reason");

    internal string ReasonHint => Say("Disimpan bersama usulan dan di catatan audit.", "Kept with the proposal and in the audit log.");

    internal string ReasonMissing => Say("Tulis alasannya, paling banyak 500 huruf.", "Write the reason, 500 characters at most.");

    internal string SendDecision => Say("Kirim keputusan", "Send the decision");

    internal string ChooseOne => Say("Pilih dulu apa yang dilakukan dengan usulan ini.", "Choose first what to do with this proposal.");

    internal string NothingDone => Say("Tidak ada yang dicatat.", "Nothing was recorded.");

    internal string SomeWrong => Say("Ada jumlah yang belum benar.", "Some quantities are not right yet.");

    internal string PacksWrong => Say("Tulis jumlah kemasan yang bulat, misalnya 3.", "Write whole packs, for example 3.");

    internal string NothingLeft => Say("Semua barang 0: abaikan saja usulan ini, dengan alasannya.", "All goods are 0: dismiss this proposal instead, with a reason.");

    internal string Meanwhile => Say("Usulan ini sudah diputuskan atau diganti sejak Anda membukanya.", "This proposal has been decided or replaced since you opened it.");

    internal string NotToday => Say(
        "Tidak bisa dipesan hari ini: harga, kemasan, atau syarat dagangnya berubah sejak diusulkan. Abaikan; yang benar diusulkan lagi besok malam.",
        "It cannot be ordered today: prices, packs or terms have changed since it was proposed. Dismiss it; what is right is proposed again tomorrow night.");

    /// <summary>How much: <c>3 CTN isi 10</c>.</summary>
    internal string Packs(OrderProposalLine line) =>
        line.PackFactor == 1 ? Kit.Format.Quantity(line.Packs!.Value, line.Pack!) : Format.Packs(line.Packs!.Value, line.Pack!, line.PackFactor!.Value);

    /// <summary>What stands beside a quantity that may be changed.</summary>
    internal string Detail(OrderProposalLine line) => $"{Packs(line)}, {Kit.Format.Rupiah(line.Value!.Value)}. {Why(line)}";

    /// <summary>The figures that it came from.</summary>
    internal string Why(OrderProposalLine line)
    {
        var parts = new List<string> { Say($"Tersedia {Kit.Format.Number(line.Available)}", $"Available {Kit.Format.Number(line.Available)}") };
        if (line.OnOrder > 0)
        {
            parts.Add(Say($"dipesan {Kit.Format.Number(line.OnOrder)}", $"on order {Kit.Format.Number(line.OnOrder)}"));
        }

        if (line.ExpectedIn > 0)
        {
            parts.Add(Say($"akan masuk {Kit.Format.Number(line.ExpectedIn)}", $"expected {Kit.Format.Number(line.ExpectedIn)}"));
        }

        parts.Add(Say($"minimum {Kit.Format.Number(line.Minimum)}", $"minimum {Kit.Format.Number(line.Minimum)}"));
        parts.Add(Say($"isi sampai {Kit.Format.Quantity(line.Target, line.BaseUnit)}", $"target {Kit.Format.Quantity(line.Target, line.BaseUnit)}"));
        return $"{string.Join(", ", parts)}{(line.Cause == ProposalCause.TopUp ? Say("; ikut untuk mencapai nilai minimum", "; goes along to reach the minimum value") : "")}.";
    }

    internal string Unresolved(int count) => Say($"Perlu dibenahi ({count})", $"Needs mending ({count})");

    internal string UnresolvedWhy => Say("Barang ini tidak ikut dipesan. Benahi sebabnya, dan malam nanti dihitung lagi.", "These are not ordered. Mend the cause, and they are reckoned again tonight.");

    internal string Fault(ReplenishmentFault fault) => fault switch
    {
        ReplenishmentFault.LevelDoesNotHold => Say("Batas minimum dan targetnya tidak masuk akal.", "Its minimum and target do not fit."),
        ReplenishmentFault.NegativeStock => Say("Stoknya di bawah nol: hitung dulu.", "Its stock is below zero: count it first."),
        ReplenishmentFault.NoTermsInForce => Say("Tidak ada syarat dagang yang berlaku dengan pemasoknya.", "No terms with its supplier are in force."),
        ReplenishmentFault.UnknownPack => Say("Kemasan pemasok belum dikenal.", "The supplier's pack is not known."),
        ReplenishmentFault.NoPriceInForce => Say("Belum ada harga pemasok hari ini.", "The supplier has no price of it today."),
        _ => Say("Harganya dalam mata uang lain.", "Its price is in another currency."),
    };
}
