using System.Net;
using System.Text.RegularExpressions;

namespace RetailGateway.Tests.Pages;

/// <summary>A field of a form as it is drawn.</summary>
/// <param name="Name">What it is posted as.</param>
/// <param name="Type">text, hidden, radio; textarea and select by their element.</param>
/// <param name="Value">What it would post; null where it posts nothing as it stands.</param>
internal sealed record FormField(string Name, string Type, string? Value)
{
    /// <summary>Whether somebody may write into it whatever they like.</summary>
    internal bool IsText => Type is "text" or "search" or "email" or "textarea" or "password" or "date";
}

/// <summary>A form as it is drawn on a page.</summary>
/// <param name="Handler">Its name; null where it is asked for by GET.</param>
/// <param name="Action">Where it is posted; null is the page itself.</param>
/// <param name="Fields">Its fields, in order.</param>
internal sealed partial record DrawnForm(string? Handler, string? Action, IReadOnlyList<FormField> Fields)
{
    internal const string Token = "__RequestVerificationToken";

    /// <summary>The handler without the number of the row that it is of.</summary>
    internal string? Kind => Handler is null ? null : RowNumber().Replace(Handler, "-*");

    internal bool TakesFile => Fields.Any(one => one.Type == "file");

    /// <summary>What it posts as it stands.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> Values => [.. Fields.Where(one => one is { Value: not null, Type: not "file" }).Select(one => KeyValuePair.Create(one.Name, one.Value!))];

    /// <summary>What it posts with some fields filled in.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> With(params IEnumerable<(string Name, string Value)> filled)
    {
        var by = filled.ToLookup(field => field.Name, field => field.Value);
        return [.. Values.Where(value => !by.Contains(value.Key)), .. by.SelectMany(field => field, (field, value) => KeyValuePair.Create(field.Key, value))];
    }

    /// <summary>The same with other content in some fields.</summary>
    internal DrawnForm Holding(IReadOnlyList<(string Name, string Value)> filled) =>
        this with { Fields = [.. Fields.Where(one => filled.All(other => other.Name != one.Name)), .. filled.Select(one => new FormField(one.Name, "hidden", one.Value))] };

    /// <summary>Every form of a page.</summary>
    internal static IReadOnlyList<DrawnForm> All(string html) => [.. FormElement().Matches(html).Select(form => Read(form.Groups["head"].Value, form.Groups["body"].Value))];

    private static DrawnForm Read(string head, string body)
    {
        var fields = FieldElement().Matches(body).Select(Field).OfType<FormField>().ToList();
        return new DrawnForm(fields.Find(field => field.Name == "_handler")?.Value, Attribute(head, "action"), fields);
    }

    private static FormField? Field(Match element)
    {
        var head = element.Groups["head"].Value;
        if (Attribute(head, "name") is not { } name)
            return null;
        if (element.Groups["area"].Success)
            return new FormField(name, "textarea", WebUtility.HtmlDecode(element.Groups["area"].Value));
        if (element.Groups["options"].Success)
            return new FormField(name, "select", Selected(element.Groups["options"].Value));
        var type = Attribute(head, "type") ?? "text";
        var isChosen = type is not ("radio" or "checkbox") || Checked().IsMatch(head);
        return new FormField(name, type, isChosen ? Attribute(head, "value") ?? "" : null);
    }

    private static string? Selected(string options)
    {
        var all = Option().Matches(options).Select(option => option.Groups["head"].Value).ToList();
        return (all.Find(option => Chosen().IsMatch(option)) ?? all.FirstOrDefault()) is { } option ? Attribute(option, "value") : null;
    }

    private static string? Attribute(string head, string name) =>
        Attributes().Matches(head).FirstOrDefault(attribute => attribute.Groups["name"].Value == name) is { } found ? WebUtility.HtmlDecode(found.Groups["value"].Value) : null;

    [GeneratedRegex(@"<form\b(?<head>[^>]*)>(?<body>.*?)</form>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex FormElement();

    [GeneratedRegex(@"<input\b(?<head>[^>]*)>|<textarea\b(?<head>[^>]*)>(?<area>.*?)</textarea>|<select\b(?<head>[^>]*)>(?<options>.*?)</select>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex FieldElement();

    [GeneratedRegex(@"<option\b(?<head>[^>]*)>", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Option();

    [GeneratedRegex("(?<name>[a-z-]+)=\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 2000)]
    private static partial Regex Attributes();

    [GeneratedRegex(@"\bchecked\b", RegexOptions.None, 2000)]
    private static partial Regex Checked();

    [GeneratedRegex(@"\bselected\b", RegexOptions.None, 2000)]
    private static partial Regex Chosen();

    [GeneratedRegex("-[0-9a-f]*[0-9][0-9a-f]*$", RegexOptions.None, 2000)]
    private static partial Regex RowNumber();
}
