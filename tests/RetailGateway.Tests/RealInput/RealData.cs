using System.Globalization;
using Sylvan.Data.Csv;

namespace RetailGateway.Tests.RealInput;

/// <summary>The folder of real input, which is not part of this repository: named by a variable, or beside it.</summary>
internal static class RealData
{
    private const string Variable = "RETAILGATEWAY_DATA";

    /// <summary>A file or folder of it; skips the test where it is not there.</summary>
    internal static string Path(string name)
    {
        var folder = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? named : Beside();
        var path = folder is null ? null : System.IO.Path.Combine(folder, name);
        Assert.SkipUnless(System.IO.Path.Exists(path), $"No real input: {name} was looked for in ../shared/data beside the repository and in the folder named by {Variable}.");
        return path!;
    }

    /// <summary>The lines of a shop's invoices of one week, in the order of its files.</summary>
    internal static List<InvoiceLine> InvoiceLines()
    {
        var lines = new List<InvoiceLine>();
        var lastOf = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(Path("online-retail"), "*.csv").Order(StringComparer.Ordinal))
        {
            using var csv = CsvDataReader.Create(file);
            while (csv.Read())
            {
                var invoice = csv.GetString(csv.GetOrdinal("InvoiceNo"));
                var position = lastOf[invoice] = lastOf.GetValueOrDefault(invoice) + 1;
                lines.Add(new InvoiceLine(
                    invoice,
                    position,
                    csv.GetString(csv.GetOrdinal("StockCode")),
                    csv.GetString(csv.GetOrdinal("Description")),
                    csv.GetInt32(csv.GetOrdinal("Quantity")),
                    DateTimeOffset.ParseExact(csv.GetString(csv.GetOrdinal("InvoiceDate")), "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                    csv.GetDecimal(csv.GetOrdinal("UnitPrice"))));
            }
        }

        return lines;
    }

    private static string? Beside()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "RetailGateway.sln")))
                return folder.Parent is { } parent ? System.IO.Path.Combine(parent.FullName, "shared", "data") : null;
        }

        return null;
    }
}

/// <summary>A line of an invoice, with its place in it: the same goods twice in one invoice are two lines.</summary>
internal sealed record InvoiceLine(string Invoice, int Position, string Code, string Description, int Quantity, DateTimeOffset At, decimal Price)
{
    /// <summary>Five digits and perhaps letters, or the party bags; postage, fees, discounts and vouchers are no goods.</summary>
    internal bool IsGoods => (Code.Length >= 5 && Code.Take(5).All(char.IsAsciiDigit)) || Code.StartsWith("DCGS", StringComparison.Ordinal);

    /// <summary>The shop writes one code in either letter case.</summary>
    internal string Goods => Code.ToUpperInvariant();

    internal bool IsCancellation => Invoice.StartsWith('C');

    internal bool IsSale => !IsCancellation && Quantity > 0;

    /// <summary>By how much it changes what is there.</summary>
    internal int Moves => IsSale ? -Quantity : IsCancellation ? Math.Abs(Quantity) : Quantity;

    internal string Kind => IsSale ? "sale" : IsCancellation ? "return_in" : "adjustment";
}
