using System.Text.Json;

namespace RetailGateway.Client;

/// <summary>Which lines in review to read.</summary>
/// <param name="Closed">Closed ones too.</param>
/// <param name="Connection">Only those that this connection of yours sent.</param>
/// <param name="ItemCode">Only those with this code.</param>
/// <param name="Location">Only those at this location.</param>
public sealed record ReviewFilter(bool? Closed = null, string? Connection = null, string? ItemCode = null, string? Location = null);

/// <summary>A line that waits for its code to be mapped, or waited.</summary>
/// <param name="Id">Its number in the queue.</param>
/// <param name="Connection">The code of the connection that sent it.</param>
/// <param name="ChangeId">The sender's id of the line.</param>
/// <param name="ItemCode">The code nobody has mapped.</param>
/// <param name="Location">Where it happened, as the sender names it.</param>
/// <param name="Line">The line, whole, as it came.</param>
/// <param name="Candidates">What the code may mean, for a person to decide.</param>
/// <param name="OpenedAt">When it came first.</param>
/// <param name="HappenedAt">When it happened, by our clock: a mapping applies to it if it holds then.</param>
/// <param name="State">open, applied, corrected or dismissed.</param>
/// <param name="WaitsBecause">Why it waits on, where it was tried and refused for another reason than its code.</param>
/// <param name="Corrected">The line as a person put it right.</param>
/// <param name="ClosedAt">When it left the queue.</param>
/// <param name="ClosedBy">Who closed it, where a person did.</param>
/// <param name="DismissedBecause">Why it was dismissed.</param>
public sealed record ReviewItem(
    long Id, string Connection, string ChangeId, string ItemCode, string Location, JsonElement Line, IReadOnlyList<ReviewCandidate> Candidates,
    DateTimeOffset OpenedAt, DateTimeOffset HappenedAt, string State, string? WaitsBecause = null, JsonElement? Corrected = null,
    DateTimeOffset? ClosedAt = null, string? ClosedBy = null, string? DismissedBecause = null);

/// <summary>A product that an unknown code may mean.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Product">Its owner's item code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why it is proposed.</param>
public sealed record ReviewCandidate(int ProductId, string Product, string Name, string Reason);

/// <summary>A line in review, and what can be done with it.</summary>
/// <param name="Item">The line.</param>
/// <param name="Candidates">What its code may mean by the catalogue of now, likeliest first.</param>
/// <param name="Actions">What is possible now; none once it is closed.</param>
public sealed record ReviewItemDetail(ReviewItem Item, IReadOnlyList<ScoredCandidate> Candidates, IReadOnlyList<string> Actions);

/// <summary>A product that a code may mean, and how much speaks for it.</summary>
/// <param name="Product">Your item code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Score">Of 100.</param>
/// <param name="Reason">What speaks for it.</param>
public sealed record ScoredCandidate(string Product, string Name, int Score, string Reason);
