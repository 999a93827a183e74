namespace RetailGateway.Tests.Harness;

/// <summary>A gateway with an empty database of its own, for one test class.</summary>
public sealed class GatewayFixture(TestCluster cluster) : IAsyncLifetime
{
    internal GatewayUnderTest Gateway { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Gateway = await GatewayUnderTest.Start(await cluster.Clone());

    public async ValueTask DisposeAsync() => await Gateway.DisposeAsync();
}
