using System.Data.Common;

namespace RetailGateway.EmbeddedPostgres;

/// <summary>
/// A PostgreSQL of our own: made on first start, reached over a Unix socket only, never run as root, started again
/// when it dies, and ended with this process, however this process ends. Linux only.
/// </summary>
public sealed class PrivateCluster : IAsyncDisposable
{
    private static readonly TimeSpan FastPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ImmediatePatience = TimeSpan.FromSeconds(10);

    private readonly PrivateClusterOptions options;
    private readonly ClusterFolder folder;
    private readonly ServerBinaries binaries;
    private readonly TimeProvider time;
    private readonly CancellationTokenSource stopping = new();
    private ServerProcess? server;
    private bool disposed;

    private PrivateCluster(PrivateClusterOptions options, ClusterFolder folder, ServerBinaries binaries, TimeProvider time)
    {
        this.options = options;
        this.folder = folder;
        this.binaries = binaries;
        this.time = time;
    }

    /// <summary>The folder of the Unix socket, under 90 characters; the server's user and root alone may enter it.</summary>
    public string SocketFolder => folder.SocketFolder;

    /// <summary>The folder of the server's programs, pg_dump among them.</summary>
    public string BinariesFolder => binaries.Folder;

    /// <summary>The postmaster's process; another one after a restart.</summary>
    public int ProcessId => server!.Id;

    /// <summary>
    /// Completes when the server was stopped on request; fails with <see cref="ClusterStartException"/> when it died
    /// and could not be started again, in which case the data is as the server left it.
    /// </summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>
    /// Starts the cluster in its data folder, making it first where there is none, and recovering it after any kind of
    /// death. Done when the server takes connections.
    /// </summary>
    /// <exception cref="PostgresNotFoundException">No fitting PostgreSQL is installed.</exception>
    /// <exception cref="ClusterStartException">The folder is in use or another user's, or the server refused to start.</exception>
    public static async Task<PrivateCluster> Start(PrivateClusterOptions options, TimeProvider time, CancellationToken cancel)
    {
        if (!OperatingSystem.IsLinux())
            throw new PlatformNotSupportedException("A private PostgreSQL needs Linux; give the connection string of a running server instead.");

        var opened = await ClusterFolder.Open(options.DataFolder, cancel);
        try
        {
            var cluster = new PrivateCluster(options, opened, await ServerBinaries.Find(opened.Major, cancel), time);
            opened.TurnLog();
            await cluster.Launch(cancel);
            cluster.Ended = cluster.Watch();
            return cluster;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>A connection string in Npgsql's keywords. No password: who may enter the socket's folder is trusted.</summary>
    public string ConnectionString(string database, string user = "postgres") => new DbConnectionStringBuilder
    {
        ["Host"] = SocketFolder,
        ["Port"] = "5432",
        ["Username"] = user,
        ["Database"] = database,
    }.ConnectionString;

    /// <summary>Stops the server without a checkpoint ("immediate"), as a crash would: the next start replays the log.</summary>
    public Task StopImmediately() => Stop((Signal.Immediate, ImmediatePatience));

    /// <summary>Stops the server in order ("fast"); after 30 seconds without a checkpoint.</summary>
    public async ValueTask DisposeAsync()
    {
        if (disposed)
            return;
        disposed = true;
        await Stop((Signal.Fast, FastPatience), (Signal.Immediate, ImmediatePatience));
        stopping.Dispose();
    }

    private async Task Stop(params (Signal Signal, TimeSpan Patience)[] steps)
    {
        await stopping.CancelAsync();
        foreach (var (signal, patience) in steps.TakeWhile(_ => !Ended.IsCompleted))
        {
            server!.Send(signal);
            await Task.WhenAny(Ended, Task.Delay(patience, time));
        }

        folder.Dispose();
    }

    private async Task Launch(CancellationToken cancel)
    {
        using var limit = new CancellationTokenSource(options.StartTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            await Leftovers.Clear(folder, time, either.Token);
            await ClusterCreation.CreateWhereAbsent(folder, binaries, options.Durable, either.Token);
            server = await ServerProcess.Launch(
                folder.Account,
                [binaries.Postgres, "-D", folder.Cluster, .. ServerSettings.Arguments(options, SocketFolder)],
                folder.Log);
            await UntilReady(server, either.Token);
        }
        catch (OperationCanceledException late) when (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw Refused($"took longer than {options.StartTimeout.TotalSeconds:0} s (recovery after a crash may; allow it more time)", late);
        }
    }

    private async Task UntilReady(ServerProcess launched, CancellationToken cancel)
    {
        try
        {
            while (PidFile.Read(folder.PidFile) is not { Ready: true } file || file.ProcessId != launched.Id)
            {
                if (launched.Ended.IsCompleted)
                    throw Refused("did not start");
                await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancel);
            }
        }
        catch (OperationCanceledException)
        {
            launched.Send(Signal.Immediate);
            await Task.WhenAny(launched.Ended, Task.Delay(ImmediatePatience, time, CancellationToken.None));
            throw;
        }
    }

    private async Task Watch()
    {
        try
        {
            while (true)
            {
                await server!.Ended;
                stopping.Token.ThrowIfCancellationRequested();
                await Launch(stopping.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Asked for, and the server is gone: there is nothing left to watch.
        }
    }

    private ClusterStartException Refused(string what, Exception? cause = null)
    {
        var lastLines = File.Exists(folder.Log) ? string.Join('\n', File.ReadLines(folder.Log).TakeLast(15)) : "";
        return new ClusterStartException(
            $"The private PostgreSQL {binaries.Major} in {options.DataFolder} {what}. Its data was left as it is. The end of {folder.Log}:\n{lastLines}",
            cause!);
    }
}
