using System.Buffers;
using System.Text;

namespace RetailGateway.Features.Sync.Feed;

/// <summary>
/// A page of the feed as its bytes, from the store to the wire: megabytes that are neither text in between nor left
/// to the garbage collector, for they are kept in a rented buffer until they are sent.
/// </summary>
internal sealed class RawPage : IResult
{
    private readonly byte[] buffer;
    private readonly int length;

    private RawPage(byte[] buffer, int length, string next, bool isEmpty)
    {
        this.buffer = buffer;
        this.length = length;
        Next = next;
        IsEmpty = isEmpty;
    }

    /// <summary>The cursor to go on from.</summary>
    internal string Next { get; }

    internal bool IsEmpty { get; }

    private static ReadOnlySpan<byte> Head => "{\"events\":["u8;

    internal static RawPage Empty(string next) => Around(0, next);

    /// <summary>A page of bodies that the store has joined by commas.</summary>
    internal static async Task<RawPage> Read(Stream bodies, string next, CancellationToken cancel)
    {
        var page = Around((int)bodies.Length, next);
        await bodies.ReadExactlyAsync(page.buffer.AsMemory(Head.Length, (int)bodies.Length), cancel);
        return page;
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/json";
        response.ContentLength = length;
        try
        {
            await response.Body.WriteAsync(buffer.AsMemory(0, length), httpContext.RequestAborted);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static RawPage Around(int bodies, string next)
    {
        var tail = Encoding.ASCII.GetBytes($$"""],"next":"{{next}}"}""");
        var length = Head.Length + bodies + tail.Length;
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        Head.CopyTo(buffer);
        tail.CopyTo(buffer, Head.Length + bodies);
        return new RawPage(buffer, length, next, bodies == 0);
    }
}
