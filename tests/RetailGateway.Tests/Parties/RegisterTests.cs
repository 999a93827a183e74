using System.Net;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Parties.PartyCalls;

namespace RetailGateway.Tests.Parties;

public sealed class RegisterTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task An_authority_registers_a_party_and_the_party_gets_its_console()
    {
        using var office = await fixture.Gateway.Authority();

        var made = (await office.Post("/v1/parties", Json("""{"code":"KOPONTREN-1","name":" Kopontren ","kind":"cooperative","cooperativeKind":"pesantren","pkp":false}"""))).Must(HttpStatusCode.Created);

        Assert.Equal(("Kopontren", "live", false), ((string)made.Json["name"]!, (string)made.Json["environment"]!, (bool)made.Json["pkp"]!));
        var consoles = (await office.Get($"/v1/connections?ownerId={made.Json["id"]}")).Items();
        Assert.Equal("console", (string)Assert.Single(consoles)!["kind"]!);
    }

    [Fact]
    public async Task Nobody_but_an_authority_registers_a_party()
    {
        var town = await Town.Create(fixture.Gateway);

        var reply = await town.Console.Post("/v1/parties", Json("""{"code":"SENDIRI","name":"x","kind":"producer","pkp":false}"""));

        Assert.Equal("not-found", reply.Problem);
    }

    [Fact]
    public async Task Everything_wrong_with_a_party_is_said_at_once()
    {
        using var office = await fixture.Gateway.Authority();

        var reply = await office.Post("/v1/parties", Json("""{"code":"kecil","name":" ","kind":"authority","cooperativeKind":"other","pkp":false}"""));

        Assert.Equal("invalid", reply.Problem);
        Assert.Equal(["/code", "/kind", "/cooperativeKind", "/name"], reply.Places);
    }

    [Fact]
    public async Task A_code_is_given_once_in_an_environment_and_again_in_the_other()
    {
        using var live = await fixture.Gateway.Authority();
        using var test = await fixture.Gateway.Authority("test");
        var party = Json("""{"code":"DUA-KALI","name":"x","kind":"producer","pkp":false}""");
        (await live.Post("/v1/parties", party)).Must(HttpStatusCode.Created);

        Assert.Equal("already-exists", (await live.Post("/v1/parties", party)).Problem);
        Assert.Equal("test", (string)(await test.Post("/v1/parties", party)).Must(HttpStatusCode.Created).Json["environment"]!);
    }

    [Fact]
    public async Task A_live_authority_sees_nothing_of_the_test_environment()
    {
        using var live = await fixture.Gateway.Authority();
        var town = await Town.Create(fixture.Gateway, environment: "test");

        Assert.Equal("not-found", (await live.Get($"/v1/parties/{town.Coop}")).Problem);
        Assert.Equal("not-found", (await live.Post($"/v1/parties/{town.Coop}/tax-statuses", Json("""{"validFrom":"2026-01-01","pkp":true}"""))).Problem);
        Assert.DoesNotContain(town.CoopCode, (await live.Get("/v1/parties?limit=1000")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rename_needs_the_tag_of_what_is_there()
    {
        var town = await Town.Create(fixture.Gateway);
        var path = $"/v1/parties/{town.Coop}";
        var tag = (await town.Console.Get(path)).Tag();

        Assert.Equal("precondition-required", (await town.Console.Patch(path, Json("""{"name":"Baru"}"""), null)).Problem);
        var renamed = (await town.Console.Patch(path, Json("""{"name":"Baru"}"""), tag)).Must(HttpStatusCode.OK);
        Assert.Equal("precondition-failed", (await town.Console.Patch(path, Json("""{"name":"Lagi"}"""), tag)).Problem);

        Assert.Equal(("Baru", renamed.Tag()), ((string)renamed.Json["name"]!, (await town.Console.Get(path)).Tag()));
    }

    [Fact]
    public async Task Whoever_has_the_newest_already_is_answered_without_a_body()
    {
        var town = await Town.Create(fixture.Gateway);
        var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/parties/{town.Coop}");
        request.Headers.TryAddWithoutValidation("If-None-Match", (await town.Console.Get($"/v1/parties/{town.Coop}")).Tag());

        var reply = await town.Console.Send(request);

        Assert.Equal((HttpStatusCode.NotModified, 0), (reply.Status, reply.Body.Length));
    }

    [Fact]
    public async Task A_partner_is_seen_and_not_renamed()
    {
        var town = await Town.Create(fixture.Gateway);
        var path = $"/v1/parties/{town.Coop}";
        var seen = (await town.Partner.Get(path)).Must(HttpStatusCode.OK);

        Assert.Equal("not-found", (await town.Partner.Patch(path, Json("""{"name":"Milik kami"}"""), seen.Tag())).Problem);
    }

    [Fact]
    public async Task The_tax_status_of_today_is_the_newest_that_has_begun_and_a_recorded_one_stays()
    {
        var town = await Town.Create(fixture.Gateway);
        var path = $"/v1/parties/{town.Coop}/tax-statuses";
        (await town.Console.Post(path, Json("""{"validFrom":"2020-01-01","pkp":true}"""))).Must(HttpStatusCode.Created);
        (await town.Console.Post(path, Json("""{"validFrom":"2999-01-01","pkp":false}"""))).Must(HttpStatusCode.Created);

        (await town.Console.Post(path, Json("""{"validFrom":"2020-01-01","pkp":true}"""))).Must(HttpStatusCode.OK);
        Assert.Equal("already-exists", (await town.Console.Post(path, Json("""{"validFrom":"2020-01-01","pkp":false}"""))).Problem);
        Assert.True((bool)(await town.Console.Get($"/v1/parties/{town.Coop}")).Json["pkp"]!);
    }

    [Fact]
    public async Task A_connection_is_added_once_and_only_of_the_kind_api()
    {
        var town = await Town.Create(fixture.Gateway);

        (await town.Console.Post("/v1/connections", Json("""{"code":"kasir-2","name":"Kasir dua","kind":"api"}"""))).Must(HttpStatusCode.Created);

        Assert.Equal("already-exists", (await town.Console.Post("/v1/connections", Json("""{"code":"kasir-2","name":"Lain"}"""))).Problem);
        Assert.Equal(["/kind"], (await town.Console.Post("/v1/connections", Json("""{"code":"k3","name":"x","kind":"connector"}"""))).Places);
        Assert.Contains((await town.Console.Get("/v1/connections")).Items(), connection => (string)connection!["code"]! == "kasir-2");
    }

    [Fact]
    public async Task Every_address_of_parties_and_goods_stands_in_the_document_with_a_summary()
    {
        string[] expected =
        [
            "GET /v1/connections", "GET /v1/item-mappings", "GET /v1/locations", "GET /v1/locations/{id}", "GET /v1/locations/{id}/system-of-record",
            "GET /v1/parties", "GET /v1/parties/{id}", "GET /v1/partnerships", "GET /v1/partnerships/{id}/prices", "GET /v1/partnerships/{id}/terms",
            "GET /v1/permits", "GET /v1/products", "GET /v1/products/{id}", "PATCH /v1/locations/{id}", "PATCH /v1/parties/{id}", "PATCH /v1/products/{id}",
            "POST /v1/connections", "POST /v1/connections/{id}/reports-within", "POST /v1/item-mappings", "POST /v1/item-mappings/imports", "POST /v1/item-mappings/{id}/end", "POST /v1/locations",
            "POST /v1/locations/imports", "POST /v1/locations/{id}/system-of-record", "POST /v1/parties", "POST /v1/parties/imports", "POST /v1/parties/{id}/tax-statuses",
            "POST /v1/partnerships", "POST /v1/partnerships/imports", "POST /v1/partnerships/{id}/prices", "POST /v1/partnerships/{id}/terms",
            "POST /v1/partnerships/{id}/terms/{validFrom}/acceptance", "POST /v1/permits", "POST /v1/permits/imports", "POST /v1/products", "POST /v1/products/imports",
            "PUT /v1/products/{id}/packs/{code}",
        ];

        var operations = await ServedDocument.Operations(fixture.Gateway);

        Assert.Empty(expected.Except(operations.Select(operation => operation.ToString()), StringComparer.Ordinal));
        Assert.All(operations, operation => Assert.False(string.IsNullOrWhiteSpace((string?)operation.Json["summary"]), operation.ToString()));
    }
}
