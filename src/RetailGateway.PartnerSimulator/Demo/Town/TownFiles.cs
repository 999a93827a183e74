using System.Globalization;
using System.Text;
using Sylvan.Data.Csv;

namespace RetailGateway.PartnerSimulator.Demo.Town;

/// <summary>The demo's CSV files, the same that the gateway is seeded from.</summary>
internal static class TownFiles
{
    /// <summary>The code of the party that this program plays as a chain.</summary>
    public const string Chain = "BASMALAH";

    /// <summary>The rows of a file, each by column name.</summary>
    public static List<Dictionary<string, string>> Read(string file)
    {
        using var stream = typeof(TownFiles).Assembly.GetManifestResourceStream($"{file}.csv")
            ?? throw new InvalidOperationException($"The program was built without {file}.csv.");
        using var text = new StreamReader(stream, Encoding.UTF8);
        using var csv = CsvDataReader.Create(text);
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read())
            rows.Add(Enumerable.Range(0, csv.FieldCount).ToDictionary(csv.GetName, csv.GetString));
        return rows;
    }

    /// <summary>The codes of the cooperatives.</summary>
    public static string[] Cooperatives() =>
        [.. Read("parties").Where(row => row["kind"] == "cooperative").Select(row => row["code"])];

    /// <summary>The shops whose stock a cooperative's till keeps; the others' people count by themselves, and are left alone.</summary>
    public static HashSet<string> ShopsWithTill() =>
        [.. Read("locations").Where(row => row["kept_by"] == "kasir").Select(row => row["code"])];

    /// <summary>The codes of the chains beside <see cref="Chain"/>: those that call the gateway or leave files.</summary>
    public static string[] OtherChains() =>
        [.. Read("parties").Where(row => row["kind"] == "chain" && row["code"] != Chain).Select(row => row["code"])];

    /// <summary>The names of all keys at the gateway: the codes of whoever has one, the reader's and the buyer's.</summary>
    public static string[] KeyNames() =>
        [.. Read("parties").Where(row => row["kind"] != "producer").Select(row => row["code"]), "reader", "buyer"];

    public static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
