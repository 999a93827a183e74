namespace RetailGateway.Tests.Harness;

/// <summary>A gateway with an empty database of its own, for one test class.</summary>
public sealed class GatewayFixture(TestCluster cluster) : IAsyncLifetime
{
    internal GatewayUnderTest Gateway { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Gateway = await GatewayUnderTest.Start(await cluster.Clone());

    /// <summary>What its tests had written into the audit log must be shown in words.</summary>
    public async ValueTask DisposeAsync()
    {
        var wordless = await AuditedNames.WithoutWords(Gateway.Database);
        await Gateway.DisposeAsync();
        Assert.Empty(wordless);
    }
}
