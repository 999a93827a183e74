using Dapper;
using RetailGateway.Access;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Catalogue.Products;

/// <summary>PUT /v1/products/{id}/packs/{code}: a pack as it is from now on.</summary>
internal static class PutPack
{
    internal static void Map(RouteGroupBuilder products) => products
        .MapPut("/{id:int}/packs/{code}", Handle)
        .WithName("putPack")
        .WithSummary("Add or change a pack")
        .WithDescription("With the product's ETag. Another factor never rewrites the past: item mappings keep the factor they were made with.")
        .RequireScope(Scope.CatalogueWrite)
        .Answers<Product>()
        .CarriesTag()
        .RefusesAsUpdate(Problems.AlreadyExists);

    private static Task<IResult> Handle(HttpContext http, int id, string code, Body<PackContent> body, Caller caller, Writes writes) =>
        writes.Update(http, caller, body, async work =>
        {
            await ProductRows.LockOwn(work, caller, id);
            var current = await ProductRows.Read(work, id);
            Tagged.Check(http, current);
            var there = current.Packs.FirstOrDefault(pack => pack.Code.Equals(code.Trim(), StringComparison.OrdinalIgnoreCase));
            var check = new Check();
            var pack = AddProduct.CheckPack(check, "", new Pack(there?.Code ?? code, body.Value.Name, body.Value.Factor, body.Value.Gtin), current.BaseUnit);
            check.Done();
            await work.Connection.ExecuteAsync(
                """
                insert into pack (owner_id, product_id, code, name, factor, gtin)
                values (@owner, @id, @Code, @Name, @Factor, @Gtin)
                on conflict on constraint pack_pkey do update set name = excluded.name, factor = excluded.factor, gtin = excluded.gtin
                """,
                new { owner = caller.Party.Value, id, pack.Code, pack.Name, pack.Factor, pack.Gtin });
            return Tagged.Ok(await ProductRows.Read(work, id));
        });
}

/// <summary>What a pack is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Factor">How many base units it holds; above zero, at most three decimals.</param>
/// <param name="Gtin">Its own GTIN; its check digit is verified.</param>
internal sealed record PackContent(string Name, decimal Factor, string? Gtin = null);
