using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.Changes;
using RetailGateway.Features.Stock.Positions;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Reservations;

/// <summary>POST /v1/stock/reservations/{id}/commits and /releases: what is held leaves, or is given back.</summary>
internal static class StepReservation
{
    internal static void Map(RouteGroupBuilder stock)
    {
        stock.MapPost("/reservations/{id:long}/commits", Commit)
            .WithName("commitReservation")
            .WithSummary("Commit a reservation")
            .WithDescription("The stock's owner says what left, as often as there are despatches; `final` gives back the rest. Where people keep the location's stock the movement is posted with it; where a till does, the till's own entry moves the stock.")
            .RequireScope(Scope.ReservationsWrite)
            .Answers<Reservation>()
            .Refuses(Problems.Malformed, Problems.Invalid, Problems.NotFound, Problems.NotHeld, Problems.AlreadyExists, Problems.IdempotencyKeyRequired, Problems.IdempotencyKeyInUse, Problems.IdempotencyKeyReused);
        stock.MapPost("/reservations/{id:long}/releases", Release)
            .WithName("releaseReservation")
            .WithSummary("Release a reservation")
            .WithDescription("The owner or the holder gives back what is left.")
            .RequireScope(Scope.ReservationsWrite)
            .Answers<Reservation>()
            .Refuses(Problems.Malformed, Problems.Invalid, Problems.NotFound, Problems.NotHeld, Problems.AlreadyExists, Problems.IdempotencyKeyRequired, Problems.IdempotencyKeyInUse, Problems.IdempotencyKeyReused);
    }

    private static Task<IResult> Commit(HttpContext http, long id, Body<NewCommit> body, Caller caller, Writes writes, PartyBooks books) =>
        writes.Once(http, caller, body, async work =>
        {
            var step = body.Value with { Reference = Reference.Of(body.Value.Reference) };
            if (step.Quantity < 0 || decimal.Round(step.Quantity, 3) != step.Quantity || step.Quantity > Quantity.MaxValue.ToDecimal())
            {
                throw Refusal.At("/quantity", "A quantity with at most three decimals is expected, not below zero.");
            }

            var (row, book) = await Lock(work, id, books, http.RequestAborted);
            if (row.Owner != caller.Party)
            {
                throw new Refusal(Problems.NotFound, "Only the stock's owner commits; you may release.");
            }

            if (!await IsMade(work, row, "commit", step.Reference, step.Quantity, step.Final))
            {
                await Check(work, row, new ReservationStep.Commit(Quantity.FromDecimal(step.Quantity), step.OccurredAt, step.Final));

                // The step lets go of the hold first, so that the movement finds the position as it will be.
                await ReservationRows.AddStep(work, row, "commit", step.Quantity, step.Final, step.Reference, step.OccurredAt);
                if (!await PostMovement(work, row, step, caller, book, http.RequestAborted))
                {
                    await ReservationRows.Tell(work, row, book, caller.Connection, await Clock.Now(work, http.RequestAborted), http.RequestAborted);
                }
            }

            return Answer.Ok(await ReservationRows.Read(work, row.Owner, id));
        });

    private static Task<IResult> Release(HttpContext http, long id, Body<NewRelease> body, Caller caller, Writes writes, PartyBooks books) =>
        writes.Once(http, caller, body, async work =>
        {
            var reference = Reference.Of(body.Value.Reference);
            var (row, book) = await Lock(work, id, books, http.RequestAborted);
            if (!await IsMade(work, row, "release", reference, quantity: 0, final: true))
            {
                await Check(work, row, new ReservationStep.Release());
                var now = await Clock.Now(work, http.RequestAborted);
                await ReservationRows.AddStep(work, row, "release", 0, final: true, reference, now);
                await ReservationRows.Tell(work, row, book, caller.Connection, now, http.RequestAborted);
            }

            return Answer.Ok(await ReservationRows.Read(work, row.Owner, id));
        });

    /// <summary>The position before the reservation, as everywhere.</summary>
    private static async Task<(ReservationRow Row, PartyBook Book)> Lock(Work work, long id, PartyBooks books, CancellationToken cancel)
    {
        var row = await ReservationRows.ById(work, id) ?? throw new Refusal(Problems.NotFound, "No reservation of yours has that number.");
        var book = await books.GetKnowing(row.Owner, row.LocationId, row.ProductId, cancel);
        await StockRows.LockHeld(work, row.Owner, id, book, cancel);
        return (row, book);
    }

    /// <summary>The same step again is no new step; another of its kind under its reference is refused.</summary>
    private static async Task<bool> IsMade(Work work, ReservationRow row, string kind, string reference, decimal quantity, bool final)
    {
        var made = await work.Connection.QuerySingleOrDefaultAsync<(decimal Quantity, bool Final)?>(
            """
            select quantity, final from stock_reservation_step
            where owner_id = @OwnerId and reservation_id = @ReservationId and kind = @kind and reference = @reference
            """,
            new { row.OwnerId, row.ReservationId, kind, reference });
        return made is null ? false
            : made == (quantity, final) ? true
            : throw new Refusal(Problems.AlreadyExists, $"The reference '{reference}' names another step of this reservation. It stands as it was.");
    }

    /// <summary>Holds a step against the rule of reservations.</summary>
    private static async Task Check(Work work, ReservationRow row, ReservationStep step)
    {
        var state = await ReservationRows.State(work, row);
        if (state.Apply(step) is { Holds: false } refused)
        {
            throw refused.Refusals.Any(refusal => refusal.Code == ReservationRefusalCode.QuantityNotAboveZero)
                ? Refusal.At("/quantity", "More than zero is expected; zero only where it is final.")
                : new Refusal(Problems.NotHeld, $"{state.Remaining} is still held. Nothing changed.");
        }
    }

    /// <summary>Posts the goods' leaving where the console is the system of record; a till tells it itself.</summary>
    /// <returns>False where nothing was posted.</returns>
    private static async Task<bool> PostMovement(Work work, ReservationRow row, NewCommit step, Caller caller, PartyBook book, CancellationToken cancel)
    {
        var location = book.LocationsById[row.LocationId];
        if (step.Quantity == 0 || location.SystemOfRecordAt(step.OccurredAt) is not { Code: "console" } console)
        {
            return false;
        }

        var movement = new IncomingChange(0)
        {
            ChangeId = string.Create(CultureInfo.InvariantCulture, $"reservation/{row.ReservationId}/{step.Reference}"),
            Location = location.Code,
            Item = book.ProductsById[row.ProductId].Code,
            Kind = EntryKind.Sale,
            Sent = -Quantity.FromDecimal(step.Quantity),
            OccurredAt = step.OccurredAt,
            Document = $"reservation {row.ReservationId}",
        };
        await Recording.Record(work, caller with { Connection = console.Connection }, book, [movement], sentAt: null, cancel);
        return movement.Status == ChangeStatus.Applied
            ? true
            : throw new Refusal(Problems.Invalid, movement.Problem?.Detail, movement.Problem?.Errors);
    }
}

/// <summary>What left of a reservation.</summary>
/// <param name="Reference">Your own id of the despatch, unique within the reservation.</param>
/// <param name="Quantity">In base units; zero only where it is final.</param>
/// <param name="OccurredAt">When it left.</param>
/// <param name="Final">Nothing more will leave: the rest is given back.</param>
internal sealed record NewCommit([property: MaxLength(128)] string Reference, decimal Quantity, DateTimeOffset OccurredAt, bool Final);

/// <summary>Gives back what a reservation still holds.</summary>
/// <param name="Reference">Your own id of the release, unique within the reservation.</param>
internal sealed record NewRelease([property: MaxLength(128)] string Reference);
