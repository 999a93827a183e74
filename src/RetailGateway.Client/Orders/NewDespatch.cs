namespace RetailGateway.Client;

/// <summary>What the seller sent.</summary>
/// <param name="Id">Your id of it, 1 to 64 characters, unique among the order's despatches: the number of its delivery note (surat jalan).</param>
/// <param name="IssuedAt">When it left; at most five minutes ahead of the gateway's clock.</param>
/// <param name="Lines">1 to 500. A line that comes in several parts may stand in it several times.</param>
public sealed record NewDespatch(string Id, DateTimeOffset IssuedAt, IReadOnlyList<NewDespatchLine> Lines);

/// <summary>What was sent of one line.</summary>
/// <param name="Line">The buyer's id of it.</param>
/// <param name="Quantity">How much is in this despatch, in packs as ordered.</param>
/// <param name="Outstanding">How much comes later; all the rest when null. What is neither sent nor outstanding comes never.</param>
/// <param name="InBaseUnits">The quantities count base units and not packs.</param>
public sealed record NewDespatchLine(string Line, decimal Quantity, decimal? Outstanding = null, bool InBaseUnits = false);
