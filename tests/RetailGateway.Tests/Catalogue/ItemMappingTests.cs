using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Parties;

namespace RetailGateway.Tests.Catalogue;

public sealed class ItemMappingTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Path = "/v1/item-mappings";

    [Fact]
    public async Task A_first_mapping_holds_since_ever_so_that_a_line_in_review_is_applied_with_it()
    {
        var town = await Town.Create(fixture.Gateway);
        var line = Changes.Sale(1, "KSR-77");
        var unknown = Assert.Single(await town.Till.Record(line));
        Assert.Equal("review", unknown.Status);
        (await town.Console.Post(Path, Mapping("kasir", "ksr-77", Town.Beras))).Must(HttpStatusCode.Created);

        var again = Assert.Single(await town.Till.Record(line));
        Assert.Equal("duplicate", again.Status);
    }

    [Fact]
    public async Task A_new_meaning_ends_the_old_one_where_it_begins()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Packs(Town.Minyak, "DUS", 12);
        (await town.Console.Post(Path, Mapping("kasir", "K1", Town.Beras))).Must(HttpStatusCode.Created);

        var second = (await town.Console.Post(Path, Mapping("kasir", "k1", Town.Minyak, "dus", "2026-06-01T00:00:00Z"))).Must(HttpStatusCode.Created);

        Assert.Equal("12", (string)second.Json["factor"]!);
        Assert.Equal(
            [(Town.Beras, null, "2026-06-01T00:00:00Z"), (Town.Minyak, "2026-06-01T00:00:00Z", null)],
            (await town.Console.Get($"{Path}?itemCode=K1")).Items().Select(item => ((string)item!["product"]!, (string?)item["from"], (string?)item["until"])));
        Assert.Equal(["/from"], (await town.Console.Post(Path, Mapping("kasir", "K1", Town.Gula, from: "2026-06-01T00:00:00Z"))).Places);
    }

    [Fact]
    public async Task The_same_meaning_again_changes_nothing()
    {
        var town = await Town.Create(fixture.Gateway);
        var first = (await town.Console.Post(Path, Mapping("kasir", "K1", Town.Beras))).Must(HttpStatusCode.Created);

        Assert.Equal(first.Text, (await town.Console.Post(Path, Mapping("kasir", "K1", Town.Beras))).Must(HttpStatusCode.OK).Text);
    }

    [Fact]
    public async Task Another_factor_of_the_pack_leaves_the_mapping_its_own()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Packs(Town.Beras, "DUS", 4);
        (await town.Console.Post(Path, Mapping("kasir", "K1", Town.Beras, "DUS"))).Must(HttpStatusCode.Created);
        var rice = $"/v1/products/{(await town.Console.Get($"/v1/products?code={Town.Beras}")).Items().Single()!["id"]}";

        (await town.Console.Put($"{rice}/packs/DUS", PartyCalls.Json("""{"name":"Dus","factor":"6"}"""), (await town.Console.Get(rice)).Tag())).Must(HttpStatusCode.OK);

        Assert.Equal("4", (string)(await town.Console.Get($"{Path}?itemCode=K1")).Items().Single()!["factor"]!);
        Assert.Equal("6", (string)(await town.Console.Post(Path, Mapping("kasir", "K1", Town.Beras, "DUS"))).Must(HttpStatusCode.Created).Json["factor"]!);
    }

    [Fact]
    public async Task An_ended_mapping_stays_ended_and_a_new_one_begins_later()
    {
        var town = await Town.Create(fixture.Gateway);
        var id = (await town.Console.Post(Path, Mapping("kasir", "K1", Town.Beras, from: "2026-01-01T00:00:00Z"))).Must(HttpStatusCode.Created).Json["id"];

        Assert.Equal(["/at"], (await town.Console.Post($"{Path}/{id}/end", PartyCalls.Json("""{"at":"2026-01-01T00:00:00Z"}"""))).Places);
        var ended = (await town.Console.Post($"{Path}/{id}/end", PartyCalls.Json("""{"at":"2026-02-01T00:00:00Z"}"""))).Must(HttpStatusCode.OK);
        (await town.Console.Post($"{Path}/{id}/end", new JsonObject())).Must(HttpStatusCode.OK);

        Assert.Equal("2026-02-01T00:00:00Z", (string)ended.Json["until"]!);
        Assert.Equal("already-exists", (await town.Console.Post($"{Path}/{id}/end", PartyCalls.Json("""{"at":"2026-03-01T00:00:00Z"}"""))).Problem);
        Assert.Equal(["/from"], (await town.Console.Post(Path, Mapping("kasir", "K1", Town.Gula, from: "2026-01-15T00:00:00Z"))).Places);
        (await town.Console.Post(Path, Mapping("kasir", "K1", Town.Gula, from: "2026-02-01T00:00:00Z"))).Must(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_partners_codes_are_mapped_and_seen_by_the_partner_and_a_strangers_are_not_there()
    {
        var town = await Town.Create(fixture.Gateway);
        var stranger = await Town.Create(fixture.Gateway);

        var made = (await town.Console.Post(Path, Mapping("pusat", "BSM-1", Town.Beras, owner: town.Chain))).Must(HttpStatusCode.Created);

        Assert.Equal(Town.Beras, (string)(await town.Partner.Get(Path)).Items().Single()!["product"]!);
        Assert.Equal("not-found", (await town.Partner.Post($"{Path}/{made.Json["id"]}/end", new JsonObject())).Problem);
        Assert.Equal("not-found", (await stranger.Console.Post($"{Path}/{made.Json["id"]}/end", new JsonObject())).Problem);
        Assert.Equal("not-found", (await stranger.Console.Post(Path, Mapping("pusat", "BSM-1", Town.Beras, owner: town.Chain))).Problem);
    }

    [Fact]
    public async Task One_of_many_meanings_given_at_once_follows_the_other()
    {
        var town = await Town.Create(fixture.Gateway);

        var replies = await Task.WhenAll(Enumerable.Range(1, 8).Select(day => town.Console.Post(
            Path, Mapping("kasir", "K1", day % 2 == 0 ? Town.Gula : Town.Beras, from: $"2026-05-0{day}T00:00:00Z"))));

        Assert.DoesNotContain(replies, reply => (int)reply.Status >= 500);
        var periods = (await town.Console.Get($"{Path}?itemCode=K1")).Items().OrderBy(item => (string)item!["from"]!, StringComparer.Ordinal).ToArray();
        Assert.Equal(periods.SkipLast(1).Select(item => (string?)item!["until"]), periods.Skip(1).Select(item => (string?)item!["from"]));
        Assert.Null(periods[^1]!["until"]);
    }

    [Fact]
    public async Task A_file_of_mappings_is_judged_line_by_line_and_changes_nothing_the_second_time()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Packs(Town.Beras, "DUS", 4);
        var file = $"connection_owner,connection,item_code,product,pack\n{town.ChainCode},pusat,B-1,{Town.Beras},dus\n,kasir,K-1,{Town.Gula},\n,kasir,k-1,{Town.Beras},\n,kasir,K-2,TAK-ADA,\nSIAPA,x,K-3,{Town.Gula},KRAT\n";

        var lines = (await town.Console.Import($"{Path}/imports", file)).Lines();
        var version = await town.Database.Ask<long>("select book_version from party where owner_id = $1", town.Coop);
        var again = (await town.Console.Import($"{Path}/imports", file)).Lines();

        Assert.Equal(["2 added", "3 added", "4 refused item_code: Line 3 maps 'k-1' already.", "5 refused product: 'TAK-ADA' is no product of yours."], lines[..4]);
        Assert.Contains("connection_owner: 'SIAPA'", lines[4], StringComparison.Ordinal);
        Assert.Contains("pack: 'GUL-1' has no pack 'KRAT'", lines[4], StringComparison.Ordinal);
        Assert.Equal(["2 unchanged", "3 unchanged"], again[..2]);
        Assert.Equal(version, await town.Database.Ask<long>("select book_version from party where owner_id = $1", town.Coop));
        Assert.Equal(["2 changed"], (await town.Console.Import($"{Path}/imports", $"connection,item_code,product\nkasir,K-1,{Town.Beras}\n")).Lines());
    }

    private static JsonObject Mapping(string connection, string code, string product, string? pack = null, string? from = null, int? owner = null)
    {
        var mapping = new JsonObject { ["connection"] = connection, ["itemCode"] = code, ["product"] = product };
        if (pack is not null)
            mapping["pack"] = pack;
        if (from is not null)
            mapping["from"] = from;
        if (owner is not null)
            mapping["connectionOwnerId"] = owner;
        return mapping;
    }
}
