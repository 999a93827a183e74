using System.Net;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Hosting;

/// <summary>The verbs as an operator types them: the real binary, its exit codes and where it says what.</summary>
public sealed class VerbsTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private GatewayUnderTest Gateway => fixture.Gateway;

    [Fact]
    public async Task A_party_gets_a_key_that_opens_the_api_until_it_is_revoked()
    {
        var made = await Run("parties", "create", "--code", "DINAS-1", "--name", "Dinas Koperasi", "--kind", "authority");
        var keyed = await Run("keys", "create", "--party", "DINAS-1", "--name", "Dinas", "--scopes", "parties:read", "--days", "3");
        var key = keyed.Output.Trim();

        Assert.Equal((0, 0, "", ""), (made.ExitCode, keyed.ExitCode, made.Error, keyed.Error));
        Assert.Matches("^party [0-9]+ is DINAS-1, live; its connection is console\n$", made.Output);
        using (var dinas = Gateway.Client(key))
            Assert.Equal(HttpStatusCode.OK, (await dinas.Get("/v1/parties")).Status);

        var id = key.Split('_')[2];
        var revoked = await Run("keys", "revoke", "--key", id);
        var again = await Run("keys", "revoke", "--key", id);

        Assert.Equal((0, $"{id} is revoked\n"), (revoked.ExitCode, revoked.Output));
        Assert.Equal((2, "", $"There is no live key {id}.\n"), (again.ExitCode, again.Output, again.Error));
    }

    [Fact]
    public async Task Areas_are_read_from_the_file_that_is_named()
    {
        var file = Path.Combine(Path.GetTempPath(), $"areas-{Guid.NewGuid():N}.csv");
        await File.WriteAllTextAsync(file, "code,name,kind,parent\n35.74,Kota Probolinggo,city,\n", TestContext.Current.CancellationToken);
        try
        {
            var run = await Run("areas", "import", file);

            Assert.Equal((0, "1 areas added of 1; the others were there and stand as they were\n", ""), (run.ExitCode, run.Output, run.Error));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("parties create needs --code.", "parties", "create")]
    [InlineData("parties create needs --kind.", "parties", "create", "--code", "TOKO-9", "--name", "Toko")]
    [InlineData("--kind takes", "parties", "create", "--code", "TOKO-9", "--name", "Toko", "--kind", "warung")]
    [InlineData("areas import needs a file.", "areas", "import")]
    [InlineData("There is no file", "areas", "import", "/tidak/ada.csv")]
    [InlineData("keys create needs --party.", "keys", "create", "--name", "Kunci")]
    [InlineData("There is no connection console of a live party SIAPA.", "keys", "create", "--party", "SIAPA", "--name", "Kunci")]
    [InlineData("Unknown scopes: stok", "keys", "create", "--party", "SIAPA", "--name", "Kunci", "--scopes", "stok")]
    [InlineData("--days takes a number above zero.", "keys", "create", "--party", "SIAPA", "--name", "Kunci", "--days", "0")]
    [InlineData("keys revoke needs --key", "keys", "revoke")]
    public async Task What_a_verb_cannot_do_is_said_on_the_error_stream_with_exit_code_2(string said, params string[] arguments)
    {
        var run = await Run(arguments);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("terbang")]
    [InlineData("keys")]
    [InlineData("keys", "list")]
    [InlineData("parties", "--code", "TOKO-9")]
    [InlineData("areas")]
    public async Task What_is_no_verb_gets_the_usage_on_the_error_stream_with_exit_code_64(params string[] arguments)
    {
        var run = await VerbRun.Of(database: null, arguments);

        Assert.Equal((64, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("retailgateway VERB [options]", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("migrate")]
    [InlineData("keys", "revoke", "--key", "abc")]
    public async Task Without_a_database_the_two_ways_out_are_said(params string[] arguments)
    {
        var run = await VerbRun.Of(database: null, arguments);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("No database is named. There are two ways out:", run.Error, StringComparison.Ordinal);
        Assert.Contains("set ConnectionStrings__Gateway to a PostgreSQL connection string", run.Error, StringComparison.Ordinal);
        Assert.Contains("pass --embedded to keep a private PostgreSQL", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_PostgreSQL_is_installed_an_embedded_one_is_refused_with_both_ways_out()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && File.Exists("/usr/bin/unshare") && Directory.Exists("/usr/lib/postgresql"), "Only root can hide the servers that are installed here.");
        var folder = Directory.CreateTempSubdirectory("rg-verbs-");
        try
        {
            var run = await VerbRun.WithoutPostgres("serve", "--embedded", "--data", folder.FullName, "--urls", "http://127.0.0.1:0");

            Refused(run, "PostgreSQL 15 or newer is not installed.", "found: none.", "apt-get install postgresql)");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Where_the_PostgreSQL_that_made_a_folder_is_not_installed_it_is_named_with_both_ways_out()
    {
        var folder = Directory.CreateTempSubdirectory("rg-verbs-");
        try
        {
            var cluster = folder.CreateSubdirectory("postgres/server/cluster");
            await File.WriteAllTextAsync(Path.Combine(cluster.FullName, "PG_VERSION"), "9\n", TestContext.Current.CancellationToken);

            var run = await VerbRun.Of(database: null, "serve", "--embedded", "--data", folder.FullName, "--urls", "http://127.0.0.1:0");

            Refused(run, "PostgreSQL 9, which made this data folder, is not installed.", "apt-get install postgresql-9)");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public async Task A_connection_string_in_which_nothing_stands_names_no_database(string given)
    {
        var run = await VerbRun.Of(new TestDatabase(given, given), "serve");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("No database is named. There are two ways out:", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rahasia")]
    [InlineData("Host=db;Kata=rahasia")]
    [InlineData("postgres://rg:rahasia@db/retailgateway")]
    public async Task What_is_no_connection_string_is_refused_by_its_name_and_not_repeated(string given)
    {
        var run = await VerbRun.Of(new TestDatabase(given, given), "serve");

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("ConnectionStrings__Gateway is not a PostgreSQL connection string.", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("rahasia", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_restored_every_reader_is_sent_to_a_snapshot_and_goes_on_from_there()
    {
        var town = await Town.Create(Gateway);
        await town.Till.Given(Count(10, Beras, at: "08:00"));
        var old = (await town.Partner.Feed(atLeast: 1)).Next;

        var first = await Run("restored");
        var second = await Run("restored");

        Assert.Equal((0, 0, "", ""), (first.ExitCode, second.ExitCode, first.Error, second.Error));
        Assert.Matches("^feed epoch [0-9]+ began: readers will take a snapshot\n$", second.Output);
        Assert.NotEqual(first.Output, second.Output);
        Assert.Equal(HttpStatusCode.Gone, (await town.Partner.Get($"/v1/events?cursor={old}")).Status);
        var snapshot = (await town.Partner.Get($"/v1/stock/positions?ownerId={town.Coop}")).Must(HttpStatusCode.OK).Json;
        await town.Till.Given(Sale(1, Beras, at: "09:00"));
        Assert.Equal("9", (string?)(await town.Partner.Feed((string)snapshot["feedCursor"]!, atLeast: 1)).Events.Single()["data"]!["available"]);
    }

    /// <summary>Said in plain words and no more: what is missing, where it was looked for, and what to do.</summary>
    private static void Refused(VerbRun run, string first, params string[] more)
    {
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(first, run.Error, StringComparison.Ordinal);
        Assert.All([.. more, "or give the connection string of a running server and leave out --embedded."], words => Assert.Contains(words, run.Error, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", run.Error, StringComparison.Ordinal);
    }

    private Task<VerbRun> Run(params string[] arguments) => VerbRun.Of(Gateway.Store, arguments);
}
