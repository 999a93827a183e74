using System.Net;
using System.Net.Sockets;

namespace RetailGateway.Tests.Harness;

/// <summary>What a line does to the next thing that comes along it.</summary>
internal enum LineFault
{
    /// <summary>It arrives late.</summary>
    Delay,

    /// <summary>It does not arrive; both ends see the connection end.</summary>
    Cut,

    /// <summary>Its first half arrives, then both ends see the connection end.</summary>
    Halve,

    /// <summary>It does not arrive; the ends see the connection reset.</summary>
    Reset,
}

/// <summary>Which of the two ways along a line.</summary>
internal enum LineWay
{
    /// <summary>From the caller: what was asked is never done, or in part.</summary>
    There,

    /// <summary>To the caller: it was done, and the answer is late, torn or lost.</summary>
    Back,
}

/// <summary>
/// A TCP line to a listener, a partner's, the gateway's or the store's (which may be a Unix socket), that passes
/// everything on until a fault is planned: each is met once, by the next bytes that come that way on any connection.
/// </summary>
internal sealed class FaultyProxy : IAsyncDisposable
{
    private static readonly TimeSpan Late = TimeSpan.FromMilliseconds(200);

    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private readonly EndPoint target;
    private readonly Task accepting;
    private readonly Lock gate = new();
    private readonly List<(LineFault Fault, LineWay Way, int After)> plans = [];
    private int met;

    internal FaultyProxy(EndPoint target)
    {
        this.target = target;
        listener.Start();
        accepting = Accept();
    }

    internal int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    internal Uri Address => new($"http://127.0.0.1:{Port}");

    /// <summary>Faults that something has met so far.</summary>
    internal int Met => Volatile.Read(ref met);

    /// <summary>Plans a fault for the next bytes that come this way, or for later ones: so many pass before.</summary>
    internal void Next(LineFault fault, LineWay way, int after = 0)
    {
        lock (gate)
            plans.Add((fault, way, after));
    }

    /// <summary>Forgets what nothing has met yet: from here on the line is sound.</summary>
    internal void Heal()
    {
        lock (gate)
            plans.Clear();
    }

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
            {
                lines.RemoveAll(line => line.IsCompleted);
                lines.Add(Carry(await listener.AcceptSocketAsync(over.Token)));
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(lines);
        }
    }

    private async Task Carry(Socket caller)
    {
        using (caller)
        using (var called = target is IPEndPoint
            ? new Socket(SocketType.Stream, ProtocolType.Tcp)
            : new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(over.Token);
            try
            {
                await called.ConnectAsync(target, over.Token);
                await Task.WhenAny(
                    Pass(caller, called, LineWay.There, ended.Token),
                    Pass(called, caller, LineWay.Back, ended.Token));
            }
            catch (Exception down) when (down is OperationCanceledException or SocketException)
            {
                // Nobody is there, or the line is being taken down; the caller sees its connection end.
            }

            await ended.CancelAsync();
        }
    }

    /// <summary>Passes on what comes one way until an end closes or a fault ends it.</summary>
    private async Task Pass(Socket from, Socket to, LineWay way, CancellationToken ended)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            int read;
            while ((read = await from.ReceiveAsync(buffer, ended)) > 0)
            {
                switch (Meet(way))
                {
                    case LineFault.Delay:
                        await Task.Delay(Late, ended);
                        break;
                    case LineFault.Cut:
                        return;
                    case LineFault.Halve:
                        await Send(to, buffer.AsMemory(0, read / 2), ended);
                        return;
                    case LineFault.Reset:
                        Array.ForEach([from, to], Abandon);
                        return;
                    default:
                        break;
                }

                await Send(to, buffer.AsMemory(0, read), ended);
            }
        }
        catch (Exception down) when (down is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The line is down, which is what a line does; both ends are closed and see it.
            return;
        }
    }

    private static async Task Send(Socket to, ReadOnlyMemory<byte> bytes, CancellationToken ended)
    {
        while (bytes.Length > 0)
            bytes = bytes[await to.SendAsync(bytes, ended)..];
    }

    /// <summary>Closing then resets the connection, and drops what is on its way; a Unix socket knows no such thing.</summary>
    private static void Abandon(Socket socket)
    {
        if (socket.AddressFamily != AddressFamily.Unix)
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
    }

    private LineFault? Meet(LineWay way)
    {
        lock (gate)
        {
            var index = plans.FindIndex(plan => plan.Way == way);
            if (index < 0)
                return null;
            var (fault, _, after) = plans[index];
            if (after > 0)
            {
                plans[index] = (fault, way, after - 1);
                return null;
            }

            plans.RemoveAt(index);
            met++;
            return fault;
        }
    }
}
