using System.Diagnostics;
using System.Globalization;
using Npgsql;
using RetailGateway.EmbeddedPostgres;
using static RetailGateway.Tests.EmbeddedPostgres.DataFolder;

namespace RetailGateway.Tests.EmbeddedPostgres;

public sealed class RecoveryTests
{
    private const string FolderOfChild = "RETAILGATEWAY_TEST_CLUSTER";
    private const string ServerOfChild = "server.child";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_committed_survives_an_immediate_stop()
    {
        using var folder = new DataFolder();
        await using var stopped = await folder.Start(durable: true);
        await Keep(stopped, 7);
        await stopped.StopImmediately();

        await using var cluster = await folder.Start(durable: true);

        Assert.Equal(7, await Kept(cluster));
    }

    [Fact]
    public async Task A_killed_server_comes_back_by_itself_at_the_same_address_with_what_was_committed()
    {
        using var folder = new DataFolder();
        await using var cluster = await folder.Start(durable: true);
        await Keep(cluster, 7);
        var killed = cluster.ProcessId;

        Kill(killed);

        Assert.Equal(7, await Eventually(() => Kept(cluster)));
        Assert.NotEqual(killed, cluster.ProcessId);
    }

    [Fact]
    public async Task A_lock_file_that_names_a_living_stranger_stops_no_start()
    {
        using var folder = new DataFolder();
        await using (var first = await folder.Start())
            await Keep(first, 7);
        var server = Path.Combine(folder.Path, "server");
        await File.WriteAllTextAsync(Path.Combine(server, "cluster", "postmaster.pid"), $"{Environment.ProcessId}\n{server}\n0\n5432\n/tmp\n", Cancel);

        await using var second = await folder.Start();

        Assert.Equal(7, await Kept(second));
    }

    [Fact]
    public async Task A_server_that_nobody_owns_is_ended_and_another_finds_its_data()
    {
        using var folder = new DataFolder();
        string socket;
        await using (var first = await folder.Start(durable: true))
        {
            await Keep(first, 7);
            socket = first.SocketFolder;
        }

        var orphan = await StartWithoutLock(Path.Combine(folder.Path, "server", "cluster"), socket, Path.Combine(folder.Path, "orphan.log"));

        await using var cluster = await folder.Start(durable: true);
        Assert.Equal(7, await Kept(cluster));
        await orphan.Ended.WaitAsync(Patience, Cancel);
    }

    /// <summary>
    /// This test is two processes: run again by itself with <see cref="FolderOfChild"/> set, it is the gateway that
    /// owns the server and waits to be killed.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_server_ends_with_the_process_that_started_it_and_the_next_start_recovers(bool killTheServerToo)
    {
        if (Environment.GetEnvironmentVariable(FolderOfChild) is { } folderOfParent)
        {
            await BeTheGateway(folderOfParent);
            return;
        }

        using var folder = new DataFolder();
        using var gateway = StartAnotherOfThisTest(folder.Path);
        var server = await Eventually(() => ServerOf(gateway, folder.Path));

        if (killTheServerToo)
            Kill(server);
        gateway.Kill();
        await gateway.WaitForExitAsync(Cancel);

        await Eventually(() => Task.FromResult(Directory.Exists($"/proc/{server}") ? throw new IOException("It still runs.") : 0));
        await using var cluster = await folder.Start(durable: true);
        Assert.Equal(7, await Kept(cluster));
    }

    private static async Task<ServerProcess> StartWithoutLock(string cluster, string socket, string log)
    {
        var binaries = await ServerBinaries.Find(clusterMajor: null, Cancel);
        var options = new PrivateClusterOptions { DataFolder = cluster };
        var server = await ServerProcess.Launch(
            await ServerAccount.For(cluster, Cancel),
            [binaries.Postgres, "-D", cluster, .. ServerSettings.Arguments(options, socket)],
            log);
        await Eventually(() => Task.FromResult(PidFile.Read(Path.Combine(cluster, "postmaster.pid")) is { Ready: true } ? 0 : throw new IOException("It is not ready.")));
        return server;
    }

    private static Process StartAnotherOfThisTest(string folder)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(RecoveryTests).Assembly.Location, "--filter-method", $"*.{nameof(The_server_ends_with_the_process_that_started_it_and_the_next_start_recovers)}"])
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        start.Environment[FolderOfChild] = folder;
        return Process.Start(start)!;
    }

    private static async Task<int> ServerOf(Process gateway, string folder) => gateway.HasExited
        ? throw new InvalidOperationException(await gateway.StandardOutput.ReadToEndAsync(Cancel))
        : int.Parse(await File.ReadAllTextAsync(Path.Combine(folder, ServerOfChild), Cancel), CultureInfo.InvariantCulture);

    private static async Task BeTheGateway(string folder)
    {
        var cluster = await PrivateCluster.Start(new PrivateClusterOptions { DataFolder = folder }, TimeProvider.System, Cancel);
        await Keep(cluster, 7);
        var written = Path.Combine(folder, "writing");
        await File.WriteAllTextAsync(written, cluster.ProcessId.ToString(CultureInfo.InvariantCulture), Cancel);
        File.Move(written, Path.Combine(folder, ServerOfChild));
        await Task.Delay(Patience, Cancel);
    }

    private static void Kill(int processId)
    {
        using var process = Process.GetProcessById(processId);
        process.Kill();
    }

    private static async Task<T> Eventually<T>(Func<Task<T>> attempt)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await attempt();
            }
            catch (Exception notYet) when (notYet is NpgsqlException or IOException && TimeProvider.System.GetElapsedTime(since) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), Cancel);
            }
        }
    }
}
