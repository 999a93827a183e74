using System.ComponentModel.DataAnnotations;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Owners;

/// <summary>POST /v1/stock/owners: from an instant on, goods at a location belong to a consignor, or to the location's party again.</summary>
internal static class SetOwner
{
    internal static void Map(RouteGroupBuilder stock) => stock
        .MapPost("/owners", Handle)
        .WithName("setGoodsOwner")
        .WithSummary("Say whose goods they are")
        .WithDescription("At one location a product has one owner at a time: you, or by your terms a consignor (titip jual). What was said of the past stays. The terms in force at that instant, of a producer with its cooperative or of a cooperative with the chain that stocks its goods, must put the product on consignment. When later terms have it bought outright, it is yours from their day on without a further word, and the consignor's again once terms put it on consignment again.")
        .RequireScope(Scope.StockWrite)
        .Answers<GoodsOwner>(StatusCodes.Status201Created)
        .Example(
            """{"location":"KPN-01","product":"UMK-FEN-01","consignor":"FENDYSA","from":"2026-11-24T00:00:00+07:00"}""",
            """{"location":"KPN-01","product":"UMK-FEN-01","consignor":"FENDYSA","from":"2026-11-23T17:00:00Z","until":null}""")
        .Refuses(Problems.Malformed, Problems.Invalid, Problems.NotFound, Problems.AlreadyExists, Problems.NotOnConsignment, Problems.IdempotencyKeyRequired, Problems.IdempotencyKeyInUse, Problems.IdempotencyKeyReused);

    private static Task<IResult> Handle(HttpContext http, Body<NewGoodsOwner> body, Caller caller, Writes writes) =>
        writes.Once(http, caller, body, async work =>
        {
            var wanted = body.Value;
            var found = await Find(work, caller, wanted);
            var from = wanted.From.UtcDateTime;

            // One change of owner at a time: the location's row stands for all that is said of it.
            await work.Connection.ExecuteAsync(
                "select from location where owner_id = @owner and location_id = @Location for update",
                new { owner = caller.Party.Value, found.Location });
            var later = await work.Connection.ExecuteScalarAsync<bool>(
                """
                select exists (select from consigned_goods
                    where owner_id = @owner and location_id = @Location and product_id = @Product and lower(during) >= @from)
                """,
                new { owner = caller.Party.Value, found.Location, found.Product, from });
            if (later)
            {
                throw Refusal.At("/from", "Something later was said of these goods already; it stands.");
            }

            await work.Connection.ExecuteAsync(
                """
                update consigned_goods set during = tstzrange(lower(during), @from)
                where owner_id = @owner and location_id = @Location and product_id = @Product and during @> @from
                """,
                new { owner = caller.Party.Value, found.Location, found.Product, from });
            if (found.Consignor is { } consignor)
            {
                var theirs = await ConsignedByTerms.Product(work, caller, consignor, found.Product, found.Location, from);
                await work.Connection.ExecuteAsync(
                    """
                    insert into consigned_goods (owner_id, location_id, product_id, consignor_id, during, consignor_product_id)
                    values (@owner, @Location, @Product, @consignor, tstzrange(@from, null), @theirs)
                    """,
                    new { owner = caller.Party.Value, found.Location, found.Product, consignor, from, theirs });
            }

            return Answer.Created(
                $"/v1/stock/owners?location={Uri.EscapeDataString(wanted.Location)}",
                new GoodsOwner(wanted.Location, wanted.Product, wanted.Consignor, wanted.From, Until: null));
        });

    private static async Task<(int Location, int Product, int? Consignor)> Find(Work work, Caller caller, NewGoodsOwner wanted)
    {
        var (location, product, consignor) = await work.Connection.QuerySingleAsync<(int?, int?, int?)>(
            """
            select (select location_id from location where owner_id = @owner and code_key = upper(@Location)),
                (select product_id from product where owner_id = @owner and code_key = upper(@Product)),
                (select owner_id from party where code = @Consignor and environment = @Environment and owner_id <> @owner)
            """,
            new { owner = caller.Party.Value, wanted.Location, wanted.Product, wanted.Consignor, caller.Environment });
        return location is null || product is null ? throw new Refusal(Problems.NotFound, "No such location or product of yours.")
            : wanted.Consignor is not null && consignor is null ? throw new Refusal(Problems.NotFound, errors: [new Fault("/consignor", "No party that you deal with has this code.")])
            : (location.Value, product.Value, consignor);
    }
}

/// <summary>Whose goods they are from an instant on.</summary>
/// <param name="Location">Your location's code.</param>
/// <param name="Product">Your item code of the product.</param>
/// <param name="From">From when; after everything said before.</param>
/// <param name="Consignor">The code of the party whose goods they are; yours when absent.</param>
internal sealed record NewGoodsOwner(
    [property: MaxLength(40)] string Location, [property: MaxLength(64)] string Product, DateTimeOffset From, [property: MaxLength(40)] string? Consignor = null);

/// <summary>Whose goods they are over a time.</summary>
/// <param name="Location">The location's code.</param>
/// <param name="Product">The item code at that location's party.</param>
/// <param name="Consignor">The code of the party whose goods they are; absent where they are the location's party's own.</param>
/// <param name="From">From when.</param>
/// <param name="Until">Until when; absent while it holds.</param>
internal sealed record GoodsOwner(string Location, string Product, string? Consignor, DateTimeOffset? From, DateTimeOffset? Until);
