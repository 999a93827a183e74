using System.Globalization;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Features.Audit.Contracts;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.Changes;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Features.Stock.Positions;
using RetailGateway.Features.Stock.Reservations;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Expected;

/// <summary>
/// A person's word on an expected movement that no till told. For the expected movement's own addresses, and for those of
/// the conflict that asks for it.
/// </summary>
internal sealed class ExpectedDecisions(PartyBooks books)
{
    /// <summary>
    /// It happened: what remains is posted in the name of the system of record at the document's instant, with the
    /// document's reference, and the conflict about it, its reason, is closed.
    /// </summary>
    /// <exception cref="Refusal">There is no such movement, or nothing of it remains.</exception>
    /// <exception cref="StaleBook">The catalogue moved on: begin a new transaction and try again.</exception>
    internal async Task<ExpectedMovement> Accept(Work work, Caller caller, long id, string reason, CancellationToken cancel) =>
        await Told(work, caller, "accept", await Post(work, caller, id, reason, cancel), reason);

    /// <summary>It never happened: what remains is let go, no stock moves, and the conflict about it is closed.</summary>
    /// <exception cref="Refusal">There is no such movement, or nothing of it remains.</exception>
    /// <exception cref="StaleBook">The catalogue moved on: begin a new transaction and try again.</exception>
    internal async Task<ExpectedMovement> Dismiss(Work work, Caller caller, long id, string reason, CancellationToken cancel) =>
        await Told(work, caller, "dismiss", await LetGo(work, caller, id, reason, cancel), reason);

    /// <summary>As <see cref="Accept"/>; the audit log is left to whoever calls.</summary>
    /// <returns>What remained; null where nothing did, and nothing was done.</returns>
    internal async Task<ExpectedRow?> Post(Work work, Caller caller, long id, string reason, CancellationToken cancel)
    {
        var (row, book) = await Lock(work, caller, id, cancel);
        if (row.Remaining <= 0)
        {
            return null;
        }

        var location = book.LocationsById[row.LocationId];
        var system = location.SystemOfRecordAt(row.OccurredAt)
            ?? throw new InvalidOperationException("At every instant some system's word counts; here none does.");
        var (decision, conflict) = await Next(work, row);
        var remaining = Quantity.FromDecimal(row.Remaining);
        var entry = new IncomingChange(0)
        {
            ChangeId = string.Create(CultureInfo.InvariantCulture, $"expected/{row.ExpectedId}/{decision}"),
            Location = location.Code,
            Item = book.ProductsById[row.ProductId].Code,
            Means = book.ProductsById[row.ProductId].Base,
            IsDocuments = true,
            Kind = StockRows.KindOf(row.Kind),
            Sent = row.Outward ? -remaining : remaining,
            OccurredAt = row.OccurredAt,
            Document = row.Reference,
        };
        await Recording.Record(work, caller with { Connection = system.Connection }, book, [entry], sentAt: null, cancel);
        if (entry.Status != ChangeStatus.Applied)
        {
            throw new Refusal(Problems.NotExpected, entry.Problem?.Detail ?? $"The change '{entry.ChangeId}' of '{system.Code}' stands already.");
        }

        await Decide(work, row, decision, "accept", conflict, system.Connection.Value, entry.ChangeId, reason);
        await Conclude(work, caller, row, "accepted", reason, cancel);
        return row;
    }

    /// <summary>As <see cref="Dismiss"/>; the audit log is left to whoever calls.</summary>
    /// <returns>What remained; null where nothing did, and nothing was done.</returns>
    internal async Task<ExpectedRow?> LetGo(Work work, Caller caller, long id, string reason, CancellationToken cancel)
    {
        var (row, book) = await Lock(work, caller, id, cancel);
        if (row.Remaining <= 0)
        {
            return null;
        }

        var (decision, conflict) = await Next(work, row);
        await Decide(work, row, decision, "dismiss", conflict, connection: null, changeId: null, reason);
        await work.Connection.ExecuteAsync(
            """
            update stock_position set version = version + 1
            where owner_id = @OwnerId and location_id = @LocationId and product_id = @ProductId;

            update conflict f set closed_at = now(), closed_because = @because, closed_by = 'gateway', resolution = 'mended'
            from stock_position p
            where p.owner_id = @OwnerId and p.location_id = @LocationId and p.product_id = @ProductId
                and p.reserved + p.expected_out <= greatest(p.on_hand, 0)
                and f.owner_id = p.owner_id and f.location_id = p.location_id and f.product_id = p.product_id
                and f.kind = 'oversold' and f.closed_at is null;
            """,
            new { row.OwnerId, row.LocationId, row.ProductId, because = MendedBecause.ExpectedLetGo.Text });
        await ReservationRows.Tell(work, row.Owner, row.Key, book, origin: null, await Clock.Now(work, cancel), cancel);
        await Conclude(work, caller, row, "dismissed", reason, cancel);
        return row;
    }

    /// <summary>The position is locked, as everywhere; only then is it certain what remains.</summary>
    private async Task<(ExpectedRow Row, PartyBook Book)> Lock(Work work, Caller caller, long id, CancellationToken cancel)
    {
        var row = await ExpectedRows.ById(work, id) ?? throw new Refusal(Problems.NotFound, "No expected movement of yours has that number.");
        var book = await books.GetKnowing(caller.Party, row.LocationId, row.ProductId, cancel);
        await StockRows.LockOne(work, row.Owner, row.Key, book, changes: 0, cancel);
        return ((await ExpectedRows.ById(work, id))!, book);
    }

    private static async Task<ExpectedMovement> Told(Work work, Caller caller, string act, ExpectedRow? done, string reason)
    {
        if (done is null)
        {
            throw new Refusal(Problems.NotExpected, "Nothing of it is expected any more. Nothing changed.");
        }

        var after = await ExpectedRows.Read(work, done.ExpectedId);
        AuditLog.Write(
            work, caller, act, new AuditSubject("expected", Subject(done)), new { remaining = done.Remaining }, new { remaining = after.Remaining }, reason);
        return after;
    }

    private static async Task<(int Decision, long? Conflict)> Next(Work work, ExpectedRow row) =>
        await work.Connection.QuerySingleAsync<(int, long?)>(
            """
            select (select coalesce(max(decision), 0) + 1 from expected_decision where owner_id = @OwnerId and expected_id = @ExpectedId),
                (select max(conflict_id) from conflict
                    where owner_id = @OwnerId and subject_kind = 'expected_movement' and subject_id = @subject and closed_at is null)
            """,
            new { row.OwnerId, row.ExpectedId, subject = Subject(row) });

    private static Task Decide(
        Work work, ExpectedRow row, int decision, string kind, long? conflict, int? connection, string? changeId, string reason) =>
        work.Connection.ExecuteAsync(
            """
            insert into expected_decision (owner_id, expected_id, decision, kind, quantity, conflict_id, connection_id, change_id, reason)
            values (@OwnerId, @ExpectedId, @decision, @kind, @Remaining, @conflict, @connection, @changeId, @reason)
            """,
            new { row.OwnerId, row.ExpectedId, decision, kind, row.Remaining, conflict, connection, changeId, reason });

    /// <summary>The store's fold may have closed the conflict as mended; what mended it is this person's word.</summary>
    private static async Task Conclude(Work work, Caller caller, ExpectedRow row, string resolution, string reason, CancellationToken cancel)
    {
        await work.Connection.ExecuteAsync(
            """
            update conflict set closed_at = now(), closed_because = @reason, closed_by = @by, resolution = @resolution
            where owner_id = @OwnerId and subject_kind = 'expected_movement' and subject_id = @subject
                and (closed_at is null or closed_at = now())
            """,
            new { row.OwnerId, subject = Subject(row), reason, by = AuditLog.Actor(caller), resolution });
        await work.Flush(cancel);
    }

    private static string Subject(ExpectedRow row) => row.ExpectedId.ToString(CultureInfo.InvariantCulture);
}
