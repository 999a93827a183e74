namespace RetailGateway.Domain.Measures;

/// <summary>What GTIN and GLN have in common: digits, and a check digit by GS1's modulo 10.</summary>
internal static class Gs1Number
{
    /// <summary>Reads digits whose count is among <paramref name="lengths"/> and whose last one checks.</summary>
    internal static bool TryRead(
        ReadOnlySpan<char> text, ReadOnlySpan<int> lengths, out long number, out Gs1Refusal refusal)
    {
        number = 0;
        refusal = default;
        if (text.ContainsAnyExceptInRange('0', '9'))
            refusal = new(Gs1Fault.NotDigits);
        else if (!lengths.Contains(text.Length))
            refusal = new(Gs1Fault.WrongLength);
        else if (CheckDigit(text[..^1]) is var expected && expected != text[^1] - '0')
            refusal = new(Gs1Fault.WrongCheckDigit, expected);

        if (refusal.Fault != Gs1Fault.None)
            return false;

        foreach (var digit in text)
            number = (number * 10) + (digit - '0');

        return true;
    }

    /// <summary>Weights 3 and 1 in turn from the right; the digit that lifts their sum to a multiple of ten.</summary>
    private static int CheckDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var fromRight = 0; fromRight < digits.Length; fromRight++)
            sum += (digits[^(fromRight + 1)] - '0') * (fromRight % 2 == 0 ? 3 : 1);

        return (10 - (sum % 10)) % 10;
    }
}
