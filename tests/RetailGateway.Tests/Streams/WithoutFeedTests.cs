using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RetailGateway.Features.Sync.Drift;
using RetailGateway.Partners.Basmalah;
using RetailGateway.Partners.Contracts;
using RetailGateway.PartnerSimulator.Chain.Books;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Streams.PartnerTown;
using StockSnapshot = RetailGateway.Partners.Contracts.StockSnapshot;

namespace RetailGateway.Tests.Streams;

/// <summary>A chain that has no change feed: one snapshot after the other, of which what is new is taken.</summary>
public sealed class WithoutFeedTests(TestCluster cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_chain_sells_is_here_with_the_snapshot_after_it()
    {
        await using var town = await Found(cluster);
        await using var way = new SnapshotsAlone(town);
        await using var gateway = await Open(town, way);
        await town.InStep();
        await Past(town);

        town.Chain.Books.Stock.Enter(StockEntryKind.Sale, Store, ChainBeras, -7);
        await town.InStep();
        await Past(town);
        town.Chain.Books.Stock.Enter(StockEntryKind.Receipt, Store, ChainMinyak, 24);
        await town.InStep();

        Assert.Equal(0, await town.ReviewItems());
        // Eight openings and the two that moved, each evidenced by a count.
        Assert.Equal((10, 10), (await Entries(town), await town.Rows.Ask<long>("select count(*) from stock_entry where owner_id = $1 and kind = 'count'", town.Town.Chain)));
    }

    [Fact]
    public async Task A_snapshot_that_says_what_is_known_writes_nothing()
    {
        await using var town = await Found(cluster);
        await town.Rows.Run("update product set code = 'TIDAK-ADA' where owner_id = $1 and code = $2", town.Town.Chain, ChainGula);
        await using var way = new SnapshotsAlone(town);
        await using var gateway = await Open(town, way);
        await Eventually.See(town.OurCopy, copy => copy.Count == 6);
        await way.Taken(1);
        var version = await Versions(town);

        await way.Taken(3);

        Assert.Equal((6, version), (await Entries(town), await Versions(town)));
        // The sugar that nobody has registered waits once for each of its places.
        Assert.Equal(2, await town.ReviewItems());
    }

    [Fact]
    public async Task What_a_later_snapshot_names_no_more_keeps_its_figure_and_goes_to_a_person()
    {
        await using var town = await Found(cluster);
        await using var way = new SnapshotsAlone(town);
        await using var gateway = await Open(town, way);
        await town.InStep();
        await Past(town);

        way.Hides = line => line.Location == Store && line.Item == ChainBeras;
        await way.Taken(2);
        await Check(gateway);

        Assert.Equal(120, (await town.OurCopy())[$"{Store} {ChainBeras}"]);
        var finding = Assert.Single(await Findings(town, gateway));
        Assert.Equal(("120", null, "person"), ((string?)finding["ours"], (string?)finding["theirs"], (string?)finding["answer"]));
        way.Hides = _ => false;
        await Check(gateway);
        Assert.Empty(await Findings(town, gateway));
    }

    [Fact]
    public async Task A_difference_that_a_second_snapshot_does_not_bear_out_is_none()
    {
        await using var town = await Found(cluster);
        await using var way = new SnapshotsAlone(town);
        await using var gateway = await Open(town, way);
        await town.InStep();
        await Past(town);

        // The check's first snapshot has the rice, and its second one lacks it.
        await using var once = new SnapshotsAlone(town) { HidesInTurn = line => line.Location == Store && line.Item == ChainBeras };
        await ActivatorUtilities.CreateInstance<CheckDrift>(gateway.Services, [new IConnector[] { once }]).Run(Cancel);

        Assert.Empty(await Findings(town, gateway));
        var (outcome, passedOver) = (await town.Rows.Jobs.All(
            "select outcome, in_flight from drift_check where owner_id = $1 and stream = 'stock_in' order by check_id desc limit 1",
            row => (row.GetString(0), row.GetInt64(1)),
            town.Town.Chain)).Single();
        Assert.Equal(("equal", 1), (outcome, passedOver));
    }

    private static Task<GatewayUnderTest> Open(PartnerTown town, IConnector way) => GatewayUnderTest.Start(town.Database, way, ("roles", "web,jobs"));

    private static Task<long> Entries(PartnerTown town) => town.Rows.Ask<long>("select count(*) from stock_entry where owner_id = $1", town.Town.Chain);

    private static Task<long> Versions(PartnerTown town) => town.Rows.Ask<long>("select sum(version)::bigint from stock_position where owner_id = $1", town.Town.Chain);

    /// <summary>The chain's clock tells whole seconds: what happened in a snapshot's own second is passed over by a check.</summary>
    private static Task Past(PartnerTown town) => Eventually.See(
        () => town.Rows.Ask<bool>("select max(last_entry_at) < now() - interval '2 seconds' from stock_position where owner_id = $1", town.Town.Chain), past => past);

    private static Task Check(GatewayUnderTest gateway) => ActivatorUtilities.CreateInstance<CheckDrift>(gateway.Services).Run(Cancel);

    private static async Task<List<JsonNode>> Findings(PartnerTown town, GatewayUnderTest gateway)
    {
        using var key = gateway.Client(await town.Town.Key(town.Town.ChainCode, "basmalah", "sync:read"));
        return [.. (await key.Get("/v1/sync/drift")).Must(HttpStatusCode.OK).Json["items"]!.AsArray()
            .Where(finding => (string)finding!["stream"]! == "stock_in").Select(finding => finding!)];
    }

    /// <summary>Toko Basmalah as if it had no feed.</summary>
    private sealed class SnapshotsAlone : IReadsStock, IAsyncDisposable
    {
        private readonly ServiceProvider services;
        private readonly BasmalahConnector whole;
        private int begun;
        private int taken;

        internal SnapshotsAlone(PartnerTown town)
        {
            var wire = new ServiceCollection();
            wire.AddBasmalahApi(town.Chain.BaseAddress);
            services = wire.BuildServiceProvider();
            whole = new BasmalahConnector(
                services.GetRequiredService<IBasmalahApi>(),
                Options.Create(new BasmalahOptions { BaseAddress = town.Chain.BaseAddress, Keys = new(StringComparer.Ordinal) { [town.Town.CoopCode] = KeyOf(town.Town) } }),
                TimeProvider.System);
        }

        public string Dialect => "basmalah";

        public string Environment => "live";

        public TimeSpan SnapshotsEvery => TimeSpan.FromMilliseconds(100);

        /// <summary>Lines that its snapshots lack.</summary>
        internal Func<PartnerEntry, bool> Hides { get; set; } = _ => false;

        /// <summary>Lines that every other snapshot lacks.</summary>
        internal Func<PartnerEntry, bool> HidesInTurn { get; set; } = _ => false;

        public async Task<Outcome<StockSnapshot>> ReadSnapshot(string? continuation, CancellationToken cancel)
        {
            var number = continuation is null ? Interlocked.Increment(ref begun) : Volatile.Read(ref begun);
            return await whole.ReadSnapshot(continuation, cancel) switch
            {
                Outcome<StockSnapshot>.Accepted { Value: var page } => new Outcome<StockSnapshot>.Accepted(Shown(page, number)),
                var other => other,
            };
        }

        /// <summary>Waits until so many more were read from their beginning to their end, and the one after them was begun.</summary>
        internal async Task Taken(int more)
        {
            var goal = Volatile.Read(ref taken) + more + 1;
            Assert.True(await Eventually.See(() => Task.FromResult(Volatile.Read(ref taken)), now => now >= goal) >= goal);
        }

        public ValueTask DisposeAsync() => services.DisposeAsync();

        private StockSnapshot Shown(StockSnapshot page, int number)
        {
            if (page.Continuation is null)
                Interlocked.Increment(ref taken);
            return page with
            {
                Balances = [.. page.Balances.Where(line => !Hides(line) && !(number % 2 == 0 && HidesInTurn(line)))],
                Cursor = null,
            };
        }
    }
}
