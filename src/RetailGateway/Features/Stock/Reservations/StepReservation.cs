using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.Changes;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Features.Stock.Expected;
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
            .WithDescription("The stock's owner says what left, as often as there are despatches; `final` gives back the rest. Where people keep the location's stock the movement is posted with it; where a till does, it is expected of the till: its own entry, with the step's `reference` as its document, moves the stock.")
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

                var location = book.LocationsById[row.LocationId];
                var console = DocumentMovements.ConsoleOf(location, step.OccurredAt);
                if (console is null && step.Quantity > 0)
                {
                    // Expected before the hold is let go: at no moment is it promised to nobody.
                    await Expect(work, row, step, http.RequestAborted);
                }

                // The step lets go of the hold first, so that the movement finds the position as it will be.
                await ReservationRows.AddStep(work, row, "commit", step.Quantity, step.Final, step.Reference, step.OccurredAt);
                if (console is not null && step.Quantity > 0)
                {
                    await PostMovement(work, row, step, caller with { Connection = console.Connection }, book, http.RequestAborted);
                }
                else
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

    /// <summary>Where a till is the system of record it tells the goods' leaving itself; until then it is expected to.</summary>
    private static async Task Expect(Work work, ReservationRow row, NewCommit step, CancellationToken cancel)
    {
        await DocumentMovements.MustNotLieAhead(work, step.OccurredAt, cancel);
        work.Defer(ExpectedRows.Insert(
            row.Owner, [new NewExpected(row.Key, EntryKind.Sale, -Quantity.FromDecimal(step.Quantity))],
            step.Reference, step.OccurredAt, "reservation", row.ReservationId));
        await work.Flush(cancel);
    }

    /// <summary>Posts the goods' leaving in the console's name.</summary>
    private static async Task PostMovement(Work work, ReservationRow row, NewCommit step, Caller console, PartyBook book, CancellationToken cancel)
    {
        var movement = new IncomingChange(0)
        {
            ChangeId = string.Create(CultureInfo.InvariantCulture, $"reservation/{row.ReservationId}/{step.Reference}"),
            Location = book.LocationsById[row.LocationId].Code,
            Item = book.ProductsById[row.ProductId].Code,
            Meant = book.ProductsById[row.ProductId],
            Kind = EntryKind.Sale,
            Sent = -Quantity.FromDecimal(step.Quantity),
            OccurredAt = step.OccurredAt,
            Document = $"reservation {row.ReservationId}",
        };
        await Recording.Record(work, console, book, [movement], sentAt: null, cancel);
        if (movement.Status != ChangeStatus.Applied)
        {
            throw new Refusal(Problems.Invalid, movement.Problem?.Detail, movement.Problem?.Errors);
        }
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
