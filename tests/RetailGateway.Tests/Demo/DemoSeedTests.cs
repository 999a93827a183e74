using System.Text.Json;
using RetailGateway.Database;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Demo;

public sealed class DemoSeedTests(TestCluster cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_seed_over_an_older_one_adds_the_key_that_is_missing_and_changes_nothing_else()
    {
        var database = await cluster.Clone();
        await using var rows = new GatewayDb(database.Gateway, requestConnections: 2);
        var file = Path.Combine(Path.GetTempPath(), $"keys-{Guid.NewGuid():N}.json");
        try
        {
            var first = await Seed(database, file);
            var before = await Counts(rows);
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(first.Where(key => key.Key != "MANGGA").ToDictionary()), Cancel);

            var second = await Seed(database, file);

            Assert.Equal(["MANGGA"], first.Keys.Where(name => second[name] != first[name]));
            Assert.Equal(before, await Counts(rows));
            Assert.Equal(1, await rows.Ask<long>("select count(*) from api_key k join party p using (owner_id) where p.code = 'MANGGA' and k.revoked_at is null"));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<Dictionary<string, string>> Seed(TestDatabase database, string file)
    {
        var run = await VerbRun.Of(database, ["seed", "demo", "--keys", file]);
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(file, Cancel))!;
    }

    private static Task<string> Counts(GatewayDb rows) => rows.Ask<string>(
        """
        select concat_ws(' ', (select count(*) from party), (select count(*) from connection), (select count(*) from location),
            (select count(*) from product), (select count(*) from pack), (select count(*) from item_mapping), (select count(*) from permit),
            (select count(*) from partnership), (select count(*) from terms), (select count(*) from price), (select count(*) from consigned_goods),
            (select count(*) from stock_entry), (select count(*) from stock_position))
        """);
}
