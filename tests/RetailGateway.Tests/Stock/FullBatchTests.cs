using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;

namespace RetailGateway.Tests.Stock;

/// <summary>As much as one request may hold: 5,000 lines of every kind, over two shops and many goods.</summary>
public sealed class FullBatchTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const int Lines = 5_000;
    private const int Products = 300;
    private const string Kiosk = "KPN-02";

    [Fact]
    public async Task A_full_batch_is_answered_line_by_line_in_order_comes_to_its_fold_and_is_all_duplicate_the_second_time()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Database.Run("insert into location (owner_id, code, name, format) values ($1, $2, 'Kios KPN', 'coop_shop')", town.Coop, Kiosk);
        await town.HandOver("kasir");
        var batch = Batch(await town.SellsMany("P", Products), new Random(7));

        var first = await town.Till.Record(batch);

        Assert.Equal(batch.Select((change, index) => (index, (string?)change.Id, "applied")), first.Select(Said));
        Assert.Equal(
            batch.Where(line => line.Kind != "reversal").Select(line => (line.Location, line.Item)).Distinct().Count(),
            await town.Database.Ask<long>("select count(*) from stock_position where owner_id = $1", town.Coop));
        Assert.Empty(await LedgerCheck.Differences(town.Database, town.Coop));
        var positions = await Positions(town);

        var again = await town.Till.Record(batch);

        Assert.Equal(batch.Select((change, index) => (index, (string?)change.Id, "duplicate")), again.Select(Said));
        Assert.Equal(Lines, await town.Database.Ask<long>("select count(*) from stock_entry where owner_id = $1", town.Coop));
        Assert.Equal(positions, await Positions(town));
    }

    private static (int, string?, string) Said(Outcome outcome) => (outcome.Index, outcome.ChangeId, outcome.Status);

    /// <summary>What moves and what is counted at any minute of the day in either shop; every tenth line takes one of the batch back, before it or after.</summary>
    private static Change[] Batch(string[] products, Random random)
    {
        var lines = Enumerable.Range(0, Lines * 9 / 10).Select(_ => Line(products[random.Next(products.Length)], random)).ToList();
        var mistaken = random.GetItems(lines.ToArray(), Lines / 10);
        Change[] batch = [.. lines, .. mistaken.Select(line => Reversal(line.Id, line.Item, Moment(random)).Where(line.Location))];
        random.Shuffle(batch);
        return batch;
    }

    private static Change Line(string product, Random random)
    {
        var line = random.Next(6) switch
        {
            0 => Count(random.Next(200), product, Moment(random)),
            1 => Receipt(random.Next(1, 50), product, Moment(random)),
            2 => Moved("damage", -1, product, Moment(random)),
            _ => Sale(random.Next(1, 5), product, Moment(random)),
        };
        return random.Next(2) == 0 ? line : line.Where(Kiosk);
    }

    /// <summary>Few enough of them that some lines fall together.</summary>
    private static string Moment(Random random) => $"{random.Next(24):00}:{random.Next(60):00}";

    private static Task<List<(int Location, int Product, decimal OnHand, long Version)>> Positions(Town town) => town.Database.Jobs.All(
        "select location_id, product_id, on_hand, version from stock_position where owner_id = $1 order by location_id, product_id",
        row => (row.GetInt32(0), row.GetInt32(1), row.GetDecimal(2), row.GetInt64(3)),
        town.Coop);
}
