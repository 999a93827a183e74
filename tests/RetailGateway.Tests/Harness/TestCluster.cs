using Npgsql;
using RetailGateway.Database;
using RetailGateway.EmbeddedPostgres;
using RetailGateway.Tests.Harness;

[assembly: AssemblyFixture(typeof(TestCluster))]

namespace RetailGateway.Tests.Harness;

/// <summary>
/// The PostgreSQL of this test run: started by the first test that asks, with one migrated database that every
/// test class clones. A clone takes a tenth of a second, a migration a whole one.
/// </summary>
public sealed class TestCluster : IAsyncDisposable
{
    private const string Template = "gateway_template";

    /// <summary>Hundreds of gateways come and go on one server: what they do not use they give back soon.</summary>
    private const string Brief = ";Connection Idle Lifetime=15;Connection Pruning Interval=5";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rg-tests-");
    private readonly SemaphoreSlim oneAtATime = new(1);
    private PrivateCluster? cluster;
    private int clones;

    /// <summary>A database of its own, at the newest schema, empty.</summary>
    internal Task<TestDatabase> Clone() => Create($"template {Template}");

    /// <summary>A database of its own in which nothing is, not even a schema.</summary>
    internal Task<TestDatabase> Bare() => Create("");

    private async Task<TestDatabase> Create(string from)
    {
        var cancel = TestContext.Current.CancellationToken;
        await oneAtATime.WaitAsync(cancel);
        try
        {
            cluster ??= await Begin(cancel);
            var name = $"gateway_{++clones}";
            await Execute(cluster, $"create database {name} {from}", cancel);
            return new TestDatabase(cluster.ConnectionString(name, Migrator.GatewayLogin) + Brief, cluster.ConnectionString(name) + Brief);
        }
        finally
        {
            oneAtATime.Release();
        }
    }

    /// <summary>A cluster of a test's own, for tests that stop it, with one migrated database.</summary>
    internal static async Task<TestDatabase> Migrated(PrivateCluster cluster, string name, CancellationToken cancel)
    {
        await Execute(cluster, $"create database {name}", cancel);
        var database = new TestDatabase(cluster.ConnectionString(name, Migrator.GatewayLogin), cluster.ConnectionString(name));
        await Migrator.Migrate(database.Owner, database.Gateway, cancel);
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        if (cluster is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await cluster.DisposeAsync();
        }

        Delete(folder);
        oneAtATime.Dispose();
    }

    /// <summary>A cluster's folder, with the server's own part of it, which may lie elsewhere.</summary>
    internal static void Delete(DirectoryInfo folder)
    {
        if (new DirectoryInfo(Path.Combine(folder.FullName, "server")).LinkTarget is { } elsewhere)
            Directory.Delete(elsewhere, recursive: true);
        folder.Delete(recursive: true);
    }

    private async Task<PrivateCluster> Begin(CancellationToken cancel)
    {
        var started = await PrivateCluster.Start(
            new PrivateClusterOptions
            {
                DataFolder = folder.FullName,
                Durable = false,
                Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["max_connections"] = "2000" },
            },
            TimeProvider.System,
            cancel);
        try
        {
            await Migrated(started, Template, cancel);
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }

        // A template is cloned only while nobody is connected to it.
        NpgsqlConnection.ClearAllPools();
        return started;
    }

    private static async Task Execute(PrivateCluster cluster, string sql, CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(cluster.ConnectionString("postgres"));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancel);
    }
}

/// <summary>One database, as the gateway's login and as the owner of its tables.</summary>
internal sealed record TestDatabase(string Gateway, string Owner);
