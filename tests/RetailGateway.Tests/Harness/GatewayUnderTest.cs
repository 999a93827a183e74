using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RetailGateway.Database;
using RetailGateway.Features.Sync.Feed;
using RetailGateway.Hosting;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Tests.Harness;

/// <summary>The whole gateway in this process: its own Program, real Kestrel on a free port, a real database.</summary>
internal sealed class GatewayUnderTest : IAsyncDisposable
{
    private readonly WebApplication app;

    private GatewayUnderTest(WebApplication app, TestDatabase database)
    {
        this.app = app;
        Store = database;
        Address = new Uri(app.Urls.Single());
    }

    internal Uri Address { get; }

    internal TestDatabase Store { get; }

    internal IServiceProvider Services => app.Services;

    /// <summary>The gateway's own pools.</summary>
    internal GatewayDb Database => app.Services.GetRequiredService<GatewayDb>();

    /// <summary>
    /// Starts it with the web role and the sequencer of the feed, without the rest of the background's work, and
    /// unhurried by the rate limit, unless a setting says otherwise.
    /// </summary>
    internal static Task<GatewayUnderTest> Start(TestDatabase database, params (string Name, string Value)[] settings) =>
        Start(database, logs: null, TimeProvider.System, settings);

    /// <summary>The same on a machine with a clock of its own.</summary>
    internal static Task<GatewayUnderTest> Start(TestDatabase database, TimeProvider clock, params (string Name, string Value)[] settings) =>
        Start(database, logs: null, clock, settings);

    /// <summary>The same, with what it logs told to somebody.</summary>
    internal static Task<GatewayUnderTest> Start(TestDatabase database, ILoggerProvider logs, params (string Name, string Value)[] settings) =>
        Start(database, logs, TimeProvider.System, settings);

    /// <summary>The same, with one more partner than its settings name.</summary>
    internal static Task<GatewayUnderTest> Start(TestDatabase database, IConnector partner, params (string Name, string Value)[] settings) =>
        Start(database, logs: null, TimeProvider.System, settings, partner);

    private static async Task<GatewayUnderTest> Start(
        TestDatabase database, ILoggerProvider? logs, TimeProvider clock, (string Name, string Value)[] settings, IConnector? partner = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production, Args = [Verbs.ReadsSettingsOnce] });
        builder.Configuration["ConnectionStrings:Gateway"] = database.Gateway;
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Configuration["roles"] = "web";
        builder.Configuration["RateLimit:RequestsPerSecond"] = "1000000";
        builder.Configuration["RateLimit:Burst"] = "1000000";
        builder.Configuration["Logging:LogLevel:Default"] = "Error";
        foreach (var (name, value) in settings)
            builder.Configuration[name] = value;

        builder.Services.AddSingleton(clock);
        if (builder.Configuration["roles"] == "web")
            builder.Services.AddHostedService<Sequencer>();
        if (partner is not null)
            builder.Services.AddSingleton(partner);
        if (logs is not null)
            builder.Logging.AddProvider(logs);

        var built = Program.Build(builder);
        await built.StartAsync(TestContext.Current.CancellationToken);
        return new GatewayUnderTest(built, database);
    }

    /// <summary>A caller with this key.</summary>
    internal ApiClient Client(string? key) => new(Address, key);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }
}
