using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Tests.Access;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Members;
using RetailGateway.Tests.Orders;
using RetailGateway.Tests.Parties;
using RetailGateway.Tests.Partners;
using RetailGateway.Tests.Settlements;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Parties.PartyCalls;

namespace RetailGateway.Tests.Contracts;

/// <summary>Days of a town, and everything that was answered in them held to the API's document: bodies and headers.</summary>
public sealed class RealAnswersTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    /// <summary>Headers that the document tells of where they are sent, and nowhere else.</summary>
    private static readonly string[] s_headers = ["ETag", "Location", "Link", "Retry-After", "RateLimit", "RateLimit-Policy", "WWW-Authenticate"];

    /// <summary>Of these some answers with the same status have none.</summary>
    private static readonly string[] s_sometimes = ["Link", "Retry-After"];

    [Fact]
    public async Task What_a_shops_day_is_answered_is_as_described()
    {
        var seen = ApiClient.Watch();
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Count(10, Beras), Sale(1, Beras, id: "a/1"), Count(5, Gula));
        await town.Till.Record(Sale(1, Beras, id: "a/1"), Sale(2, Beras, id: "a/1"), Sale(1, "BARU-1"), Sale(1, Beras).Where("X"), Sale(1, Antar), Sale(0, Beras), Sale(3, Minyak));
        var line = await town.Console.WaitingLine("BARU-1");
        await town.Console.Review(line, "preview", new JsonObject { ["action"] = "map", ["product"] = Gula });
        (await town.Console.Map(line, Gula)).Must(HttpStatusCode.OK);
        var negative = await town.Console.Conflict("negative_on_hand");
        (await town.Console.Resolve(negative, "preview", Correction)).Must(HttpStatusCode.OK);
        await town.Console.Get($"/v1/sync/conflicts/{negative}");
        await town.Console.Resolve(negative, "correct", Correction);
        var held = (long)(await town.Partner.Reserve(2, Beras, "PO-1", town.Coop)).Must(HttpStatusCode.Created).Json["id"]!;
        await town.Partner.Reserve(2, Beras, "PO-1", town.Coop);
        await town.Partner.Reserve(999, Beras, "PO-2", town.Coop);
        (await town.Till.Commit(held, 1, "SJ-1", final: false)).Must(HttpStatusCode.OK);
        (await town.Partner.Release(held, "batal")).Must(HttpStatusCode.OK);
        var expected = await town.Console.Expected();
        (await town.Console.Decide(expected[0], "accept")).Must(HttpStatusCode.OK);
        await town.Console.Decide(expected[0], "dismiss");
        await town.Console.Post("/v1/stock/safety-stocks", Json($$"""{"location":"{{Shop}}","product":"{{Beras}}","quantity":"1"}"""));
        await town.Partner.Get($"/v1/stock/positions?ownerId={town.Coop}&limit=1");
        await town.Console.Get("/v1/stock/positions?limit=1");
        await town.Console.Get($"/v1/stock/ledger?location={Shop}&product={Beras}&limit=1");
        await town.Console.Feed(atLeast: 3);

        await Hold(seen);
    }

    [Fact]
    public async Task What_an_orders_life_is_answered_is_as_described()
    {
        var seen = ApiClient.Watch();
        var town = await OrderTown.Create(fixture.Gateway);
        await town.Console.Given(Count(10, Beras, "07:00"));
        var order = await town.Partner.Ordered(town, "PO-1", ("1", Beras, 4), ("2", Minyak, 1));
        await town.Partner.Orders(town, "PO-1", ("1", Beras, 4), ("2", Minyak, 1));
        await town.Partner.Orders(town, "PO-1", ("1", Beras, 5));
        await town.Console.Despatches(order, "SJ-0", ("1", 1, null));
        var answered = await town.Console.Answers(order, "accepted_with_changes", "R-1", null, OrderTown.Line("1", "changed", 3), OrderTown.Line("2", "refused"));
        answered.Must(HttpStatusCode.OK);
        (await town.Partner.AsksFor(order, "U-1", OrderTown.Line("1", "changed", 3), OrderTown.Line("2", "deleted"))).Must(HttpStatusCode.OK);
        (await town.Console.Answers(order, "accepted", "R-2", OrderTown.About("order_change", "U-1"))).Must(HttpStatusCode.OK);
        (await town.Console.Despatches(order, "SJ-1", ("1", 2, 1))).Must(HttpStatusCode.OK);
        (await town.Partner.Receives(order, "BTB-1", null, ("1", 3, 1))).Must(HttpStatusCode.OK);
        (await town.Partner.Cancels(order)).Must(HttpStatusCode.OK);
        await town.Console.Get($"/v1/orders/{order}/timeline");
        await town.Console.Get("/v1/orders?limit=1&state=x");

        await Hold(seen);
    }

    [Fact]
    public async Task What_books_are_kept_with_is_answered_as_described()
    {
        var seen = ApiClient.Watch();
        var town = await Town.Create(fixture.Gateway);
        await AddPlace(town);
        await AddGoods(town);
        (await town.Console.Post("/v1/connections", Json("""{"code":"kasir-2","name":"Kasir 2"}"""))).Must(HttpStatusCode.Created);
        (await town.Console.Post("/v1/partnerships", Json($$"""{"partnerId":{{town.Chain}},"role":"supplier","validFrom":"2026-01-01"}"""))).Must(HttpStatusCode.Created);
        var partnership = (await town.Console.Get("/v1/partnerships?limit=1")).Items().Single()!["id"];
        (await town.Console.Post(
            $"/v1/partnerships/{partnership}/terms",
            Json("""
            {"validFrom":"2999-01-01","paymentDays":1,"priceTolerancePercent":"1","priceToleranceRupiah":"1","responseHours":1,"deliveryDays":1,
             "stockVisibleToPartner":true,"partnerStockVisible":true}
            """))).Must(HttpStatusCode.Created);
        (await town.Partner.Post($"/v1/partnerships/{partnership}/terms/2999-01-01/acceptance", new JsonObject())).Must(HttpStatusCode.OK);
        (await town.Console.Post($"/v1/partnerships/{partnership}/prices", Json($$"""{"product":"{{Beras}}","validFrom":"2999-01-01","amount":"72500"}"""))).Must(HttpStatusCode.Created);
        (await town.Console.Import("/v1/partnerships/imports", $"partner_id,role,valid_from\n{town.Chain},supplier,2026-01-01\n{town.Coop},supplier,2026-01-01\n")).Must(HttpStatusCode.OK);
        using var office = await fixture.Gateway.Authority();
        (await office.Import("/v1/parties/imports", "code,name,kind\nUMKM-JAWABAN,UMKM,producer\n-,,producer\n")).Must(HttpStatusCode.OK);
        var self = (await town.Console.Get($"/v1/parties/{town.Coop}")).Must(HttpStatusCode.OK);
        (await town.Console.Patch($"/v1/parties/{town.Coop}", Json("""{"name":"KPN Sejahtera Baru"}"""), self.Tag())).Must(HttpStatusCode.OK);
        await town.Console.Patch($"/v1/parties/{town.Coop}", Json("""{"name":"KPN"}"""), self.Tag());
        await town.Console.Patch($"/v1/parties/{town.Coop}", Json("""{"name":"KPN"}"""), null);
        (await town.Console.Post($"/v1/parties/{town.Coop}/tax-statuses", Json("""{"validFrom":"2026-01-01","pkp":true}"""))).Must(HttpStatusCode.Created);
        await town.Client(key: null).Get("/v1/parties");
        await town.Client(await town.Key(town.CoopCode, "kasir", "stock:read")).Get("/v1/parties");
        await town.Console.Get("/v1/parties?kin=chain");
        await town.Console.PostRaw("/v1/connections", "{}"u8.ToArray());

        await Hold(seen);
    }

    [Fact]
    public async Task Everything_that_can_be_read_is_as_described()
    {
        var consigned = await ConsignedTown.Create(fixture.Gateway);
        var town = consigned.Town;
        var item = await town.Database.Ask<string>("select code from product where owner_id = $1 order by code limit 1", town.Coop);
        await town.Till.Given(Count(10, Beras), Sale(2, Beras) with { At = ConsignedTown.At(1) });
        await town.Till.Record(Sale(1, "BARU-1"), Sale(9, Minyak));
        await town.Maps(town.Chain, "pusat", "RTL-8", Beras);
        await town.Database.Run(
            "insert into sync_stream (owner_id, connection_id, kind, counterparty_id, last_error) select owner_id, connection_id, 'stock_out', $2, 'x' from connection where owner_id = $1 and code = 'pusat'",
            town.Chain, town.Coop);
        await town.Database.Run("insert into location (owner_id, code, name, format) values ($1, 'GDG-01', 'Gudang', 'warehouse')", town.Coop);
        await town.Database.Run(
            "insert into partner_file (owner_id, connection_id, delivery, name, bytes, attempts, last_error) select owner_id, connection_id, gen_random_uuid(), 'x', 1, 1, 'x' from connection where owner_id = $1 and code = 'kasir'",
            town.Coop);
        (await town.Till.Reserve(1, Beras, "PO-1")).Must(HttpStatusCode.Created);
        (await town.Console.Transfer("MTS-1", "GDG-01", Shop, (Beras, 2))).Must(HttpStatusCode.Created);
        await town.OrdersOneMore("PO-9");
        await town.Sets(ReplenishmentCalls.Level(Beras, 500, 600));
        (await town.Replenishes()).Must(HttpStatusCode.OK);
        await town.PoolsOneMore(fixture.Gateway, "GDG-01", Beras);
        await town.MembersOneMore("BACA");
        await town.MembersOneMore("BACA-B");
        await town.PoolsOneMore(fixture.Gateway, Shop, Beras, isReceived: true);
        await consigned.Run();
        using var office = await fixture.Gateway.Authority();
        var seen = ApiClient.Watch();
        var ids = await Names.IdsOf(town);
        foreach (var operation in (await ServedDocument.Operations(fixture.Gateway)).Where(operation => operation.Method == HttpMethod.Get))
        {
            var address = Aims.Address(operation, operation.Path == "/v1/parties/{id}/terms" ? OfProducer(ids, consigned) : ids) + (operation.Path == "/v1/stock/ledger" ? $"?location={Shop}&product={item}" : "");
            var reader = operation.Path == "/v1/register" ? office : town.Console;
            var reply = (await reader.Get(address)).Must(HttpStatusCode.OK);
            if (operation.Parameters("query").Contains("limit", StringComparer.Ordinal))
                await reader.Get($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit=1");
            if (operation.Parameters("header").Contains("If-None-Match", StringComparer.Ordinal))
            {
                var again = new HttpRequestMessage(HttpMethod.Get, address);
                again.Headers.TryAddWithoutValidation("If-None-Match", reply.Tag());
                (await reader.Send(again)).Must(HttpStatusCode.NotModified);
            }
        }

        await Hold(seen);
    }

    private static Dictionary<string, string> OfProducer(Dictionary<string, string> ids, ConsignedTown town) =>
        new(ids, StringComparer.Ordinal) { ["parties/id"] = town.ProducerId.ToString(CultureInfo.InvariantCulture) };

    private static JsonObject Correction => new() { ["action"] = "correct", ["kind"] = "count", ["quantity"] = "4" };

    private static async Task AddPlace(Town town)
    {
        var place = (await town.Console.Post("/v1/locations", Json("""{"code":"KPN-02","name":"Toko KPN Kebonsari","format":"coop_shop"}"""))).Must(HttpStatusCode.Created);
        var address = place.Headers["Location"];
        (await town.Console.Patch(address, Json("""{"licenceNumber":"503/2"}"""), place.Tag())).Must(HttpStatusCode.OK);
        (await town.Console.Post($"{address}/system-of-record", Json("""{"connection":"kasir"}"""))).Must(HttpStatusCode.Created);
        (await town.Console.Import("/v1/locations/imports", "code,name,format\nKPN-03,Toko,coop_shop\nKPN-04,,coop_shop\n")).Must(HttpStatusCode.OK);
    }

    private static async Task AddGoods(Town town)
    {
        var product = (await town.Console.Post("/v1/products", Json("""{"code":"TEH-1","name":"Teh celup","baseUnit":"kotak"}"""))).Must(HttpStatusCode.Created);
        var changed = (await town.Console.Patch(product.Headers["Location"], Json("""{"category":"Minuman"}"""), product.Tag())).Must(HttpStatusCode.OK);
        (await town.Console.Put($"{product.Headers["Location"]}/packs/DUS", Json("""{"name":"Dus","factor":"24"}"""), changed.Tag())).Must(HttpStatusCode.OK);
        (await town.Console.Import("/v1/products/imports", "code,name\nKOP-1,Kopi\nKOP-1,Kopi\n")).Must(HttpStatusCode.OK);
        var mapping = (await town.Console.Post("/v1/item-mappings", Json("""{"connection":"kasir","itemCode":"TEH","product":"TEH-1"}"""))).Must(HttpStatusCode.Created);
        (await town.Console.Post($"/v1/item-mappings/{mapping.Json["id"]}/end", new JsonObject())).Must(HttpStatusCode.OK);
        (await town.Console.Import("/v1/item-mappings/imports", "connection,item_code,product\nkasir,KP,KOP-1\n")).Must(HttpStatusCode.OK);
        (await town.Console.Import("/v1/permits/imports", "kind,number,expires,product\nnib,1,2030-01-01,TEH-1\nnib,2,,TEH-1\n")).Must(HttpStatusCode.OK);
        (await town.Console.Post("/v1/permits", Json("""{"kind":"halal","number":"ID351100076241120225","expires":"2030-01-01","product":"TEH-1"}"""))).Must(HttpStatusCode.Created);
    }

    private async Task Hold(IReadOnlyList<(HttpRequestMessage Request, Reply Reply)> seen)
    {
        var document = await ServedDocument.Read(fixture.Gateway);
        var operations = await ServedDocument.Operations(fixture.Gateway);
        var shape = new OpenApiShape(document, closed: true);

        Assert.NotEmpty(seen);
        Assert.Empty(seen.Where(one => one.Request.RequestUri!.AbsolutePath.StartsWith("/v1/", StringComparison.Ordinal)).SelectMany(one => Faults(one.Request, one.Reply, operations, shape)));
    }

    private static IEnumerable<string> Faults(HttpRequestMessage request, Reply reply, IReadOnlyList<Operation> operations, OpenApiShape shape)
    {
        var operation = operations.Where(operation => operation.Method == request.Method && IsOf(request.RequestUri!.AbsolutePath, operation.Path))
            .MaxBy(operation => operation.Path.Count(character => character == '/') - operation.Parameters("path").Count())!;
        var what = $"{operation} {((int)reply.Status).ToString(CultureInfo.InvariantCulture)}";
        if (operation.Json["responses"]![((int)reply.Status).ToString(CultureInfo.InvariantCulture)] is not { } answer)
            return [$"{what} is not described: {reply.Text}"];

        var described = answer["headers"]?.AsObject().Select(header => header.Key).ToList() ?? [];
        var headers = s_headers.Where(header => reply.Headers.ContainsKey(header) != described.Contains(header) && !(s_sometimes.Contains(header) && described.Contains(header)))
            .Select(header => $"{what}: {header}, described {described.Contains(header)}");
        var body = reply.Headers.GetValueOrDefault("Content-Type") is { } type && answer["content"]?[type]?["schema"] is { } schema
            ? shape.Faults(schema, reply.Json, what)
            : reply.Body.Length > 0 ? [$"{what}: {reply.Headers.GetValueOrDefault("Content-Type")} is not described"] : [];
        var problem = reply.Problem is { } slug && answer["content"]?["application/problem+json"]?["examples"]?[slug] is null ? [$"{what}: {slug} is not among its problems"] : Array.Empty<string>();
        return [.. headers, .. body, .. problem];
    }

    private static bool IsOf(string path, string template)
    {
        var (said, given) = (template.Split('/'), path.Split('/'));
        return said.Length == given.Length && said.Zip(given).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second);
    }
}
