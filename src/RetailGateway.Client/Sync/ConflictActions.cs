namespace RetailGateway.Client;

/// <summary>A correction.</summary>
/// <param name="Reason">Why; kept with the conflict and in the audit log.</param>
/// <param name="Kind">Of a position: count or adjustment. Of a change that differs: null.</param>
/// <param name="Quantity">Of a position: what is there, or what is to be added, in base units. Of a change that differs: null.</param>
/// <param name="OccurredAt">Of a position: when it was so; now when null.</param>
public sealed record ConflictCorrection(
    string Reason, ChangeKind? Kind = null, decimal? Quantity = null, DateTimeOffset? OccurredAt = null);

/// <summary>An action to look at before it is done.</summary>
/// <param name="Action">Which: accept, correct, retry or dismiss.</param>
/// <param name="Kind">For correct of a position: count or adjustment.</param>
/// <param name="Quantity">For correct of a position: what is there, or what is to be added, in base units.</param>
/// <param name="OccurredAt">For correct of a position: when it was so; now when null.</param>
public sealed record ConflictDecision(
    string Action, ChangeKind? Kind = null, decimal? Quantity = null, DateTimeOffset? OccurredAt = null);

/// <summary>What was, or would be, done.</summary>
/// <param name="Positions">Positions that change.</param>
/// <param name="Resolution">How the conflict ends.</param>
public sealed record ConflictEffect(IReadOnlyList<PositionEffect> Positions, string Resolution);
