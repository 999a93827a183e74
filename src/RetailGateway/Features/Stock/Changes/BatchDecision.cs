using RetailGateway.Domain.Stock;
using RetailGateway.Features.Stock.Positions;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Changes;

/// <summary>Decides every change of a batch against locked positions. Pure: what is written follows from what it answers.</summary>
internal sealed class BatchDecision
{
    /// <summary>
    /// Two sendings of one phone's sheet measure its clock anew; what lies within this is the same instant.
    /// </summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(2);

    private readonly LockedStock stock;
    private readonly bool clockIsMeasured;
    private readonly Dictionary<string, KnownEntry> known;

    private BatchDecision(LockedStock stock, bool clockIsMeasured)
    {
        this.stock = stock;
        this.clockIsMeasured = clockIsMeasured;
        known = stock.Known;
    }

    /// <summary>What goes into the ledger, in the order it came.</summary>
    internal List<IncomingChange> Applied { get; } = [];

    /// <summary>Changes whose id is taken by another content: told to a person, with the first content standing.</summary>
    internal List<(IncomingChange Change, KnownEntry First)> Differing { get; } = [];

    /// <summary>Positions with at least one new entry, in lock order.</summary>
    internal IReadOnlyList<Position> Touched { get; private set; } = [];

    internal static BatchDecision Of(LockedStock stock, IReadOnlyList<IncomingChange> changes, bool clockIsMeasured)
    {
        var decision = new BatchDecision(stock, clockIsMeasured);
        foreach (var change in changes)
        {
            if (change.Entry is not null && change.Status == ChangeStatus.Applied)
            {
                decision.Decide(change, change.Entry);
            }
            else if (change.Status == ChangeStatus.Review)
            {
                decision.DecideUnknown(change);
            }
        }

        decision.Touched = [.. stock.Positions.Values.Where(position => position.Touched).OrderBy(position => position.Key)];
        return decision;
    }

    private void Decide(IncomingChange change, StockEntry entry)
    {
        var at = new PositionKey(change.At!.Id.Value, change.Of!.Id.Value);
        if (known.TryGetValue(entry.Key.ChangeId, out var first))
        {
            Compare(change, first, sameAmount: first.At == at && first.Entry.Quantity == entry.Quantity);
            return;
        }

        if (RefuseTooFarAhead(change))
        {
            return;
        }

        var position = stock.Positions[at];
        if (entry.Kind == EntryKind.Reversal)
        {
            if (!TakeReversal(change, entry, at, position))
            {
                return;
            }
        }
        else
        {
            position.Fold.Add(entry, alreadyReversed: stock.Reversed.Contains((entry.Key.ChangeId, at)));
            position.Evidence(entry);
        }

        position.Touched = true;
        known.Add(entry.Key.ChangeId, new KnownEntry(entry, at));
        Applied.Add(change);
    }

    /// <summary>What its code means is unknown, but not what became of its id: only what is new waits in review.</summary>
    private void DecideUnknown(IncomingChange change)
    {
        if (known.TryGetValue(change.ChangeId!, out var first))
        {
            Compare(change, first, sameAmount: change.MayMean(first.At, first.Entry.Quantity));
        }
        else
        {
            RefuseTooFarAhead(change);
        }
    }

    private bool RefuseTooFarAhead(IncomingChange change)
    {
        if (!EntryClock.TooFarAhead(change.HappenedAt, stock.Now))
        {
            return false;
        }

        change.Refuse(Problems.TooFarAhead, "occurredAt", $"It is {Rfc3339.Format(stock.Now)} here; the change says {Rfc3339.Format(change.HappenedAt)}.");
        return true;
    }

    /// <summary>A reversal of what is known must fit it; of what has not come yet, it waits in the ledger.</summary>
    private bool TakeReversal(IncomingChange change, StockEntry reversal, PositionKey at, Position position)
    {
        if (known.TryGetValue(reversal.Reverses!, out var target))
        {
            if (target.At != at || target.Entry.Kind == EntryKind.Reversal)
            {
                change.Refuse(
                    Problems.ReversalMismatch,
                    "reverses",
                    target.Entry.Kind == EntryKind.Reversal
                        ? $"'{reversal.Reverses}' is itself a reversal."
                        : $"'{reversal.Reverses}' is an entry of another location or product.");
                return false;
            }

            if (target.IsAnswered)
            {
                // A person's acceptance stands for it in the ledger, and stands.
                stock.Reversed.Add((reversal.Reverses!, at));
                return true;
            }

            position.Fold.Reverse(target.Entry, alreadyReversed: stock.Reversed.Contains((reversal.Reverses!, at)));
        }

        stock.Reversed.Add((reversal.Reverses!, at));
        return true;
    }

    private void Compare(IncomingChange change, KnownEntry first, bool sameAmount)
    {
        var sameInstant = clockIsMeasured
            ? (change.HappenedAt - first.Entry.OccurredAt).Duration() <= ClockSlack
            : change.HappenedAt == first.Entry.OccurredAt;
        if (sameInstant && sameAmount && first.Entry.Kind == change.Kind && first.Entry.Reverses == change.Reverses)
        {
            change.Status = ChangeStatus.Duplicate;
            return;
        }

        change.Refuse(
            Problems.ChangeDiffers,
            "changeId",
            $"'{change.ChangeId}' was recorded as {first.Entry.Kind.Code()} of {first.Entry.Quantity} at {Rfc3339.Format(first.Entry.OccurredAt)}; that stands.");
        Differing.Add((change, first));
    }
}
