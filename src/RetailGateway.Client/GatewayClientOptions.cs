namespace RetailGateway.Client;

/// <summary>How patient a <see cref="GatewayClient"/> is.</summary>
public sealed record GatewayClientOptions
{
    /// <summary>How often a request is tried in all, where trying again does no harm. 1 never tries again.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>How long one try may take. Above the 25 seconds that a quiet feed is waited for.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(40);

    /// <summary>The longest wait that the gateway's Retry-After may ask for; beyond it the answer is given to the caller.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The clock of the waits.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>What carries the requests, for proxies and tests; a plain handler when null. Disposed with the client.</summary>
    public HttpMessageHandler? Handler { get; init; }
}
