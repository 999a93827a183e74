using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using RetailGateway.PartnerSimulator.Chain.Books;
using RetailGateway.PartnerSimulator.Chain.Dialect;

namespace RetailGateway.PartnerSimulator.Chain;

/// <summary>Where the chain brings a co-op's documents by itself, and what it signs them with.</summary>
/// <param name="Address">Of the one who takes them.</param>
/// <param name="Secret">As Standard Webhooks writes it: <c>whsec_</c> and base64.</param>
internal sealed record CallbackTarget(Uri Address, string Secret);

/// <summary>
/// Brings each document of the chain's own to whoever wants to be called, once. A call that fails is not repeated: the
/// document stands in the feed.
/// </summary>
internal sealed class ChainCallbacks : IAsyncDisposable
{
    private const string Prefix = "whsec_";

    private readonly ChainBooks _books;
    private readonly IReadOnlyDictionary<string, CallbackTarget> _targets;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly Channel<OrderPaper> _due = Channel.CreateUnbounded<OrderPaper>();
    private readonly Task _loop;

    /// <summary>Calls from now on.</summary>
    public ChainCallbacks(ChainBooks books, IReadOnlyDictionary<string, CallbackTarget> targets, TimeProvider clock)
    {
        (_books, _targets, _clock) = (books, targets, clock);
        books.Orders.Written = Queue;
        _loop = Run();
    }

    /// <summary>A call as it is made: signed for that instant.</summary>
    public static HttpRequestMessage Call(Uri address, string secret, string id, byte[] body, DateTimeOffset at)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Convert.FromBase64String(secret[Prefix.Length..]), (byte[])[.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body]);
        return new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            Headers = { { "webhook-id", id }, { "webhook-timestamp", timestamp }, { "webhook-signature", $"v1,{Convert.ToBase64String(signature)}" } },
        };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _books.Orders.Written = _ => { };
        _due.Writer.Complete();
        _http.CancelPendingRequests();
        await _loop;
        _http.Dispose();
    }

    private void Queue(OrderPaper paper)
    {
        if (paper.Number is not null)
            _due.Writer.TryWrite(paper);
    }

    private async Task Run()
    {
        await foreach (var paper in _due.Reader.ReadAllAsync())
        {
            if (!_targets.TryGetValue(paper.Key.Cooperative, out var target))
                continue;

            var message = OrderRoutes.Message(_books, paper);
            using var call = Call(target.Address, target.Secret, message.IdKabar, JsonSerializer.SerializeToUtf8Bytes(message, DialectJson.Options), _clock.GetUtcNow());
            try
            {
                using var answer = await _http.SendAsync(call);
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
            {
                await Console.Error.WriteLineAsync($"Toko Basmalah could not call {target.Address}: {error.Message}");
            }
        }
    }
}
