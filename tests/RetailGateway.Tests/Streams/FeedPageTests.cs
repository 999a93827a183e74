using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using RetailGateway.Database;
using RetailGateway.Features.Sync.Feed;
using RetailGateway.Features.Sync.Streams;
using RetailGateway.Jobs;
using RetailGateway.Partners.Contracts;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;
using Answer = RetailGateway.Partners.Contracts.Outcome<System.Collections.Generic.IReadOnlyList<RetailGateway.Partners.Contracts.LineOutcome>>;

namespace RetailGateway.Tests.Streams;

/// <summary>A stream's place in the feed is its account: what a page changes that is taken as it was, and what becomes of one that is not.</summary>
public sealed class FeedPageTests(TestCluster cluster)
{
    private const string Copies = "select string_agg(ctid || ' ' || version || ' ' || acknowledged_version, ', ' order by product_id) from partner_copy";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_page_that_is_taken_as_it_was_changes_no_copy_until_somebody_needs_them()
    {
        await using var town = await Told(Sale(1, Beras), Sale(1, Minyak), Sale(1, Telur));
        var before = await town.Rows.Ask<string>(Copies);
        var partner = new Scripted();

        await Deliver(town, partner);

        Assert.Equal([2, 2, 2], Assert.Single(partner.Sends).Lines.Select(line => line.Version));
        Assert.Equal(before, await town.Rows.Ask<string>(Copies));
        await Fold(town);
        Assert.Equal(3, await town.Rows.Ask<long>("select count(*) from partner_copy where version = 2 and acknowledged_version = 2"));
    }

    [Fact]
    public async Task Of_a_position_that_changed_twice_the_newest_version_is_told_once()
    {
        await using var town = await Told(Sale(1, Beras), Sale(2, Beras));
        var partner = new Scripted { MostLines = 1 };

        await Deliver(town, partner);

        Assert.Equal([3], partner.Sends.SelectMany(send => send.Lines).Select(line => line.Version));
    }

    [Fact]
    public async Task A_line_that_is_refused_is_owed_and_its_neighbours_are_told()
    {
        await using var town = await Told(Sale(1, Beras), Sale(1, Minyak));
        var partner = new Scripted
        {
            Answers = (_, send) => new Answer.Accepted([.. send.Lines.Select((line, number) => number == 0 ? new LineOutcome(null, "E-STK-01", "Tidak dikenal") : new LineOutcome(line.Version))]),
        };

        await Deliver(town, partner, waiting: 1);

        Assert.Single(partner.Sends);
        Assert.Equal("2 1 E-STK-01", await town.Rows.Ask<string>("select version || ' ' || acknowledged_version || ' ' || refused_code from partner_copy where owed_since is not null"));
    }

    [Fact]
    public async Task A_page_that_nobody_knows_of_is_owed_and_asked_after_before_it_is_sent_again()
    {
        await using var town = await Told(Sale(1, Beras), Sale(1, Minyak));
        var partner = new Scripted { Answers = (number, send) => number == 1 ? new Answer.Unknown("no answer") : Scripted.Taken(send) };

        await Deliver(town, partner);

        Assert.Equal([$"sent {partner.Sends[0].SendId}", $"asked {partner.Sends[0].SendId}", $"sent {partner.Sends[1].SendId}"], partner.Heard);
        Assert.Equal(2, await town.Rows.Ask<long>("select count(*) from partner_copy where acknowledged_version = 2"));
    }

    [Fact]
    public async Task A_page_that_was_under_way_when_a_process_ended_is_asked_after_first()
    {
        await using var town = await Told(Sale(1, Beras), Sale(1, Minyak));
        var partner = new Scripted { Answers = (number, send) => number == 1 ? throw new InvalidOperationException("the process ends") : Scripted.Taken(send), Found = Scripted.Held };

        await Deliver(town, partner);

        Assert.Equal([$"sent {partner.Sends[0].SendId}", $"asked {partner.Sends[0].SendId}"], partner.Heard);
        Assert.Equal(partner.Sends[0].Lines, partner.Asked[0].Lines);
        Assert.Equal(2, await town.Rows.Ask<long>("select count(*) from partner_copy where acknowledged_version = 2"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Pages_that_were_read_at_once_tell_each_position_ever_newer_and_in_the_end_the_newest(int mostLines)
    {
        string[] goods = [Beras, Minyak, Telur];
        var random = new Random(mostLines);
        var sold = Enumerable.Range(0, 40).Select(_ => goods[random.Next(goods.Length)]).ToList();
        await using var town = await Told([.. sold.Select(product => Sale(0.001m, product))]);
        var partner = new Scripted { MostLines = mostLines };

        await Deliver(town, partner);

        foreach (var told in partner.Sends.SelectMany(send => send.Lines).GroupBy(line => line.ProductId))
        {
            var newest = await town.Rows.Ask<long>("select version from stock_position where product_id = $1", told.Key);
            Assert.Equal(told.Select(line => line.Version).Distinct().Order(), told.Select(line => line.Version));
            Assert.Equal((newest, 5 - ((newest - 1) * 0.001m)), (told.Last().Version, told.Last().Available));
        }

        Assert.All(partner.Sends, send => Assert.InRange(send.Lines.Count, 1, mostLines));
        Assert.True(await town.Rows.Ask<bool>("select feed_position = position from sync_stream join feed_head using (owner_id, connection_id) where kind = 'stock_out'"));
    }

    [Theory]
    [InlineData("BSM 1 DUS 12", true)]
    [InlineData("BSM 1 DUS 12.5", false)]
    [InlineData("BSM 1 DUS 1", false)]
    [InlineData("BSM 1 PCS 12", false)]
    [InlineData("BSM 2 DUS 12", false)]
    [InlineData("BSM DUS 12", false)]
    [InlineData(null, true)]
    public void An_event_is_a_line_where_it_names_the_item_as_which_the_position_was_told(string? toldAs, bool isLine)
    {
        var line = new EventBody().Line(
            """
            {"specversion":"1.0","id":"1-2-3-7","time":"2026-11-24T01:00:00Z","traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
             "data":{"ownerId":1,"locationId":2,"location":"TOKO-\u0031","productId":3,"product":"BERAS-5","baseUnit":"pcs","item":"BSM 1","pack":"DUS","packFactor":"12",
             "version":7,"available":"30.5","evidencedAt":"2026-11-24T01:00:00Z","evidencedAs":"sale"}}
            """u8,
            (2, 3), 7, new DateTime(2026, 11, 24, 1, 0, 0, DateTimeKind.Utc), toldAs);

        Assert.Equal(isLine ? new StockLine(2, 3, "TOKO-1", "BSM 1", "DUS", 12, "pcs", 30.5m, 7, new DateTimeOffset(2026, 11, 24, 1, 0, 0, TimeSpan.Zero)) : null, line);
    }

    [Fact]
    public async Task What_the_feed_tells_of_a_stream_put_aside_is_owed()
    {
        await using var town = await Told(Sale(1, Beras), Sale(2, Beras), Sale(1, Minyak));
        await town.Rows.Run("update sync_stream set parked_at = now(), parked_by = counterparty_id, parked_because = 'opname' where kind = 'stock_out'");

        await StreamFeed.TakeIn(town.Rows.Jobs, new Scripted(), Cancel);

        Assert.Equal([2, 3], await town.Rows.Jobs.All("select version from partner_copy where owed_since is not null order by version", row => row.GetInt64(0)));
        Assert.True(await town.Rows.Ask<bool>("select feed_position = position from sync_stream join feed_head using (owner_id, connection_id) where kind = 'stock_out'"));
    }

    [Fact]
    public async Task What_was_told_and_not_folded_outlives_the_time_that_events_are_kept()
    {
        await using var town = await Told(Sale(1, Beras));
        await Deliver(town, new Scripted());
        await town.Rows.Run("update feed_event set recorded_at = recorded_at - interval '1 year'");
        var retention = new Retention(town.Rows, new JobRuns(town.Rows));

        await retention.Run(Cancel);
        await Fold(town);
        await retention.Run(Cancel);

        Assert.Equal(2, await town.Rows.Ask<long>("select max(acknowledged_version) from partner_copy"));
        Assert.Equal(0, await town.Rows.Ask<long>("select count(*) from feed_event where owner_id = $1", town.Town.Chain));
    }

    /// <summary>Three positions that the chain holds, and what happened to them since, in its feed.</summary>
    private async Task<PartnerTown> Told(params Change[] changes)
    {
        var town = await Found(cluster);
        await using var gateway = await GatewayUnderTest.Start(town.Database);
        using var till = gateway.Client(town.Town.TillKey);
        await till.Given(Count(5, Beras, at: "08:00"), Count(5, Minyak, at: "08:00"), Count(5, Telur, at: "08:00"));
        await Deliver(town, new Scripted());
        foreach (var change in changes)
            await till.Given(change);
        await Eventually.See(() => town.Rows.Ask<bool>("select exists (select from outbox)"), left => !left);
        return town;
    }

    private static async Task Fold(PartnerTown town)
    {
        await using var connection = await town.Rows.Jobs.OpenConnectionAsync(Cancel);
        await StreamFeed.Fold(connection, town.Town.Chain, await town.Rows.Ask<int>("select connection_id from sync_stream where kind = 'stock_out'"), town.Town.Coop, Cancel);
    }

    /// <summary>The worker at work until so many positions wait and nothing is under way; what it waits for is due at once.</summary>
    private static async Task Deliver(PartnerTown town, Scripted partner, long waiting = 0)
    {
        using var signal = new FeedSignal(town.Rows, NullLogger<FeedSignal>.Instance);
        using var worker = new PublishStock(town.Rows, signal, [partner], TimeProvider.System, NullLogger<PublishStock>.Instance);
        await worker.StartAsync(Cancel);
        try
        {
            Assert.True(await Eventually.See(
                async () =>
                {
                    await town.Rows.Run("update sync_stream set next_attempt_at = now() where kind = 'stock_out' and next_attempt_at > now() + interval '1 second'");
                    return partner.Sends.Count > 0 && await town.Rows.Ask<bool>(
                        """
                        select w.waiting = $1 and s.in_flight is null
                        from sync_stream s, waiting_of_stream(s.owner_id, s.connection_id, s.counterparty_id) w
                        where s.kind = 'stock_out'
                        """,
                        waiting);
                },
                done => done));
        }
        finally
        {
            await worker.StopAsync(CancellationToken.None);
        }
    }

    /// <summary>A partner of the chain's dialect that answers as it is told to.</summary>
    private sealed class Scripted : IPublishesStock
    {
        internal List<StockSend> Sends { get; } = [];

        internal List<StockSend> Asked { get; } = [];

        internal List<string> Heard { get; } = [];

        /// <summary>What it answers to its first, second, ... send.</summary>
        internal Func<int, StockSend, Answer> Answers { get; init; } = (_, send) => Taken(send);

        /// <summary>What it says of a send that is asked after.</summary>
        internal Func<StockSend, Found> Found { get; init; } = _ => new Found(null);

        public string Dialect => PartnerTown.Dialect.Dialect;

        public string Environment => PartnerTown.Dialect.Environment;

        public int MostLines { get; init; } = 500;

        internal static Answer Taken(StockSend send) => new Answer.Accepted(Held(send).Verdicts!);

        internal static Found Held(StockSend send) => new([.. send.Lines.Select(line => new LineOutcome(line.Version))]);

        public bool Knows(string cooperative) => true;

        public Task<Answer> Publish(StockSend send, CancellationToken cancel)
        {
            Sends.Add(send);
            Heard.Add($"sent {send.SendId}");
            return Task.FromResult(Answers(Sends.Count, send));
        }

        public Task<Outcome<Found>> AskAfter(StockSend send, CancellationToken cancel)
        {
            Heard.Add($"asked {send.SendId}");
            Asked.Add(send);
            return Task.FromResult<Outcome<Found>>(new Outcome<Found>.Accepted(Found(send)));
        }
    }
}
