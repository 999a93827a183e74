using System.Globalization;
using System.Text.RegularExpressions;

namespace RetailGateway.Tests.Operations;

/// <summary>Reads Prometheus' text format, and says what of it is none.</summary>
internal sealed partial class Exposition
{
    private readonly Dictionary<string, double> samples = new(StringComparer.Ordinal);

    private Exposition()
    {
    }

    /// <summary>Lines that break the format, and series that are there twice.</summary>
    internal List<string> Faults { get; } = [];

    internal IEnumerable<string> Series => samples.Keys;

    internal static Exposition Parse(string text)
    {
        var read = new Exposition();
        var types = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n').Where(line => line.Length > 0))
        {
            if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
                read.Check(types.Add(line.Split(' ')[2]), line);
            else if (line.StartsWith('#'))
                read.Check(Comment().IsMatch(line), line);
            else if (Sample().Match(line) is { Success: true } sample && Value(sample.Groups["value"].Value) is { } value)
                read.Check(read.samples.TryAdd(sample.Groups["name"].Value + Labels(sample.Groups["labels"].Value), value), line);
            else
                read.Faults.Add(line);
        }

        read.Check(text.EndsWith('\n'), "the last line has no end");
        return read;
    }

    /// <summary>The value of the one series with this name and these labels among others.</summary>
    internal double Of(string name, params (string Name, string Value)[] labels) => samples.Single(sample =>
        sample.Key.Split('{')[0] == name
        && labels.All(label => sample.Key.Contains($"{label.Name}=\"{label.Value}\"", StringComparison.Ordinal))).Value;

    internal bool Has(string name) => samples.Keys.Any(key => key.Split('{')[0] == name);

    private static string Labels(string text) => text.Length == 0 ? "" : $"{{{text}}}";

    private static double? Value(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        "NaN" => double.NaN,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null,
    };

    private void Check(bool holds, string line)
    {
        if (!holds)
            Faults.Add(line);
    }

    [GeneratedRegex("""^# (HELP [a-zA-Z_:][a-zA-Z0-9_:]* .*|UNIT [a-zA-Z_:][a-zA-Z0-9_:]* \S+|EOF)$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Comment();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>([a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\["\\n])*",?)*)\})? (?<value>\S+)( -?\d+(\.\d+)?)?$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sample();
}
