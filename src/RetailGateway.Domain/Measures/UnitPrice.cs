namespace RetailGateway.Domain.Measures;

/// <summary>
/// The price of so many base units: 27,500 for 12. "Prices may have up to ten decimals, quantities may be
/// negative, prices not"; the base quantity is Peppol's price base quantity.
/// </summary>
public readonly record struct UnitPrice
{
    /// <summary>Decimals of a price.</summary>
    public const int Decimals = 10;

    /// <summary>A price as the terms or a document state it.</summary>
    /// <param name="amount">For the base quantity, in units of the currency; not below zero, at most ten decimals.</param>
    /// <param name="baseQuantity">How many base units the amount buys; above zero.</param>
    /// <param name="currency">ISO 4217, as <see cref="Measures.Currency.IsCode"/>.</param>
    /// <exception cref="ArgumentException">Any of these does not hold.</exception>
    public UnitPrice(decimal amount, decimal baseQuantity, string currency)
    {
        if (amount < 0 || !Rounding.HasAtMost(amount, Decimals))
            throw new ArgumentException("A price is not below zero and has at most ten decimals.", nameof(amount));
        if (baseQuantity <= 0)
            throw new ArgumentException("A price is for more than no units.", nameof(baseQuantity));

        Amount = amount;
        BaseQuantity = baseQuantity;
        Currency = Measures.Currency.Checked(currency, nameof(currency));
    }

    /// <summary>In units of the currency, for <see cref="BaseQuantity"/>.</summary>
    public decimal Amount { get; }

    /// <summary>Base units that <see cref="Amount"/> buys.</summary>
    public decimal BaseQuantity { get; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; }

    /// <summary>
    /// What a quantity costs: multiplied before it is divided, rounded once, at the end, by
    /// <see cref="Rounding.HalfUpTowardPlusInfinity"/>. A negative quantity costs a negative amount.
    /// </summary>
    /// <exception cref="OverflowException">Beyond what a decimal holds.</exception>
    public Money For(Quantity quantity) => new(
        Rounding.HalfUpTowardPlusInfinity(Amount * quantity.ToDecimal() / BaseQuantity, Money.Decimals), Currency);
}
