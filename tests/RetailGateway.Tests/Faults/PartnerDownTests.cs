using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RetailGateway.Features.Sync.Feed;
using RetailGateway.Features.Sync.Streams;
using RetailGateway.Partners.Basmalah;
using RetailGateway.Partners.Contracts;
using RetailGateway.PartnerSimulator.Chain;
using RetailGateway.PartnerSimulator.Chain.Books;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Streams;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Faults;

/// <summary>
/// One of two partners is down for a day of hours that the test turns: the worker that serves both goes on with the
/// other, and the day is made up for once it is back.
/// </summary>
public sealed class PartnerDownTests(TestCluster cluster)
{
    private const string Second = "kedua";
    private const string SecondCode = "RITEL-KEDUA";
    private const int Hours = 24;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_partner_that_is_down_for_a_day_holds_up_no_other_and_is_told_the_newest_of_each_once_when_it_is_back()
    {
        await using var town = await Found(cluster);
        await using var other = await Other(town);
        await using var gateway = await GatewayUnderTest.Start(town.Database);
        using var till = gateway.Client(town.Town.TillKey);
        await using var workers = await Workers.Start(gateway, Speak("basmalah", town, town.Chain), Speak(Second, town, other));
        await till.Given(Count(100, Minyak, at: "00:05"), Count(100, Beras, at: "00:05"), Count(100, Telur, at: "00:05"));
        foreach (var item in new[] { ChainMinyak, ChainBeras, ChainTelur })
        {
            await town.Holds(100, item);
            await Holds(other, town, 100, item);
        }

        await Eventually.See(() => Owed(town, town.Town.ChainCode), owed => owed == 0);
        await town.CloseChain();

        string[] missed = [Telur, Minyak, Beras];
        for (var hour = 0; hour < Hours; hour++)
        {
            await till.Given(Sale(1, missed[hour % missed.Length], at: $"{hour:00}:30"));
            await Holds(other, town, 99 - (hour / missed.Length), ChainItemOf(missed[hour % missed.Length]));
            var attempts = await Attempts(town);
            await TurnTheHour(town);
            await Eventually.See(() => Attempts(town), made => made > attempts);
        }

        Assert.Equal(0, await Eventually.See(() => Owed(town, SecondCode), owed => owed == 0));
        Assert.Equal(0, await town.Rows.Ask<long>("select count(*) from sync_stream s join party p on p.owner_id = s.owner_id where p.code = $1 and s.last_error is not null", SecondCode));
        Assert.Equal(missed.Length, await Owed(town, town.Town.ChainCode));

        await town.OpenChain();
        Assert.Equal(0, await Eventually.See(
            async () =>
            {
                await TurnTheHour(town);
                return await Owed(town, town.Town.ChainCode);
            },
            owed => owed == 0,
            TimeSpan.FromSeconds(40)));

        foreach (var item in missed)
        {
            await town.Holds(100 - (Hours / missed.Length), ChainItemOf(item));
            Assert.Equal([1, 1 + (Hours / missed.Length)], await town.VersionsTaken(ChainItemOf(item)));
        }

        Assert.DoesNotContain("USANG", await town.Verdicts());
    }

    private static string ChainItemOf(string item) => item switch
    {
        Telur => ChainTelur,
        Minyak => ChainMinyak,
        _ => ChainBeras,
    };

    private static async Task Holds(BasmalahChain chain, PartnerTown town, decimal quantity, string item) => Assert.Equal(
        quantity,
        await Eventually.See(() => Task.FromResult(chain.Books.Availability.Of(town.Town.CoopCode).SingleOrDefault(held => held.Item == item)?.Quantity), held => held == quantity));

    private static Task<long> Owed(PartnerTown town, string chain) => town.Rows.Ask<long>(
        "select count(*) from partner_copy c join party p on p.owner_id = c.owner_id where p.code = $1 and c.owed_since is not null", chain);

    private static Task<int> Attempts(PartnerTown town) =>
        town.Rows.Ask<int>("select attempts from sync_stream where owner_id = $1 and kind = 'stock_out'", town.Town.Chain);

    /// <summary>What the partner's silence made wait is due now: the waits are the database's time.</summary>
    private static Task TurnTheHour(PartnerTown town) => town.Rows.Run(
        "update sync_stream set next_attempt_at = now() where owner_id = $1 and kind = 'stock_out' and next_attempt_at > now()", town.Town.Chain);

    /// <summary>A second chain with the same goods, which terms let see the shop's stock too.</summary>
    private static async Task<BasmalahChain> Other(PartnerTown town)
    {
        var owner = await town.Rows.Ask<int>("insert into party (code, name, kind, environment) values ($1, 'Toko Kedua', 'chain', 'live') returning owner_id", SecondCode);
        await town.Rows.Run("insert into connection (owner_id, code, name, kind, dialect) values ($1, $2, 'Sistem Kedua', 'connector', $2)", owner, Second);
        await town.Rows.Run(
            "insert into partnership (owner_id, partner_id, environment, role, valid_from) values ($1, $2, 'live', 'stockist', '2024-01-01')", town.Town.Coop, owner);
        await town.Rows.Run(
            """
            insert into terms (owner_id, partnership_id, valid_from, payment_days, price_tolerance_percent, price_tolerance_rupiah,
                response_hours, delivery_days, stock_visible_to_partner, partner_stock_visible, accepted_at)
            select owner_id, partnership_id, valid_from, 30, 1, 1000, 24, 2, true, false, now() from partnership where partner_id = $1
            """,
            owner);
        await town.Town.Maps(owner, Second, ChainBeras, Beras, "DUS");
        await town.Town.Maps(owner, Second, ChainMinyak, Minyak, "DUS");
        await town.Town.Maps(owner, Second, ChainTelur, Telur, "KG");
        ChainItem[] goods =
        [
            new(ChainBeras, "Beras 5 kg", "Sembako", ChainUnit.Piece, 68_500, [new("DUS", 40, null), new("PCS", 1, null)]),
            new(ChainMinyak, "Minyak goreng 1 l", "Sembako", ChainUnit.Piece, 18_900, [new("DUS", 12, null), new("PCS", 1, null)]),
            new(ChainTelur, "Telur ayam", "Segar", ChainUnit.Kilogram, 28_500, []),
        ];
        return await BasmalahChain.Start(
            new ChainOptions
            {
                Catalogue = new ChainCatalogue(goods, [new("TK-01", "Toko Kedua", ChainLocationKind.Store)], []),
                Keys = new Dictionary<string, string>(StringComparer.Ordinal) { [KeyOf(town.Town)] = town.Town.CoopCode },
            },
            Cancel);
    }

    private static Named Speak(string dialect, PartnerTown town, BasmalahChain chain)
    {
        var services = new ServiceCollection();
        services.AddBasmalahApi(chain.BaseAddress).AddResilienceHandler("basmalah", pipeline => PartnerHttp.Guard(pipeline, TimeSpan.FromSeconds(1)));
        var client = services.BuildServiceProvider();
        var options = new BasmalahOptions { BaseAddress = chain.BaseAddress, Keys = { [town.Town.CoopCode] = KeyOf(town.Town) } };
        return new Named(dialect, new BasmalahConnector(client.GetRequiredService<IBasmalahApi>(), Options.Create(options), TimeProvider.System), client);
    }

    /// <summary>The worker of all outward streams, as the jobs role runs it.</summary>
    private sealed class Workers(FeedSignal signal, PublishStock publish, Named[] partners) : IAsyncDisposable
    {
        internal static async Task<Workers> Start(GatewayUnderTest gateway, params Named[] partners)
        {
            var signal = new FeedSignal(gateway.Database, NullLogger<FeedSignal>.Instance);
            var workers = new Workers(signal, new PublishStock(gateway.Database, signal, partners, TimeProvider.System, NullLogger<PublishStock>.Instance), partners);
            await workers.Each(service => service.StartAsync(Cancel));
            return workers;
        }

        public async ValueTask DisposeAsync()
        {
            await Each(service => service.StopAsync(CancellationToken.None));
            publish.Dispose();
            signal.Dispose();
            foreach (var partner in partners)
                await partner.Client.DisposeAsync();
        }

        private async Task Each(Func<IHostedService, Task> act)
        {
            foreach (var service in new IHostedService[] { signal, publish })
                await act(service);
        }
    }

    /// <summary>Toko Basmalah's way to speak under a name of its own.</summary>
    private sealed class Named(string dialect, BasmalahConnector partner, ServiceProvider client) : IPublishesStock
    {
        internal ServiceProvider Client => client;

        public string Dialect => dialect;

        public string Environment => partner.Environment;

        public int MostLines => partner.MostLines;

        public bool Knows(string cooperative) => partner.Knows(cooperative);

        public Task<Outcome<IReadOnlyList<LineOutcome>>> Publish(StockSend send, CancellationToken cancel) => partner.Publish(send, cancel);

        public Task<Outcome<Found>> AskAfter(StockSend send, CancellationToken cancel) => partner.AskAfter(send, cancel);
    }
}
