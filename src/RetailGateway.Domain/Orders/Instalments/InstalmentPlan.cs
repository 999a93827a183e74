using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Deadlines;

namespace RetailGateway.Domain.Orders.Instalments;

/// <summary>
/// "A plan of instalments with dates and amounts that add up to the rupiah": equal whole rupiahs a month, and what does not
/// divide with the first.
/// </summary>
/// <param name="Terms">What it was made from.</param>
/// <param name="Instalments">One a month, in their order.</param>
public sealed record InstalmentPlan(InstalmentTerms Terms, IReadOnlyList<Instalment> Instalments)
{
    /// <summary>Divides what is owed.</summary>
    /// <param name="terms">Without <see cref="InstalmentTerms.Faults"/>.</param>
    /// <param name="calendar">On which days there is work: one that falls on another day is due on the business day before.</param>
    /// <exception cref="ArgumentException">The terms have faults.</exception>
    public static InstalmentPlan Of(InstalmentTerms terms, BusinessCalendar calendar)
    {
        if (terms.Faults() is [var fault, ..])
        {
            throw new ArgumentException($"No plan can be made: {fault}.", nameof(terms));
        }

        var each = decimal.Floor(terms.Total.Amount / terms.Months);
        var first = terms.Total.Amount - (each * (terms.Months - 1));
        return new(terms, [.. Enumerable.Range(1, terms.Months).Select(number =>
        {
            var month = terms.FirstMonth.Add(number - 1);
            return new Instalment(number, month, calendar.OnOrBefore(month.Day(terms.Payday)), new(number == 1 ? first : each, Currency.Rupiah));
        })]);
    }

    /// <summary>
    /// What is waived for who pays all on a day: of the service, the share of the months that begin after it, in whole
    /// rupiahs downward; nothing where the terms waive none.
    /// </summary>
    public Money WaivedOn(BusinessDay day)
    {
        var notBegun = Instalments.Count(instalment => instalment.Month > BusinessMonth.Of(day));
        return new(Terms.WaivesService ? decimal.Floor(Terms.Service.Amount * notBegun / Terms.Months) : 0m, Currency.Rupiah);
    }
}

/// <summary>One instalment of a plan.</summary>
/// <param name="Number">1 for the first.</param>
/// <param name="Month">Whose pay it is deducted from.</param>
/// <param name="DueOn">The employer's payday, or the business day before; it may be of the month before.</param>
/// <param name="Amount">Whole rupiahs, above zero.</param>
public sealed record Instalment(int Number, BusinessMonth Month, BusinessDay DueOn, Money Amount);
