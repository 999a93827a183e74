using Microsoft.Extensions.Options;
using RetailGateway.Domain.Stock;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Partners.Basmalah;

/// <summary>Toko Basmalah behind the capabilities that it has: it takes a co-op's availability and tells its own stock.</summary>
internal sealed class BasmalahConnector(IBasmalahApi api, IOptions<BasmalahOptions> options) : IPublishesStock, IReadsStock
{
    private readonly BasmalahOptions options = options.Value;
    private readonly Dictionary<(string Item, string Pack), int> packs = [];

    public string Dialect => "basmalah";

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

    public async Task<Outcome<StockChanges>> ReadChanges(string cursor, CancellationToken cancel)
    {
        await LearnPacks(cancel);
        using var response = await api.ReadChanges(options.AnyKey, cursor, IBasmalahApi.MostRows, cancel);
        return BasmalahAnswers.Read(response) switch
        {
            Reading<PerubahanStok>.Refused { Code: BasmalahCodes.TokenExpired } gone => new Outcome<StockChanges>.Rejected(IReadsStock.CursorGone, gone.Message),
            var reading => Outcomes.Of(reading, page => new StockChanges(
                [.. page.Baris.Select(line => Entry(line, page.Zona))], page.TokenBerikut, page.AdaLagi)),
        };
    }

    public async Task<Outcome<StockSnapshot>> ReadSnapshot(string? continuation, CancellationToken cancel)
    {
        await LearnPacks(cancel);
        var (id, page) = continuation?.Split('|') is [var snapshot, var number]
            ? (snapshot, int.Parse(number, System.Globalization.CultureInfo.InvariantCulture))
            : (null, 1);
        using var response = await api.ReadSnapshot(options.AnyKey, id, page, IBasmalahApi.MostRows, cancel);
        return BasmalahAnswers.Read(response) switch
        {
            Reading<PotretStok>.Refused { Code: BasmalahCodes.SnapshotExpired } gone => new Outcome<StockSnapshot>.Rejected(IReadsStock.CursorGone, gone.Message),
            var reading => Outcomes.Of(reading, read => Snapshot(read)),
        };
    }

    private StockSnapshot Snapshot(PotretStok page)
    {
        var asOf = BasmalahTranslator.ToInstant(page.Per, page.Zona) is Reading<DateTimeOffset>.Known known ? known.Value : default;
        var balances = page.Baris.Select(line => BasmalahStock.ReadBalance(line, FactorOf) is Reading<BasmalahQuantity>.Known balance && asOf != default
            ? new PartnerEntry($"potret/{page.IdPotret}/{line.Lokasi}/{line.KdBarang}", line.Lokasi, line.KdBarang, EntryKind.Count, balance.Value.Quantity, asOf, page.IdPotret)
            : new PartnerEntry($"potret/{page.IdPotret}/{line.Lokasi}/{line.KdBarang}", line.Lokasi, line.KdBarang, EntryKind.Count, null, asOf, "a balance we cannot read"));
        return new StockSnapshot([.. balances], page.Hal < page.TotalHal ? $"{page.IdPotret}|{page.Hal + 1}" : null, page.Token);
    }

    private PartnerEntry Entry(BarisPerubahan line, string zone) => BasmalahStock.ReadChange(line, zone, FactorOf) switch
    {
        Reading<BasmalahChange>.Known { Value: var change } => new PartnerEntry(
            change.Id, change.Location, change.ItemCode, KindOf(change.Kind), change.Quantity, change.OccurredAt, change.Reference),
        Reading<BasmalahChange>.Unknown unknown => new PartnerEntry(line.IdMutasi, line.Lokasi, line.KdBarang, EntryKind.Adjustment, null, default, unknown.Why),
        _ => new PartnerEntry(line.IdMutasi, line.Lokasi, line.KdBarang, EntryKind.Adjustment, null, default, "a change we cannot read"),
    };

    /// <summary>The lines that can be said, and why the others cannot.</summary>
    private static (KirimanKetersediaan Wire, Dictionary<int, string> Unsayable) Translate(StockSend send)
    {
        var lines = new List<BarisKiriman>();
        var unsayable = new Dictionary<int, string>();
        foreach (var (index, line) in send.Lines.Index())
        {
            var item = new BasmalahItem(line.Item, line.BaseUnit == "kg" ? null : line.Pack, (int)line.Factor);
            switch (BasmalahTranslator.ToLine(line.Location, line.Available, item, line.Version, line.AsOf))
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
        _ => new LineOutcome(null),
    };

    private static EntryKind KindOf(BasmalahChangeKind kind) => kind switch
    {
        BasmalahChangeKind.Sale => EntryKind.Sale,
        BasmalahChangeKind.Receipt => EntryKind.Receipt,
        BasmalahChangeKind.Damage => EntryKind.Damage,
        BasmalahChangeKind.Count => EntryKind.Count,
        _ => EntryKind.Adjustment,
    };

    private int? FactorOf(string item, string pack) => packs.TryGetValue((item, pack), out var factor) ? factor : null;

    /// <summary>The chain writes quantities in its own packs; what they hold stands in its catalogue, read once.</summary>
    private async Task LearnPacks(CancellationToken cancel)
    {
        if (packs.Count > 0)
        {
            return;
        }

        var page = 1;
        var last = 1;
        while (page <= last)
        {
            using var response = await api.ListItems(options.AnyKey, page++, IBasmalahApi.MostRows, cancel);
            if (BasmalahAnswers.Read(response) is not Reading<Halaman<BarisBarang>>.Known { Value: var items })
            {
                packs.Clear();
                return;
            }

            last = items.TotalHal;
            foreach (var item in items.Baris)
            {
                foreach (var pack in item.Kemasan)
                {
                    packs[(item.KdBarang, pack.Kemasan)] = pack.Isi;
                }
            }
        }
    }
}
