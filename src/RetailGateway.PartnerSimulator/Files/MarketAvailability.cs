using System.Globalization;
using Sylvan.Data.Csv;

namespace RetailGateway.PartnerSimulator.Files;

/// <summary>A file of what a cooperative has available, as the chain reads it.</summary>
/// <param name="Lines">By location, item and pack.</param>
public sealed record MarketAvailability(IReadOnlyDictionary<(string Location, string Code, string Pack), (decimal Packs, decimal Loose)> Lines)
{
    /// <summary>Reads a file and holds it against its total.</summary>
    /// <exception cref="InvalidDataException">It is not whole, or its total does not fit: nothing of it is used.</exception>
    public static MarketAvailability Read(string path)
    {
        using var csv = CsvDataReader.Create(path, new CsvDataReaderOptions { HasHeaders = false, Delimiter = ';', BufferSize = 64 * 1024 });
        var lines = new Dictionary<(string, string, string), (decimal Packs, decimal Loose)>();
        csv.Read();
        while (csv.Read())
        {
            if (csv.GetString(0) == "TOTAL")
            {
                return csv.RowFieldCount == 5 && csv.GetString(4) == "SELESAI" && Number(csv, 1) == lines.Count
                    && Number(csv, 2) == lines.Values.Sum(line => line.Packs) && Number(csv, 3) == lines.Values.Sum(line => line.Loose)
                    ? new MarketAvailability(lines)
                    : throw new InvalidDataException($"The total of {path} does not fit its lines.");
            }

            lines.Add((csv.GetString(1), csv.GetString(2), csv.GetString(3)), (Number(csv, 4), Number(csv, 5)));
        }

        throw new InvalidDataException($"{path} has no total.");
    }

    private static decimal Number(CsvDataReader csv, int place) => decimal.Parse(csv.GetString(place), CultureInfo.InvariantCulture);
}
