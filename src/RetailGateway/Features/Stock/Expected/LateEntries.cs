using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock;
using RetailGateway.Domain.Stock.Expected;
using RetailGateway.Features.Stock.Changes;
using RetailGateway.Features.Stock.Positions;

namespace RetailGateway.Features.Stock.Expected;

/// <summary>
/// A till's own entry that comes after a person has accepted the movement is `duplicate` where it says the same, and a
/// conflict where it differs: the acceptance's entry stands for it, in the till's name.
/// </summary>
internal static class LateEntries
{
    private const string Answered =
        """
        select n.change_id, e.location_id, e.product_id, n.kind::text, n.quantity, n.occurred_at, n.expected_id
        from expected_late_entry n
        join expected_movement e on e.owner_id = n.owner_id and e.expected_id = n.expected_id
        where n.owner_id = $1 and n.connection_id = $2 and n.change_id = any ($3)
        """;

    private const string Acceptances =
        """
        select e.location_id, e.product_id, e.reference, e.occurred_at, e.expected_id, d.decision,
            m.change_id, m.kind::text, m.quantity, m.occurred_at, m.connection_id
        from unnest($2::integer[], $3::integer[], $4::text[]) as k (location_id, product_id, document)
        join expected_movement e on e.owner_id = $1 and e.location_id = k.location_id and e.product_id = k.product_id
            and e.reference = k.document collate "C"
        join expected_decision d on d.owner_id = e.owner_id and d.expected_id = e.expected_id and d.kind = 'accept'
        join stock_entry m on m.owner_id = d.owner_id and m.connection_id = d.connection_id and m.change_id = d.change_id
        where not exists (select from expected_late_entry n
                where n.owner_id = d.owner_id and n.expected_id = d.expected_id and n.decision = d.decision)
            and not exists (select from stock_entry r
                where r.owner_id = m.owner_id and r.connection_id = m.connection_id and r.reverses = m.change_id)
        order by e.expected_id, d.decision
        """;

    /// <summary>Adds to what is known the entries that an acceptance answers; they are then compared as any other.</summary>
    internal static async Task Answer(Work work, Caller caller, List<IncomingChange> changes, LockedStock stock, CancellationToken cancel)
    {
        var candidates = changes.FindAll(change =>
            !change.IsDocuments && change.Entry is { } entry && !stock.Known.ContainsKey(entry.Key.ChangeId)
            && (change.Document is not null || change.Reverses is not null) && stock.Positions[KeyOf(change)].Expects);
        if (candidates.Count == 0)
        {
            return;
        }

        var acceptances = await Read(work, caller, candidates, stock, cancel);
        foreach (var change in candidates)
        {
            var entry = change.Entry!;
            if (change.Reverses is { } named && stock.Known.TryGetValue(named, out var answered) && answered is { IsAnswered: true })
            {
                // Its word against a person's: told once more, and nothing moves.
                work.Defer(Sql.Command("select raise_own_expected($1, 'expected_differs')", answered.ExpectedId));
            }
            else if (change.Document is not null && !stock.Known.ContainsKey(entry.Key.ChangeId)
                && !stock.Reversed.Contains((entry.Key.ChangeId, KeyOf(change)))
                && (acceptances.Find(one => one.Answers(change) && one.Posted.Quantity == entry.Quantity)
                    ?? acceptances.Find(one => one.Answers(change))) is { } acceptance)
            {
                Answer(work, caller, change, acceptance, stock);
                acceptances.Remove(acceptance);
            }
        }
    }

    /// <summary>The same quantity is the same movement; otherwise it is held against what the person accepted.</summary>
    private static void Answer(Work work, Caller caller, IncomingChange change, Acceptance acceptance, LockedStock stock)
    {
        var entry = change.Entry!;
        if (entry.Quantity != acceptance.Posted.Quantity)
        {
            stock.Known.Add(entry.Key.ChangeId, new KnownEntry(acceptance.Posted, acceptance.At));
            return;
        }

        stock.Known.Add(entry.Key.ChangeId, new KnownEntry(entry, acceptance.At) { IsAnswered = true, ExpectedId = acceptance.ExpectedId });
        work.Defer(Sql.Command(
            """
            insert into expected_late_entry (owner_id, connection_id, change_id, expected_id, decision, kind, quantity, occurred_at)
            values ($1, $2, $3, $4, $5, $6::entry_kind, $7, $8)
            """,
            caller.Party.Value,
            caller.Connection.Value,
            entry.Key.ChangeId,
            acceptance.ExpectedId,
            acceptance.Decision,
            entry.Kind.Code(),
            entry.Quantity.ToDecimal(),
            entry.OccurredAt.UtcDateTime));
    }

    private static async Task<List<Acceptance>> Read(
        Work work, Caller caller, List<IncomingChange> candidates, LockedStock stock, CancellationToken cancel)
    {
        var documented = candidates.FindAll(change => change.Document is not null && change.Reverses is null);
        await using var batch = work.Batch();
        batch.BatchCommands.Add(Sql.Command(
            Answered, caller.Party.Value, caller.Connection.Value, candidates.Select(change => change.Reverses ?? change.ChangeId!).ToArray()));
        batch.BatchCommands.Add(Sql.Command(
            Acceptances,
            caller.Party.Value,
            documented.Select(change => change.At!.Id.Value).ToArray(),
            documented.Select(change => change.Of!.Id.Value).ToArray(),
            documented.Select(change => change.Document!).ToArray()));
        await using var rows = await Work.Read(batch, cancel);
        while (await rows.ReadAsync(cancel))
        {
            var entry = new StockEntry(
                new EntryKey(caller.Connection, rows.GetString(0)), StockRows.KindOf(rows.GetString(3)),
                Quantity.FromDecimal(rows.GetDecimal(4)), rows.GetFieldValue<DateTimeOffset>(5), Reverses: null);
            stock.Known.TryAdd(
                entry.Key.ChangeId,
                new KnownEntry(entry, new PositionKey(rows.GetInt32(1), rows.GetInt32(2))) { IsAnswered = true, ExpectedId = rows.GetInt64(6) });
        }

        await rows.NextResultAsync(cancel);
        var acceptances = new List<Acceptance>();
        while (await rows.ReadAsync(cancel))
        {
            var posted = new StockEntry(
                new EntryKey(new(rows.GetInt32(10)), rows.GetString(6)), StockRows.KindOf(rows.GetString(7)),
                Quantity.FromDecimal(rows.GetDecimal(8)), rows.GetFieldValue<DateTimeOffset>(9), Reverses: null);
            var acceptance = new Acceptance(
                rows.GetInt64(4), rows.GetInt32(5), new PositionKey(rows.GetInt32(0), rows.GetInt32(1)), rows.GetString(2),
                rows.GetFieldValue<DateTimeOffset>(3), posted);
            if (!acceptances.Contains(acceptance))
            {
                acceptances.Add(acceptance);
            }
        }

        return acceptances;
    }

    private static PositionKey KeyOf(IncomingChange change) => new(change.At!.Id.Value, change.Of!.Id.Value);

    /// <summary>What a person accepted and no entry has answered yet.</summary>
    private sealed record Acceptance(long ExpectedId, int Decision, PositionKey At, string Reference, DateTimeOffset OccurredAt, StockEntry Posted)
    {
        internal bool Answers(IncomingChange change) =>
            change.Entry is { } entry && entry.Kind.IsMovement()
            && KeyOf(change) == At && string.Equals(change.Document, Reference, StringComparison.Ordinal)
            && entry.Quantity.IsNegative == Posted.Quantity.IsNegative
            && (entry.OccurredAt - OccurredAt).Duration() <= Expectation.Reach;
    }
}
