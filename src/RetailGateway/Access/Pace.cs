using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace RetailGateway.Access;

/// <summary>How many requests a key may make.</summary>
internal sealed class PaceOptions
{
    /// <summary>Requests a second, sustained.</summary>
    [Range(1, 1_000_000)]
    public int RequestsPerSecond { get; set; } = 200;

    /// <summary>Requests at once, from rest.</summary>
    [Range(1, 1_000_000)]
    public int Burst { get; set; } = 1_000;
}

/// <summary>A token bucket a key; says in <c>RateLimit</c> and <c>RateLimit-Policy</c> what is left.</summary>
internal sealed class Pace(IOptions<PaceOptions> options) : IDisposable
{
    private readonly ConcurrentDictionary<string, TokenBucketRateLimiter> buckets = new(StringComparer.Ordinal);

    private readonly string policy = string.Create(
        CultureInfo.InvariantCulture,
        $"\"default\";q={options.Value.Burst};w={Math.Max(1, options.Value.Burst / options.Value.RequestsPerSecond)}");

    internal bool Allows(Caller caller, IHeaderDictionary headers, out int retryAfter)
    {
        var bucket = buckets.GetOrAdd(caller.KeyId, _ => Bucket());
        using var lease = bucket.AttemptAcquire();
        var left = Math.Max(0, bucket.GetStatistics()!.CurrentAvailablePermits);
        headers["RateLimit-Policy"] = policy;
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"default\";r={left};t=1");
        retryAfter = 1;
        return lease.IsAcquired;
    }

    public void Dispose()
    {
        foreach (var bucket in buckets.Values)
        {
            bucket.Dispose();
        }
    }

    private TokenBucketRateLimiter Bucket()
    {
        // Ten times a second where that gives whole tokens, else once.
        var perSecond = options.Value.RequestsPerSecond % 10 == 0 ? 10 : 1;
        return new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Value.Burst,
            TokensPerPeriod = options.Value.RequestsPerSecond / perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1.0 / perSecond),
            QueueLimit = 0,
            AutoReplenishment = true,
        });
    }
}
