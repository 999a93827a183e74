using Npgsql;
using NpgsqlTypes;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.Changes;

namespace RetailGateway.Features.Stock.Positions;

/// <summary>What the lock found.</summary>
/// <param name="Positions">By key, every one that was asked for.</param>
/// <param name="Known">Entries already in the ledger, among the change ids asked for.</param>
/// <param name="Reversed">Change ids that a reversal at this position already names.</param>
/// <param name="BookVersion">The book's version now; an older copy must be read again.</param>
/// <param name="Now">The database's clock.</param>
/// <param name="LinesWait">Some line of this party waits in review: a change that comes again may close it.</param>
/// <param name="LinesSettled">Some line of this party was dismissed or put right in review: a change that comes again may be it.</param>
internal sealed record LockedStock(
    Dictionary<PositionKey, Position> Positions,
    Dictionary<string, KnownEntry> Known,
    HashSet<(string ChangeId, PositionKey At)> Reversed,
    long BookVersion,
    DateTimeOffset Now,
    bool LinesWait,
    bool LinesSettled);

/// <summary>An entry of the ledger and where it stands.</summary>
internal sealed record KnownEntry(StockEntry Entry, PositionKey At)
{
    /// <summary>It came late, after a person's acceptance had posted it: the ledger holds the acceptance's entry instead.</summary>
    internal bool IsAnswered { get; init; }

    /// <summary>The expected movement that was accepted; zero where nothing was.</summary>
    internal long ExpectedId { get; init; }
}

/// <summary>Reads and writes of stock rows, in the one order in which they are locked: location, then product.</summary>
internal static class StockRows
{
    // A lateral look-up with a limit is a plan of its own: one probe of the key's index a row, whatever the planner
    // believes of the tables' sizes. A plain join may scan all that the owner has, and did on tables just made.
    // Keys come through a sub-select so that their number tells the planner nothing: knowing it, it would plan
    // every execution anew, which costs more than the look-ups.
    private const string InsertMissing =
        """
        insert into stock_position (owner_id, location_id, product_id)
        select $1, k.location_id, k.product_id
        from unnest((select $2::integer[]), (select $3::integer[])) as k (location_id, product_id)
        left join lateral (
            select true as found from stock_position p
            where p.owner_id = $1 and p.location_id = k.location_id and p.product_id = k.product_id
            limit 1) p on true
        where p.found is null
        order by k.location_id, k.product_id
        on conflict do nothing
        """;

    /// <summary>The keys are sorted first and then locked one by one.</summary>
    private const string Lock =
        """
        select p.*
        from (
            select k.location_id, k.product_id
            from unnest((select $2::integer[]), (select $3::integer[])) as k (location_id, product_id)
            order by k.location_id, k.product_id) k
        cross join lateral (
            select p.location_id, p.product_id, p.on_hand, p.reserved, p.safety_stock, p.version,
                p.last_count_at, p.last_count_connection_id, p.last_count_change_id,
                p.last_entry_at, p.last_entry_kind::text, p.last_entry_connection_id, p.expected_out, p.expected_in, p.expectations > 0
            from stock_position p
            where p.owner_id = $1 and p.location_id = k.location_id and p.product_id = k.product_id
            limit 1
            for update of p) p
        """;

    private const string Known =
        """
        select e.*
        from unnest((select $3::text[])) as k (change_id)
        cross join lateral (
            select e.change_id, e.location_id, e.product_id, e.kind::text, e.quantity, e.occurred_at, e.reverses
            from stock_entry e
            where e.owner_id = $1 and e.connection_id = $2 and e.change_id = k.change_id
            limit 1) e
        """;

    private const string Reversals =
        """
        select e.*
        from unnest((select $3::text[])) as k (change_id)
        cross join lateral (
            select e.reverses, e.location_id, e.product_id
            from stock_entry e
            where e.owner_id = $1 and e.connection_id = $2 and e.reverses = k.change_id
            offset 0) e
        """;

    private const string BookAndClock =
        """
        select book_version, clock_timestamp(),
            exists (select from review_item where owner_id = $1 and applied_at is null and dismissed_at is null),
            exists (select from review_item where owner_id = $1 and (dismissed_at is not null or corrected is not null))
        from party
        where owner_id = $1
        """;

    /// <summary>Inserts missing positions, locks all of them in order, and reads what is known of the change ids; one round trip.</summary>
    internal static async Task<LockedStock> LockSorted(
        Work work, PartyId owner, ConnectionId connection, PartyBook book, IReadOnlyList<IncomingChange> changes, CancellationToken cancel)
    {
        var keys = changes.Where(change => change.Entry is not null)
            .Select(change => new PositionKey(change.At!.Id.Value, change.Of!.Id.Value))
            .Distinct().Order().ToArray();
        var ids = changes.Select(change => change.ChangeId!).Concat(changes.Where(change => change.Reverses is not null).Select(change => change.Reverses!)).Distinct().ToArray();
        var (locations, products) = (keys.Select(key => key.Location).ToArray(), keys.Select(key => key.Product).ToArray());

        await using var batch = work.Batch();
        batch.BatchCommands.Add(Sql.Command(InsertMissing, owner.Value, locations, products));
        batch.BatchCommands.Add(Sql.Command(Lock, owner.Value, locations, products));
        batch.BatchCommands.Add(Sql.Command(Known, owner.Value, connection.Value, ids));
        batch.BatchCommands.Add(Sql.Command(Reversals, owner.Value, connection.Value, ids));
        batch.BatchCommands.Add(Sql.Command(BookAndClock, owner.Value));
        await using var rows = await Work.Read(batch, cancel);

        var positions = new Dictionary<PositionKey, Position>(keys.Length);
        while (await rows.ReadAsync(cancel))
        {
            var position = ReadPosition(rows, book, changes: 1);
            positions.Add(position.Key, position);
        }

        await rows.NextResultAsync(cancel);
        var known = new Dictionary<string, KnownEntry>(StringComparer.Ordinal);
        while (await rows.ReadAsync(cancel))
        {
            var entry = ReadEntry(rows, connection);
            known.Add(entry.Entry.Key.ChangeId, entry);
        }

        await rows.NextResultAsync(cancel);
        var reversed = new HashSet<(string, PositionKey)>();
        while (await rows.ReadAsync(cancel))
        {
            reversed.Add((rows.GetString(0), new PositionKey(rows.GetInt32(1), rows.GetInt32(2))));
        }

        await rows.NextResultAsync(cancel);
        await rows.ReadAsync(cancel);
        return new LockedStock(positions, known, reversed, rows.GetInt64(0), rows.GetFieldValue<DateTimeOffset>(1), rows.GetBoolean(2), rows.GetBoolean(3));
    }

    /// <summary>Adds entries to the ledger.</summary>
    internal static NpgsqlBatchCommand InsertEntries(PartyId owner, ConnectionId connection, IReadOnlyList<IncomingChange> applied)
    {
        var entries = applied.Select(change => change.Entry!).ToArray();
        return Sql.Command(
            """
            insert into stock_entry (
                owner_id, connection_id, change_id, location_id, product_id, kind, quantity, occurred_at, document, reverses)
            select $1, $2, e.change_id, e.location_id, e.product_id, e.kind::entry_kind, e.quantity, e.occurred_at, e.document, e.reverses
            from unnest($3::text[], $4::integer[], $5::integer[], $6::text[], $7::numeric[], $8::timestamptz[], $9::text[], $10::text[])
                as e (change_id, location_id, product_id, kind, quantity, occurred_at, document, reverses)
            """,
            owner.Value,
            connection.Value,
            Array.ConvertAll(entries, entry => entry.Key.ChangeId),
            applied.Select(change => change.At!.Id.Value).ToArray(),
            applied.Select(change => change.Of!.Id.Value).ToArray(),
            Array.ConvertAll(entries, entry => entry.Kind.Code()),
            Array.ConvertAll(entries, entry => entry.Quantity.ToDecimal()),
            Array.ConvertAll(entries, entry => entry.OccurredAt.UtcDateTime),
            Texts(applied.Select(change => change.Document)),
            Texts(entries.Select(entry => entry.Reverses)));
    }

    /// <summary>
    /// Writes what the touched positions have become. They are there and locked, so nothing is inserted; it is written
    /// as an insert because that finds each row by its key and by nothing else, as the look-ups above do.
    /// </summary>
    internal static NpgsqlBatchCommand UpdatePositions(PartyId owner, IReadOnlyList<Position> touched) => Sql.Command(
        """
        insert into stock_position as p (
            owner_id, location_id, product_id, on_hand, last_count_at, last_count_connection_id, last_count_change_id,
            last_entry_at, last_entry_kind, last_entry_connection_id)
        select $1, n.location_id, n.product_id, n.on_hand, n.last_count_at, n.last_count_connection_id, n.last_count_change_id,
            n.last_entry_at, n.last_entry_kind::entry_kind, n.last_entry_connection_id
        from unnest(
                $2::integer[], $3::integer[], $4::numeric[], $5::timestamptz[], $6::integer[], $7::text[],
                $8::timestamptz[], $9::text[], $10::integer[])
            as n (location_id, product_id, on_hand, last_count_at, last_count_connection_id, last_count_change_id,
                last_entry_at, last_entry_kind, last_entry_connection_id)
        on conflict on constraint stock_position_pkey do update set
            on_hand = excluded.on_hand,
            version = p.version + 1,
            last_count_at = excluded.last_count_at,
            last_count_connection_id = excluded.last_count_connection_id,
            last_count_change_id = excluded.last_count_change_id,
            last_entry_at = excluded.last_entry_at,
            last_entry_kind = excluded.last_entry_kind,
            last_entry_connection_id = excluded.last_entry_connection_id
        """,
        owner.Value,
        touched.Select(position => position.Key.Location).ToArray(),
        touched.Select(position => position.Key.Product).ToArray(),
        touched.Select(position => position.OnHand.ToDecimal()).ToArray(),
        touched.Select(position => position.LastCount?.OccurredAt.UtcDateTime).ToArray(),
        touched.Select(position => position.LastCount?.Connection.Value).ToArray(),
        Texts(touched.Select(position => position.LastCount?.ChangeId)),
        touched.Select(position => position.EvidencedAt?.UtcDateTime).ToArray(),
        Texts(touched.Select(position => position.EvidencedAs?.Code())),
        touched.Select(position => position.EvidencedBy?.Value).ToArray());

    private static NpgsqlParameter Texts(IEnumerable<string?> values) =>
        new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    /// <summary>
    /// Locks one position; null where nothing was ever recorded there. <paramref name="changes"/> is how many
    /// versions the reader is about to add: 1 before a change, 0 after it.
    /// </summary>
    internal static async Task<Position?> LockOne(Work work, PartyId owner, PositionKey key, PartyBook book, int changes, CancellationToken cancel)
    {
        await using var batch = work.Batch();
        batch.BatchCommands.Add(Sql.Command(Lock, owner.Value, new[] { key.Location }, new[] { key.Product }));
        await using var rows = await Work.Read(batch, cancel);
        return await rows.ReadAsync(cancel) ? ReadPosition(rows, book, changes) : null;
    }

    /// <summary>
    /// Locks the position under a reservation for its owner or its holder, whom the terms may show the stock no more;
    /// null for everybody else.
    /// </summary>
    internal static async Task<Position?> LockHeld(Work work, PartyId owner, long reservation, PartyBook book, CancellationToken cancel)
    {
        await using var batch = work.Batch();
        batch.BatchCommands.Add(Sql.Command(
            """
            select p.location_id, p.product_id, p.on_hand, p.reserved, p.safety_stock, p.version,
                p.last_count_at, p.last_count_connection_id, p.last_count_change_id,
                p.last_entry_at, p.last_entry_kind::text, p.last_entry_connection_id, p.expected_out, p.expected_in, p.expectations > 0
            from lock_held_position($1, $2) p
            """,
            owner.Value,
            reservation));
        await using var rows = await Work.Read(batch, cancel);
        return await rows.ReadAsync(cancel) ? ReadPosition(rows, book, changes: 0) : null;
    }

    /// <summary>Holds what an order wants of its seller's stock; the positions that changed by it, locked, and the database's clock.</summary>
    internal static async Task<(List<Position> Changed, DateTimeOffset Now)> HoldForOrder(Work work, PartyId seller, (int Owner, long Id) order, PartyBook book, CancellationToken cancel)
    {
        await using var batch = work.Batch();
        batch.BatchCommands.Add(Sql.Command("select book_version, clock_timestamp() from party where owner_id = $1", seller.Value));
        batch.BatchCommands.Add(Sql.Command(
            """
            select p.location_id, p.product_id, p.on_hand, p.reserved, p.safety_stock, p.version,
                p.last_count_at, p.last_count_connection_id, p.last_count_change_id,
                p.last_entry_at, p.last_entry_kind::text, p.last_entry_connection_id, p.expected_out, p.expected_in, p.expectations > 0
            from hold_for_order($1, $2) p
            """,
            order.Owner,
            order.Id));
        await using var rows = await Work.Read(batch, cancel);
        await rows.ReadAsync(cancel);
        book.MustBe(rows.GetInt64(0));
        var now = rows.GetFieldValue<DateTimeOffset>(1);
        await rows.NextResultAsync(cancel);
        return (await ReadPositions(rows, book, changes: 0, cancel), now);
    }

    /// <summary>Inserts missing positions and locks all of them in order, as a document does that moves several.</summary>
    internal static async Task<List<Position>> LockAll(
        Work work, PartyId owner, PartyBook book, IEnumerable<PositionKey> wanted, int changes, CancellationToken cancel)
    {
        var keys = wanted.Distinct().Order().ToArray();
        var (locations, products) = (Array.ConvertAll(keys, key => key.Location), Array.ConvertAll(keys, key => key.Product));
        await using var batch = work.Batch();
        batch.BatchCommands.Add(Sql.Command(InsertMissing, owner.Value, locations, products));
        batch.BatchCommands.Add(Sql.Command(Lock, owner.Value, locations, products));
        await using var rows = await Work.Read(batch, cancel);
        return await ReadPositions(rows, book, changes, cancel);
    }

    private static async Task<List<Position>> ReadPositions(NpgsqlDataReader rows, PartyBook book, int changes, CancellationToken cancel)
    {
        var positions = new List<Position>();
        while (await rows.ReadAsync(cancel))
        {
            positions.Add(ReadPosition(rows, book, changes));
        }

        return positions;
    }

    private static Position ReadPosition(NpgsqlDataReader row, PartyBook book, int changes)
    {
        var key = new PositionKey(row.GetInt32(0), row.GetInt32(1));
        var (reserved, expectedOut) = (Quantity.FromDecimal(row.GetDecimal(3)), Quantity.FromDecimal(row.GetDecimal(12)));
        var lastCount = row.IsDBNull(6)
            ? (EntryOrder?)null
            : new EntryOrder(row.GetFieldValue<DateTimeOffset>(6), IsCount: true, new ConnectionId(row.GetInt32(7)), row.GetString(8));
        var evidencedAt = row.IsDBNull(9) ? (DateTimeOffset?)null : row.GetFieldValue<DateTimeOffset>(9);
        return new Position
        {
            Key = key,
            At = book.LocationsById[key.Location],
            Of = book.ProductsById[key.Product],
            Before = Quantity.FromSum(row.GetDecimal(2)),
            Reserved = reserved,
            ExpectedOut = expectedOut,
            ExpectedIn = Quantity.FromDecimal(row.GetDecimal(13)),
            PromisedBefore = reserved + expectedOut,
            Expects = row.GetBoolean(14),
            LastCountBefore = lastCount,
            SafetyStock = Quantity.FromDecimal(row.GetDecimal(4)),
            Version = row.GetInt64(5) + changes,
            Fold = new PositionFold
            {
                OnHand = Quantity.FromSum(row.GetDecimal(2)),
                LastCount = lastCount,
                LastOccurredAt = evidencedAt,
            },
            EvidencedAt = evidencedAt,
            EvidencedAs = row.IsDBNull(10) ? null : KindOf(row.GetString(10)),
            EvidencedBy = row.IsDBNull(11) ? null : new ConnectionId(row.GetInt32(11)),
        };
    }

    private static KnownEntry ReadEntry(NpgsqlDataReader row, ConnectionId connection) => new(
        new StockEntry(
            new EntryKey(connection, row.GetString(0)),
            KindOf(row.GetString(3)),
            Quantity.FromDecimal(row.GetDecimal(4)),
            row.GetFieldValue<DateTimeOffset>(5),
            row.IsDBNull(6) ? null : row.GetString(6)),
        new PositionKey(row.GetInt32(1), row.GetInt32(2)));

    /// <summary>A kind as the store spells it.</summary>
    internal static EntryKind KindOf(string code) => EntryKinds.TryParse(System.Text.Encoding.ASCII.GetBytes(code), out var kind)
        ? kind
        : throw new InvalidOperationException($"The store holds an entry kind '{code}' that this program does not know.");
}
