namespace RetailGateway.Domain.Orders.Deadlines;

/// <summary>What terms say of time.</summary>
public sealed record DeadlineTerms
{
    /// <summary>"Deadlines come from terms."</summary>
    /// <param name="responseHours">Hours of the clock in which a question is answered; not below zero.</param>
    /// <param name="deliveryDays">Business days in which goods come; not below zero.</param>
    /// <param name="stepHours">Hours of the clock from a deadline to the first step after it, and from each to the next; above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">Any of these does not hold.</exception>
    public DeadlineTerms(int responseHours, int deliveryDays, int stepHours)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(responseHours);
        ArgumentOutOfRangeException.ThrowIfNegative(deliveryDays);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepHours);
        (ResponseHours, DeliveryDays, StepHours) = (responseHours, deliveryDays, stepHours);
    }

    /// <summary>Hours of the clock in which a question is answered.</summary>
    public int ResponseHours { get; }

    /// <summary>Business days in which goods come.</summary>
    public int DeliveryDays { get; }

    /// <summary>Hours of the clock between two steps of the ladder.</summary>
    public int StepHours { get; }
}

/// <summary>
/// When the things happened that start an order's deadlines, by our own clock: many documents carry only a date. One that is
/// not known is taken to have happened with the order.
/// </summary>
/// <param name="SubmittedAt">The order was submitted.</param>
/// <param name="AnsweredAt">The seller last decided on the order or on a change.</param>
/// <param name="RequestedAt">The request that awaits an answer was sent; where a change and a cancellation do, the cancellation.</param>
/// <param name="DespatchedAt">The last despatch was said.</param>
public sealed record OrderInstants(
    DateTimeOffset SubmittedAt, DateTimeOffset? AnsweredAt = null, DateTimeOffset? RequestedAt = null, DateTimeOffset? DespatchedAt = null);

/// <summary>The one deadline that runs for an order: of whoever's turn it is.</summary>
/// <param name="Kind">What is to happen.</param>
/// <param name="Side">Who must do it.</param>
/// <param name="From">When the time began.</param>
/// <param name="Due">The first instant at which it is too late.</param>
public sealed record OrderDeadline(DeadlineKind Kind, TradeSide Side, DateTimeOffset From, DateTimeOffset Due)
{
    /// <summary>Finds the deadline that runs.</summary>
    /// <param name="order">As its documents leave it.</param>
    /// <param name="instants">When its deadlines begin.</param>
    /// <param name="terms">Of buyer and seller.</param>
    /// <param name="calendar">Of the location that the order goes to.</param>
    /// <returns>Null where the order is not submitted or has ended.</returns>
    public static OrderDeadline? Of(FoldedOrder order, OrderInstants instants, DeadlineTerms terms, BusinessCalendar calendar)
    {
        if (order.State == OrderState.NotSubmitted || order.Turn is not { } side || KindOf(order) is not { } kind)
        {
            return null;
        }

        var from = kind switch
        {
            DeadlineKind.Response => instants.SubmittedAt,
            DeadlineKind.AnswerToChange or DeadlineKind.AnswerToCancellation => instants.RequestedAt ?? instants.SubmittedAt,
            DeadlineKind.Receipt => instants.DespatchedAt ?? instants.SubmittedAt,
            _ => instants.AnsweredAt ?? instants.SubmittedAt,
        };
        var due = kind is DeadlineKind.Delivery or DeadlineKind.Receipt
            ? calendar.EndsBefore(calendar.Add(calendar.DayOf(from), terms.DeliveryDays))
            : calendar.AddHours(from, terms.ResponseHours);
        return new(kind, side, from, due);
    }

    private static DeadlineKind? KindOf(FoldedOrder order) => order.State switch
    {
        OrderState.Submitted or OrderState.Acknowledged => DeadlineKind.Response,
        OrderState.ChangeRequested => DeadlineKind.AnswerToChange,
        OrderState.CancellationRequested => DeadlineKind.AnswerToCancellation,
        OrderState.AcceptedWithChanges => DeadlineKind.Reaction,
        OrderState.Accepted or OrderState.PartlyDespatched => DeadlineKind.Delivery,
        OrderState.PartlyReceived => order.IsToCome ? DeadlineKind.Delivery : DeadlineKind.Receipt,
        OrderState.Despatched => DeadlineKind.Receipt,
        _ => null,
    };
}

/// <summary>What a deadline is for.</summary>
public enum DeadlineKind
{
    /// <summary>The seller answers the order, within the response hours; "received and no more" is no answer.</summary>
    Response,

    /// <summary>The seller answers a change, within the response hours.</summary>
    AnswerToChange,

    /// <summary>The seller answers a cancellation, within the response hours.</summary>
    AnswerToCancellation,

    /// <summary>The buyer changes or cancels what was accepted with changes, within the response hours.</summary>
    Reaction,

    /// <summary>
    /// The seller sends all that it accepted, by the end of the last of the delivery days after its answer. A part that is
    /// sent gives no more time for the rest.
    /// </summary>
    Delivery,

    /// <summary>The buyer says what came, by the end of the last of the delivery days after the last despatch.</summary>
    Receipt,
}
