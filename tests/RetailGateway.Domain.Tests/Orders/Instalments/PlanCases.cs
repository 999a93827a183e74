using CsCheck;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Instalments;
using static RetailGateway.Domain.Tests.Orders.Deadlines.CalendarCases;

namespace RetailGateway.Domain.Tests.Orders.Instalments;

/// <summary>Plans from a few rupiahs to billions, and what may happen to them.</summary>
internal static class PlanCases
{
    internal static Gen<InstalmentTerms> Agreed { get; } = Gen.Select(
        Gen.OneOf(Gen.Long[1, 200], Gen.Long[1_000, 10_000_000_000]), Gen.Double[0, 1], Gen.OneOf(Gen.Const(0L), Gen.Long[0, 50], Gen.Long[0, 9_000_000_000]),
        Gen.OneOf(Gen.Int[1, 12], Gen.Int[1, InstalmentTerms.MostMonths]), Gen.Select(Gen.Int[0, 30], Gen.Int[1, 31], Gen.Bool)).Select(
        (price, down, service, months, rest) => new InstalmentTerms(
            Rupiah(price), Rupiah((long)(price * down)), Rupiah(service), months, Month("2026-01").Add(rest.Item1), rest.Item2, rest.Item3))
        .Where(terms => terms.Faults().Count == 0);

    internal static Gen<InstalmentPlan> Plans { get; } = Gen.Select(Agreed, Calendars, (terms, drawn) => InstalmentPlan.Of(terms, drawn.Calendar));

    /// <summary>A plan of up to a year, and what happened to it: payments of any size, whatever was asked.</summary>
    internal static Gen<(InstalmentPlan Plan, InstalmentFact[] Facts)> Lives { get; } =
        from plan in Plans
        where plan.Instalments.Count <= 12
        from facts in Fact(plan).Array[0, 20]
        select (plan, facts);

    internal static Money Rupiah(decimal amount) => new(amount, Currency.Rupiah);

    internal static BusinessMonth Month(string text) => BusinessMonth.TryRead(text, out var month) ? month : throw new FormatException(text);

    /// <summary>A motorcycle: 18 million, 3 million at once, 12 instalments from January 2026 on, paid on the 25th.</summary>
    internal static InstalmentTerms Motorcycle(bool waives = true) => new(
        Rupiah(18_000_000), Rupiah(3_000_000), Rupiah(1_200_000), 12, Month("2026-01"), 25, waives);

    private static Gen<InstalmentFact> Fact(InstalmentPlan plan)
    {
        var number = Gen.Int[1, plan.Instalments.Count];
        var month = Gen.Int[-1, plan.Instalments.Count + 1].Select(plan.Terms.FirstMonth.Add);
        var one = plan.Instalments[0].Amount.Amount;
        var amount = Gen.OneOf(Gen.Const(one), Gen.Const(plan.Instalments[^1].Amount.Amount), Gen.Long[1, (long)(one * 3)].Select(some => (decimal)some)).Select(Rupiah);
        return Gen.OneOf<InstalmentFact>(
            Gen.Select(number, month, (of, from) => (InstalmentFact)new InstalmentFact.Asked(of, from)),
            Gen.Select(number, month, amount, (of, from, some) => (InstalmentFact)new InstalmentFact.Deducted(of, from, some)),
            Gen.Select(number, month, (of, from) => (InstalmentFact)new InstalmentFact.Refused(of, from)),
            amount.Select(some => (InstalmentFact)new InstalmentFact.PaidByHand(some)),
            Gen.Select(amount, Gen.Long[0, (long)plan.Terms.Service.Amount], (some, let) => (InstalmentFact)new InstalmentFact.SettledEarly(some, Rupiah(let))));
    }
}
