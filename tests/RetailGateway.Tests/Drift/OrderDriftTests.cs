using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RetailGateway.Features.Sync.Drift;
using RetailGateway.PartnerSimulator.Chain;
using RetailGateway.PartnerSimulator.Chain.Books;
using RetailGateway.PartnerSimulator.Chain.Dialect;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Orders;
using RetailGateway.Tests.Orders.Exchange;
using RetailGateway.Tests.Streams;
using static RetailGateway.Tests.Orders.Exchange.TradingTown;

namespace RetailGateway.Tests.Drift;

/// <summary>The orders of both books held against each other: what one side lost or never told is found, and what is on its way is not.</summary>
public sealed class OrderDriftTests(TestCluster cluster)
{
    [Fact]
    public async Task Orders_that_both_have_alike_raise_nothing_and_what_is_on_its_way_is_passed_over()
    {
        await using var town = await TradingTown.Open(cluster);
        await Received(town);
        await town.Until(await town.ShopOrders("PO-2"), "submitted");
        await Delivered(town);

        var check = await Compare(town);
        Assert.Equal(("equal", 2, 0, 0), Said(check));

        town.Chain.Faults.Next(ChainFault.AbortBeforeCommit, "POST", "/pesanan/dokumen");
        await town.ShopOrders("PO-3");
        Assert.Equal(("equal", 2, 1, 0), Said(await Compare(town)));
        Assert.Equal(0, await town.Open("order_differs"));
    }

    [Fact]
    public async Task A_receipt_that_the_chain_lost_is_given_to_a_person_once_and_closes_when_it_is_there_again()
    {
        await using var town = await TradingTown.Open(cluster);
        var order = await Received(town);
        var receipt = town.Chain.Books.Orders.Of(town.ShopOrder("PO-1")).Single(paper => paper.Key.Kind == "PENERIMAAN");
        town.Chain.Books.Orders.Lose(receipt);

        Assert.Equal(("differs", 1, 0, 1), Said(await Compare(town)));
        var conflict = await Conflict(town);
        Assert.Equal(
            ["state: completed here, despatched there", "line 1 received: 120 here, 0 there", "line 2 received: 2.5 here, 0 there", "line 2 rejected: 0.5 here, 0 there"],
            Differences(conflict));
        Assert.Equal("PO-1", (string)conflict["changeId"]!);
        await Compare(town);
        Assert.Equal(1, await town.Open("order_differs"));

        town.Chain.Books.Orders.Replay(receipt);
        await Compare(town);
        Assert.Equal(0, await town.Open("order_differs"));
        Assert.Equal("mended", await town.Rows.Ask<string>("select resolution from conflict where kind = 'order_differs' and subject_id = $1", order.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_despatch_that_the_chain_never_told_is_found_and_a_dismissed_difference_stays_dismissed_until_it_changes()
    {
        await using var town = await TradingTown.Open(cluster);
        await town.Until(await town.ShopOrders("PO-1"), "submitted");
        await Delivered(town);
        Untold(town, "SURAT_JALAN", "SJ-1", [new("1", Jml: Cartons(2))]);

        await Compare(town);
        Assert.Equal(["state: submitted here, partly_despatched there", "line 1 despatched: 0 here, 80 there"], Differences(await Conflict(town)));
        (await town.Till.Resolve(await town.Till.Conflict("order_differs"), "dismiss", new JsonObject { ["reason"] = "Mereka salah ketik" })).Must(HttpStatusCode.OK);
        Assert.Equal("differs", (string)(await Compare(town))["outcome"]!);
        Assert.Equal(0, await town.Open("order_differs"));

        Untold(town, "SURAT_JALAN", "SJ-2", [new("1", Jml: Cartons(1))]);
        await Compare(town);
        Assert.Contains("line 1 despatched: 0 here, 120 there", Differences(await Conflict(town)));
    }

    [Fact]
    public async Task An_order_that_only_one_of_the_two_has_is_found_on_either_side()
    {
        await using var town = await TradingTown.Open(cluster);
        await town.Until(await town.ShopOrders("PO-1"), "submitted");
        await Delivered(town);
        town.Chain.Books.Orders.Lose(town.Chain.Books.Orders.Of(town.ShopOrder("PO-1")).Single());
        Untold(town, "PESANAN", "TB-9", [new("10", PartnerTown.ChainBeras, Jml: Cartons(1))], town.StoreOrder("TB-9"));

        await Compare(town);

        var open = (await town.Till.Get("/v1/sync/conflicts?kind=order_differs")).Must(HttpStatusCode.OK).Json["items"]!.AsArray();
        Assert.Equal(
            [("PO-1", OrderDifference.LackedThere), ("TB-9", OrderDifference.LackedHere)],
            open.Select(one => ((string)one!["evidence"]!["order"]!, Differences(one).Single())).Order());
        town.StoreOrders("TB-9");
        await town.Arrives("TB-9");
        await Compare(town);
        Assert.Equal("PO-1", (string)(await Conflict(town))["evidence"]!["order"]!);
    }

    [Fact]
    public async Task A_retry_compares_again_when_the_asked_checks_run_and_a_late_seller_is_asked_the_same_way()
    {
        await using var town = await TradingTown.Open(cluster);
        var order = await town.ShopOrders("PO-1");
        await Delivered(town);
        Untold(town, "JAWABAN", "J-1", [], town.ShopOrder("PO-1"), answer => answer with { Jawaban = "DISETUJUI" });
        await town.Town.Begins(order);
        foreach (var hours in new[] { 12, 13, 24, 24 })
            await town.Gateway.Passes(order, hours);
        Assert.Contains("ask_partner", await town.Town.Steps(order));

        await Job(town).RunAsked(TestContext.Current.CancellationToken);
        Assert.Equal("state: submitted here, accepted there", Differences(await Conflict(town)).First());

        (await town.Till.Resolve(await town.Till.Conflict("order_differs"), "retry")).Must(HttpStatusCode.OK);
        Assert.Equal(0, await town.Open("order_differs"));
        await Job(town).RunAsked(TestContext.Current.CancellationToken);
        Assert.Equal(1, await town.Open("order_differs"));
    }

    [Fact]
    public async Task A_partner_that_is_silent_or_shows_nonsense_is_unanswered_and_nothing_is_concluded()
    {
        await using var town = await TradingTown.Open(cluster);
        await town.ShopOrders("PO-1");
        await Delivered(town);
        foreach (var fault in new[] { ChainFault.TornBody, ChainFault.HtmlPage, ChainFault.EndlessBody })
        {
            // As often as it is tried again.
            for (var attempt = 0; attempt < 4; attempt++)
                town.Chain.Faults.Next(fault, "GET", "/pesanan");
            Assert.Equal("unanswered", (string)(await Compare(town))["outcome"]!);
        }

        Assert.Equal(0, await town.Open("order_differs"));
    }

    /// <summary>Ordered, agreed, sent whole and received, on both sides.</summary>
    private static async Task<long> Received(PartnerTown town)
    {
        var order = await town.ShopOrders("PO-1");
        await town.Has(town.ShopOrder("PO-1"), "PESANAN", "PO-1");
        town.Clerk().Write(town.ShopOrder("PO-1"), "SURAT_JALAN", "SJ-1", [new("1", Jml: Cartons(3)), new("2", Jml: Kilograms(2.5m))]);
        await town.Until(order, "despatched");
        (await town.Till.Receives(order, "T-1", null, ("1", 3, 0), ("2", 2.5m, 0.5m))).Must(HttpStatusCode.OK);
        await Delivered(town);
        return order;
    }

    private static Task Delivered(PartnerTown town) =>
        Eventually.See(() => town.Rows.Ask<long>("select count(*) from order_delivery where answered_at is null"), waiting => waiting == 0);

    /// <summary>The chain writes a paper into its book and tells nobody.</summary>
    private static void Untold(
        PartnerTown town, string kind, string id, BarisDokumen[] lines, ChainOrder? about = null, Func<DokumenPesanan, DokumenPesanan>? more = null)
    {
        var order = about ?? town.ShopOrder("PO-1");
        var now = TimeProvider.System.GetUtcNow();
        var paper = new DokumenPesanan(order.Cooperative, order.Buyer, order.Number, kind, id, LocalTime.Of(now), LocalTime.Zone, lines);
        town.Chain.Books.Orders.Receive(
            new OrderPaperKey(order.Cooperative, order.Buyer, order.Number, kind, id), OrderRoutes.Write(more is null ? paper : more(paper)), now);
    }

    private static CheckDrift Job(PartnerTown town) => ActivatorUtilities.CreateInstance<CheckDrift>(town.Gateway.Services);

    /// <summary>Runs the night's job.</summary>
    /// <returns>What it says of the orders.</returns>
    private static async Task<JsonNode> Compare(PartnerTown town)
    {
        await Job(town).Run(TestContext.Current.CancellationToken);
        return (await town.Till.Get("/v1/sync/drift/checks")).Must(HttpStatusCode.OK).Json["items"]!.AsArray().First(check => (string)check!["stream"]! == "orders_out")!;
    }

    private static (string Outcome, int Compared, int InFlight, int Differences) Said(JsonNode check) =>
        ((string)check["outcome"]!, (int)check["compared"]!, (int)check["inFlight"]!, (int)check["differences"]!);

    private static async Task<JsonNode> Conflict(PartnerTown town) =>
        Assert.Single((await town.Till.Get("/v1/sync/conflicts?kind=order_differs")).Must(HttpStatusCode.OK).Json["items"]!.AsArray())!;

    private static IEnumerable<string> Differences(JsonNode conflict) => conflict["evidence"]!["differences"]!.AsArray().Select(words => (string)words!);
}
