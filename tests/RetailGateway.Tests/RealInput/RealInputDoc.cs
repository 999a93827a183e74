using System.Globalization;
using RetailGateway.Tests.Docs;

namespace RetailGateway.Tests.RealInput;

/// <summary>The figures that docs/real-input.md gives: a replay that comes to others fails, and says which.</summary>
internal static class RealInputDoc
{
    private const string File = "docs/real-input.md";

    /// <summary>Holds rows of a section's tables, by their first cell, to what came of the replay.</summary>
    internal static void Holds(string section, params (string Row, string Figures)[] figures)
    {
        var rows = SourceTree.Read(File).Split($"\n## {section}\n")[1].Split("\n## ")[0].Split('\n')
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split(" | ", 2))
            .Where(cells => cells.Length == 2)
            .ToLookup(cells => cells[0], cells => cells[1], StringComparer.Ordinal);

        Assert.Equal(
            figures.Select(figure => $"{figure.Row}: {figure.Figures}"),
            figures.Select(figure => $"{figure.Row}: {rows[figure.Row].FirstOrDefault() ?? $"not in {File}"}"));
    }

    /// <summary>A number as the document writes it.</summary>
    internal static string N(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
