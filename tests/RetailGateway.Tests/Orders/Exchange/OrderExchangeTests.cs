using System.Net;
using RetailGateway.PartnerSimulator.Chain;
using RetailGateway.PartnerSimulator.Chain.Dialect;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Streams;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Orders.Exchange.TradingTown;

namespace RetailGateway.Tests.Orders.Exchange;

/// <summary>Orders with a partner that has a system of its own: what the one side does, the other has.</summary>
public sealed class OrderExchangeTests(TestCluster cluster)
{
    private const string Documents = "/pesanan/dokumen";

    [Fact]
    public async Task An_order_of_the_shops_goes_to_the_chain_and_its_answer_despatches_and_receipt_cross()
    {
        await using var town = await Open(cluster);
        var order = await town.ShopOrders("PO-1");
        var there = await town.Has(town.ShopOrder("PO-1"), "PESANAN", "PO-1");
        Assert.Equal([("1", PartnerTown.ChainBeras, Cartons(3), 2_700_000m), ("2", PartnerTown.ChainTelur, Kilograms(2.5m), 28_500m)], there.Baris.Select(line => (line.NoBaris, line.KdBarang!, line.Jml!, line.Harga!.Value)));

        var clerk = town.Clerk();
        clerk.Write(town.ShopOrder("PO-1"), "JAWABAN", "J-1", [], answer => answer with { Jawaban = "DISETUJUI" });
        await town.Until(order, "accepted");
        clerk.Write(town.ShopOrder("PO-1"), "SURAT_JALAN", "SJ-1", [new("1", Jml: Cartons(2, 5), Sisa: Cartons(0, 30)), new("2", Jml: Kilograms(2.5m))]);
        var despatched = await town.Until(order, "partly_despatched");
        Assert.Equal([120, 85, 30, 5], despatched.Figures("1", "ordered", "despatched", "later", "never"));

        (await town.Till.Receives(order, "T-1", null, ("1", 2, 0), ("2", 2.5m, 0.5m))).Must(HttpStatusCode.OK);
        var receipt = await town.Has(town.ShopOrder("PO-1"), "PENERIMAAN", "T-1");
        Assert.Equal([Cartons(2), Kilograms(2.5m)], receipt.Baris.Select(line => line.Jml));
        Assert.Equal([null, Kilograms(0.5m)], receipt.Baris.Select(line => line.Tolak));
    }

    [Fact]
    public async Task An_order_of_the_chains_holds_the_shops_stock_and_the_shops_despatch_goes_back()
    {
        await using var town = await Open(cluster);
        await town.Till.Given(Changes.Count(100, Beras));
        town.StoreOrders("TB-7", cartons: 2, price: 2_700_000);
        var order = await town.Arrives("TB-7");
        Assert.Equal([80, 80, 0], (await town.Till.ReadOrder(order)).Figures("10", "ordered", "held", "short"));

        (await town.Till.Answers(order, "accepted")).Must(HttpStatusCode.OK);
        (await town.Till.Despatches(order, "SJ-9", ("10", 2, 0))).Must(HttpStatusCode.OK);
        Assert.Equal(Cartons(2), (await town.Has(town.StoreOrder("TB-7"), "SURAT_JALAN", "SJ-9")).Baris.Single().Jml);
        Assert.Equal("DISETUJUI", (await town.Has(town.StoreOrder("TB-7"), "JAWABAN", "R-1")).Jawaban);

        town.Clerk().Write(town.StoreOrder("TB-7"), "PENERIMAAN", "T-1", [new("10", Jml: Cartons(2))], receipt => receipt with { NoTerima = "T-1" });
        await town.Until(order, "completed");
    }

    [Theory]
    [InlineData(nameof(ChainFault.CommitThenAbort))]
    [InlineData(nameof(ChainFault.TornBody))]
    [InlineData(nameof(ChainFault.AlteredEcho))]
    public async Task A_document_whose_answer_was_lost_or_odd_is_asked_after_and_not_sent_again(string fault)
    {
        await using var town = await Open(cluster);
        town.Chain.Faults.Next(Enum.Parse<ChainFault>(fault), "POST", Documents);
        // Whoever asked would not meet it with a second send.
        town.Chain.Faults.Next(ChainFault.AbortBeforeCommit, "POST", Documents);
        var order = await town.ShopOrders("PO-1");
        await town.Has(town.ShopOrder("PO-1"), "PESANAN", "PO-1");

        await Eventually.See(() => town.Rows.Ask<long>("select count(*) from order_delivery where answered_at is not null"), count => count == 1);
        Assert.Equal(1, town.Chain.Faults.Pending);
        Assert.Single(town.Chain.Books.Orders.Of(town.Town.CoopCode));
        town.Clerk().Write(town.ShopOrder("PO-1"), "JAWABAN", "J-1", [], answer => answer with { Jawaban = "DITOLAK" });
        await town.Until(order, "rejected");
    }

    [Fact]
    public async Task A_document_that_never_arrived_is_sent_again_and_one_that_the_partner_has_otherwise_is_a_conflict()
    {
        await using var town = await Open(cluster);
        town.Chain.Faults.Next(ChainFault.AbortBeforeCommit, "POST", Documents);
        await town.ShopOrders("PO-1");
        await town.Has(town.ShopOrder("PO-1"), "PESANAN", "PO-1");

        town.Chain.Faults.Next(ChainFault.AlteredEcho, "POST", Documents);
        town.Chain.Faults.Next(ChainFault.AlteredEcho, "GET", Documents);
        await town.ShopOrders("PO-2");
        await Eventually.See(() => town.Open("echo_differs"), open => open == 1);
        // Other orders pass it by.
        await town.ShopOrders("PO-3");
        await town.Has(town.ShopOrder("PO-3"), "PESANAN", "PO-3");

        (await town.Till.Resolve(await town.Till.Conflict("echo_differs"), "retry")).Must(HttpStatusCode.OK);
        await Eventually.See(() => town.Rows.Ask<long>("select count(*) from order_delivery where answered_at is null"), count => count == 0);
    }

    [Fact]
    public async Task A_document_that_the_partner_refuses_waits_for_a_person_with_all_that_follows_of_its_order()
    {
        await using var town = await Open(cluster);
        await town.Rows.Run("delete from item_mapping where owner_id = $1 and item_code = $2", town.Town.Coop, PartnerTown.ChainTelur);
        var order = await town.ShopOrders("PO-1");
        await Eventually.See(() => town.Open("order_refused"), open => open == 1);
        (await town.Till.Cancels(order)).Must(HttpStatusCode.OK);
        await town.Town.Maps(town.Town.Chain, "basmalah", PartnerTown.ChainTelur, PartnerTown.Telur, "KG");
        Assert.Empty(town.Chain.Books.Orders.Of(town.Town.CoopCode));

        (await town.Till.Resolve(await town.Till.Conflict("order_refused"), "retry")).Must(HttpStatusCode.OK);
        await town.Has(town.ShopOrder("PO-1"), "PEMBATALAN", "B-1");
        Assert.Equal(["PESANAN", "PEMBATALAN"], town.Chain.Books.Orders.Of(town.Town.CoopCode).Select(paper => paper.Key.Kind));
    }

    [Fact]
    public async Task An_order_of_the_chains_that_cannot_be_taken_waits_and_is_taken_once_what_it_lacked_is_there()
    {
        await using var town = await Open(cluster);
        town.StoreOrders("TB-1", PartnerTown.ChainGula);
        town.StoreOrders("TB-2", price: 2_600_000);
        town.StoreOrders("TB-3");
        await town.Arrives("TB-3");
        await Eventually.See(() => town.Open("order_unread"), open => open == 2);
        Assert.Null(await town.Find("TB-1"));
        Assert.Null(await town.Find("TB-2"));

        await town.Town.Packs(Gula, "DUS", 20);
        await town.Town.Costs(Gula, "DUS", 340_000);
        await town.Town.Maps(town.Town.Chain, "basmalah", PartnerTown.ChainGula, Gula, "DUS");
        await town.RetryUnread("TB-1");
        await town.Arrives("TB-1");
        // Another price is not taken for the agreed one.
        await town.RetryUnread("TB-2");
        await Eventually.See(() => town.Open("order_unread"), open => open == 1);
        Assert.Null(await town.Find("TB-2"));
    }

    [Fact]
    public async Task Whatever_order_the_chains_documents_arrive_in_and_however_often_the_orders_end_alike()
    {
        await using var town = await Open(cluster);
        (string Kind, string Id, BarisDokumen[] Lines, string? Answer)[] documents =
        [
            ("JAWABAN", "J-1", [], "DITERIMA"),
            ("JAWABAN", "J-2", [], "DISETUJUI"),
            ("SURAT_JALAN", "SJ-1", [new("1", Jml: Cartons(1), Sisa: Cartons(2)), new("2", Jml: Kilograms(1), Sisa: Kilograms(1.5m))], null),
            ("SURAT_JALAN", "SJ-2", [new("1", Jml: Cartons(3), Sisa: Cartons(0)), new("2", Jml: Kilograms(1.5m), Sisa: Kilograms(0))], null),
        ];
        var issued = TimeProvider.System.GetUtcNow();
        var ends = new List<string>();
        var orders = Permutations(documents).Select((permutation, number) => (Number: $"PO-{number}", Documents: permutation)).ToList();
        foreach (var (number, _) in orders)
            await town.ShopOrders(number);
        foreach (var (number, permutation) in orders)
        {
            await town.Has(town.ShopOrder(number), "PESANAN", number);
            foreach (var (kind, id, lines, answer) in permutation.Append(permutation[0]))
            {
                town.Clerk().Write(town.ShopOrder(number), kind, id, lines, paper => paper with
                {
                    Jawaban = answer,
                    Waktu = LocalTime.Of(issued.AddMinutes(-10 + Array.FindIndex(documents, one => one.Id == id))),
                });
            }
        }

        await Eventually.See(
            () => town.Rows.Ask<long>("select count(*) from order_message where recorded_at is not null"), count => count == orders.Count * 5, TimeSpan.FromSeconds(60));
        foreach (var (number, _) in orders)
        {
            var order = await town.Till.ReadOrder(await town.Arrives(number));
            ends.Add($"{order.State()} {string.Join(' ', order.Figures("1", "ordered", "despatched", "later", "never", "refused"))} {order["doubts"]!.AsArray().Count}");
        }

        Assert.Equal(24, ends.Count);
        Assert.Equal("despatched 120 160 0 0 0 1", ends.Distinct().Single());
    }

    [Fact]
    public async Task What_the_chain_tells_of_another_partys_order_or_of_none_touches_nothing_and_is_raised()
    {
        await using var town = await Open(cluster);
        await town.ShopOrders("PO-1");
        await town.Has(town.ShopOrder("PO-1"), "PESANAN", "PO-1");
        // Told to this cooperative, of another's.
        var other = new ChainOrder(town.Town.CoopCode, "KOPERASI", "PO-9");
        town.Clerk().Write(other, "JAWABAN", "J-1", [], answer => answer with { Jawaban = "DISETUJUI" });
        town.Clerk().Write(other, "JAWABAN", "J-2", [], answer => answer with { Koperasi = "KOPONTREN-LAIN", NoPesanan = "PO-1", Jawaban = "DITOLAK" });
        town.Clerk().Write(town.ShopOrder("PO-1"), "PENERIMAAN", "T-1", [new("1", Jml: Cartons(1))]);

        await Eventually.See(() => town.Open("order_unread"), open => open == 2);
        await Eventually.See(() => town.Open("tenant_mismatch"), open => open == 1);
        Assert.Equal("submitted", (await town.Till.ReadOrder(await town.Arrives("PO-1"))).State());
    }

    [Fact]
    public async Task A_chain_that_is_down_gets_everything_in_its_order_when_it_is_back()
    {
        await using var town = await Open(cluster);
        var order = await town.ShopOrders("PO-1");
        await town.Has(town.ShopOrder("PO-1"), "PESANAN", "PO-1");
        await town.CloseChain();
        await town.ShopOrders("PO-2");
        (await town.Till.Cancels(order)).Must(HttpStatusCode.OK);
        await town.ShopOrders("PO-3");
        await town.Stream("orders_out", stream => stream["lastError"] is not null);

        await town.OpenChain();
        await Eventually.See(
            async () =>
            {
                await town.Rows.Run("update sync_stream set next_attempt_at = now() where kind = 'orders_out'");
                return await town.Rows.Ask<long>("select count(*) from order_delivery where answered_at is null");
            },
            count => count == 0);
        Assert.Equal(["PESANAN PO-1", "PESANAN PO-2", "PEMBATALAN B-1", "PESANAN PO-3"], town.Chain.Books.Orders.Of(town.Town.CoopCode).Select(paper => $"{paper.Key.Kind} {paper.Key.Id}"));
    }

    private static IEnumerable<T[]> Permutations<T>(T[] all) => all.Length == 0
        ? [[]]
        : all.SelectMany((first, at) => Permutations<T>([.. all[..at], .. all[(at + 1)..]]).Select(rest => (T[])[first, .. rest]));
}
