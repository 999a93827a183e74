using System.Text.Json;

namespace RetailGateway.Client;

/// <summary>A matter that a person should look at.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind">negative_on_hand, oversold or change_differs.</param>
/// <param name="Location">Where.</param>
/// <param name="Product">The owner's item code.</param>
/// <param name="Connection">The connection whose change brought it about.</param>
/// <param name="Evidence">Both sides, with figures.</param>
/// <param name="OpenedAt">Since when.</param>
/// <param name="ChangeId">The change in question, where it is one.</param>
/// <param name="ClosedAt">When it was mended; null while open.</param>
/// <param name="ClosedBecause">By what.</param>
public sealed record Conflict(
    long Id, string Kind, string Location, string Product, string Connection, JsonElement Evidence, DateTimeOffset OpenedAt,
    string? ChangeId = null, DateTimeOffset? ClosedAt = null, string? ClosedBecause = null);
