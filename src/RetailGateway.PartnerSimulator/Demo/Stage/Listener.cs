using System.Diagnostics;

namespace RetailGateway.PartnerSimulator.Demo.Stage;

/// <summary>A child that answers on a port of this machine.</summary>
internal sealed record Listener(ChildProcess Process, int Port, TimeSpan Took)
{
    private const int Attempts = 3;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(50);

    public Uri Address => AddressOf(Port);

    /// <summary>
    /// Starts it on the wanted port, or on a free one where that is taken, and waits until it answers. Another demo may
    /// take the port in between, so the answer must be one that only ours can give.
    /// </summary>
    /// <exception cref="DemoFailedException">It ended, or did not answer in a minute.</exception>
    public static async Task<Listener> Start(
        int wanted, Func<Uri, Task<ChildProcess>> start, Func<HttpClient, CancellationToken, Task<bool>> isOurs, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = Ports.Free(wanted);
            var since = Stopwatch.GetTimestamp();
            var child = await start(AddressOf(port));
            try
            {
                if (await Answers(child, port, isOurs, cancel))
                    return new Listener(child, port, Stopwatch.GetElapsedTime(since));
            }
            catch
            {
                await child.Stop(s_patience);
                throw;
            }

            if (attempt == Attempts || Ports.Free(port) == port)
                throw child.Death();
        }
    }

    /// <summary>False where it ended instead.</summary>
    private static async Task<bool> Answers(
        ChildProcess child, int port, Func<HttpClient, CancellationToken, Task<bool>> isOurs, CancellationToken cancel)
    {
        using var http = new HttpClient { BaseAddress = AddressOf(port), Timeout = TimeSpan.FromSeconds(5) };
        var since = Stopwatch.GetTimestamp();
        while (!child.Ended.IsCompleted)
        {
            if (await Asked(http, isOurs, cancel))
                return true;
            if (Stopwatch.GetElapsedTime(since) > s_patience)
                throw new DemoFailedException($"No answer on port {port} within {s_patience.TotalSeconds} s. {child.Death().Message}");
            await Task.Delay(s_look, cancel);
        }

        return false;
    }

    private static async Task<bool> Asked(HttpClient http, Func<HttpClient, CancellationToken, Task<bool>> isOurs, CancellationToken cancel)
    {
        try
        {
            return await isOurs(http, cancel);
        }
        catch (Exception notYet) when (notYet is HttpRequestException || (notYet is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return false;
        }
    }

    private static Uri AddressOf(int port) => new($"http://127.0.0.1:{port}");
}
