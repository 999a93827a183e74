using RetailGateway.Domain.Orders.Pooling;

namespace RetailGateway.Features.Orders.Pools;

/// <summary>Why a share was given what it was.</summary>
internal enum AllocationReason
{
    /// <summary>All that it lacked, in whole units.</summary>
    Whole,

    /// <summary>Its part in proportion, and one of the units that the rounding left over: its remainder was among the largest.</summary>
    QuotaAndRemainder,

    /// <summary>Its part in proportion, rounded down: the units left over went to larger remainders, or to those who need them more.</summary>
    Quota,

    /// <summary>What was left when those who need it more had all that they lacked.</summary>
    ByNeed,

    /// <summary>Nothing: it was gone before its turn, or is less than a unit.</summary>
    NothingLeft,
}

/// <summary>What one share was given of one delivery, and every figure that it came from, in base units.</summary>
/// <param name="Location">Your location's code.</param>
/// <param name="Product">Your item code.</param>
/// <param name="Receipt">The id of the receipt.</param>
/// <param name="At">When it was shared out.</param>
/// <param name="Demanded">What the share asks for.</param>
/// <param name="Lacked">What of that it did not have yet.</param>
/// <param name="Allocated">What it was given.</param>
/// <param name="Quota">Its part in proportion, rounded down to units.</param>
/// <param name="Remainder">What that cut off, in parts of a unit.</param>
/// <param name="Parts">So many of them make one unit.</param>
/// <param name="RankByNeed">1 for the share that needs it most; each rank once.</param>
/// <param name="ToShare">What there was to share out, for all.</param>
/// <param name="Unit">The least that could be given.</param>
/// <param name="Because">Why it was that much.</param>
internal sealed record ShareAllocation(
    string Location, string Product, string Receipt, DateTimeOffset At, decimal Demanded, decimal Lacked, decimal Allocated, decimal Quota, long Remainder,
    long Parts, int RankByNeed, decimal ToShare, decimal Unit, AllocationReason Because)
{
    /// <summary>The reason behind the figures.</summary>
    internal static AllocationReason Why(AllocationRule rule, decimal lacked, decimal unit, decimal quota, decimal allocated) =>
        allocated == 0 ? AllocationReason.NothingLeft
        : allocated + unit > lacked ? AllocationReason.Whole
        : rule == AllocationRule.Need ? AllocationReason.ByNeed
        : allocated > quota ? AllocationReason.QuotaAndRemainder
        : AllocationReason.Quota;
}
