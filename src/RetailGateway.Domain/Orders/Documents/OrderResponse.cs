using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Domain.Orders.Documents;

/// <summary>The seller's answer to the order, or to a change or cancellation that it names.</summary>
/// <param name="Id">The seller's id.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="Answers">The change or cancellation that it answers; null where it answers the order.</param>
/// <param name="Code">The answer as a whole.</param>
/// <param name="Lines">All lines of the order where it is accepted with changes; beside another code they say nothing.</param>
public sealed record OrderResponse(
    DocumentId Id, DateTimeOffset IssuedAt, DocumentKey? Answers, ResponseCode Code, IReadOnlyList<ResponseLine> Lines)
    : OrderDocument(Id, IssuedAt)
{
    /// <inheritdoc/>
    public override DocumentKind Kind => DocumentKind.OrderResponse;
}

/// <summary>The seller's answer as a whole, of UNCL 4343.</summary>
public enum ResponseCode
{
    /// <summary><c>AB</c>: received and no more.</summary>
    Received,

    /// <summary><c>AP</c>: accepted as it stands.</summary>
    Accepted,

    /// <summary><c>RE</c>: rejected.</summary>
    Rejected,

    /// <summary><c>CA</c>: accepted with changes; then "the buyer changes or cancels".</summary>
    AcceptedWithChanges,
}

/// <summary>What the seller says of one line.</summary>
/// <param name="Line">The buyer's id of the line.</param>
/// <param name="Status">It decides what the rest means.</param>
/// <param name="Quantity">Base units that the seller will send of a changed line, not below zero; null where it leaves them as they are.</param>
/// <param name="Substitute">Another product that the seller offers for a changed line, instead of the one ordered; null for none.</param>
public sealed record ResponseLine(LineId Line, ResponseLineStatus Status, Quantity? Quantity = null, ProductId? Substitute = null);

/// <summary>What became of a line in the seller's answer; the numbers are those of UNCL 1229.</summary>
public enum ResponseLineStatus
{
    /// <summary>The seller offers a line that was not ordered. Only a change of the buyer's orders it.</summary>
    Added = 1,

    /// <summary>Another quantity, or another product.</summary>
    Changed = 3,

    /// <summary>Accepted as it was ordered.</summary>
    NotChanged = 5,

    /// <summary>Nothing of it will be sent.</summary>
    Refused = 7,

    /// <summary>Accepted, and sent before; how much, a despatch advice says.</summary>
    AlreadyDelivered = 42,
}
