using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Sync.Drift;
using RetailGateway.Partners.Contracts;
using RetailGateway.PartnerSimulator.Chain.Books;
using RetailGateway.PartnerSimulator.Chain.Dialect;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Streams;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Drift;

/// <summary>What an inward check keeps of what a partner tells, and what it says of what was not taken.</summary>
public sealed class InwardBoundsTests(TestCluster cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lost_change_among_many_is_named_and_few_of_the_others_are_kept()
    {
        const int pairs = 600;
        await using var town = await Open(cluster);
        await town.InStep();
        await Settled(town);
        await Job(town).Run(Cancel);
        await town.CloseGateway();
        var missed = town.Chain.Books.Stock.Enter(StockEntryKind.Sale, Store, ChainBeras, -7);
        await town.Rows.Run(
            "update sync_stream set cursor = $2 where owner_id = $1 and kind = 'stock_in'", town.Town.Chain, $"feed:{FeedToken.Of(town.Chain.Books, missed.Sequence)}");
        for (var pair = 0; pair < pairs; pair++)
        {
            town.Chain.Books.Stock.Enter(StockEntryKind.Sale, Store, ChainBeras, -1);
            town.Chain.Books.Stock.Enter(StockEntryKind.Receipt, Store, ChainBeras, 1);
        }

        await town.OpenGateway();
        await Eventually.See(
            () => town.Rows.Ask<long>("select count(*) from stock_entry where owner_id = $1 and kind = 'receipt'", town.Town.Chain), taken => taken == pairs);
        var kept = await Kept(town);
        await Settled(town);
        await Job(town).Run(Cancel);

        Assert.InRange(kept.ChangeIds.Count(), 1, ToldAgain.MostTelling + ToldAgain.MostOthers);
        var finding = Assert.Single(await Findings(town));
        Assert.Equal(("lost", "120", "113"), ((string)finding["kind"]!, (string)finding["ours"]!, (string?)finding["theirs"]));
        Assert.Equal((string?)finding["evidence"]!["theirs"]!["toldAgain"]![0]!["changeId"], (string?)finding["evidence"]!["explainedBy"]);
    }

    [Fact]
    public async Task A_figure_that_the_ledger_does_not_take_as_a_count_is_named_in_the_checks_note()
    {
        await using var town = await Open(cluster);
        await town.InStep();
        await Settled(town);
        await town.Rows.Run(
            """
            update stock_position p set on_hand = on_hand - 7 from product g, location l
            where g.owner_id = p.owner_id and g.product_id = p.product_id and l.owner_id = p.owner_id and l.location_id = p.location_id
                and p.owner_id = $1 and g.code = $2 and l.code = $3
            """,
            town.Town.Chain, ChainBeras, Store);
        await town.Rows.Run("update product set kind = 'service' where owner_id = $1 and code = $2", town.Town.Chain, ChainBeras);

        await Job(town).Run(Cancel);

        var note = await town.Rows.Ask<string>("select note from drift_check where owner_id = $1 and stream = 'stock_in' order by check_id desc limit 1", town.Town.Chain);
        Assert.Contains($"1 of its figures could not be taken as counts: {ChainBeras} at {Store}", note, StringComparison.Ordinal);
        await Job(town).Run(Cancel);
        Assert.Equal("person", (string?)Assert.Single(await Findings(town))["answer"]);
    }

    [Fact]
    public async Task A_foreign_place_in_a_partners_feed_closes_once_it_is_the_partners_own()
    {
        await using var town = await Found(cluster);
        await town.Rows.Run("update location set code = 'LAMA' where owner_id = $1 and code = $2", town.Town.Chain, Store);
        await town.Rows.Run("insert into location (owner_id, code, name, format) values ($1, $2, 'Toko lain', 'coop_shop')", town.Town.Coop, Store);
        await town.OpenGateway();
        await Eventually.See(() => Matters(town), matters => matters is [null]);

        await Job(town).Run(Cancel);
        Assert.Equal([null], await Matters(town));

        await town.Rows.Run("update location set code = $2 where owner_id = $1 and code = 'LAMA'", town.Town.Chain, Store);
        Assert.Equal(["mended"], await Eventually.See(
            async () =>
            {
                await Job(town).Run(Cancel);
                return await Matters(town);
            },
            matters => matters is ["mended"]));
    }

    private static Task<List<string?>> Matters(PartnerTown town) => town.Rows.Jobs.All(
        "select resolution from conflict where owner_id = $1 and kind = 'tenant_mismatch' order by conflict_id",
        row => row.IsDBNull(0) ? null : row.GetString(0),
        town.Town.Chain);

    /// <summary>What is kept of all that the chain tells again of the rice in its store.</summary>
    private static async Task<ToldAgain> Kept(PartnerTown town)
    {
        var services = town.Gateway.Services;
        var (location, product, connection) = (await town.Rows.Jobs.All(
            """
            select l.location_id, g.product_id, c.connection_id
            from location l
            join product g on g.owner_id = l.owner_id and g.code = $2
            join connection c on c.owner_id = l.owner_id and c.code = 'basmalah'
            where l.owner_id = $1 and l.code = $3
            """,
            row => (row.GetInt32(0), row.GetInt32(1), row.GetInt32(2)),
            town.Town.Chain, ChainBeras, Store)).Single();
        var stream = new DriftStream(town.Town.Chain, town.Town.ChainCode, town.Town.Chain, connection, "stock_in", "basmalah");
        await using var stage = await InwardStage.Open(town.Rows.Jobs, stream, Cancel);
        var book = await services.GetRequiredService<PartyBooks>().Get(new PartyId(town.Town.Chain), Cancel);
        var inward = new InwardCheck(town.Rows.Jobs, stream, services.GetServices<IConnector>().OfType<IReadsStock>().Single(), book, stage);
        var difference = new Difference(location, product, Quantity.FromDecimal(120), Quantity.FromDecimal(113), null, null);
        return (await ToldAgain.Ask(town.Rows.Jobs, stream, inward, [difference], Cancel))!;
    }

    /// <summary>The chain's clock tells whole seconds: what happened in the snapshot's own second is passed over.</summary>
    private static Task Settled(PartnerTown town) => Eventually.See(
        () => town.Rows.Ask<bool>("select coalesce(max(last_entry_at) < now() - interval '2 seconds', true) from stock_position where owner_id = $1", town.Town.Chain),
        settled => settled);

    private static CheckDrift Job(PartnerTown town) => ActivatorUtilities.CreateInstance<CheckDrift>(town.Gateway.Services);

    private static async Task<List<JsonNode>> Findings(PartnerTown town)
    {
        using var key = town.Gateway.Client(await town.Town.Key(town.Town.ChainCode, "basmalah", "sync:read"));
        return [.. (await key.Get("/v1/sync/drift")).Must(HttpStatusCode.OK).Json["items"]!.AsArray()
            .Where(finding => (string)finding!["stream"]! == "stock_in").Select(finding => finding!)];
    }
}
