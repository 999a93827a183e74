using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Stock.Drift;

/// <summary>One position on which two books differ, with what is known of it.</summary>
/// <param name="Ours">Base units by our book, as of the cursor that both stand at.</param>
/// <param name="Theirs">Base units by the partner's book; null where it has no line of it.</param>
public sealed record DriftCase(Quantity Ours, Quantity? Theirs)
{
    /// <summary>Base units in the packs that the product is known by; a factor of one says nothing.</summary>
    public IReadOnlyList<Quantity> Factors { get; init; } = [];

    /// <summary>Our newest entries of the position, newest first.</summary>
    public IReadOnlyList<DriftEntry> Recent { get; init; } = [];

    /// <summary>What our book said before each of them, newest first.</summary>
    public IReadOnlyList<Quantity> Earlier { get; init; } = [];

    /// <summary>Whether the partner keeps states that it is told, not entries: a figure of ours that it still has is stale, not a lost entry.</summary>
    public bool KeepsStates { get; init; }

    /// <summary>Whether the partner itself names a version older than the one it acknowledged.</summary>
    public bool NamesOlderVersion { get; init; }

    /// <summary>The partner's own entries since the books last agreed, where it told them again; null where it cannot.</summary>
    public IReadOnlyList<DriftEntry>? ToldAgain { get; init; }

    /// <summary>What the partner has too much; below zero, too little.</summary>
    public Quantity Difference => (Theirs ?? Quantity.Zero) - Ours;
}

/// <summary>A movement or a count of the position in doubt.</summary>
/// <param name="ChangeId">The id both sides know it by.</param>
/// <param name="Quantity">Base units, signed; absolute for a count.</param>
/// <param name="IsCount">Whether it is a count.</param>
/// <param name="OccurredAt">When.</param>
public sealed record DriftEntry(string ChangeId, Quantity Quantity, bool IsCount, DateTimeOffset OccurredAt);

/// <summary>What a difference was found to be.</summary>
/// <param name="Kind">Its name.</param>
/// <param name="ChangeId">The entry that explains it, where it is one.</param>
public sealed record DriftName(DriftKind Kind, string? ChangeId = null);
