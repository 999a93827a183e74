using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;

namespace RetailGateway.Domain.Orders;

/// <summary>
/// What the documents of one order come to: a function of the documents alone, so the order of arrival never matters, and
/// a document that comes twice changes nothing.
/// </summary>
/// <param name="State">Where it stands.</param>
/// <param name="Lines">The order's lines in its own order, then those added, then those that it does not have.</param>
/// <param name="Answer">The seller's last decision on the order as it stands; null before one.</param>
/// <param name="Open">Changes and cancellations that await the seller's decision, in the documents' order.</param>
/// <param name="Contradictions">What does not fit: documents that have nothing to hold on to, then what was said out of turn, then the figures of each line.</param>
public sealed record FoldedOrder(
    OrderState State,
    IReadOnlyList<FoldedLine> Lines,
    ResponseCode? Answer,
    IReadOnlyList<DocumentKey> Open,
    IReadOnlyList<Contradiction> Contradictions)
{
    /// <summary>
    /// Who must act next; null where the order has ended. While anything is still to be sent it is the seller; a buyer may
    /// receive what came at any time.
    /// </summary>
    public TradeSide? Turn => State switch
    {
        OrderState.NotSubmitted or OrderState.AcceptedWithChanges or OrderState.Despatched => TradeSide.Buyer,
        OrderState.PartlyReceived => IsToCome ? TradeSide.Seller : TradeSide.Buyer,
        _ => HasEnded ? null : TradeSide.Seller,
    };

    /// <summary>Nothing more is expected of either side.</summary>
    public bool HasEnded => State is OrderState.Completed or OrderState.Cancelled or OrderState.Rejected;

    /// <summary>Some line still has something to be sent.</summary>
    public bool IsToCome
    {
        get
        {
            foreach (var line in Lines)
            {
                if (line.Later > Quantity.Zero)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Folds an order.</summary>
    /// <param name="documents">
    /// All documents of one order, in any order, each as often as it came. A key stands for one content: another under the
    /// same key is a conflict, refused where documents are recorded; here the first of them in the order would hold.
    /// </param>
    public static FoldedOrder Of(IReadOnlyCollection<OrderDocument> documents) => new OrderFold(documents).Fold();
}
