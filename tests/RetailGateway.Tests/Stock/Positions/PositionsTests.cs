using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Stock.Positions;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Stock.Positions;

public sealed class PositionsTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task A_position_says_when_how_and_by_what_it_was_last_evidenced()
    {
        var town = await Town.Create(fixture.Gateway);

        await town.Till.Given(Count(10, Beras, at: "08:00"), Sale(2, Beras, at: "10:05"), Sale(1, Beras, at: "07:00"));

        var position = await town.Till.Position(Beras);
        Assert.Equal(At("10:05"), Time(position["evidencedAt"]));
        Assert.Equal(("sale", "kasir"), ((string?)position["evidencedAs"], (string?)position["evidencedBy"]));
        Assert.Equal(At("08:00"), Time(position["countedAt"]));
    }

    [Fact]
    public async Task Positions_are_found_by_location_product_and_what_is_below_zero()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Database.Run("insert into location (owner_id, code, name, format) values ($1, 'GDG-01', 'Gudang', 'warehouse')", town.Coop);
        await town.Till.Given(Receipt(5, Beras), Sale(1, Minyak));
        await town.Console.Given(Receipt(9, Beras).Where("GDG-01"));

        Assert.Equal(["KPN-01 BRS-5 5", "KPN-01 MYK-1 -1", "GDG-01 BRS-5 9"], await Found(town, ""));
        Assert.Equal(["GDG-01 BRS-5 9"], await Found(town, "location=gdg-01"));
        Assert.Equal(["KPN-01 BRS-5 5", "GDG-01 BRS-5 9"], await Found(town, "product=brs-5"));
        Assert.Equal(["KPN-01 MYK-1 -1"], await Found(town, "negative=true"));
        Assert.Empty(await Found(town, "product=TIDAK-ADA"));
    }

    [Fact]
    public async Task Pages_give_each_position_once_while_it_changes()
    {
        var town = await Town.Create(fixture.Gateway);
        var products = await town.SellsMany("P", 25);
        await town.Till.Given([.. products.Select(product => Receipt(1, product))]);

        var seen = new List<string>();
        string? next = "/v1/stock/positions?limit=10";
        while (next is not null)
        {
            var page = (await town.Till.Get(next)).Must(HttpStatusCode.OK);
            seen.AddRange(page.Json["items"]!.AsArray().Select(item => (string)item!["product"]!));
            await town.Till.Given([.. products.Select(product => Sale(1, product))]);
            next = page.Headers.TryGetValue("Link", out var link) ? link[1..link.IndexOf('>', StringComparison.Ordinal)] : null;
        }

        Assert.Equal(products, seen);
    }

    [Fact]
    public async Task A_partner_sees_what_is_available_and_not_what_is_on_hand()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Count(10, Beras));
        (await town.Partner.Reserve(4, Beras, "PO-1", owner: town.Coop)).Must(HttpStatusCode.Created);

        var position = (await town.Partner.Get($"/v1/stock/positions?ownerId={town.Coop}")).Must(HttpStatusCode.OK).Json["items"]!.AsArray().Single()!;

        Assert.Equal("6", (string?)position["available"]);
        Assert.All(new[] { "onHand", "reserved", "safetyStock", "evidencedBy" }, hidden => Assert.Null((string?)position[hidden]));
    }

    [Fact]
    public async Task Stock_that_no_terms_show_is_not_there()
    {
        var town = await Town.Create(fixture.Gateway);
        var other = await Town.Create(fixture.Gateway);
        await town.Till.Given(Count(10, Beras));

        Assert.Equal("not-found", (await other.Partner.Get($"/v1/stock/positions?ownerId={town.Coop}")).Problem);
        Assert.Equal("not-found", (await other.Till.Get($"/v1/stock/positions?ownerId={town.Coop}")).Problem);
        Assert.Equal("not-found", (await town.Till.Get($"/v1/stock/positions?ownerId={town.Chain}")).Problem);
    }

    [Fact]
    public async Task Terms_shrink_what_is_reservable_with_the_age_of_its_evidence()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Count(10, Beras) with { At = TimeProvider.System.GetUtcNow().AddDays(-9) }, Count(10, Minyak));
        await town.Agrees(from: "2025-01-01", staleAfterDays: 7, stalePercent: 25);

        var positions = (await town.Partner.Get($"/v1/stock/positions?ownerId={town.Coop}")).Must(HttpStatusCode.OK).Json["items"]!.AsArray();

        Assert.Equal(["BRS-5 10 2.5", "MYK-1 10 10"], positions.Select(item => $"{item!["product"]} {item["available"]} {item["reservable"]}"));
        Assert.Equal("not-available", (await town.Partner.Reserve(3, Beras, "PO-1", owner: town.Coop)).Problem);
        Assert.Equal(HttpStatusCode.Created, (await town.Partner.Reserve(2.5m, Beras, "PO-2", owner: town.Coop)).Status);
    }

    [Fact]
    public async Task The_ledger_explains_every_entry_and_ends_at_what_is_on_hand()
    {
        var town = await Town.Create(fixture.Gateway);
        var wrong = Sale(4, Beras, at: "11:00");
        await town.Till.Given(
            Receipt(20, Beras, at: "07:00"), Count(10, Beras, at: "08:00"), Sale(2, Beras, at: "10:00"), wrong, Reversal(wrong.Id, Beras, at: "12:00"), Sale(1, Beras, at: "06:00"));

        var ledger = (await town.Till.Get($"/v1/stock/ledger?location={Shop}&product={Beras}")).Must(HttpStatusCode.OK).Json;

        var newestFirst = ledger["items"]!.AsArray().Select(item => item!).ToArray();
        Assert.Equal(["reversal", "sale", "sale", "count", "receipt", "sale"], newestFirst.Select(item => (string)item["kind"]!));
        Assert.Equal([false, false, false, false, true, true], newestFirst.Select(item => (bool)item["absorbed"]!));
        Assert.Equal([false, true, false, false, false, false], newestFirst.Select(item => (bool)item["reversed"]!));
        Assert.Equal(["8", "8", "8", "10", "19", "-1"], newestFirst.Select(item => (string)item["onHandAfter"]!));
        Assert.Equal((8, "8"), (await town.Till.OnHand(Beras), (string?)ledger["onHand"]));
    }

    [Fact]
    public async Task The_ledger_is_explained_page_by_page()
    {
        var town = await Town.Create(fixture.Gateway);
        var sales = Enumerable.Range(0, 7).Select(minute => Sale(1, Beras, at: $"10:0{minute}")).ToArray();
        await town.Till.Given(sales);

        var seen = new List<string>();
        var cursor = "";
        while (cursor is not null)
        {
            var page = (await town.Till.Get($"/v1/stock/ledger?location={Shop}&product={Beras}&limit=3{cursor}")).Must(HttpStatusCode.OK).Json;
            seen.AddRange(page["items"]!.AsArray().Select(item => (string)item!["changeId"]!));
            cursor = (string?)page["next"] is { } next ? $"&cursor={next}" : null;
        }

        Assert.Equal(sales.Reverse().Select(sale => sale.Id), seen);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(200)]
    public async Task Pages_of_a_ledger_say_what_the_whole_of_it_says(int limit)
    {
        var town = await Town.Create(fixture.Gateway);
        var wrongCount = Count(500, Beras, at: "09:30", id: "hitung|salah");
        var wrongSale = Sale(7, Beras, at: "08:40");
        await town.Till.Given(
            Receipt(40, Beras, at: "07:00"), Sale(3, Beras, at: "07:30"), Count(30, Beras, at: "08:00"), Receipt(5, Beras, at: "08:00"), Sale(1, Beras, at: "08:00"),
            Sale(2, Beras, at: "08:30"), wrongSale, Sale(4, Beras, at: "09:00"), wrongCount, Count(11, Beras, at: "10:00"), Sale(1, Beras, at: "10:10"),
            Sale(2, Beras, at: "10:20"), Reversal(wrongCount.Id, Beras, at: "10:30"), Reversal(wrongSale.Id, Beras, at: "07:10"), Sale(1, Beras, at: "10:40"));

        var paged = await Ledger(town, limit);

        Assert.Equal(await Explained(town), paged);
        Assert.Equal(await town.Till.OnHand(Beras), StockCalls.Number((await town.Till.Get($"/v1/stock/ledger?location={Shop}&product={Beras}&limit={limit}")).Json["onHand"]));
    }

    private static async Task<List<string>> Ledger(Town town, int limit)
    {
        var seen = new List<string>();
        var cursor = "";
        while (cursor is not null)
        {
            var page = (await town.Till.Get($"/v1/stock/ledger?location={Shop}&product={Beras}&limit={limit}{cursor}")).Must(HttpStatusCode.OK).Json;
            seen.AddRange(page["items"]!.AsArray().Select(item => $"{item!["changeId"]} {item["absorbed"]} {item["reversed"]} {item["onHandAfter"]}"));
            cursor = (string?)page["next"] is { } next ? $"&cursor={next}" : null;
        }

        return seen;
    }

    /// <summary>The domain's own explanation of the same rows.</summary>
    private static async Task<IEnumerable<string>> Explained(Town town)
    {
        var entries = await town.Database.Jobs.All(
            "select connection_id, change_id, kind::text, quantity, occurred_at, reverses from stock_entry where owner_id = $1",
            row => new StockEntry(
                new EntryKey(new ConnectionId(row.GetInt32(0)), row.GetString(1)), StockRows.KindOf(row.GetString(2)),
                Quantity.FromDecimal(row.GetDecimal(3)), row.GetFieldValue<DateTimeOffset>(4), row.IsDBNull(5) ? null : row.GetString(5)),
            town.Coop);
        return Domain.Stock.Ledger.Explain(entries).Reverse().Select(entry =>
            $"{entry.Entry.Key.ChangeId} {(entry.Absorbed ? "true" : "false")} {(entry.Reversed ? "true" : "false")} {entry.OnHand}");
    }

    [Fact]
    public async Task A_ledger_of_nothing_of_yours_is_not_there()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Count(1, Beras));

        Assert.Equal("not-found", (await town.Partner.Get($"/v1/stock/ledger?location={Shop}&product={Beras}")).Problem);
        Assert.Equal("not-found", (await town.Till.Get($"/v1/stock/ledger?location={Shop}&product=TIDAK-ADA")).Problem);
    }

    private static DateTimeOffset Time(JsonNode? text) => DateTimeOffset.Parse((string)text!);

    private static async Task<string[]> Found(Town town, string filter) =>
        [.. (await town.Till.Get($"/v1/stock/positions?{filter}")).Must(HttpStatusCode.OK).Json["items"]!.AsArray()
            .Select(item => $"{item!["location"]} {item["product"]} {item["onHand"]}")];
}
