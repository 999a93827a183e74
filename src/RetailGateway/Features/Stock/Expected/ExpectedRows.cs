using Dapper;
using Npgsql;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Stock.Positions;

namespace RetailGateway.Features.Stock.Expected;

/// <summary>What a document expects of the till at one position.</summary>
/// <param name="At">Where, and of what.</param>
/// <param name="Kind">What the document says happened.</param>
/// <param name="Quantity">Base units, signed.</param>
internal sealed record NewExpected(PositionKey At, EntryKind Kind, Quantity Quantity);

/// <summary>Rows of expected movements. Their state is the store's own fold; nothing here writes it.</summary>
internal static class ExpectedRows
{
    /// <summary>
    /// Expects movements, whose positions are there and locked. What was told before the document came counts at once.
    /// </summary>
    /// <remarks>Due when the system of record has had its time from the document's coming, or from its instant where that lies ahead.</remarks>
    internal static NpgsqlBatchCommand Insert(
        PartyId owner, IReadOnlyList<NewExpected> expected, string reference, DateTimeOffset occurredAt, string sourceKind, long sourceId) => Sql.Command(
        """
        insert into expected_movement (owner_id, location_id, product_id, kind, quantity, reference, occurred_at, due_at, source_kind, source_id)
        select $1, n.location_id, n.product_id, n.kind::entry_kind, n.quantity, $6, $7, greatest($7, now()) + c.reports_within, $8, $9
        from unnest($2::integer[], $3::integer[], $4::text[], $5::numeric[]) as n (location_id, product_id, kind, quantity)
        join system_of_record r on r.owner_id = $1 and r.location_id = n.location_id and r.during @> $7
        join connection c on c.owner_id = r.owner_id and c.connection_id = r.connection_id
        order by n.location_id, n.product_id
        """,
        owner.Value,
        expected.Select(one => one.At.Location).ToArray(),
        expected.Select(one => one.At.Product).ToArray(),
        expected.Select(one => one.Kind.Code()).ToArray(),
        expected.Select(one => one.Quantity.ToDecimal()).ToArray(),
        reference,
        occurredAt.UtcDateTime,
        sourceKind,
        sourceId);

    /// <summary>An expected movement as its owner's transaction sees it; null where there is none.</summary>
    internal static Task<ExpectedRow?> ById(Work work, long id) => work.Connection.QuerySingleOrDefaultAsync<ExpectedRow>(
        """
        select e.owner_id, e.expected_id, e.location_id, e.product_id, e.kind::text, e.reference, e.occurred_at, e.outward, s.remaining
        from expected_movement e
        join expected_state s on s.owner_id = e.owner_id and s.expected_id = e.expected_id
        where e.expected_id = @id
        """,
        new { id });

    internal static async Task<ExpectedMovement> Read(Work work, long id) => (await List(work, new ExpectedFilter(Id: id), 0, 1)).Single();

    /// <summary>A page after a number.</summary>
    internal static async Task<List<ExpectedMovement>> List(Work work, ExpectedFilter filter, long after, int take)
    {
        var rows = await work.Connection.QueryAsync<ListRow>(
            """
            select e.expected_id, l.code as location, g.code as product, c.code as connection, e.kind::text, e.reference, e.quantity,
                s.told, s.let_go, s.taken_up, s.remaining, e.occurred_at, e.recorded_at, e.due_at, s.raised_at,
                e.source_kind || '/' || e.source_id as source,
                exists (select from expected_decision d
                    where d.owner_id = e.owner_id and d.expected_id = e.expected_id and d.kind = 'accept') as accepted
            from expected_movement e
            join expected_state s on s.owner_id = e.owner_id and s.expected_id = e.expected_id
            join location l on l.owner_id = e.owner_id and l.location_id = e.location_id
            join product g on g.owner_id = e.owner_id and g.product_id = e.product_id
            join system_of_record r on r.owner_id = e.owner_id and r.location_id = e.location_id and r.during @> e.occurred_at
            join connection c on c.owner_id = r.owner_id and c.connection_id = r.connection_id
            where e.expected_id > @after and (@Id::bigint is null or e.expected_id = @Id)
                and (@Location::text is null or l.code_key = upper(@Location))
                and (@Product::text is null or g.code_key = upper(@Product))
                and (@Reference::text is null or e.reference = @Reference collate "C")
                and (@Open::boolean is null or (s.remaining > 0) = @Open)
                and (@Overdue::boolean is null or (s.remaining > 0 and e.due_at <= now()) = @Overdue)
            order by e.expected_id
            limit @take
            """,
            new { after, filter.Id, filter.Location, filter.Product, filter.Reference, filter.Open, filter.Overdue, take });
        return [.. rows.Select(row => row.Movement())];
    }

    private sealed record ListRow(
        long ExpectedId, string Location, string Product, string Connection, string Kind, string Reference, decimal Quantity,
        decimal Told, decimal LetGo, bool TakenUp, decimal Remaining, DateTime OccurredAt, DateTime RecordedAt, DateTime DueAt, DateTime? RaisedAt,
        string Source, bool Accepted)
    {
        internal ExpectedMovement Movement() => new(
            ExpectedId, Location, Product, Connection, StockRows.KindOf(Kind), Reference, Quantity, Told, Remaining, State(), Source,
            OccurredAt, RecordedAt, DueAt, RaisedAt);

        private ExpectedState State() => this switch
        {
            { Remaining: > 0 } => ExpectedState.Open,
            { LetGo: > 0 } => ExpectedState.Dismissed,
            { Accepted: true } => ExpectedState.Accepted,
            _ when Told >= Math.Abs(Quantity) => ExpectedState.Fulfilled,
            _ => ExpectedState.TakenUp,
        };
    }
}

/// <summary>Which expected movements are asked for; null asks for all.</summary>
internal sealed record ExpectedFilter(
    long? Id = null, string? Location = null, string? Product = null, string? Reference = null, bool? Open = null, bool? Overdue = null);

/// <summary>An expected movement's own row, and what is still expected.</summary>
internal sealed record ExpectedRow(
    int OwnerId, long ExpectedId, int LocationId, int ProductId, string Kind, string Reference, DateTime OccurredAt, bool Outward, decimal Remaining)
{
    internal PartyId Owner => new(OwnerId);

    internal PositionKey Key => new(LocationId, ProductId);
}
