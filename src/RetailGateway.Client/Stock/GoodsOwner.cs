namespace RetailGateway.Client;

/// <summary>What is kept back of a product at a location.</summary>
/// <param name="Location">Your location's code.</param>
/// <param name="Product">Your item code of the product.</param>
/// <param name="Quantity">In base units, at most three decimals; zero keeps nothing back.</param>
public sealed record SafetyStock(string Location, string Product, decimal Quantity);

/// <summary>Whose goods they are over a time.</summary>
/// <param name="Location">The location's code.</param>
/// <param name="Product">The item code at that location's party.</param>
/// <param name="Consignor">The code of the party whose goods they are; null where they are the location's party's own.</param>
/// <param name="From">From when.</param>
/// <param name="Until">Until when; null while it holds.</param>
public sealed record GoodsOwner(string Location, string Product, string? Consignor = null, DateTimeOffset? From = null, DateTimeOffset? Until = null);

/// <summary>Whose goods they are from an instant on.</summary>
/// <param name="Location">Your location's code.</param>
/// <param name="Product">Your item code of the product.</param>
/// <param name="From">From when; after everything said before.</param>
/// <param name="Consignor">The code of the party whose goods they are; yours when null.</param>
public sealed record NewGoodsOwner(string Location, string Product, DateTimeOffset From, string? Consignor = null);
