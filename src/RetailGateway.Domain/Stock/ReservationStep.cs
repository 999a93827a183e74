using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Stock;

/// <summary>"Reserve (with expiry), then commit, release or expire: each a new row."</summary>
public abstract record ReservationStep
{
    private ReservationStep()
    {
    }

    /// <summary>Holds stock back for somebody.</summary>
    /// <param name="Quantity">Base units; above zero.</param>
    /// <param name="ExpiresAt">From when it may be expired.</param>
    /// <param name="Reservable">What may be reserved at this moment, by <see cref="Availability.Reservable"/>.</param>
    public sealed record Reserve(Quantity Quantity, DateTimeOffset ExpiresAt, Quantity Reservable) : ReservationStep;

    /// <summary>Turns part of the hold into goods that left; "as often as there are despatches".</summary>
    /// <param name="Quantity">Base units; above zero, or zero where the last despatch carries nothing.</param>
    /// <param name="OccurredAt">When they left.</param>
    /// <param name="Final">The last despatch: the rest is given back.</param>
    public sealed record Commit(Quantity Quantity, DateTimeOffset OccurredAt, bool Final) : ReservationStep;

    /// <summary>Gives back what is left, by somebody's decision.</summary>
    public sealed record Release : ReservationStep;

    /// <summary>Gives back what is left, because its time has passed.</summary>
    /// <param name="Now">The database's clock.</param>
    public sealed record Expire(DateTimeOffset Now) : ReservationStep;
}
