using System.Net;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Streams;

/// <summary>What the shop has becomes what the chain holds of it.</summary>
public sealed class OutwardTests(TestCluster cluster)
{
    [Fact]
    public async Task A_count_a_sale_and_a_reservation_at_the_shop_arrive_in_the_chains_packs()
    {
        await using var town = await Open(cluster);

        await town.Till.Given(Count(100, Beras, at: "08:00"));
        await town.Holds(100, ChainBeras);
        Assert.Equal("DUS", town.HeldOf(ChainBeras)!.Pack);

        await town.Till.Given(Sale(3, Beras, at: "09:00"));
        await town.Holds(97, ChainBeras);

        (await town.Till.Reserve(20, Beras, "pesanan-1")).Must(HttpStatusCode.Created);
        await town.Holds(77, ChainBeras);
    }

    [Fact]
    public async Task Weighed_goods_arrive_in_kilograms_to_the_gram()
    {
        await using var town = await Open(cluster);

        await town.Till.Given(Count(12.5m, Telur, at: "08:00"), Sale(0.375m, Telur, at: "09:00"));

        await town.Holds(12.125m, ChainTelur);
        Assert.Null(town.HeldOf(ChainTelur)!.Pack);
    }

    [Fact]
    public async Task What_was_there_before_the_connector_came_is_told_when_it_comes()
    {
        await using var town = await Found(cluster);
        await town.Rows.Run("delete from item_mapping where owner_id = $1", town.Town.Coop);
        await town.OpenGateway();
        await town.Till.Given(Count(50, Minyak));
        await town.Stream("stock_out", stream => stream["lastSuccessAt"] is not null);
        Assert.Null(town.HeldOf(ChainMinyak));

        await town.Town.Maps(town.Town.Chain, "basmalah", ChainMinyak, Minyak, "DUS");

        await town.Holds(50, ChainMinyak);
    }

    [Fact]
    public async Task Stock_that_the_terms_hide_is_told_once_they_show_it()
    {
        await using var town = await Found(cluster);
        await town.Town.Agrees("2024-06-01", stockVisible: false);
        await town.OpenGateway();
        await town.Till.Given(Count(50, Minyak));
        await town.Stream("stock_out", stream => stream["lastSuccessAt"] is not null);
        Assert.Null(town.HeldOf(ChainMinyak));

        await town.Town.Agrees("2024-07-01", stockVisible: true);

        await town.Holds(50, ChainMinyak);
    }

    [Fact]
    public async Task Goods_that_the_chain_has_no_code_for_are_not_told()
    {
        await using var town = await Open(cluster);

        await town.Till.Given(Count(30, Gula), Count(60, Beras));

        await town.Holds(60, ChainBeras);
        Assert.Equal([ChainBeras], town.Chain.Books.Availability.Of(town.Town.CoopCode).Select(held => held.Item));
    }

    [Fact]
    public async Task A_refused_line_waits_for_us_while_its_neighbours_go_in_and_is_told_once_it_is_mapped_rightly()
    {
        await using var town = await Found(cluster);
        await town.Town.Maps(town.Town.Chain, "basmalah", "BSM-999999", Gula);
        await town.OpenGateway();

        await town.Till.Given(Count(30, Gula), Count(60, Beras));

        await town.Holds(60, ChainBeras);
        var stream = await town.Stream("stock_out", stream => (long)stream["refused"]! == 1);
        Assert.Equal("you", (string)stream["turn"]!);
        Assert.Contains("The partner refuses products of ", (string)stream["next"]!, StringComparison.Ordinal);
        using var chain = town.Gateway.Client(town.Town.PartnerKey);
        Assert.Equal("owner", (string?)(await town.Stream("stock_out", chain, town.Town.CoopCode))!["turn"]);

        await town.Rows.Run("delete from item_mapping where owner_id = $1 and item_code = 'BSM-999999'", town.Town.Coop);
        await town.Town.Maps(town.Town.Chain, "basmalah", ChainGula, Gula);

        await town.Holds(30, ChainGula);
        Assert.Equal("nobody", (string)(await town.Stream("stock_out", seen => (long)seen["refused"]! == 0))["turn"]!);
    }

    [Fact]
    public async Task A_refused_line_is_offered_again_with_its_next_version()
    {
        await using var town = await Open(cluster);
        await town.Till.Given(Count(2.5m, Beras, at: "08:00"));
        await town.Stream("stock_out", stream => (long)stream["refused"]! == 1);

        await town.Till.Given(Count(3, Beras, at: "09:00"));

        await town.Holds(3, ChainBeras);
    }

    [Fact]
    public async Task A_cooperative_without_a_key_waits_for_an_administrator_and_the_others_flow()
    {
        await using var town = await Found(cluster);
        var other = await Neighbour(town);
        await town.OpenGateway();
        using var till = town.Gateway.Client(other.TillKey);

        await till.Given(Count(5, Minyak));
        await town.Till.Given(Count(50, Minyak));

        await town.Holds(50, ChainMinyak);
        var stream = (await Eventually.See(() => town.Stream("stock_out", till), seen => (string?)seen?["lastErrorCode"] == "no-key"))!;
        Assert.Equal(("administrator", other.CoopCode, 1L), ((string)stream["turn"]!, (string)stream["party"]!, (long)stream["waiting"]!));
    }

    [Fact]
    public async Task Versions_that_were_overtaken_are_never_sent()
    {
        await using var town = await Open(cluster);
        await town.Till.Given(Count(50, Minyak, at: "08:00"));
        await town.Holds(50, ChainMinyak);
        await town.CloseChain();

        for (var sale = 1; sale <= 6; sale++)
            await town.Till.Given(Sale(1, Minyak, at: $"09:0{sale}"));
        await town.Stream("stock_out", stream => stream["lastError"] is not null);
        await town.OpenChain();

        await town.Holds(44, ChainMinyak);
        Assert.Equal([1, 7], await town.VersionsTaken(ChainMinyak));
    }

    [Fact]
    public async Task Goods_told_under_another_code_are_told_anew_even_where_the_chain_holds_a_newer_version_of_it()
    {
        await using var town = await Open(cluster);
        for (var count = 1; count <= 5; count++)
            await town.Till.Given(Count(count, Minyak, at: $"08:0{count}"));
        await town.Till.Given(Count(80, Beras));
        await town.Holds(5, ChainMinyak);
        await town.Holds(80, ChainBeras);

        await town.Rows.Run("delete from item_mapping where owner_id = $1", town.Town.Coop);
        await town.Town.Maps(town.Town.Chain, "basmalah", ChainMinyak, Beras);

        await town.Holds(80, ChainMinyak);
    }

    /// <summary>A second cooperative with the same chain, for which we hold no key.</summary>
    private static async Task<Town> Neighbour(PartnerTown town)
    {
        var other = await Town.Create(town.Rows, new Uri("http://127.0.0.1:9"));
        await town.Rows.Run("update partnership set partner_id = $2 where owner_id = $1", other.Coop, town.Town.Chain);
        await other.Maps(town.Town.Chain, "basmalah", ChainMinyak, Minyak);
        return other;
    }
}
