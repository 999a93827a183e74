namespace RetailGateway.Features.Parties;

/// <summary>Who and where: parties, locations, connections, partnerships and their terms.</summary>
internal static class PartiesModule
{
    internal static void AddParties(this WebApplicationBuilder builder) => _ = builder;

    internal static void MapParties(this RouteGroupBuilder api) => _ = api;
}
