using System.ComponentModel.DataAnnotations;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Stock.Reservations;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Positions;

/// <summary>POST /v1/stock/safety-stocks: how much of a product at a location is never promised to anybody.</summary>
internal static class SetSafetyStock
{
    internal static void Map(RouteGroupBuilder stock) => stock
        .MapPost("/safety-stocks", Handle)
        .WithName("setSafetyStock")
        .WithSummary("Keep stock back")
        .WithDescription("The quantity is taken out of what is available, at once and until another is set. Those who see the position are told.")
        .RequireScope(Scope.StockWrite)
        .Answers<SafetyStock>()
        .Example(
            """{"location":"KPN-01","product":"STP-0055","quantity":"12"}""",
            """{"location":"KPN-01","product":"STP-0055","quantity":"12"}""")
        .Refuses(Problems.Malformed, Problems.Invalid, Problems.NotFound, Problems.IdempotencyKeyRequired, Problems.IdempotencyKeyInUse, Problems.IdempotencyKeyReused);

    private static Task<IResult> Handle(HttpContext http, Body<SafetyStock> body, Caller caller, Writes writes, PartyBooks books) =>
        writes.Once(http, caller, body, async work =>
        {
            var wanted = body.Value;
            if (wanted.Quantity < 0 || decimal.Round(wanted.Quantity, 3) != wanted.Quantity || wanted.Quantity > Quantity.MaxValue.ToDecimal())
            {
                throw Refusal.At("/quantity", "A quantity with at most three decimals is expected, not below zero.");
            }

            var key = await work.Connection.QuerySingleOrDefaultAsync<(int Location, int Product)?>(
                """
                select l.location_id, g.product_id
                from location l join product g on g.owner_id = l.owner_id
                where l.owner_id = @owner and l.code_key = upper(@Location) and g.code_key = upper(@Product) and g.kind = 'goods'
                """,
                new { owner = caller.Party.Value, wanted.Location, wanted.Product })
                ?? throw new Refusal(Problems.NotFound, "No such location or goods of yours.");
            await work.Connection.ExecuteAsync(
                """
                insert into stock_position as p (owner_id, location_id, product_id, safety_stock, version)
                values (@owner, @Location, @Product, @Quantity, 1)
                on conflict on constraint stock_position_pkey do update set safety_stock = excluded.safety_stock, version = p.version + 1
                """,
                new { owner = caller.Party.Value, key.Location, key.Product, wanted.Quantity });
            var book = await books.GetKnowing(caller.Party, key.Location, key.Product, http.RequestAborted);
            await ReservationRows.Tell(
                work, caller.Party, new PositionKey(key.Location, key.Product), book, origin: null, await Clock.Now(work, http.RequestAborted), http.RequestAborted);
            return Answer.Ok(wanted);
        });
}

/// <summary>What is kept back.</summary>
/// <param name="Location">Your location's code.</param>
/// <param name="Product">Your item code of the product.</param>
/// <param name="Quantity">In base units, at most three decimals; zero keeps nothing back.</param>
internal sealed record SafetyStock([property: MaxLength(40)] string Location, [property: MaxLength(64)] string Product, decimal Quantity);
