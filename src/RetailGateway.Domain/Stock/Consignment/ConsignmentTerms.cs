using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Stock.Consignment;

/// <summary>What terms say of settling a consignor's goods, from a day on.</summary>
/// <param name="SharePercent">The consignor's share of the price.</param>
/// <param name="Bearer">Who bears shrinkage.</param>
/// <param name="Calendar">Where periods begin.</param>
/// <param name="GraceDays">Days after a period's end in which late entries may still come before it is settled.</param>
public sealed record ConsignmentTerms(decimal SharePercent, ShrinkageBearer Bearer, SettlementCalendar Calendar, int GraceDays);

/// <summary>
/// Terms one after the other. A period never spans two of them: where they change what is settled, it ends the day
/// before, so each day is settled by the terms of that day and a change rewrites nothing.
/// </summary>
/// <param name="Versions">By their first day, in any order; each holds until the next.</param>
public sealed record TermsHistory(IReadOnlyCollection<(BusinessDay From, ConsignmentTerms Terms)> Versions)
{
    /// <summary>The terms of a day; null before the first.</summary>
    public ConsignmentTerms? On(BusinessDay day) =>
        Versions.Where(version => version.From <= day).OrderBy(version => version.From).LastOrDefault().Terms;

    /// <summary>The last day of the period that begins on a day; null where no terms hold on it.</summary>
    public BusinessDay? LastDayFrom(BusinessDay day)
    {
        if (On(day) is not { } terms)
            return null;

        var last = terms.Calendar.LastDayOfPeriod(day);
        var changes = Versions.Where(version => version.From > day && version.From <= last && version.Terms != terms).ToList();
        return changes.Count == 0 ? last : new BusinessDay(changes.Min(version => version.From).Date.AddDays(-1));
    }
}
