namespace RetailGateway.Client;

/// <summary>Goods to order.</summary>
/// <param name="SellerId">Who is to send them: your partner's number.</param>
/// <param name="Number">Your number of the order, 1 to 64 characters, unique with that seller, for ever.</param>
/// <param name="IssuedAt">When it was issued; its day, where it goes to, decides about terms and prices. At most five minutes ahead of the gateway's clock.</param>
/// <param name="ShipTo">The code of your location that it goes to.</param>
/// <param name="Lines">1 to 500.</param>
/// <param name="ShipFrom">The code of the seller's location that it comes from; may be null where it has one only, or is a chain.</param>
/// <param name="Note">A word to the seller, at most 500 characters.</param>
public sealed record NewOrder(
    int SellerId, string Number, DateTimeOffset IssuedAt, string ShipTo, IReadOnlyList<NewOrderLine> Lines, string? ShipFrom = null, string? Note = null);

/// <summary>A line of an order.</summary>
/// <param name="Line">Your id of the line, the same in all documents of the order.</param>
/// <param name="Item">An item code as your connection knows it: its mapping, the cooperative's own code, or a GTIN.</param>
/// <param name="Quantity">How many packs, above zero.</param>
/// <param name="Pack">The pack; the one that the item's code means when null.</param>
public sealed record NewOrderLine(string Line, string Item, decimal Quantity, string? Pack = null);
