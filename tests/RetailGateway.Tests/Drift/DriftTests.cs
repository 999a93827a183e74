using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RetailGateway.Features.Sync.Drift;
using RetailGateway.PartnerSimulator.Chain;
using RetailGateway.PartnerSimulator.Chain.Books;
using RetailGateway.PartnerSimulator.Chain.Dialect;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Streams;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Drift;

/// <summary>Both books held against each other: what was planted is found and named, and what is in flight is not.</summary>
public sealed class DriftTests(TestCluster cluster)
{
    [Fact]
    public async Task Books_that_agree_raise_nothing_while_both_sides_live()
    {
        await using var town = await Open(cluster);
        await town.Till.Given(Count(100, Beras, at: "08:00"), Count(60, Minyak, at: "08:00"));
        await town.Holds(60, ChainMinyak);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var life = new ChainLife(town.Chain.Books, seed: 5).Run(TimeSpan.FromMilliseconds(5), TimeProvider.System, stop.Token);

        for (var minute = 0; minute < 5; minute++)
        {
            await town.Till.Given(Sale(1, Beras, at: $"09:0{minute}"));
            await Check(town);
        }

        await stop.CancelAsync();
        await life;
        Assert.Empty(await Findings(town, resolved: true));
        Assert.Equal(0, await town.Rows.Ask<long>("select sum(differences)::bigint from drift_check"));
        Assert.True(await town.Rows.Ask<long>("select sum(compared)::bigint from drift_check") > 0);
        Assert.Equal(0, await town.Rows.Ask<long>("select count(*) from drift_check where outcome = 'unanswered'"));
    }

    [Fact]
    public async Task Ten_thousand_comparisons_of_books_that_agree_find_nothing()
    {
        const int goods = 1_000;
        ChainItem[] items = [.. Enumerable.Range(1, goods).Select(index => new ChainItem($"BSM-3{index:00000}", $"Barang {index}", "Sembako", ChainUnit.Piece, 1_000, [new("DUS", 12, null), new("PCS", 1, null)]))];
        await using var town = await Found(cluster, more: items);
        var codes = await town.Town.SellsMany("BRG", goods);
        await town.Rows.Run(
            """
            insert into item_mapping (owner_id, connection_owner_id, connection_id, item_code, product_id, pack_code, factor, during)
            select p.owner_id, c.owner_id, c.connection_id, i.item, p.product_id, 'PCS', 1, tstzrange(null, null)
            from unnest($3::text[], $4::text[]) as i (code, item)
            join product p on p.owner_id = $1 and p.code = i.code
            join connection c on c.owner_id = $2 and c.code = 'basmalah'
            """,
            town.Town.Coop, town.Town.Chain, codes, items.Select(item => item.Code).ToArray());
        await town.OpenGateway();
        await town.Till.Given([.. codes.Select((code, index) => Count(20 + index, code, at: "08:00"))]);
        await town.Holds(20 + goods - 1, items[^1].Code);

        for (var check = 0; check < 12; check++)
        {
            await town.Till.Given([.. codes[(check * 50)..((check * 50) + 20)].Select(code => Sale(1, code, at: "09:00"))]);
            await Check(town);
        }

        Assert.True(await town.Rows.Ask<long>("select sum(compared)::bigint from drift_check where stream = 'stock_out'") >= 10_000);
        Assert.Empty(await Findings(town, resolved: true));
    }

    [Fact]
    public async Task A_line_that_the_chain_lost_is_found_named_and_told_again()
    {
        await using var town = await InTouch(cluster);
        Spoil(town, ChainBeras, _ => null);

        await Check(town);

        var finding = Assert.Single(await Findings(town));
        Assert.Equal(("lost", "100", null, "told_again"), Said(finding));
        await town.Holds(100, ChainBeras);
        await Check(town);
        Assert.Empty(await Findings(town));
        Assert.NotNull(Assert.Single(await Findings(town, resolved: true))["resolvedAt"]);
    }

    [Fact]
    public async Task A_figure_of_yesterday_is_stale()
    {
        await using var town = await InTouch(cluster);
        await town.Till.Given(Sale(7, Beras, at: "09:00"));
        await town.Holds(93, ChainBeras);
        Spoil(town, ChainBeras, held => held with { Quantity = 100 });

        await Check(town);

        var finding = Assert.Single(await Findings(town));
        Assert.Equal(("stale", "93", "100", "told_again"), Said(finding));
        // The partner reads the finding, too, and what the shop sold is not its business.
        Assert.Empty(finding["evidence"]!["ours"]!["recent"]!.AsArray());
        await town.Holds(93, ChainBeras);
    }

    [Fact]
    public async Task A_version_that_the_chain_fell_back_to_is_stale()
    {
        await using var town = await InTouch(cluster);
        await town.Till.Given(Sale(7, Beras, at: "09:00"));
        await town.Holds(93, ChainBeras);
        Spoil(town, ChainBeras, held => held with { Quantity = 1, Version = held.Version - 1 });

        await Check(town);

        Assert.Equal("stale", (string)Assert.Single(await Findings(town))["kind"]!);
    }

    [Fact]
    public async Task A_sale_that_the_chain_took_twice_is_doubled()
    {
        await using var town = await InTouch(cluster);
        await town.Till.Given(Sale(7, Beras, at: "09:00"));
        await town.Holds(93, ChainBeras);
        Spoil(town, ChainBeras, held => held with { Quantity = 86 });

        await Check(town);

        Assert.Equal(("doubled", "93", "86", "told_again"), Said(Assert.Single(await Findings(town))));
    }

    [Fact]
    public async Task Packs_read_as_pieces_are_given_to_a_person()
    {
        await using var town = await Open(cluster);
        await town.Till.Given(Count(80, Beras, at: "08:00"));
        await town.Holds(80, ChainBeras);
        Spoil(town, ChainBeras, held => held with { Quantity = 2 });

        await Check(town);

        Assert.Equal(("pack_factor", "80", "2", "person"), Said(Assert.Single(await Findings(town))));
        Assert.Equal("stock_drift", await town.Rows.Ask<string>("select kind from conflict where owner_id = $1 and closed_at is null", town.Town.Coop));

        Spoil(town, ChainBeras, held => held with { Quantity = 80 });
        await Check(town);
        Assert.Equal(0, await town.Rows.Ask<long>("select count(*) from conflict where owner_id = $1 and closed_at is null", town.Town.Coop));
    }

    [Fact]
    public async Task What_one_product_has_too_much_and_another_too_little_is_the_wrong_product()
    {
        await using var town = await InTouch(cluster);
        Spoil(town, ChainBeras, held => held with { Quantity = 83 });
        Spoil(town, ChainMinyak, held => held with { Quantity = 77 });

        await Check(town);

        Assert.Equal(["wrong_product", "wrong_product"], (await Findings(town)).Select(finding => (string)finding["kind"]!));
    }

    [Fact]
    public async Task What_comes_back_after_it_was_told_again_is_given_to_a_person()
    {
        await using var town = await InTouch(cluster);
        Spoil(town, ChainBeras, held => held with { Quantity = 31 });
        await Check(town);
        await town.Holds(100, ChainBeras);
        Spoil(town, ChainBeras, held => held with { Quantity = 31 });

        await Check(town);

        Assert.Equal(("unexplained", "100", "31", "person"), Said(Assert.Single(await Findings(town))));
    }

    [Fact]
    public async Task A_change_of_the_chain_that_we_lost_is_found_named_and_its_snapshot_is_taken()
    {
        await using var town = await Open(cluster);
        await town.InStep();
        await Settled(town);
        await Check(town);
        await town.CloseGateway();
        var missed = town.Chain.Books.Stock.Enter(StockEntryKind.Sale, Store, ChainBeras, -7);
        await town.Rows.Run(
            "update sync_stream set cursor = $2 where owner_id = $1 and kind = 'stock_in'", town.Town.Chain, $"feed:{FeedToken.Of(town.Chain.Books, missed.Sequence)}");
        await town.OpenGateway();
        await Settled(town);

        await Check(town);

        Assert.Equal(("lost", "120", "113", "count_taken"), Said(Assert.Single(await Findings(town, of: town.Town.Chain))));
        await town.InStep();
        await Settled(town);
        await Check(town);
        Assert.Empty(await Findings(town, of: town.Town.Chain));
    }

    [Fact]
    public async Task A_line_that_the_chains_snapshot_lacks_is_given_to_a_person_and_counted_to_nothing_by_nobody()
    {
        await using var town = await Open(cluster);
        await town.InStep();
        await town.Rows.Run(
            """
            with more as (insert into product (owner_id, code, name, base_unit) values ($1, 'BSM-900001', 'Barang lama', 'PCS') returning owner_id, product_id)
            insert into stock_position (owner_id, location_id, product_id, on_hand, version)
            select m.owner_id, l.location_id, m.product_id, 5, 1 from more m join location l on l.owner_id = m.owner_id and l.code = $2
            """,
            town.Town.Chain, Store);
        await Settled(town);

        await Check(town);

        Assert.Equal(("lost", "5", null, "person"), Said(Assert.Single(await Findings(town, of: town.Town.Chain))));
        Assert.Equal(5, (await town.OurCopy())[$"{Store} BSM-900001"]);
    }

    [Fact]
    public async Task A_store_whose_word_is_another_systems_is_compared_no_more()
    {
        await using var town = await Open(cluster);
        await town.InStep();
        await town.CloseGateway();
        town.Chain.Books.Stock.Enter(StockEntryKind.Sale, Store, ChainBeras, -7);
        await town.Rows.Run(
            """
            update system_of_record s set connection_id = c.connection_id
            from connection c, location l
            where s.owner_id = $1 and c.owner_id = $1 and c.kind = 'console' and l.owner_id = $1 and l.location_id = s.location_id and l.code = $2
            """,
            town.Town.Chain, Store);
        await town.OpenGateway();

        await Check(town);

        Assert.Empty(await Findings(town, of: town.Town.Chain));
    }

    [Fact]
    public async Task A_change_that_we_took_twice_is_doubled()
    {
        await using var town = await Open(cluster);
        await town.InStep();
        town.Chain.Books.Stock.Enter(StockEntryKind.Sale, Store, ChainBeras, -7);
        await town.InStep();
        await town.Rows.Run(
            """
            with twin as (
                insert into stock_entry (owner_id, connection_id, change_id, location_id, product_id, kind, quantity, occurred_at)
                select owner_id, connection_id, change_id || '-2', location_id, product_id, kind, quantity, occurred_at + interval '1 second'
                from stock_entry where owner_id = $1 and kind = 'sale'
                returning *)
            update stock_position p set on_hand = p.on_hand + t.quantity from twin t
            where p.owner_id = t.owner_id and p.location_id = t.location_id and p.product_id = t.product_id
            """,
            town.Town.Chain);
        await Settled(town);

        await Check(town);

        Assert.Equal(("doubled", "106", "113", "count_taken"), Said(Assert.Single(await Findings(town, of: town.Town.Chain))));
        await town.InStep();
    }

    [Fact]
    public async Task A_partner_that_does_not_answer_is_compared_another_time()
    {
        await using var town = await InTouch(cluster);
        await town.CloseChain();

        await Check(town);

        Assert.Equal(3, await town.Rows.Ask<long>("select count(*) from drift_check where outcome = 'unanswered' and note <> ''"));
        Assert.Empty(await Findings(town));
        await town.OpenChain();
    }

    [Fact]
    public async Task Whoever_cannot_wait_for_the_night_asks_and_is_answered_once()
    {
        await using var town = await InTouch(cluster);
        var ask = new JsonObject { ["stream"] = "stock_out", ["partner"] = town.Town.ChainCode, ["owner"] = town.Town.CoopCode };

        var first = (await town.Till.Post("/v1/sync/drift/checks", ask)).Must(HttpStatusCode.Accepted).Json;
        var second = (await town.Till.Post("/v1/sync/drift/checks", ask)).Must(HttpStatusCode.Accepted).Json;
        await Job(town).RunAsked(TestContext.Current.CancellationToken);

        Assert.Equal((long)first["id"]!, (long)second["id"]!);
        var check = Assert.Single((await town.Till.Get("/v1/sync/drift/checks")).Must(HttpStatusCode.OK).Json["items"]!.AsArray())!;
        Assert.Equal(("equal", 2), ((string)check["outcome"]!, (int)check["compared"]!));
    }

    [Fact]
    public async Task A_stream_of_others_cannot_be_asked_for()
    {
        await using var town = await InTouch(cluster);

        var reply = await town.Till.Post("/v1/sync/drift/checks", new JsonObject { ["stream"] = "stock_out", ["partner"] = town.Town.ChainCode, ["owner"] = "LAIN" });

        Assert.Equal(HttpStatusCode.NotFound, reply.Status);
    }

    /// <summary>A town whose chain holds 100 of the rice and 60 of the oil, both acknowledged.</summary>
    private static async Task<PartnerTown> InTouch(TestCluster cluster)
    {
        var town = await Open(cluster);
        await town.Till.Given(Count(100, Beras, at: "08:00"), Count(60, Minyak, at: "08:00"));
        await town.Holds(100, ChainBeras);
        await town.Holds(60, ChainMinyak);
        await town.Stream("stock_out", stream => (int)stream["waiting"]! == 0);
        return town;
    }

    /// <summary>The chain's clock tells whole seconds: what happened in the snapshot's own second is passed over.</summary>
    private static Task Settled(PartnerTown town) => Eventually.See(
        () => town.Rows.Ask<bool>("select coalesce(max(last_entry_at) < now() - interval '2 seconds', true) from stock_position where owner_id = $1", town.Town.Chain),
        settled => settled);

    private static void Spoil(PartnerTown town, string item, Func<HeldAvailability, HeldAvailability?> spoil) =>
        town.Chain.Books.Availability.Spoil(town.Town.CoopCode, Shop, item, spoil);

    private static CheckDrift Job(PartnerTown town) => ActivatorUtilities.CreateInstance<CheckDrift>(town.Gateway.Services);

    private static async Task Check(PartnerTown town) => await Job(town).Run(TestContext.Current.CancellationToken);

    private static async Task<List<JsonNode>> Findings(PartnerTown town, bool resolved = false, int? of = null)
    {
        using var key = of is null ? null : town.Gateway.Client(await town.Town.Key(town.Town.ChainCode, "basmalah", "sync:read"));
        return [.. (await (key ?? town.Till).Get($"/v1/sync/drift?resolved={(resolved ? "true" : "false")}")).Must(HttpStatusCode.OK).Json["items"]!.AsArray()
            .Where(finding => (string)finding!["stream"]! == (of is null ? "stock_out" : "stock_in")).Select(finding => finding!)];
    }

    private static (string, string, string?, string) Said(JsonNode finding) =>
        ((string)finding["kind"]!, (string)finding["ours"]!, (string?)finding["theirs"], (string)finding["answer"]!);
}
