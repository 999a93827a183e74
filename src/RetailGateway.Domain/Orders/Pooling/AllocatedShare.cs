using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Orders.Pooling;

/// <summary>What of a delivery is one share's, and why.</summary>
/// <param name="Share">The share.</param>
/// <param name="Allocated">Base units: whole units of allocation, never above what the share demands.</param>
/// <param name="Quota">Base units, whole units of allocation: its part in proportion, rounded down.</param>
/// <param name="Remainder">
/// What that rounding cut off, in parts of a unit of which <see cref="Allocation.Parts"/> make one; the largest come first
/// where the last units are given out.
/// </param>
/// <param name="RankByNeed">1 for the share that needs it most, and so on; each rank once.</param>
public readonly record struct AllocatedShare(PoolShare Share, Quantity Allocated, Quantity Quota, long Remainder, int RankByNeed);

/// <summary>How a short delivery is shared out, as the pool's terms declare.</summary>
public enum AllocationRule
{
    /// <summary>
    /// "Proportional by largest remainder, then by need": each has its quota rounded down; what is then left goes unit by
    /// unit to the largest remainders, of equal ones to the share that needs it most, of equally pressing ones to the lower id.
    /// </summary>
    Proportional,

    /// <summary>One share after another has all that it demands, the one that needs it most first.</summary>
    Need,
}
