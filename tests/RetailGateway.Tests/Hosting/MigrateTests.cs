using Npgsql;
using RetailGateway.Database;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Hosting;

/// <summary>The verb that brings a database to this program's version, on databases that make it hard.</summary>
public sealed class MigrateTests(TestCluster cluster)
{
    [Fact]
    public async Task Two_at_once_over_one_empty_database_apply_each_script_once()
    {
        var database = await cluster.Bare();

        var runs = await Task.WhenAll(VerbRun.Of(database, "migrate"), VerbRun.Of(database, "migrate"));

        Assert.All(runs, run => Assert.Equal((0, ""), (run.ExitCode, run.Error)));
        var applied = runs.SelectMany(run => run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(Enumerable.Range(1, Migrator.NewestVersion), applied.Select(line => int.Parse(line.AsSpan("applied ".Length, 4))));
        await using var owner = NpgsqlDataSource.Create(database.Owner);
        Assert.Equal(Migrator.NewestVersion, await owner.One<long>("select count(*) from schema_migration"));
        await using var gateway = await GatewayUnderTest.Start(database);
        await Town.Create(gateway);
    }

    [Fact]
    public async Task A_script_that_was_applied_in_another_form_is_refused_with_a_sentence_and_nothing_is_applied_after_it()
    {
        var database = await cluster.Clone();
        await using var owner = NpgsqlDataSource.Create(database.Owner);
        await owner.One<int>("update schema_migration set sha256 = 'another' where number = 3 returning number");
        await owner.One<int>("delete from schema_migration where number = $1 returning number", Migrator.NewestVersion);

        var run = await VerbRun.Of(database, "migrate");

        Assert.Equal(
            (2, "", "Migration 0003_catalogue.sql was applied in another form. Applied scripts never change: restore it, and add a new one.\n"),
            (run.ExitCode, run.Output, run.Error));
        Assert.Equal(Migrator.NewestVersion - 1, await owner.One<long>("select count(*) from schema_migration"));
    }
}
