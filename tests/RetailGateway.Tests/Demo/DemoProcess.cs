using System.Collections.Concurrent;
using System.Diagnostics;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Demo;

/// <summary>The demo as a person runs it: its own binary, what it prints, and every process that it starts.</summary>
internal sealed class DemoProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process process;
    private readonly ConcurrentQueue<string> printed = new();
    private readonly TaskCompletionSource told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long started = Stopwatch.GetTimestamp();

    private DemoProcess(string folder)
    {
        process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "RetailGateway.PartnerSimulator.dll"), "demo", "--data", folder])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
            EnableRaisingEvents = true,
        };
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Exited += (_, _) => told.TrySetException(new InvalidOperationException($"The demo ended before it said what to try:\n{Printed}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    internal bool IsAlive => !process.HasExited;

    internal string Printed => string.Join('\n', printed);

    /// <summary>From its start to now.</summary>
    internal TimeSpan Age => Stopwatch.GetElapsedTime(started);

    /// <summary>The lines that a person is told to try, as they stand: names for keys, then calls.</summary>
    internal IReadOnlyList<string> Names => [.. printed.Where(line => line.StartsWith("TILL=", StringComparison.Ordinal)
        || line.StartsWith("READER=", StringComparison.Ordinal) || line.StartsWith("CHAIN=", StringComparison.Ordinal))];

    internal IReadOnlyList<string> Calls => [.. printed.Where(line => line.StartsWith("curl ", StringComparison.Ordinal))];

    /// <summary>Starts it and waits until it has said what to try.</summary>
    internal static async Task<DemoProcess> Start(string folder)
    {
        var demo = new DemoProcess(folder);
        try
        {
            await demo.told.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
            return demo;
        }
        catch
        {
            await demo.DisposeAsync();
            throw;
        }
    }

    /// <summary>It and whatever it or these have started: the gateway, PostgreSQL, the chains.</summary>
    internal HashSet<(int Id, string Since)> Family() => ProcessFamily.Of(process.Id);

    /// <summary>Ctrl-C, and its exit code once it has ended.</summary>
    internal async Task<int> Interrupt()
    {
        using var kill = Process.Start("sh", ["-c", $"kill -INT {process.Id}"]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            // What it started ends with it: the kernel sees to that.
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
            return;
        printed.Enqueue(line);
        if (line.Length == 0 && Calls.Count > 0)
            told.TrySetResult();
    }
}
