using System.Security.Cryptography;
using System.Text;
using RetailGateway.Access;

namespace RetailGateway.Features.Operations.Metrics;

/// <summary>
/// GET /metrics: the figures in Prometheus' text. For whoever sits at the machine, and for whoever has the token where one
/// is set (<c>Metrics:Token</c>); for others it is not there.
/// </summary>
internal static class MetricsPage
{
    private const string Bearer = "Bearer ";

    internal static void MapMetrics(this WebApplication app)
    {
        // Its instruments are there from the first scrape on.
        app.Services.GetRequiredService<Gauges>();
        var token = app.Configuration["Metrics:Token"] is { Length: > 0 } text ? SHA256.HashData(Encoding.UTF8.GetBytes(text)) : null;
        app.UseOpenTelemetryPrometheusScrapingEndpoint(
            meterProvider: null,
            predicate: null,
            path: "/metrics",
            configureBranchedPipeline: branch => branch.Use((http, next) => Admit(http, next, token)),
            optionsName: null);
    }

    private static async Task Admit(HttpContext http, RequestDelegate next, byte[]? token)
    {
        if (!AtTheMachine.Asks(http) && !Shows(http, token))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await http.RequestServices.GetRequiredService<Figures>().Refresh(http.RequestAborted);
        await next(http);
    }

    private static bool Shows(HttpContext http, byte[]? token) =>
        token is not null
        && http.Request.Headers.Authorization.ToString() is var header
        && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(header[Bearer.Length..].Trim())), token);
}
