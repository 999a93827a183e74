using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Stock.Expected;

/// <summary>
/// What a ledger has made of an expected movement. It is the specification of the store's own fold
/// (<c>fold_expected</c>): a function of the entries and decisions alone, so the order of arrival never matters.
/// </summary>
/// <param name="Told">Base units, without a sign, that entries with its reference say in its direction.</param>
/// <param name="LetGo">Base units that a person said never moved.</param>
/// <param name="TakenUp">A count at its instant or later has seen it, whatever was told.</param>
/// <param name="Remaining">Base units still expected; never below zero.</param>
/// <param name="Excess">Base units told beyond what was expected: a matter for a person at once.</param>
public sealed record Expectation(Quantity Told, Quantity LetGo, bool TakenUp, Quantity Remaining, Quantity Excess)
{
    /// <summary>
    /// How far an entry may lie from the document and still be about it. Tills number their receipts anew, each year or
    /// each day; without a bound an old receipt would answer for a new despatch.
    /// </summary>
    public static readonly TimeSpan Reach = TimeSpan.FromDays(31);

    /// <summary>
    /// "The till's own entry with that reference fulfils [it], for the quantity that entry says, or a later count takes
    /// [it] up." Several entries with the reference add up; a reversed one says nothing.
    /// </summary>
    /// <param name="expected">What the document says.</param>
    /// <param name="entries">All entries of its location and product, each key once, in any order.</param>
    /// <param name="letGo">What a person dismissed of it; from zero to its quantity.</param>
    public static Expectation Of(ExpectedMovement expected, IReadOnlyCollection<DocumentedEntry> entries, Quantity letGo)
    {
        var reversed = entries.Where(entry => entry.Entry.Kind == EntryKind.Reversal)
            .Select(entry => entry.Entry.Key with { ChangeId = entry.Entry.Reverses! })
            .ToHashSet();
        var told = Quantity.Zero;
        foreach (var entry in entries)
        {
            if (!reversed.Contains(entry.Entry.Key) && IsAbout(expected, entry))
                told += Size(entry.Entry.Quantity);
        }

        var lastCount = Ledger.Fold([.. entries.Select(entry => entry.Entry)]).LastCount;
        var takenUp = lastCount?.OccurredAt >= expected.OccurredAt;
        var open = Size(expected.Quantity) - letGo - told;
        return new(
            told, letGo, takenUp,
            Remaining: takenUp || open.IsNegative ? Quantity.Zero : open,
            Excess: open.IsNegative ? -open : Quantity.Zero);
    }

    private static bool IsAbout(ExpectedMovement expected, DocumentedEntry entry) =>
        string.Equals(entry.Document, expected.Reference, StringComparison.Ordinal)
        && entry.Entry.Kind.IsMovement()
        && entry.Entry.Quantity.IsNegative == expected.Quantity.IsNegative
        && (entry.Entry.OccurredAt - expected.OccurredAt).Duration() <= Reach;

    private static Quantity Size(Quantity quantity) => quantity.IsNegative ? -quantity : quantity;
}
