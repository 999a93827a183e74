using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Catalogue.Mappings;
using RetailGateway.Features.Catalogue.Permits;
using RetailGateway.Features.Catalogue.Products;

namespace RetailGateway.Features.Catalogue;

/// <summary>What is traded: products, packs, item mappings, permits.</summary>
internal static class CatalogueModule
{
    internal static void AddCatalogue(this WebApplicationBuilder builder) => builder.Services.AddSingleton<PartyBooks>();

    internal static void MapCatalogue(this RouteGroupBuilder api)
    {
        var products = api.MapGroup("/products").WithTags("Products");
        GetProducts.Map(products);
        AddProduct.Map(products);
        ChangeProduct.Map(products);
        PutPack.Map(products);
        ImportProducts.Map(products);

        var mappings = api.MapGroup("/item-mappings").WithTags("Item mappings");
        GetItemMappings.Map(mappings);
        AddItemMapping.Map(mappings);
        EndItemMapping.Map(mappings);
        ImportItemMappings.Map(mappings);

        var permits = api.MapGroup("/permits").WithTags("Permits");
        GetPermits.Map(permits);
        AddPermit.Map(permits);
        ImportPermits.Map(permits);
    }
}
