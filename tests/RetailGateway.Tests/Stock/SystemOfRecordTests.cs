using System.Net;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Stock;

public sealed class SystemOfRecordTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Another_systems_change_is_refused_and_told_whose_word_counts()
    {
        var town = await Town.Create(fixture.Gateway, tillIsSystemOfRecord: true);

        var outcome = (await town.Console.Record(Count(5, Beras))).Single();

        Assert.Equal(("refused", "not-system-of-record"), (outcome.Status, outcome.Problem));
        Assert.Contains("'kasir'", outcome.Detail, StringComparison.Ordinal);
        Assert.Empty((await town.Console.Get("/v1/stock/positions")).Must(HttpStatusCode.OK).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task Without_a_till_the_consoles_word_counts()
    {
        var town = await Town.Create(fixture.Gateway, tillIsSystemOfRecord: false);

        Assert.Equal("applied", (await town.Console.Record(Count(5, Beras))).Single().Status);
        Assert.Equal("not-system-of-record", (await town.Till.Record(Sale(1, Beras))).Single().Problem);
    }

    [Fact]
    public async Task A_switch_at_a_future_instant_leaves_the_word_as_it_is_until_then()
    {
        var town = await Town.Create(fixture.Gateway, tillIsSystemOfRecord: true);
        var place = await town.Database.Ask<int>("select location_id from location where owner_id = $1 and code = $2", town.Coop, Shop);
        var tomorrow = TimeProvider.System.GetUtcNow().AddDays(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

        (await town.Console.Post(
            $"/v1/locations/{place}/system-of-record",
            new System.Text.Json.Nodes.JsonObject { ["connection"] = "gudang", ["from"] = tomorrow })).Must(HttpStatusCode.Created);

        Assert.Equal("applied", (await town.Till.Record(Count(5, Beras))).Single().Status);
        var warehouse = town.Client(await town.Key(town.CoopCode, "gudang"));
        Assert.Equal("not-system-of-record", (await warehouse.Record(Sale(1, Beras))).Single().Problem);
        Assert.Equal(
            [("gudang", tomorrow, null), ("kasir", null, tomorrow)],
            (await town.Console.Get($"/v1/locations/{place}/system-of-record")).Must(HttpStatusCode.OK).Json["items"]!.AsArray()
                .Take(2).Select(period => ((string)period!["connection"]!, (string?)period["from"], (string?)period["until"])));
    }

    [Fact]
    public async Task Each_systems_word_counts_for_its_own_time()
    {
        var town = await Town.Create(fixture.Gateway, tillIsSystemOfRecord: false);
        await town.HandOver("kasir", from: At("12:00"));

        var people = await town.Console.Record(Count(5, Beras, at: "11:59:59.999999"), Count(5, Beras, at: "12:00"));
        var till = await town.Till.Record(Sale(1, Beras, at: "11:59:59.999999"), Sale(1, Beras, at: "12:00"));

        Assert.Equal(["applied", "not-system-of-record"], people.Select(outcome => outcome.Problem ?? outcome.Status));
        Assert.Equal(["not-system-of-record", "applied"], till.Select(outcome => outcome.Problem ?? outcome.Status));
        Assert.Contains("'console'", till[0].Detail, StringComparison.Ordinal);
        Assert.Equal(4, await town.Till.OnHand(Beras));
    }
}
