using System.ComponentModel;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Catalogue.Products;

/// <summary>GET /v1/products and /{id}.</summary>
internal static class GetProducts
{
    internal static void Map(RouteGroupBuilder products)
    {
        products.MapGet("", All)
            .WithName("listProducts")
            .WithSummary("List products")
            .WithDescription("Your own, or with `ownerId` those of a partner whose terms show you its stock. An authority sees the UMKM goods of all.")
            .RequireScope(Scope.CatalogueRead)
            .Answers<Page<Product>>()
            .Refuses(Problems.NotFound, Problems.CursorInvalid, Problems.Invalid);
        products.MapGet("/{id:int}", One)
            .WithName("getProduct")
            .WithSummary("Read a product")
            .WithDescription("With its packs, and an ETag for updates of either.")
            .RequireScope(Scope.CatalogueRead)
            .Answers<Product>()
            .CarriesTag()
            .Refuses(Problems.NotFound);
    }

    private static async Task<IResult> All(
        HttpContext http,
        Caller caller,
        GatewayDb database,
        [Description("Whose; yours when absent.")] int? ownerId,
        [Description("A text anywhere in name or code, without regard to letter case.")] string? q,
        [Description("An item code, whole.")] string? code,
        [Description("A category, whole.")] string? category,
        [Description("A producer's code.")] string? producer,
        [Description("Staples only, or none of them.")] bool? staple,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var list = Listing.Of(CursorKind.Of("product", caller), limit, cursor);
        await using var work = await database.Open(caller, http.RequestAborted);
        var filter = new ProductFilter
        {
            Owner = ownerId is null && caller.Kind == PartyKind.Authority ? null : await Shown.Owner(work, caller, ownerId),
            Text = Check.Query("q", q),
            Code = Check.Query("code", code),
            Category = Check.Query("category", category),
            Producer = Check.Query("producer", producer),
            Staple = staple,
        };
        var read = await ProductRows.List(work, filter, list.After, list.Take);
        return list.Answer(http, read, product => product.Id);
    }

    private static async Task<IResult> One(HttpContext http, int id, Caller caller, GatewayDb database)
    {
        await using var work = await database.Open(caller, http.RequestAborted);
        return Tagged.Read(http, await ProductRows.Read(work, id));
    }
}
