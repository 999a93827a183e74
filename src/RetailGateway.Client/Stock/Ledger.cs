namespace RetailGateway.Client;

/// <summary>Why a position is what it is.</summary>
/// <param name="Items">Newest first.</param>
/// <param name="Complete">False where the oldest entries of a very long ledger are left out.</param>
/// <param name="OnHand">What all entries come to.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
public sealed record LedgerPage(IReadOnlyList<LedgerEntry> Items, bool Complete, decimal? OnHand = null, string? Next = null);

/// <summary>One entry of the ledger and what it does.</summary>
/// <param name="ChangeId">The sender's id.</param>
/// <param name="Connection">The connection that sent it.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Quantity">In base units.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="RecordedAt">When it reached the gateway.</param>
/// <param name="Absorbed">A later count had already seen it.</param>
/// <param name="Reversed">A reversal leaves it out.</param>
/// <param name="Document">The document it reports.</param>
/// <param name="Reverses">The change it leaves out.</param>
/// <param name="OnHandAfter">What was on hand after it.</param>
public sealed record LedgerEntry(
    string ChangeId, string Connection, ChangeKind Kind, decimal Quantity, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt,
    bool Absorbed, bool Reversed, string? Document = null, string? Reverses = null, decimal? OnHandAfter = null);
