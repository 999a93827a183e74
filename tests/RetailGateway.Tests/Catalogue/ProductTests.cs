using System.Net;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Parties;
using static RetailGateway.Tests.Parties.PartyCalls;

namespace RetailGateway.Tests.Catalogue;

public sealed class ProductTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task A_product_has_the_pack_of_its_base_unit_beside_its_own()
    {
        var town = await Town.Create(fixture.Gateway);

        var made = (await town.Console.Post("/v1/products", Json(
            """{"code":" MI-1 ","name":"Mi instan","baseUnit":"bungkus","vatClass":"not_collected","staple":true,"packs":[{"code":"DUS","name":"Dus isi 40","factor":"40","gtin":"9521100000017"}]}"""))).Must(HttpStatusCode.Created);

        Assert.Equal(("MI-1", "not_collected"), ((string)made.Json["code"]!, (string)made.Json["vatClass"]!));
        Assert.Equal(
            [("bungkus", "1", null), ("DUS", "40", "9521100000017")],
            made.Json["packs"]!.AsArray().Select(pack => ((string)pack!["code"]!, (string)pack["factor"]!, (string?)pack["gtin"])));
    }

    [Fact]
    public async Task Everything_wrong_with_a_product_is_said_at_once()
    {
        var town = await Town.Create(fixture.Gateway);

        var reply = await town.Console.Post("/v1/products", Json(
            """{"code":"","name":"x","baseUnit":"pcs","producer":"TAK-ADA","packs":[{"code":"D","name":"D","factor":"0"},{"code":"d","name":"E","factor":"2","gtin":"9521100000018"},{"code":"pcs","name":"P","factor":"2"}]}"""));

        Assert.Equal(["/code", "/packs/0/factor", "/packs/1/gtin", "/packs/1/code", "/packs/2/factor"], reply.Places);
        Assert.Contains("should be 7", reply.Text, StringComparison.Ordinal);
        Assert.Equal(["/producer"], (await town.Console.Post("/v1/products", Json("""{"code":"X","name":"x","baseUnit":"pcs","producer":"TAK-ADA"}"""))).Places);
    }

    [Fact]
    public async Task A_producer_of_the_other_environment_is_not_there()
    {
        var town = await Town.Create(fixture.Gateway);
        await fixture.Gateway.Producer("UMKM-UJI", "test");
        await fixture.Gateway.Producer("UMKM-ASLI");

        Assert.Equal(["/producer"], (await town.Console.Post("/v1/products", Goods("A", "UMKM-UJI"))).Places);
        Assert.Equal("UMKM-ASLI", (string)(await town.Console.Post("/v1/products", Goods("A", "umkm-asli"))).Must(HttpStatusCode.Created).Json["producer"]!);
    }

    [Theory]
    [InlineData("q=MINYAK", "MYK-1")]
    [InlineData("q=%25", "")]
    [InlineData("code=myk-1", "MYK-1")]
    [InlineData("staple=true", "SMB-1")]
    [InlineData("category=sembako", "SMB-1")]
    [InlineData("producer=FILTER-UMKM", "")]
    public async Task A_list_is_narrowed_by_what_is_asked(string query, string expected)
    {
        var town = await Town.Create(fixture.Gateway);
        (await town.Console.Post("/v1/products", Json("""{"code":"SMB-1","name":"Telur","baseUnit":"kg","category":"Sembako","staple":true}"""))).Must(HttpStatusCode.Created);

        Assert.Equal(expected, string.Join(',', (await town.Console.Get($"/v1/products?{query}")).Items().Select(item => (string)item!["code"]!)));
    }

    [Fact]
    public async Task A_search_for_what_no_label_shows_is_refused_by_its_place()
    {
        var town = await Town.Create(fixture.Gateway);

        Assert.Equal(["#/query/q"], (await town.Console.Get("/v1/products?q=%00")).Places);
    }

    [Fact]
    public async Task Pages_of_products_meet_without_a_gap()
    {
        var town = await Town.Create(fixture.Gateway);
        var codes = new List<string>();
        for (var next = ""; next is not null;)
        {
            var page = (await town.Console.Get($"/v1/products?limit=3{(next.Length > 0 ? "&cursor=" + next : "")}")).Must(HttpStatusCode.OK).Json;
            codes.AddRange(page["items"]!.AsArray().Select(item => (string)item!["code"]!));
            next = (string?)page["next"];
        }

        Assert.Equal([Town.Beras, Town.Minyak, Town.Gula, Town.Antar], codes);
    }

    [Fact]
    public async Task A_change_of_product_or_pack_needs_the_tag_of_both()
    {
        var town = await Town.Create(fixture.Gateway);
        var path = await Rice(town);
        var read = await town.Console.Get(path);

        Assert.Equal("precondition-required", (await town.Console.Put($"{path}/packs/DUS", Json("""{"name":"Dus","factor":"4"}"""), null)).Problem);
        var packed = (await town.Console.Put($"{path}/packs/DUS", Json("""{"name":"Dus","factor":"4"}"""), read.Tag())).Must(HttpStatusCode.OK);
        Assert.Equal("precondition-failed", (await town.Console.Patch(path, Json("""{"name":"Beras"}"""), read.Tag())).Problem);
        Assert.Equal("Beras", (string)(await town.Console.Patch(path, Json("""{"name":"Beras"}"""), packed.Tag())).Must(HttpStatusCode.OK).Json["name"]!);
    }

    [Fact]
    public async Task A_producer_is_cleared_by_null_and_kept_by_silence()
    {
        var town = await Town.Create(fixture.Gateway);
        await fixture.Gateway.Producer("UMKM-HAPUS");
        var made = await town.Console.Post("/v1/products", Goods("H", "UMKM-HAPUS"));
        var path = $"/v1/products/{made.Json["id"]}";

        var kept = await town.Console.Patch(path, Json("""{"category":"Camilan"}"""), made.Tag());
        var cleared = await town.Console.Patch(path, Json("""{"producer":null}"""), kept.Tag());

        Assert.Equal(("UMKM-HAPUS", "Camilan", null), ((string?)kept.Json["producer"], (string?)cleared.Json["category"], (string?)cleared.Json["producer"]));
    }

    [Theory]
    [InlineData("""{"name":"Dus","factor":"0"}""", "/factor")]
    [InlineData("""{"name":"Dus","factor":"0.0001"}""", "/factor")]
    [InlineData("""{"name":"Dus","factor":"4","gtin":"9521100000018"}""", "/gtin")]
    [InlineData("""{"name":"Dus","factor":"4","gtin":"95211"}""", "/gtin")]
    public async Task A_bad_pack_is_refused_by_its_place(string body, string place)
    {
        var town = await Town.Create(fixture.Gateway);
        var path = await Rice(town);

        Assert.Equal([place], (await town.Console.Put($"{path}/packs/DUS", Json(body), (await town.Console.Get(path)).Tag())).Places);
    }

    [Fact]
    public async Task A_GTIN_is_one_packs_however_many_zeros_stand_before_it()
    {
        var town = await Town.Create(fixture.Gateway);
        var path = await Rice(town);
        var first = await town.Console.Put($"{path}/packs/A", Json("""{"name":"A","factor":"2","gtin":"9521100000017"}"""), (await town.Console.Get(path)).Tag());

        Assert.Equal("already-exists", (await town.Console.Put($"{path}/packs/B", Json("""{"name":"B","factor":"3","gtin":"09521100000017"}"""), first.Tag())).Problem);
    }

    [Fact]
    public async Task A_partner_sees_goods_by_the_terms_and_changes_none()
    {
        var town = await Town.Create(fixture.Gateway);
        var stranger = await Town.Create(fixture.Gateway);
        var path = await Rice(town);
        var seen = (await town.Partner.Get(path)).Must(HttpStatusCode.OK);

        Assert.Equal("not-found", (await town.Partner.Patch(path, Json("""{"name":"x"}"""), seen.Tag())).Problem);
        Assert.Equal("not-found", (await town.Partner.Put($"{path}/packs/X", Json("""{"name":"x","factor":"2"}"""), seen.Tag())).Problem);
        Assert.Equal("not-found", (await stranger.Console.Get(path)).Problem);
        Assert.Equal("not-found", (await stranger.Console.Get($"/v1/products?ownerId={town.Coop}")).Problem);
    }

    [Fact]
    public async Task An_authority_sees_the_goods_of_producers_and_no_others()
    {
        var town = await Town.Create(fixture.Gateway);
        using var office = await fixture.Gateway.Authority();
        await fixture.Gateway.Producer("UMKM-DINAS");
        (await town.Console.Post("/v1/products", Goods("KRIPIK-DINAS", "UMKM-DINAS"))).Must(HttpStatusCode.Created);

        var seen = (await office.Get("/v1/products?limit=1000")).Items();

        Assert.Contains(seen, item => (string)item!["code"]! == "KRIPIK-DINAS");
        Assert.All(seen, item => Assert.NotNull(item!["producer"]));
    }

    [Fact]
    public async Task Permits_are_found_by_their_last_day()
    {
        var town = await Town.Create(fixture.Gateway);
        await fixture.Gateway.Producer("UMKM-IZIN");
        var today = await town.Database.Ask<DateOnly>("select current_date");
        foreach (var (number, days) in new[] { ("LAMA", -1), ("HARI-INI", 0), ("NANTI", 60) })
            (await town.Console.Post("/v1/permits", Json($$"""{"kind":"pirt","number":"{{number}}","expires":"{{today.AddDays(days):yyyy-MM-dd}}","producer":"UMKM-IZIN"}"""))).Must(HttpStatusCode.Created);
        (await town.Console.Post("/v1/permits", Json($$"""{"kind":"halal","number":"H","expires":"2999-01-01","product":"{{Town.Beras}}"}"""))).Must(HttpStatusCode.Created);

        async Task<string> Numbers(string query) => string.Join(',', (await town.Console.Get($"/v1/permits?{query}")).Items().Select(item => (string)item!["number"]!));
        Assert.Equal("LAMA", await Numbers("expired=true"));
        Assert.Equal("HARI-INI,NANTI,H", await Numbers("expired=false"));
        Assert.Equal("HARI-INI", await Numbers("expiringWithinDays=59"));
    }

    [Fact]
    public async Task A_permit_is_of_a_producer_or_of_a_product_never_of_both()
    {
        var town = await Town.Create(fixture.Gateway);

        Assert.Equal(["/producer"], (await town.Console.Post("/v1/permits", Json("""{"kind":"nib","number":"1","expires":"2999-01-01"}"""))).Places);
        Assert.Equal(["/product"], (await town.Console.Post("/v1/permits", Json("""{"kind":"nib","number":"1","expires":"2999-01-01","product":"TAK-ADA"}"""))).Places);
    }

    private static System.Text.Json.Nodes.JsonObject Goods(string code, string producer) =>
        Json($$"""{"code":"{{code}}","name":"{{code}}","baseUnit":"bungkus","producer":"{{producer}}"}""");

    private static async Task<string> Rice(Town town) => $"/v1/products/{(await town.Console.Get($"/v1/products?code={Town.Beras}")).Items().Single()!["id"]}";
}
