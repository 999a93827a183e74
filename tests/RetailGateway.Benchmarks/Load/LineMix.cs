using RetailGateway.Benchmarks.Ground;

namespace RetailGateway.Benchmarks.Load;

/// <summary>One change as a till tells it.</summary>
/// <param name="ChangeId">Receipt number and line.</param>
/// <param name="Location">Of the shop's, from 0.</param>
/// <param name="Product">Of the shop's, from 0.</param>
/// <param name="Kind">As the API spells it.</param>
/// <param name="Quantity">Base units.</param>
/// <param name="OccurredAt">UTC.</param>
/// <param name="Document">The receipt.</param>
internal sealed record Line(string ChangeId, int Location, int Product, string Kind, decimal Quantity, DateTime OccurredAt, string Document)
{
    internal bool IsCount => Kind == "count";
}

/// <summary>
/// What tills tell: of a hundred lines some ninety-two sales of one or two, seven receipts and one count, in the order
/// of time; few products make most of the sales. The same seed makes the same lines.
/// </summary>
internal sealed class LineMix(string prefix)
{
    private const int LinesPerReceipt = 3;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);

    private readonly Random random = new(20_261_124);
    private DateTime clock = TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddDays(-2);
    private long lines;

    internal Line[] Take(int count, Func<int, int> locationOf) =>
        [.. Enumerable.Range(0, count).Select(index => Next(locationOf(index)))];

    /// <summary>A first count of everything, so that no sale takes what was never there.</summary>
    internal Line[] Opening(int location) =>
        [.. Enumerable.Range(0, Shop.Products).Select(product => At(location, product, "count", 1_000_000))];

    private Line Next(int location)
    {
        var chance = random.Next(100);
        // Squared, a uniform number is mostly small: the front of the catalogue sells most.
        var skew = random.NextDouble();
        var product = (int)(Shop.Products * skew * skew);
        return chance switch
        {
            < 92 => At(location, product, "sale", -(1 + (chance % 2))),
            < 99 => At(location, product, "receipt", 24),
            _ => At(location, product, "count", 999_000 + random.Next(1_000)),
        };
    }

    private Line At(int location, int product, string kind, decimal quantity)
    {
        clock += Step;
        var receipt = $"{prefix}-{clock:yyMMdd}-{lines / LinesPerReceipt:0000000}";
        return new Line($"{receipt}-{(lines++ % LinesPerReceipt) + 1}", location, product, kind, quantity, clock, receipt);
    }
}
