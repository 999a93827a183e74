using System.Net;
using System.Text;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Faults;

/// <summary>The worst moment: it was done, and the answer never came.</summary>
public sealed class LostAnswerTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task A_keyed_request_whose_answer_was_lost_is_answered_as_it_was_and_done_once()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Count(10, Beras));
        await using var line = new LossyProxy(fixture.Gateway.Address);
        using var caller = new ApiClient(line.Address, town.TillKey);
        var body = Encoding.UTF8.GetBytes(
            $$"""{"location":"{{Shop}}","product":"{{Beras}}","quantity":"4","reference":"PO-1","expiresAt":"{{TimeProvider.System.GetUtcNow().AddHours(1):O}}"}""");

        line.LoseNextAnswer();
        await Assert.ThrowsAsync<HttpRequestException>(() => caller.PostRaw("/v1/stock/reservations", body, "k-1"));
        var first = await caller.PostRaw("/v1/stock/reservations", body, "k-1");
        var second = await caller.PostRaw("/v1/stock/reservations", body, "k-1");

        Assert.Equal(1, line.Lost);
        Assert.Equal(HttpStatusCode.Created, first.Status);
        Assert.Equal(first.Body, second.Body);
        Assert.Equal("4", (string?)(await town.Till.Position(Beras))["reserved"]);
        Assert.Equal(first.Body, await town.Database.Ask<byte[]>("select body from stored_answer where owner_id = $1 and idempotency_key = 'k-1'", town.Coop));
    }

    [Fact]
    public async Task A_keyless_batch_whose_answer_was_lost_says_duplicate_when_it_comes_again()
    {
        var town = await Town.Create(fixture.Gateway);
        await using var line = new LossyProxy(fixture.Gateway.Address);
        using var caller = new ApiClient(line.Address, town.TillKey);
        var batch = StockCalls.Batch(Count(10, Beras, at: "08:00"), Sale(3, Beras));

        line.LoseNextAnswer();
        await Assert.ThrowsAsync<HttpRequestException>(() => caller.Post(StockCalls.ChangesPath, batch, key: ""));
        var again = await caller.Post(StockCalls.ChangesPath, batch, key: "");

        Assert.Equal(["duplicate", "duplicate"], again.Outcomes().Select(outcome => outcome.Status));
        Assert.Equal(7, await town.Till.OnHand(Beras));
    }
}
