using System.Text.Json;

namespace RetailGateway.Client;

/// <summary>A line that waits for its code to be mapped. Map it and send the line again under the same change id.</summary>
/// <param name="Id">Its number in the queue.</param>
/// <param name="Connection">The code of the connection that sent it.</param>
/// <param name="ChangeId">The sender's id of the line.</param>
/// <param name="ItemCode">The code nobody has mapped.</param>
/// <param name="Location">Where it happened.</param>
/// <param name="Line">The line, whole, as it came.</param>
/// <param name="Candidates">What the code may mean, for a person to decide.</param>
/// <param name="OpenedAt">When it came first.</param>
public sealed record ReviewItem(
    long Id, string Connection, string ChangeId, string ItemCode, string Location, JsonElement Line,
    IReadOnlyList<ReviewCandidate> Candidates, DateTimeOffset OpenedAt);

/// <summary>A product that an unknown code may mean.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Product">Its owner's item code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Reason">Why it is proposed.</param>
public sealed record ReviewCandidate(int ProductId, string Product, string Name, string Reason);
