using RetailGateway.Features.Catalogue.Contracts;

namespace RetailGateway.Features.Catalogue;

/// <summary>What is traded: products, packs, item mappings, permits, prices.</summary>
internal static class CatalogueModule
{
    internal static void AddCatalogue(this WebApplicationBuilder builder) => builder.Services.AddSingleton<PartyBooks>();

    internal static void MapCatalogue(this RouteGroupBuilder api) => _ = api;
}
