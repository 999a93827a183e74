using System.ComponentModel.DataAnnotations;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.Positions;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Reservations;

/// <summary>POST /v1/stock/reservations: holds stock, of one's own or of a partner whose terms show it.</summary>
internal static class Reserve
{
    /// <summary>A hold is a promise on the way to an order, not a warehouse.</summary>
    private static readonly TimeSpan LongestHold = TimeSpan.FromDays(30);

    internal static void Map(RouteGroupBuilder stock) => stock
        .MapPost("/reservations", Handle)
        .WithName("reserveStock")
        .WithSummary("Reserve stock")
        .WithDescription("Holds a quantity until it is committed, released or expires. More than is reservable is refused, with what is. Your `reference` names the reservation for ever: the same again answers the one that is there.")
        .RequireScope(Scope.ReservationsWrite)
        .Answers<Reservation>(StatusCodes.Status201Created)
        .Answers<Reservation>()
        .Example(
            """{"ownerId":2,"location":"KPN-01","product":"UMK-FEN-01","quantity":"6","reference":"PO-8841/3","expiresAt":"2026-11-26T10:00:00+07:00"}""",
            """
            {"id":17,"ownerId":2,"holderId":7,"location":"KPN-01","product":"UMK-FEN-01","reference":"PO-8841/3","quantity":"6","committed":"0",
             "remaining":"6","reservedAt":"2026-11-24T07:05:07.120311Z","expiresAt":"2026-11-26T03:00:00Z","steps":[]}
            """)
        .Refuses(Problems.Malformed, Problems.Invalid, Problems.NotFound, Problems.NotAvailable, Problems.AlreadyExists, Problems.IdempotencyKeyRequired, Problems.IdempotencyKeyInUse, Problems.IdempotencyKeyReused);

    private static Task<IResult> Handle(HttpContext http, Body<NewReservation> body, Caller caller, Writes writes, PartyBooks books) =>
        writes.Once(http, caller, body, async work =>
        {
            var wanted = body.Value with { Reference = Reference.Of(body.Value.Reference) };
            var cancel = http.RequestAborted;
            var owner = new PartyId(wanted.OwnerId ?? caller.Party.Value);
            var key = await Find(work, owner, wanted);
            var now = await Clock.Now(work, cancel);
            var quantity = Check(wanted, now);
            var book = await books.GetKnowing(owner, key.Location, key.Product, cancel);
            var position = await StockRows.LockOne(work, owner, key, book, changes: 0, cancel);
            if (await ReservationRows.ByReference(work, owner, caller, wanted.Reference) is { } there)
            {
                return there.Quantity == wanted.Quantity && there.LocationId == key.Location && there.ProductId == key.Product
                    ? Answer.Ok(await ReservationRows.Read(work, owner, there.ReservationId))
                    : throw new Refusal(Problems.AlreadyExists, $"The reference '{wanted.Reference}' names another reservation of yours. It stands as it was.");
            }

            var reservable = position is null ? Quantity.Zero : Availability.Reservable(position.Available, position.EvidencedAt, now, await AgeRuleFor(work, owner, caller));
            if (!ReservationState.None.Apply(new ReservationStep.Reserve(quantity, wanted.ExpiresAt, reservable)).Holds)
            {
                throw new Refusal(Problems.NotAvailable, $"{reservable} can be reserved now; {quantity} was asked for. Nothing was reserved.");
            }

            var id = await ReservationRows.Insert(work, owner, key, caller, wanted, cancel);
            await ReservationRows.Tell(work, owner, key, book, caller.Connection, now, cancel);
            return Answer.Created($"/v1/stock/reservations/{id}", await ReservationRows.Read(work, owner, id));
        });

    private static Quantity Check(NewReservation wanted, DateTimeOffset now)
    {
        var faults = new List<Fault>();
        if (wanted.Quantity <= 0 || !Quantity.TryParse(wanted.Quantity.ToString(System.Globalization.CultureInfo.InvariantCulture), out _, out _))
        {
            faults.Add(new Fault("/quantity", "More than zero with at most three decimals is expected."));
        }

        if (wanted.ExpiresAt <= now || wanted.ExpiresAt > now + LongestHold)
        {
            faults.Add(new Fault("/expiresAt", $"A time within the next {LongestHold.TotalDays} days is expected."));
        }

        return faults.Count == 0 ? Quantity.FromDecimal(wanted.Quantity) : throw new Refusal(Problems.Invalid, errors: faults);
    }

    /// <summary>What belongs to nobody that shows it to the caller is not there.</summary>
    private static async Task<PositionKey> Find(Work work, PartyId owner, NewReservation wanted)
    {
        var found = await work.Connection.QuerySingleOrDefaultAsync<(int Location, int Product)?>(
            """
            select l.location_id, g.product_id
            from location l join product g on g.owner_id = l.owner_id
            where l.owner_id = @owner and l.code_key = upper(@Location) and g.code_key = upper(@Product)
                and (@owner = (select current_party()) or @owner in (select visible_stock_owners()))
            """,
            new { owner = owner.Value, wanted.Location, wanted.Product });
        return found is { } key
            ? new PositionKey(key.Location, key.Product)
            : throw new Refusal(Problems.NotFound, "No such location or product whose stock you may see.");
    }

    /// <summary>By the terms in force of today's partnerships; of several the most generous, and no rule is the most generous.</summary>
    private static async Task<AgeRule?> AgeRuleFor(Work work, PartyId owner, Caller caller)
    {
        var rule = await work.Connection.QueryFirstOrDefaultAsync<(int? Days, int? Percent)>(
            """
            select newest.stale_after_days, newest.stale_percent
            from partnership s
            cross join lateral (
                select t.stale_after_days, t.stale_percent
                from terms t
                where t.owner_id = s.owner_id and t.partnership_id = s.partnership_id and t.valid_from <= current_date and t.accepted_at is not null
                order by t.valid_from desc
                limit 1) newest
            where s.owner_id = @owner and s.partner_id = @partner
                and s.valid_from <= current_date and (s.valid_to is null or s.valid_to > current_date)
            order by newest.stale_percent desc nulls first, newest.stale_after_days desc
            limit 1
            """,
            new { owner = owner.Value, partner = caller.Party.Value });
        return rule is { Days: { } days, Percent: { } percent } ? new AgeRule(days, percent) : null;
    }
}

/// <summary>What to hold, for how long.</summary>
/// <param name="Location">The location's code.</param>
/// <param name="Product">The owner's item code of the product.</param>
/// <param name="Quantity">In base units, above zero, at most three decimals.</param>
/// <param name="Reference">Your own id of the reservation, unique within your connection, for ever.</param>
/// <param name="ExpiresAt">When it lets go by itself; at most 30 days ahead.</param>
/// <param name="OwnerId">Whose stock; yours when absent.</param>
internal sealed record NewReservation(
    [property: MaxLength(40)] string Location,
    [property: MaxLength(64)] string Product,
    decimal Quantity,
    [property: MaxLength(128)] string Reference,
    DateTimeOffset ExpiresAt,
    int? OwnerId = null);

/// <summary>A hold on stock and what became of it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="OwnerId">Whose stock.</param>
/// <param name="HolderId">For whom it is held.</param>
/// <param name="Location">The location's code.</param>
/// <param name="Product">The owner's item code.</param>
/// <param name="Reference">The holder's own id.</param>
/// <param name="Quantity">What was held at first.</param>
/// <param name="Committed">What left.</param>
/// <param name="Remaining">What is still held.</param>
/// <param name="ReservedAt">Since when.</param>
/// <param name="ExpiresAt">When it lets go.</param>
/// <param name="Steps">What happened to it, oldest first.</param>
internal sealed record Reservation(
    long Id, int OwnerId, int HolderId, string Location, string Product, string Reference,
    decimal Quantity, decimal Committed, decimal Remaining, DateTimeOffset ReservedAt, DateTimeOffset ExpiresAt,
    IReadOnlyList<ReservationStepMade> Steps);

/// <summary>A step of a reservation.</summary>
/// <param name="Kind">commit, release or expire.</param>
/// <param name="Quantity">What left by it; zero for a release or an expiry.</param>
/// <param name="Final">The rest was given back.</param>
/// <param name="Reference">The id of the step.</param>
/// <param name="OccurredAt">When.</param>
internal sealed record ReservationStepMade(string Kind, decimal Quantity, bool Final, string Reference, DateTimeOffset OccurredAt);
