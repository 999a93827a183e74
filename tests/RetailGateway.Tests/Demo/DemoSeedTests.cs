using System.Net;
using System.Text.Json;
using Npgsql;
using RetailGateway.Access.People;
using RetailGateway.Database;
using RetailGateway.PartnerSimulator.Demo.Life;
using RetailGateway.PartnerSimulator.Demo.View;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Pages;

namespace RetailGateway.Tests.Demo;

/// <summary>A database that the demo was seeded into, and the files with its keys and its people.</summary>
public sealed class SeededDemo(TestCluster cluster) : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rg-demo-");

    internal TestDatabase Database { get; private set; } = null!;

    internal string KeysFile => Path.Combine(folder.FullName, "keys.json");

    internal string PeopleFile => Path.Combine(folder.FullName, "people.json");

    public async ValueTask InitializeAsync()
    {
        Database = await cluster.Clone();
        await Seed();
    }

    /// <summary>Seeds it, again where it was; the keys that are in the file then.</summary>
    internal async Task<Dictionary<string, string>> Seed()
    {
        var run = await VerbRun.Of(Database, ["seed", "demo", "--keys", KeysFile]);
        Assert.True(run.ExitCode == 0, run.Error);
        return await Keys();
    }

    internal async Task<Dictionary<string, string>> Keys() =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(await File.ReadAllTextAsync(KeysFile, TestContext.Current.CancellationToken))!;

    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}

public sealed class DemoSeedTests(SeededDemo demo) : IClassFixture<SeededDemo>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_seed_over_an_older_one_adds_the_key_that_is_missing_and_changes_nothing_else()
    {
        await using var rows = new GatewayDb(demo.Database.Gateway, requestConnections: 2);
        var first = await demo.Keys();
        var before = await Counts(rows);
        await File.WriteAllTextAsync(demo.KeysFile, JsonSerializer.Serialize(first.Where(key => key.Key != "MANGGA").ToDictionary()), Cancel);

        var second = await demo.Seed();

        Assert.Equal(["MANGGA"], first.Keys.Where(name => second[name] != first[name]));
        Assert.Equal(before, await Counts(rows));
        Assert.Equal(1, await rows.Ask<long>("select count(*) from api_key k join party p using (owner_id) where p.code = 'MANGGA' and k.revoked_at is null"));
    }

    [Theory]
    [InlineData("shopkeeper", "Tidak ada yang menunggu Anda", "1 hal menunggu Petugas atau Manajer", "Stok Biskuit Marie Renyah Ria 115 g minus")]
    [InlineData("clerk", "1 hal menunggu Anda", "Nilai berisiko Rp5.400.", "Stok Biskuit Marie Renyah Ria 115 g minus")]
    [InlineData("manager", "1 hal menunggu Anda", "Nilai berisiko Rp5.400.", "Stok Biskuit Marie Renyah Ria 115 g minus")]
    [InlineData("treasurer", "Menyusul", "Anda akan menyetujui faktur sampai batas, lalu membayarnya.")]
    [InlineData("chair", "Menyusul", "Anda akan menyetujui faktur, juga di atas batas bendahara.")]
    [InlineData("partner_user", "Menyusul", "Anda akan melihat faktur dan menyengketakannya.")]
    [InlineData("partner_engineer", "Belum ada kabar", "Sistem Toko Basmalah")]
    [InlineData("inspector", "Menyusul", "Anda akan melaporkan isi rak dan melihat penilaiannya.")]
    [InlineData("officer", "Belum ada sambungan", "Begitu kasir, jaringan, atau hitungan pertama masuk")]
    [InlineData("administrator", "Belum ada sambungan", "Buat kunci API")]
    public async Task Each_of_its_people_is_told_on_their_first_page_what_waits_for_them(string role, params string[] told)
    {
        await using var gateway = await GatewayUnderTest.Start(demo.Database);
        using var visit = await SignedIn(gateway, role);

        var first = await visit.Followed(await visit.Get("/start"));

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.All(told, words => Assert.Contains(words, first.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("Pilih barang untuk kode", first.Text, StringComparison.Ordinal);
        Assert.DoesNotMatch("\\S<b class=\"nw\">", first.Text);
    }

    [Fact]
    public async Task There_is_one_of_each_role_and_the_demo_prints_whoever_was_seeded()
    {
        await using var owner = NpgsqlDataSource.Create(demo.Database.Owner);
        var seeded = (await owner.One<string>("select string_agg(email || ' ' || array_to_string(roles, ','), E'\n') from person")).Split('\n');

        Assert.Equal(Enum.GetValues<Role>().Select(role => role.Name()).Order(StringComparer.Ordinal), seeded.Select(person => person.Split(' ')[1]).Order(StringComparer.Ordinal));
        Assert.Equal(
            seeded.Order(StringComparer.Ordinal),
            WhereToLook.People(await File.ReadAllTextAsync(demo.PeopleFile, Cancel)).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("shopkeeper", "STP-0219")]
    [InlineData("clerk", "STP-0222")]
    [InlineData("manager", "STP-0226")]
    public async Task Whoever_records_stock_finds_a_shop_without_a_till_to_count(string role, string product)
    {
        await using var gateway = await GatewayUnderTest.Start(demo.Database);
        using var visit = await SignedIn(gateway, role);

        var shelf = (await visit.Get("/stock?location=KPN-03")).Text;
        var sheet = (await visit.Get("/stock/sheet?location=KPN-03&shelf=Biskuit%20dan%20camilan")).Text;
        var item = await visit.Get($"/stock/KPN-03/{product}");
        var counted = await visit.Followed(await visit.Post($"/stock/KPN-03/{product}", item.Form("record").With(("act", "Count"), ("quantity", "11"))));

        Assert.Contains("Lembar hitung", shelf, StringComparison.Ordinal);
        Assert.Contains("Unggah berkas", shelf, StringComparison.Ordinal);
        Assert.Contains("dihitung 36 hari lalu", item.Text, StringComparison.Ordinal);
        Assert.Contains("Penjaga Kios KPN 03", item.Text, StringComparison.Ordinal);
        Assert.Contains("Wafer Cokelat Renyah Ria 16 g", sheet, StringComparison.Ordinal);
        Assert.Contains("Sekarang 11 ", counted.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shop_without_a_till_was_counted_in_part_yesterday_in_part_long_ago_and_in_part_never()
    {
        await using var rows = new GatewayDb(demo.Database.Gateway, requestConnections: 2);

        Assert.Equal("13 yesterday, 6 long ago, 4 never; 1 below zero", await rows.Ask<string>(
            """
            select format('%s yesterday, %s long ago, %s never; %s below zero',
                count(*) filter (where first_count > now() - interval '2 days'), count(*) filter (where first_count < now() - interval '30 days'),
                count(*) filter (where first_count is null), count(*) filter (where on_hand < 0))
            from (
                select s.on_hand, (select min(e.occurred_at) from stock_entry e where e.owner_id = s.owner_id and e.location_id = s.location_id and e.product_id = s.product_id and e.kind = 'count') as first_count
                from stock_position s join location l on l.owner_id = s.owner_id and l.location_id = s.location_id
                where l.code = 'KPN-03') goods
            """));
    }

    [Fact]
    public async Task The_life_in_it_leaves_the_shop_without_a_till_to_its_people()
    {
        await using var gateway = await GatewayUnderTest.Start(demo.Database);
        await using var rows = new GatewayDb(demo.Database.Gateway, requestConnections: 2);
        using var callers = new TownCallers(gateway.Address, await demo.Keys());

        var shops = (await callers.Shelves(Cancel)).Select(shelf => shelf.Location).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(["AZH-01", "KPN-01", "KPN-02", "KTS-01", "MBU-01", "RDS-01"], shops);
        Assert.Equal(0, await rows.Ask<long>("select count(*) from stock_entry e join connection c using (owner_id, connection_id) join location l using (owner_id, location_id) where l.code = 'KPN-03' and c.kind <> 'console'"));
    }

    private async Task<ConsoleVisit> SignedIn(GatewayUnderTest gateway, string role)
    {
        using var written = JsonDocument.Parse(await File.ReadAllTextAsync(demo.PeopleFile, Cancel));
        var email = written.RootElement.GetProperty("People").EnumerateObject().Single(person => person.Value.GetString() == role).Name;
        return await ConsoleVisit.SignedIn(gateway.Address, email, written.RootElement.GetProperty("Password").GetString()!);
    }

    private static Task<string> Counts(GatewayDb rows) => rows.Ask<string>(
        """
        select concat_ws(' ', (select count(*) from party), (select count(*) from connection), (select count(*) from location),
            (select count(*) from product), (select count(*) from pack), (select count(*) from item_mapping), (select count(*) from permit),
            (select count(*) from partnership), (select count(*) from terms), (select count(*) from price), (select count(*) from consigned_goods),
            (select count(*) from stock_entry), (select count(*) from stock_position))
        """);
}
