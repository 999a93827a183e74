using System.Net;
using Npgsql;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Hosting;

public sealed class ReadinessTests(GatewayFixture fixture, TestCluster cluster) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task A_database_that_lets_nobody_in_is_told_without_its_name_or_the_reason()
    {
        using var anybody = fixture.Gateway.Client(key: null);
        var town = await Town.Create(fixture.Gateway);
        Assert.Equal(HttpStatusCode.OK, (await anybody.Get("/health/ready")).Status);

        var closed = new NpgsqlConnectionStringBuilder(fixture.Gateway.Store.Owner);
        var name = closed.Database!;
        closed.Database = "postgres";
        await using var server = NpgsqlDataSource.Create(closed.ConnectionString);
        await Run(server, $"alter database {name} with allow_connections false");
        await Run(server, $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");

        var reply = await anybody.Get("/health/ready");
        // The first meets a connection that was cut, the next a door that is shut.
        await town.Till.Get("/v1/stock/positions");
        var positions = await town.Till.Get("/v1/stock/positions");
        await Run(server, $"alter database {name} with allow_connections true");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.Status);
        Assert.Equal("""{"ready":false,"database":"the database does not answer"}""", reply.Text);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unavailable"), (positions.Status, positions.Problem));
        Assert.Contains("Retry-After", positions.Headers.Keys);
    }

    [Fact]
    public async Task A_database_without_our_tables_is_told_with_the_way_out()
    {
        await using var unmigrated = await GatewayUnderTest.Start(await cluster.Bare());
        using var anybody = unmigrated.Client(key: null);

        var reply = await anybody.Get("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.Status);
        Assert.Equal("""{"ready":false,"database":"the database has no tables of ours yet: run migrate"}""", reply.Text);
        Assert.Equal(HttpStatusCode.OK, (await anybody.Get("/health/live")).Status);
    }

    [Fact]
    public async Task A_start_over_a_database_without_our_tables_says_so_in_one_plain_line()
    {
        await using var unmigrated = await GatewayProcess.Start(await cluster.Bare());
        using var anybody = unmigrated.Client(key: null);

        var said = await Eventually.See(() => Task.FromResult(Notices(unmigrated)), notices => notices.Count > 0);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await anybody.Get("/health/ready")).Status);

        Assert.Equal("The database has no tables of ours yet. Run migrate; until then nothing can be recorded or read.", Assert.Single(said).Trim());
        Assert.DoesNotContain(unmigrated.Lines, line => line.StartsWith("fail:", StringComparison.Ordinal) || line.TrimStart().StartsWith("at ", StringComparison.Ordinal));
    }

    private static List<string> Notices(GatewayProcess gateway) => [.. gateway.Lines.Where(line => line.Contains("migrate", StringComparison.Ordinal))];

    private static async Task Run(NpgsqlDataSource server, string sql)
    {
        await using var command = server.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
