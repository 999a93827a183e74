using System.Text.Json;
using System.Text.Json.Serialization;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Sync.Conflicts;

/// <summary>What can be done with a conflict.</summary>
internal enum ConflictAction
{
    /// <summary>What stands is right, or what was expected has happened.</summary>
    Accept,

    /// <summary>Record what really is.</summary>
    Correct,

    /// <summary>Let it be tried again.</summary>
    Retry,

    /// <summary>There is nothing to do.</summary>
    Dismiss,
}

/// <summary>What the rule of actions looks at.</summary>
/// <param name="Kind">One of <see cref="ConflictKind"/>.</param>
/// <param name="IsClosed">It was closed before.</param>
/// <param name="Sides">Of a change that differs, what was recorded and what was sent after it.</param>
internal sealed record Matter(string Kind, bool IsClosed, ChangeSides? Sides);

/// <summary>Which actions a conflict takes. Pure; docs/conflicts.md says the same in words.</summary>
internal static class ConflictRule
{
    internal static IReadOnlyList<ConflictAction> Actions(Matter matter) => matter switch
    {
        { IsClosed: true } => [],
        { Kind: ConflictKind.NegativeOnHand or ConflictKind.Oversold } => [ConflictAction.Correct, ConflictAction.Dismiss],
        { Kind: ConflictKind.ChangeDiffers, Sides.CanBeExchanged: true } => [ConflictAction.Accept, ConflictAction.Correct],
        { Kind: ConflictKind.ChangeDiffers } => [ConflictAction.Accept],
        { Kind: ConflictKind.ExpectedUnfulfilled or ConflictKind.ExpectedDiffers } => [ConflictAction.Accept, ConflictAction.Dismiss],
        { Kind: ConflictKind.StockDrift or ConflictKind.EchoDiffers or ConflictKind.PartnerRefuses or ConflictKind.TenantMismatch } or
        { Kind: ConflictKind.OrderRefused or ConflictKind.OrderUnread or ConflictKind.OrderDiffers } => [ConflictAction.Retry, ConflictAction.Dismiss],
        _ => [ConflictAction.Dismiss],
    };
}

/// <summary>Both sides of a change id that came with two contents.</summary>
/// <param name="Recorded">What came first and is in the ledger.</param>
/// <param name="Sent">What came after it.</param>
internal sealed record ChangeSides(ChangeSide Recorded, ChangeSide Sent)
{
    private static readonly JsonSerializerOptions Kept = new(Json.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    /// <summary>The first can be left out and the second put in its place: neither is itself a reversal.</summary>
    internal bool CanBeExchanged => Recorded.Kind != EntryKind.Reversal && Sent.Kind != EntryKind.Reversal;

    internal static ChangeSides Read(string evidence) => JsonSerializer.Deserialize<ChangeSides>(evidence, Kept)!;
}

/// <summary>One content of a change.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Quantity">In base units where <paramref name="Product"/> is known, else as it was sent.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="Location">Where; null where it is the conflict's own.</param>
/// <param name="Product">The owner's item code, where the sent one was known.</param>
/// <param name="Item">The code it came with.</param>
internal sealed record ChangeSide(
    EntryKind Kind, decimal Quantity, DateTimeOffset OccurredAt, string? Location = null, string? Product = null, string? Item = null);
