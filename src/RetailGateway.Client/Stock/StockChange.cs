namespace RetailGateway.Client;

/// <summary>What happened to a product at a location.</summary>
public enum ChangeKind
{
    /// <summary>Sold; negative.</summary>
    Sale,

    /// <summary>Received; positive.</summary>
    Receipt,

    /// <summary>A customer brought it back; positive.</summary>
    ReturnIn,

    /// <summary>Sent back to where it came from; negative.</summary>
    ReturnOut,

    /// <summary>Came from another location; positive.</summary>
    TransferIn,

    /// <summary>Went to another location; negative.</summary>
    TransferOut,

    /// <summary>Broken; negative.</summary>
    Damage,

    /// <summary>Past its date; negative.</summary>
    Expiry,

    /// <summary>Lost or found; signed, never zero.</summary>
    Adjustment,

    /// <summary>Counted: an absolute quantity, zero or more.</summary>
    Count,

    /// <summary>Leaves another change out; carries no quantity.</summary>
    Reversal,
}

/// <summary>One change of stock.</summary>
/// <param name="ChangeId">Your own id, unique within your connection, for ever: receipt number and line, never a random one.</param>
/// <param name="Location">The location's code.</param>
/// <param name="Item">The item's code as your system knows it.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Quantity">In the unit of the item's mapping, at most three decimals; signed for a movement, absolute for a count, null for a reversal.</param>
/// <param name="OccurredAt">When it happened; at most five minutes ahead of the gateway's clock.</param>
/// <param name="Document">The document it reports, as a note.</param>
/// <param name="Reverses">For a reversal: the id of the change to leave out.</param>
public sealed record StockChange(
    string ChangeId, string Location, string Item, ChangeKind Kind, decimal? Quantity, DateTimeOffset OccurredAt,
    string? Document = null, string? Reverses = null);

/// <summary>What was done with a change.</summary>
public enum ChangeStatus
{
    /// <summary>In the ledger now.</summary>
    Applied,

    /// <summary>It was in the ledger already, the same.</summary>
    Duplicate,

    /// <summary>Its item code is unknown: kept until someone maps it.</summary>
    Review,

    /// <summary>Not recorded; see the problem.</summary>
    Refused,
}

/// <summary>What became of one change.</summary>
/// <param name="Index">Its place in the batch, from 0.</param>
/// <param name="ChangeId">Its id, where it had a readable one.</param>
/// <param name="Status">What was done.</param>
/// <param name="Problem">Why it was refused.</param>
public sealed record ChangeResult(int Index, string? ChangeId, ChangeStatus Status, GatewayProblem? Problem = null);
