using System.Net;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Parties.PartyCalls;

namespace RetailGateway.Tests.Parties;

public sealed class LocationTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Kelurahan = "35.74.04.1001";

    [Fact]
    public async Task A_location_is_added_with_its_licence_and_begins_with_the_console()
    {
        var town = await Known();

        var made = (await town.Console.Post("/v1/locations", Json(
            $$"""{"code":"GDG-1","name":"Gudang","format":"warehouse","gln":"9521101530001","kelurahan":"{{Kelurahan}}","licenceNumber":"503/1","licenceExpires":"2028-03-16"}"""))).Must(HttpStatusCode.Created);

        Assert.Equal(("warehouse", "wib", "2028-03-16"), ((string)made.Json["format"]!, (string)made.Json["timeZone"]!, (string)made.Json["licenceExpires"]!));
        var period = Assert.Single((await town.Console.Get($"/v1/locations/{made.Json["id"]}/system-of-record")).Items());
        Assert.Equal(("console", null, null), ((string)period!["connection"]!, period["from"], period["until"]));
    }

    [Fact]
    public async Task A_wrong_check_digit_of_a_GLN_is_refused_with_the_right_one()
    {
        var town = await Known();

        var reply = await town.Console.Post("/v1/locations", Json("""{"code":"X","name":"X","format":"minimarket","gln":"9521101530002","kelurahan":"1"}"""));

        Assert.Equal(["/gln", "/kelurahan"], reply.Places);
        Assert.Contains("should be 1", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_is_taken_whatever_its_letter_case()
    {
        var town = await Known();

        Assert.Equal("already-exists", (await town.Console.Post("/v1/locations", Json($$"""{"code":"{{Town.Shop.ToLowerInvariant()}}","name":"X","format":"coop_shop"}"""))).Problem);
    }

    [Fact]
    public async Task A_change_keeps_what_is_absent_and_clears_what_is_null()
    {
        var town = await Known();
        var path = await Shop(town);
        var before = await town.Console.Get(path);

        var filled = (await town.Console.Patch(path, Json($$"""{"kelurahan":"{{Kelurahan}}","licenceNumber":"503/2","format":"minimarket"}"""), before.Tag())).Must(HttpStatusCode.OK);
        var cleared = (await town.Console.Patch(path, Json("""{"kelurahan":null,"name":"Toko baru"}"""), filled.Tag())).Must(HttpStatusCode.OK);

        Assert.Equal((null, "503/2", "Toko baru", "minimarket"), ((string?)cleared.Json["kelurahan"], (string)cleared.Json["licenceNumber"]!, (string)cleared.Json["name"]!, (string)cleared.Json["format"]!));
        Assert.Equal("precondition-failed", (await town.Console.Patch(path, Json("""{"name":"Y"}"""), before.Tag())).Problem);
        Assert.Equal("precondition-required", (await town.Console.Patch(path, Json("""{"name":"Y"}"""), null)).Problem);
    }

    [Fact]
    public async Task A_field_that_never_changes_is_not_known_in_a_change()
    {
        var town = await Known();
        var path = await Shop(town);

        var reply = await town.Console.Patch(path, Json("""{"timeZone":"wit"}"""), (await town.Console.Get(path)).Tag());

        Assert.Equal(("malformed", "/timeZone"), (reply.Problem, reply.Places.Single()));
    }

    [Fact]
    public async Task A_partners_location_is_seen_by_the_terms_and_not_changed()
    {
        var town = await Known();
        var path = await Shop(town);
        var seen = (await town.Partner.Get(path)).Must(HttpStatusCode.OK);

        Assert.Single((await town.Partner.Get($"/v1/locations?ownerId={town.Coop}")).Items());
        Assert.Equal("not-found", (await town.Partner.Patch(path, Json("""{"name":"Y"}"""), seen.Tag())).Problem);
        Assert.Equal("not-found", (await town.Partner.Get($"{path}/system-of-record")).Problem);
        Assert.Equal("not-found", (await town.Partner.Post($"{path}/system-of-record", Json("""{"connection":"pusat"}"""))).Problem);
    }

    [Fact]
    public async Task The_next_system_of_record_begins_where_the_last_one_ends()
    {
        var town = await Known(tillIsSystemOfRecord: false);
        var path = $"{await Shop(town)}/system-of-record";

        (await town.Console.Post(path, Json("""{"connection":"kasir","from":"2026-03-01T07:00:00+07:00"}"""))).Must(HttpStatusCode.Created);
        (await town.Console.Post(path, Json("""{"connection":"gudang","from":"2026-04-01T00:00:00Z"}"""))).Must(HttpStatusCode.Created);

        Assert.Equal(
            [("gudang", "2026-04-01T00:00:00Z", null), ("kasir", "2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z"), ("console", null, "2026-03-01T00:00:00Z")],
            (await town.Console.Get(path)).Items().Select(period => ((string)period!["connection"]!, (string?)period["from"], (string?)period["until"])));
    }

    [Theory]
    [InlineData("2026-03-01T00:00:00Z")]
    [InlineData("2026-02-28T23:59:59Z")]
    public async Task A_system_of_record_never_begins_before_the_current_one_did(string from)
    {
        var town = await Known(tillIsSystemOfRecord: false);
        var path = $"{await Shop(town)}/system-of-record";
        (await town.Console.Post(path, Json("""{"connection":"kasir","from":"2026-03-01T00:00:00Z"}"""))).Must(HttpStatusCode.Created);

        Assert.Equal(["/from"], (await town.Console.Post(path, Json($$"""{"connection":"gudang","from":"{{from}}"}"""))).Places);
        Assert.Equal(2, (await town.Console.Get(path)).Items().Count);
    }

    [Fact]
    public async Task A_system_of_record_is_a_connection_of_ones_own()
    {
        var town = await Known();

        Assert.Equal("not-found", (await town.Console.Post($"{await Shop(town)}/system-of-record", Json("""{"connection":"pusat"}"""))).Problem);
    }

    [Fact]
    public async Task Changes_at_once_leave_neither_gap_nor_overlap()
    {
        var town = await Known(tillIsSystemOfRecord: false);
        var path = $"{await Shop(town)}/system-of-record";

        var replies = await Task.WhenAll(Enumerable.Range(1, 8).Select(day => town.Console.Post(
            path, Json($$"""{"connection":"{{(day % 2 == 0 ? "kasir" : "gudang")}}","from":"2026-05-0{{day}}T00:00:00Z"}"""))));

        Assert.All(replies, reply => Assert.Contains(reply.Status, new[] { HttpStatusCode.Created, HttpStatusCode.UnprocessableEntity, HttpStatusCode.Conflict }));
        var periods = (await town.Console.Get(path)).Items();
        Assert.Equal(replies.Count(reply => reply.Status == HttpStatusCode.Created) + 1, periods.Count);
        Assert.Equal(periods.Skip(1).Select(period => (string?)period!["until"]), periods.SkipLast(1).Select(period => (string?)period!["from"]));
    }

    private async Task<Town> Known(bool tillIsSystemOfRecord = true)
    {
        await fixture.Gateway.Database.Run("insert into area (code, name, kind) values ($1, 'Tisnonegaran', 'kelurahan') on conflict do nothing", Kelurahan);
        return await Town.Create(fixture.Gateway, tillIsSystemOfRecord);
    }

    private static async Task<string> Shop(Town town) => $"/v1/locations/{(await town.Console.Get($"/v1/locations?code={Town.Shop}")).Items().Single()!["id"]}";
}
