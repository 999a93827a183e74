using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using RetailGateway.Access.People;
using RetailGateway.Features.Sync.Live;

namespace RetailGateway.WebConsole.Live;

/// <summary>GET /live: a line of server-sent events for whoever is signed in, that says when a page is worth renewing.</summary>
internal static class LiveEndpoint
{
    /// <summary>A browser that lost its line comes again after this.</summary>
    private static readonly TimeSpan ComeAgain = TimeSpan.FromSeconds(2);

    internal static void MapLive(this IEndpointRouteBuilder app) =>
        app.MapGet("/live", Open).ExcludeFromDescription().RequireAuthorization();

    private static IResult Open(HttpContext http, Visitor visitor, LiveChanges changes, IHostApplicationLifetime host)
    {
        if (changes.Open(visitor) is not { } line)
        {
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        http.Response.RegisterForDispose(line);
        http.Response.Headers.CacheControl = "no-store";

        // Whoever passes it on is not to wait until there is more.
        http.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(Told(line, host.ApplicationStopping, http.RequestAborted));
    }

    /// <summary>A host that stops does not wait for browsers.</summary>
    private static async IAsyncEnumerable<SseItem<string>> Told(LiveLine line, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var _ = stopping.Register(line.End);
        await foreach (var stamps in line.Told(cancel))
        {
            yield return new SseItem<string>(stamps.ToString()) { ReconnectionInterval = ComeAgain };
        }
    }
}
