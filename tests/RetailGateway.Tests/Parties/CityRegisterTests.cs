using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Hosting;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Parties;

/// <summary>GET /v1/register: what the city's office sees of cooperatives.</summary>
public sealed class CityRegisterTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_office_sees_shops_partners_goods_and_activity_and_not_a_price_or_an_item()
    {
        var town = await Town.Create(fixture.Gateway);
        await PartiesCreate.Create(town.Database, "live", $"UMKM-{town.Coop}", "Keripik Dua Putra", "producer", cooperativeKind: null, Cancel);
        await town.Database.Run("update product set producer_id = (select owner_id from party where code = $2) where owner_id = $1 and code = $3", town.Coop, $"UMKM-{town.Coop}", Gula);
        await town.Database.Run("insert into location (owner_id, code, name, format) values ($1, 'GUDANG', 'Gudang', 'warehouse')", town.Coop);
        await town.Till.Given(Count(10, Beras));
        using var office = await Office(town);

        var reply = (await office.Get("/v1/register")).Must(HttpStatusCode.OK);
        var one = reply.Json["items"]!.AsArray().Single(item => (int)item!["id"]! == town.Coop)!.AsObject();

        Assert.Equal(("civil_servants", 1, 3, 1), ((string)one["kind"]!, (int)one["shops"]!, (int)one["products"]!, (int)one["umkmProducts"]!));
        Assert.Equal(("Toko Ritel", "stockist"), ((string)one["partners"]![0]!["name"]!, (string)one["partners"]![0]!["role"]!));
        Assert.Equal("active", (string?)one["activity"]);
        Assert.NotNull(one["lastEntryAt"]);
        Assert.Equal(
            ["activity", "code", "dormantSince", "id", "kind", "lastEntryAt", "name", "partners", "products", "registeredAt", "shops", "umkmProducts"],
            one.Select(property => property.Key).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(Beras, reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cooperative_that_was_long_quiet_is_dormant_since_thirty_days_after_its_last_entry()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Count(10, Beras));
        await town.Database.Run("update stock_position set last_entry_at = '2026-01-01T00:00:00Z' where owner_id = $1", town.Coop);
        using var office = await Office(town);

        var one = await Of(office, town.Coop);

        Assert.Equal(("dormant", "2026-01-31T00:00:00Z"), ((string)one["activity"]!, (string)one["dormantSince"]!));
    }

    [Fact]
    public async Task The_other_environment_is_not_in_it_and_for_others_there_is_nothing()
    {
        var town = await Town.Create(fixture.Gateway);
        var test = await Town.Create(fixture.Gateway, environment: "test");
        using var office = await Office(town);

        Assert.DoesNotContain((await office.Get("/v1/register?limit=1000")).Json["items"]!.AsArray(), item => (int)item!["id"]! == test.Coop);
        Assert.Equal("never_active", (string)(await Of(office, town.Coop))["activity"]!);
        Assert.Equal("not-found", (await town.Till.Get("/v1/register")).Problem);
        Assert.Equal("not-found", (await town.Partner.Get("/v1/register")).Problem);
    }

    [Fact]
    public async Task It_is_read_page_by_page()
    {
        var town = await Town.Create(fixture.Gateway);
        await Town.Create(fixture.Gateway);
        using var office = await Office(town);

        var first = await office.Get("/v1/register?limit=1");
        var second = await office.Get($"/v1/register?limit=1&cursor={first.Json["next"]}");

        Assert.Single(second.Json["items"]!.AsArray());
        Assert.NotEqual((int)first.Json["items"]![0]!["id"]!, (int)second.Json["items"]![0]!["id"]!);
        Assert.Equal("cursor-invalid", (await office.Get("/v1/register?cursor=palsu")).Problem);
    }

    private static async Task<JsonObject> Of(ApiClient office, int cooperative) =>
        (await office.Get("/v1/register?limit=1000")).Must(HttpStatusCode.OK).Json["items"]!.AsArray().Single(item => (int)item!["id"]! == cooperative)!.AsObject();

    private static async Task<ApiClient> Office(Town town)
    {
        var code = $"DINAS-{town.Coop}";
        await PartiesCreate.Create(town.Database, "live", code, "Dinas Koperasi", "authority", cooperativeKind: null, Cancel);
        return town.Client(await town.Key(code, "console"));
    }
}
