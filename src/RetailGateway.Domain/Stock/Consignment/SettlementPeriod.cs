using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Stock.Consignment;

/// <summary>Whole days of one location that are settled together.</summary>
/// <param name="FirstDay">The first; goods may become the consignor's later on it.</param>
/// <param name="LastDay">The last.</param>
/// <param name="Span">The same as instants, in the location's zone.</param>
/// <param name="Terms">What holds on each of its days.</param>
public sealed record SettlementPeriod(BusinessDay FirstDay, BusinessDay LastDay, Span Span, ConsignmentTerms Terms)
{
    /// <summary>When it may be settled: its end, and the grace of its terms.</summary>
    public DateTimeOffset DueAt => Span.Until.AddDays(Terms.GraceDays);

    /// <summary>The first period that is not settled; null where no goods were the consignor's since, or no terms say how.</summary>
    /// <param name="terms">Of consignor and consignee.</param>
    /// <param name="held">When the goods were the consignor's.</param>
    /// <param name="settledUntil">The end of the last settled period; null where none is.</param>
    /// <param name="zone">The location's.</param>
    public static SettlementPeriod? Next(TermsHistory terms, IEnumerable<Span> held, DateTimeOffset? settledUntil, IndonesianZone zone)
    {
        var open = held
            .Select(span => settledUntil is { } until ? span.And(new Span(until, DateTimeOffset.MaxValue)) : span)
            .Where(span => !span.IsEmpty).Select(span => (DateTimeOffset?)span.From).Min();
        if (open is not { } start)
            return null;

        var first = BusinessDay.Of(start, zone);
        return terms.LastDayFrom(first) is { } last
            ? new SettlementPeriod(first, last, new Span(first.StartsAt(zone), last.EndsBefore(zone)), terms.On(first)!)
            : null;
    }
}
