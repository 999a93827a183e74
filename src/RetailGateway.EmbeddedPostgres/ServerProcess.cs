using System.ComponentModel;
using System.Diagnostics;

namespace RetailGateway.EmbeddedPostgres;

/// <summary>A running postmaster.</summary>
internal sealed class ServerProcess
{
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(int id) => Id = id;

    public int Id { get; }

    /// <summary>Completes when the postmaster is gone, and with it (unless it was killed) every child.</summary>
    public Task Ended => ended.Task;

    /// <summary>
    /// Starts the postmaster in a session of its own, so that Ctrl-C in a terminal reaches the gateway and not the
    /// server under it, with its output in <paramref name="log"/>, which outlives a gateway as a pipe would not.
    /// </summary>
    public static Task<ServerProcess> Launch(ServerAccount account, IEnumerable<string> command, string log)
    {
        var launched = new TaskCompletionSource<ServerProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        var start = Command.Describe(
        [
            "/bin/sh", "-c", """log=$1; shift; umask 077; exec setsid "$@" </dev/null >>"$log" 2>&1""", "postgres", log,
            .. account.Wrap(endsWithUs: true, command),
        ]);
        // The kernel sends the death signal when the thread that forked ends, so that thread stays as long as the server.
        new Thread(() => Keep(start, launched)) { IsBackground = true, Name = "PostgreSQL" }.Start();
        return launched.Task;
    }

    public void Send(Signal signal)
    {
        if (!Ended.IsCompleted)
            Native.Send(Id, signal);
    }

    private static void Keep(ProcessStartInfo start, TaskCompletionSource<ServerProcess> launched)
    {
        try
        {
            using var process = Process.Start(start)!;
            var server = new ServerProcess(process.Id);
            launched.SetResult(server);
            process.WaitForExit();
            server.ended.SetResult();
        }
        catch (Win32Exception refused)
        {
            launched.SetException(refused);
        }
    }
}
