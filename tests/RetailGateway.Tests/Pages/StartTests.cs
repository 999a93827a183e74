using System.Net;
using System.Text.RegularExpressions;
using RetailGateway.Access.People;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Pages;

/// <summary>Where each role begins, and what the first page says to whoever's own work has no page yet.</summary>
public sealed class StartTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Theory]
    [InlineData("shopkeeper", "/")]
    [InlineData("clerk", "/")]
    [InlineData("manager", "/")]
    [InlineData("administrator", "/")]
    [InlineData("partner_engineer", "/")]
    [InlineData("officer", "/")]
    [InlineData("treasurer", "/start")]
    [InlineData("chair", "/start")]
    [InlineData("partner_user", "/start")]
    [InlineData("inspector", "/start")]
    public async Task Each_role_begins_where_its_work_is_or_where_it_is_said_that_it_comes_later(string role, string first)
    {
        var (town, party) = await Party(role);
        using var visit = new ConsoleVisit(town.Address);
        var form = (await visit.Get("/sign-in")).Form("sign-in");

        var signedIn = await visit.Post("/sign-in?returnUrl=%2F", form.With(("email", (await town.Someone(role, party)).Email), ("password", ConsoleTown.Password)));

        Assert.Equal("/start", signedIn.Leads);
        Assert.Equal(first, (await visit.Get("/start")).Leads ?? "/start");
    }

    [Theory]
    [InlineData("treasurer", "Anda akan menyetujui faktur sampai batas, lalu membayarnya.")]
    [InlineData("chair", "Anda akan menyetujui faktur, juga di atas batas bendahara.")]
    [InlineData("partner_user", "Anda akan melihat faktur dan menyengketakannya.")]
    [InlineData("inspector", "Anda akan melaporkan isi rak dan melihat penilaiannya.")]
    public async Task The_first_page_says_what_comes_later_and_leads_to_what_may_be_opened_alone(string role, string later)
    {
        var (town, party) = await Party(role);
        using var visit = await town.Visit(role, party);

        var page = (await visit.Get("/start")).Text;

        Assert.Contains(later, page, StringComparison.Ordinal);
        var main = page[page.IndexOf("<main", StringComparison.Ordinal)..];
        var links = Regex.Matches(main, "href=\"(?<to>/[^\"]*)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(link => link.Groups["to"].Value).ToList();
        Assert.Contains("/account", links);
        foreach (var link in links)
        {
            Assert.Equal((link, HttpStatusCode.OK), (link, (await visit.Get(link)).Status));
        }
    }

    [Fact]
    public async Task The_inspector_asks_for_the_first_page_and_is_led_to_where_they_begin()
    {
        var (town, party) = await Party("inspector");
        using var visit = await town.Visit("inspector", party);

        Assert.Equal("/start", (await visit.Get("/")).Leads);
    }

    private async Task<(Town Town, string Party)> Party(string role)
    {
        var town = await Town.Create(fixture.Gateway);
        return (town, RoleNames.Parse(role) switch
        {
            Role.PartnerUser or Role.PartnerEngineer => town.ChainCode,
            Role.Inspector or Role.Officer => await town.Office(),
            _ => town.CoopCode,
        });
    }
}
