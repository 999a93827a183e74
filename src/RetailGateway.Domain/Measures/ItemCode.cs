using System.Text;

namespace RetailGateway.Domain.Measures;

/// <summary>
/// An owner's or partner's own code of an item: "kept as given, trimmed, compared without regard to
/// letter case". 1 to 64 characters, none of them a control character.
/// </summary>
public readonly record struct ItemCode
{
    /// <summary>UTF-16 units at most, after trimming.</summary>
    public const int MaxLength = 64;

    private readonly string? code;

    private ItemCode(string code) => this.code = code;

    /// <summary>Equal codes have the same comparable form, by its bytes: what an index is made of.</summary>
    public string Comparable => ToString().ToUpperInvariant();

    /// <summary>Trims and takes the text as it is; false where it is empty, too long, or holds what no label shows.</summary>
    public static bool TryParse(string? text, out ItemCode code)
    {
        var trimmed = text?.Trim() ?? "";
        var fits = trimmed.Length is > 0 and <= MaxLength && trimmed.EnumerateRunes().All(IsPrintable);
        code = fits ? new(trimmed) : default;
        return fits;
    }

    /// <inheritdoc/>
    public bool Equals(ItemCode other) => string.Equals(code, other.code, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.OrdinalIgnoreCase);

    /// <summary>The code as it was given, trimmed.</summary>
    public override string ToString() => code ?? "";

    /// <summary>Half a surrogate pair enumerates as U+FFFD, and the store takes neither that half nor a NUL.</summary>
    private static bool IsPrintable(Rune rune) => !Rune.IsControl(rune) && rune != Rune.ReplacementChar;
}
