using System.Net;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Hosting;

public sealed class DashboardTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Whoever_sits_at_the_machine_sees_the_jobs()
    {
        Assert.Equal(HttpStatusCode.OK, (await Ask(HttpMethod.Get, "/jobs/recurring")).Status);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.7")]
    [InlineData("X-Forwarded-Host", "localhost")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("Forwarded", "for=203.0.113.7")]
    [InlineData("Via", "1.1 proxy")]
    [InlineData("X-Real-IP", "203.0.113.7")]
    [InlineData("Host", "gateway.example")]
    public async Task What_a_proxy_passes_on_does_not_see_the_jobs(string header, string value)
    {
        var reply = await Ask(HttpMethod.Get, "/jobs/recurring", (header, value));

        Assert.InRange((int)reply.Status, 400, 499);
        Assert.DoesNotContain("stock.expire-reservations", reply.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/jobs/recurring/trigger")]
    [InlineData("/jobs/recurring/remove")]
    public async Task The_pages_change_nothing(string path)
    {
        Assert.InRange((int)(await Ask(HttpMethod.Post, path)).Status, 400, 499);
    }

    private async Task<Reply> Ask(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var caller = fixture.Gateway.Client(key: null);
        var request = new HttpRequestMessage(method, path);
        if (method == HttpMethod.Post)
            request.Content = new FormUrlEncodedContent([new("jobs[]", "stock.expire-reservations")]);
        foreach (var (name, value) in headers)
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        return await caller.Send(request);
    }
}
