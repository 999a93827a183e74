using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;

namespace RetailGateway.Domain.Orders;

/// <summary>What the state is derived from, besides the lines.</summary>
/// <param name="Submitted">The order itself is here.</param>
/// <param name="Acknowledged">The seller said that it has the order.</param>
/// <param name="Answer">The seller's last decision on the order as it stands; null before one.</param>
/// <param name="Cancelled">The seller accepted a cancellation.</param>
/// <param name="Open">Changes and cancellations without the seller's decision, in the documents' order.</param>
internal readonly record struct OrderFacts(
    bool Submitted, bool Acknowledged, ResponseCode? Answer, bool Cancelled, IReadOnlyList<DocumentKey> Open)
{
    /// <summary>What has ended comes first, then what awaits an answer, then the goods, then the answer to the order.</summary>
    internal OrderState StateOf(IReadOnlyList<FoldedLine> lines)
    {
        if (!Submitted)
        {
            return OrderState.NotSubmitted;
        }

        var goods = Goods.Of(lines);
        return Ended(goods)
            ?? Awaited()
            ?? Moved(goods)
            ?? Answered();
    }

    private OrderState? Ended(Goods goods)
    {
        if (goods.HaveMoved)
        {
            return goods.ToCome || goods.UnderWay ? null : OrderState.Completed;
        }

        if (Cancelled)
        {
            return OrderState.Cancelled;
        }

        if (Answer == ResponseCode.Rejected)
        {
            return OrderState.Rejected;
        }

        var nothingLeft = !goods.ToCome && (goods.Never || Answer == ResponseCode.Accepted);
        return !nothingLeft ? null
            : goods.Cancelled ? OrderState.Cancelled
            : OrderState.Completed;
    }

    private OrderState? Awaited()
    {
        OrderState? awaited = null;
        foreach (var request in Open)
        {
            if (request.Kind == DocumentKind.OrderCancellation)
            {
                return OrderState.CancellationRequested;
            }

            awaited = OrderState.ChangeRequested;
        }

        return awaited;
    }

    private static OrderState? Moved(Goods goods) =>
        goods.Received ? OrderState.PartlyReceived
        : !goods.HaveMoved ? null
        : goods.ToCome ? OrderState.PartlyDespatched
        : OrderState.Despatched;

    private OrderState Answered() => Answer switch
    {
        ResponseCode.Accepted => OrderState.Accepted,
        ResponseCode.AcceptedWithChanges => OrderState.AcceptedWithChanges,
        _ => Acknowledged ? OrderState.Acknowledged : OrderState.Submitted,
    };

    /// <summary>What is true of any line.</summary>
    private readonly record struct Goods(bool HaveMoved, bool Received, bool ToCome, bool UnderWay, bool Never, bool Cancelled)
    {
        internal static Goods Of(IReadOnlyList<FoldedLine> lines)
        {
            var goods = default(Goods);
            foreach (var line in lines)
            {
                var received = line.Received > Quantity.Zero;
                goods = new(
                    goods.HaveMoved || received || line.Despatched > Quantity.Zero,
                    goods.Received || received,
                    goods.ToCome || line.Later > Quantity.Zero,
                    goods.UnderWay || line.UnderWay > Quantity.Zero,
                    goods.Never || line.Never > Quantity.Zero,
                    goods.Cancelled || line.Cancelled > Quantity.Zero);
            }

            return goods;
        }
    }
}
