using Microsoft.Extensions.DependencyInjection.Extensions;

namespace RetailGateway.Hosting;

/// <summary>Clock, logs, telemetry, and which roles this process plays.</summary>
internal static class HostingModule
{
    /// <summary>While the build only looks at the endpoints, nothing of ours works in the background.</summary>
    internal static void QuietWhileDescribing(this WebApplicationBuilder builder)
    {
        if (Verbs.OnlyDescribing)
        {
            var ours = builder.Services.Where(service => service.ServiceType == typeof(IHostedService)
                && service.ImplementationType?.Namespace?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) != true).ToList();
            ours.ForEach(service => builder.Services.Remove(service));
        }
    }

    /// <summary>The house, which every part stands in.</summary>
    /// <returns>What this process does.</returns>
    internal static Roles AddHosting(this WebApplicationBuilder builder)
    {
        var roles = Roles.Of(builder.Configuration["roles"]);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(roles);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Warning);

        // The keys lie in the database, as safe as the password hashes beside them; said once in docs/operations.md, not at each start.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft.Extensions.Http", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);

        // Each try with its stack; what came of them all is one sentence of the stream.
        builder.Logging.AddFilter("Polly", LogLevel.None);
        builder.Logging.AddFilter("Hangfire", LogLevel.Warning);
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(15));
        builder.Services.AddHostedService<SchemaNotice>();
        builder.AddTelemetry();
        return roles;
    }
}

/// <summary>What this process does: answer requests, work in the background, or both.</summary>
internal sealed record Roles(bool Web, bool Jobs)
{
    internal static Roles Of(string? list)
    {
        var names = list?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? ["web", "jobs"];
        return names.Length > 0 && names.All(name => name is "web" or "jobs")
            ? new Roles(names.Contains("web", StringComparer.Ordinal), names.Contains("jobs", StringComparer.Ordinal))
            : throw new Misconfigured($"--roles takes web, jobs, or both with a comma; '{list}' is neither.");
    }
}
