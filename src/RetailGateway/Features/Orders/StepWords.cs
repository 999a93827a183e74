using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Features.Catalogue.Contracts;

namespace RetailGateway.Features.Orders;

/// <summary>A refused step in words: why, and what the same side may send instead.</summary>
internal static class StepWords
{
    internal static string Of(FoldedOrder order, OrderDecision refused) =>
        $"The order is {Names.Of(order.State)}: {string.Join("; ", refused.Refusals.Select(Why))}. " +
        (refused.Possible.Count == 0 ? "You may send nothing about it now." : $"You may send: {string.Join(", ", refused.Possible.Select(What))}.");

    private static string What(OrderStep step) => PossibleDocument.Of(step) switch
    {
        { Answers: { } about, Code: { } code } => $"an order_response '{Names.Of(code)}' to the {Names.Of(about)}",
        { Document: DocumentKind.OrderChange or DocumentKind.OrderCancellation } other => $"an {Names.Of(other.Document)}",
        var other => $"a {Names.Of(other.Document)}",
    };

    private static string Why(OrderRefusalCode code) => code switch
    {
        OrderRefusalCode.AlreadySubmitted => "it was sent before",
        OrderRefusalCode.NotSubmitted => "the order itself is not here",
        OrderRefusalCode.Ended => "nothing more is expected of either side",
        OrderRefusalCode.AlreadyAnswered => "the seller has said as much before",
        OrderRefusalCode.NothingToAnswer => "no such request awaits an answer",
        OrderRefusalCode.AnswerDoesNotFit => "a cancellation is accepted or rejected, not changed",
        OrderRefusalCode.ChangeOpen => "a change awaits its answer first",
        OrderRefusalCode.CancellationOpen => "a cancellation awaits its answer first",
        OrderRefusalCode.NotAccepted => "the seller has not accepted it as it stands",
        OrderRefusalCode.NothingToCome => "nothing of it is left to be sent",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, null),
    };
}
