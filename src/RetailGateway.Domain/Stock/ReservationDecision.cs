using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Stock;

/// <summary>What a step comes to. With a refusal nothing changes; every refusal is listed, not the first.</summary>
/// <param name="State">The reservation after it.</param>
/// <param name="GivenBack">Base units that become available again by this step; never more than were left.</param>
/// <param name="Refusals">Empty where the step holds.</param>
public sealed record ReservationDecision(
    ReservationState State, Quantity GivenBack, IReadOnlyList<ReservationRefusal> Refusals)
{
    /// <summary>Nothing speaks against it.</summary>
    public bool Holds => Refusals.Count == 0;
}

/// <summary>One reason why a step does not hold.</summary>
/// <param name="Code">Which.</param>
/// <param name="Limit">Base units that would have been possible, where it is about a quantity; else null.</param>
public sealed record ReservationRefusal(ReservationRefusalCode Code, Quantity? Limit = null);

/// <summary>Why a step of a reservation does not hold.</summary>
public enum ReservationRefusalCode
{
    /// <summary>Reserved before; another reservation needs another id.</summary>
    AlreadyReserved,

    /// <summary>Nothing was reserved yet.</summary>
    NotReserved,

    /// <summary>Finally committed, released or expired: nothing is left.</summary>
    AlreadyEnded,

    /// <summary>A quantity of zero or below, where there must be some.</summary>
    QuantityNotAboveZero,

    /// <summary>Reserves more than is available; the limit is what is.</summary>
    AboveReservable,

    /// <summary>Commits more than is left; the limit is what is.</summary>
    AboveRemaining,

    /// <summary>Expires before its time.</summary>
    NotYetExpired,
}
