using System.Net;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Stock;

public sealed class RangeTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const decimal Most = 9_999_999_999.999m;

    [Fact]
    public async Task An_entry_beyond_what_one_may_move_is_its_own_fault_alone()
    {
        var town = await Town.Create(fixture.Gateway);

        var outcomes = await town.Till.Record(
            Receipt(999_999_999_999.999m, Beras), Receipt(10_000_000_000m, Beras), Count(10_000_000_000m, Minyak), Receipt(5, Gula));

        Assert.Equal(["change-invalid", "change-invalid", "change-invalid", null], outcomes.Select(outcome => outcome.Problem));
        Assert.Equal(["/changes/1/quantity"], outcomes[1].Places);
        Assert.Equal(5, await town.Till.OnHand(Gula));
    }

    [Fact]
    public async Task A_pack_counts_in_base_units_against_what_one_entry_may_move()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Packs(Minyak, "DUS", 12);
        await town.Maps(town.Coop, "kasir", "MYK-DUS", Minyak, "DUS");

        Assert.Equal("change-invalid", (await town.Till.Record(Receipt(1_000_000_000m, "MYK-DUS"))).Single().Problem);
    }

    [Fact]
    public async Task Sums_beyond_what_an_entry_may_say_are_kept_shown_and_folded_anew()
    {
        var town = await Town.Create(fixture.Gateway);
        var count = Count(7, Beras, at: "08:00");
        await town.Till.Given(count);
        await town.Till.Given([.. Enumerable.Range(0, 110).Select(_ => Receipt(Most, Beras, at: "07:00"))]);
        Assert.Equal(7, await town.Till.OnHand(Beras));

        await town.Till.Given(Reversal(count.Id, Beras));

        Assert.Equal(110 * Most, await town.Till.OnHand(Beras));
        await town.Till.Given(Sale(1, Beras, at: "11:00"));
        Assert.Equal((110 * Most) - 1, await town.Till.Available(Beras));
        Assert.Empty(await LedgerCheck.Differences(town.Database, town.Coop));
        (await town.Till.Get($"/v1/stock/ledger?location={Shop}&product={Beras}")).Must(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00Z")]
    [InlineData("9998-12-31T23:59:59Z")]
    public async Task A_clock_that_nobody_set_refuses_the_whole_sheet(string sentAt)
    {
        var town = await Town.Create(fixture.Gateway);
        var batch = StockCalls.Batch(Count(4, Beras));
        batch["sentAt"] = sentAt;

        var reply = await town.Till.Post(StockCalls.ChangesPath, batch, key: "");

        Assert.Equal((HttpStatusCode.BadRequest, "malformed"), (reply.Status, reply.Problem));
        Assert.Equal(["/sentAt"], reply.Places);
    }
}
