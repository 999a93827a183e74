using RetailGateway.Benchmarks.Ground;

namespace RetailGateway.Benchmarks;

/// <summary>
/// Microseconds that the gateway takes for each page of the console, over a cooperative with fifty connections, five
/// thousand products and a thousand open conflicts: what is left of the median without the page's SQL, beside five
/// milliseconds. Printed below each: the median and the slowest hundredth as a whole, the SQL by itself, and how many
/// statements. Then the worst page's slowest hundredth and statements, and what a first view costs to fetch, each beside
/// what it may be; how much a page moves while it loads is seen by the browser's tests. Size: visits of each page.
/// </summary>
internal static class Pages
{
    internal const string Name = "pages";

    private const double Floor = 1.0;
    private const double AllowedMicroseconds = 5_000;
    private const double AllowedSlowest = 150;
    private const double AllowedStatements = 12;
    private const double AllowedKilobytes = 100;
    private const double AllowedRequests = 8;
    private const long Visits = 200;
    private const int WarmUps = 200;

    internal static async Task Run(Bench bench)
    {
        await using var shop = await bench.OpenShop(Name);
        await using var console = await ConsoleHost.Open(shop, bench.Cancel);
        await Town.Furnish(shop, bench.Cancel);
        var visits = (int)bench.SizeOr(Visits);
        var (slowest, statements) = (0.0, 0);
        var pages = await Town.Pages(shop, bench.Cancel);
        // What all pages have in common is warm before the first is measured.
        foreach (var page in pages)
        {
            await console.Visit(page, WarmUps / 2, bench.Cancel);
        }

        foreach (var page in pages)
        {
            await console.Visit(page, WarmUps, bench.Cancel);
            var seen = await console.Visit(page, visits, bench.Cancel);
            slowest = Math.Max(slowest, Percentile(seen.Select(visit => visit.Total), 0.99) / 1_000);
            statements = Math.Max(statements, seen.Max(visit => visit.Statements));
            var own = Percentile(seen.Select(visit => visit.Total - visit.Sql), 0.5);
            bench.Report(new Measurement($"{Name} {page.Name}", own, AllowedMicroseconds, "us", AllowedMicroseconds / own, Floor, visits));
            Console.WriteLine(
                $"{"",-20} whole: p50 {Milliseconds(seen.Select(visit => visit.Total), 0.5)}, p99 {Milliseconds(seen.Select(visit => visit.Total), 0.99)}; "
                + $"SQL: p50 {Milliseconds(seen.Select(visit => visit.Sql), 0.5)}, p99 {Milliseconds(seen.Select(visit => visit.Sql), 0.99)}; {seen.Max(visit => visit.Statements)} statements");
        }

        var (bytes, requests) = await console.FirstView(bench.Cancel);
        Within("slowest-p99", slowest, AllowedSlowest, "ms");
        Within("most-statements", statements, AllowedStatements, "");
        Within("first-view-size", bytes / 1000.0, AllowedKilobytes, "kB");
        Within("first-view-requests", requests, AllowedRequests, "");

        void Within(string what, double figure, double allowed, string unit) =>
            bench.Report(new Measurement($"{Name}-{what}", figure, allowed, unit, allowed / figure, Floor, visits));
    }

    private static string Milliseconds(IEnumerable<double> microseconds, double share) =>
        (Percentile(microseconds, share) / 1_000).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture) + " ms";

    private static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
    }
}
