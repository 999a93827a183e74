namespace RetailGateway.Client;

/// <summary>What an item code of a system means in a catalogue, over a time.</summary>
/// <param name="Id">Its number.</param>
/// <param name="OwnerId">In whose catalogue.</param>
/// <param name="ConnectionOwnerId">Whose system uses the code.</param>
/// <param name="Connection">That system's code.</param>
/// <param name="ItemCode">Its item code.</param>
/// <param name="Pack">The pack that one unit of the item is.</param>
/// <param name="Factor">Base units in it, as of the day the mapping was made.</param>
/// <param name="Product">The catalogue's item code; null where you may not see the product.</param>
/// <param name="From">The first instant; null for since ever.</param>
/// <param name="Until">The first instant that is no longer of it; null while it holds.</param>
public sealed record ItemMapping(
    int Id, int OwnerId, int ConnectionOwnerId, string Connection, string ItemCode, string Pack, decimal Factor,
    string? Product = null, DateTimeOffset? From = null, DateTimeOffset? Until = null);

/// <summary>A mapping to add: a code of your own or a partner's system to a pack of your catalogue.</summary>
/// <param name="Connection">The code of the system that uses the item code.</param>
/// <param name="ItemCode">Its item code, compared without regard to letter case.</param>
/// <param name="Product">Your item code.</param>
/// <param name="Pack">The pack of it that one unit of the item is; the base unit's when null.</param>
/// <param name="ConnectionOwnerId">Whose system; yours when null.</param>
/// <param name="From">From when; as the API says when null.</param>
public sealed record NewItemMapping(
    string Connection, string ItemCode, string Product, string? Pack = null, int? ConnectionOwnerId = null, DateTimeOffset? From = null);

/// <summary>Which mappings to read.</summary>
/// <param name="ConnectionOwnerId">Whose system uses the code.</param>
/// <param name="Connection">That system's code.</param>
/// <param name="ItemCode">The item code, whole.</param>
/// <param name="Product">The catalogue's item code, whole.</param>
/// <param name="Open">Those that hold without an end, or those that have one.</param>
public sealed record ItemMappingFilter(
    int? ConnectionOwnerId = null, string? Connection = null, string? ItemCode = null, string? Product = null, bool? Open = null);
