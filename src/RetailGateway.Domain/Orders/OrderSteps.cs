using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;

namespace RetailGateway.Domain.Orders;

/// <summary>Which documents may be sent now, by buyer and by seller.</summary>
public static class OrderSteps
{
    /// <summary>Decides a step. Pure: nothing is sent by it.</summary>
    public static OrderDecision Decide(this FoldedOrder order, OrderStep step)
    {
        List<OrderRefusalCode> refusals = [.. Refusals(order, step)];
        return new(refusals, refusals.Count == 0 ? [] : order.Possible(step.By));
    }

    /// <summary>What one side may send now.</summary>
    public static IReadOnlyList<OrderStep> Possible(this FoldedOrder order, TradeSide by) =>
        [.. OrderStep.All.Where(step => step.By == by && !Refusals(order, step).Any())];

    private static IEnumerable<OrderRefusalCode> Refusals(FoldedOrder order, OrderStep step)
    {
        var isSubmitted = order.State != OrderState.NotSubmitted;
        return step switch
        {
            OrderStep.Submit => isSubmitted ? [OrderRefusalCode.AlreadySubmitted] : [],
            _ when !isSubmitted => [OrderRefusalCode.NotSubmitted],
            OrderStep.Answer { About: DocumentKind.Order } answer => AgainstAnswer(order, answer.Code),
            OrderStep.Answer answer => AgainstAnswerToRequest(order, answer),
            OrderStep.Change => AgainstRequest(order, isChange: true),
            OrderStep.Cancel => AgainstRequest(order, isChange: false),
            OrderStep.Despatch => AgainstDespatch(order),
            _ => AgainstReceipt(order),
        };
    }

    /// <summary>The order is decided on once; after that the buyer asks, and the seller answers what it asks.</summary>
    private static IEnumerable<OrderRefusalCode> AgainstAnswer(FoldedOrder order, ResponseCode code)
    {
        if (order.HasEnded)
        {
            yield return OrderRefusalCode.Ended;
        }

        if (order.Answer is not null || (code == ResponseCode.Received && order.State == OrderState.Acknowledged))
        {
            yield return OrderRefusalCode.AlreadyAnswered;
        }
    }

    /// <summary>A request that came too late can still be rejected.</summary>
    private static IEnumerable<OrderRefusalCode> AgainstAnswerToRequest(FoldedOrder order, OrderStep.Answer answer)
    {
        if (!IsOpen(order, answer.About))
        {
            yield return OrderRefusalCode.NothingToAnswer;
        }

        if (order.HasEnded && answer.Code is (ResponseCode.Accepted or ResponseCode.AcceptedWithChanges))
        {
            yield return OrderRefusalCode.Ended;
        }

        if (answer is { About: DocumentKind.OrderCancellation, Code: ResponseCode.AcceptedWithChanges })
        {
            yield return OrderRefusalCode.AnswerDoesNotFit;
        }
    }

    /// <summary>Who has asked for a change may still cancel; not the other way.</summary>
    private static IEnumerable<OrderRefusalCode> AgainstRequest(FoldedOrder order, bool isChange)
    {
        if (order.HasEnded)
        {
            yield return OrderRefusalCode.Ended;
        }

        if (isChange && IsOpen(order, DocumentKind.OrderChange))
        {
            yield return OrderRefusalCode.ChangeOpen;
        }

        if (IsOpen(order, DocumentKind.OrderCancellation))
        {
            yield return OrderRefusalCode.CancellationOpen;
        }

        if (!order.IsToCome && HaveMoved(order))
        {
            yield return OrderRefusalCode.NothingToCome;
        }
    }

    /// <summary>"A cancellation is itself a request": until it is answered, the seller may send.</summary>
    private static IEnumerable<OrderRefusalCode> AgainstDespatch(FoldedOrder order)
    {
        if (order.HasEnded)
        {
            yield return OrderRefusalCode.Ended;
        }

        if (order.Answer != ResponseCode.Accepted && !HaveMoved(order))
        {
            yield return OrderRefusalCode.NotAccepted;
        }

        if (!order.IsToCome)
        {
            yield return OrderRefusalCode.NothingToCome;
        }
    }

    /// <summary>Goods may come before the paper that says so, and a receipt may be corrected after the end.</summary>
    private static IEnumerable<OrderRefusalCode> AgainstReceipt(FoldedOrder order)
    {
        if (order.State is OrderState.Rejected or OrderState.Cancelled)
        {
            yield return OrderRefusalCode.Ended;
        }
    }

    private static bool IsOpen(FoldedOrder order, DocumentKind request) => order.Open.Any(open => open.Kind == request);

    private static bool HaveMoved(FoldedOrder order) =>
        order.Lines.Any(line => line.Despatched > Quantity.Zero || line.Received > Quantity.Zero);
}
