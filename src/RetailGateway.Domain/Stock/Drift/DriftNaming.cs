using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Stock.Drift;

/// <summary>
/// Names a difference between two books: first by what the partner says of itself, then by its entries told again,
/// then by the arithmetic that only one kind of fault leaves behind. What nothing explains stays unexplained.
/// </summary>
public static class DriftNaming
{
    /// <summary>Two entries of one quantity this close are one that was taken twice.</summary>
    private static readonly TimeSpan Twins = TimeSpan.FromMinutes(2);

    /// <summary>The name of one difference, seen alone.</summary>
    public static DriftName Of(DriftCase found) =>
        ByWhatThePartnerSays(found)
        ?? ByEntriesToldAgain(found)
        ?? ByFactor(found)
        ?? (found.KeepsStates ? ByEarlierState(found) ?? ByEntry(found) : ByEntry(found) ?? ByEarlierState(found))
        ?? ByTwice(found)
        ?? new DriftName(DriftKind.Unexplained);

    /// <summary>
    /// The names of all differences of one location: what nothing explains alone may be goods booked under another
    /// product, where exactly one other line of the location differs by as much the other way.
    /// </summary>
    /// <returns>In the order of <paramref name="found"/>.</returns>
    public static IReadOnlyList<DriftName> OfLocation(IReadOnlyList<DriftCase> found)
    {
        var byDifference = found.ToLookup(one => one.Difference);
        return
        [
            .. found.Select(one => byDifference[one.Difference].Take(2).Count() == 1 && byDifference[-one.Difference].Take(2).Count() == 1
                ? new DriftName(DriftKind.WrongProduct)
                : Of(one)),
        ];
    }

    private static DriftName? ByWhatThePartnerSays(DriftCase found) =>
        found.Theirs is null && found.Ours != Quantity.Zero ? new DriftName(DriftKind.Lost)
        : found.NamesOlderVersion ? new DriftName(DriftKind.Stale)
        : null;

    /// <summary>Entry for entry: one that we lack, one that came with another quantity.</summary>
    private static DriftName? ByEntriesToldAgain(DriftCase found)
    {
        if (found.ToldAgain is not { } told)
        {
            return null;
        }

        var ours = found.Recent.ToLookup(entry => entry.ChangeId, StringComparer.Ordinal);
        foreach (var entry in told)
        {
            if (ours[entry.ChangeId].FirstOrDefault() is not { } taken)
            {
                return new DriftName(DriftKind.Lost, entry.ChangeId);
            }

            if (taken.Quantity != entry.Quantity)
            {
                return new DriftName(DriftKind.PackFactor, entry.ChangeId);
            }
        }

        return null;
    }

    private static DriftName? ByFactor(DriftCase found)
    {
        var theirs = found.Theirs ?? Quantity.Zero;
        foreach (var factor in found.Factors.Where(factor => factor.Thousandths != Quantity.Scale && factor > Quantity.Zero))
        {
            if (found.Ours != Quantity.Zero && theirs != Quantity.Zero
                && (Times(found.Ours, factor) == Exact(theirs) || Times(theirs, factor) == Exact(found.Ours)))
            {
                return new DriftName(DriftKind.PackFactor);
            }

            // One entry of q, read as q packs (or as a pack's part of q) by one of the books.
            var more = factor - Quantity.FromThousandths(Quantity.Scale);
            if (found.Recent.FirstOrDefault(entry => !entry.IsCount
                && (Times(entry.Quantity, more) == Exact(found.Difference) || Times(found.Difference, factor) == -Times(entry.Quantity, more))) is { } entry)
            {
                return new DriftName(DriftKind.PackFactor, entry.ChangeId);
            }
        }

        return null;
    }

    private static DriftName? ByEntry(DriftCase found)
    {
        var movements = found.Recent.Where(entry => !entry.IsCount).ToList();
        if (movements.Find(entry => entry.Quantity == -found.Difference) is { } missing)
        {
            return movements.Exists(other => other != missing && other.Quantity == missing.Quantity && (other.OccurredAt - missing.OccurredAt).Duration() <= Twins)
                ? new DriftName(DriftKind.Doubled, missing.ChangeId)
                : new DriftName(DriftKind.Lost, missing.ChangeId);
        }

        return movements.Find(entry => entry.Quantity == found.Difference) is { } twice
            ? new DriftName(DriftKind.Doubled, twice.ChangeId)
            : null;
    }

    private static DriftName? ByEarlierState(DriftCase found) =>
        found.Theirs is { } theirs && found.Earlier.Contains(theirs) ? new DriftName(DriftKind.Stale) : null;

    private static DriftName? ByTwice(DriftCase found) =>
        found.Ours != Quantity.Zero && found.Difference == found.Ours ? new DriftName(DriftKind.Doubled) : null;

    /// <summary>In millionths, so that no product of two quantities is rounded.</summary>
    private static Int128 Times(Quantity left, Quantity right) => (Int128)left.Thousandths * right.Thousandths;

    private static Int128 Exact(Quantity quantity) => (Int128)quantity.Thousandths * Quantity.Scale;
}
