using System.Globalization;
using System.Text.Json;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Audit.Contracts;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Sync.Review;

/// <summary>Does what a person decided of a line in review: effect, closing and audit entry in the caller's transaction.</summary>
internal sealed class ReviewActions(GatewayDb database, Writes writes, WaitingLines waiting)
{
    /// <summary>What a decision would do, for a page; nothing is written.</summary>
    internal Task<ReviewEffect> Preview(Caller caller, long id, ReviewDecision decision, CancellationToken cancel) =>
        Previews.Of(database, caller, work => Act(work, caller, id, decision, "preview", cancel), cancel);

    /// <summary>Does what a page's form asks for.</summary>
    /// <returns>False where this form did it before: nothing is done now.</returns>
    internal Task<bool> Act(HttpContext http, Caller caller, string? form, long id, ReviewDecision decision, string? reason) =>
        writes.OnceForForm(http, caller, form, work => Act(work, caller, id, decision, Reasoned.Of(reason), http.RequestAborted));

    /// <summary>Does one action, once: whoever comes second is told how the line left the queue.</summary>
    /// <exception cref="Refusal">No such line, closed before, or the action comes to nothing.</exception>
    internal async Task<ReviewEffect> Act(
        Work work, Caller caller, long id, ReviewDecision decision, string? reason, CancellationToken cancel)
    {
        var row = await Lock(work, caller, id, cancel);
        var effect = decision.Action switch
        {
            ReviewAction.Map => await Map(work, caller, row, decision, cancel),
            ReviewAction.Retry => await waiting.Apply(work, caller.Party, row.From, [row.Waiting], cancel),
            ReviewAction.Correct => await Correct(work, caller, row, decision, cancel),
            _ => await Dismiss(work, caller, row, reason ?? "", cancel),
        };
        AuditLog.Write(
            work,
            caller,
            JsonNamingPolicy.SnakeCaseLower.ConvertName(decision.Action.ToString()),
            new AuditSubject("review-item", id.ToString(CultureInfo.InvariantCulture)),
            new { row.ItemCode, line = JsonSerializer.Deserialize<JsonElement>(row.Line) },
            new
            {
                decision,
                applied = effect.Lines.Count(line => line.IsRecorded),
                waiting = effect.Lines.Count(line => !line.IsRecorded),
                effect.InBackground,
                effect.Positions,
            },
            reason);
        return effect;
    }

    /// <summary>Has every waiting line of a choice tried again by the worker.</summary>
    internal static async Task<ReviewEffect> RetryAll(Work work, Caller caller, ReviewRetry retry, string reason, CancellationToken cancel)
    {
        var count = await work.Connection.ExecuteAsync(new CommandDefinition(
            $"""
            update review_item r set due = true, waits_because = null, waits_code = null
            from connection c
            where r.owner_id = @owner and {WaitingLines.Open} and c.owner_id = r.owner_id and c.connection_id = r.connection_id
                and (@connection::text is null or c.code = @connection)
                and (@item::text is null or upper(r.item_code) = upper(@item))
            """,
            new { owner = caller.Party.Value, connection = Check.Query("connection", retry.Connection), item = Check.Query("item", retry.Item) },
            cancellationToken: cancel));
        AuditLog.Write(work, caller, "retry", new AuditSubject("review-item", "*"), null, new { retry.Connection, retry.Item, count }, reason);
        return ReviewEffect.None with { InBackground = count };
    }

    private async Task<ReviewEffect> Map(Work work, Caller caller, Row row, ReviewDecision decision, CancellationToken cancel)
    {
        var check = new Check();
        var product = check.Code("/product", decision.Product);
        var pack = check.OptionalText("/pack", decision.Pack, ItemCode.MaxLength);
        check.Done();
        var from = decision.From
            ?? (await ItemMappings.HasHistory(work, caller, row.ConnectionId, row.ItemCode) ? row.Waiting.HappenedAt : (DateTimeOffset?)null);
        await ItemMappings.Make(work, caller, new MappingWish(caller.Party.Value, row.ConnectionId, row.ItemCode, product, pack, from), cancel);
        return await waiting.Mapped(work, caller.Party, [(row.ConnectionId, row.ItemCode)], cancel);
    }

    private async Task<ReviewEffect> Correct(Work work, Caller caller, Row row, ReviewDecision decision, CancellationToken cancel)
    {
        var corrected = row.Waiting.Corrected(decision.Item, decision.Location, decision.Quantity);
        if (corrected.SaysTheSameAs(row.Waiting))
        {
            throw Refusal.At("/item", "A correction makes something different: the item, the location or the quantity.");
        }

        await work.Connection.ExecuteAsync(new CommandDefinition(
            "update review_item set corrected = @corrected::jsonb, closed_by = @by where owner_id = @owner and review_item_id = @id",
            new { owner = caller.Party.Value, id = row.ReviewItemId, corrected = corrected.Kept(), by = AuditLog.Actor(caller) },
            cancellationToken: cancel));
        var effect = await waiting.Apply(work, caller.Party, row.From, [corrected], cancel);
        return effect.Lines[0].IsRecorded
            ? effect
            : throw new Refusal(Problems.StillInTrouble, $"The corrected line would not be recorded: {effect.Lines[0].Detail}");
    }

    private static async Task<ReviewEffect> Dismiss(Work work, Caller caller, Row row, string reason, CancellationToken cancel)
    {
        await work.Connection.ExecuteAsync(new CommandDefinition(
            """
            update review_item set dismissed_at = now(), dismissed_because = @reason, closed_by = @by, due = false
            where owner_id = @owner and review_item_id = @id
            """,
            new { owner = caller.Party.Value, id = row.ReviewItemId, reason, by = AuditLog.Actor(caller) },
            cancellationToken: cancel));
        return ReviewEffect.None;
    }

    /// <summary>
    /// The code before the line: whoever decides of two lines of one code takes turns, for a mapping reaches both.
    /// </summary>
    private static async Task<Row> Lock(Work work, Caller caller, long id, CancellationToken cancel)
    {
        var key = new { owner = caller.Party.Value, id };
        await work.Connection.ExecuteAsync(new CommandDefinition(
            """
            select pg_advisory_xact_lock(hashtextextended(format('review %s %s', connection_id, upper(item_code)), owner_id))
            from review_item where owner_id = @owner and review_item_id = @id
            """,
            key,
            cancellationToken: cancel));
        var row = await work.Connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            """
            select review_item_id, connection_id, item_code, line::text, happened_at, applied_at, dismissed_at, dismissed_because, closed_by
            from review_item where owner_id = @owner and review_item_id = @id
            for update
            """,
            key,
            cancellationToken: cancel)) ?? throw new Refusal(Problems.NotFound, "No line in review of yours has that number.");
        return row.AppliedAt is null && row.DismissedAt is null ? row : throw new Refusal(Problems.AlreadyClosed, row.Closed);
    }

    private sealed record Row(
        long ReviewItemId, int ConnectionId, string ItemCode, string Line, DateTime HappenedAt,
        DateTime? AppliedAt, DateTime? DismissedAt, string? DismissedBecause, string? ClosedBy)
    {
        internal ConnectionId From => new(ConnectionId);

        internal WaitingLine Waiting { get; } = WaitingLines.Read(ReviewItemId, Line, HappenedAt);

        internal string Closed => DismissedAt is { } at
            ? $"Dismissed at {Rfc3339.Format(at)} by {ClosedBy}: {DismissedBecause}"
            : $"It was applied at {Rfc3339.Format(AppliedAt!.Value)}.";
    }
}
