using System.Globalization;
using System.Text.Json;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Audit.Contracts;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Sync.Conflicts;

/// <summary>Does what a person decided of a conflict: effect, closing and audit entry in the caller's transaction.</summary>
internal sealed class ConflictActions(GatewayDb database, Writes writes, StockLedger ledger, PartyBooks books, ExpectedMatters expected)
{
    /// <summary>What a decision would do, for a page; nothing is written.</summary>
    internal Task<ConflictEffect> Preview(Caller caller, long id, ConflictDecision decision, CancellationToken cancel) =>
        Previews.Of(database, caller, work => Act(work, caller, id, decision, "preview", cancel), cancel);

    /// <summary>Does what a page's form asks for.</summary>
    /// <returns>False where this form did it before: nothing is done now.</returns>
    internal Task<bool> Act(HttpContext http, Caller caller, string? form, long id, ConflictDecision decision, string? reason) =>
        writes.OnceForForm(http, caller, form, work => Act(work, caller, id, decision, Reasoned.Of(reason), http.RequestAborted));

    /// <summary>Does one action, once: whoever comes second is told how the matter ended.</summary>
    /// <exception cref="Refusal">No such conflict, closed before, an action it does not take, or one that would not end it.</exception>
    internal async Task<ConflictEffect> Act(
        Work work, Caller caller, long id, ConflictDecision decision, string reason, CancellationToken cancel)
    {
        var row = await ConflictRow.Lock(work, caller, id);
        if (!ConflictRule.Actions(row.Matter).Contains(decision.Action))
        {
            throw new Refusal(Problems.ActionNotPossible, $"A conflict of the kind {row.Kind} takes: {string.Join(", ", ConflictRule.Actions(row.Matter).Select(Word))}.");
        }

        switch (decision.Action)
        {
            case ConflictAction.Retry:
                await PartnerAnswers.Retry(work, caller, row, cancel);
                break;
            case ConflictAction.Dismiss:
                await PartnerAnswers.Dismiss(work, caller, row, cancel);
                break;
        }

        // A new kind whose acceptance or correction changes a position adds its line here; the others end by being closed.
        var positions = (decision.Action, row.Kind) switch
        {
            (ConflictAction.Correct, ConflictKind.ChangeDiffers) => await Exchange(work, caller, row, cancel),
            (ConflictAction.Correct, _) => await CorrectPosition(work, caller, row, decision, cancel),
            (ConflictAction.Accept, ConflictKind.ExpectedUnfulfilled or ConflictKind.ExpectedDiffers) =>
                await expected.Accept(work, caller, row.Expected, reason, cancel),
            (ConflictAction.Dismiss, ConflictKind.ExpectedUnfulfilled or ConflictKind.ExpectedDiffers) =>
                await expected.Dismiss(work, caller, row.Expected, reason, cancel),
            _ => [],
        };
        var resolution = decision.Action switch
        {
            ConflictAction.Accept => "accepted",
            ConflictAction.Correct => "corrected",
            ConflictAction.Retry => "retried",
            _ => "dismissed",
        };
        await work.Connection.ExecuteAsync(new CommandDefinition(
            """
            update conflict set closed_at = now(), closed_because = @reason, closed_by = @by, resolution = @resolution
            where owner_id = @owner and conflict_id = @id
            """,
            new { owner = caller.Party.Value, id, reason, resolution, by = AuditLog.Actor(caller) },
            cancellationToken: cancel));
        AuditLog.Write(
            work,
            caller,
            Word(decision.Action),
            new AuditSubject("conflict", id.ToString(CultureInfo.InvariantCulture)),
            new { row.Kind, row.Location, row.Product, row.ChangeId, evidence = JsonSerializer.Deserialize<JsonElement>(row.Evidence) },
            new { resolution, decision, positions },
            reason);
        return new ConflictEffect(positions, resolution);
    }

    /// <summary>A count or an adjustment in the name of the location's system of record, counted once by the conflict's number.</summary>
    private async Task<IReadOnlyList<PositionEffect>> CorrectPosition(
        Work work, Caller caller, ConflictRow row, ConflictDecision decision, CancellationToken cancel)
    {
        var check = new Check();
        check.That(decision.Kind is EntryKind.Count or EntryKind.Adjustment, "/kind", "`count` or `adjustment` is expected.");
        check.That(
            decision.Quantity is { } given && Check.HasAtMost(given, 3) && Math.Abs(given) <= Quantity.MaxValue.ToDecimal(),
            "/quantity",
            "A quantity in base units with at most three decimals is expected.");
        check.Done();
        var at = decision.OccurredAt ?? await Clock.Now(work, cancel);
        var book = await books.GetKnowing(caller.Party, row.LocationId!.Value, row.ProductId!.Value, cancel);
        var system = book.LocationsById[row.LocationId.Value].SystemOfRecordAt(at)
            ?? throw Refusal.At("/occurredAt", $"Nobody's word counted for the stock of {row.Location} at that time.");
        var positions = await Post(
            work,
            caller.Party,
            system.Connection,
            [new NewEntry(Id(row), row.Location!, row.Product!, decision.Kind!.Value, Quantity.FromDecimal(decision.Quantity!.Value), at, Id(row), Product: row.Product)],
            cancel);
        await MustBeMended(work, caller, row);
        return positions;
    }

    /// <summary>Leaves out what was recorded and records what was sent after it, both under ids made from the conflict's.</summary>
    private Task<IReadOnlyList<PositionEffect>> Exchange(Work work, Caller caller, ConflictRow row, CancellationToken cancel)
    {
        var (recorded, sent) = (row.Sides!.Recorded, row.Sides.Sent);

        // Where the sent code was known its product is, and the quantity is in base units; evidence of old has neither code.
        var known = sent.Item is null ? row.Product : sent.Product;
        return Post(
            work,
            caller.Party,
            new ConnectionId(row.ConnectionId),
            [
                new NewEntry($"{Id(row)}/reversal", row.Location!, row.Product!, EntryKind.Reversal, null, recorded.OccurredAt, Id(row), row.ChangeId, row.Product),
                new NewEntry(
                    Id(row), sent.Location ?? row.Location!, sent.Item ?? row.Product!, sent.Kind, Quantity.FromDecimal(sent.Quantity), sent.OccurredAt, Id(row),
                    Product: known),
            ],
            cancel);
    }

    private async Task<IReadOnlyList<PositionEffect>> Post(
        Work work, PartyId owner, ConnectionId connection, IReadOnlyList<NewEntry> entries, CancellationToken cancel)
    {
        var posted = await ledger.Post(work, owner, connection, entries, cancel);
        return posted.Results.FirstOrDefault(result => !result.IsRecorded) is { } other
            ? throw new Refusal(Problems.StillInTrouble, other.Problem?.Detail ?? "The item code is unknown: map it first.", other.Problem?.Errors)
            : posted.Positions;
    }

    /// <summary>A correction that leaves the position in trouble would close the matter and tell nobody.</summary>
    private static async Task MustBeMended(Work work, Caller caller, ConflictRow row)
    {
        var (onHand, promised) = await work.Connection.QuerySingleAsync<(decimal OnHand, decimal Promised)>(
            "select on_hand, reserved + expected_out from stock_position where owner_id = @owner and location_id = @LocationId and product_id = @ProductId",
            new { owner = caller.Party.Value, row.LocationId, row.ProductId });
        if (row.Kind == ConflictKind.NegativeOnHand ? onHand < 0 : promised > 0 && promised > onHand)
        {
            throw new Refusal(
                Problems.StillInTrouble,
                string.Create(CultureInfo.InvariantCulture, $"On hand would be {onHand:0.###} with {promised:0.###} reserved or expected to go out. Nothing was recorded."));
        }
    }

    private static string Id(ConflictRow row) => string.Create(CultureInfo.InvariantCulture, $"conflict/{row.ConflictId}");

    private static string Word(ConflictAction action) => JsonNamingPolicy.SnakeCaseLower.ConvertName(action.ToString());
}
