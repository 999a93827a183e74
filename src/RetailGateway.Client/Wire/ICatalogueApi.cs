using Refit;

namespace RetailGateway.Client.Wire;

/// <summary>The addresses of products, item mappings and permits.</summary>
internal interface ICatalogueApi
{
    [Get("/v1/products")]
    Task<Page<Product>> Products(
        int? ownerId, string? q, string? code, string? category, string? producer, bool? staple, int limit, string? cursor, CancellationToken cancel);

    [Post("/v1/products")]
    Task<Product> AddProduct([Header(Headers.Key)] string key, [Body] NewProduct product, CancellationToken cancel);

    [Get("/v1/products/{id}")]
    Task<HttpResponseMessage> Product(int id, CancellationToken cancel);

    [Patch("/v1/products/{id}")]
    Task<HttpResponseMessage> ChangeProduct([Header(Headers.Key)] string key, [Header(Headers.IfMatch)] string tag, int id, [Body] ProductChanges changes, CancellationToken cancel);

    [Put("/v1/products/{id}/packs/{code}")]
    Task<HttpResponseMessage> PutPack([Header(Headers.Key)] string key, [Header(Headers.IfMatch)] string tag, int id, string code, [Body] PackContent pack, CancellationToken cancel);

    [Post("/v1/products/imports")]
    Task<ImportReport> ImportProducts([Header(Headers.Key)] string key, [Body] HttpContent file, CancellationToken cancel);

    [Get("/v1/item-mappings")]
    Task<Page<ItemMapping>> ItemMappings(
        int? connectionOwnerId, string? connection, string? itemCode, string? product, bool? open, int limit, string? cursor, CancellationToken cancel);

    [Post("/v1/item-mappings")]
    Task<ItemMapping> AddItemMapping([Header(Headers.Key)] string key, [Body] NewItemMapping mapping, CancellationToken cancel);

    [Post("/v1/item-mappings/{id}/end")]
    Task<ItemMapping> EndItemMapping([Header(Headers.Key)] string key, int id, [Body] MappingEnd end, CancellationToken cancel);

    [Post("/v1/item-mappings/imports")]
    Task<ImportReport> ImportItemMappings([Header(Headers.Key)] string key, [Body] HttpContent file, CancellationToken cancel);

    [Get("/v1/permits")]
    Task<Page<Permit>> Permits(bool? expired, int? expiringWithinDays, int limit, string? cursor, CancellationToken cancel);

    [Post("/v1/permits")]
    Task<Permit> AddPermit([Header(Headers.Key)] string key, [Body] NewPermit permit, CancellationToken cancel);

    [Post("/v1/permits/imports")]
    Task<ImportReport> ImportPermits([Header(Headers.Key)] string key, [Body] HttpContent file, CancellationToken cancel);
}

internal sealed record MappingEnd(DateTimeOffset? At = null);
