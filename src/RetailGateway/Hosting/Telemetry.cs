using Npgsql;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using RetailGateway.Features.Operations.Metrics;

namespace RetailGateway.Hosting;

/// <summary>Traces to a collector where one is named, metrics for whoever may read <c>/metrics</c>.</summary>
internal static class Telemetry
{
    internal static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (Verbs.OnlyDescribing)
        {
            return;
        }

        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("retailgateway"))
            .WithMetrics(metrics => metrics
                .AddMeter(Gauges.MeterName, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql", "System.Runtime")
                .AddPrometheusExporter());

        // Traces cost nothing where nobody listens: they are made only when a collector is named.
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not null)
        {
            telemetry.WithTracing(tracing => tracing
                .AddSource("RetailGateway.*", "System.Net.Http")
                .AddAspNetCoreInstrumentation()
                .AddNpgsql()
                .AddOtlpExporter());
        }
    }
}
