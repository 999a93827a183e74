using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using RetailGateway.Access;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Parties.Register;
using RetailGateway.Hosting;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Pages;
using RetailGateway.WebConsole.Register;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Parties;

/// <summary>The register as the store chooses and sorts it, and as it is downloaded.</summary>
public sealed class FindCooperativesTests(TestCluster cluster)
{
    private static readonly DateTimeOffset Month = TimeProvider.System.GetUtcNow().AddDays(-20);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_went_quiet_this_month_stands_on_top_and_whoever_trades_last_on_every_page()
    {
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone());
        var office = await Office(gateway);
        var find = gateway.Services.GetRequiredService<FindCooperatives>();
        foreach (var (name, days) in new (string, int?)[] { ("Giat", 1), ("belum", null), ("Diam lama", 200), ("Baru diam", 35), ("Amat giat", 0) })
            await Cooperative(gateway, name, days);
        WantedCooperatives all = new(RegisterFilter.All, null, null, Month);

        var first = await find.Read(office, all, skip: 0, take: 3, Cancel);
        var second = await find.Read(office, all, skip: 3, take: 3, Cancel);

        Assert.Equal(["Baru diam", "Diam lama", "belum", "Amat giat", "Giat"], first.Items.Concat(second.Items).Select(cooperative => cooperative.Name));
        Assert.Equal([5, 1, 2, 2, 1], Enum.GetValues<RegisterFilter>().Select(filter => first.Counts[filter]));
        Assert.Equal((5, 5), (first.Count, second.Count));
    }

    [Fact]
    public async Task One_fresh_entry_among_old_ones_says_that_a_cooperative_trades_and_the_newest_of_old_ones_since_when_it_does_not()
    {
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone());
        var office = await Office(gateway);
        var find = gateway.Services.GetRequiredService<FindCooperatives>();
        var (trades, quiet) = (await Cooperative(gateway, "Aktif", 1), await Cooperative(gateway, "Diam", 35));
        foreach (var town in new[] { trades, quiet })
            await gateway.Database.Run(
                "insert into stock_position (owner_id, location_id, product_id, version, last_entry_at) select g.owner_id, l.location_id, g.product_id, 1, now() - interval '300 days' from product g join location l using (owner_id) where g.owner_id = $1 on conflict do nothing",
                town.Coop);

        var found = await find.Read(office, new WantedCooperatives(RegisterFilter.All, null, null, Month), 0, 50, Cancel);

        Assert.Equal([("Diam", ActivityState.Dormant), ("Aktif", ActivityState.Active)], found.Items.Select(cooperative => (cooperative.Name, cooperative.Activity)));
        Assert.Equal(1, found.Counts[RegisterFilter.WentQuiet]);
        Assert.InRange(found.Items[0].DormantSince!.Value, TimeProvider.System.GetUtcNow().AddDays(-7), TimeProvider.System.GetUtcNow());
    }

    [Fact]
    public async Task What_is_looked_for_is_found_in_name_code_and_partners_and_each_sort_is_what_the_rule_says()
    {
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone());
        var office = await Office(gateway);
        var find = gateway.Services.GetRequiredService<FindCooperatives>();
        var (quiet, busy) = (await Cooperative(gateway, "Sumber 100%", 35), await Cooperative(gateway, "Makmur", 1));
        await Cooperative(gateway, "Baru", null);
        await gateway.Database.Run("update party set name = 'Toko Basmalah' where owner_id = $1", quiet.Chain);
        async Task<string> Found(RegisterFilter filter, string? words, CooperativeKind? kind = null) =>
            string.Join(", ", (await find.Read(office, new WantedCooperatives(filter, kind, words, Month), 0, 50, Cancel)).Items.Select(cooperative => cooperative.Name));

        Assert.Equal("Sumber 100%", await Found(RegisterFilter.All, "basmalah"));
        Assert.Equal("Makmur", await Found(RegisterFilter.All, busy.CoopCode.ToLowerInvariant()));
        Assert.Equal("Sumber 100%", await Found(RegisterFilter.All, "0%"));
        Assert.Equal("", await Found(RegisterFilter.All, "_"));
        Assert.Equal("", await Found(RegisterFilter.Active, "basmalah"));
        Assert.Equal("", await Found(RegisterFilter.All, null, CooperativeKind.Pesantren));
        foreach (var (filter, state) in new[] { (RegisterFilter.Active, ActivityState.Active), (RegisterFilter.Dormant, ActivityState.Dormant), (RegisterFilter.Never, ActivityState.NeverActive) })
        {
            var found = await find.Read(office, new WantedCooperatives(filter, null, null, Month), 0, 50, Cancel);
            Assert.Equal([state], found.Items.Select(cooperative => cooperative.Activity));
        }
    }

    [Fact]
    public async Task For_others_than_the_office_there_is_nothing_and_of_another_environment_neither()
    {
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone());
        var office = await Office(gateway);
        var find = gateway.Services.GetRequiredService<FindCooperatives>();
        await Create(gateway, environment: "test");
        var town = await Create(gateway);
        WantedCooperatives all = new(RegisterFilter.All, null, null, Month);

        Assert.Equal([town.Coop], (await find.Read(office, all, 0, 50, Cancel)).Items.Select(cooperative => cooperative.Id));
        await Assert.ThrowsAsync<RetailGateway.Http.Refusal>(() => find.Read(office with { Party = new PartyId(town.Coop), Kind = PartyKind.Cooperative }, all, 0, 50, Cancel));
    }

    /// <summary>As text it is sent while it is read; as a workbook it is made whole, so that one is bounded.</summary>
    [Fact]
    public async Task A_register_too_large_for_a_workbook_is_refused_as_one_and_downloaded_as_text()
    {
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone());
        var town = await Create(gateway);
        await gateway.Database.Run(
            "insert into party (code, name, kind, cooperative_kind, environment) select 'BANYAK-' || n, 'Koperasi ' || n, 'cooperative', 'other', 'live' from generate_series(1, $1) as n",
            RegisterExports.MostInWorkbook);
        using var visit = await town.Visit("officer", await town.Office());

        var page = Stopwatch.GetTimestamp();
        Assert.Contains($"10.001 koperasi", (await visit.Get("/register?page=7")).Text, StringComparison.Ordinal);
        TestContext.Current.TestOutputHelper!.WriteLine($"A page of 10,001: {Stopwatch.GetElapsedTime(page).TotalMilliseconds:F0} ms");
        var refused = await visit.Get("/register/export.xlsx");
        var lines = System.Text.Encoding.UTF8.GetString(await visit.Download("/register/export.csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(System.Net.HttpStatusCode.RequestEntityTooLarge, refused.Status);
        Assert.Contains("Saring dahulu, atau unduh CSV.", refused.Text, StringComparison.Ordinal);
        Assert.Equal(RegisterExports.MostInWorkbook + 2, lines.Length);
        Assert.Equal(lines.Length, lines.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(System.Net.HttpStatusCode.OK, (await visit.Get("/register/export.xlsx?q=sejahtera")).Status);
    }

    private static async Task<Town> Cooperative(GatewayUnderTest gateway, string name, int? quietFor)
    {
        var town = await Create(gateway);
        await gateway.Database.Run("update party set name = $2 where owner_id = $1", town.Coop, name);
        if (quietFor is { } days)
        {
            await town.Till.Given(Count(10, Beras));
            await gateway.Database.Run("update stock_position set last_entry_at = now() - make_interval(days => $2) where owner_id = $1", town.Coop, days);
        }

        return town;
    }

    private static async Task<Caller> Office(GatewayUnderTest gateway)
    {
        await PartiesCreate.Create(gateway.Database, "live", "DINAS", "Dinas Koperasi", "authority", cooperativeKind: null, Cancel);
        var (party, connection) = (await gateway.Database.Ask<int>("select owner_id from party where code = 'DINAS'"), await gateway.Database.Ask<int>("select connection_id from connection c join party p using (owner_id) where p.code = 'DINAS'"));
        return new Caller(new PartyId(party), PartyKind.Authority, new ConnectionId(connection), "live", KeyId: "", new HashSet<string>());
    }
}
