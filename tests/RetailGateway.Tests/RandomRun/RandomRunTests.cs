using System.Globalization;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.RandomRun;

/// <summary>
/// Random lives of a cooperative and its partners with everything failing that can, each from a seed. Three in the
/// ordinary form, always the same; <c>./dev test --long</c> runs 200, and <c>./dev test --seed N</c> runs one again.
/// </summary>
public sealed class RandomRunTests(TestCluster cluster)
{
    private const int Ordinarily = 3;

    /// <summary>How long after the healing everything may take to be drained: a few waits of the longest kind.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(90);

    /// <summary>RETAILGATEWAY_SEED names one; RETAILGATEWAY_SEEDS says how many, from 1 on.</summary>
    public static TheoryData<int> Seeds => Setting("RETAILGATEWAY_SEED") is { } one
        ? [one]
        : [.. Enumerable.Range(1, Setting("RETAILGATEWAY_SEEDS") ?? Ordinarily)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task After_a_random_life_everything_agrees_with_the_model_and_nothing_waits(int seed)
    {
        var log = new StepLog();
        RandomWorld? world = null;
        try
        {
            world = await RandomWorld.Found(cluster, seed);
            var run = new RandomLife(seed, world, log);
            await run.Live();
            await run.Heal();
            var differences = await Eventually.See(run.Differences, differences => differences.Count == 0, Bound);
            Assert.True(differences.Count == 0, string.Join('\n', differences));
            await world.Mart.Agree(world.Address);
        }
        catch (Exception failed) when (failed is not OperationCanceledException)
        {
            throw new Xunit.Sdk.XunitException(
                $"Seed {seed} fails: {failed.Message}\nAgain: ./dev test --seed {seed}\nThe last steps:\n{log}\nWhat broke in the gateway:\n{world?.Broken()}", failed);
        }
        finally
        {
            if (world is not null)
                await world.DisposeAsync();
        }
    }

    private static int? Setting(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
