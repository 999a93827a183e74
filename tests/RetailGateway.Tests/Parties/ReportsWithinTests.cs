using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Parties;

public sealed class ReportsWithinTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task A_cooperative_says_how_soon_its_own_system_tells_and_nobody_says_it_of_anothers()
    {
        var town = await Town.Create(fixture.Gateway);
        var made = (await town.Console.Post("/v1/connections", PartyCalls.Json("""{"code":"pos2","name":"Kasir dua","reportsWithinHours":"1.5"}"""))).Must(HttpStatusCode.Created).Json;
        var path = $"/v1/connections/{made["id"]}/reports-within";

        var set = (await town.Console.Post(path, Hours("48"))).Must(HttpStatusCode.OK).Json;

        Assert.Equal(("1.5", "48"), ((string?)made["reportsWithinHours"], (string?)set["reportsWithinHours"]));
        Assert.Equal(["/reportsWithinHours"], (await town.Console.Post(path, Hours("745"))).Places);
        Assert.Equal("not-found", (await town.Partner.Post(path, Hours("1"))).Problem);
    }

    private static JsonObject Hours(string hours) => new() { ["reportsWithinHours"] = hours };
}
