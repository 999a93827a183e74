using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Time.Testing;
using RetailGateway.Client;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Client;

/// <summary>What goes over the wire and is not seen by whoever calls the client: parts of a batch, waits, a new snapshot.</summary>
public sealed class WireTests(GatewayFixture fixture, TestCluster cluster) : IClassFixture<GatewayFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_beyond_what_one_request_takes_is_sent_in_parts_and_answered_as_one()
    {
        var town = await Town.Create(fixture.Gateway);
        using var wire = new Wire();
        using var till = new GatewayClient(fixture.Gateway.Address, town.TillKey, new GatewayClientOptions { Handler = wire });
        StockChange[] changes = [.. Enumerable.Range(0, 10_001).Select(index => GatewayClientTests.Told($"struk/{index}", ChangeKind.Sale, index % 5_000 == 0 ? 1 : -1))];

        var results = await till.RecordChanges(changes, cancel: Cancel);

        Assert.Equal(3, wire.Asked.Count);
        Assert.Equal(Enumerable.Range(0, changes.Length), results.Select(result => result.Index));
        Assert.Equal(changes.Select(change => change.ChangeId), results.Select(result => result.ChangeId));
        Assert.Equal([0, 5_000, 10_000], results.Where(result => result.Status == ChangeStatus.Refused).Select(result => result.Index));
        Assert.Equal(-9_998, await town.Till.OnHand(Town.Beras));
    }

    [Fact]
    public async Task A_mirror_whose_cursor_the_gateway_no_longer_knows_takes_a_snapshot_and_goes_on()
    {
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone());
        var town = await Town.Create(gateway);
        await town.Till.Given(Changes.Count(10, Town.Beras, at: "08:00"));
        using var reader = new GatewayClient(gateway.Address, await town.Key(town.CoopCode, "console"));
        var old = (await reader.PositionPage(cancel: Cancel)).FeedCursor;
        await gateway.Database.Run("insert into feed_epoch (because) values ('restored')");
        await town.Till.Given(Changes.Sale(3, Town.Beras, at: "09:00"));

        var steps = new List<MirrorStep>();
        await foreach (var step in reader.Mirror([], old, Cancel))
        {
            steps.Add(step);
            if (step is SnapshotWhole)
                await town.Till.Given(Changes.Sale(1, Town.Beras, at: "10:00"));
            if (step is PositionTold { Position.Available: 6 })
                break;
        }

        Assert.Equal("/problems/cursor-of-another-epoch", Assert.IsType<SnapshotBegun>(steps[0]).Because!.Problem.Type);
        Assert.Equal(7, Assert.IsType<SnapshotRead>(steps[1]).Position.OnHand);
        Assert.IsType<SnapshotWhole>(steps[2]);
        Assert.All(steps[3..], step => Assert.IsType<PositionTold>(step));
        Assert.All(steps[2..], step => Assert.NotEqual(old, step.Cursor));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_wait_until_a_date_or_of_so_many_seconds_is_waited_by_the_callers_clock(bool date)
    {
        var town = await Town.Create(fixture.Gateway);
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var since = clock.GetUtcNow();
        using var wire = new Wire { ComeAgain = date ? new(since.AddSeconds(20)) : new(TimeSpan.FromSeconds(20)) };
        using var till = new GatewayClient(fixture.Gateway.Address, town.TillKey, new GatewayClientOptions { Handler = wire, Clock = clock, AttemptTimeout = TimeSpan.FromHours(1) });

        var asked = till.SyncStatus(Cancel);
        await Eventually.See(
            () =>
            {
                if (!wire.Asked.IsEmpty)
                    clock.Advance(TimeSpan.FromSeconds(1));
                return Task.FromResult(asked.IsCompleted || wire.Asked.Count > 1);
            },
            done => done);

        Assert.NotEmpty(await asked);
        Assert.Equal(2, wire.Asked.Count);
        // A date is of whole seconds.
        Assert.InRange(clock.GetUtcNow() - since, TimeSpan.FromSeconds(19), TimeSpan.MaxValue);
    }

    [Fact]
    public async Task A_date_that_is_past_is_no_wait_and_one_too_far_ahead_is_the_callers_to_wait_for()
    {
        var town = await Town.Create(fixture.Gateway);
        using var past = new Wire { ComeAgain = new(TimeProvider.System.GetUtcNow().AddMinutes(-5)) };
        using var far = new Wire { ComeAgain = new(TimeProvider.System.GetUtcNow().AddMinutes(5)) };
        using var prompt = new GatewayClient(fixture.Gateway.Address, town.TillKey, new GatewayClientOptions { Handler = past });
        using var told = new GatewayClient(fixture.Gateway.Address, town.TillKey, new GatewayClientOptions { Handler = far });

        Assert.NotEmpty(await prompt.SyncStatus(Cancel));
        var refused = await Assert.ThrowsAsync<GatewayProblemException>(() => told.SyncStatus(Cancel));

        Assert.Equal((2, 1), (past.Asked.Count, far.Asked.Count));
        Assert.Equal(503, refused.Status);
    }

    /// <summary>Passes all on and keeps what was asked; the first answer may be that of a proxy which says until when to wait.</summary>
    private sealed class Wire() : DelegatingHandler(new SocketsHttpHandler())
    {
        internal System.Collections.Concurrent.ConcurrentQueue<string> Asked { get; } = [];

        internal RetryConditionHeaderValue? ComeAgain { get; init; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Enqueue(request.RequestUri!.AbsolutePath);
            return ComeAgain is { } wait && Asked.Count == 1
                ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { RequestMessage = request, Headers = { RetryAfter = wait } }
                : await base.SendAsync(request, cancellationToken);
        }
    }
}
