namespace RetailGateway.Domain.Measures;

/// <summary>Why a text is not a <see cref="Quantity"/>.</summary>
public enum QuantityFault
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>Not plain decimal notation: an exponent, a plus sign, a space, a thousands separator, a word, or nothing.</summary>
    NotANumber,

    /// <summary>A fourth decimal, even a zero: whoever writes it measures finer than we keep.</summary>
    TooManyDecimals,

    /// <summary>Beyond <see cref="Quantity.MaxValue"/> either way.</summary>
    TooLarge,
}
