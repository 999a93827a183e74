using System.Globalization;

namespace RetailGateway.Domain.Measures;

/// <summary>
/// An amount of one currency, at most two decimals. A third is refused and never rounded away: the
/// store would keep 10.005 as 10.01 without a word.
/// </summary>
public readonly record struct Money
{
    /// <summary>Decimals of an amount, in every currency we trade.</summary>
    public const int Decimals = 2;

    /// <summary>An amount as somebody stated it.</summary>
    /// <param name="amount">In units of the currency, at most two decimals; either sign.</param>
    /// <param name="currency">ISO 4217, as <see cref="Measures.Currency.IsCode"/>.</param>
    /// <exception cref="ArgumentException">A third decimal, or no currency code.</exception>
    public Money(decimal amount, string currency)
    {
        if (!Rounding.HasAtMost(amount, Decimals))
            throw new ArgumentException("An amount of money has at most two decimals.", nameof(amount));

        Amount = amount;
        Currency = Measures.Currency.Checked(currency, nameof(currency));
    }

    /// <summary>In units of the currency.</summary>
    public decimal Amount { get; }

    /// <summary>ISO 4217.</summary>
    public string Currency { get; }

    /// <summary>Adds amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">Two currencies.</exception>
    public static Money operator +(Money left, Money right) =>
        new(left.Amount + right.AmountIn(left.Currency), left.Currency);

    /// <summary>Subtracts amounts of one currency.</summary>
    /// <exception cref="InvalidOperationException">Two currencies.</exception>
    public static Money operator -(Money left, Money right) =>
        new(left.Amount - right.AmountIn(left.Currency), left.Currency);

    /// <summary>The same amount the other way.</summary>
    public static Money operator -(Money value) => new(-value.Amount, value.Currency);

    /// <summary>Nothing, of a currency.</summary>
    public static Money Zero(string currency) => new(0m, currency);

    /// <summary>Whether there is money to say so: no decimals may be lost.</summary>
    /// <returns>False, with the default value, where the constructor would throw.</returns>
    public static bool TryCreate(decimal amount, string? currency, out Money money)
    {
        var fits = Rounding.HasAtMost(amount, Decimals) && Measures.Currency.IsCode(currency);
        money = fits ? new Money(amount, currency!) : default;
        return fits;
    }

    /// <summary>Amount and code in no culture, for logs: "1150.00 IDR".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount:0.00} {Currency}");

    private decimal AmountIn(string currency) => Currency == currency
        ? Amount
        : throw new InvalidOperationException($"An amount of {Currency} does not add to one of {currency}.");
}
