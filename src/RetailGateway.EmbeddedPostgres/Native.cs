using System.ComponentModel;
using System.Runtime.InteropServices;

namespace RetailGateway.EmbeddedPostgres;

/// <summary>The numbers of the signals PostgreSQL gives a meaning to.</summary>
internal enum Signal
{
    /// <summary>SIGINT: "fast", open transactions are rolled back and a checkpoint is written.</summary>
    Fast = 2,

    /// <summary>SIGQUIT: "immediate", no checkpoint; the next start replays the log.</summary>
    Immediate = 3,

    /// <summary>SIGKILL: for what no longer listens.</summary>
    Kill = 9,
}

/// <summary>The two system calls the base class library has no word for.</summary>
internal static partial class Native
{
    /// <summary>Sends the signal; a process that is already gone is no error, it is what was wanted.</summary>
    public static void Send(int processId, Signal signal) => _ = Kill(processId, (int)signal);

    /// <summary>Gives a file or folder to another user and group; only root may.</summary>
    public static void ChangeOwner(string path, uint userId, uint groupId)
    {
        if (Chown(path, userId, groupId) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"Could not give {path} to user {userId}.");
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Kill(int processId, int signal);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Chown(string path, uint userId, uint groupId);
}
