using System.Globalization;

namespace RetailGateway.EmbeddedPostgres;

/// <summary>
/// Says that one process uses a data folder. The kernel gives the lock back when its holder dies, however it dies, so
/// whoever holds it knows that a server still running there is nobody's.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream file;

    private FolderLock(FileStream file) => this.file = file;

    /// <summary>Takes the lock, or names who holds it.</summary>
    /// <exception cref="ClusterStartException">Another process, or another part of this one, holds it.</exception>
    public static FolderLock Take(string folder)
    {
        // The holder's number lies beside the lock: the locked file itself cannot be read.
        var holder = Path.Combine(folder, "lock.pid");
        try
        {
            var taken = new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new FolderLock(taken);
        }
        catch (IOException held) when (File.Exists(holder))
        {
            throw new ClusterStartException(
                $"The data folder {folder} is in use by process {File.ReadAllText(holder).Trim()}. "
                + "Stop that process, or choose another data folder.",
                held);
        }
    }

    public void Dispose() => file.Dispose();
}
