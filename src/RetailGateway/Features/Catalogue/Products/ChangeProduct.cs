using System.Text.Json.Serialization;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Catalogue.Products;

/// <summary>PATCH /v1/products/{id}.</summary>
internal static class ChangeProduct
{
    internal static void Map(RouteGroupBuilder products) => products
        .MapPatch("/{id:int}", Handle)
        .WithName("changeProduct")
        .WithSummary("Change a product")
        .WithDescription("What is absent stays; null clears the producer. Code, kind and base unit never change: stock is counted in them.")
        .RequireScope(Scope.CatalogueWrite)
        .Answers<Product>()
        .CarriesTag()
        .RefusesAsUpdate();

    private static Task<IResult> Handle(HttpContext http, int id, Body<ProductChanges> body, Caller caller, Writes writes) =>
        writes.Update(http, caller, body, async work =>
        {
            await ProductRows.LockOwn(work, caller, id);
            var current = await ProductRows.Read(work, id);
            Tagged.Check(http, current);
            var wanted = body.Value;
            var check = new Check();
            var values = new
            {
                owner = caller.Party.Value,
                id,
                name = check.Text("/name", wanted.Name ?? current.Name),
                category = check.OptionalText("/category", wanted.Category ?? current.Category) ?? "",
                vatClass = Names.Of(wanted.VatClass ?? current.VatClass),
                staple = wanted.Staple ?? current.Staple,
                producer = await ProductRows.Producer(work, check, "/producer", wanted.ProducerGiven ? wanted.Producer : current.Producer),
            };
            check.Done();
            await work.Connection.ExecuteAsync(
                """
                update product set name = @name, category = @category, vat_class = @vatClass, staple = @staple, producer_id = @producer
                where owner_id = @owner and product_id = @id
                """,
                values);
            return Tagged.Ok(await ProductRows.Read(work, id));
        });
}

/// <summary>What of a product changes; what is absent stays.</summary>
internal sealed record ProductChanges
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>Your category; empty for none.</summary>
    public string? Category { get; init; }

    /// <summary>How PPN treats it.</summary>
    public VatClass? VatClass { get; init; }

    /// <summary>A staple (sembako) or not.</summary>
    public bool? Staple { get; init; }

    /// <summary>The producer's code. Null clears it.</summary>
    public string? Producer
    {
        get;
        init => (field, ProducerGiven) = (value, true);
    }

    [JsonIgnore]
    internal bool ProducerGiven { get; private init; }
}
