using System.Runtime.InteropServices;
using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Stock;

/// <summary>
/// The incremental fold of one position: takes one new entry in constant time, or says that the
/// position must be folded anew from its ledger. Without the need it equals <see cref="Ledger.OnHand"/>
/// of everything that has arrived.
/// </summary>
/// <remarks>A mutable value, so that a batch of thousands allocates nothing: keep it in a local or an array, pass it by reference.</remarks>
[StructLayout(LayoutKind.Auto)]
public struct PositionFold
{
    private Quantity onHand;
    private EntryOrder? lastCount;
    private DateTimeOffset? lastOccurredAt;

    /// <summary>Base units on hand. Means nothing once <see cref="NeedsRefold"/> is set.</summary>
    public Quantity OnHand { readonly get => onHand; init => onHand = value; }

    /// <summary>The last count, reversed ones left out; null where none stands.</summary>
    public EntryOrder? LastCount { readonly get => lastCount; init => lastCount = value; }

    /// <summary>
    /// No movement or count in the fold is later than this. It may lie after the newest one (a reversed
    /// entry still holds it up), which costs a refold too many and never a wrong quantity.
    /// </summary>
    public DateTimeOffset? LastOccurredAt { readonly get => lastOccurredAt; init => lastOccurredAt = value; }

    /// <summary>What happened cannot be told from the position alone; it stays so, whatever is added after.</summary>
    public bool NeedsRefold { readonly get; private set; }

    /// <summary>Takes a new movement or count.</summary>
    /// <param name="entry">Not in the fold yet; a duplicate is found by its key before.</param>
    /// <param name="alreadyReversed">A reversal that names it arrived before it: it changes nothing.</param>
    /// <exception cref="ArgumentException">A reversal: give what it names to <see cref="Reverse"/>.</exception>
    public void Add(StockEntry entry, bool alreadyReversed)
    {
        if (entry.Kind == EntryKind.Reversal)
            throw new ArgumentException("A reversal is applied through the entry that it names.", nameof(entry));
        if (alreadyReversed || NeedsRefold)
            return;

        var seenByLastCount = entry.Order < lastCount;
        if (entry.Kind == EntryKind.Count)
            AddCount(entry, seenByLastCount);
        else if (!seenByLastCount)
            onHand += entry.Quantity;

        if (!(entry.OccurredAt <= lastOccurredAt))
            lastOccurredAt = entry.OccurredAt;
    }

    /// <summary>Leaves out an entry that is in the fold.</summary>
    /// <param name="target">
    /// What the reversal names, in the ledger or earlier in the batch. Where it has not arrived there is
    /// nothing to do: it will be added as already reversed.
    /// </param>
    /// <param name="alreadyReversed">Another reversal named it before: it changes nothing.</param>
    public void Reverse(StockEntry target, bool alreadyReversed)
    {
        if (alreadyReversed || NeedsRefold || target.Kind == EntryKind.Reversal || target.Order < lastCount)
            return;

        if (target.Kind == EntryKind.Count)
            NeedsRefold = true;
        else
            onHand -= target.Quantity;
    }

    private void AddCount(StockEntry count, bool seenByLastCount)
    {
        if (seenByLastCount)
            return;

        // At the newest instant itself the count has seen all movements, for they come before it.
        if (count.OccurredAt < lastOccurredAt)
        {
            NeedsRefold = true;
            return;
        }

        onHand = count.Quantity;
        lastCount = count.Order;
    }
}
