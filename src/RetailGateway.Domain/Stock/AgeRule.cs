namespace RetailGateway.Domain.Stock;

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
