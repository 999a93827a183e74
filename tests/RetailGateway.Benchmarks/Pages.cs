using RetailGateway.Benchmarks.Ground;

namespace RetailGateway.Benchmarks;

/// <summary>
/// Microseconds that the gateway takes for each page of the console, over a cooperative with fifty connections, five
/// thousand products and a thousand open conflicts: what is left of the median without the page's SQL, beside five
/// milliseconds. Printed below each: the median and the slowest hundredth as a whole, the SQL by itself, and how many
/// statements. Then what a first view costs to fetch. Size: visits of each page.
/// </summary>
internal static class Pages
{
    internal const string Name = "pages";

    private const double Floor = 1.0;
    private const double AllowedMicroseconds = 5_000;
    private const long Visits = 200;
    private const int WarmUps = 200;

    internal static async Task Run(Bench bench)
    {
        await using var shop = await bench.OpenShop(Name);
        await Town.Furnish(shop, bench.Cancel);
        await using var console = await ConsoleHost.Open(shop, bench.Cancel);
        var visits = (int)bench.SizeOr(Visits);
        foreach (var (name, path) in await Town.Addresses(shop, bench.Cancel))
        {
            await console.Visit(path, WarmUps, bench.Cancel);
            var seen = await console.Visit(path, visits, bench.Cancel);
            var own = Percentile(seen.Select(visit => visit.Total - visit.Sql), 0.5);
            bench.Report(new Measurement($"{Name} {name}", own, AllowedMicroseconds, "us", AllowedMicroseconds / own, Floor, visits));
            Console.WriteLine(
                $"{"",-20} whole: p50 {Milliseconds(seen.Select(visit => visit.Total), 0.5)}, p99 {Milliseconds(seen.Select(visit => visit.Total), 0.99)}; "
                + $"SQL: p50 {Milliseconds(seen.Select(visit => visit.Sql), 0.5)}, p99 {Milliseconds(seen.Select(visit => visit.Sql), 0.99)}; {seen.Max(visit => visit.Statements)} statements");
        }

        var (bytes, requests) = await console.FirstView(bench.Cancel);
        Console.WriteLine($"{"first view",-20} {bytes / 1000.0:0.0} kB compressed in {requests} requests");
    }

    private static string Milliseconds(IEnumerable<double> microseconds, double share) =>
        (Percentile(microseconds, share) / 1_000).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture) + " ms";

    private static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
    }
}
