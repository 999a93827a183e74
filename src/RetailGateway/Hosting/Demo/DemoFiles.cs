using System.Reflection;
using System.Text;
using Sylvan.Data.Csv;

namespace RetailGateway.Hosting.Demo;

/// <summary>The demo's data, shipped inside the program: Kota Probolinggo's places, people and goods.</summary>
internal static class DemoFiles
{
    /// <summary>The rows of a file, by column name; empty text is null.</summary>
    internal static List<DemoRow> Read(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"RetailGateway.Hosting.Demo.Data.{file}.csv")
            ?? throw new InvalidOperationException($"The program was built without {file}.csv.");
        using var text = new StreamReader(stream, Encoding.UTF8);
        using var csv = CsvDataReader.Create(text);
        var columns = Enumerable.Range(0, csv.FieldCount).Select(csv.GetName).ToArray();
        var rows = new List<DemoRow>();
        while (csv.Read())
        {
            rows.Add(new DemoRow(columns.Select((name, index) => (name, value: csv.GetString(index))).ToDictionary(pair => pair.name, pair => pair.value)));
        }

        return rows;
    }
}

/// <summary>A row of a demo file.</summary>
internal sealed record DemoRow(IReadOnlyDictionary<string, string> Values)
{
    internal string this[string column] => Values[column];

    internal string? Maybe(string column) => Values[column] is { Length: > 0 } value ? value : null;
}
