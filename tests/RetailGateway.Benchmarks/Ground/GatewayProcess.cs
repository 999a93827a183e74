using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace RetailGateway.Benchmarks.Ground;

/// <summary>The real gateway, <c>serve --roles web,jobs</c> in a process of its own, on a free port of the loopback.</summary>
internal sealed class GatewayProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(20);

    private readonly Process process;

    private GatewayProcess(Process process, IPEndPoint address)
    {
        this.process = process;
        Address = address;
    }

    internal IPEndPoint Address { get; }

    /// <summary>Resident memory now, in megabytes.</summary>
    internal double ResidentMegabytes => long.Parse(
        File.ReadLines($"/proc/{process.Id}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture) / 1024.0;

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <exception cref="GatewayFailed">It ended, or took too long.</exception>
    internal static async Task<GatewayProcess> Start(string connectionString, (string Name, string Value)[] settings, CancellationToken cancel)
    {
        var address = FreeAddress();
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "RetailGateway.dll"), "serve", "--roles", "web,jobs", "--urls", $"http://{address}" },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["ConnectionStrings__Gateway"] = connectionString;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        // The pace is kept, only not to be reached.
        start.Environment["RateLimit__RequestsPerSecond"] = "1000000";
        start.Environment["RateLimit__Burst"] = "1000000";
        foreach (var (name, value) in settings)
        {
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        var gateway = new GatewayProcess(Process.Start(start)!, address);
        gateway.process.OutputDataReceived += (_, line) => Say(line);
        gateway.process.ErrorDataReceived += (_, line) => Say(line);
        gateway.process.BeginOutputReadLine();
        gateway.process.BeginErrorReadLine();
        try
        {
            await gateway.UntilReady(cancel);
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using var term = Process.Start("kill", process.Id.ToString(CultureInfo.InvariantCulture));
            using var patience = new CancellationTokenSource(StopPatience);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
            }
        }

        process.Dispose();
    }

    private async Task UntilReady(CancellationToken cancel)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var started = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(started) < StartPatience)
        {
            if (process.HasExited)
            {
                throw new GatewayFailed($"The gateway ended by itself with {process.ExitCode}.");
            }

            try
            {
                using var answer = await client.GetAsync(new Uri($"http://{Address}/health/ready"), cancel);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancel.IsCancellationRequested))
            {
                // It does not listen yet, or a busy machine lets it answer late: it is asked again below, within the patience.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), cancel);
        }

        throw new GatewayFailed($"The gateway was not ready within {StartPatience.TotalSeconds:0} s.");
    }

    /// <summary>What it says are warnings and worse; the end of its output comes as null.</summary>
    private static void Say(DataReceivedEventArgs line)
    {
        if (line.Data is { Length: > 0 } text)
        {
            Console.Error.WriteLine(text);
        }
    }

    private static IPEndPoint FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return (IPEndPoint)listener.LocalEndpoint;
    }
}

/// <summary>The gateway under measurement did not do its work: there is nothing to report.</summary>
internal sealed class GatewayFailed(string message) : Exception(message);
