namespace RetailGateway.Client;

/// <summary>The seller's answer as a whole, of UNCL 4343.</summary>
public enum ResponseCode
{
    /// <summary><c>AB</c>: received and no more.</summary>
    Received,

    /// <summary><c>AP</c>: accepted as it stands.</summary>
    Accepted,

    /// <summary><c>RE</c>: rejected.</summary>
    Rejected,

    /// <summary><c>CA</c>: accepted with changes; then the buyer changes or cancels.</summary>
    AcceptedWithChanges,
}

/// <summary>What became of a line in the seller's answer, of UNCL 1229.</summary>
public enum ResponseLineStatus
{
    /// <summary><c>1</c>: the seller offers a line that was not ordered. Only a change of the buyer's orders it.</summary>
    Added,

    /// <summary><c>3</c>: another quantity, or another product.</summary>
    Changed,

    /// <summary><c>5</c>: accepted as it was ordered.</summary>
    NotChanged,

    /// <summary><c>7</c>: nothing of it will be sent.</summary>
    Refused,

    /// <summary><c>42</c>: accepted, and sent before; how much, a despatch advice says.</summary>
    AlreadyDelivered,
}

/// <summary>The seller's answer.</summary>
/// <param name="Id">Your id of it, 1 to 64 characters, unique among the order's responses.</param>
/// <param name="IssuedAt">When it was issued; at most five minutes ahead of the gateway's clock.</param>
/// <param name="Code">The answer as a whole.</param>
/// <param name="Answers">The change or cancellation that it answers, as the feed names it; null for the order itself.</param>
/// <param name="Lines">All lines of the order, with <see cref="ResponseCode.AcceptedWithChanges"/>; null with another code.</param>
public sealed record NewOrderResponse(
    string Id, DateTimeOffset IssuedAt, ResponseCode Code, DocumentReference? Answers = null, IReadOnlyList<NewResponseLine>? Lines = null);

/// <summary>What the seller says of one line.</summary>
/// <param name="Line">The buyer's id of it.</param>
/// <param name="Status">It decides what the rest means.</param>
/// <param name="Quantity">What will be sent of a changed or added line, in packs; null where that stays as it is.</param>
/// <param name="InBaseUnits">The quantity counts base units and not packs.</param>
/// <param name="Item">Another product that is offered, by a code that your connection knows.</param>
/// <param name="Pack">The pack of that product.</param>
public sealed record NewResponseLine(
    string Line, ResponseLineStatus Status, decimal? Quantity = null, bool InBaseUnits = false, string? Item = null, string? Pack = null);
