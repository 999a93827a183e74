using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Stock;

public sealed class OwnerTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Goods_on_consignment_show_their_consignor_and_the_partys_own_goods_show_none()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Count(10, Beras), Count(10, Gula));

        (await Belongs(town, Beras, town.ChainCode, "2024-01-01T00:00:00Z")).Must(HttpStatusCode.Created);

        Assert.Equal(town.ChainCode, (string?)(await town.Till.Position(Beras))["consignor"]);
        Assert.Null((await town.Till.Position(Gula))["consignor"]);
    }

    [Fact]
    public async Task A_later_word_ends_the_earlier_one_at_its_instant_and_rewrites_nothing()
    {
        var town = await Town.Create(fixture.Gateway);
        (await Belongs(town, Beras, town.ChainCode, "2024-01-01T00:00:00Z")).Must(HttpStatusCode.Created);

        (await Belongs(town, Beras, null, "2024-06-01T00:00:00Z")).Must(HttpStatusCode.Created);

        var said = (await town.Console.Get("/v1/stock/owners")).Json["items"]!.AsArray().Single()!;
        Assert.Equal(("2024-01-01T00:00:00Z", "2024-06-01T00:00:00Z"), ((string?)said["from"], (string?)said["until"]));
    }

    [Fact]
    public async Task A_word_from_before_what_was_said_last_is_refused()
    {
        var town = await Town.Create(fixture.Gateway);
        (await Belongs(town, Beras, town.ChainCode, "2024-06-01T00:00:00Z")).Must(HttpStatusCode.Created);

        var refused = await Belongs(town, Beras, town.ChainCode, "2024-01-01T00:00:00Z");

        Assert.Equal(("invalid", "/from"), (refused.Problem, refused.Places.Single()));
    }

    [Fact]
    public async Task A_consignor_nobody_knows_is_refused_at_its_place()
    {
        var town = await Town.Create(fixture.Gateway);

        var refused = await Belongs(town, Beras, "SIAPA", "2024-01-01T00:00:00Z");

        Assert.Equal(("invalid", "/consignor"), (refused.Problem, refused.Places.Single()));
    }

    [Fact]
    public async Task A_consignor_sees_its_goods_at_others_and_nobody_else_does()
    {
        var town = await Town.Create(fixture.Gateway);
        var other = await Town.Create(fixture.Gateway);
        (await Belongs(town, Beras, town.ChainCode, "2024-01-01T00:00:00Z")).Must(HttpStatusCode.Created);

        Assert.Single((await town.Partner.Get("/v1/stock/owners")).Json["items"]!.AsArray());
        Assert.Empty((await other.Partner.Get("/v1/stock/owners")).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task Goods_said_between_two_pages_neither_hide_others_nor_show_them_twice()
    {
        var town = await Town.Create(fixture.Gateway);
        (await Belongs(town, Minyak, town.ChainCode, "2024-01-01T00:00:00Z")).Must(HttpStatusCode.Created);
        (await Belongs(town, Gula, town.ChainCode, "2024-01-01T00:00:00Z")).Must(HttpStatusCode.Created);
        (await Belongs(town, Gula, null, "2024-06-01T00:00:00Z")).Must(HttpStatusCode.Created);
        (await Belongs(town, Gula, town.ChainCode, "2024-07-01T00:00:00Z")).Must(HttpStatusCode.Created);

        var first = (await town.Console.Get("/v1/stock/owners?limit=1")).Must(HttpStatusCode.OK).Json;
        (await Belongs(town, Beras, town.ChainCode, "2024-01-01T00:00:00Z")).Must(HttpStatusCode.Created);
        var second = (await town.Console.Get($"/v1/stock/owners?limit=1&cursor={first["next"]}")).Must(HttpStatusCode.OK).Json;
        var third = (await town.Console.Get($"/v1/stock/owners?limit=1&cursor={second["next"]}")).Must(HttpStatusCode.OK).Json;

        Assert.Equal(
            ["MYK-1 2024-01-01T00:00:00Z", "GUL-1 2024-01-01T00:00:00Z", "GUL-1 2024-07-01T00:00:00Z"],
            new[] { first, second, third }.Select(page => page["items"]!.AsArray().Single()!).Select(item => $"{item["product"]} {item["from"]}"));
        Assert.Null(third["next"]);
    }

    private static Task<Reply> Belongs(Town town, string product, string? consignor, string from) => town.Console.Post(
        "/v1/stock/owners",
        new JsonObject { ["location"] = Shop, ["product"] = product, ["consignor"] = consignor, ["from"] = from });
}
