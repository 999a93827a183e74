using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;

namespace RetailGateway.Tests.Sync;

/// <summary>A copy made of a paged snapshot and the feed from its cursor is the same as a later snapshot, whoever writes meanwhile.</summary>
public sealed class SnapshotTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const int Products = 60;
    private const int BatchesAWriter = 25;

    [Fact]
    public async Task A_copy_from_snapshot_and_feed_equals_a_second_snapshot_though_writers_ran()
    {
        var town = await Town.Create(fixture.Gateway);
        var products = await town.SellsMany("P", Products);
        await town.Till.Given([.. products.Select(product => Count(100, product, at: "08:00"))]);

        var writers = Enumerable.Range(0, 4).Select(seed => Write(town, products, new Random(seed))).ToArray();
        var (copy, cursor) = await Snapshot(town, pageSize: 7);
        await Task.WhenAll(writers);
        var truth = (await Snapshot(town, pageSize: 1000)).Copy;
        await Eventually.See(
            async () =>
            {
                (var events, cursor) = await town.Console.Feed(cursor);
                Apply(copy, events);
                return copy;
            },
            seen => seen.Count == truth.Count && seen.All(pair => truth[pair.Key] == pair.Value));

        Assert.Equal(truth.OrderBy(pair => pair.Key, StringComparer.Ordinal), copy.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    private static async Task Write(Town town, string[] products, Random random)
    {
        for (var batch = 0; batch < BatchesAWriter; batch++)
        {
            await town.Till.Given([.. Enumerable.Range(0, 20).Select(_ => Sale(random.Next(1, 4), products[random.Next(products.Length)]))]);
        }
    }

    private static async Task<(Dictionary<string, (long Version, string OnHand)> Copy, string Feed)> Snapshot(Town town, int pageSize)
    {
        var copy = new Dictionary<string, (long, string)>(StringComparer.Ordinal);
        string? next = null;
        string feed;
        do
        {
            var page = (await town.Console.Get($"/v1/stock/positions?limit={pageSize}{(next is null ? "" : $"&cursor={next}")}")).Must(HttpStatusCode.OK).Json;
            foreach (var item in page["items"]!.AsArray())
                copy.Add((string)item!["product"]!, Said(item));
            next = (string?)page["next"];
            feed = (string)page["feedCursor"]!;
        }
        while (next is not null);
        return (copy, feed);
    }

    /// <summary>An older version than the copy's is passed over.</summary>
    private static void Apply(Dictionary<string, (long Version, string OnHand)> copy, IEnumerable<JsonNode> events)
    {
        foreach (var data in events.Select(told => told["data"]!))
        {
            var product = (string)data["product"]!;
            if (Said(data) is var said && (!copy.TryGetValue(product, out var mine) || said.Version > mine.Version))
                copy[product] = said;
        }
    }

    private static (long Version, string OnHand) Said(JsonNode data) => ((long)data["version"]!, (string)data["onHand"]!);
}
