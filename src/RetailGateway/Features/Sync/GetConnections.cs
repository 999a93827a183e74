namespace RetailGateway.Features.Sync;

/// <summary>GET /v1/sync/connections.</summary>
internal static class GetConnections
{
    internal static void Map(RouteGroupBuilder sync) => _ = sync;
}
