using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Refit;

namespace RetailGateway.Partners.Contracts;

/// <summary>What stands between us and any partner's API: it may fail, and may not hurt us.</summary>
internal static class PartnerHttp
{
    /// <summary>Answers are read whole within so many bytes; nobody sends us elsewhere with our key, and no cookie is kept.</summary>
    internal static IHttpClientBuilder BoundAnswers(this IHttpClientBuilder client, int mostBytes) => client
        .ConfigurePrimaryHttpMessageHandler(() => new BoundedAnswers(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            },
            mostBytes));

    /// <summary>
    /// Four requests at a time, a breaker over all, a bound for each try. Reads are tried twice more, with jitter; a send
    /// is not, because the gateway asks what became of it before it sends again.
    /// </summary>
    internal static void Guard(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, TimeSpan timeout) => pipeline
        .AddConcurrencyLimiter(permitLimit: 4, queueLimit: 32)
        .AddRetry(Reads())
        .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
        {
            FailureRatio = 0.5,
            MinimumThroughput = 8,
            SamplingDuration = TimeSpan.FromSeconds(30),
            BreakDuration = TimeSpan.FromSeconds(5),
        })
        .AddTimeout(timeout);

    /// <summary>How long a partner asks us to wait, where it says it.</summary>
    internal static TimeSpan? ComeAgain(this HttpResponseHeaders headers) =>
        headers.RetryAfter is { } after ? after.Delta ?? after.Date - headers.Date : null;

    private static HttpRetryStrategyOptions Reads()
    {
        var retry = new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = 2,
            Delay = TimeSpan.FromMilliseconds(300),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = arguments => ValueTask.FromResult(
                arguments.Outcome.Exception is HttpRequestException
                || arguments.Outcome.Result?.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout),
        };
        retry.DisableForUnsafeHttpMethods();
        return retry;
    }

    /// <summary>Reads an answer whole before anyone parses it, and gives up on one that is too long.</summary>
    private sealed class BoundedAnswers(HttpMessageHandler inner, int mostBytes) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            try
            {
                await response.Content.LoadIntoBufferAsync(mostBytes, cancellationToken);
                return response;
            }
            catch
            {
                response.Dispose();
                throw;
            }
        }
    }
}

/// <summary>JSON in one piece: what we send says how long it is, and what has come whole need not be read as if it were still coming.</summary>
internal sealed class WholeJson(JsonSerializerOptions json) : IHttpContentSerializer
{
    private readonly SystemTextJsonContentSerializer names = new(json);

    public HttpContent ToHttpContent<T>(T item) =>
        new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(item, json)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };

    public async Task<T?> FromHttpContentAsync<T>(HttpContent content, CancellationToken cancellationToken = default)
    {
        var body = await content.ReadAsByteArrayAsync(cancellationToken);
        return JsonSerializer.Deserialize<T>(body.AsSpan(body.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0), json);
    }

    public string? GetFieldNameForProperty(PropertyInfo propertyInfo) => names.GetFieldNameForProperty(propertyInfo);
}
