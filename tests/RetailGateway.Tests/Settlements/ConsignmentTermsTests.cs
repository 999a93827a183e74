using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Parties;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Settlements.ConsignedTown;

namespace RetailGateway.Tests.Settlements;

public sealed class ConsignmentTermsTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Terms_of_a_partnership_say_what_is_on_consignment_and_the_chain_reads_it_before_it_accepts()
    {
        var town = await Town.Create(fixture.Gateway);
        var path = $"/v1/partnerships/{(await town.Console.Get("/v1/partnerships")).Items()[0]!["id"]}/terms";

        (await town.Console.Post(path, NewTerms(new JsonObject
        {
            ["onConsignment"] = true,
            ["sharePercent"] = "82.5",
            ["shrinkageBorneBy"] = "consignor",
            ["settledEvery"] = "month",
            ["settledFromDay"] = 21,
            ["settlementGraceDays"] = 2,
        }))).Must(HttpStatusCode.Created);

        var read = (await town.Partner.Get(path)).Items();
        Assert.Equal(
            """{"onConsignment":true,"sharePercent":"82.5","shrinkageBorneBy":"consignor","settledEvery":"month","settledFromDay":21,"settlementGraceDays":2}""",
            read[0]!["consignment"]!.ToJsonString());
        Assert.Equal((Gula, false), ((string)read[0]!["consignedProducts"]![0]!["product"]!, (bool)read[0]!["consignedProducts"]![0]!["onConsignment"]!));
        Assert.False((bool)read[1]!["consignment"]!["onConsignment"]!);
    }

    [Fact]
    public async Task Everything_wrong_with_consignment_is_said_at_once()
    {
        var town = await Town.Create(fixture.Gateway);
        var terms = NewTerms(new JsonObject { ["onConsignment"] = true, ["sharePercent"] = "0", ["settledFromDay"] = 8, ["settlementGraceDays"] = -1 });

        var refused = await town.Console.Post($"/v1/partnerships/{(await town.Console.Get("/v1/partnerships")).Items()[0]!["id"]}/terms", terms);

        Assert.Equal(["/consignment/sharePercent", "/consignment/settledFromDay", "/consignment/settlementGraceDays"], refused.Places);
    }

    [Fact]
    public async Task Products_that_are_not_ones_own_or_named_twice_are_refused_at_their_place()
    {
        var town = await ConsignedTown.Create(fixture.Gateway);

        var refused = await town.Town.Console.Post($"/v1/parties/{town.ProducerId}/terms", new JsonObject
        {
            ["validFrom"] = "2999-01-01",
            ["paymentDays"] = 7,
            ["consignment"] = new JsonObject { ["onConsignment"] = true },
            ["products"] = new JsonArray(Price(Beras), Price("TIDAK-ADA"), Price(Beras.ToLowerInvariant())),
        });

        Assert.Equal(["/products/1/product", "/products/2/product"], refused.Places);
    }

    [Fact]
    public async Task A_producers_terms_are_recorded_by_a_cooperative_follow_each_other_and_rewrite_nothing()
    {
        var town = await ConsignedTown.Create(fixture.Gateway);
        var path = $"/v1/parties/{town.ProducerId}/terms";
        (await town.AgreesWithProducer(new DateOnly(2999, 1, 1), amount: "10000.1234567891")).Must(HttpStatusCode.Created);

        var terms = (await town.Town.Console.Get(path)).Items();

        Assert.Equal([false, true], terms.Select(one => (bool)one!["inForce"]!));
        Assert.Equal(["10000.1234567891", "9500"], terms.Select(one => (string)one!["products"]![0]!["amount"]!));
        Assert.Equal("already-exists", (await town.AgreesWithProducer(new DateOnly(2999, 1, 1))).Problem);
        Assert.Equal(["/validFrom"], (await town.AgreesWithProducer(Monday.AddDays(1))).Places);
        Assert.Equal("not-found", (await town.Town.Partner.Get(path)).Problem);
        Assert.Equal("not-found", (await town.Town.Console.Get($"/v1/parties/{town.Town.Chain}/terms")).Problem);
    }

    private static JsonObject Price(string product) => new() { ["product"] = product, ["amount"] = "1" };

    private static JsonObject NewTerms(JsonObject consignment) => new()
    {
        ["validFrom"] = "2999-01-01",
        ["paymentDays"] = 7,
        ["priceTolerancePercent"] = "1.5",
        ["priceToleranceRupiah"] = "5000",
        ["responseHours"] = 24,
        ["deliveryDays"] = 2,
        ["stockVisibleToPartner"] = true,
        ["partnerStockVisible"] = true,
        ["consignment"] = consignment,
        ["consignedProducts"] = new JsonArray(new JsonObject { ["product"] = Gula, ["onConsignment"] = false }),
    };
}
