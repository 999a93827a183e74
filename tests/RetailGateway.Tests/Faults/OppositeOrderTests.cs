using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;

namespace RetailGateway.Tests.Faults;

/// <summary>Writers that touch the same goods in opposite orders wait for each other and never for ever.</summary>
public sealed class OppositeOrderTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const int Writers = 12;
    private const int Rounds = 6;
    private const int Products = 200;

    [Fact]
    public async Task No_deadlock_reaches_a_caller_and_every_sale_counts()
    {
        var town = await Town.Create(fixture.Gateway);
        var products = await town.SellsMany("P", Products);

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Write(town, Ordered(products, writer))));

        var onHand = await town.Database.Jobs.All("select on_hand from stock_position where owner_id = $1", row => row.GetDecimal(0), town.Coop);
        Assert.Equal(Enumerable.Repeat(-(decimal)Writers * Rounds, Products), onHand);
        Assert.Empty(await LedgerCheck.Differences(town.Database, town.Coop));
    }

    private static async Task Write(Town town, string[] products)
    {
        for (var round = 0; round < Rounds; round++)
            await town.Till.Given([.. products.Select(product => Sale(1, product))]);
    }

    private static string[] Ordered(string[] products, int writer)
    {
        string[] ordered = [.. products];
        if (writer % 3 == 0)
            Array.Reverse(ordered);
        else if (writer % 3 == 1)
            new Random(writer).Shuffle(ordered);
        return ordered;
    }
}
