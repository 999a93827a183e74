using RetailGateway.Domain.Orders.Documents;

namespace RetailGateway.Domain.Orders;

/// <summary>A document that one side of an order may send.</summary>
public abstract record OrderStep
{
    private OrderStep()
    {
    }

    /// <summary>Every step there is, in the order in which one usually follows another.</summary>
    public static IReadOnlyList<OrderStep> All { get; } =
    [
        new Submit(),
        .. AnswersTo(DocumentKind.Order),
        new Change(),
        .. AnswersTo(DocumentKind.OrderChange),
        new Cancel(),
        .. AnswersTo(DocumentKind.OrderCancellation),
        new Despatch(),
        new Receive(),
    ];

    /// <summary>Who sends it.</summary>
    public abstract TradeSide By { get; }

    private static IEnumerable<Answer> AnswersTo(DocumentKind about) => Enum.GetValues<ResponseCode>().Select(code => new Answer(about, code));

    /// <summary>The buyer orders.</summary>
    public sealed record Submit : OrderStep
    {
        /// <inheritdoc/>
        public override TradeSide By => TradeSide.Buyer;
    }

    /// <summary>The seller answers.</summary>
    /// <param name="About">An order, a change or a cancellation.</param>
    /// <param name="Code">How.</param>
    public sealed record Answer(DocumentKind About, ResponseCode Code) : OrderStep
    {
        /// <inheritdoc/>
        public override TradeSide By => TradeSide.Seller;
    }

    /// <summary>The buyer asks for other lines.</summary>
    public sealed record Change : OrderStep
    {
        /// <inheritdoc/>
        public override TradeSide By => TradeSide.Buyer;
    }

    /// <summary>The buyer asks that nothing more be sent.</summary>
    public sealed record Cancel : OrderStep
    {
        /// <inheritdoc/>
        public override TradeSide By => TradeSide.Buyer;
    }

    /// <summary>The seller says what it sends.</summary>
    public sealed record Despatch : OrderStep
    {
        /// <inheritdoc/>
        public override TradeSide By => TradeSide.Seller;
    }

    /// <summary>The buyer says what came, or says it again with the same number.</summary>
    public sealed record Receive : OrderStep
    {
        /// <inheritdoc/>
        public override TradeSide By => TradeSide.Buyer;
    }
}
