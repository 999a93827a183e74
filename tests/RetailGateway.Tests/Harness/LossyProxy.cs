using System.Net;
using System.Net.Sockets;

namespace RetailGateway.Tests.Harness;

/// <summary>
/// A line to the gateway that can lose an answer: the request arrives and is done, and the caller sees the
/// connection break in place of the answer.
/// </summary>
internal sealed class LossyProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private readonly Uri target;
    private readonly Task accepting;
    private int answersToLose;
    private int lost;

    internal LossyProxy(Uri target)
    {
        this.target = target;
        listener.Start();
        accepting = Accept();
    }

    internal Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>Answers that were lost so far.</summary>
    internal int Lost => Volatile.Read(ref lost);

    /// <summary>The next answer does not arrive.</summary>
    internal void LoseNextAnswer() => Interlocked.Increment(ref answersToLose);

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Stop();
        await accepting;
        over.Dispose();
    }

    private async Task Accept()
    {
        var lines = new List<Task>();
        try
        {
            while (true)
                lines.Add(Carry(await listener.AcceptTcpClientAsync(over.Token)));
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(lines);
        }
    }

    private async Task Carry(TcpClient caller)
    {
        using (caller)
        using (var gateway = new TcpClient())
        {
            try
            {
                await gateway.ConnectAsync(IPAddress.Loopback, target.Port, over.Token);
                await Task.WhenAny(
                    caller.GetStream().CopyToAsync(gateway.GetStream(), over.Token),
                    Answers(gateway.GetStream(), caller.GetStream()));
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException or IOException)
            {
                // The line is down, which is what a line does; both ends are closed and see it.
                return;
            }
        }
    }

    private async Task Answers(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer, over.Token)) > 0)
        {
            if (Volatile.Read(ref answersToLose) > 0)
            {
                Interlocked.Decrement(ref answersToLose);
                Interlocked.Increment(ref lost);
                return;
            }

            await to.WriteAsync(buffer.AsMemory(0, read), over.Token);
        }
    }
}
