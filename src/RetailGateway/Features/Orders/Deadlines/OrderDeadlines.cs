using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Deadlines;
using RetailGateway.Domain.Orders.Documents;

namespace RetailGateway.Features.Orders.Deadlines;

/// <summary>Finds the deadline that runs for an order, by the clock and the business days of where it goes to.</summary>
internal sealed class OrderDeadlines(BusinessCalendars calendars)
{
    /// <summary>The deadline that an order's documents leave it with; null where it has ended.</summary>
    internal RunningDeadline? Of(OrderHead order, FoldedOrder folded, IReadOnlyCollection<RecordedDocument> documents)
    {
        var calendar = calendars[order.TimeZone];
        if (OrderDeadline.Of(folded, InstantsOf(folded, documents), order.Terms, calendar) is not { } deadline)
        {
            return null;
        }

        var first = new DeadlineLadder(deadline, order.Terms, calendar).Ask([], deadline.From, isReachable: true, wasSent: true);
        return new(deadline, first.NextAt is { } later && first.Step is null ? later : deadline.From);
    }

    /// <summary>What is to be done about a deadline now.</summary>
    internal LadderAnswer Ask(DueOrder order, IReadOnlyCollection<TakenStep> taken, DateTimeOffset now) =>
        new DeadlineLadder(order.Running, order.Terms, calendars[order.TimeZone]).Ask(taken, now, order.IsReachable, order.WasSent);

    /// <summary>By our own clock: when each document was recorded.</summary>
    private static OrderInstants InstantsOf(FoldedOrder folded, IReadOnlyCollection<RecordedDocument> documents)
    {
        // A cancellation before a change.
        var asked = folded.Open.OrderByDescending(open => open.Kind == DocumentKind.OrderCancellation).Take(1).ToHashSet();
        return new(
            Last(document => document is Order) ?? documents.Min(one => one.RecordedAt),
            Last(document => document is OrderResponse { Code: not ResponseCode.Received, Answers: null or { Kind: DocumentKind.OrderChange } }),
            Last(document => asked.Contains(document.Key)),
            Last(document => document is DespatchAdvice));

        DateTimeOffset? Last(Func<OrderDocument, bool> which) =>
            documents.Where(one => which(one.Document)).Max(one => (DateTimeOffset?)one.RecordedAt);
    }
}

/// <summary>The deadline that runs for an order.</summary>
/// <param name="Deadline">What for, and until when.</param>
/// <param name="FirstStepAt">When something is to be done about it at the earliest.</param>
internal sealed record RunningDeadline(OrderDeadline Deadline, DateTimeOffset FirstStepAt);
