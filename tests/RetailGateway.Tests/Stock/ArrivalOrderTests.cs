using System.Text.Json.Nodes;
using RetailGateway.Features.Stock.Positions;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;

namespace RetailGateway.Tests.Stock;

/// <summary>Arrival order never matters: one story told in all its 720 orders, each of a product of its own.</summary>
public sealed class ArrivalOrderTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    /// <summary>A count, what followed it, a count that was wrong and taken back, and a sale in the same instant as a count.</summary>
    private static Change[] Story(string product) =>
    [
        Count(10, product, at: "08:00", id: $"{product}/opening"),
        Receipt(5, product, at: "09:00", id: $"{product}/receipt"),
        Count(7, product, at: "12:00", id: $"{product}/wrong"),
        Sale(2, product, at: "12:00", id: $"{product}/sale"),
        Sale(1, product, at: "07:00", id: $"{product}/early"),
        Reversal($"{product}/wrong", product, at: "12:30", id: $"{product}/reversal"),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_order_of_arrival_gives_the_same_position(int linesInABatch)
    {
        var town = await Town.Create(fixture.Gateway);
        var orders = Orders([0, 1, 2, 3, 4, 5]).ToArray();
        var products = await town.SellsMany("P", orders.Length);

        for (var sent = 0; sent < 6; sent += linesInABatch)
        {
            await town.Till.Given([.. products.Zip(orders).SelectMany(pair => Next(Story(pair.First), pair.Second, sent, linesInABatch))]);
        }

        var positions = await Positions(town);
        Assert.Equal(orders.Length, positions.Count);
        Assert.Equal(["13"], positions.Select(position => (string)position["onHand"]!).Distinct());
        Assert.Single(positions.Select(Said).Distinct());
        Assert.All(
            await fixture.Gateway.Database.Jobs.All(
                $"select f.on_hand, f.occurred_at from stock_position p, lateral ({Refold.Query.Replace("$2::integer[]", "array[p.location_id]", StringComparison.Ordinal).Replace("$3::integer[]", "array[p.product_id]", StringComparison.Ordinal)}) f where p.owner_id = $1",
                row => (row.GetDecimal(0), row.GetDateTime(1)),
                town.Coop),
            refolded => Assert.Equal((13m, At("08:00").UtcDateTime), refolded));
    }

    private static IEnumerable<Change> Next(Change[] story, int[] order, int sent, int lines) => order.Skip(sent).Take(lines).Select(index => story[index]);

    /// <summary>All that a position says but its number of changes, its own name and its ids.</summary>
    private static string Said(JsonNode position) =>
        string.Join(' ', new[] { "onHand", "available", "evidencedAt", "evidencedAs", "evidencedBy", "countedAt" }.Select(name => (string?)position[name]));

    private static async Task<List<JsonNode>> Positions(Town town)
    {
        var page = (await town.Till.Get("/v1/stock/positions?limit=1000")).Must(System.Net.HttpStatusCode.OK);
        return [.. page.Json["items"]!.AsArray().Select(item => item!)];
    }

    private static IEnumerable<int[]> Orders(int[] of) => of.Length == 1
        ? [of]
        : of.SelectMany(first => Orders([.. of.Where(other => other != first)]).Select(rest => (int[])[first, .. rest]));
}
