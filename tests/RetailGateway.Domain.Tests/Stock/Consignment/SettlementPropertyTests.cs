using CsCheck;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock;
using RetailGateway.Domain.Stock.Consignment;

namespace RetailGateway.Domain.Tests.Stock.Consignment;

public class SettlementPropertyTests
{
    private const int Histories = 3_000;

    /// <summary>The producer's, then the shop's own from the middle of a day, then the producer's again within the same week.</summary>
    private static readonly IReadOnlyCollection<Span> Changing =
    [
        new Span(ConsignedShop.Start.AddDays(0.4), ConsignedShop.Start.AddDays(8.7)),
        new Span(ConsignedShop.Start.AddDays(10.1), DateTimeOffset.MaxValue),
    ];

    /// <summary>Every entry with its place in the arrival, whether a run follows it, and how far the days have gone by then.</summary>
    private static readonly Gen<Case> Cases = ConsignedShop.Histories.SelectMany(entries => Gen.Select(
        Gen.Shuffle(entries),
        Gen.Int[-1, ConsignedShop.Days].Array[entries.Length],
        Gen.Bool,
        Gen.Bool,
        Gen.OneOf(Gen.Const(9_500m), Gen.Const(1_234.5678901234m), Gen.Const(0.03m)),
        Gen.Bool).Select(drawn => new Case(
            entries, drawn.Item1, drawn.Item2,
            ConsignedShop.Rule(drawn.Item3 ? ShrinkageBearer.Consignee : ShrinkageBearer.Consignor, drawn.Item4, drawn.Item5, share: 82.5m),
            drawn.Item6 ? ConsignedShop.Always : Changing)));

    [Fact]
    public void Settlements_and_adjustments_of_a_period_add_up_to_its_settlement_with_everything_there() => Cases.Sample(
        one =>
        {
            var shop = one.Run();
            var book = new ConsignmentBook(one.Entries);
            return shop.Statements.GroupBy(stated => stated.Period).All(stated =>
            {
                var whole = SettledPeriod.Settle(book, one.Held, stated.Key, one.Rule);
                return Sum(stated.Select(line => line.Quantity)) == whole.Quantity
                    && stated.Sum(line => line.Amount.Amount) == whole.Amount.Amount
                    && stated.MaxBy(line => line.Revision)!.Figures == whole.Figures;
            });
        }, iter: Histories);

    [Fact]
    public void Any_arrival_and_any_cut_into_runs_bills_the_same_in_the_end() => Cases.Sample(
        one =>
        {
            var inOrder = one with { Arrival = one.Entries, Runs = [.. one.Runs.Select(_ => -1)] };
            return Billed(one.Run()) == Billed(inOrder.Run());
        }, iter: Histories);

    [Fact]
    public void All_periods_together_bill_what_the_whole_time_as_one_period_would() => Cases.Sample(
        one =>
        {
            var always = one with { Held = ConsignedShop.Always };
            var shop = always.Run();
            var all = new Span(ConsignedShop.Start, ConsignedShop.Start.AddDays(ConsignedShop.Days));
            var whole = SettledPeriod.Settle(new ConsignmentBook(one.Entries), always.Held, all, one.Rule);
            return Sum(shop.Statements.Select(line => line.Quantity)) == whole.Quantity;
        }, iter: Histories);

    [Fact]
    public void No_more_is_billed_than_was_entrusted_and_is_gone() => Cases.Sample(
        one =>
        {
            var always = one with { Held = ConsignedShop.Always, Rule = ConsignedShop.Rule() };
            var shop = always.Run();
            var figures = shop.Last.Select(line => line.Figures).ToList();
            var entrusted = figures[0].Opening + Sum(figures.Select(week => week.Delivered + week.TransfersIn + week.Found));
            var leftOtherwise = Sum(figures.Select(week => week.ReturnsOut + week.TransfersOut + week.Expired + week.Damaged));
            return Sum(shop.Statements.Select(line => line.Quantity)) == entrusted - leftOtherwise - figures[^1].Closing;
        }, iter: Histories);

    [Fact]
    public void A_period_is_settled_once_and_its_adjustments_are_numbered_one_after_the_other() => Cases.Sample(
        one => one.Run().Statements.GroupBy(stated => stated.Period)
            .All(stated => stated.Select(line => line.Revision).SequenceEqual(Enumerable.Range(0, stated.Count()))), iter: Histories);

    [Fact]
    public void A_settlement_opens_with_the_restated_closing_of_the_period_before() => Cases.Sample(
        one =>
        {
            var shop = (one with { Held = ConsignedShop.Always }).Run();
            return shop.Statements.Index().Where(at => at.Item.Revision == 0).All(at =>
                shop.Statements.Take(at.Index).Where(before => before.Period.Until == at.Item.Period.From).MaxBy(before => before.Revision) is not { } last
                || last.Figures.Closing == at.Item.Figures.Opening);
        }, iter: Histories);

    [Fact]
    public void A_second_run_over_the_same_entries_states_nothing() => Cases.Sample(
        one =>
        {
            var shop = one.Run();
            var stated = shop.Statements.Count;
            shop.Close();
            return shop.Statements.Count == stated;
        }, iter: Histories);

    [Fact]
    public void A_book_opened_in_the_middle_tells_of_what_follows_as_the_whole_one_does() => Gen.Select(
        ConsignedShop.Histories, Gen.Int[-48, ConsignedShop.Days * 24]).Sample(
        (entries, hour) =>
        {
            var since = ConsignedShop.Start.AddHours(hour);
            var whole = new ConsignmentBook(entries);
            var reversals = entries.Where(entry => entry.Kind == EntryKind.Reversal).ToLookup(entry => entry.Reverses);
            var later = entries.Where(entry => entry.Kind != EntryKind.Reversal && entry.OccurredAt >= since).ToList();
            var middle = new ConsignmentBook(
                since,
                whole.OnHandBefore(since),
                entries.Any(entry => entry.Kind == EntryKind.Count && entry.OccurredAt < since && !reversals.Contains(entry.Key.ChangeId)),
                [.. later, .. later.SelectMany(entry => reversals[entry.Key.ChangeId])]);
            var (first, second) = (new Span(since, since.AddDays(3)), new Span(since.AddDays(3), DateTimeOffset.MaxValue));
            return middle.Over(first) == whole.Over(first) && middle.Over(second) == whole.Over(second);
        }, iter: Histories);

    private static Quantity Sum(IEnumerable<Quantity> quantities) => quantities.Aggregate(Quantity.Zero, (sum, next) => sum + next);

    private static (Quantity Quantity, decimal Amount) Billed(ConsignedShop shop) =>
        (Sum(shop.Statements.Select(line => line.Quantity)), shop.Statements.Sum(line => line.Amount.Amount));

    private sealed record Case(StockEntry[] Entries, StockEntry[] Arrival, int[] Runs, SettlementRule Rule, IReadOnlyCollection<Span> Held)
    {
        internal ConsignedShop Run()
        {
            var shop = new ConsignedShop(Held, Rule, ConsignedShop.Weekly());
            foreach (var (entry, day) in Arrival.Zip(Runs))
            {
                shop.Arrive(entry);
                if (day >= 0)
                    shop.Run(ConsignedShop.Start.AddDays(day));
            }

            shop.Close();
            return shop;
        }
    }
}
