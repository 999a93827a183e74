using System.Net;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Orders.OrderTown;

namespace RetailGateway.Tests.Orders;

/// <summary>What may be ordered, in which pack and at what price: the terms of the order's day say it.</summary>
public sealed class OrderTermsTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task A_line_is_ordered_in_a_pack_at_the_packs_price_and_counted_in_base_units()
    {
        var town = await OrderTown.Create(fixture.Gateway);
        var order = Order(town.Coop, "PO-1", Store, ("1", Beras, 2.5m));
        order["lines"]![0]!["pack"] = "ctn";

        var made = (await town.Partner.Post("/v1/orders", order)).Must(HttpStatusCode.Created).Json;

        Assert.Equal([25, 2.5m, 10, 690_000, 1_725_000], made.Figures("1", "ordered", "packsOrdered", "packFactor", "price", "amount"));
        Assert.Equal([0, 25], made.Figures("1", "held", "short"));
        Assert.True((bool)made["order"]!["short"]!);
    }

    [Fact]
    public async Task A_packs_new_factor_and_a_new_price_never_touch_an_order_that_was_made_before()
    {
        var town = await OrderTown.Create(fixture.Gateway);
        var order = Order(town.Coop, "PO-1", Store, ("1", Beras, 2));
        order["lines"]![0]!["pack"] = "CTN";
        var id = (await town.Partner.Post("/v1/orders", order)).Must(HttpStatusCode.Created).Id();

        await town.Database.Run("update pack set factor = 12 where owner_id = $1 and code = 'CTN'", town.Coop);
        await town.Costs(Beras, "CTN", 1, from: "2026-01-01");
        (await town.Console.Answers(id, "accepted")).Must(HttpStatusCode.OK);
        (await town.Partner.AsksFor(id, "U-1", Line("1", "changed", 3))).Must(HttpStatusCode.OK);
        var changed = (await town.Console.Answers(id, "accepted", "R-2", About("order_change", "U-1"))).Must(HttpStatusCode.OK).Json;
        var sent = (await town.Console.Despatches(id, "SJ-1", ("1", 3, null))).Must(HttpStatusCode.OK).Json;

        Assert.Equal([30, 10, 2_070_000], changed.Figures("1", "ordered", "packFactor", "amount"));
        Assert.Equal([30], sent.Figures("1", "despatched"));
        Assert.Equal(id, (await town.Partner.Post("/v1/orders", order)).Must(HttpStatusCode.OK).Id());
    }

    [Fact]
    public async Task The_price_of_the_orders_day_counts_and_a_pack_without_one_costs_its_pieces()
    {
        var town = await OrderTown.Create(fixture.Gateway);
        await town.Packs(Gula, "BAL", 20);
        await town.Costs(Gula, "PCS", 15_000, from: "2025-06-01");
        await town.Costs(Gula, "PCS", 99_000, from: "2100-01-01");
        var order = Order(town.Coop, "PO-1", Store, ("1", Gula, 2), ("2", Minyak, 3));
        order["lines"]![0]!["pack"] = "BAL";

        var made = (await town.Partner.Post("/v1/orders", order)).Must(HttpStatusCode.Created).Json;

        Assert.Equal([300_000, 600_000], made.Figures("1", "price", "amount"));
        Assert.Equal([52_501.5m], made.Figures("2", "amount"));
    }

    [Fact]
    public async Task Goods_are_ordered_without_a_pack_where_their_base_pack_is_called_otherwise_than_their_base_unit()
    {
        var town = await OrderTown.Create(fixture.Gateway);
        await town.Database.Run("update product set base_unit = 'bungkus' where owner_id = $1", town.Coop);
        await town.Packs(Gula, "BAL", 20);
        var order = Order(town.Coop, "PO-1", Store, ("1", Gula, 2), ("2", Gula, 1));
        order["lines"]![1]!["pack"] = "BAL";

        var made = (await town.Partner.Post("/v1/orders", order)).Must(HttpStatusCode.Created).Json;

        Assert.Equal([2, 32_000], made.Figures("1", "ordered", "amount"));
        Assert.Equal([20, 320_000], made.Figures("2", "ordered", "amount"));
    }

    [Fact]
    public async Task A_chain_orders_by_its_own_item_codes_and_both_read_the_line_in_theirs()
    {
        var town = await OrderTown.Create(fixture.Gateway);
        await town.Maps(town.Chain, "pusat", "88-001", Beras, "CTN");
        var id = (await town.Partner.Orders(town, "PO-1", ("1", "88-001", 1))).Must(HttpStatusCode.Created).Id();

        var line = (await town.Console.ReadOrder(id))["lines"]![0]!;

        Assert.Equal((Beras, "88-001", "CTN", "10"), ((string?)line["product"], (string?)line["partnerItem"], (string?)line["pack"], (string?)line["ordered"]));
    }

    [Fact]
    public async Task All_that_is_wrong_is_named_at_its_place_and_nothing_is_kept()
    {
        var town = await OrderTown.Create(fixture.Gateway);
        await town.Sells(("TANPA-HARGA", "Tanpa harga", "goods"));
        var order = Order(town.Coop, "PO-1", Store, ("1", Beras, 0), ("1", Minyak, 1), ("3", "TANPA-HARGA", 1), ("4", Gula, 0.0005m), ("5", "TIDAK-ADA", 1), ("6", Gula, 1));
        order["lines"]![5]!["pack"] = "PETI";

        var refused = await town.Partner.Post("/v1/orders", order);

        Assert.Equal(
            ["/lines/0/quantity", "/lines/1/line", "/lines/2/item", "/lines/3/quantity", "/lines/4/item", "/lines/5/pack"],
            refused.Places.Distinct().Order(StringComparer.Ordinal));
        Assert.Empty((await town.Partner.Get("/v1/orders")).Must(HttpStatusCode.OK).Json["items"]!.AsArray());
        Assert.Equal(["/shipTo"], (await town.Partner.Post("/v1/orders", Order(town.Coop, "PO-2", "TIDAK-ADA", ("1", Beras, 1)))).Places);
        Assert.Equal("invalid", (await town.Partner.Post("/v1/orders", Order(town.Coop, "PO-3", Store))).Problem);
    }

    [Fact]
    public async Task Where_no_accepted_terms_cover_the_day_nothing_is_ordered()
    {
        var town = await OrderTown.Create(fixture.Gateway);
        var early = Order(town.Coop, "PO-1", Store, ("1", Beras, 1));
        early["issuedAt"] = "2023-12-31T23:00:00+07:00";
        var ahead = Order(town.Coop, "PO-2", Store, ("1", Beras, 1));
        ahead["issuedAt"] = "2100-01-01T00:00:00+07:00";

        Assert.Equal("no-terms", (await town.Partner.Post("/v1/orders", early)).Problem);
        Assert.Equal(["/issuedAt"], (await town.Partner.Post("/v1/orders", ahead)).Places);
        Assert.Equal("not-found", (await town.Partner.Post("/v1/orders", Order(999_999_999, "PO-3", Store, ("1", Beras, 1)))).Problem);
        Assert.Equal("not-found", (await town.Partner.Post("/v1/orders", Order(town.Chain, "PO-4", Store, ("1", Beras, 1)))).Problem);
    }

    [Fact]
    public async Task A_cooperative_with_several_places_is_asked_for_the_one_that_the_goods_come_from()
    {
        var town = await OrderTown.Create(fixture.Gateway);
        await town.Database.Run("insert into location (owner_id, code, name, format) values ($1, 'KPN-02', 'Gudang', 'warehouse')", town.Coop);
        var order = Order(town.Coop, "PO-1", Store, ("1", Beras, 1));

        Assert.Equal(["/shipFrom"], (await town.Partner.Post("/v1/orders", order)).Places);
        order["shipFrom"] = "kpn-02";
        Assert.Equal("KPN-02", (string?)(await town.Partner.Post("/v1/orders", order)).Must(HttpStatusCode.Created).Json["order"]!["shipFrom"]);
        order["shipFrom"] = Store;
        order["number"] = "PO-2";
        Assert.Equal(["/shipFrom"], (await town.Partner.Post("/v1/orders", order)).Places);
    }

    [Fact]
    public async Task What_is_a_strangers_goods_or_places_is_not_found_in_any_document()
    {
        var (town, other) = (await OrderTown.Create(fixture.Gateway), await OrderTown.Create(fixture.Gateway));
        await other.Sells(("ASING-1", "Asing", "goods"));
        await other.Costs("ASING-1", "PCS", 1);
        await other.Database.Run("insert into location (owner_id, code, name, format) values ($1, 'ASING-01', 'Asing', 'warehouse')", other.Coop);
        var order = (await town.Partner.Orders(town, "PO-1", ("1", Beras, 1))).Must(HttpStatusCode.Created).Id();

        var foreign = await town.Partner.Orders(town, "PO-2", ("1", "ASING-1", 1));
        var changed = await town.Partner.AsksFor(order, "U-1", Line("2", "added", 1, "ASING-1"));
        var answered = await town.Console.Answers(order, "accepted_with_changes", "R-1", null, Line("1", "changed", 1, "ASING-1"));
        var shipped = Order(town.Coop, "PO-3", Store, ("1", Beras, 1));
        shipped["shipFrom"] = "ASING-01";

        Assert.All([foreign, changed, answered], reply => Assert.Equal(("not-found", "/lines/0/item"), (reply.Problem, reply.Places.Single())));
        Assert.Equal(["/shipFrom"], (await town.Partner.Post("/v1/orders", shipped)).Places);
    }
}
