using Npgsql;
using RetailGateway.Database;
using RetailGateway.EmbeddedPostgres;

namespace RetailGateway.Hosting;

/// <summary>Which database this run works on: a named one, or a private one kept in a folder.</summary>
internal sealed class Store : IAsyncDisposable
{
    private const string DatabaseName = "retailgateway";
    private readonly PrivateCluster? cluster;

    private Store(string gateway, string owner, PrivateCluster? cluster, string? folder = null)
    {
        Folder = folder;
        Gateway = gateway;
        Owner = owner;
        this.cluster = cluster;
    }

    /// <summary>The running gateway's login, which owns nothing.</summary>
    internal string Gateway { get; }

    /// <summary>The owner of the tables, for migrations.</summary>
    internal string Owner { get; }

    /// <summary>The programs of an embedded server; null for a named database.</summary>
    internal string? BinariesFolder => cluster?.BinariesFolder;

    internal bool IsEmbedded => cluster is not null;

    /// <summary>The data folder of an embedded server; null for a named database.</summary>
    internal string? Folder { get; }

    internal static async Task<Store> Open(IConfiguration configuration, string[] args, CancellationToken cancel)
    {
        if (args.Contains("--embedded", StringComparer.Ordinal))
        {
            var folder = Path.GetFullPath(Option(args, "--data") ?? ".data");
            var own = await PrivateCluster.Start(new PrivateClusterOptions { DataFolder = Path.Combine(folder, "postgres") }, TimeProvider.System, cancel);
            return new Store(own.ConnectionString(DatabaseName, Migrator.GatewayLogin), own.ConnectionString(DatabaseName), own, folder);
        }

        // A mistyped variable must never open an empty database.
        var gateway = Named(configuration, "Gateway") ?? throw new Misconfigured(
            """
            No database is named. There are two ways out:
              set ConnectionStrings__Gateway to a PostgreSQL connection string (and ConnectionStrings__Owner for migrate), or
              pass --embedded to keep a private PostgreSQL in the folder named by --data (default .data).
            """);
        return new Store(gateway, Named(configuration, "Owner") ?? gateway, cluster: null);
    }

    internal async Task Migrate(CancellationToken cancel)
    {
        if (IsEmbedded)
        {
            await CreateDatabase(cancel);
        }

        foreach (var name in await Migrator.Migrate(Owner, Gateway, cancel))
        {
            Console.WriteLine($"applied {name}");
        }
    }

    /// <summary>The value after an option's name; null where it is not given.</summary>
    internal static string? Option(string[] args, string name)
    {
        var index = Array.IndexOf(args, name);
        return index >= 0 && index + 1 < args.Length ? args[index + 1] : null;
    }

    public async ValueTask DisposeAsync()
    {
        if (cluster is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await cluster.DisposeAsync();
        }
    }

    /// <summary>A connection string of the settings; null where there is none, or nothing in it.</summary>
    private static string? Named(IConfiguration configuration, string name)
    {
        var given = configuration.GetConnectionString(name);
        if (string.IsNullOrWhiteSpace(given))
        {
            return null;
        }

        try
        {
            return new NpgsqlConnectionStringBuilder(given).ConnectionString;
        }
        catch (ArgumentException)
        {
            // What is wrong in it may be the password: it is not repeated.
            throw new Misconfigured($"ConnectionStrings__{name} is not a PostgreSQL connection string. Its form: Host=db;Database=retailgateway;Username=rg_gateway;Password=...");
        }
    }

    private async Task CreateDatabase(CancellationToken cancel)
    {
        await using var source = NpgsqlDataSource.Create(cluster!.ConnectionString("postgres"));
        await using var exists = source.CreateCommand("select from pg_database where datname = $1");
        exists.Parameters.Add(new NpgsqlParameter { Value = DatabaseName });
        await using var rows = await exists.ExecuteReaderAsync(cancel);
        if (!await rows.ReadAsync(cancel))
        {
            await using var create = source.CreateCommand($"create database {DatabaseName}");
            await create.ExecuteNonQueryAsync(cancel);
        }
    }
}
