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
        Assert.Equal(HttpStatusCode.OK, (await anybody.Get("/health/ready")).Status);

        var closed = new NpgsqlConnectionStringBuilder(fixture.Gateway.Store.Owner);
        var name = closed.Database!;
        closed.Database = "postgres";
        await using var server = NpgsqlDataSource.Create(closed.ConnectionString);
        await Run(server, $"alter database {name} with allow_connections false");
        await Run(server, $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");

        var reply = await anybody.Get("/health/ready");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.Status);
        Assert.Equal("""{"ready":false,"database":"the database does not answer"}""", reply.Text);
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

    private static async Task Run(NpgsqlDataSource server, string sql)
    {
        await using var command = server.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
