using RetailGateway.Domain.Measures;

namespace RetailGateway.Domain.Stock;

/// <summary>What of a position may still be promised.</summary>
public static class Availability
{
    /// <summary>"Available = on hand - reserved - expected out - safety stock, never under zero."</summary>
    /// <param name="onHand">Base units by the fold; may be below zero.</param>
    /// <param name="reserved">What live reservations still hold.</param>
    /// <param name="safetyStock">What the terms keep back.</param>
    /// <param name="expectedOut">Expected movements out that the till has not reported yet.</param>
    public static Quantity Of(Quantity onHand, Quantity reserved, Quantity safetyStock, Quantity expectedOut = default)
    {
        var available = onHand - reserved - expectedOut - safetyStock;
        return available.IsNegative ? Quantity.Zero : available;
    }

    /// <summary>"Terms can shrink what is reservable with age": past the rule's days only its share, rounded down to three decimals.</summary>
    /// <param name="available">By <see cref="Of"/>; not below zero.</param>
    /// <param name="lastEvidencedAt">When the position was last evidenced; null where it never was, which is older than any rule.</param>
    /// <param name="now">The database's clock.</param>
    /// <param name="rule">Of the terms; null where age does not matter.</param>
    public static Quantity Reservable(
        Quantity available, DateTimeOffset? lastEvidencedAt, DateTimeOffset now, AgeRule? rule)
    {
        if (rule is null || now - lastEvidencedAt <= TimeSpan.FromDays(rule.AfterDays))
            return available;

        // Whole hundreds and the rest apart: the product of a large quantity would not fit.
        var (hundreds, rest) = Math.DivRem(available.Thousandths, 100);
        return Quantity.FromThousandths((hundreds * rule.Percent) + (rest * rule.Percent / 100));
    }
}

/// <summary>Of the terms: how stock that nobody has evidenced for a while may still be reserved.</summary>
public sealed record AgeRule
{
    /// <summary>A rule as the terms state it.</summary>
    /// <param name="afterDays">Evidence may be this many times 24 hours old before the rule bites; not below zero.</param>
    /// <param name="percent">Of what is available, what then may still be reserved; 0 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">Either lies outside its bounds.</exception>
    public AgeRule(int afterDays, int percent)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterDays);
        ArgumentOutOfRangeException.ThrowIfNegative(percent);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(percent, 100);
        AfterDays = afterDays;
        Percent = percent;
    }

    /// <summary>Times 24 hours.</summary>
    public int AfterDays { get; }

    /// <summary>0 to 100.</summary>
    public int Percent { get; }
}
