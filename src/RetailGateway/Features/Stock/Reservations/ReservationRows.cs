using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.Positions;

namespace RetailGateway.Features.Stock.Reservations;

/// <summary>Rows of reservations. Who may see or write which is the database's own decision.</summary>
internal static class ReservationRows
{
    internal static Task<ReservationRow?> ByReference(Work work, PartyId owner, Caller caller, string reference) =>
        work.Connection.QuerySingleOrDefaultAsync<ReservationRow>(
            """
            select owner_id, reservation_id, location_id, product_id, holder_id, quantity
            from stock_reservation
            where owner_id = @owner and holder_id = @holder and holder_connection_id = @connection and reference = @reference
            """,
            new { owner = owner.Value, holder = caller.Party.Value, connection = caller.Connection.Value, reference });

    /// <summary>Seen by its owner and by its holder; by nobody else.</summary>
    internal static Task<ReservationRow?> ById(Work work, long id) =>
        work.Connection.QuerySingleOrDefaultAsync<ReservationRow>(
            "select owner_id, reservation_id, location_id, product_id, holder_id, quantity from stock_reservation where reservation_id = @id",
            new { id });

    /// <summary>What its steps have made of it.</summary>
    internal static async Task<ReservationState> State(Work work, ReservationRow row)
    {
        var (committed, ended, expiresAt) = await work.Connection.QuerySingleAsync<(decimal, bool, DateTime)>(
            """
            select coalesce(sum(s.quantity) filter (where s.kind = 'commit'), 0), coalesce(bool_or(s.final), false), r.expires_at
            from stock_reservation r
            left join stock_reservation_step s on s.owner_id = r.owner_id and s.reservation_id = r.reservation_id
            where r.owner_id = @OwnerId and r.reservation_id = @ReservationId
            group by r.expires_at
            """,
            new { row.OwnerId, row.ReservationId });
        return new ReservationState(Quantity.FromDecimal(row.Quantity), Quantity.FromDecimal(committed), expiresAt, ended);
    }

    internal static async Task<long> Insert(Work work, PartyId owner, PositionKey key, Caller caller, NewReservation wanted, CancellationToken cancel) =>
        await work.Connection.ExecuteScalarAsync<long>(new CommandDefinition(
            """
            insert into stock_reservation (owner_id, location_id, product_id, holder_id, holder_connection_id, reference, quantity, expires_at)
            values (@owner, @Location, @Product, @holder, @connection, @reference, @quantity, @expiresAt)
            returning reservation_id
            """,
            new
            {
                owner = owner.Value,
                key.Location,
                key.Product,
                holder = caller.Party.Value,
                connection = caller.Connection.Value,
                reference = wanted.Reference,
                quantity = wanted.Quantity,
                expiresAt = wanted.ExpiresAt.UtcDateTime,
            },
            cancellationToken: cancel));

    /// <summary>Adds the next step. The database takes it out of what is held, or refuses it.</summary>
    internal static Task AddStep(Work work, ReservationRow row, string kind, decimal quantity, bool final, string reference, DateTimeOffset occurredAt) =>
        work.Connection.ExecuteAsync(
            """
            insert into stock_reservation_step (owner_id, reservation_id, step, kind, quantity, final, reference, occurred_at)
            select @OwnerId, @ReservationId, coalesce(max(step), 0) + 1, @kind, @quantity, @final, @reference, @occurredAt
            from stock_reservation_step
            where owner_id = @OwnerId and reservation_id = @ReservationId
            """,
            new { row.OwnerId, row.ReservationId, kind, quantity, final, reference, occurredAt = occurredAt.UtcDateTime });

    /// <summary>Tells of the position's new availability all who see it but the connection whose act it was.</summary>
    internal static Task Tell(Work work, PartyId owner, PositionKey key, PartyBook book, ConnectionId? origin, DateTimeOffset now, CancellationToken cancel) =>
        Tell(work, owner, book, origin, now, () => StockRows.LockOne(work, owner, key, book, changes: 0, cancel), cancel);

    /// <summary>The same after a step, whose author may see of the stock no more than what it held.</summary>
    internal static Task Tell(Work work, ReservationRow row, PartyBook book, ConnectionId origin, DateTimeOffset now, CancellationToken cancel) =>
        Tell(work, row.Owner, book, origin, now, () => StockRows.LockHeld(work, row.Owner, row.ReservationId, book, cancel), cancel);

    private static async Task Tell(
        Work work, PartyId owner, PartyBook book, ConnectionId? origin, DateTimeOffset now, Func<Task<Position?>> read, CancellationToken cancel)
    {
        book.MustBe(await work.Connection.ExecuteScalarAsync<long>("select book_version from party where owner_id = @owner", new { owner = owner.Value }));
        var position = await read() ?? throw new InvalidOperationException("A reservation stands on a position that is not there.");
        if (PositionEvents.Insert(book, owner, origin, [position], now) is { } told)
        {
            await using var batch = work.Batch();
            batch.BatchCommands.Add(told);
            await batch.ExecuteNonQueryAsync(cancel);
        }
    }

    internal static async Task<Reservation> Read(Work work, PartyId owner, long id) => (await List(work, owner.Value, id, null, 1)).Single();

    /// <summary>Reservations with their steps: one by its number, or a page after a number.</summary>
    internal static async Task<List<Reservation>> List(Work work, int? owner, long? id, long? after, int take)
    {
        var heads = (await work.Connection.QueryAsync<Head>(
            """
            select r.reservation_id, r.owner_id, r.holder_id, h.location, h.product, r.reference, r.quantity,
                coalesce(o.remaining, 0) as remaining, r.reserved_at, r.expires_at
            from (
                select * from stock_reservation r
                where (@owner::integer is null or r.owner_id = @owner) and (@id::bigint is null or r.reservation_id = @id)
                    and r.reservation_id > coalesce(@after, 0)
                order by r.reservation_id
                limit @take) r
            cross join lateral held_goods(r.owner_id, r.reservation_id) h
            left join stock_reservation_open o on o.owner_id = r.owner_id and o.reservation_id = r.reservation_id
            order by r.reservation_id
            """,
            new { owner, id, after, take })).AsList();
        var steps = (await work.Connection.QueryAsync<StepRow>(
            """
            select s.reservation_id, s.kind, s.quantity, s.final, s.reference, s.occurred_at
            from stock_reservation_step s
            where s.reservation_id = any (@ids)
            order by s.reservation_id, s.step
            """,
            new { ids = heads.ConvertAll(head => head.ReservationId) })).ToLookup(step => step.ReservationId);
        return heads.ConvertAll(head => head.With([.. steps[head.ReservationId]]));
    }

    private sealed record Head(
        long ReservationId, int OwnerId, int HolderId, string Location, string Product, string Reference,
        decimal Quantity, decimal Remaining, DateTime ReservedAt, DateTime ExpiresAt)
    {
        internal Reservation With(List<StepRow> steps) => new(
            ReservationId, OwnerId, HolderId, Location, Product, Reference, Quantity,
            steps.Where(step => step.Kind == "commit").Sum(step => step.Quantity),
            Remaining, ReservedAt, ExpiresAt,
            steps.ConvertAll(step => new ReservationStepMade(step.Kind, step.Quantity, step.Final, step.Reference, step.OccurredAt)));
    }

    private sealed record StepRow(long ReservationId, string Kind, decimal Quantity, bool Final, string Reference, DateTime OccurredAt);
}

/// <summary>A reservation's own row.</summary>
internal sealed record ReservationRow(int OwnerId, long ReservationId, int LocationId, int ProductId, int HolderId, decimal Quantity)
{
    internal PartyId Owner => new(OwnerId);

    internal PositionKey Key => new(LocationId, ProductId);
}
