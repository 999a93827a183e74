using System.Globalization;
using System.Net;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Parties;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Settlements.ConsignedTown;

namespace RetailGateway.Tests.Settlements;

/// <summary>Whose goods they are follows the terms: from the day on which goods are bought outright they are the location's party's own.</summary>
public sealed class TermsTurnTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Goods_that_the_terms_have_bought_outright_are_settled_up_to_that_day_and_no_further()
    {
        var town = await ConsignedTown.Create(fixture.Gateway);
        await town.Town.Till.Given(Count(10, at: 0), Sale(2, at: 1), Sale(5, at: 4));
        await ProducerTurns(town, day: 3, consigned: false);

        await town.Run();

        Assert.Equal(["settlement 2 19000"], await town.Lines());
        Assert.Equal([(At(0), (DateTimeOffset?)At(3))], await Spans(town.Town.Console));
        Assert.Null((await town.Town.Till.Position(Beras))["consignor"]);
    }

    [Fact]
    public async Task A_producers_goods_at_a_stockist_are_the_cooperatives_once_its_terms_have_them_bought_outright()
    {
        var town = await AtTheStore();
        await ProducerTurns(town, day: 4, consigned: false);

        await town.Run();

        Assert.Equal(["producer 0", "producer 28500", "stockist 48000"], await FirstWeek(town));
        Assert.Equal([(At(0), (DateTimeOffset?)null)], await Spans(town.Town.Partner));
    }

    [Fact]
    public async Task A_stockist_that_buys_outright_owns_what_lies_there_from_that_day_on()
    {
        var town = await AtTheStore();
        await ChainTurns(town, day: 4);

        await town.Run();

        Assert.Equal(["stockist 36000"], (await FirstWeek(town)).Where(line => line.Contains("stockist", StringComparison.Ordinal)));
        Assert.Equal([(At(0), (DateTimeOffset?)At(4))], await Spans(town.Town.Partner));
        Assert.Equal([(At(0), (DateTimeOffset?)At(4))], await Spans(town.Town.Console, Store));
    }

    [Fact]
    public async Task Terms_that_put_goods_on_consignment_again_make_them_the_consignors_again()
    {
        var town = await ConsignedTown.Create(fixture.Gateway);
        await town.Town.Till.Given(Count(10, at: 0), Sale(2, at: 1), Sale(5, at: 4), Sale(1, at: 8));
        await ProducerTurns(town, day: 3, consigned: false);
        await ProducerTurns(town, day: 7, consigned: true);

        await town.Run();

        Assert.Equal(["settlement 2 19000", "settlement 1 9500"], await town.Lines());
        Assert.Equal([(At(0), At(3)), (At(7), (DateTimeOffset?)null)], await Spans(town.Town.Console));
        Assert.Equal(town.Producer, (string?)(await town.Town.Till.Position(Beras))["consignor"]);
    }

    [Fact]
    public async Task Terms_of_a_day_to_come_say_until_when_and_change_nothing_before_it()
    {
        var town = await ConsignedTown.Create(fixture.Gateway);
        await town.Town.Till.Given(Count(10, at: 0), Sale(2, at: 1));

        (await town.AgreesWithProducer(Monday.AddDays(40), onConsignment: false)).Must(HttpStatusCode.Created);
        await town.Run();

        Assert.Equal([(At(0), (DateTimeOffset?)At(40))], await Spans(town.Town.Console));
        Assert.Equal(town.Producer, (string?)(await town.Town.Till.Position(Beras))["consignor"]);
        Assert.Equal("settlement 2 19000", (await town.Lines())[0]);
    }

    /// <summary>Eight bags came to the chain's store on the third day; three were sold there the day after, and one the day after that.</summary>
    private async Task<ConsignedTown> AtTheStore()
    {
        var town = await ConsignedTown.Create(fixture.Gateway);
        await town.Stocks();
        (await town.Belongs(StoreItem, town.Town.CoopCode, location: Store, by: town.Town.Partner)).Must(HttpStatusCode.Created);
        await town.Town.Partner.Given(
            Changes.Receipt(8, StoreItem).Where(Store) with { At = At(2) },
            Changes.Sale(3, StoreItem).Where(Store) with { At = At(3) },
            Changes.Sale(1, StoreItem).Where(Store) with { At = At(4.5) });
        return town;
    }

    private static Task ProducerTurns(ConsignedTown town, int day, bool consigned) => town.Town.Database.Run(
        """
        insert into producer_terms (owner_id, producer_id, valid_from, payment_days, on_consignment, share_percent, shrinkage_borne_by, settled_every, settled_from_day, settlement_grace_days)
        values ($1, $2, $3, 7, $4, 100, 'consignee', 'week', 1, 0)
        """,
        town.Town.Coop, town.ProducerId, Monday.AddDays(day), consigned);

    private static Task ChainTurns(ConsignedTown town, int day) => town.Town.Database.Run(
        """
        insert into terms (
            owner_id, partnership_id, valid_from, payment_days, price_tolerance_percent, price_tolerance_rupiah,
            response_hours, delivery_days, stock_visible_to_partner, partner_stock_visible, on_consignment, accepted_at)
        select owner_id, partnership_id, $2, 30, 1, 1000, 24, 2, true, false, false, now() from partnership where owner_id = $1
        """,
        town.Town.Coop, Monday.AddDays(day));

    /// <summary>What each place comes to in the first week, as "hop amount".</summary>
    private static async Task<List<string>> FirstWeek(ConsignedTown town) =>
    [
        .. (await Read(town.Town.Console))
            .Where(document => string.CompareOrdinal((string)document["summary"]!["firstDay"]!, Day(Monday.AddDays(7))) < 0)
            .SelectMany(document => document["lines"]!.AsArray().Select(line => (Hop: (string)document["summary"]!["hop"]!, Amount: decimal.Parse((string)line!["amount"]!, CultureInfo.InvariantCulture), Place: (string)line["location"]!)))
            .GroupBy(line => (line.Hop, line.Place)).Select(lines => $"{lines.Key.Hop} {lines.Sum(line => line.Amount)}").Order(StringComparer.Ordinal),
    ];

    /// <summary>From when until when goods are another's, in their order.</summary>
    private static async Task<List<(DateTimeOffset, DateTimeOffset?)>> Spans(ApiClient side, string? location = null) =>
    [
        .. (await side.Get($"/v1/stock/owners{(location is null ? "" : $"?location={location}")}")).Items()
            .Select(row => (Instant(row!["from"]!)!.Value, Instant(row["until"]))),
    ];

    private static DateTimeOffset? Instant(System.Text.Json.Nodes.JsonNode? text) => text is null ? null : DateTimeOffset.Parse((string)text!, CultureInfo.InvariantCulture);

    private static Change Count(decimal quantity, double at) => Changes.Count(quantity, Beras) with { At = At(at) };

    private static Change Sale(decimal quantity, double at) => Changes.Sale(quantity, Beras) with { At = At(at) };
}
