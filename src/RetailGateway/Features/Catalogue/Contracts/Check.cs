using System.Globalization;
using System.Text;
using RetailGateway.Domain.Measures;
using RetailGateway.Http;

namespace RetailGateway.Features.Catalogue.Contracts;

/// <summary>
/// Gathers everything that is wrong with a request or with a row of a file, so that it is answered at once, and
/// gives back what is right in the form that is stored. A place is a JSON Pointer, or a column's name.
/// </summary>
internal sealed class Check
{
    private const int TextLength = 200;
    private readonly List<Fault> faults = [];
    private bool isMissingAlone = true;

    internal bool Holds => faults.Count == 0;

    /// <summary>All faults in one sentence, for a line of a report.</summary>
    internal string Words => string.Join("; ", faults.Select(fault => $"{fault.Pointer}: {fault.Detail}"));

    internal void That(bool holds, string at, string detail)
    {
        if (!holds)
        {
            faults.Add(new Fault(at, detail));
            isMissingAlone = false;
        }
    }

    /// <summary>What is named is there for the caller: what belongs to others looks the same as what does not exist.</summary>
    internal void IsThere(bool there, string at, string detail)
    {
        if (!there)
        {
            faults.Add(new Fault(at, detail));
        }
    }

    /// <summary>Refuses the request with all that was found: as not found where nothing else is wrong than that what it names is not there.</summary>
    internal void Done()
    {
        if (!Holds)
        {
            throw new Refusal(isMissingAlone ? Problems.NotFound : Problems.Invalid, errors: faults);
        }
    }

    internal string Text(string at, string? given, int most = TextLength)
    {
        var text = given?.Trim() ?? "";
        That(text.Length > 0 && text.Length <= most && IsPrintable(text), at, $"1 to {most} printable characters are expected.");
        return text;
    }

    /// <summary>Nothing, or blanks, is null.</summary>
    internal string? OptionalText(string at, string? given, int most = TextLength) =>
        string.IsNullOrWhiteSpace(given) ? null : Text(at, given, most);

    /// <summary>An item code: kept as given, trimmed.</summary>
    internal string Code(string at, string? given, int most = ItemCode.MaxLength)
    {
        That(ItemCode.TryParse(given, out var code) && code.ToString().Length <= most, at, $"A code of 1 to {most} printable characters is expected.");
        return code.ToString();
    }

    /// <summary>A GTIN's digits as given, its check digit verified; null where there is none.</summary>
    internal string? Gtin(string at, string? given)
    {
        var text = given?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        That(Domain.Measures.Gtin.TryParse(text, out _, out var refusal), at, Gs1("A GTIN", "8, 12, 13 or 14", text, refusal));
        return text;
    }

    /// <summary>A GLN's thirteen digits, its check digit verified; null where there is none.</summary>
    internal string? Gln(string at, string? given)
    {
        var text = given?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        That(Domain.Measures.Gln.TryParse(text, out _, out var refusal), at, Gs1("A GLN", "13", text, refusal));
        return text;
    }

    /// <summary>A number of base units in a pack.</summary>
    internal decimal Factor(string at, decimal given)
    {
        That(given > 0 && given < 1_000_000_000 && HasAtMost(given, 3), at, "A factor above zero with at most three decimals is expected.");
        return given;
    }

    internal decimal Amount(string at, decimal given, int decimals, decimal below)
    {
        That(given >= 0 && given < below && HasAtMost(given, decimals), at, $"0 or more, below {below:0}, with at most {decimals} decimals is expected.");
        return given;
    }

    internal int Whole(string at, int given, int most)
    {
        That(given >= 0 && given <= most, at, $"0 to {most} is expected.");
        return given;
    }

    /// <summary>One of a fixed choice by its name; the default where nothing is said.</summary>
    internal T OneOf<T>(string at, string? given, T otherwise)
        where T : struct, Enum
    {
        if (string.IsNullOrWhiteSpace(given))
        {
            return otherwise;
        }

        That(Names.TryRead<T>(given.Trim(), out var value), at, $"'{given}' is none of {Names.Known<T>()}.");
        return value;
    }

    /// <summary>A date as ISO 8601 writes it; null where there is none.</summary>
    internal DateOnly? Date(string at, string? given)
    {
        if (string.IsNullOrWhiteSpace(given))
        {
            return null;
        }

        That(DateOnly.TryParseExact(given.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date), at, "A date such as 2026-11-24 is expected.");
        return date;
    }

    /// <summary>Yes or no, as a file says it; no where nothing is said.</summary>
    internal bool Truth(string at, string given)
    {
        var known = given.ToUpperInvariant() switch
        {
            "TRUE" or "YES" or "YA" or "1" => true,
            "FALSE" or "NO" or "TIDAK" or "0" or "" => false,
            _ => (bool?)null,
        };
        That(known is not null, at, $"'{given}' is neither true nor false.");
        return known ?? false;
    }

    /// <summary>A number as a file writes it, with a point; null where there is none.</summary>
    internal decimal? Number(string at, string given)
    {
        if (given.Length == 0)
        {
            return null;
        }

        const NumberStyles plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        That(decimal.TryParse(given, plain, CultureInfo.InvariantCulture, out var number), at, $"'{given}' is no number such as 12 or 12.5.");
        return number;
    }

    /// <summary>A number without decimals as a file writes it; null where there is none.</summary>
    internal int? WholeNumber(string at, string given)
    {
        if (given.Length == 0)
        {
            return null;
        }

        That(int.TryParse(given, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number), at, $"'{given}' is no whole number.");
        return number;
    }

    /// <summary>A search text of the query; the store takes no character that no label shows.</summary>
    internal static string? Query(string name, string? given) => string.IsNullOrWhiteSpace(given) ? null
        : IsPrintable(given) && given.Length <= TextLength ? given.Trim()
        : throw Refusal.At($"#/query/{name}", $"Up to {TextLength} printable characters are expected.");

    internal static bool HasAtMost(decimal value, int decimals) => decimal.Round(value, decimals) == value;

    private static bool IsPrintable(string text) => text.EnumerateRunes().All(rune => !Rune.IsControl(rune) && rune != Rune.ReplacementChar);

    private static string Gs1(string what, string lengths, string given, Gs1Refusal refusal) => refusal.Fault switch
    {
        Gs1Fault.WrongCheckDigit => $"The check digit of '{given}' should be {refusal.ExpectedCheckDigit}.",
        Gs1Fault.WrongLength => $"{what} has {lengths} digits; '{given}' has {given.Length}.",
        _ => $"{what} has digits only.",
    };
}
