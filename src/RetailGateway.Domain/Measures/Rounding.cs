namespace RetailGateway.Domain.Measures;

/// <summary>Roundings by name, because no two agree on a half.</summary>
public static class Rounding
{
    /// <summary>
    /// To the nearest; a half goes up, toward plus infinity (2.5 to 3, -2.5 to -2). Where we compute rather
    /// than check, "each part rounded to two decimals, half up toward plus infinity" (EN 16931 and Peppol).
    /// </summary>
    /// <param name="value">Of any unit.</param>
    /// <param name="decimals">Decimals to keep, 0 to 28.</param>
    public static decimal HalfUpTowardPlusInfinity(decimal value, int decimals)
    {
        var below = decimal.Round(value, decimals, MidpointRounding.ToNegativeInfinity);
        var step = new decimal(1, 0, 0, isNegative: false, (byte)decimals);
        return (value - below) * 2 >= step ? below + step : below;
    }

    /// <summary>Whether the value has no more decimals than that, whatever zeros it is written with.</summary>
    internal static bool HasAtMost(decimal value, int decimals) =>
        decimal.Round(value, decimals, MidpointRounding.ToZero) == value;
}
