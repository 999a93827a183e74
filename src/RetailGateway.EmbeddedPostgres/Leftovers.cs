using System.Globalization;

namespace RetailGateway.EmbeddedPostgres;

/// <summary>
/// What an earlier server left in a folder whose lock we hold: itself (its gateway was killed and it is not yet
/// down), its children (it was killed and they have not noticed), or only its postmaster.pid.
/// </summary>
internal static class Leftovers
{
    private static readonly (Signal Signal, TimeSpan Patience)[] Steps =
    [
        (Signal.Fast, TimeSpan.FromSeconds(20)),
        (Signal.Immediate, TimeSpan.FromSeconds(10)),
        (Signal.Kill, TimeSpan.FromSeconds(5)),
    ];

    /// <summary>Ends what still runs, gently first, and removes what PostgreSQL would trip over.</summary>
    /// <exception cref="ClusterStartException">A process stays, whatever it is sent.</exception>
    public static async Task Clear(ClusterFolder folder, TimeProvider time, CancellationToken cancel)
    {
        foreach (var (signal, patience) in Steps)
        {
            Send(signal, folder);
            var since = time.GetTimestamp();
            while (Living(folder).Count > 0 && time.GetElapsedTime(since) < patience)
                await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancel);
        }

        if (Living(folder) is { Count: > 0 } living)
            throw new ClusterStartException($"The folder {folder.Cluster} is in use by process {string.Join(", ", living)}, which does not end. End it, or choose another data folder.");

        // PostgreSQL takes a zombie, or another process that got the number since, for its living self; the kernel knows better.
        if (PidFile.Read(folder.PidFile) is { } stale)
            folder.RemoveForgottenSocket(stale.SocketFolder);
        if (File.Exists(folder.PidFile))
            File.Delete(folder.PidFile);
    }

    private static void Send(Signal signal, ClusterFolder folder)
    {
        var living = Living(folder);
        var postmaster = PidFile.Read(folder.PidFile)?.ProcessId;
        // A postmaster ends its children in order; without one each is told.
        foreach (var processId in living.Where(id => id == postmaster || !living.Contains(postmaster ?? 0)))
            Native.Send(processId, signal);
    }

    /// <summary>Every process of a server, and no other, has the cluster as its working folder; a zombie has none.</summary>
    private static List<int> Living(ClusterFolder folder) =>
        [.. Directory.EnumerateDirectories("/proc")
            .Where(process => string.Equals(WorkingFolder(process), folder.Cluster, StringComparison.Ordinal))
            .Select(process => int.Parse(Path.GetFileName(process), CultureInfo.InvariantCulture))];

    private static string? WorkingFolder(string process)
    {
        try
        {
            return char.IsAsciiDigit(Path.GetFileName(process)[0]) ? new DirectoryInfo(Path.Combine(process, "cwd")).LinkTarget : null;
        }
        catch (IOException)
        {
            return null; // It ended between the listing and the look.
        }
        catch (UnauthorizedAccessException)
        {
            return null; // Another user's process: not of a cluster that is ours.
        }
    }
}
