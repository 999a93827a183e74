using System.Net;
using RetailGateway.PartnerSimulator.Chain;
using RetailGateway.PartnerSimulator.Chain.Books;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Streams;

/// <summary>What a partner's engineers must look at becomes a conflict, and a person's word on it an effect.</summary>
public sealed class PartnerMatterTests(TestCluster cluster)
{
    [Fact]
    public async Task A_line_that_is_refused_three_times_in_a_row_is_a_matter_until_it_is_taken()
    {
        await using var town = await Open(cluster);
        await town.Town.Maps(town.Town.Chain, "basmalah", "BSM-999999", Gula, "PCS");
        for (var version = 1; version <= 3; version++)
        {
            Assert.Empty(await town.Till.Conflicts("partner_refuses"));
            await town.Till.Given(Count(version, Gula, at: $"08:0{version}"));
            await Refused(town, version);
        }

        var conflict = await Eventually.See(
            async () => (await town.Till.Get("/v1/sync/conflicts?kind=partner_refuses")).Json["items"]!.AsArray(), open => open.Count == 1);
        Assert.Equal((Gula, "partner", "basmalah"), (
            (string?)conflict[0]!["product"], (string?)conflict[0]!["actsNext"], (string?)conflict[0]!["connection"]));

        await town.Rows.Run("update item_mapping set item_code = $2 where owner_id = $1 and item_code = 'BSM-999999'", town.Town.Coop, ChainGula);
        (await town.Till.Resolve((long)conflict[0]!["id"]!, "retry")).Must(HttpStatusCode.OK);

        await town.Holds(3, ChainGula);
        await Refused(town, 0);
        Assert.Equal("nobody", (string?)(await town.Stream("stock_out", stream => (long)stream["refused"]! == 0))["turn"]);
    }

    [Fact]
    public async Task What_is_refused_again_after_a_retry_opens_anew_and_closes_when_it_is_taken()
    {
        await using var town = await Open(cluster);
        await town.Town.Maps(town.Town.Chain, "basmalah", "BSM-999999", Gula, "PCS");
        await town.Till.Given(Count(5, Gula, at: "08:00"));
        await Refused(town, 1);
        await town.Rows.Run("update partner_copy set refusals = 2");
        await town.Till.Given(Sale(1, Gula, at: "09:00"));
        await Refused(town, 3);

        (await town.Till.Resolve(await town.Till.Conflict("partner_refuses"), "retry")).Must(HttpStatusCode.OK);
        await Refused(town, 4);
        Assert.Equal([Gula], await town.Till.Conflicts("partner_refuses"));

        await town.Rows.Run("update item_mapping set item_code = $2 where owner_id = $1 and item_code = 'BSM-999999'", town.Town.Coop, ChainGula);
        await town.Till.Given(Sale(1, Gula, at: "10:00"));
        await town.Holds(3, ChainGula);
        await Eventually.See(() => town.Till.Conflicts("partner_refuses"), open => open.Length == 0);
        Assert.Empty(await town.Till.Conflicts("partner_refuses"));
    }

    [Fact]
    public async Task An_echo_of_other_figures_is_a_matter_with_the_partner_until_it_answers_clearly()
    {
        await using var town = await Open(cluster);
        town.Chain.Faults.Next(ChainFault.AlteredEcho);

        await town.Till.Given(Count(50, Minyak));

        Assert.Equal(["mended"], await Eventually.See(
            () => town.Rows.Jobs.All(
                "select coalesce(resolution, '') from conflict where kind = 'echo_differs' and owner_id = $1", row => row.GetString(0), town.Town.Coop),
            matters => matters is ["mended"]));
        Assert.Empty(await town.Till.Conflicts("echo_differs"));
        await town.Holds(50, ChainMinyak);
    }

    [Fact]
    public async Task A_place_of_another_party_in_a_partners_own_feed_is_a_matter_that_does_not_name_it()
    {
        await using var town = await Found(cluster);
        await town.Rows.Run("update location set code = 'LAMA' where owner_id = $1 and code = $2", town.Town.Chain, Store);
        await town.Rows.Run("insert into location (owner_id, code, name, format) values ($1, $2, 'Toko lain', 'coop_shop')", town.Town.Coop, Store);
        await town.OpenGateway();
        await Eventually.See(town.ReviewItems, count => count >= 4);
        town.Chain.Books.Stock.Enter(StockEntryKind.Sale, Store, ChainBeras, -2);
        using var chain = town.Gateway.Client(await town.Town.Key(town.Town.ChainCode, "basmalah"));

        var evidence = (await chain.Get($"/v1/sync/conflicts/{await chain.Conflict("tenant_mismatch")}")).Must(HttpStatusCode.OK).Json["conflict"]!;

        Assert.Equal(Store, (string?)evidence["evidence"]!["location"]);
        Assert.DoesNotContain(town.Town.CoopCode, evidence.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_code_that_a_stranger_to_the_partner_uses_says_nothing_of_a_mix_up(bool neighbourUsesItToo)
    {
        await using var town = await Found(cluster);
        await town.Rows.Run("update location set code = 'LAMA' where owner_id = $1 and code = $2", town.Town.Chain, Store);
        if (neighbourUsesItToo)
        {
            await town.Rows.Run("insert into location (owner_id, code, name, format) values ($1, $2, 'Toko lain', 'coop_shop')", town.Town.Coop, Store);
        }

        await town.Rows.Run(
            """
            with stranger as (
                insert into party (code, name, kind, cooperative_kind, environment)
                select 'KPN-JAUH', 'KPN Jauh', 'cooperative', 'civil_servants', environment from party where owner_id = $1
                returning owner_id)
            insert into location (owner_id, code, name, format) select owner_id, $2, 'Toko jauh', 'coop_shop' from stranger
            """,
            town.Town.Chain, Store);
        await town.OpenGateway();

        await Eventually.See(town.ReviewItems, count => count >= 4);

        Assert.Equal(0, await town.Rows.Ask<long>("select count(*) from conflict where kind = 'tenant_mismatch'"));
    }

    private static Task Refused(PartnerTown town, int times) => Eventually.See(
        () => town.Rows.Ask<int>("select coalesce(max(refusals), 0) from partner_copy where source_id = $1", town.Town.Coop), seen => seen == times);
}
