namespace RetailGateway.Access;

/// <summary>What a key may do. A key has several; an endpoint asks for one.</summary>
internal static class Scope
{
    internal const string PartiesRead = "parties:read";
    internal const string PartiesWrite = "parties:write";
    internal const string CatalogueRead = "catalogue:read";
    internal const string CatalogueWrite = "catalogue:write";
    internal const string StockRead = "stock:read";
    internal const string StockWrite = "stock:write";
    internal const string ReservationsWrite = "reservations:write";
    internal const string OrdersRead = "orders:read";
    internal const string OrdersWrite = "orders:write";
    internal const string MembersRead = "members:read";
    internal const string MembersWrite = "members:write";
    internal const string EventsRead = "events:read";
    internal const string SyncRead = "sync:read";
    internal const string SettlementsRead = "settlements:read";
    internal const string SettlementsWrite = "settlements:write";
    internal const string WorkWrite = "work:write";

    /// <summary>All of them, in the order the documents list them.</summary>
    internal static readonly string[] All =
        [PartiesRead, PartiesWrite, CatalogueRead, CatalogueWrite, StockRead, StockWrite, ReservationsWrite, OrdersRead, OrdersWrite, MembersRead, MembersWrite,
            EventsRead, SyncRead, SettlementsRead, SettlementsWrite, WorkWrite];
}

/// <summary>The scope an endpoint asks for.</summary>
internal sealed record ScopeNeeded(string Scope);

internal static class ScopeExtensions
{
    internal static TBuilder RequireScope<TBuilder>(this TBuilder endpoint, string scope)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new ScopeNeeded(scope));
}
