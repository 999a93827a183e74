using System.Text.RegularExpressions;
using RetailGateway.Access.People;
using RetailGateway.Domain.Parties;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;

namespace RetailGateway.Tests.Pages;

/// <summary>Whose turn it is, as each role of a cooperative reads it.</summary>
public sealed class TurnTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Theirs = "Menunggu Petugas atau Manajer";

    [Fact]
    public async Task What_is_open_is_said_to_wait_for_whoever_may_act_and_to_the_others_who_that_is()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Sale(12, Town.Beras));
        await town.Till.Record(Sale(1, "TIDAK-DIKENAL"));
        var conflict = await town.Database.Ask<long>("select max(conflict_id) from conflict where owner_id = $1", town.Coop);
        var line = await town.Database.Ask<long>("select max(review_item_id) from review_item where owner_id = $1", town.Coop);

        foreach (var role in RoleNames.Of(PartyKind.Cooperative))
        {
            using var visit = await town.Visit(role.Name());
            var works = Permissions.Allow([role], Permission.WorkMatters);
            var home = (await visit.Get("/")).Text;

            Assert.Equal((role, works), (role, home.Contains("2 hal menunggu Anda", StringComparison.Ordinal)));
            Assert.Equal((role, works), (role, Badge(home)));
            Assert.Equal((role, works), (role, home.Contains("Perlu Anda", StringComparison.Ordinal)));
            Assert.Equal((role, !works), (role, home.Contains("2 hal menunggu Petugas atau Manajer.", StringComparison.Ordinal)));
            foreach (var at in new[] { "/sync/conflicts", $"/sync/conflicts/{conflict}", $"/sync/review/{line}" })
            {
                var page = (await visit.Get(at)).Text;
                Assert.Equal((role, at, works, !works), (role, at, page.Contains("Perlu Anda", StringComparison.Ordinal), page.Contains(Theirs, StringComparison.Ordinal)));
            }
        }
    }

    private static bool Badge(string page) => Regex.IsMatch(page, "<span class=\"n\">2<span class=\"sr\"> ?perlu Anda</span></span>", RegexOptions.None, TimeSpan.FromSeconds(1));
}
