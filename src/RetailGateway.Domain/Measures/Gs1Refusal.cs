using System.Runtime.InteropServices;

namespace RetailGateway.Domain.Measures;

/// <summary>Why a text is not a number of GS1.</summary>
public enum Gs1Fault
{
    /// <summary>It is one.</summary>
    None,

    /// <summary>Something else than the digits 0 to 9.</summary>
    NotDigits,

    /// <summary>Digits, but not as many as such a number has.</summary>
    WrongLength,

    /// <summary>The last digit does not follow from the others: a digit was mistyped or two were swapped.</summary>
    WrongCheckDigit,
}

/// <summary>A fault with what would mend it.</summary>
/// <param name="Fault">What is wrong.</param>
/// <param name="ExpectedCheckDigit">For a wrong check digit, the digit 0 to 9 that the others ask for; else null.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Gs1Refusal(Gs1Fault Fault, int? ExpectedCheckDigit = null);
