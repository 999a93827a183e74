using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using RetailGateway.Features.Sync.Feed;
using RetailGateway.Features.Sync.Streams;
using RetailGateway.Http;
using RetailGateway.Partners.Contracts;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Streams;

/// <summary>More is owed than one send holds: whose turn it is after each, and what is written down between two.</summary>
public sealed class PageTests(TestCluster cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_that_are_owed_follow_each_other_in_one_claim()
    {
        await using var town = await Owing(cluster);
        var partner = new Taker(town);

        await Deliver(town, partner);

        Assert.Equal(3, partner.Sends.Count);
        Assert.Single(partner.Sends.Select(send => send.Fence).Distinct());
    }

    [Fact]
    public async Task The_next_page_is_written_down_with_the_answer_to_the_last()
    {
        await using var town = await Owing(cluster);
        var partner = new Taker(town);

        await Deliver(town, partner);

        Assert.Equal(partner.Sends.Select(send => send.SendId), partner.Sends.Select(send => send.WrittenDown));
        Assert.Equal([3, 2, 1], partner.Sends.Select(send => send.Owed));
    }

    [Fact]
    public async Task A_page_gives_way_to_another_cooperative_that_waits()
    {
        await using var town = await Owing(cluster);
        var other = await town.Rows.Ask<int>(
            "insert into party (code, name, kind, cooperative_kind, environment) values ('KPN-LAIN', 'Koperasi Lain', 'cooperative', 'civil_servants', 'live') returning owner_id");
        var partner = new Taker(town)
        {
            Meanwhile = number => number > 1 ? Task.CompletedTask : town.Rows.Run(
                "insert into sync_stream (owner_id, connection_id, kind, counterparty_id) select owner_id, connection_id, kind, $2 from sync_stream where owner_id = $1 and kind = 'stock_out'",
                town.Town.Chain, other),
        };

        await Deliver(town, partner);

        Assert.NotEqual(partner.Sends[0].Fence, partner.Sends[1].Fence);
        Assert.Equal(partner.Sends[1].Fence, partner.Sends[2].Fence);
        Assert.Equal(1, await town.Rows.Ask<long>("select count(*) from sync_stream where counterparty_id = $1 and last_attempt_at is not null", other));
    }

    [Fact]
    public async Task A_stream_that_is_parked_meanwhile_sends_no_further_page()
    {
        await using var town = await Owing(cluster);
        var partner = new Taker(town)
        {
            Meanwhile = _ => town.Rows.Run(
                "update sync_stream set parked_at = now(), parked_by = counterparty_id, parked_because = 'opname' where owner_id = $1 and kind = 'stock_out'", town.Town.Chain),
        };

        await Deliver(town, partner, owed: 2);

        Assert.Single(partner.Sends);
        Assert.Equal(0, await town.Rows.Ask<long>("select count(*) from sync_stream where lease_holder is not null or in_flight is not null"));
    }

    [Fact]
    public async Task A_claim_that_was_lost_meanwhile_acknowledges_nothing_and_sends_no_further_page()
    {
        await using var town = await Owing(cluster);
        var partner = new Taker(town)
        {
            // Somebody else holds it for an hour.
            Meanwhile = _ => town.Rows.Run(
                "update sync_stream set fence = fence + 1, lease_holder = 'lain', lease_until = now() + interval '1 hour' where owner_id = $1 and kind = 'stock_out'", town.Town.Chain),
        };

        await Deliver(town, partner, () => Task.FromResult(partner.Answered > 0));

        Assert.Single(partner.Sends);
        Assert.Equal(3, await town.Rows.Ask<long>("select count(*) from partner_copy where owed_since is not null"));
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(3, false)]
    public async Task What_the_feed_tells_wakes_a_stream_that_rests_and_none_that_failed(int attempts, bool due)
    {
        await using var town = await Owing(cluster);
        var partner = new Taker(town);
        await StreamRows.Ensure(town.Rows.Jobs, partner, Cancel);
        await town.Rows.Run("update sync_stream set attempts = $1, next_attempt_at = now() + interval '1 hour' where kind = 'stock_out'", attempts);

        await town.Rows.Run("update sync_stream set feed_position = 0, folded_position = 0 where kind = 'stock_out'");

        await StreamRows.Wake(town.Rows.Jobs, partner, Cancel);

        Assert.Equal(due, await town.Rows.Ask<bool>("select next_attempt_at <= now() from sync_stream where kind = 'stock_out'"));
    }

    [Fact]
    public async Task What_is_under_way_reads_as_it_was_written_and_as_the_first_releases_wrote_it()
    {
        await using var nowhere = NpgsqlDataSource.Create("Host=nowhere");
        var at = new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);
        var send = new StockSend("rg-1", "KPN-1",
        [
            new StockLine(1, 2, "TOKO-01", "BSM-1", "DUS", 12, "pcs", 30.5m, 7, at, Withdrawn: true, Trace: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", Refusals: 2),
            new StockLine(1, 3, "TOKO-01", "BSM-2", "KG", 1, "kg", 0.125m, 8, at.AddSeconds(1)),
        ]);

        foreach (var (written, place, ofFeed) in new[]
        {
            (InFlight.Write(new Page(send, 5)).Replace("\"through\":null", "\"through\":7", StringComparison.Ordinal), 7, true),
            (InFlight.Write(new Page(send, 5)), 5, false),
            (JsonSerializer.Serialize(send, Json.Options), 5, false),
        })
        {
            var read = (await InFlight.Read(nowhere, Claimed(written), Cancel))!;

            Assert.Equal((send.SendId, send.Cooperative), (read.Send.SendId, read.Send.Cooperative));
            Assert.Equal(send.Lines, read.Send.Lines);
            Assert.Equal((place, ofFeed), (read.Position, read.OfFeed));
        }

        Assert.Null(await InFlight.Read(nowhere, Claimed(null), Cancel));
    }

    private static ClaimedStream Claimed(string? inFlight) => new(1, 2, "stock_out", 3, "KPN-1", 1, null, inFlight, 0, 1, null, false, FeedPosition: 5);

    /// <summary>Three positions are in the chain's feed, and nobody has told it yet.</summary>
    private static async Task<PartnerTown> Owing(TestCluster cluster)
    {
        var town = await Found(cluster);
        await using var gateway = await GatewayUnderTest.Start(town.Database);
        using var till = gateway.Client(town.Town.TillKey);
        await till.Given(Count(5, Beras, at: "08:00"), Count(5, Minyak, at: "08:00"), Count(5, Telur, at: "08:00"));
        await Eventually.See(() => town.Rows.Ask<bool>("select exists (select from outbox)"), left => !left);
        return town;
    }

    /// <summary>The worker at work until so many positions are owed and nothing is under way.</summary>
    private static Task Deliver(PartnerTown town, Taker partner, long owed = 0) => Deliver(
        town,
        partner,
        async () => partner.Answered > 0 && await town.Rows.Ask<bool>(
            "select (select count(*) from partner_copy where owed_since is not null) = $1 and not exists (select from sync_stream where in_flight is not null)", owed));

    private static async Task Deliver(PartnerTown town, Taker partner, Func<Task<bool>> until)
    {
        using var signal = new FeedSignal(town.Rows, NullLogger<FeedSignal>.Instance);
        using var worker = new PublishStock(town.Rows, signal, [partner], TimeProvider.System, NullLogger<PublishStock>.Instance);
        await worker.StartAsync(Cancel);
        try
        {
            Assert.True(await Eventually.See(until, done => done));
        }
        finally
        {
            await worker.StopAsync(CancellationToken.None);
        }
    }

    /// <summary>What a page found when it went out.</summary>
    private sealed record Sent(string SendId, string? WrittenDown, long Fence, long Owed);

    /// <summary>A partner of the chain's dialect that takes a line a send, and looks at what is written down meanwhile.</summary>
    private sealed class Taker(PartnerTown town) : IPublishesStock
    {
        private volatile int answered;

        internal List<Sent> Sends { get; } = [];

        internal int Answered => answered;

        /// <summary>What happens while it answers its first, second, ... send.</summary>
        internal Func<int, Task> Meanwhile { get; init; } = _ => Task.CompletedTask;

        public string Dialect => PartnerTown.Dialect.Dialect;

        public string Environment => PartnerTown.Dialect.Environment;

        public int MostLines => 1;

        public bool Knows(string cooperative) => true;

        public async Task<Outcome<IReadOnlyList<LineOutcome>>> Publish(StockSend send, CancellationToken cancel)
        {
            var (written, fence) = (await town.Rows.Jobs.All(
                "select in_flight ->> 'sendId', fence from sync_stream where kind = 'stock_out' and counterparty_id = $1",
                row => (row.IsDBNull(0) ? null : row.GetString(0), row.GetInt64(1)),
                town.Town.Coop)).Single();
            Sends.Add(new Sent(send.SendId, written, fence, await town.Rows.Ask<long>("select count(*) from partner_copy where owed_since is not null")));
            await Meanwhile(Sends.Count);
            answered++;
            return new Outcome<IReadOnlyList<LineOutcome>>.Accepted([.. send.Lines.Select(line => new LineOutcome(line.Version))]);
        }

        public Task<Outcome<Found>> AskAfter(StockSend send, CancellationToken cancel) =>
            Task.FromResult<Outcome<Found>>(new Outcome<Found>.Accepted(new Found(null)));
    }
}
