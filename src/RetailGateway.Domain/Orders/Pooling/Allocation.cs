using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Orders.Pooling;

/// <summary>
/// "A short delivery is allocated by the declared rule, to the last unit", and every share is explained. Exact, in whole
/// numbers, whatever the order in which the shares come.
/// </summary>
/// <remarks>
/// One unit more that is delivered may give a share one unit less: largest remainders keep every share within one unit of its
/// exact quota, but not from shrinking (the Alabama paradox). So what comes later is allocated by itself, over what the shares
/// still lack, and nothing is taken back from a shop.
/// </remarks>
/// <param name="Rule">The rule.</param>
/// <param name="Unit">The least that a share can be given, in base units.</param>
/// <param name="Delivered">Base units that came.</param>
/// <param name="Shares">Every share, by id.</param>
/// <param name="Parts">Whole units that all shares demand together: so many of a remainder's parts make one unit.</param>
/// <param name="Allocated">Base units of all shares: all that came, as far as they demand it in whole units.</param>
public sealed record Allocation(
    AllocationRule Rule, Quantity Unit, Quantity Delivered, IReadOnlyList<AllocatedShare> Shares, long Parts, Quantity Allocated)
{
    /// <summary>Base units that are nobody's share: what came above what is demanded, or is less than a unit.</summary>
    public Quantity Surplus => Delivered - Allocated;

    /// <summary>Allocates a delivery.</summary>
    /// <param name="shares">Of one product, each id once; what of a demand is less than a unit cannot be met and counts for nothing.</param>
    /// <param name="delivered">Base units that came and were taken; not below zero.</param>
    /// <param name="unit">The least that a share can be given, in base units; above zero.</param>
    /// <param name="rule">The declared rule.</param>
    /// <exception cref="ArgumentException">A demand below zero, an id twice, or several products.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Less than nothing delivered, a unit not above zero, or no such rule.</exception>
    /// <exception cref="OverflowException">Demands beyond what a 64-bit number of units holds.</exception>
    public static Allocation Of(ReadOnlySpan<PoolShare> shares, Quantity delivered, Quantity unit, AllocationRule rule)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delivered, Quantity.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(unit, Quantity.Zero);
        if (rule is not (AllocationRule.Proportional or AllocationRule.Need))
        {
            throw new ArgumentOutOfRangeException(nameof(rule), rule, "No rule of allocation.");
        }

        var allocated = ById(shares);
        var demanded = 0L;
        foreach (ref readonly var share in allocated.AsSpan())
        {
            demanded = checked(demanded + UnitsOf(share, unit));
        }

        var toShare = Math.Min(delivered.Thousandths / unit.Thousandths, demanded);
        var left = toShare - SetQuotas(allocated, unit, toShare, demanded);
        var ranked = RankByNeed(allocated);
        if (rule == AllocationRule.Need)
        {
            GiveByNeed(allocated, ranked, unit, toShare);
        }
        else
        {
            GiveByRemainder(allocated, unit, (int)left);
        }

        return new(rule, unit, delivered, allocated, demanded, Times(unit, toShare));
    }

    /// <summary>A pool's shares come by id already; others are brought into that order.</summary>
    private static AllocatedShare[] ById(ReadOnlySpan<PoolShare> shares)
    {
        var allocated = new AllocatedShare[shares.Length];
        var isSorted = true;
        for (var index = 0; index < shares.Length; index++)
        {
            allocated[index] = new AllocatedShare { Share = shares[index] };
            isSorted &= index == 0 || shares[index - 1].Id.Value < shares[index].Id.Value;
        }

        if (!isSorted)
        {
            Array.Sort(allocated, static (left, right) => left.Share.Id.Value.CompareTo(right.Share.Id.Value));
        }

        for (var index = 0; index < allocated.Length; index++)
        {
            var share = allocated[index].Share;
            if (share.Demanded.IsNegative || share.Product != allocated[0].Share.Product || (index > 0 && share.Id == allocated[index - 1].Share.Id))
            {
                throw new ArgumentException("Shares are of one product, each id once, and demand nothing below zero.", nameof(shares));
            }
        }

        return allocated;
    }

    /// <summary>Gives every share its quota rounded down.</summary>
    /// <returns>Units of all of them.</returns>
    private static long SetQuotas(AllocatedShare[] shares, Quantity unit, long toShare, long demanded)
    {
        var given = 0L;
        if (demanded == 0)
        {
            return given;
        }

        for (var index = 0; index < shares.Length; index++)
        {
            var exact = (UInt128)UnitsOf(shares[index], unit) * (UInt128)toShare;
            var whole = (long)(exact / (UInt128)demanded);
            var quota = Times(unit, whole);
            shares[index] = shares[index] with
            {
                Allocated = quota,
                Quota = quota,
                Remainder = (long)(exact - ((UInt128)whole * (UInt128)demanded)),
            };
            given += whole;
        }

        return given;
    }

    /// <summary>Says of each share how pressing it is.</summary>
    /// <returns>The shares, the most pressing first.</returns>
    private static Pressing[] RankByNeed(AllocatedShare[] shares)
    {
        var ranked = new Pressing[shares.Length];
        for (var place = 0; place < ranked.Length; place++)
        {
            ranked[place] = new(shares[place].Share.Need, place);
        }

        Array.Sort(ranked);
        for (var before = 0; before < ranked.Length; before++)
        {
            ref var share = ref shares[ranked[before].Place];
            share = share with { RankByNeed = before + 1 };
        }

        return ranked;
    }

    /// <summary>Fewer units are left than there are remainders, so none goes to a share without one, and none to a share twice.</summary>
    private static void GiveByRemainder(AllocatedShare[] shares, Quantity unit, int left)
    {
        if (left == 0)
        {
            return;
        }

        var cutOff = new CutOff[shares.Length];
        for (var place = 0; place < cutOff.Length; place++)
        {
            cutOff[place] = new(shares[place].Remainder, shares[place].RankByNeed, place);
        }

        Array.Sort(cutOff);
        foreach (var (_, _, place) in cutOff.AsSpan(0, left))
        {
            ref var share = ref shares[place];
            share = share with { Allocated = share.Quota + unit };
        }
    }

    private static void GiveByNeed(AllocatedShare[] shares, Pressing[] ranked, Quantity unit, long left)
    {
        foreach (var (_, place) in ranked)
        {
            ref var share = ref shares[place];
            var given = Math.Min(left, UnitsOf(share, unit));
            share = share with { Allocated = Times(unit, given) };
            left -= given;
        }
    }

    private static long UnitsOf(in AllocatedShare share, Quantity unit) => share.Share.Demanded.Thousandths / unit.Thousandths;

    private static Quantity Times(Quantity unit, long units) => Quantity.FromThousandths(unit.Thousandths * units);
}
