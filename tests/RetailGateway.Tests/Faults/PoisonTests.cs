using Microsoft.Extensions.Logging.Abstractions;
using RetailGateway.Features.Sync.Feed;
using RetailGateway.Features.Sync.Streams;
using RetailGateway.Partners.Contracts;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Streams;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Faults;

/// <summary>One line that makes a whole send fail is found, and parked alone; its neighbours flow.</summary>
public sealed class PoisonTests(TestCluster cluster)
{
    private const string Refusal = """{"kode":"E-UMM-01","pesan":"Permintaan tidak dapat dibaca"}""";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(400, Refusal, "E-UMM-01")]
    [InlineData(500, "<html>Internal Server Error</html>", "unanswered")]
    public async Task A_line_that_the_partner_cannot_take_is_parked_and_its_neighbours_arrive(int status, string body, string code)
    {
        await using var town = await Found(cluster);
        using var proxy = new ChainProxy(town.Chain.BaseAddress);
        proxy.RefuseSendsOf(ChainMinyak, status, body);
        await town.OpenGateway(town.Settings(proxy.Address));

        await town.Till.Given(Count(100, Minyak), Count(80, Beras), Count(5, Telur));

        await town.Holds(80, ChainBeras, Patience);
        await town.Holds(5, ChainTelur, Patience);
        var parked = await Eventually.See(() => Refused(town), lines => lines.Count > 0, Patience);
        Assert.Equal([(Minyak, code)], parked);
        Assert.Null(town.HeldOf(ChainMinyak));

        // Whatever else happens is told at once: nothing waits behind the parked line.
        await town.Till.Given(Sale(1, Beras, at: "11:00"));
        await town.Holds(79, ChainBeras, Patience);
    }

    [Fact]
    public async Task Where_the_partner_takes_nothing_at_all_no_line_is_blamed()
    {
        await using var town = await Found(cluster);
        using var proxy = new ChainProxy(town.Chain.BaseAddress);
        proxy.RefuseSendsOf("BSM-", 400, Refusal);
        await town.OpenGateway(town.Settings(proxy.Address));

        await town.Till.Given(Count(100, Minyak), Count(80, Beras), Count(5, Telur));

        // Each of them has been tried alone by then.
        Assert.Equal(3, await Eventually.See(
            () => town.Rows.Ask<long>("select count(*) from partner_copy where doubted_at is not null"), doubted => doubted == 3, Patience));
        Assert.Empty(await Refused(town));
        Assert.Equal("partner", (string?)(await town.Stream("stock_out"))!["turn"]);
        using var chain = town.Gateway.Client(town.Town.PartnerKey);
        Assert.Equal("you", (string?)(await town.Stream("stock_out", chain, town.Town.CoopCode))!["turn"]);
    }

    [Fact]
    public async Task A_line_that_makes_the_connector_break_is_parked_and_its_neighbours_are_sent()
    {
        await using var town = await Found(cluster);
        await using (var setUp = await GatewayUnderTest.Start(town.Database))
        {
            using var till = setUp.Client(town.Town.TillKey);
            await till.Given(Count(100, Minyak), Count(80, Beras));
        }

        var connector = new BreaksOn(ChainMinyak);
        using var worker = new PublishStock(town.Rows, new FeedSignal(town.Rows, NullLogger<FeedSignal>.Instance), [connector], TimeProvider.System, NullLogger<PublishStock>.Instance);
        await worker.StartAsync(Cancel);

        var parked = await Eventually.See(() => Refused(town), lines => lines.Count > 0, Patience);
        await worker.StopAsync(Cancel);
        Assert.Equal([Minyak], parked.Select(line => line.Product));
        Assert.Contains(ChainBeras, connector.Taken);
        Assert.DoesNotContain(ChainMinyak, connector.Taken);
    }

    private static Task<List<(string Product, string Code)>> Refused(PartnerTown town) => town.Rows.Jobs.All(
        """
        select g.code, c.refused_code
        from partner_copy c join product g on g.owner_id = c.source_id and g.product_id = c.product_id
        where c.refused_code is not null
        """,
        row => (row.GetString(0), row.GetString(1)));

    /// <summary>A connector of the chain's dialect whose translator has a fault: it breaks on one item, whether it sends or asks.</summary>
    private sealed class BreaksOn(string item) : IPublishesStock
    {
        internal List<string> Taken { get; } = [];

        public string Dialect => "basmalah";

        public string Environment => "live";

        public int MostLines => 100;

        public bool Knows(string cooperative) => true;

        public Task<Outcome<IReadOnlyList<LineOutcome>>> Publish(StockSend send, CancellationToken cancel)
        {
            Translate(send);
            Taken.AddRange(send.Lines.Select(line => line.Item));
            return Task.FromResult<Outcome<IReadOnlyList<LineOutcome>>>(
                new Outcome<IReadOnlyList<LineOutcome>>.Accepted([.. send.Lines.Select(line => new LineOutcome(line.Version))]));
        }

        public Task<Outcome<Found>> AskAfter(StockSend send, CancellationToken cancel)
        {
            Translate(send);
            return Task.FromResult<Outcome<Found>>(new Outcome<Found>.Accepted(new Found(null)));
        }

        private void Translate(StockSend send)
        {
            if (send.Lines.Any(line => line.Item == item))
                throw new OverflowException($"{item} is more than the dialect can say.");
        }
    }
}
