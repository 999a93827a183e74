using System.Globalization;
using System.Net;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Settlements;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Settlements.ConsignedTown;

namespace RetailGateway.Tests.Stock;

public sealed class OwnerTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Goods_on_consignment_show_their_consignor_and_the_partys_own_goods_show_none()
    {
        var town = await ConsignedTown.Create(fixture.Gateway);
        await town.Town.Till.Given(Changes.Count(10, Beras), Changes.Count(10, Gula));

        Assert.Equal(town.Producer, (string?)(await town.Town.Till.Position(Beras))["consignor"]);
        Assert.Null((await town.Town.Till.Position(Gula))["consignor"]);
    }

    [Fact]
    public async Task A_later_word_ends_the_earlier_one_at_its_instant_and_rewrites_nothing()
    {
        var town = await ConsignedTown.Create(fixture.Gateway);

        (await town.Belongs(Beras, null, day: 3)).Must(HttpStatusCode.Created);

        var said = (await town.Town.Console.Get("/v1/stock/owners")).Json["items"]!.AsArray().Single()!;
        Assert.Equal((At(0), At(3)), (DateTimeOffset.Parse((string)said["from"]!, CultureInfo.InvariantCulture), DateTimeOffset.Parse((string)said["until"]!, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_word_from_before_what_was_said_last_is_refused()
    {
        var town = await ConsignedTown.Create(fixture.Gateway);

        var refused = await town.Belongs(Beras, town.Producer, day: -1);

        Assert.Equal(("invalid", "/from"), (refused.Problem, refused.Places.Single()));
    }

    [Fact]
    public async Task A_consignor_nobody_knows_is_refused_at_its_place()
    {
        var town = await ConsignedTown.Create(fixture.Gateway);

        var refused = await town.Belongs(Beras, "SIAPA", day: 1);

        Assert.Equal(("not-found", "/consignor"), (refused.Problem, refused.Places.Single()));
    }

    [Fact]
    public async Task A_consignor_sees_its_goods_at_others_and_nobody_else_does()
    {
        var town = await ConsignedTown.Create(fixture.Gateway);
        var other = await ConsignedTown.Create(fixture.Gateway);
        await town.Stocks();
        (await town.Belongs(StoreItem, town.Town.CoopCode, location: Store, by: town.Town.Partner)).Must(HttpStatusCode.Created);

        Assert.Equal(2, (await town.Town.Console.Get("/v1/stock/owners")).Json["items"]!.AsArray().Count);
        Assert.Single((await other.Town.Console.Get("/v1/stock/owners")).Json["items"]!.AsArray());
        Assert.Empty((await other.Town.Partner.Get("/v1/stock/owners")).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task Goods_said_between_two_pages_neither_hide_others_nor_show_them_twice()
    {
        var town = await ConsignedTown.Create(fixture.Gateway);
        await town.Makes(Minyak);
        await town.Makes(Gula);
        (await town.Belongs(Minyak, town.Producer)).Must(HttpStatusCode.Created);
        (await town.Belongs(Gula, town.Producer)).Must(HttpStatusCode.Created);
        (await town.Belongs(Gula, null, day: 1)).Must(HttpStatusCode.Created);
        (await town.Belongs(Gula, town.Producer, day: 2)).Must(HttpStatusCode.Created);

        var first = (await town.Town.Console.Get("/v1/stock/owners?limit=2")).Must(HttpStatusCode.OK).Json;
        (await town.Belongs(Beras, null, day: 1)).Must(HttpStatusCode.Created);
        (await town.Belongs(Beras, town.Producer, day: 2)).Must(HttpStatusCode.Created);
        var second = (await town.Town.Console.Get($"/v1/stock/owners?limit=1&cursor={first["next"]}")).Must(HttpStatusCode.OK).Json;
        var third = (await town.Town.Console.Get($"/v1/stock/owners?limit=1&cursor={second["next"]}")).Must(HttpStatusCode.OK).Json;

        Assert.Equal(
            [(Beras, At(0)), (Minyak, At(0)), (Gula, At(0)), (Gula, At(2))],
            new[] { first, second, third }.SelectMany(page => page["items"]!.AsArray())
                .Select(item => ((string)item!["product"]!, DateTimeOffset.Parse((string)item["from"]!, CultureInfo.InvariantCulture))));
        Assert.Null(third["next"]);
    }

    [Fact]
    public async Task A_consignor_without_terms_in_force_at_that_instant_is_refused_and_told_so()
    {
        var town = await ConsignedTown.Create(fixture.Gateway);
        await town.Makes(Gula);

        var tooEarly = await town.Belongs(Gula, town.Producer, day: -1);
        var neverAgreed = await town.Belongs(Gula, town.Town.ChainCode);

        Assert.All([tooEarly, neverAgreed], refused => Assert.Equal("not-on-consignment", refused.Problem));
        Assert.Contains("No terms between you", (string)tooEarly.Json["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Goods_of_another_than_the_consignor_are_refused_and_told_so()
    {
        var town = await ConsignedTown.Create(fixture.Gateway);

        var refused = await town.Belongs(Gula, town.Producer);

        Assert.Equal("not-on-consignment", refused.Problem);
        Assert.Contains("no product behind this item code", (string)refused.Json["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stockist_takes_a_cooperatives_goods_by_accepted_terms_alone_and_a_product_may_be_outright()
    {
        var town = await ConsignedTown.Create(fixture.Gateway);
        await town.Stocks();
        await town.Town.Database.Run(
            """
            insert into terms_product (owner_id, partnership_id, valid_from, product_id, on_consignment)
            select t.owner_id, t.partnership_id, t.valid_from, p.product_id, false
            from terms t join product p on p.owner_id = t.owner_id and p.code = $2 where t.owner_id = $1
            """,
            town.Town.Coop, Beras);

        var refused = await town.Belongs(StoreItem, town.Town.CoopCode, location: Store, by: town.Town.Partner);

        Assert.Equal("not-on-consignment", refused.Problem);
        Assert.Contains("bought outright", (string)refused.Json["detail"]!, StringComparison.Ordinal);
    }
}
