using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RetailGateway.Benchmarks.Load;

/// <summary>
/// One HTTP/1.1 connection that sends requests made beforehand and hands out answers as bytes. The load shares the
/// machine with what it measures, so it does no more than a partner must: write, read to the end, look at the status.
/// </summary>
internal sealed class Sender : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[64 * 1024];

    internal static async Task<Sender> Connect(IPEndPoint address, CancellationToken cancel)
    {
        var sender = new Sender();
        await sender.socket.ConnectAsync(address, cancel);
        return sender;
    }

    /// <summary>A whole request, head and body.</summary>
    internal static byte[] Request(string method, string path, string key, ReadOnlySpan<byte> body, string? idempotencyKey = null)
    {
        var head = Encoding.ASCII.GetBytes(
            $"{method} {path} HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {key}\r\n"
            + (idempotencyKey is null ? "" : $"Idempotency-Key: {idempotencyKey}\r\n")
            + (body.IsEmpty ? "\r\n" : $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"));
        return [.. head, .. body];
    }

    /// <summary>Sends a request and reads its answer; the body is good until the next one.</summary>
    internal async ValueTask<(int Status, ReadOnlyMemory<byte> Body)> Send(ReadOnlyMemory<byte> request, CancellationToken cancel)
    {
        while (request.Length > 0)
        {
            request = request[await socket.SendAsync(request, cancel)..];
        }

        var (have, head, length) = (0, -1, 0);
        while (head < 0 || have < head + length)
        {
            if (have == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Max(buffer.Length * 2, head + length));
            }

            var read = await socket.ReceiveAsync(buffer.AsMemory(have), cancel);
            have = read > 0 ? have + read : throw new IOException("The gateway closed the connection.");
            if (head < 0 && buffer.AsSpan(0, have).IndexOf("\r\n\r\n"u8) is >= 0 and var end)
            {
                (head, length) = (end + 4, ContentLength(buffer.AsSpan(0, end)));
            }
        }

        return (int.Parse(buffer.AsSpan(9, 3), CultureInfo.InvariantCulture), buffer.AsMemory(head, length));
    }

    public void Dispose() => socket.Dispose();

    private static int ContentLength(ReadOnlySpan<byte> head)
    {
        var after = head[(head.IndexOf("Content-Length: "u8) + "Content-Length: ".Length)..];
        var end = after.IndexOf((byte)'\r');
        return int.Parse(end < 0 ? after : after[..end], CultureInfo.InvariantCulture);
    }
}
