using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using RetailGateway.Domain.Stock;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Changes;

/// <summary>Up to 5,000 independent changes of stock, of one location or many.</summary>
/// <param name="Changes">The changes, in any order: on hand does not depend on it.</param>
/// <param name="SentAt">The sender's own clock at sending, for phones whose clock is off: the difference to ours is taken out of every occurredAt. Within one day of our clock.</param>
internal sealed record ChangeBatch(
    [property: MinLength(1), MaxLength(ChangeBatch.MaxChanges)] IReadOnlyList<Change> Changes,
    DateTimeOffset? SentAt = null)
{
    internal const int MaxChanges = 5_000;
}

/// <summary>One entry for the stock ledger.</summary>
/// <param name="ChangeId">Your own id of this change, unique within your connection, for ever. Make it from the document it reports: receipt number and line.</param>
/// <param name="Location">The location's code.</param>
/// <param name="Item">The item's code as your system knows it: a mapped code, the owner's item code, or a GTIN.</param>
/// <param name="Kind">sale, receipt, return_in, return_out, transfer_in, transfer_out, damage, expiry, adjustment (movements), count, reversal.</param>
/// <param name="OccurredAt">When it happened. At most five minutes ahead of our clock; never too old.</param>
/// <param name="Quantity">In the unit of the item's mapping, at most three decimals. Signed for a movement (a sale of two is "-2"), absolute for a count, absent for a reversal. One entry moves or counts at most 9,999,999,999.999 base units, up or down.</param>
/// <param name="Document">The document it reports, as a note.</param>
/// <param name="Reverses">For a reversal: the changeId of the entry to leave out, of the same location and item.</param>
internal sealed record Change(
    [property: MaxLength(128)] string ChangeId,
    [property: MaxLength(40)] string Location,
    [property: MaxLength(64), Description("The item's code as your system knows it: a mapped code, the owner's item code, or a GTIN.")] string Item,
    EntryKind Kind,
    DateTimeOffset OccurredAt,
    [property: RegularExpression(@"^-?[0-9]+(\.[0-9]{1,3})?$")] string? Quantity = null,
    [property: MaxLength(128)] string? Document = null,
    [property: MaxLength(128)] string? Reverses = null);

/// <summary>What became of each change, in the order they came.</summary>
/// <param name="Results">One a change.</param>
internal sealed record ChangeResults(IReadOnlyList<ChangeResult> Results);

/// <summary>What became of one change.</summary>
/// <param name="Index">Its place in the batch, from 0.</param>
/// <param name="ChangeId">Its id, where it had a readable one.</param>
/// <param name="Status">What was done.</param>
/// <param name="Problem">Why it was refused; absent where it was not.</param>
internal sealed record ChangeResult(
    int Index, string? ChangeId, ChangeStatus Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ProblemBody? Problem = null);

/// <summary>What was done with a change.</summary>
internal enum ChangeStatus
{
    /// <summary>In the ledger now.</summary>
    Applied,

    /// <summary>It was in the ledger already, the same; nothing changed.</summary>
    Duplicate,

    /// <summary>Its item code is unknown: kept whole in the review queue. Send it again after it is mapped, or let us apply it.</summary>
    Review,

    /// <summary>Not recorded, for the reason in problem.</summary>
    Refused,
}
