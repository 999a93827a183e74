using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Stock;

/// <summary>
/// One reservation of one product at one location, as its steps left it. Committed and given back
/// never exceed what was reserved, and make exactly that when it has ended.
/// </summary>
/// <param name="Reserved">Base units held back at first; zero before.</param>
/// <param name="Committed">Base units of them that left.</param>
/// <param name="ExpiresAt">From when it may be expired; null before it was reserved.</param>
/// <param name="Ended">Finally committed, released or expired.</param>
public sealed record ReservationState(Quantity Reserved, Quantity Committed, DateTimeOffset? ExpiresAt, bool Ended)
{
    /// <summary>Before any step.</summary>
    public static ReservationState None { get; } = new(Quantity.Zero, Quantity.Zero, null, Ended: false);

    /// <summary>Base units still held back: nothing once it has ended.</summary>
    public Quantity Remaining => Ended ? Quantity.Zero : Reserved - Committed;

    /// <summary>Decides a step. Pure: a refused one answers with this very state.</summary>
    public ReservationDecision Apply(ReservationStep step)
    {
        var refusals = Refusals(step).ToList();
        if (refusals.Count > 0)
            return new(this, Quantity.Zero, refusals);

        var after = step switch
        {
            ReservationStep.Reserve reserve => this with { Reserved = reserve.Quantity, ExpiresAt = reserve.ExpiresAt },
            ReservationStep.Commit commit => this with { Committed = Committed + commit.Quantity, Ended = commit.Final },
            _ => this with { Ended = true },
        };
        return new(after, after.Ended ? after.Reserved - after.Committed : Quantity.Zero, refusals);
    }

    private IEnumerable<ReservationRefusal> Refusals(ReservationStep step)
    {
        var isReserved = ExpiresAt is not null;
        if (step is ReservationStep.Reserve reserve)
        {
            if (isReserved)
                yield return new(ReservationRefusalCode.AlreadyReserved);
            if (reserve.Quantity <= Quantity.Zero)
                yield return new(ReservationRefusalCode.QuantityNotAboveZero);
            if (reserve.Quantity > reserve.Reservable)
                yield return new(ReservationRefusalCode.AboveReservable, reserve.Reservable);

            yield break;
        }

        if (!isReserved)
            yield return new(ReservationRefusalCode.NotReserved);
        if (Ended)
            yield return new(ReservationRefusalCode.AlreadyEnded);

        if (step is ReservationStep.Commit commit)
        {
            if (commit.Quantity.IsNegative || (commit.Quantity == Quantity.Zero && !commit.Final))
                yield return new(ReservationRefusalCode.QuantityNotAboveZero);
            if (commit.Quantity > Remaining)
                yield return new(ReservationRefusalCode.AboveRemaining, Remaining);
        }

        if (step is ReservationStep.Expire expire && expire.Now < ExpiresAt)
            yield return new(ReservationRefusalCode.NotYetExpired);
    }
}
