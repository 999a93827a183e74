using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Partners.Contracts;

/// <summary>Exchanges the documents of orders: is sent those of the cooperatives, and tells its own.</summary>
internal interface IExchangesOrders : IConnector
{
    /// <summary>Whether the partner trades with this cooperative through us: we hold a key for it.</summary>
    bool Knows(string cooperative);

    /// <summary>Sends a document. The same again is the one that is there.</summary>
    /// <returns>When the partner took it; <see cref="Outcome{T}.Unknown.Echoed"/> where it echoes something else.</returns>
    Task<Outcome<DateTimeOffset>> Send(OrderSend send, CancellationToken cancel);

    /// <summary>Asks whether a document arrived whose sending was answered by silence, and whether it is as it was sent.</summary>
    /// <returns>When the partner took it; null where it never arrived.</returns>
    Task<Outcome<DateTimeOffset?>> AskAfter(OrderSend send, CancellationToken cancel);

    /// <summary>The partner's own documents after a cursor, from its first on where there is none.</summary>
    /// <returns><see cref="Outcome{T}.Rejected"/> with <see cref="IReadsStock.CursorGone"/> asks to begin anew.</returns>
    Task<Outcome<OrderMessages>> ReadMessages(string cooperative, string? cursor, CancellationToken cancel);

    /// <summary>What a message is about, without knowing the order.</summary>
    Understanding<MessageHead> Head(string body);

    /// <summary>What a message says, against what is known of its order.</summary>
    Understanding<OrderDocument> Document(string body, OrderBook book);

    /// <summary>What lines of an order or a change cost by the partner's word, for a number of packs, to be held against the terms.</summary>
    Understanding<IReadOnlyDictionary<LineId, UnitPrice>> Prices(string body, OrderBook book);
}

/// <summary>Takes in messages that a partner brings by itself; those that are brought twice are there once.</summary>
internal interface ITakesOrderMessages
{
    /// <summary>Writes them down. They are recorded in their order, moments later.</summary>
    /// <returns>False where nobody has a connection of this dialect to the cooperative.</returns>
    Task<bool> Take(IExchangesOrders partner, string cooperative, IReadOnlyList<OrderMessage> messages, CancellationToken cancel);
}

/// <summary>A document of an order on its way to a partner.</summary>
/// <param name="Book">The order.</param>
/// <param name="Document">What is sent.</param>
/// <param name="Prices">Of the lines that order goods, for a number of packs as ordered.</param>
internal sealed record OrderSend(OrderBook Book, OrderDocument Document, IReadOnlyDictionary<LineId, UnitPrice> Prices)
{
    /// <summary>A word of the buyer's, in the order itself.</summary>
    public string? Note { get; init; }
}

/// <summary>What must be known of an order to say or to read its documents.</summary>
/// <param name="Cooperative">The cooperative's code.</param>
/// <param name="PartnerBuys">The partner orders from the cooperative; the other way round where it does not.</param>
/// <param name="Number">The buyer's number of it.</param>
/// <param name="Currency">Of its prices.</param>
/// <param name="Lines">What each of its lines is about.</param>
/// <param name="Goods">What else the partner's item codes mean.</param>
internal sealed record OrderBook(
    string Cooperative, bool PartnerBuys, string Number, string Currency, IReadOnlyDictionary<LineId, OrderGoods> Lines, IReadOnlyList<OrderGoods> Goods)
{
    /// <summary>The buyer's location that it goes to.</summary>
    public string ShipTo { get; init; } = "";

    /// <summary>The seller's location that it comes from, where the order says it.</summary>
    public string? ShipFrom { get; init; }

    /// <summary>The goods of a line: those that the partner's code names, in the pack that it counts in; the order's where it names none.</summary>
    internal OrderGoods? Find(LineId line, string? item, string? pack)
    {
        var ordered = Lines.GetValueOrDefault(line);
        return item is null || (ordered is not null && ordered.Item == item && (pack is null || ordered.Pack == pack))
            ? ordered
            : Goods.FirstOrDefault(goods => goods.Item == item && (pack is null || goods.Pack == pack)) ?? (ordered?.Item == item ? ordered : null);
    }

    /// <summary>A product as the partner calls it.</summary>
    internal OrderGoods? Find(LineId line, ProductId product) =>
        Lines.GetValueOrDefault(line) is { } ordered && ordered.Product == product ? ordered : Goods.FirstOrDefault(goods => goods.Product == product);
}

/// <summary>Goods as the partner and we know them, in the pack that they are ordered in.</summary>
/// <param name="Item">The partner's code; empty where it has none.</param>
/// <param name="Product">Ours.</param>
/// <param name="Pack">The pack's code.</param>
/// <param name="Factor">Base units in one pack; above zero.</param>
/// <param name="BaseUnit">What base units are.</param>
internal sealed record OrderGoods(string Item, ProductId Product, string Pack, Quantity Factor, string BaseUnit)
{
    /// <summary>On the label.</summary>
    public string? Name { get; init; }

    internal OrderedPack Packed => new(Pack, Factor);
}

/// <summary>Messages of a partner.</summary>
/// <param name="Messages">In the partner's order.</param>
/// <param name="Next">Where to go on.</param>
/// <param name="More">There is more at once.</param>
internal sealed record OrderMessages(IReadOnlyList<OrderMessage> Messages, string Next, bool More);

/// <summary>A document as the partner tells it.</summary>
/// <param name="Id">The partner's id of the message, for ever.</param>
/// <param name="Body">In its dialect, as it came.</param>
internal sealed record OrderMessage(string Id, string Body);

/// <summary>What a message is about.</summary>
/// <param name="Cooperative">The cooperative's code.</param>
/// <param name="PartnerBuys">The order is the partner's.</param>
/// <param name="Number">The buyer's number of the order.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its sender's id of it.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="Items">The partner's codes of goods that it names.</param>
internal sealed record MessageHead(
    string Cooperative, bool PartnerBuys, string Number, DocumentKind Kind, DocumentId Id, DateTimeOffset IssuedAt, IReadOnlyList<NamedItem> Items)
{
    /// <summary>Of an order: the partner's location that it goes to.</summary>
    public string? ShipTo { get; init; }

    /// <summary>Of an order: the cooperative's location that it comes from.</summary>
    public string? ShipFrom { get; init; }

    /// <summary>Of an order: a word of the partner's.</summary>
    public string? Note { get; init; }
}

/// <summary>Goods as a partner names them.</summary>
/// <param name="Item">The partner's code.</param>
/// <param name="Pack">The pack that it counts in, where it says one.</param>
internal sealed record NamedItem(string Item, string? Pack);

/// <summary>What a message was understood to be.</summary>
internal abstract record Understanding<T>
{
    private Understanding()
    {
    }

    /// <summary>It was understood.</summary>
    internal sealed record Clear(T Value) : Understanding<T>;

    /// <summary>It was not; nothing of it is taken.</summary>
    /// <param name="Why">With its place and what stands there.</param>
    internal sealed record Unclear(string Why) : Understanding<T>;
}
