using System.Globalization;
using System.Net;
using System.Xml.Linq;
using RetailGateway.PartnerSimulator.Chain;
using RetailGateway.PartnerSimulator.Ubl;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Streams;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Orders.Exchange;

/// <summary>Orders with a partner that speaks UBL: through the store and over HTTP, what the one side does, the other has.</summary>
public sealed class UblExchangeTests(TestCluster cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_of_the_shops_goes_to_the_grosir_and_its_answers_despatch_and_receipt_cross()
    {
        await using var town = await TradingTown.Found(cluster);
        await using var grosir = await Between(town);
        var (order, deal) = (await town.ShopOrders("PO-1"), new Deal(town.Town.CoopCode, GrosirBuys: false, "PO-1"));
        var there = await Has(town, grosir, "Order", "PO-1");
        Assert.Equal(["3 CT", "2.5 KGM"], Quantities(there, "Quantity"));
        Assert.Equal(["2700000 per 1 CT", "28500 per 1 KGM"], there.Descendants(NangkaPaper.Aggregate + "Price").Select(price =>
            $"{decimal.Parse(price.Element(NangkaPaper.Basic + "PriceAmount")!.Value, CultureInfo.InvariantCulture):0.##} per {Quantities(price, "BaseQuantity").Single()}"));
        Assert.Equal(Shop, there.Descendants(NangkaPaper.Aggregate + "DeliveryLocation").Single().Value);

        grosir.Clerk.Answer(deal, "J-1", "AP");
        await town.Until(order, "accepted");
        (await town.Till.AsksFor(order, "U-1", OrderTown.Line("1", "changed", 2))).Must(HttpStatusCode.OK);
        var change = await Has(town, grosir, "OrderChange", "U-1");
        Assert.Equal(("1", "2 CT"), (change.Element(NangkaPaper.Basic + "SequenceNumberID")!.Value, Quantities(change, "Quantity").Single()));
        grosir.Clerk.AnswerTo(deal, "OrderChange", "U-1", "J-2", "AP");
        await Eventually.See(() => town.Till.ReadOrder(order), seen => seen.Figures("1", "ordered")[0] == 80);

        grosir.Clerk.Despatch(deal, "SJ-1", new Counted("1", new(1, "CT"), new(30, "C62")), new Counted("2", new(2_500, "GRM"), new(0, "KGM")));
        Assert.Equal([80, 40, 30, 10], (await town.Until(order, "partly_despatched")).Figures("1", "ordered", "despatched", "later", "never"));

        (await town.Till.Receives(order, "T-1", null, ("1", 1, 0), ("2", 2.5m, 0.5m))).Must(HttpStatusCode.OK);
        var receipt = await Has(town, grosir, "ReceiptAdvice", "T-1");
        Assert.Equal(["1 CT", "2.5 KGM"], Quantities(receipt, "ReceivedQuantity"));
        Assert.Equal(["0.5 KGM"], Quantities(receipt, "RejectedQuantity"));
    }

    [Fact]
    public async Task An_order_of_the_grosirs_holds_the_shops_stock_and_the_shops_despatch_goes_back()
    {
        await using var town = await TradingTown.Found(cluster);
        await using var grosir = await Between(town);
        await town.Till.Given(Changes.Count(100, Beras));
        var deal = new Deal(town.Town.CoopCode, GrosirBuys: true, "TB-7");
        // Its price is for a piece: a fortieth of the agreed carton.
        grosir.Clerk.Order(deal, PartnerTown.Store, Shop, "Mohon pagi.", new Counted("10", new(2, "CT"), Item: PartnerTown.ChainBeras, Price: (67_500, new(1, "C62"))));
        grosir.Clerk.Order(deal with { Number = "TB-8" }, PartnerTown.Store, Shop, null, new Counted("10", new(1, "CT"), Item: PartnerTown.ChainBeras, Price: (67_499, new(1, "C62"))));
        var order = await town.Arrives("TB-7");
        var seen = await town.Till.ReadOrder(order);
        Assert.Equal([80, 80, 0], seen.Figures("10", "ordered", "held", "short"));
        Assert.Equal("Mohon pagi.", (string?)seen["order"]!["note"]);
        await Eventually.See(() => town.Open("order_unread"), open => open == 1);
        Assert.Null(await town.Find("TB-8"));

        (await town.Till.Answers(order, "accepted")).Must(HttpStatusCode.OK);
        (await town.Till.Despatches(order, "SJ-9", ("10", 2, 0))).Must(HttpStatusCode.OK);
        Assert.Equal(["2 CT"], Quantities(await Has(town, grosir, "DespatchAdvice", "SJ-9"), "DeliveredQuantity"));
        Assert.Equal("AP", (await Has(town, grosir, "OrderResponse", "R-1")).Element(NangkaPaper.Basic + "OrderResponseCode")!.Value);

        grosir.Clerk.Receive(deal, "T-1", new Counted("10", new(80, "C62")));
        await town.Until(order, "completed");
    }

    [Theory]
    [InlineData(nameof(ChainFault.CommitThenAbort))]
    [InlineData(nameof(ChainFault.TornBody))]
    [InlineData(nameof(ChainFault.AlteredEcho))]
    public async Task An_order_whose_answer_was_lost_or_odd_is_asked_after_and_is_there_once(string fault)
    {
        await using var town = await TradingTown.Found(cluster);
        await using var grosir = await Between(town);
        grosir.Faults.Next(Enum.Parse<ChainFault>(fault), "PUT", "");
        // Whoever asked does not take a page of a proxy for the partner's word; and would not meet this with a second send.
        grosir.Faults.Next(ChainFault.NotFoundPage, "GET", "");
        grosir.Faults.Next(ChainFault.AbortBeforeCommit, "PUT", "");
        var order = await town.ShopOrders("PO-1");
        await Has(town, grosir, "Order", "PO-1");

        await Eventually.See(
            async () =>
            {
                await town.Rows.Run("update sync_stream set next_attempt_at = now() where kind = 'orders_out'");
                return await town.Rows.Ask<long>("select count(*) from order_delivery where answered_at is not null");
            },
            count => count == 1);
        Assert.Equal(1, grosir.Faults.Pending);
        Assert.Single(grosir.Book.Of(town.Town.CoopCode));
        grosir.Clerk.Answer(new Deal(town.Town.CoopCode, GrosirBuys: false, "PO-1"), "J-1", "RE");
        await town.Until(order, "rejected");
    }

    [Fact]
    public async Task What_the_grosir_has_otherwise_or_refuses_waits_for_a_person_and_other_orders_pass()
    {
        await using var town = await TradingTown.Found(cluster);
        await using var grosir = await Between(town);
        grosir.Faults.Next(ChainFault.AlteredEcho, "PUT", "");
        // Every other thing that is asked of it may be its outbox.
        foreach (var last in "0123456789abcdef")
            grosir.Faults.Next(ChainFault.AlteredEcho, "GET", $"{last}");
        await town.ShopOrders("PO-1");
        await Eventually.See(() => town.Open("echo_differs"), open => open == 1);

        await town.Rows.Run("update item_mapping set item_code = 'TAK-ADA' where owner_id = $1 and item_code = $2", town.Town.Coop, PartnerTown.ChainTelur);
        await town.ShopOrders("PO-2");
        await Eventually.See(() => town.Open("order_refused"), open => open == 1);
        Assert.Single(grosir.Book.Of(town.Town.CoopCode));
    }

    /// <summary>The town's chain speaks UBL now, and a gateway is at work between the two.</summary>
    private static async Task<NangkaGrosir> Between(PartnerTown town)
    {
        await town.Rows.Run("update connection set dialect = 'ubl' where owner_id = $1 and code = 'basmalah'", town.Town.Chain);
        var grosir = await NangkaGrosir.Start(
            new NangkaOptions
            {
                Keys = new Dictionary<string, string> { ["kunci"] = town.Town.CoopCode },
                Goods = new Dictionary<string, NangkaGoods> { [PartnerTown.ChainBeras] = new("C62", "CT"), [PartnerTown.ChainTelur] = new("KGM", "KGM") },
            },
            Cancel);
        await town.OpenGateway(
            ("Partners:Ubl:BaseAddress", grosir.BaseAddress.ToString()), ("Partners:Ubl:Party", "NANGKA"), ($"Partners:Ubl:Keys:{town.Town.CoopCode}", "kunci"));
        return grosir;
    }

    /// <summary>Waits until the grosir has a paper.</summary>
    private static async Task<XElement> Has(PartnerTown town, NangkaGrosir grosir, string kind, string id) => XElement.Parse((await Eventually.See(
        () => Task.FromResult(grosir.Book.Of(town.Town.CoopCode).SingleOrDefault(paper => paper.Head.Kind == kind && paper.Head.Id == id)), paper => paper is not null))!.Xml);

    private static string[] Quantities(XElement paper, string name) =>
        [.. paper.DescendantsAndSelf().Elements(NangkaPaper.Basic + name).Select(quantity => $"{quantity.Value} {quantity.Attribute("unitCode")!.Value}")];
}
