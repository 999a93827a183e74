using Microsoft.Extensions.DependencyInjection;
using RetailGateway.Features.Sync.Drift;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Parties;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Streams;

/// <summary>What <c>GET /v1/sync/connections</c> says may be lost: the quantity in doubt at the price in the terms.</summary>
public sealed class RiskTests(TestCluster cluster)
{
    [Fact]
    public async Task What_drifted_is_at_risk_at_the_dearest_price_in_force_and_once_though_a_person_was_asked()
    {
        await using var town = await Differing(held: 2);
        await Priced(town, "PCS", 16_000, from: "2024-01-01");
        await Priced(town, "DUS", 680_000, from: "2024-01-01");
        await Priced(town, "PCS", 99_000, from: "2099-01-01");
        await Check(town);

        var stream = await town.Stream("stock_out");

        // 78 of 80 bags: 16,000 by the bag is less than 17,000 by the carton of forty.
        Assert.Equal((1, 78 * 17_000m), ((long)stream!["conflicts"]!, StockCalls.Number(stream["rupiahAtRisk"])));
        using var chain = town.Gateway.Client(town.Town.PartnerKey);
        var theirs = await town.Stream("stock_out", chain, town.Town.CoopCode);
        Assert.Equal((0, 78 * 17_000m), ((long)theirs!["conflicts"]!, StockCalls.Number(theirs["rupiahAtRisk"])));
    }

    [Fact]
    public async Task What_drifted_is_reported_with_how_much_how_long_and_how_many_rupiah_until_both_agree_again_and_after()
    {
        await using var town = await Differing(held: 2);
        await Priced(town, "PCS", 16_000, from: "2024-01-01");
        await Check(town);
        await town.Rows.Run("update drift_finding set first_seen_at = first_seen_at - interval '36 hours' where owner_id = $1", town.Town.Coop);

        var stands = Assert.Single((await town.Till.Get("/v1/sync/drift")).Items())!;
        Spoil(town, 80);
        await Check(town);
        var agreed = Assert.Single((await town.Till.Get("/v1/sync/drift?resolved=true")).Items())!;

        Assert.Equal((Beras, -78m, 78 * 16_000m), ((string)stands["product"]!, StockCalls.Number(stands["difference"]), StockCalls.Number(stands["rupiahAtRisk"])));
        Assert.InRange(decimal.Parse(stands["hours"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture), 36, 37);
        Assert.Null(stands["resolvedAt"]);
        Assert.InRange(decimal.Parse(agreed["hours"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture), 36, 37);
        Assert.NotNull(agreed["resolvedAt"]);
        Assert.Empty((await town.Till.Get("/v1/sync/drift")).Items());
    }

    [Fact]
    public async Task What_drifted_without_a_price_is_said_to_have_none_and_what_agrees_risks_nothing()
    {
        await using var town = await Differing(held: 80);
        Assert.Equal((0, 0m), Said(await town.Stream("stock_out")));

        Spoil(town, 2);
        await Check(town);

        Assert.Equal((1, null), Said(await town.Stream("stock_out")));
    }

    [Fact]
    public async Task What_waits_to_be_sent_is_under_way_and_not_in_doubt()
    {
        await using var town = await Differing(held: 80);
        await Priced(town, "PCS", 16_000, from: "2024-01-01");
        await town.CloseChain();
        await town.Till.Given(Sale(7, Beras, at: "09:00"));

        var stream = await town.Stream("stock_out", one => (long)one["waiting"]! == 1 && one["lastError"] is not null);

        Assert.Equal((0, 0m), Said(stream));
        await town.OpenChain();
    }

    [Fact]
    public async Task The_authority_reads_how_the_streams_stand_and_neither_conflicts_nor_rupiah_nor_figures()
    {
        await using var town = await Differing(held: 2);
        await Priced(town, "PCS", 16_000, from: "2024-01-01");
        await Check(town);
        using var authority = await town.Gateway.Authority();

        var reply = (await authority.Get("/v1/sync/connections")).Must(System.Net.HttpStatusCode.OK);

        var streams = reply.Json["connections"]!.AsArray().Single(one => (string)one!["code"]! == "basmalah")!["streams"]!.AsArray();
        Assert.Equal(["orders_in", "orders_out", "stock_in", "stock_out"], streams.Select(stream => (string)stream!["kind"]!));
        Assert.All(streams, stream => Assert.NotNull(stream!["lagSeconds"]));
        Assert.DoesNotContain("you", streams.Select(stream => (string)stream!["turn"]!));
        Assert.DoesNotContain("rupiahAtRisk", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("conflicts", reply.Text, StringComparison.Ordinal);
    }

    /// <summary>Eighty bags of ours, of which the chain holds so many.</summary>
    private async Task<PartnerTown> Differing(decimal held)
    {
        var town = await Open(cluster);
        await town.Till.Given(Count(80, Beras, at: "08:00"));
        await town.Holds(80, ChainBeras);
        await town.Stream("stock_out", stream => (long)stream["waiting"]! == 0);
        Spoil(town, held);
        return town;
    }

    private static void Spoil(PartnerTown town, decimal quantity) =>
        town.Chain.Books.Availability.Spoil(town.Town.CoopCode, Shop, ChainBeras, held => held with { Quantity = quantity });

    private static Task Check(PartnerTown town) =>
        ActivatorUtilities.CreateInstance<CheckDrift>(town.Gateway.Services).Run(TestContext.Current.CancellationToken);

    private static Task Priced(PartnerTown town, string pack, decimal amount, string from) => town.Rows.Run(
        """
        insert into price (owner_id, partnership_id, product_id, pack_code, valid_from, amount)
        select s.owner_id, s.partnership_id, p.product_id, $3, $5::date, $4
        from partnership s join product p on p.owner_id = s.owner_id and p.code = $2 where s.owner_id = $1
        """,
        town.Town.Coop, Beras, pack, amount, from);

    private static (long, decimal?) Said(System.Text.Json.Nodes.JsonNode? stream) => ((long)stream!["conflicts"]!, StockCalls.Number(stream["rupiahAtRisk"]));
}
