using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Catalogue.Products;
using RetailGateway.Http;

namespace RetailGateway.Features.Catalogue.Permits;

/// <summary>POST /v1/permits.</summary>
internal static class AddPermit
{
    internal const int NumberLength = 100;

    internal static void Map(RouteGroupBuilder permits) => permits
        .MapPost("", Handle)
        .WithName("addPermit")
        .WithSummary("Record a permit")
        .WithDescription("Of a producer, or of a product of yours. A renewed permit is a new one under its new number.")
        .RequireScope(Scope.CatalogueWrite)
        .Answers<Permit>(StatusCodes.Status201Created)
        .RefusesAsPost();

    private static Task<IResult> Handle(HttpContext http, Body<NewPermit> body, Caller caller, Writes writes) =>
        writes.Once(http, caller, body, async work =>
        {
            var wanted = body.Value;
            var check = new Check();
            check.That((wanted.Producer is null) != (wanted.Product is null), "/producer", "Either a producer or a product is expected.");
            var number = check.Text("/number", wanted.Number, NumberLength);
            var producer = await ProductRows.Producer(work, check, "/producer", wanted.Producer);
            var product = wanted.Product is null ? null : await Product(work, check, caller, check.Code("/product", wanted.Product));
            check.Done();
            var id = await work.Connection.ExecuteScalarAsync<int>(
                """
                insert into permit (owner_id, producer_id, product_id, kind, number, expires)
                values (@owner, @producer, @product, @kind, @number, @Expires)
                returning permit_id
                """,
                new { owner = caller.Party.Value, producer, product, kind = Names.Of(wanted.Kind), number, wanted.Expires });
            return Answer.Created("/v1/permits", (await GetPermits.List(work, id, expired: null, within: null, after: 0, take: 1))[0]);
        });

    private static async Task<int?> Product(Work work, Check check, Caller caller, string code)
    {
        if (!check.Holds)
        {
            return null;
        }

        var id = await work.Connection.ExecuteScalarAsync<int?>(
            "select product_id from product where owner_id = @owner and code_key = upper(@code)", new { owner = caller.Party.Value, code });
        check.IsThere(id is not null, "/product", "No product of yours has that code.");
        return id;
    }
}

/// <summary>A permit to record.</summary>
/// <param name="Kind">nib, pirt, halal or bpom.</param>
/// <param name="Number">As it is printed.</param>
/// <param name="Expires">Its last day.</param>
/// <param name="Producer">The producer's code, where it is the producer's.</param>
/// <param name="Product">Your item code, where it is a product's.</param>
internal sealed record NewPermit(PermitKind Kind, string Number, DateOnly Expires, string? Producer = null, string? Product = null);
