using Microsoft.Extensions.Time.Testing;
using RetailGateway.Client;
using RetailGateway.Database;
using RetailGateway.PartnerSimulator.Demo.Life;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Demo;

/// <summary>The life that the demo's verb lives: by its seed, at its speed.</summary>
public sealed class TownLifeTests(SeededDemo demo) : IClassFixture<SeededDemo>
{
    private const int Seed = 5;
    private const int Run = 3;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_tills_tell_is_the_life_of_the_seed()
    {
        await using var gateway = await GatewayUnderTest.Start(demo.Database);
        using var callers = new TownCallers(gateway.Address, await demo.Keys());
        var shelves = await callers.Shelves(Cancel);
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var life = new TownLife(callers, await callers.Shelves(Cancel), Seed, Run, clock);

        // So many a minute that a pause between two of them is shorter than any clock tells.
        await life.Run(changesAMinute: int.MaxValue, most: 40, Cancel);

        var alike = new ShopLife(shelves, Seed, new Receipts(Run, clock));
        var told = new List<StockChange>();
        while (told.Count < 40)
            told.AddRange(alike.Next().Changes);
        told.AddRange(alike.Close().SelectMany(sending => sending.Changes));
        Assert.Equal(told.Count, life.Tally.Told);
        await using var rows = new GatewayDb(demo.Database.Gateway, requestConnections: 2);
        Assert.Equal(
            told.Select(change => change.ChangeId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            (await rows.Jobs.All(
                """
                select change_id from stock_entry where change_id like '%/R003-%'
                union
                select change_id from review_item where change_id like '%/R003-%'
                """,
                row => row.GetString(0))).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_minute_of_the_clock_brings_no_more_changes_than_the_speed_says()
    {
        const int speed = 60;
        await using var gateway = await GatewayUnderTest.Start(demo.Database);
        using var callers = new TownCallers(gateway.Address, await demo.Keys());
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var since = clock.GetUtcNow();
        var life = new TownLife(callers, await callers.Shelves(Cancel), Seed, run: 4, clock);
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        var living = life.Run(speed, most: null, closing.Token);
        // While the clock stands it tells one sending, of ten lines at most; then as the clock goes on.
        Assert.InRange(await Eventually.See(() => Task.FromResult(life.Tally.Told), told => told > 0), 1, 10);
        await Eventually.See(
            () =>
            {
                clock.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(life.Tally.Told);
            },
            told => told >= 2 * speed);
        Assert.InRange(life.Tally.Told, 2 * speed, (speed * (clock.GetUtcNow() - since).TotalMinutes) + 10);

        await closing.CancelAsync();
        await living;
    }
}
