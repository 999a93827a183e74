using RetailGateway.PartnerSimulator.Chain.Dialect;

namespace RetailGateway.PartnerSimulator.Chain.Books;

/// <summary>Where the chain sees an order, in its own words.</summary>
internal static class SheetState
{
    public const string Ordered = "DIPESAN";
    public const string Acknowledged = "DITERIMA";
    public const string Agreed = "DISETUJUI";
    public const string AgreedWithChanges = "DISETUJUI_UBAH";
    public const string Rejected = "DITOLAK";
    public const string ChangeAsked = "MINTA_UBAH";
    public const string CancellationAsked = "MINTA_BATAL";
    public const string Cancelled = "BATAL";
    public const string PartlySent = "DIKIRIM_SEBAGIAN";
    public const string Sent = "DIKIRIM";
    public const string PartlyArrived = "DATANG_SEBAGIAN";
    public const string Done = "SELESAI";
}

/// <summary>What the chain's papers of one order come to, as its own clerks reckon it.</summary>
/// <remarks>Papers count by the second that stands on them, and of one second in the order in which they came.</remarks>
internal sealed class OrderSheet
{
    private readonly ChainCatalogue _catalogue;
    private readonly Dictionary<string, SheetLine> _byNumber = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DokumenPesanan> _receipts = new(StringComparer.Ordinal);
    private bool _isAcknowledged;
    private bool _isCancelled;

    private OrderSheet(ChainCatalogue catalogue, OrderPaperKey order) => (_catalogue, Order) = (catalogue, new ChainOrder(order.Cooperative, order.Buyer, order.Order));

    /// <summary>What names it.</summary>
    public ChainOrder Order { get; }

    /// <summary>One of <see cref="SheetState"/>.</summary>
    public string State { get; private set; } = SheetState.Ordered;

    /// <summary>The seller's last decision on it; none before one.</summary>
    public string? Answer { get; private set; }

    /// <summary>Its lines, as they were first named.</summary>
    public List<SheetLine> Lines { get; } = [];

    /// <summary>Changes and cancellations that nobody decided yet.</summary>
    public List<DokumenPesanan> Open { get; } = [];

    /// <summary>What stands on its newest paper, by the chain's clock.</summary>
    public string LastAt { get; private set; } = "";

    /// <summary>Reckons an order.</summary>
    /// <param name="papers">All of one order, as they came, the order itself among them.</param>
    /// <param name="catalogue">The chain's goods.</param>
    public static OrderSheet Of(IReadOnlyList<OrderPaper> papers, ChainCatalogue catalogue)
    {
        var sheet = new OrderSheet(catalogue, papers[0].Key);
        foreach (var document in papers.Select(paper => OrderRoutes.Read(paper.Body)).OrderBy(document => document.Jenis != "PESANAN").ThenBy(document => document.Waktu, StringComparer.Ordinal))
            sheet.Take(document);

        foreach (var receipt in sheet._receipts.Values)
        {
            foreach (var line in receipt.Baris)
                sheet.Line(line).Receive(sheet.Count(line, line.Jml) ?? 0, sheet.Count(line, line.Tolak) ?? 0);
        }

        if (sheet._isCancelled)
            sheet.Lines.ForEach(line => line.GiveUp());

        sheet.State = sheet.Reckon();
        return sheet;
    }

    private void Take(DokumenPesanan document)
    {
        LastAt = string.CompareOrdinal(document.Waktu, LastAt) > 0 ? document.Waktu : LastAt;
        switch (document.Jenis)
        {
            case "PESANAN":
                foreach (var line in document.Baris)
                    Line(line).Set(document.Waktu, line.Jml!.Kemasan, Count(line, line.Jml) ?? 0);
                break;
            case "PERUBAHAN" or "PEMBATALAN":
                Open.Add(document);
                break;
            case "JAWABAN" when document.Jawaban == "DITERIMA":
                _isAcknowledged |= document.AtasNo is null;
                break;
            case "JAWABAN":
                Decide(document);
                break;
            case "SURAT_JALAN":
                foreach (var line in document.Baris)
                    Line(line).Send(Count(line, line.Jml) ?? 0, Count(line, line.Sisa));
                break;
            case "PENERIMAAN" when document.HanyaDokumen is not true:
                _receipts[document.NoTerima ?? document.NoDokumen] = document;
                break;
        }
    }

    private void Decide(DokumenPesanan decision)
    {
        var request = Open.Find(open => open.Jenis == decision.AtasJenis && open.NoDokumen == decision.AtasNo);
        if (request is not null)
            Open.Remove(request);
        else if (decision.AtasNo is not null)
            return;

        if (request?.Jenis == "PEMBATALAN")
        {
            _isCancelled |= decision.Jawaban == "DISETUJUI";
            return;
        }

        if (request is not null)
        {
            if (decision.Jawaban == "DITOLAK")
                return;
            Change(request);
        }

        Answer = decision.Jawaban;
        if (decision.Jawaban == "DISETUJUI_UBAH")
        {
            foreach (var line in decision.Baris.Where(line => line.Status != "TAMBAH" || _byNumber.ContainsKey(line.NoBaris)))
                Line(line).Offer(line.Status, line.KdBarang is not null && line.KdBarang != Line(line).Item, Count(line, line.Jml));
        }
        else if (request is null)
        {
            Lines.ForEach(line => line.Confirm(decision.Jawaban == "DISETUJUI" ? null : 0));
        }
    }

    private void Change(DokumenPesanan change)
    {
        foreach (var changed in change.Baris)
        {
            if (changed.Status == "HAPUS")
                Line(changed).Delete(change.Waktu);
            else
                Line(changed).Set(change.Waktu, changed.Jml!.Kemasan, Count(changed, changed.Jml) ?? 0);
            Line(changed).Confirm(null);
        }

        foreach (var line in Lines.Where(line => !line.IsAnswered))
            line.Confirm(null);
    }

    private string Reckon()
    {
        var (moved, arrived) = (Lines.Exists(line => line.Sent > 0 || line.Arrived > 0), Lines.Exists(line => line.Arrived > 0));
        var (toCome, underWay) = (Lines.Exists(line => line.Later > 0), Lines.Exists(line => line.Sent > line.Arrived));
        if (moved && !toCome && !underWay)
            return SheetState.Done;
        if (!moved && _isCancelled)
            return SheetState.Cancelled;
        if (!moved && Answer == "DITOLAK")
            return SheetState.Rejected;
        if (!moved && !toCome && (Answer == "DISETUJUI" || Lines.Exists(line => line.Never > 0)))
            return Lines.Exists(line => line.GivenUp > 0) ? SheetState.Cancelled : SheetState.Done;
        if (Open.Count > 0)
            return Open.Exists(request => request.Jenis == "PEMBATALAN") ? SheetState.CancellationAsked : SheetState.ChangeAsked;
        if (arrived)
            return SheetState.PartlyArrived;
        if (moved)
            return toCome ? SheetState.PartlySent : SheetState.Sent;
        return Answer switch
        {
            "DISETUJUI" => SheetState.Agreed,
            "DISETUJUI_UBAH" => SheetState.AgreedWithChanges,
            _ => _isAcknowledged ? SheetState.Acknowledged : SheetState.Ordered,
        };
    }

    private SheetLine Line(BarisDokumen named)
    {
        if (!_byNumber.TryGetValue(named.NoBaris, out var line))
        {
            _byNumber[named.NoBaris] = line = new SheetLine(named.NoBaris, named.KdBarang ?? "");
            Lines.Add(line);
        }

        return line;
    }

    /// <summary>Pieces or kilograms; none where the paper names none, or what it names cannot be counted.</summary>
    private decimal? Count(BarisDokumen line, JumlahBarang? count) =>
        count is not null && _catalogue.Find(line.KdBarang ?? Line(line).Item) is { } item
            && new WrittenQuantity(count.Kemasan, count.JmlKemasan, count.JmlEceran, count.BeratKg).TryRead(item, out var quantity) is null
            ? quantity
            : null;
}

/// <summary>One line of an order as the chain reckons it, in pieces or kilograms.</summary>
/// <param name="number">The buyer's number of it.</param>
/// <param name="item">The chain's item code; empty where nobody named one.</param>
internal sealed class SheetLine(string number, string item)
{
    private decimal? _offered;
    private decimal? _outstanding;
    private string _setAt = "";

    public string Number { get; } = number;

    public string Item { get; } = item;

    /// <summary>The pack it was ordered in; none for weighed goods.</summary>
    public string? Pack { get; private set; }

    public decimal Ordered { get; private set; }

    /// <summary>What the seller last said it sends.</summary>
    public decimal Confirmed => IsAnswered ? _offered ?? Ordered : 0;

    public decimal Sent { get; private set; }

    public decimal Arrived { get; private set; }

    /// <summary>Arrived, and was not taken.</summary>
    public decimal Returned { get; private set; }

    public bool IsAnswered { get; private set; }

    /// <summary>Deleted, or the order was cancelled.</summary>
    public bool IsGivenUp { get; private set; }

    /// <summary>Still to be sent.</summary>
    public decimal Later => IsGivenUp ? 0 : Math.Min(_outstanding ?? Rest, Rest);

    /// <summary>Neither sent nor to be sent, although confirmed.</summary>
    public decimal Never => IsGivenUp ? 0 : Rest - Later;

    /// <summary>Confirmed, not sent, and given up.</summary>
    public decimal GivenUp => IsGivenUp ? Rest : 0;

    private decimal Rest => NotBelowZero(Ordered - Sent) is var notSent && IsAnswered
        ? notSent - Math.Min(notSent, NotBelowZero(Ordered - Confirmed))
        : notSent;

    /// <summary>As a paper has it; not where one of a later time has it otherwise already.</summary>
    public void Set(string at, string? pack, decimal ordered)
    {
        if (string.CompareOrdinal(at, _setAt) >= 0)
            (_setAt, Pack, Ordered, _outstanding, IsGivenUp) = (at, pack, ordered, null, false);
    }

    /// <inheritdoc cref="Set"/>
    public void Delete(string at)
    {
        if (string.CompareOrdinal(at, _setAt) >= 0)
            (_setAt, _outstanding, IsGivenUp) = (at, null, true);
    }

    /// <summary>The whole order was cancelled.</summary>
    public void GiveUp() => IsGivenUp = true;

    /// <summary>The seller sends this much of the whole line; null for what is ordered.</summary>
    public void Confirm(decimal? quantity)
    {
        (IsAnswered, _offered) = (true, quantity);
        if (quantity is { } whole && _outstanding is { } said)
            _outstanding = Math.Min(said, NotBelowZero(whole - Sent));
    }

    public void Offer(string? status, bool isAnotherItem, decimal? quantity) => Confirm(status switch
    {
        "TOLAK" => 0,
        "TETAP" or "SUDAH_DIKIRIM" => null,
        _ => isAnotherItem ? 0 : quantity,
    });

    public void Send(decimal quantity, decimal? outstanding)
    {
        Sent += quantity;
        _outstanding = outstanding ?? (_outstanding is { } before ? NotBelowZero(before - quantity) : null);
    }

    public void Receive(decimal arrived, decimal returned) => (Arrived, Returned) = (Arrived + arrived, Returned + returned);

    private static decimal NotBelowZero(decimal quantity) => Math.Max(0, quantity);
}
