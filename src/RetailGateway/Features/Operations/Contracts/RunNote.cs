using System.Globalization;
using System.Text.RegularExpressions;

namespace RetailGateway.Features.Operations.Contracts;

/// <summary>
/// One thing that a run of a job noted, in no language: a code, what it names, and the words of somebody else as they came.
/// Written <c>code name=value name=value: words</c>; several are parted by a semicolon.
/// </summary>
/// <param name="Code">What it says.</param>
/// <param name="Named">Its figures and names.</param>
/// <param name="Said">Words of the store or of a partner; null where there are none.</param>
internal sealed partial record RunNote(string Code, IReadOnlyDictionary<string, string> Named, string? Said)
{
    private const string Between = "; ";

    /// <summary>One of what it names; empty where it is not there.</summary>
    internal string this[string name] => Named.GetValueOrDefault(name, "");

    /// <summary>A figure of it; zero where it is not there.</summary>
    internal long Figure(string name) => long.TryParse(this[name], NumberStyles.Integer, CultureInfo.InvariantCulture, out var figure) ? figure : 0;

    /// <summary>As it is stored.</summary>
    internal static string Of(string code, params (string Name, object Value)[] named) => string.Concat(
        code, string.Concat(named.Select(each => $" {each.Name}={Uri.EscapeDataString(Convert.ToString(each.Value, CultureInfo.InvariantCulture)!)}")));

    /// <summary>As it is stored, with somebody else's words.</summary>
    internal static string Of(string code, string said, params (string Name, object Value)[] named) => $"{Of(code, named)}: {said}";

    /// <summary>Several as they are stored.</summary>
    internal static string Join(IEnumerable<string> notes) => string.Join(Between, notes);

    /// <summary>What was stored; with each the text that it was read from, and null for one that is none of these.</summary>
    internal static IEnumerable<(RunNote? Note, string Text)> Read(string stored) => stored.Split(Between).Select(text => (Written().Match(text) is { Success: true } read
        ? new RunNote(
            read.Groups["code"].Value,
            read.Groups["name"].Captures.Zip(read.Groups["value"].Captures).ToDictionary(pair => pair.First.Value, pair => Uri.UnescapeDataString(pair.Second.Value), StringComparer.Ordinal),
            read.Groups["said"] is { Success: true } said ? said.Value : null)
        : null, text));

    [GeneratedRegex(@"\A(?<code>[a-z]+(-[a-z]+)*)( (?<name>[a-z]+)=(?<value>[^ :;=]*))*(: (?<said>.*))?\z", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Written();
}
