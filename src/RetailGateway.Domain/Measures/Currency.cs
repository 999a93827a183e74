namespace RetailGateway.Domain.Measures;

/// <summary>Currency codes of ISO 4217: three capital letters.</summary>
public static class Currency
{
    /// <summary>The rupiah.</summary>
    public const string Rupiah = "IDR";

    /// <summary>Three capital letters of ASCII; whether such a currency circulates is not asked.</summary>
    public static bool IsCode(string? text) => text is { Length: 3 } && text.All(char.IsAsciiLetterUpper);

    internal static string Checked(string code, string parameter) =>
        IsCode(code) ? code : throw new ArgumentException("A currency is three capital letters (ISO 4217).", parameter);
}
