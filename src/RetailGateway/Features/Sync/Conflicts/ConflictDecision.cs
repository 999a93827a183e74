using System.ComponentModel.DataAnnotations;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Stock.Contracts;

namespace RetailGateway.Features.Sync.Conflicts;

/// <summary>An action to look at before it is done.</summary>
/// <param name="Action">Which.</param>
/// <param name="Kind">For `correct` of a position: `count` or `adjustment`.</param>
/// <param name="Quantity">For `correct` of a position: what is there, or what is to be added, in base units.</param>
/// <param name="OccurredAt">For `correct` of a position: when it was so; now when absent.</param>
internal sealed record ConflictDecision(
    ConflictAction Action, EntryKind? Kind = null, decimal? Quantity = null, DateTimeOffset? OccurredAt = null);

/// <summary>A correction.</summary>
/// <param name="Reason">Why; kept with the conflict and in the audit log.</param>
/// <param name="Kind">Of a position: `count` or `adjustment`. Of a change that differs: absent.</param>
/// <param name="Quantity">Of a position: what is there, or what is to be added, in base units. Of a change that differs: absent.</param>
/// <param name="OccurredAt">Of a position: when it was so; now when absent.</param>
internal sealed record ConflictCorrection(
    [property: MinLength(1), MaxLength(Reasoned.Longest)] string Reason,
    EntryKind? Kind = null, decimal? Quantity = null, DateTimeOffset? OccurredAt = null);

/// <summary>What was, or would be, done.</summary>
/// <param name="Positions">Positions that change.</param>
/// <param name="Resolution">How the conflict ends.</param>
internal sealed record ConflictEffect(IReadOnlyList<PositionEffect> Positions, string Resolution);
