using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace RetailGateway.Tests.Harness;

/// <summary>One piece of the background's work, beside a gateway that was started without it; stopped where the test lets it go.</summary>
internal sealed class BackgroundWorker : IAsyncDisposable
{
    private readonly BackgroundService service;

    private BackgroundWorker(BackgroundService service) => this.service = service;

    internal static async Task<BackgroundWorker> Start<T>(GatewayUnderTest gateway, params object[] with)
        where T : BackgroundService
    {
        var started = ActivatorUtilities.CreateInstance<T>(gateway.Services, with);
        await started.StartAsync(TestContext.Current.CancellationToken);
        return new BackgroundWorker(started);
    }

    public async ValueTask DisposeAsync()
    {
        await service.StopAsync(CancellationToken.None);
        service.Dispose();
    }
}
