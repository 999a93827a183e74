using System.Net;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Stock;

public sealed class ConflictTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Selling_what_nobody_had_recorded_is_kept_and_told_to_a_person()
    {
        var town = await Town.Create(fixture.Gateway);

        await town.Till.Given(Sale(2, Beras));

        Assert.Equal(-2, await town.Till.OnHand(Beras));
        Assert.Equal([Beras], await town.Console.Conflicts("negative_on_hand"));
    }

    [Fact]
    public async Task A_later_receipt_that_mends_a_negative_position_closes_its_conflict()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Sale(2, Beras, at: "10:00"));

        await town.Till.Given(Receipt(2, Beras, at: "11:00"));

        Assert.Empty(await town.Console.Conflicts("negative_on_hand"));
        var closed = (await town.Console.Get("/v1/sync/conflicts?closed=true")).Must(HttpStatusCode.OK).Json["items"]![0]!;
        Assert.NotNull((string?)closed["closedAt"]);
        Assert.NotNull((string?)closed["closedBecause"]);
    }

    [Fact]
    public async Task A_position_that_falls_again_opens_again()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Sale(2, Beras, at: "10:00"));
        await town.Till.Given(Receipt(2, Beras, at: "11:00"));

        await town.Till.Given(Sale(1, Beras, at: "12:00"));
        await town.Till.Given(Sale(1, Beras, at: "13:00"));

        Assert.Equal([Beras], await town.Console.Conflicts("negative_on_hand"));
    }

    [Fact]
    public async Task Selling_what_is_reserved_is_kept_and_told_to_a_person()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Count(10, Beras, at: "08:00"));
        (await town.Partner.Reserve(8, Beras, "PO-1", owner: town.Coop)).Must(HttpStatusCode.Created);

        await town.Till.Given(Sale(5, Beras));

        Assert.Equal([Beras], await town.Console.Conflicts("oversold"));
        Assert.Equal(0, await town.Till.Available(Beras));
    }

    [Fact]
    public async Task A_count_that_finds_the_goods_closes_an_oversold_conflict()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Count(10, Beras, at: "08:00"));
        (await town.Partner.Reserve(8, Beras, "PO-1", owner: town.Coop)).Must(HttpStatusCode.Created);
        await town.Till.Given(Sale(5, Beras, at: "10:00"));

        await town.Till.Given(Count(9, Beras, at: "12:00"));

        Assert.Empty(await town.Console.Conflicts("oversold"));
    }

    [Fact]
    public async Task Letting_the_reservation_go_closes_an_oversold_conflict()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Count(10, Beras, at: "08:00"));
        var reservation = (await town.Partner.Reserve(8, Beras, "PO-1", owner: town.Coop)).Must(HttpStatusCode.Created);
        await town.Till.Given(Sale(5, Beras));

        (await town.Partner.Release((long)reservation.Json["id"]!, "batal")).Must(HttpStatusCode.OK);

        Assert.Empty(await town.Console.Conflicts("oversold"));
    }

    [Fact]
    public async Task A_change_that_keeps_differing_is_one_matter()
    {
        var town = await Town.Create(fixture.Gateway);
        var sale = Sale(2, Beras);
        await town.Till.Given(sale);

        await town.Till.Record(sale with { Quantity = "-3" });
        await town.Till.Record(sale with { Quantity = "-4" });

        Assert.Equal([Beras], await town.Console.Conflicts("change_differs"));
    }
}
