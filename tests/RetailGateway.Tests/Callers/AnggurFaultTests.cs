using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Callers;

/// <summary>
/// A chain that calls the gateway, whatever happens on either side: in the end its own books and the gateway's say
/// the same on hand and reserved, its copy of the cooperatives' goods is true, and nothing was counted twice.
/// </summary>
public sealed class AnggurFaultTests(TestCluster cluster)
{
    private const int Steps = 60;

    [Fact]
    public async Task A_chain_agrees_with_a_gateway_that_was_killed_and_restarted_in_mid_traffic()
    {
        const string roles = "web,jobs";
        var store = await cluster.Clone();
        using var town = await AnggurTown.Create(store);
        var gateway = await GatewayProcess.Start(store, roles: roles);
        var address = gateway.Address;
        try
        {
            await town.Live(address, async mart =>
            {
                for (var kill = 0; kill < 3; kill++)
                {
                    await AnggurTown.Steps(mart, Steps);
                    await gateway.Kill();
                    await gateway.DisposeAsync();
                    await AnggurTown.Steps(mart, Steps / 4);
                    gateway = await GatewayProcess.Start(store, address, roles);
                }

                await AnggurTown.Steps(mart, Steps);
            });
            await town.Agree(address);
        }
        finally
        {
            await gateway.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_chain_agrees_with_a_gateway_whose_answers_were_lost_after_they_took_effect()
    {
        var store = await cluster.Clone();
        using var town = await AnggurTown.Create(store);
        await using var gateway = await GatewayUnderTest.Start(store);
        await using var line = new LossyProxy(gateway.Address);

        await town.Live(line.Address, async mart =>
        {
            for (var loss = 0; loss < 20; loss++)
            {
                await AnggurTown.Steps(mart, Steps / 6);
                line.LoseNextAnswer();
            }
        });

        Assert.True(line.Lost >= 10, $"{line.Lost} answers were lost.");
        await town.Agree(gateway.Address);
    }

    [Trait("Length", "long")]
    [Fact]
    public async Task A_chain_agrees_with_a_gateway_that_found_it_too_fast()
    {
        var store = await cluster.Clone();
        using var town = await AnggurTown.Create(store);
        await using var gateway = await GatewayUnderTest.Start(store, ("RateLimit:Burst", "3"), ("RateLimit:RequestsPerSecond", "12"));

        await town.Live(gateway.Address, mart => AnggurTown.Steps(mart, Steps * 5));
        await town.Agree(gateway.Address);
    }

    [Fact]
    public async Task A_chain_that_stopped_in_the_middle_of_everything_goes_on_where_it_was()
    {
        var store = await cluster.Clone();
        using var town = await AnggurTown.Create(store);
        await using var gateway = await GatewayUnderTest.Start(store);

        for (var life = 0; life < 5; life++)
            await town.Live(gateway.Address, mart => AnggurTown.Steps(mart, Steps));

        await town.Agree(gateway.Address);
        Assert.Equal(1, town.State().Figures["snapshots"]);
    }
}
