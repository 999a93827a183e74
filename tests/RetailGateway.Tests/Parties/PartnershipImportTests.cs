using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Parties.PartyCalls;

namespace RetailGateway.Tests.Parties;

public sealed class PartnershipImportTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Path = "/v1/partnerships/imports";
    private const string Header = "partner_id,role,valid_from,terms_from,payment_days,price_tolerance_percent,price_tolerance_rupiah,response_hours,delivery_days,stock_visible_to_partner,partner_stock_visible";

    [Fact]
    public async Task A_line_makes_the_partnership_and_proposes_its_terms_which_the_partner_accepts()
    {
        var town = await Town.Create(fixture.Gateway);

        Assert.Equal(["2 added", "3 changed"], (await town.Console.Import(
            Path, $"{Header}\n{town.Chain},supplier,2026-01-01,2026-01-01,14,1.5,5000,24,2,true,false\n{town.Chain},supplier,2026-01-01,2999-01-01,7,1.5,5000,24,2,true,false\n")).Lines());

        var made = (await town.Partner.Get("/v1/partnerships")).Items().Single(partnership => (string)partnership!["role"]! == "supplier")!;
        var terms = $"/v1/partnerships/{made["id"]}/terms";
        Assert.Equal([("2999-01-01", 7), ("2026-01-01", 14)], (await town.Partner.Get(terms)).Items().Select(each => ((string)each!["validFrom"]!, (int)each["paymentDays"]!)));
        Assert.True((bool)(await town.Partner.Post($"{terms}/2026-01-01/acceptance", new JsonObject())).Must(HttpStatusCode.OK).Json["inForce"]!);
    }

    [Fact]
    public async Task Terms_are_proposed_where_they_differ_and_what_the_file_leaves_out_stays()
    {
        var town = await Town.Create(fixture.Gateway);
        var terms = $"/v1/partnerships/{await Stockist(town)}/terms";
        (await town.Console.Post(terms, Json(
            $$"""
            {"validFrom":"2998-01-01","paymentDays":30,"priceTolerancePercent":"1","priceToleranceRupiah":"1000","responseHours":24,"deliveryDays":2,
             "stockVisibleToPartner":true,"partnerStockVisible":false,"staleAfterDays":3,"stalePercent":50,
             "consignment":{"onConsignment":true,"sharePercent":"80","settledEvery":"month","settledFromDay":21},"consignedProducts":[{"product":"{{Town.Gula}}","onConsignment":false}]}
            """))).Must(HttpStatusCode.Created);
        string File(int days) => $"partner_id,role,valid_from,terms_from,payment_days\n{town.Chain},stockist,2024-01-01,2999-01-01,{days}\n";

        Assert.Equal(["2 unchanged"], (await town.Console.Import(Path, File(30))).Lines());
        Assert.Equal(["2 changed"], (await town.Console.Import(Path, File(14))).Lines());
        Assert.Equal(["2 unchanged"], (await town.Console.Import(Path, File(14))).Lines());
        Assert.Equal(["2 refused terms_from: Terms from 2999-01-01 are recorded. They stand as they were."], (await town.Console.Import(Path, File(7))).Lines());

        var all = (await town.Console.Get(terms)).Items();
        string Rest(JsonNode? each)
        {
            var rest = each!.DeepClone().AsObject();
            Assert.All(["validFrom", "paymentDays", "recordedAt"], field => Assert.True(rest.Remove(field)));
            return rest.ToJsonString();
        }

        Assert.Equal(Rest(all[1]), Rest(all[0]));
        Assert.Equal((14, 1), ((int)all[0]!["paymentDays"]!, all[0]!["consignedProducts"]!.AsArray().Count));
    }

    [Fact]
    public async Task Terms_without_a_day_begin_today_and_none_begin_before_it_once_there_are_some()
    {
        var town = await Town.Create(fixture.Gateway);
        var today = (await town.Database.Ask<DateOnly>("select current_date")).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string File(string from, int days) => $"partner_id,role,valid_from,terms_from,payment_days\n{town.Chain},stockist,2024-01-01,{from},{days}\n";

        Assert.StartsWith("2 refused terms_from: Today (UTC)", (await town.Console.Import(Path, File("2025-01-01", 14))).Lines().Single(), StringComparison.Ordinal);
        Assert.Equal(["2 changed"], (await town.Console.Import(Path, File("", 14))).Lines());

        var newest = (await town.Console.Get($"/v1/partnerships/{await Stockist(town)}/terms")).Items()[0]!;
        Assert.Equal((today, false), ((string)newest["validFrom"]!, (bool)newest["inForce"]!));
    }

    [Fact]
    public async Task Who_is_no_chain_of_the_environment_is_refused_alike_and_alone()
    {
        var (town, elsewhere) = (await Town.Create(fixture.Gateway), await Town.Create(fixture.Gateway, environment: "test"));
        var other = await Town.Create(fixture.Gateway);
        var producer = await fixture.Gateway.Producer("BUKAN-MITRA");
        int[] wrong = [elsewhere.Chain, other.Coop, producer, town.Coop, 2_000_000_000];

        var lines = (await town.Console.Import(
            Path, "partner_id,role,valid_from\n" + string.Concat(wrong.Append(other.Chain).Select(partner => $"{partner},supplier,2026-01-01\n")))).Lines();

        Assert.All(lines[..^1], line => Assert.EndsWith("refused partner_id: No chain that you may deal with has that number.", line, StringComparison.Ordinal));
        Assert.Equal("7 added", lines[^1]);
        Assert.Equal([town.Chain, other.Chain], (await town.Console.Get("/v1/partnerships")).Items().Select(partnership => (int)partnership!["partnerId"]!));
        Assert.Equal("not-found", (await town.Partner.Import(Path, $"partner_id,role,valid_from\n{town.Coop},supplier,2026-01-01\n")).Problem);
    }

    [Theory]
    [InlineData("x,supplier,2026-01-01,,,,,,,,", "partner_id: 'x' is no whole number.")]
    [InlineData("@,mitra,2026-01-01,,,,,,,,", "role: 'mitra' is none of supplier, stockist.")]
    [InlineData("@,stockist,2025-01-01,,,,,,,,", "valid_from: In that role it is a partner from 2024-01-01 on.")]
    [InlineData("@,supplier,2026-01-01,,14,,,,,,", "price_tolerance_percent: Terms need it.; price_tolerance_rupiah: Terms need it.; response_hours: Terms need it.; delivery_days: Terms need it.; stock_visible_to_partner: Terms need it.; partner_stock_visible: Terms need it.")]
    [InlineData("@,supplier,2026-01-01,,-1,1.555,5000,24,2,true,false", "payment_days: 0 to 3650 is expected.; price_tolerance_percent: 0 or more, below 1000, with at most 2 decimals is expected.")]
    [InlineData("@,supplier,2026-01-01,,1.5,1,5000,24,2,mungkin,false", "payment_days: '1.5' is no whole number.; stock_visible_to_partner: 'mungkin' is neither true nor false.")]
    public async Task A_bad_line_says_all_that_is_wrong_with_it(string row, string words)
    {
        var town = await Town.Create(fixture.Gateway);

        var lines = (await town.Console.Import(Path, $"{Header}\n{row.Replace("@", town.Chain.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)}\n")).Lines();

        Assert.Equal([$"2 refused {words}"], lines);
    }

    private static Task<int> Stockist(Town town) => town.Database.Ask<int>("select partnership_id from partnership where owner_id = $1 and role = 'stockist'", town.Coop);
}
