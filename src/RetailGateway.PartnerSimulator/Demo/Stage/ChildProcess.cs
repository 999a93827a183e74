using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace RetailGateway.PartnerSimulator.Demo.Stage;

/// <summary>
/// A process of the demo. It has a session of its own, so that Ctrl-C reaches the demo alone and the demo ends it in
/// order; and the kernel ends it when the demo is gone, however that went.
/// </summary>
internal sealed partial class ChildProcess
{
    private const int Terminate = 15;
    private const int Kill = 9;
    private static readonly TimeSpan s_lastPatience = TimeSpan.FromSeconds(5);

    private readonly TaskCompletionSource<int> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _name;
    private readonly string _log;

    private ChildProcess(string name, string log, int id) => (_name, _log, Id) = (name, log, id);

    public int Id { get; }

    /// <summary>Completes with its exit code.</summary>
    public Task<int> Ended => _ended.Task;

    /// <summary>Starts <c>dotnet DLL ARGUMENTS</c> with its output added to a log file.</summary>
    public static Task<ChildProcess> Start(string name, string log, string dll, params IEnumerable<string> arguments)
    {
        const string script = """log=$1; shift; exec setsid setpriv --pdeathsig TERM -- dotnet "$@" </dev/null >>"$log" 2>&1""";
        var start = new ProcessStartInfo("/bin/sh", ["-c", script, name, log, dll, .. arguments]) { UseShellExecute = false };
        var started = new TaskCompletionSource<ChildProcess>(TaskCreationOptions.RunContinuationsAsynchronously);

        // The kernel sends the death signal when the thread that forked ends, so that thread stays as long as the child.
        new Thread(() => Keep(start, name, log, started)) { IsBackground = true, Name = name }.Start();
        return started.Task;
    }

    /// <summary>Ends it in order; after this long, at once.</summary>
    public async Task Stop(TimeSpan patience)
    {
        foreach (var (signal, wait) in new[] { (Terminate, patience), (Kill, s_lastPatience) })
        {
            if (_ended.Task.IsCompleted)
                return;
            _ = Send(Id, signal);
            await Task.WhenAny(_ended.Task, Task.Delay(wait, CancellationToken.None));
        }
    }

    /// <summary>That it ended although nobody asked it to.</summary>
    public DemoFailedException Death()
    {
        var lastLines = File.Exists(_log) ? string.Join('\n', File.ReadLines(_log).TakeLast(15)) : "";
        return new DemoFailedException($"{_name} has ended. The end of {_log}:\n{lastLines}");
    }

    private static void Keep(ProcessStartInfo start, string name, string log, TaskCompletionSource<ChildProcess> started)
    {
        try
        {
            using var process = Process.Start(start)!;
            var child = new ChildProcess(name, log, process.Id);
            started.SetResult(child);
            process.WaitForExit();
            child._ended.SetResult(process.ExitCode);
        }
        catch (Win32Exception refused)
        {
            started.SetException(refused);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Send(int processId, int signal);
}
