using System.Text.Json;
using Npgsql;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Changes;

/// <summary>A batch's lines with unknown codes, on their way into the review queue.</summary>
internal sealed class ReviewLines
{
    // Those who send the same lines at once wait for each other in one order.
    private const string Insert =
        """
        insert into review_item (owner_id, connection_id, change_id, item_code, location_id, line, candidates, happened_at)
        select $1, $2, n.change_id, n.item_code, n.location_id, n.line::jsonb, n.candidates::jsonb, n.happened_at
        from unnest($3::text[], $4::text[], $5::integer[], $6::text[], $7::text[], $8::timestamptz[])
            with ordinality as n (change_id, item_code, location_id, line, candidates, happened_at, place)
        order by n.change_id, n.place
        on conflict on constraint review_item_is_kept_once do nothing
        """;

    // Read after the insert, so that a line which somebody else kept meanwhile is compared as well. The document is a
    // note and no part of a change's identity; codes are alike without regard to letter case.
    private const string Differing =
        """
        select n.place
        from unnest($3::text[], $4::text[], $5::integer[], $6::text[]) with ordinality as n (change_id, item_code, location_id, line, place)
        cross join lateral (
            select r.item_code, r.location_id, r.line
            from review_item r
            where r.owner_id = $1 and r.connection_id = $2 and r.change_id = n.change_id
            limit 1) r
        where upper(r.item_code) <> upper(n.item_code) or r.location_id is distinct from n.location_id
            or r.line - '{item,location,document}'::text[] <> n.line::jsonb - '{item,location,document}'::text[]
        """;

    // A line that was dismissed or put right, and whether it comes again as it first came.
    private const string Settled =
        """
        select n.place, r.dismissed_because,
            upper(r.item_code) = upper(n.item_code) and r.location_id is not distinct from n.location_id
                and r.line - '{item,location,document}'::text[] = n.line::jsonb - '{item,location,document}'::text[]
        from unnest($3::text[], $4::text[], $5::integer[], $6::text[]) with ordinality as n (change_id, item_code, location_id, line, place)
        cross join lateral (
            select r.item_code, r.location_id, r.line, r.dismissed_because
            from review_item r
            where r.owner_id = $1 and r.connection_id = $2 and r.change_id = n.change_id
                and (r.dismissed_at is not null or r.corrected is not null)
            limit 1) r
        """;

    /// <summary>What each unknown code may mean, as the queue keeps it.</summary>
    private readonly Dictionary<string, string> candidates = new(StringComparer.Ordinal);

    private ReviewLines()
    {
    }

    /// <summary>Looks up what the unknown codes may mean, each once, while nothing is locked yet.</summary>
    internal static ReviewLines Prepare(PartyBook book, List<IncomingChange> changes)
    {
        var lines = new ReviewLines();
        foreach (var change in changes)
        {
            if (change.Status == ChangeStatus.Review && !lines.candidates.ContainsKey(change.Item))
            {
                lines.candidates.Add(change.Item, JsonSerializer.Serialize(book.Candidates.For(change.Item), Json.Options));
            }
        }

        return lines;
    }

    /// <summary>Keeps the lines that go to review, each change id once, and refuses those whose id waits with another content.</summary>
    internal async Task Keep(Work work, Caller caller, List<IncomingChange> changes, CancellationToken cancel)
    {
        var waiting = changes.FindAll(change => change.Status == ChangeStatus.Review);
        if (waiting.Count == 0)
        {
            return;
        }

        var (ids, items) = (waiting.Select(change => change.ChangeId!).ToArray(), waiting.Select(change => change.Item).ToArray());
        var (locations, lines) = (waiting.Select(change => change.At!.Id.Value).ToArray(), waiting.Select(Line).ToArray());
        var meanings = Array.ConvertAll(items, item => candidates[item]);
        var instants = waiting.Select(change => change.HappenedAt.UtcDateTime).ToArray();
        work.Defer(Sql.Command(Insert, caller.Party.Value, caller.Connection.Value, ids, items, locations, lines, meanings, instants));

        await using var batch = work.Batch();
        batch.BatchCommands.Add(Sql.Command(Differing, caller.Party.Value, caller.Connection.Value, ids, items, locations, lines));
        await using var rows = await Work.Read(batch, cancel);
        while (await rows.ReadAsync(cancel))
        {
            var change = waiting[(int)rows.GetInt64(0) - 1];
            change.Refuse(Problems.ChangeDiffers, "changeId", $"'{change.ChangeId}' waits in the review queue with other content; that stands.");
        }
    }

    /// <summary>
    /// What a person has settled stays settled: a dismissed line that comes again is refused in that person's words,
    /// and one that was put right is in the ledger already, however its sender goes on sending it.
    /// </summary>
    internal static async Task Settle(Work work, Caller caller, List<IncomingChange> changes, CancellationToken cancel)
    {
        var coming = changes.FindAll(change => change is { IsRefused: false, PutRight: false });
        await using var batch = work.Batch();
        batch.BatchCommands.Add(Sql.Command(
            Settled,
            caller.Party.Value,
            caller.Connection.Value,
            coming.Select(change => change.ChangeId!).ToArray(),
            coming.Select(change => change.Item).ToArray(),
            coming.Select(change => change.At!.Id.Value).ToArray(),
            coming.Select(Line).ToArray()));
        await using var rows = await Work.Read(batch, cancel);
        while (await rows.ReadAsync(cancel))
        {
            var change = coming[(int)rows.GetInt64(0) - 1];
            if (!rows.IsDBNull(1))
            {
                change.Refuse(Problems.LineDismissed, "changeId", $"Dismissed by a person: {rows.GetString(1)}");
            }
            else if (rows.GetBoolean(2))
            {
                change.Status = ChangeStatus.Duplicate;
            }
        }
    }

    /// <summary>Lines of these changes wait no more.</summary>
    internal static NpgsqlBatchCommand Close(Caller caller, string[] changeIds) => Sql.Command(
        """
        update review_item set applied_at = now(), waits_because = null, waits_code = null
        where owner_id = $1 and connection_id = $2 and change_id = any ($3) and applied_at is null and dismissed_at is null
        """,
        caller.Party.Value,
        caller.Connection.Value,
        changeIds);

    private static string Line(IncomingChange change) => JsonSerializer.Serialize(
        new Change(change.ChangeId!, change.Location, change.Item, change.Kind, change.OccurredAt, change.Sent?.ToString(), change.Document, change.Reverses),
        Json.Options);
}
