using System.Net.Http.Headers;
using RetailGateway.Benchmarks.Ground;

namespace RetailGateway.Benchmarks;

/// <summary>
/// Positions a second told to three partners over HTTP, each owed all of them: taken in from the feed, sent, and the
/// answers acknowledged. The limit is a bare HttpClient that posts the same bodies one after another and throws the answers
/// away. The second line has a bare client a partner, all at once, for a limit; the third too, with partners that take 20 ms
/// for an answer, from us and from the bare clients alike. The fourth is the rate of two partners while a third hangs, beside
/// their rate while it has nothing to be told; the fifth the same of their lag: one over the seconds from a change until all
/// but a hundredth of the lines that it makes were taken. Size: lines to all partners a round.
/// </summary>
internal static class Delivery
{
    internal const string Name = "delivery";

    private const double Floor = 0.4;
    private const double HangFloor = 0.9;
    private const double LagFloor = 0.5;
    private const long Lines = 30_000;

    /// <summary>A gateway runs for weeks; a round is sixty pages, and what is run sixty times is hardly compiled.</summary>
    private const int WarmUps = 16;

    private static readonly TimeSpan Answers = TimeSpan.FromMilliseconds(20);

    internal static async Task Run(Bench bench)
    {
        await using var shop = await bench.OpenShop(Name);
        var products = Math.Max(Shop.Products, (int)(bench.SizeOr(Lines) / ThreeChains.Count / Shop.Locations));
        var positions = (long)products * Shop.Locations;
        await using var chains = await ThreeChains.Open(shop, products, bench.Cancel);
        await chains.UntilTold(ThreeChains.Count, bench.Cancel);

        await bench.Compare(Name, "lines/s", Floor, positions * ThreeChains.Count, () => Told(ThreeChains.Count), Posted, WarmUps, rounds: 9);
        await bench.Compare(Name + "-at-once", "lines/s", floor: null, positions * ThreeChains.Count, () => Told(ThreeChains.Count), PostedAtOnce);
        chains.Sinks.ForEach(sink => sink.Takes = Answers);
        await bench.Compare(Name + "-paced", "lines/s", floor: null, positions * ThreeChains.Count, () => Told(ThreeChains.Count), PostedAtOnce);

        var others = ThreeChains.Count - 1;
        await bench.Compare(Name + "-hang", "lines/s", HangFloor, positions * others, () => WhileOneHangs(Rate), () => Told(others), rounds: 5);
        await bench.Compare(Name + "-lag", "1/s of p99", LagFloor, positions * others, () => WhileOneHangs(Promptness), () => Changed(others, Promptness), rounds: 5);

        Task<double> Told(int count) => Changed(count, Rate);

        async Task<double> Changed(int count, Func<int, Task<double>> measure)
        {
            chains.Sinks.ForEach(sink => sink.Forget());
            await chains.Change(count, bench.Cancel);
            return await measure(count);
        }

        Task<double> Rate(int count) => Bench.Rate(positions * count, () => chains.UntilTold(count, bench.Cancel));

        async Task<double> Promptness(int count)
        {
            var changed = TimeProvider.System.GetTimestamp();
            await chains.UntilTold(count, bench.Cancel);
            var (left, all) = (positions * count, chains.Sinks.Take(count).SelectMany(sink => sink.Taken).OrderByDescending(taken => taken.At));
            return 1 / TimeProvider.System.GetElapsedTime(changed, all.First(taken => (left -= taken.Lines) <= positions * count * 0.99).At).TotalSeconds;
        }

        Task<double> Posted() => Bench.Rate(positions * ThreeChains.Count, async () =>
        {
            foreach (var sink in chains.Sinks)
            {
                await Post(sink, sink.Bodies, bench.Cancel);
            }
        });

        Task<double> PostedAtOnce() => Bench.Rate(positions * ThreeChains.Count, () => Task.WhenAll(chains.Sinks.Select(sink => Post(sink, sink.Bodies, bench.Cancel))));

        async Task<double> WhileOneHangs(Func<int, Task<double>> measure)
        {
            chains.Sinks.ForEach(sink => sink.Forget());
            chains.Sinks[^1].Hang();
            await chains.Change(ThreeChains.Count, bench.Cancel);
            var rate = await measure(others);
            chains.Sinks[^1].GoOn();
            await chains.Hurry(bench.Cancel);
            await chains.UntilTold(ThreeChains.Count, bench.Cancel);
            return rate;
        }
    }

    private static async Task Post(Sink sink, IReadOnlyList<byte[]> bodies, CancellationToken cancel)
    {
        sink.Forget();
        using var client = new HttpClient();
        foreach (var body in bodies)
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await client.PostAsync(new Uri(sink.Address, Sink.Path), content, cancel);
            await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(cancel);
        }
    }
}
