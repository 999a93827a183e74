namespace RetailGateway.Domain.Orders.Deadlines;

/// <summary>
/// The rungs of the ladder, in their order: "a job reminds, then escalates to the named role, then asks the partner for the
/// order's status and sends a cancellation request".
/// </summary>
public enum DeadlineStep
{
    /// <summary>Half of the time is over.</summary>
    RemindHalfway,

    /// <summary>All of it is.</summary>
    RemindDue,

    /// <summary>The role that the terms name is told.</summary>
    Escalate,

    /// <summary>The partner is asked for the order's status.</summary>
    AskPartner,

    /// <summary>The partner is asked to cancel. Its answer releases stock, or a person's decision; this does not.</summary>
    RequestCancellation,

    /// <summary>"What was never sent can simply be withdrawn."</summary>
    Withdraw,
}

/// <summary>A step that was taken for one deadline; those of another deadline of the same order do not count.</summary>
/// <param name="Step">Which.</param>
/// <param name="At">When, by the database's clock.</param>
public readonly record struct TakenStep(DeadlineStep Step, DateTimeOffset At);

/// <summary>What the ladder says at an instant.</summary>
/// <param name="Step">To be taken now; null for none.</param>
/// <param name="NextAt">When to ask again, once that is taken; null where nothing is left, or only the partner is waited for.</param>
/// <param name="AwaitsPartner">A step is due, and the partner is down: nothing is released until it answers or a person decides.</param>
public readonly record struct LadderAnswer(DeadlineStep? Step, DateTimeOffset? NextAt, bool AwaitsPartner = false);
