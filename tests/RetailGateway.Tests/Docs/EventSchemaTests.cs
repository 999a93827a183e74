using System.Text.Json.Nodes;
using RetailGateway.Domain.Orders;
using RetailGateway.Domain.Orders.Documents;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Sync.Feed;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Orders;
using RetailGateway.Tests.Partners;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Docs;

/// <summary>contracts/events says what the feed really carries.</summary>
public sealed class EventSchemaTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string OwnData = "#/$defs/ownData";
    private const string PartnerData = "#/$defs/partnerData";

    private static readonly JsonNode s_schema = JsonNode.Parse(SourceTree.Read("contracts/events/stock.position.changed.schema.json"))!;
    private static readonly OpenApiShape s_shape = new(s_schema);

    [Fact]
    public async Task What_the_owners_other_systems_are_told_is_as_described()
    {
        var town = await Day();

        var (events, _) = await town.Console.Feed(atLeast: 4);

        Assert.Empty(events.SelectMany(told => Faults(told, OwnData)));
        Assert.Contains(events, told => told["data"]!["item"] is not null);
        Assert.Contains(events, told => told["data"]!["item"] is null);
        Assert.Contains(events, told => told["data"]!["countedAt"] is not null);
        Assert.Contains(events, told => told["data"]!["countedAt"] is null);
        Assert.Contains(events, told => (string)told["data"]!["reserved"]! == "2.5");
    }

    [Fact]
    public async Task What_a_partner_is_told_is_as_described_and_holds_neither_on_hand_nor_reserved()
    {
        var town = await Day();

        var (events, _) = await town.Partner.Feed(atLeast: 3);

        Assert.Empty(events.SelectMany(told => Faults(told, PartnerData)));
        Assert.Contains(events, told => (string?)told["data"]!["item"] == "RTL-7");
        Assert.Contains(events, told => told["data"]!["item"] is null);
    }

    [Fact]
    public async Task What_the_owners_systems_are_told_is_not_what_a_partner_may_be_told()
    {
        var town = await Day();

        var (events, _) = await town.Console.Feed(atLeast: 4);

        Assert.All(events, told => Assert.NotEmpty(s_shape.Faults(s_shape.Resolve(PartnerData), told["data"])));
    }

    [Fact]
    public void A_position_is_evidenced_by_every_kind_of_entry_but_a_reversal()
    {
        var listed = s_schema["$defs"]!["evidencedAs"]!["enum"]!.AsArray().Select(kind => (string)kind!);

        Assert.Equal(Enum.GetValues<EntryKind>().Where(kind => kind != EntryKind.Reversal).Select(kind => kind.Code()), listed);
    }

    [Fact]
    public async Task What_both_sides_of_an_order_are_told_is_as_described()
    {
        var schema = new OpenApiShape(JsonNode.Parse(SourceTree.Read("contracts/events/order.changed.schema.json"))!);
        var town = await OrderTown.Create(fixture.Gateway);
        var order = await town.Partner.Ordered(town, "PO-1", ("1", Beras, 1));
        (await town.Console.Answers(order, "rejected")).Must(System.Net.HttpStatusCode.OK);
        await Placed();

        var (events, _) = await town.Till.Feed(atLeast: 2);

        Assert.Equal(["seller", null], events.Select(told => (string?)told["data"]!["turn"]));
        Assert.Empty(events.SelectMany(told => schema.Faults(schema.Resolve("#/$defs/event"), told)));
    }

    [Fact]
    public async Task What_a_seller_that_is_late_is_asked_is_as_described()
    {
        var schema = new OpenApiShape(JsonNode.Parse(SourceTree.Read("contracts/events/order.status_requested.schema.json"))!);
        var town = await OrderTown.Create(fixture.Gateway);
        var order = await town.Partner.Ordered(town, "PO-1", ("1", Beras, 1));
        await town.Begins(order);
        await fixture.Gateway.Passes(order, hours: 60);
        await fixture.Gateway.Passes(order, hours: 24);
        await Placed();

        var (events, _) = await town.Till.Feed(atLeast: 2);

        Assert.Empty(schema.Faults(schema.Resolve("#/$defs/event"), Assert.Single(events, told => (string?)told["type"] == "order.status_requested")));
    }

    [Fact]
    public void An_order_is_told_to_stand_where_an_order_can_stand()
    {
        var schema = JsonNode.Parse(SourceTree.Read("contracts/events/order.changed.schema.json"))!["$defs"]!["data"]!["properties"]!;

        Assert.Equal(
            Enum.GetValues<OrderState>().Where(state => state != OrderState.NotSubmitted).Select(Names.Of),
            schema["state"]!["enum"]!.AsArray().Select(state => (string)state!));
        Assert.Equal(Enum.GetValues<DocumentKind>().Select(Names.Of), schema["document"]!["properties"]!["kind"]!["enum"]!.AsArray().Select(kind => (string)kind!));
    }

    [Fact]
    public void A_seller_is_asked_wherever_an_order_waits_for_it()
    {
        var schema = JsonNode.Parse(SourceTree.Read("contracts/events/order.status_requested.schema.json"))!["$defs"]!["data"]!["properties"]!;

        Assert.Equal(
            new[]
            {
                OrderState.Submitted, OrderState.Acknowledged, OrderState.Accepted, OrderState.ChangeRequested, OrderState.CancellationRequested,
                OrderState.PartlyDespatched, OrderState.PartlyReceived,
            }.Select(Names.Of),
            schema["state"]!["enum"]!.AsArray().Select(state => (string)state!));
    }

    /// <summary>A count, a sale below zero, an unread reversal, and a reservation of the chain's, all placed in their feeds.</summary>
    private async Task<Town> Day()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Packs(Beras, "KRG", 5);
        await town.Maps(town.Chain, "pusat", "RTL-7", Beras, "KRG");
        await town.Maps(town.Coop, "console", "beras", Beras);
        await town.Till.Given(Count(10, Beras, at: "08:00"));
        await town.Till.Given(Sale(2, Minyak, at: "09:00"));
        await town.Till.Given(Reversal("struk-yang-belum-datang", Gula));
        (await town.Partner.Reserve(2.5m, Beras, "PO-1", town.Coop)).Must(System.Net.HttpStatusCode.Created);
        await Placed();
        return town;
    }

    private async Task Placed()
    {
        while (await Sequencer.Step(fixture.Gateway.Database.Jobs, TestContext.Current.CancellationToken) > 0)
        {
            // What was committed is placed by now; a step that places nothing says so.
        }
    }

    private static IEnumerable<string> Faults(JsonNode told, string data) => s_shape.Faults(s_shape.Resolve("#/$defs/event"), told)
        .Concat(s_shape.Faults(s_shape.Resolve(data), told["data"]))
        .Select(fault => $"{told.ToJsonString()} {fault}");
}
