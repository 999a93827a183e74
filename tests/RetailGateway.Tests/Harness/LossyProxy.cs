using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RetailGateway.Tests.Harness;

/// <summary>
/// A line to the gateway that can lose an answer: the request arrives and is done, the line keeps the whole answer to
/// itself, and the caller sees the connection break in place of it. It finds a gateway again that came back at its address.
/// </summary>
internal sealed class LossyProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource over = new();
    private readonly Uri target;
    private readonly Task accepting;
    private readonly Lock gate = new();
    private readonly List<LostAnswer> kept = [];
    private int answersToLose;
    private int cut;

    internal LossyProxy(Uri target)
    {
        this.target = target;
        listener.Start();
        accepting = Accept();
    }

    internal Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    /// <summary>Answers that were lost so far, whole.</summary>
    internal int Lost => Kept.Count;

    /// <summary>What the lost answers were.</summary>
    internal IReadOnlyList<LostAnswer> Kept
    {
        get
        {
            lock (gate)
                return [.. kept];
        }
    }

    /// <summary>Requests that reached the gateway, in whole or in part, and whose connection the gateway's end closed without an answer.</summary>
    internal int Cut => Volatile.Read(ref cut);

    /// <summary>The next answer does not arrive.</summary>
    internal void LoseNextAnswer()
    {
        lock (gate)
            answersToLose++;
    }

    /// <summary>Whatever comes from here on arrives.</summary>
    internal void Heal()
    {
        lock (gate)
            answersToLose = 0;
    }

    /// <summary>Waits until so many answers are lost.</summary>
    internal async Task Loses(int answers) =>
        Assert.True(await Eventually.See(() => Task.FromResult(Lost), lost => lost >= answers) >= answers, $"{Lost} answers were lost and not {answers}.");

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
                lines.Add(Carry(await listener.AcceptTcpClientAsync(over.Token)));
            }
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
            var line = new Line();
            try
            {
                await gateway.ConnectAsync(IPAddress.Loopback, target.Port, over.Token);
                await Task.WhenAny(
                    Requests(caller.GetStream(), gateway.GetStream(), line),
                    Answers(gateway.GetStream(), caller.GetStream(), line));
            }
            catch (Exception ended) when (ended is OperationCanceledException or SocketException or IOException)
            {
                // The line is down, which is what a line does; both ends are closed and see it.
                return;
            }
        }
    }

    private async Task Requests(NetworkStream from, NetworkStream to, Line line)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer, over.Token)) > 0)
        {
            line.IsAsked = true;
            await to.WriteAsync(buffer.AsMemory(0, read), over.Token);
        }
    }

    private async Task Answers(NetworkStream from, NetworkStream to, Line line)
    {
        var buffer = new byte[64 * 1024];
        int read;
        while ((read = await Read(from, buffer)) > 0)
        {
            if (IsToBeLost())
            {
                await Keep(from, buffer.AsMemory(0, read));
                return;
            }

            line.IsAsked = false;
            await to.WriteAsync(buffer.AsMemory(0, read), over.Token);
        }

        if (line.IsAsked)
            Interlocked.Increment(ref cut);
    }

    private bool IsToBeLost()
    {
        lock (gate)
            return answersToLose > 0 && answersToLose-- > 0;
    }

    /// <summary>Nothing more, where the other end is gone: a killed process resets its connections.</summary>
    private async Task<int> Read(NetworkStream from, Memory<byte> buffer)
    {
        try
        {
            return await from.ReadAsync(buffer, over.Token);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private async Task Keep(NetworkStream from, ReadOnlyMemory<byte> begun)
    {
        var all = begun.ToArray().ToList();
        var buffer = new byte[64 * 1024];
        LostAnswer? whole;
        while ((whole = LostAnswer.Of([.. all])) is null && await Read(from, buffer) is > 0 and var read)
            all.AddRange(buffer.AsSpan(0, read));
        if (whole is not null)
        {
            lock (gate)
                kept.Add(whole);
        }
    }

    /// <summary>A connection, and whether something was asked on it that is not answered yet.</summary>
    private sealed class Line
    {
        private volatile bool isAsked;

        internal bool IsAsked
        {
            get => isAsked;
            set => isAsked = value;
        }
    }
}

/// <summary>An answer that never arrived, as it stood on the wire.</summary>
internal sealed record LostAnswer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>Reads an answer, its chunks as they stand; null while some of it is missing.</summary>
    internal static LostAnswer? Of(byte[] wire)
    {
        var end = wire.AsSpan().IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return null;

        var lines = Encoding.ASCII.GetString(wire, 0, end).Split("\r\n");
        var headers = lines[1..].Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = wire[(end + 4)..];
        var isWhole = headers.TryGetValue("Content-Length", out var length)
            ? body.Length >= int.Parse(length, CultureInfo.InvariantCulture)
            : !headers.ContainsKey("Transfer-Encoding") || body.AsSpan().EndsWith("0\r\n\r\n"u8);
        return isWhole ? new LostAnswer((HttpStatusCode)int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), headers, body) : null;
    }
}
