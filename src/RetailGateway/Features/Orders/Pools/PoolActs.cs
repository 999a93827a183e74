using System.Globalization;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Pooling;
using RetailGateway.Features.Audit.Contracts;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders.Pools;

/// <summary>What people do with a pool: open, close, give it more time, cancel. Each is decided under the pool's lock.</summary>
internal sealed class PoolActs(PoolClosing closing)
{
    /// <summary>The most characters of a reason, and of a note.</summary>
    internal const int LongestWords = 500;

    /// <summary>A pool that is open longer is no pool.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(90);

    /// <summary>Opens one.</summary>
    /// <exception cref="Refusal">Something that it names is not there, or no terms let the party order there today.</exception>
    internal static async Task<Pool> Open(Work work, Caller caller, NewPool wanted, CancellationToken cancel)
    {
        var (check, now) = (new Check(), await Clock.Now(work, cancel));
        var note = check.OptionalText("/note", wanted.Note, LongestWords);
        MustLieAhead(check, wanted.ClosesAt, now);
        var found = await work.Connection.QuerySingleAsync<(int? Place, string? Zone, bool IsKnown)>(
            """
            select l.location_id, l.time_zone, @supplier <> @owner and @supplier in (select known_parties())
            from (select) one
            left join location l on l.owner_id = @owner and l.code_key = upper(@shipTo)
            """,
            new { owner = caller.Party.Value, supplier = wanted.SupplierId, shipTo = wanted.ShipTo.Trim() });
        check.IsThere(found.Place is not null, "/shipTo", $"No location of yours has the code '{wanted.ShipTo}'.");
        check.IsThere(found.IsKnown, "/supplierId", "No party that you deal with has that number.");
        check.Done();
        var day = BusinessDay.Of(now, Names.Read<IndonesianZone>(found.Zone!)).Date;
        if ((await SubmitOrder.TradeBetween(work, caller.Party.Value, wanted.SupplierId, day)).OwnerId != caller.Party.Value)
        {
            throw new Refusal(Problems.NoTerms, "A pool is a cooperative's, of goods that a partner supplies to it.");
        }

        var id = await work.Connection.ExecuteScalarAsync<long>(
            """
            insert into order_pool (owner_id, supplier_id, ship_to_id, rule, note, opened_by, closes_at)
            values (@owner, @supplier, @place, @rule, @note, @by, @closesAt)
            returning pool_id
            """,
            new
            {
                owner = caller.Party.Value,
                supplier = wanted.SupplierId,
                place = found.Place,
                rule = Names.Of(wanted.Rule),
                note,
                by = AuditLog.Actor(caller),
                closesAt = wanted.ClosesAt.UtcDateTime,
            });
        var pool = (await PoolRows.One(work, id)).Pool;
        AuditLog.Write(work, caller, "open", Subject(id), before: null, new { supplier = pool.SupplierId, shipTo = pool.ShipTo, closesAt = pool.ClosesAt, rule = pool.Rule }, reason: null);
        return pool;
    }

    /// <summary>Closes it now, whatever its closing time; ordered before, it stays so.</summary>
    /// <param name="work">The caller's transaction.</param>
    /// <param name="caller">Who closes it.</param>
    /// <param name="id">Which.</param>
    /// <param name="belowMinimum">Orders it although it comes to less than the supplier's terms ask for.</param>
    /// <param name="cancel">Ends the reading of a book.</param>
    /// <exception cref="Refusal">It was cancelled or empty, or nothing of it can be ordered so.</exception>
    internal async Task<Pool> Close(Work work, Caller caller, long id, bool belowMinimum, CancellationToken cancel)
    {
        var before = await PoolRows.Lock(work, id);
        if (before.Is != PoolStatus.Ordered)
        {
            MustBeUndecided(before);
            await closing.Close(work, caller, before, belowMinimum, cancel);
        }

        var pool = (await PoolRows.One(work, id)).Pool;
        if (before.Is != PoolStatus.Ordered)
        {
            AuditLog.Write(
                work, caller, "close", Subject(id), new { status = before.Is }, new { status = pool.Status, value = pool.Value, order = pool.OrderId }, reason: null);
        }

        return pool;
    }

    /// <summary>Gives it more time, or less; kept back, it takes shares again.</summary>
    /// <exception cref="Refusal">It is decided, or the instant is not ahead.</exception>
    internal static async Task<Pool> Extend(Work work, Caller caller, long id, DateTimeOffset closesAt, CancellationToken cancel)
    {
        var before = await PoolRows.Lock(work, id);
        MustBeUndecided(before);
        var check = new Check();
        MustLieAhead(check, closesAt, await Clock.Now(work, cancel));
        check.Done();
        await work.Connection.ExecuteAsync(
            """
            update order_pool set closes_at = @closesAt, status = 'open', closed_at = null, closed_by = null, value = null, minimum_order_value = null,
                kept_because = null, kept_detail = null
            where pool_id = @id
            """,
            new { id, closesAt = closesAt.UtcDateTime });
        AuditLog.Write(
            work, caller, "extend", Subject(id), new { status = before.Is, closesAt = (DateTimeOffset)before.ClosesAt }, new { status = PoolStatus.Open, closesAt }, reason: null);
        return (await PoolRows.One(work, id)).Pool;
    }

    /// <summary>Ends it without an order; its shares are kept as what was asked.</summary>
    /// <exception cref="Refusal">It is decided.</exception>
    internal static async Task<Pool> Cancel(Work work, Caller caller, long id, string reason)
    {
        var before = await PoolRows.Lock(work, id);
        MustBeUndecided(before);
        await work.Connection.ExecuteAsync(
            """
            update order_pool set status = 'cancelled', closed_at = now(), closed_by = @by, reason = @reason, kept_because = null, kept_detail = null
            where pool_id = @id
            """,
            new { id, by = AuditLog.Actor(caller), reason });
        AuditLog.Write(work, caller, "cancel", Subject(id), new { status = before.Is }, new { status = PoolStatus.Cancelled }, reason);
        return (await PoolRows.One(work, id)).Pool;
    }

    internal static AuditSubject Subject(long id) => new("pool", id.ToString(CultureInfo.InvariantCulture));

    private static void MustBeUndecided(LockedPool pool)
    {
        if (pool.Is is PoolStatus.Ordered or PoolStatus.Empty or PoolStatus.Cancelled)
        {
            throw new Refusal(Problems.AlreadyClosed, $"It was {Names.Of(pool.Is)} at {Rfc3339.Format(pool.ClosedAt!.Value)}.");
        }
    }

    private static void MustLieAhead(Check check, DateTimeOffset closesAt, DateTimeOffset now) => check.That(
        closesAt > now && closesAt <= now + Longest, "/closesAt", $"It is {Rfc3339.Format(now)} here; an instant after that, within {Longest.Days} days, is expected.");
}

/// <summary>A pool to open.</summary>
/// <param name="SupplierId">Who is to send the goods: the number of a partner that supplies you.</param>
/// <param name="ShipTo">The code of your location that all of it goes to.</param>
/// <param name="ClosesAt">The first instant at which a share is late; within 90 days.</param>
/// <param name="Rule">By which a short delivery is shared out.</param>
/// <param name="Note">A word to the supplier.</param>
internal sealed record NewPool(
    int SupplierId,
    [property: System.ComponentModel.DataAnnotations.MaxLength(40)] string ShipTo,
    DateTimeOffset ClosesAt,
    AllocationRule Rule = AllocationRule.Proportional,
    [property: System.ComponentModel.DataAnnotations.MaxLength(500)] string? Note = null);
