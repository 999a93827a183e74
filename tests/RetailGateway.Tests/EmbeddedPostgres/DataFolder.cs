using Npgsql;
using RetailGateway.EmbeddedPostgres;

namespace RetailGateway.Tests.EmbeddedPostgres;

/// <summary>A data folder of a test, gone after it, and what the tests do to the cluster in it.</summary>
internal sealed class DataFolder : IDisposable
{
    private const UnixFileMode Passable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute;

    private readonly DirectoryInfo temporary = Directory.CreateTempSubdirectory("rg-cluster-");

    /// <summary>The temporary folder itself, or one below it, whose way in is closed to other users or open.</summary>
    public DataFolder(string below = "", bool open = false)
    {
        Path = System.IO.Path.Combine(temporary.FullName, below);
        if (open && OperatingSystem.IsLinux())
            temporary.UnixFileMode = Passable;
    }

    public string Path { get; }

    public Task<PrivateCluster> Start(bool durable = false, params (string Name, string Value)[] settings) => PrivateCluster.Start(
        new PrivateClusterOptions
        {
            DataFolder = Path,
            Durable = durable,
            Settings = settings.ToDictionary(setting => setting.Name, setting => setting.Value, StringComparer.Ordinal),
        },
        TimeProvider.System,
        TestContext.Current.CancellationToken);

    public static async Task<T> Ask<T>(PrivateCluster cluster, string sql)
    {
        // A pooled connection would outlive its server.
        await using var connection = new NpgsqlConnection(cluster.ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    public static Task<int> Keep(PrivateCluster cluster, int value) =>
        Ask<int>(cluster, $"create table if not exists kept (value int); insert into kept values ({value}) returning value");

    public static Task<long> Kept(PrivateCluster cluster) => Ask<long>(cluster, "select sum(value) from kept");

    public void Dispose()
    {
        if (new DirectoryInfo(System.IO.Path.Combine(Path, "server")).LinkTarget is { } elsewhere)
            Directory.Delete(elsewhere, recursive: true);
        temporary.Delete(recursive: true);
    }
}
