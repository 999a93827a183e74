using System.Globalization;
using System.Text;
using RetailGateway.Client;
using Sylvan.Data.Csv;

namespace RetailGateway.Tests.RealInput;

/// <summary>A year of a real chain: a sample of what sixty of its stores sold, and its goods.</summary>
internal sealed record CompleteJourney(IReadOnlyList<CataloguedGoods> Goods, IReadOnlyList<SalesLine> Lines)
{
    /// <summary>Reads both files; skips the test where they are not there.</summary>
    internal static CompleteJourney Read() => new(
        [.. Rows("products.csv", row => new CataloguedGoods(
            row("product_id"), Named($"{row("product_type")} {row("package_size")}", row("product_id")), $"{row("department")} / {row("product_category")}"))],
        Lined(Rows("transactions_60_stores.csv", row => new SalesLine(
            row("store_id"), row("basket_id"), 0, row("product_id"), int.Parse(row("quantity"), CultureInfo.InvariantCulture),
            DateTimeOffset.Parse(row("transaction_timestamp"), CultureInfo.InvariantCulture), decimal.Parse(row("sales_value"), NumberStyles.Float, CultureInfo.InvariantCulture)))));

    /// <summary>Rows as files that an import takes: at most so many rows each, under the same heading.</summary>
    internal static IEnumerable<ImportFile> Files(string heading, IEnumerable<string[]> rows)
    {
        const int mostRows = 10_000;
        foreach (var part in rows.Chunk(mostRows))
        {
            var text = new StringBuilder(heading).Append('\n');
            foreach (var row in part)
                text.AppendJoin(',', row.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")).Append('\n');
            yield return new ImportFile(Encoding.UTF8.GetBytes(text.ToString()), ImportFile.Csv);
        }
    }

    /// <summary>A few of the goods are nothing but a number.</summary>
    private static string Named(string name, string code) => string.IsNullOrWhiteSpace(name) ? code : name.Trim();

    private static List<T> Rows<T>(string file, Func<Func<string, string>, T> read)
    {
        var rows = new List<T>();
        using var csv = CsvDataReader.Create(RealData.Path(Path.Combine("completejourney", file)));
        while (csv.Read())
            rows.Add(read(column => csv.GetString(csv.GetOrdinal(column))));
        return rows;
    }

    /// <summary>The file has no number of a line in its basket: it is its place among those of the basket.</summary>
    private static List<SalesLine> Lined(List<SalesLine> lines)
    {
        var lastOf = new Dictionary<string, int>(StringComparer.Ordinal);
        return lines.ConvertAll(line => line with { Position = lastOf[line.Basket] = lastOf.GetValueOrDefault(line.Basket) + 1 });
    }
}

/// <summary>One of the chain's goods.</summary>
internal sealed record CataloguedGoods(string Code, string Name, string Category);

/// <summary>A line of a basket, with what it brought in dollars. A quantity of nothing is a coupon or a discount, or goods that were taken back at the till.</summary>
internal sealed record SalesLine(string Store, string Basket, int Position, string Code, int Quantity, DateTimeOffset At, decimal Value)
{
    internal (string Store, string Code) Place => (Store, Code);
}
