using System.Text.Json;

namespace RetailGateway.Client;

/// <summary>Which conflicts to read.</summary>
/// <param name="Closed">Closed ones too.</param>
/// <param name="Kind">Only of this kind.</param>
/// <param name="Location">Only at this location.</param>
/// <param name="Product">Only of this product, by your item code.</param>
/// <param name="Connection">Only those about this connection.</param>
public sealed record ConflictFilter(
    bool? Closed = null, string? Kind = null, string? Location = null, string? Product = null, string? Connection = null);

/// <summary>A matter that a person should look at.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind">What kind of matter; docs/conflicts.md tells of each.</param>
/// <param name="Evidence">Both sides, with figures.</param>
/// <param name="OpenedAt">Since when.</param>
/// <param name="ActsNext">Whose turn it is: owner, partner or us.</param>
/// <param name="Location">Where, where it has a place.</param>
/// <param name="Product">The owner's item code, where it is of one product.</param>
/// <param name="Connection">The connection whose word brought it about.</param>
/// <param name="ChangeId">The change in question, where it is one.</param>
/// <param name="ClosedAt">When it was closed; null while open.</param>
/// <param name="ClosedBecause">By what, or a person's reason.</param>
/// <param name="SubjectKind">What it is about beside a position and a change.</param>
/// <param name="SubjectId">Which one.</param>
/// <param name="RupiahAtRisk">The quantity in doubt when it opened, at the dearest price then in force; null where there is none.</param>
/// <param name="ClosedBy">Who closed it.</param>
/// <param name="Resolution">mended, accepted, corrected, retried or dismissed.</param>
public sealed record Conflict(
    long Id, string Kind, JsonElement Evidence, DateTimeOffset OpenedAt, string ActsNext, string? Location = null, string? Product = null,
    string? Connection = null, string? ChangeId = null, DateTimeOffset? ClosedAt = null, string? ClosedBecause = null,
    string? SubjectKind = null, string? SubjectId = null, decimal? RupiahAtRisk = null, string? ClosedBy = null, string? Resolution = null);

/// <summary>A conflict, what it is about as it stands now, and what can be done.</summary>
/// <param name="Conflict">The matter with both sides as they were when it opened.</param>
/// <param name="Actions">What is possible now; none once it is closed: accept, correct, retry or dismiss.</param>
/// <param name="Position">The position now; null where the matter is of no one position.</param>
public sealed record ConflictDetail(Conflict Conflict, IReadOnlyList<string> Actions, DisputedPosition? Position = null);

/// <summary>A position as it is now, and how fresh that is.</summary>
/// <param name="OnHand">On hand, in base units.</param>
/// <param name="Reserved">Reserved.</param>
/// <param name="Available">Available.</param>
/// <param name="Version">One more with every change.</param>
/// <param name="EvidencedAt">When the newest movement or count happened.</param>
/// <param name="EvidencedAs">What that was.</param>
/// <param name="EvidencedBy">Whose word it was.</param>
/// <param name="CountedAt">When it was last counted.</param>
public sealed record DisputedPosition(
    decimal OnHand, decimal Reserved, decimal Available, long Version, DateTimeOffset? EvidencedAt = null, string? EvidencedAs = null,
    string? EvidencedBy = null, DateTimeOffset? CountedAt = null);
