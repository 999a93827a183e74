using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace RetailGateway.Tests.Harness;

/// <summary>The gateway's own binary as a process of its own: to be killed, or stopped where it stands.</summary>
internal sealed partial class GatewayProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);

    private readonly Process process;

    private GatewayProcess(Process process, Uri address, ProcessLog log)
    {
        this.process = process;
        (Address, Log) = (address, log);
    }

    internal Uri Address { get; }

    internal int Id => process.Id;

    /// <summary>What it has said of what broke in it.</summary>
    internal ProcessLog Log { get; }

    /// <summary>All that it has said, line by line.</summary>
    internal required ConcurrentQueue<string> Lines { get; init; }

    /// <summary>Runs <c>serve</c> on a free port, or on the port of one that was killed, so that its callers find it again.</summary>
    internal static async Task<GatewayProcess> Start(
        TestDatabase database, Uri? address = null, string roles = "web", params (string Name, string Value)[] settings)
    {
        var binary = Path.Combine(AppContext.BaseDirectory, "RetailGateway.dll");
        var start = new ProcessStartInfo("dotnet", [binary, "serve", "--roles", roles, "--urls", (address ?? new Uri("http://127.0.0.1:0")).ToString()])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ConnectionStrings__Gateway"] = database.Gateway;
        start.Environment["RateLimit__RequestsPerSecond"] = "1000000";
        start.Environment["RateLimit__Burst"] = "1000000";
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;

        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var (log, lines) = (new ProcessLog(), new ConcurrentQueue<string>());
        var serving = new Process { StartInfo = start };
        serving.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not { } text)
                return;
            log.Add(text);
            lines.Enqueue(text);
            if (NowListening().Match(text) is { Success: true } match)
                listening.TrySetResult(new Uri(match.Groups["address"].Value));
        };
        serving.ErrorDataReceived += (_, line) => log.Add(line.Data ?? "");
        serving.Start();
        serving.BeginOutputReadLine();
        serving.BeginErrorReadLine();
        try
        {
            return new GatewayProcess(serving, await listening.Task.WaitAsync(StartPatience, TestContext.Current.CancellationToken), log) { Lines = lines };
        }
        catch
        {
            serving.Kill();
            serving.Dispose();
            throw;
        }
    }

    /// <summary>Kill -9, and gone.</summary>
    internal async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>SIGSTOP: it keeps its connections and does nothing, until <see cref="Resume"/>.</summary>
    internal Task Freeze() => Signal("STOP");

    internal Task Resume() => Signal("CONT");

    internal ApiClient Client(string? key) => new(Address, key);

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await Kill();
        process.Dispose();
    }

    private async Task Signal(string name)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{name} {process.Id}"]);
        await kill.WaitForExitAsync(CancellationToken.None);
        if (kill.ExitCode != 0)
            throw new InvalidOperationException($"{name} did not reach process {process.Id}.");
    }

    [GeneratedRegex(@"Now listening on: (?<address>http://\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NowListening();
}
