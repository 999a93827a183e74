using System.Buffers;
using System.Text;
using Npgsql;

namespace RetailGateway.Features.Sync.Feed;

/// <summary>
/// A page of the feed as its bytes, from the store to the wire: megabytes that are neither text in between nor left
/// to the garbage collector, for they are kept in a rented buffer until they are sent.
/// </summary>
internal sealed class RawPage : IResult
{
    private const int FirstSize = 64 * 1024;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int length;

    internal RawPage() => Append("{\"events\":["u8);

    /// <summary>The cursor to go on from.</summary>
    internal string Next { get; private set; } = "";

    internal bool IsEmpty { get; private set; } = true;

    internal static RawPage Empty(string next)
    {
        var page = new RawPage();
        page.End(next);
        return page;
    }

    /// <summary>Adds a body as the store keeps it, which is how it is sent.</summary>
    internal void Add(NpgsqlDataReader row, int column)
    {
        if (!IsEmpty)
        {
            Append(","u8);
        }

        IsEmpty = false;
        var size = (int)row.GetBytes(column, 0, null, 0, 0);
        Reserve(size);
        length += (int)row.GetBytes(column, 0, buffer, length, size);
    }

    internal void End(string next)
    {
        Next = next;
        Append(Encoding.ASCII.GetBytes($$"""],"next":"{{next}}"}"""));
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

    private void Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(buffer.AsSpan(length));
        length += bytes.Length;
    }

    private void Reserve(int more)
    {
        if (length + more > buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(buffer.Length * 2, length + more));
            buffer.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
    }
}
