using System.Globalization;

namespace RetailGateway.Domain.Measures;

/// <summary>A location's or party's number of GS1: thirteen digits, the last of which checks the others.</summary>
public readonly record struct Gln
{
    private static readonly int[] Lengths = [13];

    private readonly long number;

    private Gln(long number) => this.number = number;

    /// <summary>Reads thirteen digits, no spaces; where it cannot, says what is wrong.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Gln gln, out Gs1Refusal refusal)
    {
        var read = Gs1Number.TryRead(text, Lengths, out var number, out refusal);
        gln = new(number);
        return read;
    }

    /// <summary>The thirteen digits.</summary>
    public override string ToString() => number.ToString("D13", CultureInfo.InvariantCulture);
}
