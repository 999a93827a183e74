using System.Globalization;
using Microsoft.Extensions.Options;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Partners.Basmalah;

/// <summary>
/// Toko Basmalah behind the capabilities that it has: it takes a co-op's availability, tells its own stock, and trades by
/// orders both ways.
/// </summary>
internal sealed class BasmalahConnector(IBasmalahApi api, IOptions<BasmalahOptions> options, TimeProvider time) : IShowsStock, IReadsStockChanges, IShowsOrders
{
    private readonly BasmalahOptions options = options.Value;
    private readonly BasmalahPacks packs = new(api, options.Value, time);

    public string Dialect => "basmalah";

    public string Environment => options.Environment;

    public int MostLines => IBasmalahApi.MostRows;

    public bool Knows(string cooperative) => options.Keys.ContainsKey(cooperative);

    public async Task<Outcome<IReadOnlyList<LineOutcome>>> Publish(StockSend send, CancellationToken cancel)
    {
        var (wire, local) = Translate(send);
        if (wire.Baris.Count == 0)
        {
            return new Outcome<IReadOnlyList<LineOutcome>>.Accepted(Merge(send, local, []));
        }

        using var response = await api.Publish(options.Keys[send.Cooperative], wire, cancel);
        return Outcomes.Of(BasmalahAnswers.ReadSend(wire, response), IReadOnlyList<LineOutcome> (verdicts) => Merge(send, local, verdicts));
    }

    public async Task<Outcome<Found>> AskAfter(StockSend send, CancellationToken cancel)
    {
        var (wire, local) = Translate(send);
        using var response = await api.FindSend(options.Keys[send.Cooperative], send.SendId, cancel);
        return BasmalahAnswers.ReadSend(wire, response) switch
        {
            Reading<IReadOnlyList<LineVerdict>>.Refused { Code: BasmalahCodes.SendUnknown } => new Outcome<Found>.Accepted(new Found(null)),
            var reading => Outcomes.Of(reading, verdicts => new Found(Merge(send, local, verdicts))),
        };
    }

    public async Task<Outcome<HeldPage>> ReadHeld(string cooperative, string? continuation, CancellationToken cancel)
    {
        var number = continuation is null ? 1 : int.Parse(continuation, CultureInfo.InvariantCulture);
        using var response = await api.ListHeld(options.Keys[cooperative], cooperative, number, IBasmalahApi.MostRows, cancel);
        switch (BasmalahAnswers.Read(response))
        {
            case Reading<Halaman<BarisKetersediaan>>.Known { Value: var page } when page.Hal != number || (page.Hal < page.TotalHal && page.Baris.Count == 0):
                return new Outcome<HeldPage>.Unknown($"page {number} of what it holds was asked for, and another came");
            case Reading<Halaman<BarisKetersediaan>>.Known { Value: var page }:
                var factors = await packs.For(page.Baris.Select(line => (line.KdBarang, line.Kemasan)), cancel);
                return Outcomes.Of(factors, factorOf => new HeldPage(
                    [.. page.Baris.Select(line => Held(line, factorOf))],
                    page.Hal < page.TotalHal ? (number + 1).ToString(CultureInfo.InvariantCulture) : null));
            case var reading:
                return Outcomes.Of(reading, HeldPage (_) => throw new InvalidOperationException("A known page was read above."));
        }
    }

    public async Task<Outcome<StockChanges>> ReadChanges(string cursor, CancellationToken cancel)
    {
        using var response = await api.ReadChanges(options.AnyKey, cursor, IBasmalahApi.MostRows, cancel);
        switch (BasmalahAnswers.Read(response))
        {
            case Reading<PerubahanStok>.Known { Value: var page }:
                var factors = await packs.For(page.Baris.Select(line => (line.KdBarang, line.Kemasan)), cancel);
                return Outcomes.Of(factors, factorOf => new StockChanges(
                    [.. page.Baris.Select(line => BasmalahEntries.OfChange(line, page.Zona, factorOf))], page.TokenBerikut, page.AdaLagi));
            case Reading<PerubahanStok>.Refused { Code: BasmalahCodes.TokenExpired } gone:
                return new Outcome<StockChanges>.Rejected(IReadsStock.CursorGone, gone.Message);
            case var reading:
                return Outcomes.Of(reading, StockChanges (_) => throw new InvalidOperationException("A known page was read above."));
        }
    }

    public async Task<Outcome<StockSnapshot>> ReadSnapshot(string? continuation, CancellationToken cancel)
    {
        var (id, number) = Continuation(continuation);
        using var response = await api.ReadSnapshot(options.AnyKey, id, number, IBasmalahApi.MostRows, cancel);
        switch (BasmalahAnswers.Read(response))
        {
            case Reading<PotretStok>.Known { Value: var page } when page.Hal != number || (id is not null && page.IdPotret != id)
                || (page.Hal < page.TotalHal && page.Baris.Count == 0):
                return new Outcome<StockSnapshot>.Unknown($"page {number} of the snapshot was asked for, and another came");
            case Reading<PotretStok>.Known { Value: var page }:
                var factors = await packs.For(page.Baris.Select(line => (line.KdBarang, line.Kemasan)), cancel);
                return Outcomes.Of(
                    factors.Then(factorOf => BasmalahEntries.OfSnapshot(page, factorOf)),
                    balances => new StockSnapshot(
                        balances, page.Hal < page.TotalHal ? FormattableString.Invariant($"{page.Hal + 1}|{page.IdPotret}") : null, page.Token));
            case Reading<PotretStok>.Refused { Code: BasmalahCodes.SnapshotExpired } gone:
                return new Outcome<StockSnapshot>.Rejected(IReadsStock.CursorGone, gone.Message);
            case var reading:
                return Outcomes.Of(reading, StockSnapshot (_) => throw new InvalidOperationException("A known page was read above."));
        }
    }

    public async Task<Outcome<DateTimeOffset>> Send(OrderSend send, CancellationToken cancel)
    {
        if (BasmalahPaper.Write(send) is not Reading<DokumenPesanan>.Known { Value: var paper })
        {
            return Unsayable<DateTimeOffset>(send);
        }

        using var response = await api.SendDocument(options.Keys[send.Book.Cooperative], paper, cancel);
        return Outcomes.Of(BasmalahAnswers.ReadDocument(paper, response), at => at);
    }

    public async Task<Outcome<DateTimeOffset?>> AskAfter(OrderSend send, CancellationToken cancel)
    {
        if (BasmalahPaper.Write(send) is not Reading<DokumenPesanan>.Known { Value: var paper })
        {
            return Unsayable<DateTimeOffset?>(send);
        }

        using var response = await api.FindDocument(
            options.Keys[send.Book.Cooperative], paper.Pembeli, paper.NoPesanan, paper.Jenis, paper.NoDokumen, cancel);
        return BasmalahAnswers.ReadDocument(paper, response) switch
        {
            Reading<DateTimeOffset>.Refused { Code: BasmalahCodes.DocumentUnknown } => new Outcome<DateTimeOffset?>.Accepted(null),
            var reading => Outcomes.Of(reading, at => (DateTimeOffset?)at),
        };
    }

    public async Task<Outcome<OrderMessages>> ReadMessages(string cooperative, string? cursor, CancellationToken cancel)
    {
        using var response = await api.ReadDocuments(options.Keys[cooperative], cursor, IBasmalahApi.MostDocuments, cancel);
        return BasmalahAnswers.Read(response) switch
        {
            Reading<KabarPesanan>.Refused { Code: BasmalahCodes.DocumentTokenExpired } gone => new Outcome<OrderMessages>.Rejected(IReadsStock.CursorGone, gone.Message),
            var reading => Outcomes.Of(reading, page => new OrderMessages(
                [.. page.Baris.Select(line => new OrderMessage(line.IdKabar, line.Dokumen.GetRawText()))], page.TokenBerikut, page.AdaLagi)),
        };
    }

    public async Task<Outcome<ShownOrders>> ShowOrders(string cooperative, string? continuation, CancellationToken cancel)
    {
        var number = continuation is null ? 1 : int.Parse(continuation, CultureInfo.InvariantCulture);
        using var response = await api.ListOrders(options.Keys[cooperative], number, IBasmalahApi.MostRows, cancel);
        return Outcomes.Of(BasmalahAnswers.Read(response).Then(page => BasmalahSheets.Read(page, number)), orders => orders);
    }

    public Understanding<MessageHead> Head(string body) => BasmalahMessages.Head(body);

    public Understanding<OrderDocument> Document(string body, OrderBook book) => BasmalahMessages.Document(body, book);

    public Understanding<IReadOnlyDictionary<LineId, UnitPrice>> Prices(string body, OrderBook book) => BasmalahMessages.Prices(body);

    /// <summary>What the chain has no words for is refused before it is sent.</summary>
    private static Outcome<T>.Rejected Unsayable<T>(OrderSend send) =>
        new("not-sayable", BasmalahPaper.Write(send) is Reading<DokumenPesanan>.Unknown unknown ? unknown.Why : "");

    private static HeldLine Held(BarisKetersediaan line, PackFactor factorOf) => new(
        line.Lokasi, line.KdBarang, (BasmalahStock.ReadHeld(line, factorOf) as Reading<BasmalahQuantity>.Known)?.Value.Quantity, line.Versi);

    /// <summary>The next page's number stands first: the rest is the chain's and may hold anything.</summary>
    private static (string? Id, int Page) Continuation(string? text) => text?.Split('|', 2) is [var page, var id]
        ? (id, int.Parse(page, CultureInfo.InvariantCulture))
        : (null, 1);

    /// <summary>The lines that can be said, and why the others cannot.</summary>
    private static (KirimanKetersediaan Wire, Dictionary<int, string> Unsayable) Translate(StockSend send)
    {
        var lines = new List<BarisKiriman>();
        var unsayable = new Dictionary<int, string>();
        foreach (var (index, line) in send.Lines.Index())
        {
            switch (Line(line))
            {
                case Reading<BarisKiriman>.Known known:
                    lines.Add(known.Value);
                    break;
                case Reading<BarisKiriman>.Unknown unknown:
                    unsayable.Add(index, unknown.Why);
                    break;
            }
        }

        return (new KirimanKetersediaan(send.SendId, send.Cooperative, BasmalahTranslator.Zone, lines), unsayable);
    }

    private static Reading<BarisKiriman> Line(StockLine line)
    {
        var weighed = line.BaseUnit.Equals("kg", StringComparison.OrdinalIgnoreCase);
        return weighed || (decimal.IsInteger(line.Factor) && line.Factor <= int.MaxValue)
            ? BasmalahTranslator.ToLine(
                line.Location, line.Available, new BasmalahItem(line.Item, weighed ? null : line.Pack, weighed ? 1 : (int)line.Factor), line.Version, line.AsOf)
            : new Reading<BarisKiriman>.Unknown(FormattableString.Invariant($"{line.Pack} of {line.Factor} {line.BaseUnit} is not a pack the chain can count"));
    }

    private static List<LineOutcome> Merge(StockSend send, Dictionary<int, string> unsayable, IReadOnlyList<LineVerdict> verdicts)
    {
        var next = 0;
        return [.. send.Lines.Select((line, index) => unsayable.TryGetValue(index, out var why)
            ? new LineOutcome(null, "not-sayable", why)
            : Of(verdicts[next++], line.Version))];
    }

    private static LineOutcome Of(LineVerdict verdict, long version) => verdict switch
    {
        LineVerdict.Accepted => new LineOutcome(version),
        LineVerdict.Stale stale => new LineOutcome(stale.HeldVersion),
        LineVerdict.Refused refused => new LineOutcome(null, refused.Code, refused.Message),
        LineVerdict.Unknown unknown => new LineOutcome(null, "unclear", unknown.Why),
        _ => throw new InvalidOperationException("A verdict is one of four."),
    };
}
