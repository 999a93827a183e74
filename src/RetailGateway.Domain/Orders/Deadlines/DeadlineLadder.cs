namespace RetailGateway.Domain.Orders.Deadlines;

/// <summary>
/// What is done about one deadline, and when. Each step at most once and never out of order, however late or often it is
/// asked: a later step stands for the earlier ones.
/// </summary>
/// <remarks>
/// Where several are overdue, people get one message and not three: the strongest of reminders and escalation. The partner gets
/// every step, for it is asked before it is asked to cancel, and has the hours between two steps to answer, counted from
/// when it truly was asked. Who owes the step decides how far the ladder goes: a buyer is reminded, and its named role told;
/// a seller that does not answer a cancellation is asked for the status and not to cancel once more.
/// </remarks>
/// <param name="deadline">The deadline.</param>
/// <param name="terms">They say how far the steps lie apart.</param>
/// <param name="calendar">Steps after the deadline fall on business days.</param>
public sealed class DeadlineLadder(OrderDeadline deadline, DeadlineTerms terms, BusinessCalendar calendar)
{
    /// <summary>Asks what is to be done.</summary>
    /// <param name="taken">Steps taken for this deadline, in any order.</param>
    /// <param name="now">The database's clock.</param>
    /// <param name="isReachable">The partner's system answers.</param>
    /// <param name="wasSent">
    /// The partner may have the order: it was sent, or nobody knows whether it was. One that the partner answered was.
    /// </param>
    public LadderAnswer Ask(IReadOnlyCollection<TakenStep> taken, DateTimeOffset now, bool isReachable, bool wasSent)
    {
        var last = default(TakenStep?);
        foreach (var step in taken)
        {
            last = last is not { } before || (before.Step, before.At).CompareTo((step.Step, step.At)) < 0 ? step : last;
        }

        if (Following(last, wasSent) is not { } next)
        {
            return default;
        }

        if (next.At > now)
        {
            return new(Step: null, next.At);
        }

        while (Following(next, wasSent) is { Step: <= DeadlineStep.Escalate } stronger && stronger.At <= now)
        {
            next = stronger;
        }

        return !isReachable && next.Step is DeadlineStep.AskPartner or DeadlineStep.RequestCancellation
            ? new(Step: null, NextAt: null, AwaitsPartner: true)
            : new(next.Step, Following(next with { At = now }, wasSent)?.At);
    }

    /// <summary>The step after another, and when it is due.</summary>
    private TakenStep? Following(TakenStep? last, bool wasSent) => After(last?.Step, wasSent) switch
    {
        null => null,
        DeadlineStep.RequestCancellation when last is { Step: DeadlineStep.AskPartner } asked => new(
            DeadlineStep.RequestCancellation, Later(DueAt(DeadlineStep.RequestCancellation), calendar.AddHours(asked.At, terms.StepHours))),
        { } step => new(step, DueAt(step)),
    };

    private DeadlineStep? After(DeadlineStep? last, bool wasSent) => last switch
    {
        null => DeadlineStep.RemindHalfway,
        < DeadlineStep.Escalate => last + 1,
        _ when deadline.Side == TradeSide.Buyer => null,
        DeadlineStep.Escalate => wasSent || deadline.Kind != DeadlineKind.Response ? DeadlineStep.AskPartner : DeadlineStep.Withdraw,
        DeadlineStep.AskPartner when deadline.Kind != DeadlineKind.AnswerToCancellation => DeadlineStep.RequestCancellation,
        _ => null,
    };

    /// <summary>Halfway, at the deadline, and then one step after the other from business day to business day.</summary>
    private DateTimeOffset DueAt(DeadlineStep step)
    {
        if (step == DeadlineStep.RemindHalfway)
        {
            var halfway = calendar.OnBusinessDay(deadline.From + ((deadline.Due - deadline.From) / 2));
            return halfway < deadline.Due ? halfway : deadline.Due;
        }

        var at = deadline.Due;
        for (var after = DeadlineStep.RemindDue; after < step && after < DeadlineStep.RequestCancellation; after++)
        {
            at = calendar.AddHours(at, terms.StepHours);
        }

        return at;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
