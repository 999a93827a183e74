namespace RetailGateway.Client;

/// <summary>What a code means, decided in review.</summary>
/// <param name="Product">Your item code.</param>
/// <param name="Reason">Why; kept in the audit log.</param>
/// <param name="Pack">The pack of it that one unit of the item is; the base unit's when null.</param>
/// <param name="From">From when; since ever when null, or since the line happened where the code meant something before.</param>
public sealed record ReviewMapping(string Product, string Reason, string? Pack = null, DateTimeOffset? From = null);

/// <summary>A line put right; what is null stays as it came.</summary>
/// <param name="Reason">Why; kept in the audit log.</param>
/// <param name="Item">The item code it should have had.</param>
/// <param name="Location">The location it should have had.</param>
/// <param name="Quantity">The quantity it should have had, in the unit of the item's mapping.</param>
public sealed record ReviewCorrection(string Reason, string? Item = null, string? Location = null, decimal? Quantity = null);

/// <summary>Lines to try again.</summary>
/// <param name="Reason">Why; kept in the audit log.</param>
/// <param name="Connection">Only those that this connection of yours sent.</param>
/// <param name="Item">Only those with this code.</param>
public sealed record ReviewRetry(string Reason, string? Connection = null, string? Item = null);

/// <summary>An action to look at before it is done.</summary>
/// <param name="Action">Which: map, retry, correct or dismiss.</param>
/// <param name="Product">For map: your item code.</param>
/// <param name="Pack">For map: the pack that one unit of the item is; the base unit's when null.</param>
/// <param name="From">For map: from when.</param>
/// <param name="Item">For correct: the item code it should have had.</param>
/// <param name="Location">For correct: the location it should have had.</param>
/// <param name="Quantity">For correct: the quantity it should have had, in the unit of the item's mapping.</param>
public sealed record ReviewDecision(
    string Action, string? Product = null, string? Pack = null, DateTimeOffset? From = null, string? Item = null, string? Location = null,
    decimal? Quantity = null);

/// <summary>What was, or would be, done.</summary>
/// <param name="Positions">Positions that change.</param>
/// <param name="Lines">Waiting lines that were tried.</param>
/// <param name="InBackground">Waiting lines that follow within seconds, for they are too many for one transaction.</param>
public sealed record ReviewEffect(
    IReadOnlyList<PositionEffect> Positions, IReadOnlyList<LineEffect> Lines, int? InBackground = null);

/// <summary>What became of a waiting line.</summary>
/// <param name="Id">Its number in the queue.</param>
/// <param name="ChangeId">The sender's id of it.</param>
/// <param name="Status">applied or duplicate: it waits no more. refused or review: it waits on: applied, duplicate, review or refused.</param>
/// <param name="Detail">Why it waits on.</param>
public sealed record LineEffect(long Id, string ChangeId, string Status, string? Detail = null);

/// <summary>What an act makes of one position, in base units.</summary>
/// <param name="Location">Where.</param>
/// <param name="Product">The owner's item code.</param>
/// <param name="OnHandBefore">On hand before the act.</param>
/// <param name="OnHandAfter">On hand after it.</param>
/// <param name="AvailableBefore">Available before the act.</param>
/// <param name="AvailableAfter">Available after it.</param>
public sealed record PositionEffect(
    string Location, string Product, decimal OnHandBefore, decimal OnHandAfter, decimal AvailableBefore, decimal AvailableAfter);
