using System.Net;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Access;

public sealed class PaceTests(TestCluster cluster)
{
    [Fact]
    public async Task A_key_that_asks_too_often_is_told_to_wait_and_another_is_not()
    {
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone(), ("RateLimit:RequestsPerSecond", "1"), ("RateLimit:Burst", "5"));
        var town = await Town.Create(gateway);

        var first = await town.Till.Get("/v1/stock/positions");
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => town.Till.Get("/v1/stock/positions")));

        Assert.Equal((HttpStatusCode.OK, "\"default\";r=4;t=1"), (first.Status, first.Headers["RateLimit"]));
        Assert.All(answers.Prepend(first), answer => Assert.Equal("\"default\";q=5;w=5", answer.Headers["RateLimit-Policy"]));
        var refused = answers.First(answer => answer.Status != HttpStatusCode.OK);
        Assert.Equal((HttpStatusCode.TooManyRequests, "rate-limited", "1"), (refused.Status, refused.Problem, refused.Headers["Retry-After"]));
        Assert.StartsWith("\"default\";r=", refused.Headers["RateLimit"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await town.Console.Get("/v1/stock/positions")).Status);
    }
}
