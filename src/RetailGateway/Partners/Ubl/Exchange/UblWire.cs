namespace RetailGateway.Partners.Ubl.Exchange;

/// <summary>A document as the partner has it.</summary>
/// <param name="Id">Under which it was sent.</param>
/// <param name="ReceivedAt">When it came: ISO 8601 with its offset.</param>
/// <param name="Document">The XML.</param>
internal sealed record UblHeld(string Id, string ReceivedAt, string Document);

/// <summary>The partner's own documents after a cursor.</summary>
/// <param name="Next">Where to go on.</param>
/// <param name="More">There is more at once.</param>
/// <param name="Documents">In the order in which it wrote them.</param>
internal sealed record UblOutbox(string Next, bool More, IReadOnlyList<UblLetter?> Documents);

/// <summary>One of the partner's own.</summary>
/// <param name="Id">Of the message, for ever.</param>
/// <param name="Document">The XML.</param>
internal sealed record UblLetter(string Id, string Document);

/// <summary>A refusal, as application/problem+json.</summary>
/// <param name="Code">For programs; see <see cref="UblCodes"/>.</param>
/// <param name="Detail">For people.</param>
internal sealed record UblProblem(string Code, string Detail);
