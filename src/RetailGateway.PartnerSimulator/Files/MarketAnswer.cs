using System.Globalization;
using Sylvan.Data.Csv;

namespace RetailGateway.PartnerSimulator.Files;

/// <summary>What the gateway answered to a file.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Refused">Why nothing of it was taken; null where its lines are answered.</param>
/// <param name="Lines">What became of each line, in the order of the file.</param>
public sealed record MarketAnswer(string File, string? Refused, IReadOnlyList<MarketAnswerLine> Lines)
{
    private static readonly string[] Results = ["DITERIMA", "SUDAH_ADA", "DITINJAU", "DITOLAK"];

    /// <summary>Reads an answer and holds it against its own total.</summary>
    /// <exception cref="InvalidDataException">It is not whole, or its total does not fit.</exception>
    public static MarketAnswer Read(string path)
    {
        using var csv = CsvDataReader.Create(path, new CsvDataReaderOptions { HasHeaders = false, Delimiter = ';', BufferSize = 64 * 1024 });
        if (!csv.Read() || !csv.Read() || csv.GetString(0) != "BERKAS")
            throw new InvalidDataException($"{path} does not say which file it answers.");

        var (file, refused) = (csv.GetString(1), csv.GetString(3) == "DITOLAK" ? csv.GetString(4) : null);
        var lines = new List<MarketAnswerLine>();
        while (csv.Read())
        {
            if (csv.GetString(0) == "TOTAL")
            {
                int[] told = [.. Enumerable.Range(1, 5).Select(place => int.Parse(csv.GetString(place), CultureInfo.InvariantCulture))];
                int[] counted = [lines.Count, .. Results.Select(result => lines.Count(line => line.Result == result))];
                return csv.RowFieldCount == 7 && csv.GetString(6) == "SELESAI" && told.SequenceEqual(counted)
                    ? new MarketAnswer(file, refused, lines)
                    : throw new InvalidDataException($"The total of {path} does not fit its lines.");
            }

            lines.Add(new MarketAnswerLine(int.Parse(csv.GetString(0), CultureInfo.InvariantCulture), csv.GetString(1), csv.GetString(2), csv.GetString(3), csv.GetString(4)));
        }

        throw new InvalidDataException($"{path} has no total.");
    }
}

/// <summary>What became of a line.</summary>
/// <param name="Number">Where it stands in the file.</param>
/// <param name="Receipt">The document.</param>
/// <param name="Place">Its line.</param>
/// <param name="Result">DITERIMA, SUDAH_ADA, DITINJAU or DITOLAK.</param>
/// <param name="Words">Why.</param>
public sealed record MarketAnswerLine(int Number, string Receipt, string Place, string Result, string Words);
