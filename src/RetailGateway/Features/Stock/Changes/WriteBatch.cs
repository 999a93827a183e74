using System.Text.Json;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.Positions;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Changes;

/// <summary>Writes a decided batch: ledger, positions, what others are told, and what a person should look at.</summary>
internal static class WriteBatch
{
    /// <summary>Everything is deferred to the transaction's next round trip, but for the ledger where a fold is made anew from it.</summary>
    internal static async Task Run(
        Work work, Caller caller, PartyBook book, List<IncomingChange> changes, BatchDecision decision, LockedStock stock, CancellationToken cancel)
    {
        if (decision.Applied.Count > 0)
        {
            work.Defer(StockRows.InsertEntries(caller.Party, caller.Connection, decision.Applied));
            if (decision.Touched.Where(position => position.Fold.NeedsRefold).ToArray() is { Length: > 0 } refolds)
            {
                await Refold.Run(work, caller.Party, refolds, cancel);
            }

            work.Defer(StockRows.UpdatePositions(caller.Party, decision.Touched));
            if (PositionEvents.Insert(book, caller.Party, caller.Connection, decision.Touched, stock.Now) is { } told)
            {
                work.Defer(told);
            }
        }

        AddConflicts(work, caller, decision);
        AddReviewItems(work, caller, book, changes, stock.LinesWait);
    }

    private static void AddConflicts(Work work, Caller caller, BatchDecision decision)
    {
        foreach (var position in decision.Touched)
        {
            Conflicts.Crossing(
                work, caller.Party, caller.Connection, position, "negative_on_hand",
                was: position.Before.IsNegative, now: position.OnHand.IsNegative);
            Conflicts.Crossing(
                work, caller.Party, caller.Connection, position, "oversold",
                was: Position.Oversold(position.Reserved, position.Before), now: Position.Oversold(position.Reserved, position.OnHand));
        }

        foreach (var (change, first) in decision.Differing)
        {
            work.Defer(Conflicts.Open(
                caller.Party, caller.Connection, first.At, "change_differs", first.Entry.Key.ChangeId,
                new { recorded = Side(first.Entry), sent = Side(change.Entry!) }));
        }
    }

    private static void AddReviewItems(Work work, Caller caller, PartyBook book, List<IncomingChange> changes, bool linesWait)
    {
        foreach (var change in changes.Where(change => change.Status == ChangeStatus.Review))
        {
            work.Defer(Sql.Command(
                """
                insert into review_item (owner_id, connection_id, change_id, item_code, location_id, line, candidates)
                values ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb)
                on conflict on constraint review_item_is_kept_once do nothing
                """,
                caller.Party.Value,
                caller.Connection.Value,
                change.ChangeId,
                change.Item,
                change.At!.Id.Value,
                JsonSerializer.Serialize(
                    new Change(change.ChangeId!, change.Location, change.Item, change.Kind, change.OccurredAt, change.Sent?.ToString(), change.Document, change.Reverses),
                    Json.Options),
                JsonSerializer.Serialize(Candidates.For(book, change.Item), Json.Options)));
        }

        var resolved = changes.Where(change => change.Status is ChangeStatus.Applied or ChangeStatus.Duplicate).Select(change => change.ChangeId!).ToArray();
        if (linesWait && resolved.Length > 0)
        {
            work.Defer(Sql.Command(
                "update review_item set applied_at = now() where owner_id = $1 and connection_id = $2 and change_id = any ($3) and applied_at is null",
                caller.Party.Value,
                caller.Connection.Value,
                resolved));
        }
    }

    private static object Side(Domain.Stock.StockEntry entry) =>
        new { kind = entry.Kind, quantity = entry.Quantity.ToDecimal(), occurredAt = entry.OccurredAt };
}
