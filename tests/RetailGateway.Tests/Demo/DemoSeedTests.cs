using System.Net;
using System.Text.Json;
using RetailGateway.Access.People;
using RetailGateway.Database;
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

    [Fact]
    public async Task Each_of_its_people_signs_in_and_is_told_on_their_first_page_what_there_is_to_do_or_that_there_is_nothing()
    {
        using var written = JsonDocument.Parse(await File.ReadAllTextAsync(demo.PeopleFile, Cancel));
        var password = written.RootElement.GetProperty("Password").GetString()!;
        var people = written.RootElement.GetProperty("People").EnumerateObject().ToDictionary(person => person.Name, person => person.Value.GetString()!);
        await using var gateway = await GatewayUnderTest.Start(demo.Database);

        Assert.Equal(Enum.GetValues<Role>().Select(role => role.Name()).Order(StringComparer.Ordinal), people.Values.Order(StringComparer.Ordinal));
        foreach (var (email, role) in people)
        {
            using var visit = await ConsoleVisit.SignedIn(gateway.Address, email, password);
            var first = await visit.Followed(await visit.Get("/"));

            Assert.True(first.Status == HttpStatusCode.OK, $"{role}: {(int)first.Status} {first.Leads}");
            Assert.Contains("<h1", first.Text, StringComparison.Ordinal);
            Assert.Matches("<section class=\"(verdict|panel blank)|<[uo]l class=\"todo|<table", first.Text);
        }
    }

    private static Task<string> Counts(GatewayDb rows) => rows.Ask<string>(
        """
        select concat_ws(' ', (select count(*) from party), (select count(*) from connection), (select count(*) from location),
            (select count(*) from product), (select count(*) from pack), (select count(*) from item_mapping), (select count(*) from permit),
            (select count(*) from partnership), (select count(*) from terms), (select count(*) from price), (select count(*) from consigned_goods),
            (select count(*) from stock_entry), (select count(*) from stock_position))
        """);
}
