using CsCheck;
using RetailGateway.Domain.Orders.Instalments;
using static RetailGateway.Domain.Tests.Orders.Deadlines.CalendarCases;
using static RetailGateway.Domain.Tests.Orders.Instalments.PlanCases;

namespace RetailGateway.Domain.Tests.Orders.Instalments;

public class InstalmentAccountTests
{
    private const int Cases = 5_000;
    private static readonly InstalmentPlan Plan = InstalmentPlan.Of(Motorcycle(), Calendar(Jakarta));

    [Fact]
    public void Every_rupiah_that_was_paid_is_counted_once() => Gen.Select(Lives, Day).Sample(
        (life, today) => InstalmentAccount.Of(life.Plan, life.Facts, today).Paid.Amount == life.Facts.Sum(fact => fact switch
        {
            InstalmentFact.Deducted one => one.Amount.Amount,
            InstalmentFact.PaidByHand one => one.Amount.Amount,
            InstalmentFact.SettledEarly one => one.Amount.Amount,
            _ => 0m,
        }), iter: Cases);

    [Fact]
    public void Nothing_is_overpaid_while_anything_is_owed_and_no_instalment_holds_more_than_its_amount() => Gen.Select(Lives, Day).Sample(
        (life, today) => InstalmentAccount.Of(life.Plan, life.Facts, today) is var account
            && (account.Overpaid.Amount == 0 || account.Owed.Amount == 0)
            && account.Instalments.All(one => one.Paid.Amount >= 0 && one.Waived.Amount >= 0 && one.Owed.Amount >= 0)
            && account.Instalments.All(one => one.Owed.Amount == 0 == (one.State == InstalmentState.Paid))
            && account.IsClosed == (account.Owed.Amount == 0), iter: Cases);

    [Fact]
    public void The_order_in_which_facts_are_told_never_matters() => Gen.Select(Lives, Day).SelectMany(
        drawn => Gen.Shuffle(drawn.Item1.Facts).Select(shuffled => (drawn.Item1.Plan, drawn.Item1.Facts, shuffled, drawn.Item2))).Sample(
        drawn => Told(InstalmentAccount.Of(drawn.Plan, drawn.Facts, drawn.Item4)) == Told(InstalmentAccount.Of(drawn.Plan, drawn.shuffled, drawn.Item4)), iter: Cases);

    [Fact]
    public void Who_pays_what_the_settlement_says_owes_nothing_and_is_owed_nothing() => Gen.Select(Lives, Day).Sample(
        (life, today) =>
        {
            var before = InstalmentAccount.Of(life.Plan, life.Facts, today);
            var settlement = before.SettlementOn(today);
            var after = InstalmentAccount.Of(life.Plan, [.. life.Facts, new InstalmentFact.SettledEarly(settlement.Amount, settlement.Waived)], today);
            return settlement.Amount + settlement.Waived == before.Owed && after.IsClosed && (before.IsClosed || after.Overpaid.Amount == before.Overpaid.Amount);
        }, iter: Cases);

    [Fact]
    public void A_month_asks_each_instalment_by_itself_up_to_its_own_and_none_that_is_paid_or_being_asked() => Gen.Select(Lives, Day, Gen.Int[0, 12]).Sample(
        (life, today, later) =>
        {
            var (account, month) = (InstalmentAccount.Of(life.Plan, life.Facts, today), life.Plan.Terms.FirstMonth.Add(later));
            var asked = account.ToAsk(month).ToList();
            return asked.TrueForAll(one => one.Owed.Amount > 0 && one.Instalment.Month <= month && one.State != InstalmentState.Asked)
                && asked.DistinctBy(one => one.Instalment.Number).Count() == asked.Count
                && account.Instalments.Where(one => one.Instalment.Month <= month && one.State is InstalmentState.Missed).All(asked.Contains);
        }, iter: Cases);

    [Fact]
    public void An_instalment_is_open_then_asked_then_paid()
    {
        InstalmentFact[] facts = [new InstalmentFact.Asked(1, Month("2026-01")), new InstalmentFact.Deducted(1, Month("2026-01"), Rupiah(1_350_000))];

        Assert.Equal(
            [InstalmentState.Open, InstalmentState.Asked, InstalmentState.Paid],
            Enumerable.Range(0, 3).Select(told => First(facts[..told], "2026-01-20").State));
    }

    [Fact]
    public void A_refused_instalment_is_missed_and_asked_again_beside_the_next_months_own()
    {
        var account = InstalmentAccount.Of(
            Plan, [new InstalmentFact.Asked(1, Month("2026-01")), new InstalmentFact.Refused(1, Month("2026-01"))], DayOf("2026-02-02"));

        Assert.Equal(InstalmentState.Missed, account.Instalments[0].State);
        Assert.Equal([(1, 1_350_000m), (2, 1_350_000m)], account.ToAsk(Month("2026-02")).Select(one => (one.Instalment.Number, one.Owed.Amount)));
    }

    [Theory]
    [InlineData("2026-01-31", InstalmentState.Asked)]
    [InlineData("2026-02-01", InstalmentState.Missed)]
    public void A_question_without_an_answer_stands_until_its_month_is_over(string today, InstalmentState state) =>
        Assert.Equal(state, First([new InstalmentFact.Asked(1, Month("2026-01"))], today).State);

    [Fact]
    public void Nobody_was_asked_and_the_day_is_over()
    {
        Assert.Equal(InstalmentState.Open, First([], "2026-01-24").State);
        Assert.Equal(InstalmentState.Missed, First([], "2026-01-26").State);
    }

    [Fact]
    public void A_part_that_was_deducted_leaves_the_rest_missed()
    {
        var first = First([new InstalmentFact.Deducted(1, Month("2026-01"), Rupiah(1_000_000))], "2026-01-20");

        Assert.Equal((InstalmentState.Missed, Rupiah(350_000)), (first.State, first.Owed));
    }

    [Fact]
    public void What_was_paid_by_hand_before_its_deduction_pays_the_next_instalment()
    {
        var account = InstalmentAccount.Of(
            Plan, [new InstalmentFact.PaidByHand(Rupiah(1_350_000)), new InstalmentFact.Deducted(1, Month("2026-01"), Rupiah(1_350_000))], DayOf("2026-01-27"));

        Assert.Equal([InstalmentState.Paid, InstalmentState.Paid, InstalmentState.Open], account.Instalments.Take(3).Select(one => one.State));
        Assert.Equal(Rupiah(0), account.Overpaid);
    }

    [Fact]
    public void What_is_deducted_after_an_early_settlement_is_overpaid()
    {
        var settlement = InstalmentAccount.Of(Plan, [], DayOf("2026-01-10")).SettlementOn(DayOf("2026-01-10"));
        var account = InstalmentAccount.Of(
            Plan,
            [new InstalmentFact.SettledEarly(settlement.Amount, settlement.Waived), new InstalmentFact.Deducted(1, Month("2026-01"), Rupiah(1_350_000))],
            DayOf("2026-01-27"));

        Assert.Equal((Rupiah(15_100_000), Rupiah(1_100_000)), (settlement.Amount, settlement.Waived));
        Assert.Equal(Rupiah(1_350_000), account.Overpaid);
        Assert.True(account.IsClosed);
    }

    [Fact]
    public void A_fact_about_an_instalment_that_is_not_there_is_refused() => Assert.Throws<ArgumentException>(
        () => InstalmentAccount.Of(Plan, [new InstalmentFact.Asked(13, Month("2026-01"))], DayOf("2026-01-20")));

    private static InstalmentStanding First(InstalmentFact[] facts, string today) => InstalmentAccount.Of(Plan, facts, DayOf(today)).Instalments[0];

    private static string Told(InstalmentAccount account) => $"{account.Overpaid} {string.Join('|', account.Instalments)}";
}
