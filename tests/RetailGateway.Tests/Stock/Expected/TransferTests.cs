using System.Net;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Stock.Expected;

/// <summary>Goods that go from the people's warehouse to the till's shop.</summary>
public sealed class TransferTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Gudang = "GDG-01";

    [Fact]
    public async Task Each_side_is_posted_or_expected_by_its_own_system_of_record()
    {
        var town = await WithWarehouse();

        var made = (await town.Console.Transfer("MTS-1", Gudang, Shop, (Beras, 4), (Gula, 2.5m))).Must(HttpStatusCode.Created);

        Assert.Equal((16, 0), (await At(town, Gudang, Beras, "onHand"), await At(town, Gudang, Beras, "expectedOut")));
        Assert.Equal((0, 4), (await At(town, Shop, Beras, "onHand"), await At(town, Shop, Beras, "expectedIn")));
        Assert.Equal(0, await At(town, Shop, Beras, "available"));
        Assert.Equal(2.5m, await At(town, Shop, Gula, "expectedIn"));
        var line = made.Json["lines"]![0]!;
        Assert.Null((long?)line["expectedOut"]);
        Assert.Equal((long)(await town.Till.Expected($"product={Beras}")).Single()["id"]!, (long)line["expectedIn"]!);
    }

    [Fact]
    public async Task The_tills_entry_of_what_came_in_fulfils_it()
    {
        var town = await WithWarehouse();
        (await town.Console.Transfer("MTS-1", Gudang, Shop, (Beras, 4))).Must(HttpStatusCode.Created);

        await town.Till.Given(Moved("transfer_in", 4, Beras, at: "12:30").Of("MTS-1"));

        Assert.Equal((4, 0), (await At(town, Shop, Beras, "available"), await At(town, Shop, Beras, "expectedIn")));
    }

    [Fact]
    public async Task A_way_out_that_the_till_has_yet_to_tell_is_no_longer_available()
    {
        var town = await WithWarehouse();
        await town.Till.Given(Count(5, Beras, at: "08:00"));

        (await town.Console.Transfer("MTS-1", Shop, Gudang, (Beras, 4))).Must(HttpStatusCode.Created);

        Assert.Equal((5, 4, 1), (await At(town, Shop, Beras, "onHand"), await At(town, Shop, Beras, "expectedOut"), await At(town, Shop, Beras, "available")));
        Assert.Equal(24, await At(town, Gudang, Beras, "onHand"));
    }

    [Fact]
    public async Task More_than_is_there_is_kept_and_told_to_a_person()
    {
        var town = await WithWarehouse();

        (await town.Console.Transfer("MTS-1", Shop, Gudang, (Minyak, 4))).Must(HttpStatusCode.Created);

        Assert.Equal([Minyak], await town.Console.Conflicts("oversold"));
    }

    [Fact]
    public async Task The_same_reference_again_answers_the_transfer_that_is_there()
    {
        var town = await WithWarehouse();
        var made = (await town.Console.Transfer("MTS-1", Gudang, Shop, (Beras, 4))).Must(HttpStatusCode.Created);

        var again = (await town.Console.Transfer("MTS-1", Gudang, Shop, (Beras, 4))).Must(HttpStatusCode.OK);

        Assert.Equal(made.Text, again.Text);
        Assert.Equal("already-exists", (await town.Console.Transfer("MTS-1", Gudang, Shop, (Beras, 5))).Problem);
        Assert.Equal(16, await At(town, Gudang, Beras, "onHand"));
        Assert.Equal((string?)made.Json["reference"], (string?)(await town.Till.Get("/v1/stock/transfers")).Json["items"]!.AsArray().Single()!["reference"]);
    }

    [Fact]
    public async Task Of_many_who_send_it_at_once_it_is_made_once()
    {
        var town = await WithWarehouse();

        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => town.Console.Transfer("MTS-1", Gudang, Shop, (Beras, 4), (Gula, 1))));

        Assert.Single(replies, reply => reply.Status == HttpStatusCode.Created);
        Assert.Equal(11, replies.Count(reply => reply.Status == HttpStatusCode.OK));
        Assert.Equal((16, 4), (await At(town, Gudang, Beras, "onHand"), await At(town, Shop, Beras, "expectedIn")));
    }

    [Fact]
    public async Task One_bad_line_refuses_the_whole_by_its_place()
    {
        var town = await WithWarehouse();

        var refused = await town.Console.Transfer("MTS-1", Gudang, Shop, (Beras, 4), (Beras, 1), ("TIDAK-ADA", 1), (Antar, 1), (Gula, 0));

        Assert.Equal("invalid", refused.Problem);
        Assert.Equal(["/lines/1/item", "/lines/2/item", "/lines/3/item", "/lines/4/quantity"], refused.Places);
        Assert.Equal(["/to"], (await town.Console.Transfer("MTS-1", Shop, Shop, (Beras, 4))).Places);
        Assert.Equal(20, await At(town, Gudang, Beras, "onHand"));
    }

    /// <summary>Twenty of rice and sugar in a warehouse that people keep; the shop has a till.</summary>
    private async Task<Town> WithWarehouse()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Database.Run("insert into location (owner_id, code, name, format) values ($1, $2, 'Gudang', 'warehouse')", town.Coop, Gudang);
        await town.Console.Given(Count(20, Beras, at: "08:00").Where(Gudang), Count(20, Gula, at: "08:00").Where(Gudang));
        return town;
    }

    private static async Task<decimal> At(Town town, string location, string product, string what) => StockCalls.Number(
        (await town.Till.Get($"/v1/stock/positions?location={location}&product={product}")).Must(HttpStatusCode.OK).Json["items"]!.AsArray().Single()![what])!.Value;
}
