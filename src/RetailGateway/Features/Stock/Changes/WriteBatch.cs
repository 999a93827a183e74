using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Features.Stock.Expected;
using RetailGateway.Features.Stock.Positions;

namespace RetailGateway.Features.Stock.Changes;

/// <summary>Writes a decided batch: ledger, positions, what others are told, and what a person should look at.</summary>
internal static class WriteBatch
{
    /// <summary>
    /// Everything is deferred to the transaction's next round trip, but for the ledger where a fold is made anew from it
    /// and for lines that go to review.
    /// </summary>
    internal static async Task Run(
        Work work, Caller caller, PartyBook book, List<IncomingChange> changes, BatchDecision decision, LockedStock stock, ReviewLines review,
        CancellationToken cancel)
    {
        if (decision.Applied.Count > 0)
        {
            work.Defer(StockRows.InsertEntries(caller.Party, caller.Connection, decision.Applied));
            if (decision.Touched.Where(position => position.Fold.NeedsRefold).ToArray() is { Length: > 0 } refolds)
            {
                await Refold.Run(work, caller.Party, refolds, cancel);
            }

            work.Defer(StockRows.UpdatePositions(caller.Party, decision.Touched));
            await Settlement.Run(work, caller, decision, cancel);
            if (PositionEvents.Insert(book, caller.Party, caller.Connection, decision.Touched, stock.Now) is { } told)
            {
                work.Defer(told);
            }
        }

        AddConflicts(work, caller, decision);
        await Review(work, caller, review, changes, stock.LinesWait, cancel);
    }

    private static void AddConflicts(Work work, Caller caller, BatchDecision decision)
    {
        foreach (var position in decision.Touched)
        {
            Conflicts.Crossing(
                work, caller.Party, caller.Connection, position, ConflictKind.NegativeOnHand,
                was: position.Before.IsNegative, now: position.OnHand.IsNegative);
            Conflicts.Crossing(
                work, caller.Party, caller.Connection, position, ConflictKind.Oversold,
                was: Position.Oversold(position.PromisedBefore, position.Before), now: Position.Oversold(position.Promised, position.OnHand));
        }

        foreach (var (change, first) in decision.Differing)
        {
            work.Defer(Conflicts.Open(
                caller.Party, caller.Connection, first.At, ConflictKind.ChangeDiffers, first.Entry.Key.ChangeId,
                new { recorded = Side(first.Entry), sent = Side(change) },
                inDoubt: change.Entry is { } entry ? entry.Quantity - first.Entry.Quantity : null));
        }
    }

    private static async Task Review(
        Work work, Caller caller, ReviewLines review, List<IncomingChange> changes, bool linesWait, CancellationToken cancel)
    {
        var mayWait = linesWait || changes.Exists(change => change.Status == ChangeStatus.Review);
        await review.Keep(work, caller, changes, cancel);
        var resolved = changes.Where(change => change.Status is ChangeStatus.Applied or ChangeStatus.Duplicate).Select(change => change.ChangeId!).ToArray();
        if (mayWait && resolved.Length > 0)
        {
            work.Defer(ReviewLines.Close(caller, resolved));
        }
    }

    private static object Side(StockEntry entry) =>
        new { kind = entry.Kind, quantity = entry.Quantity.ToDecimal(), occurredAt = entry.OccurredAt };

    /// <summary>Where its code is unknown there is no product, and the quantity is as it was sent.</summary>
    private static object Side(IncomingChange change) => new
    {
        kind = change.Kind,
        quantity = (change.Entry?.Quantity ?? change.Sent ?? Quantity.Zero).ToDecimal(),
        occurredAt = change.HappenedAt,
        location = change.At!.Code,
        product = change.Of?.Code,
        item = change.Item,
    };
}
