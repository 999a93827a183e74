namespace RetailGateway.Hosting.Demo;

internal static class DemoSeed
{
    internal static Task Run(Store store, string[] args, CancellationToken cancel) => Task.CompletedTask;
}
