using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Stock.Consignment;

/// <summary>
/// The ledger of one location and product, laid out so that any span of it is read without folding it anew. The order
/// of arrival does not matter: entries stand in their total order, reversed ones left out.
/// </summary>
public sealed class ConsignmentBook
{
    /// <summary>"Marked `counted` if a count fell in its last 24 hours, else `book`."</summary>
    public static readonly TimeSpan CountedWithin = TimeSpan.FromHours(24);

    private readonly List<Step> steps = [];
    private readonly DateTimeOffset since;
    private readonly Quantity opening;

    /// <summary>Opens the whole book.</summary>
    /// <param name="entries">All entries of one position, each key once, in any order.</param>
    public ConsignmentBook(IReadOnlyCollection<StockEntry> entries)
        : this(DateTimeOffset.MinValue, Quantity.Zero, wasCounted: false, entries)
    {
    }

    /// <summary>Opens the book in the middle, on what stands before it: it tells of any span from there on what the whole one would.</summary>
    /// <param name="since">Its first instant.</param>
    /// <param name="opening">Base units on hand just before it.</param>
    /// <param name="wasCounted">A count that nobody reversed lies before it.</param>
    /// <param name="entries">All entries from then on, and the reversals that name any of them, whenever they were; each key once, in any order.</param>
    public ConsignmentBook(DateTimeOffset since, Quantity opening, bool wasCounted, IReadOnlyCollection<StockEntry> entries)
    {
        (this.since, this.opening) = (since, opening);
        var (firstCount, carried, before) = (!wasCounted, opening, opening);
        foreach (var (entry, _, isReversed, folded) in Ledger.Explain(entries))
        {
            if (isReversed || entry.Kind == EntryKind.Reversal)
                continue;

            // What was there before is gone from the fold with the first count.
            if (entry.Kind == EntryKind.Count)
                carried = Quantity.Zero;

            var onHand = carried + folded;
            var surplus = Quantity.Zero;
            if (entry.Kind == EntryKind.Count && firstCount)
            {
                surplus = onHand > before ? onHand - before : Quantity.Zero;
                firstCount = false;
            }

            steps.Add(new Step(entry.OccurredAt, entry.Kind, entry.Quantity, surplus, onHand));
            before = onHand;
        }
    }

    /// <summary>Base units on hand just before an instant.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The book begins later.</exception>
    public Quantity OnHandBefore(DateTimeOffset instant)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(instant, since);
        var index = FirstFrom(instant);
        return index == 0 ? opening : steps[index - 1].OnHand;
    }

    /// <summary>What happened in a span; nothing where it is empty.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The book begins later.</exception>
    public ConsignmentFigures Over(Span span)
    {
        if (span.IsEmpty)
            return ConsignmentFigures.None;

        var (first, end) = (FirstFrom(span.From), FirstFrom(span.Until));
        var moved = new Dictionary<EntryKind, Quantity>();
        var (found, isCounted) = (Quantity.Zero, false);
        for (var index = first; index < end; index++)
        {
            var step = steps[index];
            found += step.Surplus;
            isCounted |= step.Kind == EntryKind.Count && step.OccurredAt >= span.Until - CountedWithin;
            if (step.Kind == EntryKind.Adjustment && step.Quantity > Quantity.Zero)
                found += step.Quantity;
            else if (step.Kind is not (EntryKind.Count or EntryKind.Adjustment))
                moved[step.Kind] = moved.GetValueOrDefault(step.Kind) + step.Quantity;
        }

        return new()
        {
            Opening = OnHandBefore(span.From),
            Delivered = moved.GetValueOrDefault(EntryKind.Receipt),
            TransfersIn = moved.GetValueOrDefault(EntryKind.TransferIn),
            ReturnsIn = moved.GetValueOrDefault(EntryKind.ReturnIn),
            Found = found,
            ReturnsOut = -moved.GetValueOrDefault(EntryKind.ReturnOut),
            TransfersOut = -moved.GetValueOrDefault(EntryKind.TransferOut),
            Expired = -moved.GetValueOrDefault(EntryKind.Expiry),
            Damaged = -moved.GetValueOrDefault(EntryKind.Damage),
            Closing = OnHandBefore(span.Until),
            Sold = -moved.GetValueOrDefault(EntryKind.Sale),
            IsCounted = isCounted,
        };
    }

    /// <summary>What happened in a period to goods that were the consignor's for parts of it.</summary>
    /// <param name="period">The period.</param>
    /// <param name="held">When they were the consignor's, one after the other.</param>
    public ConsignmentFigures Over(Span period, IEnumerable<Span> held) => held
        .Select(span => span.And(period)).Where(span => !span.IsEmpty).OrderBy(span => span.From)
        .Select(Over)
        .Aggregate((ConsignmentFigures?)null, (sum, next) => sum is null ? next : sum + next) ?? ConsignmentFigures.None;

    /// <summary>The place of the first step at or after an instant.</summary>
    private int FirstFrom(DateTimeOffset instant)
    {
        var (low, high) = (0, steps.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = steps[middle].OccurredAt < instant ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private readonly record struct Step(DateTimeOffset OccurredAt, EntryKind Kind, Quantity Quantity, Quantity Surplus, Quantity OnHand);
}
