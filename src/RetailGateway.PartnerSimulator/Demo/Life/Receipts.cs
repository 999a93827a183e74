using System.Globalization;
using RetailGateway.Client;

namespace RetailGateway.PartnerSimulator.Demo.Life;

/// <summary>
/// What the tills write. A change's id is receipt number and line, and a receipt's number is never given twice: it
/// names the run, of which the data folder keeps count.
/// </summary>
internal sealed class Receipts(int run, TimeProvider clock)
{
    private int _number;

    /// <summary>A receipt whose lines happen now, or so long ago.</summary>
    public Receipt New(TimeSpan ago = default) => new(
        string.Create(CultureInfo.InvariantCulture, $"R{run:D3}-{++_number:D6}"), clock.GetUtcNow() - ago);
}

/// <summary>One receipt of a till.</summary>
internal sealed class Receipt(string number, DateTimeOffset at)
{
    private int _lines;

    public string Number => number;

    /// <summary>A line of it. A count is absolute; whatever else is signed.</summary>
    public StockChange Line(ChangeKind kind, Shelf shelf, decimal quantity) => Line(kind, shelf, shelf.Product, quantity, reverses: null);

    /// <summary>A line with a code that the shop's catalogue does not have.</summary>
    public StockChange Stranger(Shelf shelf, string item) => Line(ChangeKind.Sale, shelf, item, -1, reverses: null);

    public StockChange Reversal(Shelf shelf, StockChange of) => Line(ChangeKind.Reversal, shelf, shelf.Product, quantity: null, of.ChangeId);

    private StockChange Line(ChangeKind kind, Shelf shelf, string item, decimal? quantity, string? reverses) => new(
        string.Create(CultureInfo.InvariantCulture, $"{shelf.Location}/{number}/{++_lines}"),
        shelf.Location, item, kind, quantity, at, $"{shelf.Location}/{number}", reverses);
}
