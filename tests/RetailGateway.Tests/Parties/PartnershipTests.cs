using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Parties;

public sealed class PartnershipTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task A_partnership_is_made_by_the_cooperative_with_a_chain_and_seen_by_both()
    {
        var town = await Town.Create(fixture.Gateway);

        var made = (await town.Console.Post("/v1/partnerships", With(town.Chain))).Must(HttpStatusCode.Created);

        Assert.Equal("supplier", (string)made.Json["role"]!);
        Assert.Equal(2, (await town.Partner.Get("/v1/partnerships")).Items().Count);
        Assert.Equal("already-exists", (await town.Console.Post("/v1/partnerships", With(town.Chain))).Problem);
        Assert.Equal("not-found", (await town.Partner.Post("/v1/partnerships", With(town.Coop))).Problem);
    }

    [Fact]
    public async Task A_partner_is_a_chain_of_the_same_environment_or_not_there()
    {
        var town = await Town.Create(fixture.Gateway);
        var elsewhere = await Town.Create(fixture.Gateway, environment: "test");
        var producer = await fixture.Gateway.Producer("BUKAN-TOKO");

        Assert.Equal("not-found", (await town.Console.Post("/v1/partnerships", With(elsewhere.Chain))).Problem);
        Assert.Equal("not-found", (await town.Console.Post("/v1/partnerships", With(producer))).Problem);
        Assert.Equal("not-found", (await town.Console.Post("/v1/partnerships", With(999_999))).Problem);
        Assert.Single((await town.Console.Get("/v1/partnerships")).Items());
    }

    [Fact]
    public async Task New_terms_hold_from_their_day_once_accepted_and_the_old_ones_stay_what_they_were()
    {
        var town = await Town.Create(fixture.Gateway);
        var path = await Terms(town);
        var today = await Today(town);
        var old = (await town.Console.Get(path)).Items().Single()!.ToJsonString();

        (await town.Console.Post(path, NewTerms(today, days: 7))).Must(HttpStatusCode.Created);
        var proposed = await town.Console.Get(path);
        Assert.Equal([false, true], InForce(proposed));
        (await town.Partner.Post($"{path}/{Day(today)}/acceptance", new JsonObject())).Must(HttpStatusCode.OK);

        var terms = (await town.Partner.Get(path)).Items();
        Assert.Equal([true, false], terms.Select(item => (bool)item!["inForce"]!));
        Assert.Equal(old.Replace("\"inForce\":true", "\"inForce\":false", StringComparison.Ordinal), terms[1]!.ToJsonString());
    }

    [Fact]
    public async Task Terms_are_accepted_by_the_partner_alone()
    {
        var town = await Town.Create(fixture.Gateway);
        var path = await Terms(town);
        var today = await Today(town);
        (await town.Console.Post(path, NewTerms(today, days: 7))).Must(HttpStatusCode.Created);

        Assert.Equal("not-found", (await town.Console.Post($"{path}/{Day(today)}/acceptance", new JsonObject())).Problem);
        Assert.Equal("not-found", (await town.Partner.Post($"{path}/2999-01-01/acceptance", new JsonObject())).Problem);
        Assert.Equal("not-found", (await town.Partner.Post(path, NewTerms(today.AddDays(1), days: 1))).Problem);
    }

    [Fact]
    public async Task Terms_that_would_rewrite_the_past_or_what_is_recorded_are_refused()
    {
        var town = await Town.Create(fixture.Gateway);
        var path = await Terms(town);

        Assert.Equal(["/validFrom"], (await town.Console.Post(path, NewTerms((await Today(town)).AddDays(-1), days: 7))).Places);
        Assert.Equal("already-exists", (await town.Console.Post(path, NewTerms(new DateOnly(2024, 1, 1), days: 7))).Problem);
    }

    [Fact]
    public async Task Everything_wrong_with_terms_is_said_at_once()
    {
        var town = await Town.Create(fixture.Gateway);
        var terms = NewTerms((await Today(town)).AddDays(1), days: -1);
        terms["priceTolerancePercent"] = "1.005";
        terms["stalePercent"] = 101;

        var reply = await town.Console.Post(await Terms(town), terms);

        Assert.Equal(["/paymentDays", "/priceTolerancePercent", "/stalePercent", "/stalePercent"], reply.Places);
    }

    [Fact]
    public async Task Prices_follow_each_other_by_their_day_and_are_read_by_the_partner()
    {
        var town = await Town.Create(fixture.Gateway);
        var path = (await Terms(town)).Replace("/terms", "/prices", StringComparison.Ordinal);
        var today = await Today(town);

        (await town.Console.Post(path, Price("2024-01-01", "72500.1234567891"))).Must(HttpStatusCode.Created);
        (await town.Console.Post(path, Price(Day(today), "73000"))).Must(HttpStatusCode.Created);
        (await town.Console.Post(path, Price("2999-01-01", "74000"))).Must(HttpStatusCode.Created);

        Assert.Equal(
            [("72500.1234567891", false), ("73000", true), ("74000", false)],
            (await town.Partner.Get(path)).Items().Select(price => ((string)price!["amount"]!, (bool)price["inForce"]!)));
        Assert.Equal(["/validFrom"], (await town.Console.Post(path, Price(Day(today.AddDays(-1)), "1"))).Places);
        Assert.Equal("already-exists", (await town.Console.Post(path, Price(Day(today), "1"))).Problem);
        Assert.Equal(["/amount"], (await town.Console.Post(path, Price("2999-01-02", "1.12345678901"))).Places);
        Assert.Equal("not-found", (await town.Partner.Post(path, Price("2999-01-02", "1"))).Problem);
    }

    [Fact]
    public async Task Pages_of_prices_meet_without_a_gap()
    {
        var town = await Town.Create(fixture.Gateway);
        var path = (await Terms(town)).Replace("/terms", "/prices", StringComparison.Ordinal);
        foreach (var year in Enumerable.Range(2990, 5))
            (await town.Console.Post(path, Price($"{year}-01-01", "1"))).Must(HttpStatusCode.Created);

        var days = new List<string>();
        for (var next = ""; next is not null;)
        {
            var page = (await town.Console.Get($"{path}?limit=2{(next.Length > 0 ? "&cursor=" + next : "")}")).Must(HttpStatusCode.OK).Json;
            days.AddRange(page["items"]!.AsArray().Select(price => (string)price!["validFrom"]!));
            next = (string?)page["next"];
        }

        Assert.Equal(["2990-01-01", "2991-01-01", "2992-01-01", "2993-01-01", "2994-01-01"], days);
    }

    private static IEnumerable<bool> InForce(Reply reply) => reply.Items().Select(item => (bool)item!["inForce"]!);

    private static async Task<string> Terms(Town town) => $"/v1/partnerships/{(await town.Console.Get("/v1/partnerships")).Items()[0]!["id"]}/terms";

    private static Task<DateOnly> Today(Town town) => town.Database.Ask<DateOnly>("select current_date");

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonObject With(int partner) => new() { ["partnerId"] = partner, ["role"] = "supplier", ["validFrom"] = "2026-01-01" };

    private static JsonObject Price(string from, string amount) => new() { ["product"] = Town.Beras, ["validFrom"] = from, ["amount"] = amount };

    private static JsonObject NewTerms(DateOnly from, int days) => new()
    {
        ["validFrom"] = Day(from),
        ["paymentDays"] = days,
        ["priceTolerancePercent"] = "1.5",
        ["priceToleranceRupiah"] = "5000",
        ["responseHours"] = 24,
        ["deliveryDays"] = 2,
        ["stockVisibleToPartner"] = true,
        ["partnerStockVisible"] = true,
    };
}
