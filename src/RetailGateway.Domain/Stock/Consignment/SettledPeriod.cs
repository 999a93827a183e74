using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Stock.Consignment;

/// <summary>
/// One statement of a period of one location's goods: its settlement, or a later adjustment of it. What it bills is the
/// difference to what was billed before, so that all statements of a period add up to its last one.
/// </summary>
/// <param name="Period">From its first instant until before the next one's.</param>
/// <param name="Revision">0 for the settlement, then one more with each adjustment.</param>
/// <param name="Rule">What it is settled by, from the first statement on.</param>
/// <param name="Figures">What the ledger says now.</param>
/// <param name="Due">What the consignee owes for the whole period, in base units.</param>
/// <param name="Quantity">What this statement bills of it; below zero where too much was billed before.</param>
/// <param name="Amount">What this statement bills, in money.</param>
public sealed record SettledPeriod(
    Span Period, int Revision, SettlementRule Rule, ConsignmentFigures Figures, Quantity Due, Quantity Quantity, Money Amount)
{
    /// <summary>Settles a period for the first time.</summary>
    /// <param name="book">The ledger of the location and product.</param>
    /// <param name="held">When the goods were the consignor's.</param>
    /// <param name="period">The period.</param>
    /// <param name="rule">What it is settled by.</param>
    public static SettledPeriod Settle(ConsignmentBook book, IReadOnlyCollection<Span> held, Span period, SettlementRule rule)
    {
        var figures = book.Over(period, held);
        var due = rule.Due(figures);
        return new(period, Revision: 0, rule, figures, due, due, rule.Price.For(due));
    }

    /// <summary>
    /// States the period again. An entry that came late may change its figures and not what is due: that is an
    /// adjustment of nothing, and still said, for its closing is the next one's opening.
    /// </summary>
    /// <returns>Null where the ledger says of the period what it said before.</returns>
    public SettledPeriod? Restate(ConsignmentBook book, IReadOnlyCollection<Span> held)
    {
        var figures = book.Over(Period, held);
        if (figures == Figures)
            return null;

        var due = Rule.Due(figures);
        return this with
        {
            Revision = Revision + 1,
            Figures = figures,
            Due = due,
            Quantity = due - Due,
            Amount = Rule.Price.For(due) - Rule.Price.For(Due),
        };
    }
}
