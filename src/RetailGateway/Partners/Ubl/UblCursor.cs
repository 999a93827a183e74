using System.Globalization;

namespace RetailGateway.Partners.Ubl;

/// <summary>
/// Reads one element of a document by the names of its parts, in any order, and says of each fault where it is. Of an
/// element that is not there every part is absent without a word: that it is missing was said once, or is no fault.
/// </summary>
internal readonly struct UblCursor
{
    /// <summary>A decimal holds so many digits whatever they are; beyond it would round.</summary>
    private const int MostDigits = 28;

    private readonly UblElement? element;
    private readonly UblFindings findings;
    private readonly UblBounds bounds;

    internal UblCursor(UblElement? element, UblFindings findings, UblBounds bounds) =>
        (this.element, this.findings, this.bounds) = (element, findings, bounds);

    internal bool IsAbsent => element is null;

    /// <summary>An aggregate that may be left out.</summary>
    internal UblCursor Part(string name) => new(One(UblNames.Aggregate, name, isNeeded: false), findings, bounds);

    /// <summary>An aggregate that must be there.</summary>
    internal UblCursor NeededPart(string name) => new(One(UblNames.Aggregate, name, isNeeded: true), findings, bounds);

    /// <summary>All aggregates of a name, each read.</summary>
    internal List<T> Parts<T>(string name, Func<UblCursor, T> read)
    {
        List<T> parts = [];
        foreach (var part in All(UblNames.Aggregate, name))
        {
            parts.Add(read(new(part, findings, bounds)));
        }

        return parts;
    }

    /// <summary>The lines of a document, within their bound.</summary>
    internal List<T> Lines<T>(string name, bool isNeeded, Func<UblCursor, T> read)
    {
        var count = All(UblNames.Aggregate, name).Count();
        if (count > bounds.Lines)
        {
            findings.Add(UblFault.TooManyLines, $"The document has {count} lines; {bounds.Lines} are taken.", element!.Place, element.Line);
            return [];
        }

        if (count == 0 && isNeeded)
        {
            Missing(name);
        }

        return Parts(name, read);
    }

    /// <summary>A line's id, which no other line has.</summary>
    internal string LineId(HashSet<string> taken)
    {
        var id = NeededCode("ID");
        if (id.Length > 0 && !taken.Add(id))
        {
            Fault(UblFault.DuplicateLine, One(UblNames.Basic, "ID", isNeeded: false)!, $"Another line has the id '{id}' too.");
        }

        return id;
    }

    /// <summary>An id or code that may be left out.</summary>
    internal string? Code(string name) => One(UblNames.Basic, name, isNeeded: false) is { } found ? Checked(found, found.Text, "") : null;

    /// <summary>An id or code that must be there; empty where it is not.</summary>
    internal string NeededCode(string name) => Needed(name) is { } found ? Checked(found, found.Text, "") ?? "" : "";

    /// <summary>An id with its scheme.</summary>
    internal UblId? Id(string name) =>
        One(UblNames.Basic, name, isNeeded: false) is { } found && Checked(found, found.Text, "") is { } value
            ? new(value, Checked(found, found.Scheme, "/@schemeID"))
            : null;

    /// <summary>The id within an aggregate that is nothing but an id.</summary>
    internal UblId? IdOf(string name)
    {
        var part = Part(name);
        return part.NeededCode("ID").Length > 0 ? part.Id("ID") : null;
    }

    /// <summary>What people read, made legible; of several texts one after the other.</summary>
    internal string? Words(string name) => AllWords(name) is { Count: > 0 } all ? string.Join("; ", all) : null;

    /// <summary>Texts that people read, of which one must be there.</summary>
    internal List<string> NeededWords(string name)
    {
        var all = AllWords(name);
        if (all.Count == 0)
        {
            Missing(name);
        }

        return all;
    }

    /// <summary>A quantity with its unit.</summary>
    internal UblQuantity? Quantity(string name) =>
        One(UblNames.Basic, name, isNeeded: false) is { } found && Number(found) is { } value
            ? new(value, Checked(found, found.Unit, "/@unitCode"))
            : null;

    /// <summary>A price, in the currency that the document says its prices have.</summary>
    internal UblPrice? Price(string? expected)
    {
        var price = Part("Price");
        if (price.Needed("PriceAmount") is not { } found)
        {
            return null;
        }

        var (amount, currency, per) = (price.Number(found), Checked(found, found.Currency, "/@currencyID"), price.Quantity("BaseQuantity"));
        if (currency is null)
        {
            Fault(UblFault.MissingAttribute, found, "An amount says its currency.", "/@currencyID");
        }
        else if (expected is not null && currency != expected)
        {
            Fault(UblFault.CurrencyDiffers, found, $"The price is in {currency}; the document's prices are in {expected}.", "/@currencyID");
        }

        return amount is { } value && currency is not null ? new(value, currency, per) : null;
    }

    /// <summary>A date that must be there, with its time where it has one.</summary>
    internal UblMoment NeededMoment(string date, string time) =>
        Needed(date) is { } found ? Moment(found, time) ?? new(DateOnly.MinValue) : new(DateOnly.MinValue);

    /// <summary>A date that may be left out; a time does not stand without one.</summary>
    internal UblMoment? Moment(string date, string time)
    {
        var found = One(UblNames.Basic, date, isNeeded: One(UblNames.Basic, time, isNeeded: false) is not null);
        return found is null ? null : Moment(found, time);
    }

    /// <summary>The value as far as it could be read, or all that is wrong with it.</summary>
    internal UblResult<T> Settle<T>(T value) => findings.Settle(value);

    private UblMoment? Moment(UblElement date, string timeName)
    {
        if (!UblClock.TryDate(UblText.Read(date.Text), out var day, out var offset))
        {
            Fault(UblFault.NotADate, date, $"{Quoted(date)} is not a date of 1970 to 9998 as in 2026-11-30.");
            return null;
        }

        if (One(UblNames.Basic, timeName, isNeeded: false) is not { } time)
        {
            return new(day, Time: null, offset);
        }

        if (!UblClock.TryTime(UblText.Read(time.Text), out var hour, out var itsOffset))
        {
            Fault(UblFault.NotATime, time, $"{Quoted(time)} is not a time as in 14:05:07 or 14:05:07+07:00.");
            return null;
        }

        return new(day, hour, itsOffset ?? offset);
    }

    private List<string> AllWords(string name)
    {
        List<string> all = [];
        foreach (var found in All(UblNames.Basic, name))
        {
            if (Fits(found, found.Text, "") && UblText.Shown(UblText.Read(found.Text)) is { Length: > 0 } shown)
            {
                all.Add(shown);
            }
        }

        return all;
    }

    private decimal? Number(UblElement found)
    {
        var text = UblText.Read(found.Text);
        if (text.Count(char.IsAsciiDigit) <= MostDigits
            && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Fault(UblFault.NotADecimal, found, $"{Quoted(found)} is not a decimal of at most {MostDigits} digits as in 12.5.");
        return null;
    }

    private string? Checked(UblElement found, string? text, string attribute)
    {
        if (!Fits(found, text, attribute) || UblText.Read(text!) is not { Length: > 0 } read)
        {
            return null;
        }

        if (UblText.IsCode(read))
        {
            return read;
        }

        Fault(UblFault.OddText, found, "An id or code has no control characters.", attribute);
        return null;
    }

    private bool Fits(UblElement found, string? text, string attribute)
    {
        if (text is null || text.Length <= bounds.Text)
        {
            return text is not null;
        }

        Fault(UblFault.TextTooLong, found, $"A text has at most {bounds.Text} characters.", attribute);
        return false;
    }

    /// <summary>Must be there and say something.</summary>
    private UblElement? Needed(string name)
    {
        if (One(UblNames.Basic, name, isNeeded: true) is not { } found)
        {
            return null;
        }

        if (UblText.Read(found.Text).Length > 0)
        {
            return found;
        }

        Fault(UblFault.MissingElement, found, $"{name} is empty.");
        return null;
    }

    private UblElement? One(string space, string name, bool isNeeded)
    {
        UblElement? first = null;
        foreach (var found in All(space, name))
        {
            if (first is not null)
            {
                Fault(UblFault.RepeatedElement, found, $"{name} stands here more than once; one is read.");
                break;
            }

            first = found;
        }

        if (first is null && isNeeded)
        {
            Missing(name);
        }

        return first;
    }

    private IEnumerable<UblElement> All(string space, string name) =>
        element?.Children.Where(child => child.Name == name && child.Namespace == space) ?? [];

    private void Missing(string name)
    {
        if (element is not null && !findings.AreFull)
        {
            findings.Add(UblFault.MissingElement, $"{name} is missing.", $"{element.Place}/{name}", element.Line);
        }
    }

    private void Fault(UblFault fault, UblElement at, string words, string attribute = "")
    {
        if (!findings.AreFull)
        {
            findings.Add(fault, words, at.Place + attribute, at.Line);
        }
    }

    private static string Quoted(UblElement found)
    {
        const int longest = 40;
        var text = UblText.Read(found.Text);
        return $"'{UblText.Shown(text.Length > longest ? text[..longest] : text)}'";
    }
}
