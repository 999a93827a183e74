namespace RetailGateway.Client;

/// <summary>Goods to move from one location to another.</summary>
/// <param name="Reference">Your own id of the transfer, unique with you, for ever: the number of its delivery note.</param>
/// <param name="From">The code of the location they leave.</param>
/// <param name="To">The code of the location they come to.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="Lines">1 to 500, a product once.</param>
public sealed record NewTransfer(
    string Reference, string From, string To, DateTimeOffset OccurredAt, IReadOnlyList<NewTransferLine> Lines);

/// <summary>A line of a transfer.</summary>
/// <param name="Item">Your item code.</param>
/// <param name="Quantity">In the unit of the item's mapping, above zero, at most three decimals.</param>
public sealed record NewTransferLine(string Item, decimal Quantity);

/// <summary>A transfer that was made.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Reference">Your own id of it.</param>
/// <param name="From">The code of the location that the goods left.</param>
/// <param name="To">The code of the location that they came to.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="RecordedAt">When it reached us.</param>
/// <param name="Lines">What went.</param>
public sealed record Transfer(
    long Id, string Reference, string From, string To, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt,
    IReadOnlyList<TransferredLine> Lines);

/// <summary>What went of one product.</summary>
/// <param name="Product">Your item code.</param>
/// <param name="Quantity">Base units.</param>
/// <param name="ExpectedOut">The expected movement at the location they left, where its till tells it; null where it was posted.</param>
/// <param name="ExpectedIn">The expected movement at the location they came to, where its till tells it; null where it was posted.</param>
public sealed record TransferredLine(string Product, decimal Quantity, long? ExpectedOut = null, long? ExpectedIn = null);
