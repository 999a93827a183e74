using RetailGateway.Client;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Client;

public sealed class ClientRetryTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private GatewayUnderTest Gateway => fixture.Gateway;

    [Fact]
    public async Task A_write_whose_answer_is_lost_takes_effect_once()
    {
        var town = await Town.Create(Gateway);
        using var wire = new LosesTheFirstAnswer();
        using var till = new GatewayClient(Gateway.Address, town.TillKey, new GatewayClientOptions { Handler = wire });
        await town.Till.Given(Changes.Count(10, Town.Beras));

        var held = await till.Reserve(GatewayClientTests.Wanted("pesan-1", 4), cancel: Cancel);

        Assert.Equal(2, wire.Keys.Count);
        Assert.Single(wire.Keys.Distinct());
        Assert.Equal(4, held.Remaining);
        Assert.Equal(6, await town.Till.Available(Town.Beras));
    }

    [Fact]
    public async Task A_batch_whose_answer_is_lost_is_answered_as_duplicate()
    {
        var town = await Town.Create(Gateway);
        using var wire = new LosesTheFirstAnswer();
        using var till = new GatewayClient(Gateway.Address, town.TillKey, new GatewayClientOptions { Handler = wire });

        var results = await till.RecordChanges([GatewayClientTests.Told("hitung/1", ChangeKind.Count, 5)], cancel: Cancel);

        Assert.Equal(ChangeStatus.Duplicate, Assert.Single(results).Status);
        Assert.Equal(5, await town.Till.OnHand(Town.Beras));
    }

    [Fact]
    public async Task A_client_that_is_too_fast_waits_as_it_is_told_to()
    {
        await using var slow = await GatewayUnderTest.Start(Gateway.Store, ("RateLimit:Burst", "1"), ("RateLimit:RequestsPerSecond", "10"));
        var town = await Town.Create(slow);
        using var patient = new GatewayClient(slow.Address, town.TillKey);
        using var hasty = new GatewayClient(slow.Address, town.TillKey, new GatewayClientOptions { Attempts = 1 });

        var refused = await Assert.ThrowsAsync<GatewayProblemException>(
            () => Task.WhenAll(Enumerable.Range(0, 10).Select(_ => hasty.SyncStatus(Cancel))));
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => patient.SyncStatus(Cancel)));

        Assert.Equal("/problems/rate-limited", refused.Problem.Type);
        Assert.All(answers, Assert.NotEmpty);
    }

    [Fact]
    public async Task A_gateway_that_is_not_there_is_said_so_after_the_last_try()
    {
        using var till = new GatewayClient(new Uri("http://127.0.0.1:1"), "rg_live_a_b", new GatewayClientOptions { Attempts = 2 });

        await Assert.ThrowsAsync<HttpRequestException>(() => till.SyncStatus(Cancel));
    }

    /// <summary>The request arrives and takes effect; its answer does not come back.</summary>
    private sealed class LosesTheFirstAnswer() : DelegatingHandler(new SocketsHttpHandler())
    {
        internal List<string> Keys { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Keys.Add(request.Headers.TryGetValues("Idempotency-Key", out var keys) ? string.Join(',', keys) : "");
            var response = await base.SendAsync(request, cancellationToken);
            if (Keys.Count > 1)
                return response;

            response.Dispose();
            throw new HttpRequestException("The connection was reset.");
        }
    }
}
