using System.Net;

namespace RetailGateway.Client.Wire;

/// <summary>
/// Tries again what may be sent twice without harm: reads, writes under an Idempotency-Key, and batches of changes,
/// whose ids are keys. Waits as long as Retry-After says and up to a quarter more,
/// so that callers do not come back all at once; else longer from try to try.
/// </summary>
internal sealed class Retries(GatewayClientOptions options) : DelegatingHandler
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            // A body is read once for each try.
            await content.LoadIntoBufferAsync(cancellationToken);
        }

        for (var attempt = 1; ; attempt++)
        {
            var last = attempt >= options.Attempts || !MayBeSentTwice(request);
            try
            {
                var response = await Try(request, cancellationToken);
                if (last || PauseAfter(response, attempt) is not { } pause)
                {
                    return response;
                }

                response.Dispose();
                await Task.Delay(pause, options.Clock, cancellationToken);
            }
            catch (HttpRequestException) when (!last)
            {
                await Task.Delay(Backoff(attempt), options.Clock, cancellationToken);
            }
        }
    }

    private async Task<HttpResponseMessage> Try(HttpRequestMessage request, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(options.AttemptTimeout, options.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancel);
        try
        {
            var response = await base.SendAsync(request, either.Token);
            await response.Content.LoadIntoBufferAsync(either.Token);
            return response;
        }
        catch (OperationCanceledException silence) when (!cancel.IsCancellationRequested)
        {
            throw new HttpRequestException($"No answer within {options.AttemptTimeout.TotalSeconds} s.", silence);
        }
    }

    private TimeSpan? PauseAfter(HttpResponseMessage response, int attempt)
    {
        var asked = Asked(response);
        var passing = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
            || (response.StatusCode == HttpStatusCode.Conflict && asked is not null); // the same key is still at work
        return passing && !(asked > options.LongestWait) ? asked * (1 + (Random.Shared.NextDouble() / 4)) ?? Backoff(attempt) : null;
    }

    /// <summary>Seconds or a date; never less than nothing.</summary>
    private TimeSpan? Asked(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > options.Clock.GetUtcNow() => date - options.Clock.GetUtcNow(),
        { Date: not null } => TimeSpan.Zero,
        _ => null,
    };

    /// <summary>Twice as long each time, and never all callers at once.</summary>
    private static TimeSpan Backoff(int attempt) => FirstPause * Math.Pow(2, attempt - 1) * (0.75 + (Random.Shared.NextDouble() / 2));

    private static bool MayBeSentTwice(HttpRequestMessage request) =>
        request.Method == HttpMethod.Get
        || request.Headers.Contains(Headers.Key)
        || request.RequestUri?.AbsolutePath == IStockApi.ChangesPath;
}
