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
        insert into review_item (owner_id, connection_id, change_id, item_code, location_id, line, candidates)
        select $1, $2, n.change_id, n.item_code, n.location_id, n.line::jsonb, n.candidates::jsonb
        from unnest($3::text[], $4::text[], $5::integer[], $6::text[], $7::text[])
            with ordinality as n (change_id, item_code, location_id, line, candidates, place)
        order by n.change_id, n.place
        on conflict on constraint review_item_is_kept_once do nothing
        """;

    // Read after the insert, so that a line which somebody else kept meanwhile is compared as well. The document is a
    // note and no part of a change's identity; codes are alike without regard to letter case. What a stream kept
    // because it could not be read is no line of ours to compare with.
    private const string Differing =
        """
        select n.place
        from unnest($3::text[], $4::text[], $5::integer[], $6::text[]) with ordinality as n (change_id, item_code, location_id, line, place)
        cross join lateral (
            select r.item_code, r.location_id, r.line
            from review_item r
            where r.owner_id = $1 and r.connection_id = $2 and r.change_id = n.change_id
            limit 1) r
        where r.line ->> 'changeId' is not null
            and (upper(r.item_code) <> upper(n.item_code) or r.location_id <> n.location_id
                or r.line - '{item,location,document}'::text[] <> n.line::jsonb - '{item,location,document}'::text[])
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
        work.Defer(Sql.Command(Insert, caller.Party.Value, caller.Connection.Value, ids, items, locations, lines, meanings));

        await using var batch = work.Batch();
        batch.BatchCommands.Add(Sql.Command(Differing, caller.Party.Value, caller.Connection.Value, ids, items, locations, lines));
        await using var rows = await Work.Read(batch, cancel);
        while (await rows.ReadAsync(cancel))
        {
            var change = waiting[(int)rows.GetInt64(0) - 1];
            change.Refuse(Problems.ChangeDiffers, $"'{change.ChangeId}' waits in the review queue with other content; that stands.");
        }
    }

    /// <summary>Lines of these changes wait no more.</summary>
    internal static NpgsqlBatchCommand Close(Caller caller, string[] changeIds) => Sql.Command(
        "update review_item set applied_at = now() where owner_id = $1 and connection_id = $2 and change_id = any ($3) and applied_at is null",
        caller.Party.Value,
        caller.Connection.Value,
        changeIds);

    private static string Line(IncomingChange change) => JsonSerializer.Serialize(
        new Change(change.ChangeId!, change.Location, change.Item, change.Kind, change.OccurredAt, change.Sent?.ToString(), change.Document, change.Reverses),
        Json.Options);
}
