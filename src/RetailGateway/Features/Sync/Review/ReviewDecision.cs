using System.ComponentModel.DataAnnotations;

namespace RetailGateway.Features.Sync.Review;

/// <summary>What can be done with a line in review.</summary>
internal enum ReviewAction
{
    /// <summary>Give its code a meaning, for every line that waits with it.</summary>
    Map,

    /// <summary>Try it again.</summary>
    Retry,

    /// <summary>Put the line itself right.</summary>
    Correct,

    /// <summary>It is not to be recorded.</summary>
    Dismiss,
}

/// <summary>An action to look at before it is done.</summary>
/// <param name="Action">Which.</param>
/// <param name="Product">For `map`: your item code.</param>
/// <param name="Pack">For `map`: the pack that one unit of the item is; the base unit's when absent.</param>
/// <param name="From">For `map`: from when.</param>
/// <param name="Item">For `correct`: the item code it should have had.</param>
/// <param name="Location">For `correct`: the location it should have had.</param>
/// <param name="Quantity">For `correct`: the quantity it should have had, in the unit of the item's mapping.</param>
internal sealed record ReviewDecision(
    ReviewAction Action,
    string? Product = null,
    string? Pack = null,
    DateTimeOffset? From = null,
    [property: MaxLength(64)] string? Item = null,
    [property: MaxLength(40)] string? Location = null,
    decimal? Quantity = null);

/// <summary>What a code means, decided in review.</summary>
/// <param name="Product">Your item code.</param>
/// <param name="Reason">Why; kept in the audit log.</param>
/// <param name="Pack">The pack of it that one unit of the item is; the base unit's when absent.</param>
/// <param name="From">From when; since ever when absent, or since the line happened where the code meant something before.</param>
internal sealed record ReviewMapping(
    string Product, [property: MinLength(1), MaxLength(Reasoned.Longest)] string Reason, string? Pack = null, DateTimeOffset? From = null);

/// <summary>A line put right; what is absent stays as it came.</summary>
/// <param name="Reason">Why; kept in the audit log.</param>
/// <param name="Item">The item code it should have had.</param>
/// <param name="Location">The location it should have had.</param>
/// <param name="Quantity">The quantity it should have had, in the unit of the item's mapping.</param>
internal sealed record ReviewCorrection(
    [property: MinLength(1), MaxLength(Reasoned.Longest)] string Reason,
    [property: MaxLength(64)] string? Item = null,
    [property: MaxLength(40)] string? Location = null,
    decimal? Quantity = null);

/// <summary>Lines to try again.</summary>
/// <param name="Reason">Why; kept in the audit log.</param>
/// <param name="Connection">Only those that this connection of yours sent.</param>
/// <param name="Item">Only those with this item code.</param>
internal sealed record ReviewRetry(
    [property: MinLength(1), MaxLength(Reasoned.Longest)] string Reason, string? Connection = null, string? Item = null);
