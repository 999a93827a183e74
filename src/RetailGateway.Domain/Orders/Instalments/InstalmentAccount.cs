using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Orders.Instalments;

/// <summary>
/// What a member owes and has paid of one plan on a day: a function of the plan and of all that happened, in whatever order
/// it was told. A deduction counts for the instalment that it answers; what it brings beyond that, and what was paid by
/// hand, for the first instalments that are not paid. Nothing is counted twice: what is above all of them is overpaid.
/// </summary>
/// <param name="Plan">The plan.</param>
/// <param name="Instalments">One a month, in their order.</param>
/// <param name="Overpaid">Paid above all that was owed: the member's.</param>
public sealed record InstalmentAccount(InstalmentPlan Plan, IReadOnlyList<InstalmentStanding> Instalments, Money Overpaid)
{
    /// <summary>What is still to be paid of all of them.</summary>
    public Money Owed => Instalments.Aggregate(Money.Zero(Currency.Rupiah), (sum, one) => sum + one.Owed);

    /// <summary>What was paid, with what was paid too much.</summary>
    public Money Paid => Instalments.Aggregate(Overpaid, (sum, one) => sum + one.Paid);

    /// <summary>Whether nothing is owed any more.</summary>
    public bool IsClosed => Instalments.All(one => one.State == InstalmentState.Paid);

    /// <summary>Works it out.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="facts">All that happened, in any order.</param>
    /// <param name="today">The day as of which instalments are open or missed.</param>
    /// <exception cref="ArgumentException">A fact names an instalment that the plan has not.</exception>
    public static InstalmentAccount Of(InstalmentPlan plan, IReadOnlyCollection<InstalmentFact> facts, BusinessDay today)
    {
        var count = plan.Instalments.Count;
        var (asked, answered) = (new SortedSet<BusinessMonth>[count], new SortedSet<BusinessMonth>[count]);
        var (paid, waived, free, waiver) = (new decimal[count], new decimal[count], 0m, 0m);
        foreach (var fact in facts)
        {
            switch (fact)
            {
                case InstalmentFact.Asked one:
                    (asked[Index(one.Number)] ??= []).Add(one.Month);
                    break;
                case InstalmentFact.Refused one:
                    (answered[Index(one.Number)] ??= []).Add(one.Month);
                    break;
                case InstalmentFact.Deducted one:
                    (answered[Index(one.Number)] ??= []).Add(one.Month);
                    paid[Index(one.Number)] += one.Amount.Amount;
                    break;
                case InstalmentFact.PaidByHand one:
                    free += one.Amount.Amount;
                    break;
                case InstalmentFact.SettledEarly one:
                    (free, waiver) = (free + one.Amount.Amount, waiver + one.Waived.Amount);
                    break;
            }
        }

        // What is waived is of the months that come last.
        for (var index = count - 1; index >= 0; index--)
        {
            waived[index] = Math.Min(waiver, Due(index));
            waiver -= waived[index];
        }

        for (var index = 0; index < count; index++)
        {
            free += Math.Max(0m, paid[index] - Due(index) + waived[index]);
            paid[index] = Math.Min(paid[index], Due(index) - waived[index]);
        }

        for (var index = 0; index < count; index++)
        {
            var more = Math.Min(free, Due(index) - waived[index] - paid[index]);
            (paid[index], free) = (paid[index] + more, free - more);
        }

        return new(
            plan,
            [.. plan.Instalments.Select((one, index) => new InstalmentStanding(
                one, Rupiah(paid[index]), Rupiah(waived[index]),
                StateOf(one, one.Amount.Amount == paid[index] + waived[index], asked[index] ?? [], answered[index] ?? [], today)))],
            Rupiah(free));

        decimal Due(int index) => plan.Instalments[index].Amount.Amount;

        int Index(int number) => number >= 1 && number <= count
            ? number - 1
            : throw new ArgumentException($"The plan has no instalment {number}.", nameof(facts));
    }

    /// <summary>
    /// What an employer is asked to deduct from a month's pay: each instalment by itself, of that month or missed before,
    /// that is owed and about which no other month's question stands.
    /// </summary>
    public IEnumerable<InstalmentStanding> ToAsk(BusinessMonth month) => Instalments.Where(one =>
        one.Instalment.Month <= month && one.State is (InstalmentState.Open or InstalmentState.Missed));

    /// <summary>What the member would pay to be done on a day.</summary>
    public EarlySettlement SettlementOn(BusinessDay day)
    {
        var waived = Math.Min(Plan.WaivedOn(day).Amount, Owed.Amount);
        return new(Rupiah(Owed.Amount - waived), Rupiah(waived));
    }

    /// <summary>A question stands until it is answered, or the month whose pay it is about is over.</summary>
    private static InstalmentState StateOf(
        Instalment instalment, bool isPaid, SortedSet<BusinessMonth> asked, SortedSet<BusinessMonth> answered, BusinessDay today) =>
        isPaid ? InstalmentState.Paid
        : asked.Any(month => !answered.Contains(month) && month >= BusinessMonth.Of(today)) ? InstalmentState.Asked
        : answered.Count > 0 || instalment.DueOn < today ? InstalmentState.Missed
        : InstalmentState.Open;

    private static Money Rupiah(decimal amount) => new(amount, Currency.Rupiah);
}

/// <summary>How one instalment stands.</summary>
/// <param name="Instalment">The instalment.</param>
/// <param name="Paid">What was paid of it; never above its amount.</param>
/// <param name="Waived">What of it was waived when all was paid early.</param>
/// <param name="State">What became of it.</param>
public sealed record InstalmentStanding(Instalment Instalment, Money Paid, Money Waived, InstalmentState State)
{
    /// <summary>What is still to be paid of it.</summary>
    public Money Owed => Instalment.Amount - Paid - Waived;
}

/// <summary>What became of an instalment.</summary>
public enum InstalmentState
{
    /// <summary>It is not due yet, and nobody was asked for it.</summary>
    Open,

    /// <summary>The employer is asked to deduct it.</summary>
    Asked,

    /// <summary>It is paid, or was waived.</summary>
    Paid,

    /// <summary>Its day is over, or the employer did not deduct all of it: it stays owed, and is asked for with a later month's.</summary>
    Missed,
}

/// <summary>What ends a plan on a day.</summary>
/// <param name="Amount">To be paid: all that is open, less what is waived.</param>
/// <param name="Waived">The service of months not begun, where the terms waive it; never above what is open.</param>
public sealed record EarlySettlement(Money Amount, Money Waived);
