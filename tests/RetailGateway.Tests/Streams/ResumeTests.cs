using System.Diagnostics;
using RetailGateway.PartnerSimulator.Chain;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Streams;

/// <summary>Both directions go on from where they were, whoever was stopped or killed.</summary>
public sealed class ResumeTests(TestCluster cluster)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_gateway_that_was_stopped_goes_on_both_ways_from_its_cursors()
    {
        await using var town = await Open(cluster);
        await town.Till.Given(Count(50, Minyak, at: "08:00"));
        await town.Holds(50, ChainMinyak);
        await town.InStep();
        await town.CloseGateway();

        Live(town, seed: 2);
        await town.OpenGateway();
        await town.Till.Given(Sale(5, Minyak, at: "09:00"));

        await town.InStep();
        await town.Holds(45, ChainMinyak);
        Assert.Equal(1, await Snapshots(town));
        Assert.Equal([1, 2], await town.VersionsTaken(ChainMinyak));
    }

    [Fact]
    public async Task A_chain_that_was_stopped_is_met_again_where_it_was()
    {
        await using var town = await Open(cluster);
        await town.Till.Given(Count(50, Minyak, at: "08:00"));
        await town.Holds(50, ChainMinyak);
        await town.InStep();

        await town.CloseChain();
        await town.Till.Given(Sale(5, Minyak, at: "09:00"));
        await town.OpenChain();
        Live(town, seed: 3);

        await town.InStep();
        await town.Holds(45, ChainMinyak);
        Assert.Equal(1, await Snapshots(town));
        Assert.Equal([1, 2], await town.VersionsTaken(ChainMinyak));
    }

    [Fact]
    public async Task A_gateway_killed_while_both_sides_live_loses_nothing_and_counts_nothing_twice()
    {
        await using var town = await Open(cluster);
        await town.Till.Given(Count(50_000, Minyak, at: "08:00"));
        await town.CloseGateway();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var life = new ChainLife(town.Chain.Books, seed: 9).Run(TimeSpan.FromMilliseconds(10), TimeProvider.System, stop.Token);

        // The shop's side is fed into the tables by a gateway that only serves, so that the killed one has work to do.
        await using (var shop = await GatewayUnderTest.Start(town.Database))
        {
            using var till = shop.Client(town.Town.TillKey);
            for (var kill = 0; kill < 2; kill++)
            {
                // The lease that the killed one left ends; how long that takes is not this test's.
                await town.Rows.Run("update sync_stream set lease_until = now() - interval '1 second'");
                using var jobs = StartJobs(town);
                try
                {
                    var before = town.HeldOf(ChainMinyak)?.Version ?? 0;
                    var told = await Eventually.See(
                        async () =>
                        {
                            await till.Given(Sale(1, Minyak, at: "09:00"));
                            return town.HeldOf(ChainMinyak)?.Version ?? 0;
                        },
                        version => version > before + 3,
                        Patience);
                    Assert.True(told > before + 3, "The process that is to be killed told nothing.");
                }
                finally
                {
                    jobs.Kill();
                    await jobs.WaitForExitAsync(CancellationToken.None);
                }
            }
        }

        await stop.CancelAsync();
        await life;

        // What the dead held they hold until their lease ends; that time is over now.
        await town.Rows.Run("update sync_stream set lease_until = now() - interval '1 second'");
        await town.OpenGateway();
        var sold = await town.Rows.Ask<long>("select count(*) from stock_entry where owner_id = $1 and kind = 'sale'", town.Town.Coop);
        await town.Holds(50_000 - sold, ChainMinyak);
        await town.InStep();
        Assert.Equal(1, await Snapshots(town));
        Assert.Equal(0, await town.ReviewItems());
        var versions = await town.VersionsTaken(ChainMinyak);
        Assert.Equal(versions.Distinct().Order(), versions);
    }

    /// <summary>The gateway's own binary in the jobs role, in a process of its own.</summary>
    private static Process StartJobs(PartnerTown town)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "RetailGateway.dll"), "serve", "--roles", "jobs", "--urls", "http://127.0.0.1:0"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ConnectionStrings__Gateway"] = town.Database.Gateway;
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in town.Settings())
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        var process = Process.Start(start) ?? throw new InvalidOperationException("The gateway did not start.");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static void Live(PartnerTown town, int seed)
    {
        var life = new ChainLife(town.Chain.Books, seed);
        for (var step = 0; step < 60; step++)
            life.Step();
        life.Drain();
    }

    private static Task<long> Snapshots(PartnerTown town) => town.Rows.Ask<long>(
        "select count(distinct document) from stock_entry where owner_id = $1 and change_id like 'potret/%'", town.Town.Chain);
}
