using CsCheck;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock;
using RetailGateway.Domain.Stock.Consignment;

namespace RetailGateway.Domain.Tests.Stock.Consignment;

/// <summary>
/// One product of a producer on a shop's shelf: entries arrive in some order, and settlement runs happen between them.
/// The first day is a Monday, in WIB.
/// </summary>
internal sealed class ConsignedShop(IReadOnlyCollection<Span> held, SettlementRule rule, TermsHistory terms)
{
    internal const int Days = 21;

    internal static readonly BusinessDay Monday = new(new DateOnly(2026, 11, 2));

    internal static readonly DateTimeOffset Start = Monday.StartsAt(IndonesianZone.Wib);

    /// <summary>The producer's from the first day on.</summary>
    internal static readonly IReadOnlyCollection<Span> Always = [new Span(Start, DateTimeOffset.MaxValue)];

    private static readonly EntryKind[] Kinds =
    [
        EntryKind.Sale, EntryKind.Sale, EntryKind.Sale, EntryKind.Receipt, EntryKind.ReturnIn, EntryKind.ReturnOut, EntryKind.TransferIn,
        EntryKind.TransferOut, EntryKind.Damage, EntryKind.Expiry, EntryKind.Adjustment, EntryKind.Count, EntryKind.Count, EntryKind.Reversal,
    ];

    private readonly List<StockEntry> ledger = [];

    /// <summary>Everything that was ever stated, in the order it was.</summary>
    internal List<SettledPeriod> Statements { get; } = [];

    /// <summary>The last statement of each period, oldest first.</summary>
    internal IEnumerable<SettledPeriod> Last =>
        Statements.GroupBy(stated => stated.Period).Select(stated => stated.MaxBy(one => one.Revision)!).OrderBy(stated => stated.Period.From);

    internal static TermsHistory Weekly(ShrinkageBearer bearer = ShrinkageBearer.Consignee) => new(
        [(Monday, new ConsignmentTerms(100, bearer, new SettlementCalendar(SettlementPace.Week, 1), GraceDays: 0))]);

    internal static SettlementRule Rule(ShrinkageBearer bearer = ShrinkageBearer.Consignee, bool salesAreRecorded = true, decimal price = 9_500m, decimal share = 100) =>
        new(bearer, salesAreRecorded, new ConsignorsPrice(new UnitPrice(price, 1, Currency.Rupiah), share));

    internal static StockEntry Entry(string id, EntryKind kind, decimal quantity, double day, string? reverses = null) => new(
        new EntryKey(new ConnectionId(1), id), kind, Quantity.FromDecimal(quantity), Start.AddDays(day), reverses);

    /// <summary>Three weeks of a shop, some of it before the goods were the producer's; reversals may name anything.</summary>
    internal static Gen<StockEntry[]> Histories { get; } = Gen.Int[1, 40].SelectMany(count => Gen.Select(
            Gen.OneOf(Kinds), Gen.Int[1, 9_999], Gen.Int[-48, (Days * 24) - 1], Gen.Int[0, count])
        .Array[count]
        .Select(drawn => drawn.Select((draw, index) => Drawn(index, draw.Item1, draw.Item2, draw.Item3 / 24.0, draw.Item4)).ToArray()));

    internal void Arrive(StockEntry entry) => ledger.Add(entry);

    /// <summary>A settlement run: every period that is over by then and not settled, and what changed of those before.</summary>
    internal void Run(DateTimeOffset now)
    {
        var book = new ConsignmentBook(ledger);
        while (SettlementPeriod.Next(terms, held, Last.LastOrDefault()?.Period.Until, IndonesianZone.Wib) is { } next && next.DueAt <= now)
        {
            Statements.AddRange(Last.Select(stated => stated.Restate(book, held)).OfType<SettledPeriod>().ToList());
            Statements.Add(SettledPeriod.Settle(book, held, next.Span, rule));
        }
    }

    /// <summary>The run after which nothing is open: late entries of the last period go into one more settlement.</summary>
    internal void Close()
    {
        Run(Start.AddDays(Days));
        var book = new ConsignmentBook(ledger);
        Statements.AddRange(Last.Select(stated => stated.Restate(book, held)).OfType<SettledPeriod>().ToList());
    }

    private static StockEntry Drawn(int index, EntryKind kind, int thousandths, double day, int target) => kind switch
    {
        EntryKind.Reversal => Entry($"{index}", kind, 0, day, $"{target}"),
        EntryKind.Adjustment => Entry($"{index}", kind, (thousandths - 5_000m + 0.5m) / 500m, day),
        EntryKind.Receipt or EntryKind.ReturnIn or EntryKind.TransferIn or EntryKind.Count => Entry($"{index}", kind, thousandths / 1_000m, day),
        _ => Entry($"{index}", kind, -thousandths / 1_000m, day),
    };
}
