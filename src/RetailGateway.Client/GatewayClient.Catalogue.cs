using RetailGateway.Client.Wire;

namespace RetailGateway.Client;

/// <content>Products and their packs, what codes mean, permits.</content>
public sealed partial class GatewayClient
{
    /// <summary>Every product of yours, or of a partner whose terms show them to you.</summary>
    /// <param name="filter">Which; all of yours when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<Product> Products(ProductFilter? filter = null, CancellationToken cancel = default) =>
        Pages.All(
            (cursor, stop) => catalogue.Products(
                filter?.OwnerId, filter?.Text, filter?.Code, filter?.Category, filter?.Producer, filter?.Staple, Pages.Size, cursor, stop),
            cancel);

    /// <summary>One product, with the tag that its updates need.</summary>
    /// <param name="product">Its number.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<Tagged<Product>> Product(int product, CancellationToken cancel = default) =>
        WireJson.Tagged<Product>(catalogue.Product(product, cancel), cancel);

    /// <summary>Adds a product with its packs.</summary>
    /// <param name="product">The product.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<Product> AddProduct(NewProduct product, string? key = null, CancellationToken cancel = default) =>
        catalogue.AddProduct(Key(key), product, cancel);

    /// <summary>Changes a product. Code, kind and base unit never change.</summary>
    /// <param name="read">The product as you read it.</param>
    /// <param name="changes">What changes.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/precondition-failed</c>: it has changed since; read it again.</exception>
    public Task<Tagged<Product>> ChangeProduct(Tagged<Product> read, ProductChanges changes, string? key = null, CancellationToken cancel = default) =>
        WireJson.Tagged<Product>(catalogue.ChangeProduct(Key(key), read.ETag, read.Value.Id, changes, cancel), cancel);

    /// <summary>Adds or changes a pack. Item mappings keep the factor they were made with.</summary>
    /// <param name="read">The product as you read it.</param>
    /// <param name="code">The pack's code.</param>
    /// <param name="pack">What it is.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/precondition-failed</c>: it has changed since; read it again.</exception>
    public Task<Tagged<Product>> PutPack(Tagged<Product> read, string code, PackContent pack, string? key = null, CancellationToken cancel = default) =>
        WireJson.Tagged<Product>(catalogue.PutPack(Key(key), read.ETag, read.Value.Id, code, pack, cancel), cancel);

    /// <summary>Imports products, one row a pack.</summary>
    /// <param name="file">The file.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<ImportReport> ImportProducts(ImportFile file, string? key = null, CancellationToken cancel = default) =>
        catalogue.ImportProducts(Key(key), file.AsBody(), cancel);

    /// <summary>Every mapping to your catalogue, and those that partners made of your systems' codes to theirs.</summary>
    /// <param name="filter">Which; all when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<ItemMapping> ItemMappings(ItemMappingFilter? filter = null, CancellationToken cancel = default) =>
        Pages.All(
            (cursor, stop) => catalogue.ItemMappings(
                filter?.ConnectionOwnerId, filter?.Connection, filter?.ItemCode, filter?.Product, filter?.Open, Pages.Size, cursor, stop),
            cancel);

    /// <summary>Says what a code means from a time on; what it meant before stays. The same again answers the mapping that is there.</summary>
    /// <param name="mapping">The code and the pack of your catalogue.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<ItemMapping> AddItemMapping(NewItemMapping mapping, string? key = null, CancellationToken cancel = default) =>
        catalogue.AddItemMapping(Key(key), mapping, cancel);

    /// <summary>Ends a mapping. A line with the code goes to review after it.</summary>
    /// <param name="mapping">Its number.</param>
    /// <param name="at">The first instant that is no longer of it; now when null.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<ItemMapping> EndItemMapping(int mapping, DateTimeOffset? at = null, string? key = null, CancellationToken cancel = default) =>
        catalogue.EndItemMapping(Key(key), mapping, new MappingEnd(at), cancel);

    /// <summary>Imports item mappings.</summary>
    /// <param name="file">The file.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<ImportReport> ImportItemMappings(ImportFile file, string? key = null, CancellationToken cancel = default) =>
        catalogue.ImportItemMappings(Key(key), file.AsBody(), cancel);

    /// <summary>Every permit of producers and products that you recorded.</summary>
    /// <param name="expired">Expired ones only, or none of them.</param>
    /// <param name="expiringWithinDays">Those that expire within so many days from today.</param>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<Permit> Permits(bool? expired = null, int? expiringWithinDays = null, CancellationToken cancel = default) =>
        Pages.All((cursor, stop) => catalogue.Permits(expired, expiringWithinDays, Pages.Size, cursor, stop), cancel);

    /// <summary>Records a permit. A renewed one is a new one under its new number.</summary>
    /// <param name="permit">The permit.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<Permit> AddPermit(NewPermit permit, string? key = null, CancellationToken cancel = default) =>
        catalogue.AddPermit(Key(key), permit, cancel);

    /// <summary>Imports permits.</summary>
    /// <param name="file">The file.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<ImportReport> ImportPermits(ImportFile file, string? key = null, CancellationToken cancel = default) =>
        catalogue.ImportPermits(Key(key), file.AsBody(), cancel);
}
