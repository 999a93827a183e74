using RetailGateway.Partners.Contracts;

namespace RetailGateway.Tests.Orders.Exchange;

/// <summary>A dialect of orders as words alone: what it writes and reads, with no partner there.</summary>
internal abstract class OrderDialect
{
    /// <summary>Reads; it is never asked to speak to anybody.</summary>
    internal abstract IExchangesOrders Reader { get; }

    /// <summary>Whose orders they are.</summary>
    internal abstract string Cooperative { get; }

    /// <summary>Goods that the partner trades in, by its own codes: three at least, each another product.</summary>
    internal abstract IReadOnlyList<OrderGoods> Goods { get; }

    /// <summary>A document in the dialect; null where it cannot be said.</summary>
    internal abstract string? Write(OrderSend send);

    /// <summary>What the connector makes of it that the partner has this text where that document was sent.</summary>
    internal abstract Outcome<DateTimeOffset> Judge(OrderSend sent, string held);

    /// <summary>The text with one value another than it was, each value once; a value that nobody reads is left out.</summary>
    internal abstract IEnumerable<(string Place, string Body)> Altered(string body);

    /// <summary>Made of an order: what no partner sends that means well. None of it is an order any more.</summary>
    internal abstract IEnumerable<(string Name, string Body)> Hostile(string body);
}

/// <summary>A partner of a dialect at work, and our connector to it.</summary>
internal abstract class OrderPartner : IAsyncDisposable
{
    internal abstract IExchangesOrders Connector { get; }

    /// <summary>How many documents of the cooperative's it has.</summary>
    internal abstract int Received { get; }

    /// <summary>Lets the next exchange of a kind meet a fault.</summary>
    /// <returns>False where that cannot happen in this dialect.</returns>
    internal abstract bool Plan(PartnerFault fault, ExchangeStep step);

    /// <summary>It tells a document of its own.</summary>
    internal abstract void Tell(string body);

    public abstract ValueTask DisposeAsync();
}

/// <summary>What is asked of a partner.</summary>
internal enum ExchangeStep
{
    /// <summary>To take a document.</summary>
    Send,

    /// <summary>What became of one.</summary>
    Ask,

    /// <summary>What it has to tell.</summary>
    Read,
}

/// <summary>What can go wrong, whatever the dialect.</summary>
internal enum PartnerFault
{
    /// <summary>No answer, and nothing happened.</summary>
    SilenceBefore,

    /// <summary>No answer, and it took effect.</summary>
    SilenceAfter,

    /// <summary>It took effect, and half of the answer arrives.</summary>
    Torn,

    /// <summary>It took effect, and the answer has another quantity.</summary>
    Altered,

    /// <summary>An answer without end.</summary>
    Endless,

    /// <summary>An error that is nobody's refusal.</summary>
    Broken,

    /// <summary>A page of whoever stands between, as if all were well.</summary>
    Page,

    /// <summary>A page of whoever stands between, as if there were nothing.</summary>
    NothingHere,

    /// <summary>Come again in two seconds.</summary>
    Busy,
}
