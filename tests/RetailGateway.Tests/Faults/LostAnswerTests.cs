using System.Net;
using System.Text;
using RetailGateway.Database;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Faults;

/// <summary>The worst moment: it was done, the answer never came, and the gateway that had done it is dead.</summary>
public sealed class LostAnswerTests(TestCluster cluster) : IAsyncLifetime
{
    private TestDatabase store = null!;
    private GatewayDb database = null!;
    private GatewayProcess gateway = null!;
    private LossyProxy line = null!;
    private Town town = null!;

    public async ValueTask InitializeAsync()
    {
        store = await cluster.Clone();
        database = new GatewayDb(store.Gateway, 4);
        gateway = await GatewayProcess.Start(store);
        line = new LossyProxy(gateway.Address);
        town = await Town.Create(database, line.Address);
        await town.Till.Given(Count(10, Beras, at: "08:00"));
    }

    public async ValueTask DisposeAsync()
    {
        await line.DisposeAsync();
        await gateway.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task A_keyed_request_that_a_killed_gateway_had_done_is_answered_byte_for_byte_by_the_next_one_and_done_once()
    {
        var body = Encoding.UTF8.GetBytes(
            $$"""{"location":"{{Shop}}","product":"{{Beras}}","quantity":"4","reference":"PO-1","expiresAt":"{{TimeProvider.System.GetUtcNow().AddHours(1):O}}"}""");

        var again = await AskedAgainAfterAKill("/v1/stock/reservations", body, "k-1");

        Assert.Equal(HttpStatusCode.Created, again.Status);
        Same(line.Kept.Single(), again);
        Assert.Equal("4", (string?)(await town.Till.Position(Beras))["reserved"]);
        Assert.Equal(1, await database.Ask<long>("select count(*) from stock_reservation where owner_id = $1", town.Coop));
    }

    [Fact]
    public async Task A_keyed_batch_that_a_killed_gateway_had_recorded_is_answered_byte_for_byte_by_the_next_one_and_recorded_once()
    {
        var batch = StockCalls.Batch(
            [.. Enumerable.Range(0, 500).Select(_ => Receipt(1, Beras)), Sale(1, "TIDAK-DIKENAL"), Sale(1, Beras) with { Kind = "theft" }]);

        var again = await AskedAgainAfterAKill(StockCalls.ChangesPath, Encoding.UTF8.GetBytes(batch.ToJsonString()), "kiriman-1");

        Assert.Equal(HttpStatusCode.MultiStatus, again.Status);
        Same(line.Kept.Single(), again);
        // What was said then is said again: not what would be said of these lines today.
        Assert.Equal([("applied", 500), ("review", 1), ("refused", 1)], again.Outcomes().CountBy(outcome => outcome.Status).Select(said => (said.Key, said.Value)));
        Assert.Equal(510, await town.Till.OnHand(Beras));
        Assert.Empty(await LedgerCheck.Differences(database, town.Coop));
    }

    [Fact]
    public async Task A_keyless_batch_that_a_killed_gateway_had_recorded_says_duplicate_line_by_line_when_it_comes_again()
    {
        Change[] batch = [.. Enumerable.Range(0, 200).Select(_ => Receipt(1, Beras)), Count(10, Minyak), Sale(3, Minyak, at: "11:00")];

        var again = await AskedAgainAfterAKill(StockCalls.ChangesPath, Encoding.UTF8.GetBytes(StockCalls.Batch(batch).ToJsonString()), key: null);

        Assert.Equal(
            batch.Select((change, index) => (index, (string?)change.Id, "duplicate")),
            again.Outcomes().Select(outcome => (outcome.Index, outcome.ChangeId, outcome.Status)));
        Assert.Equal((210, 7), (await town.Till.OnHand(Beras), await town.Till.OnHand(Minyak)));
        Assert.Empty(await LedgerCheck.Differences(database, town.Coop));
    }

    [Fact]
    public async Task A_keyed_batch_whose_gateway_was_killed_the_moment_the_store_had_it_is_answered_and_recorded_once()
    {
        var batch = Encoding.UTF8.GetBytes(StockCalls.Batch(Enumerable.Range(0, 500).Select(_ => Receipt(1, Beras))).ToJsonString());
        line.LoseNextAnswer();
        var asked = town.Till.PostRaw(StockCalls.ChangesPath, batch, "kiriman-1");
        Assert.True(await Eventually.See(() => database.Ask<bool>("select exists (select from stored_answer where owner_id = $1 and idempotency_key = 'kiriman-1')", town.Coop), stored => stored));

        await KillAndStart();
        await Assert.ThrowsAsync<HttpRequestException>(() => asked);
        line.Heal();
        var again = await town.Till.PostRaw(StockCalls.ChangesPath, batch, "kiriman-1");

        Assert.Equal(HttpStatusCode.MultiStatus, again.Status);
        Assert.All(again.Outcomes(), outcome => Assert.Equal("applied", outcome.Status));
        Assert.Equal(510, await town.Till.OnHand(Beras));
    }

    /// <summary>Asks, kills the gateway while its whole answer is held back on the line, and asks the next one the same.</summary>
    private async Task<Reply> AskedAgainAfterAKill(string path, byte[] body, string? key)
    {
        line.LoseNextAnswer();
        var asked = town.Till.PostRaw(path, body, key);
        await line.Loses(1);
        await KillAndStart();
        await Assert.ThrowsAsync<HttpRequestException>(() => asked);
        return await town.Till.PostRaw(path, body, key);
    }

    private async Task KillAndStart()
    {
        await gateway.Kill();
        await gateway.DisposeAsync();
        gateway = await GatewayProcess.Start(store, gateway.Address);
    }

    private static void Same(LostAnswer lost, Reply again)
    {
        Assert.Equal(lost.Status, again.Status);
        Assert.Equal(lost.Body, again.Body);
        Assert.Equal(lost.Headers["Content-Type"], again.Headers["Content-Type"]);
        Assert.Equal(lost.Headers.GetValueOrDefault("Location"), again.Headers.GetValueOrDefault("Location"));
    }
}
