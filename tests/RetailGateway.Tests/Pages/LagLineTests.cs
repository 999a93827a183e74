using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Pages;

/// <summary>The line of a stream's lags on the sync page.</summary>
public sealed class LagLineTests(TestCluster cluster)
{
    [Fact]
    public async Task A_limit_that_is_known_is_drawn_dotted_and_said()
    {
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone(), ("Partners:Basmalah:BaseAddress", "http://localhost:9/"), ("Partners:Basmalah:Keys:KPN", "kunci-uji"));
        var town = await Town.Create(gateway);
        await gateway.Database.Run(
            """
            with line as (insert into connection (owner_id, code, name, kind, dialect) values ($1, 'h2h', 'Sistem Basmalah', 'connector', 'basmalah') returning owner_id, connection_id),
            stream as (
                insert into sync_stream (owner_id, connection_id, kind, counterparty_id, last_attempt_at, last_success_at, next_attempt_at)
                select owner_id, connection_id, 'stock_out', $2, now(), now(), now() from line
                returning owner_id, connection_id, kind, counterparty_id)
            insert into stream_lag (owner_id, connection_id, kind, counterparty_id, hour, longest_seconds)
            select owner_id, connection_id, kind, counterparty_id, date_trunc('hour', now()), 40 from stream
            """,
            town.Chain, town.Coop);
        using var manager = await town.Visit("manager");

        var page = (await manager.Get("/")).Text;

        // As far up the picture as 120 seconds are where nothing is higher.
        Assert.Contains("<path class=\"lim\" d=\"M0 4.4H96\"", page, StringComparison.Ordinal);
        Assert.Contains("paling lama 40 dtk, kini 0 dtk, batas 2 mnt", page, StringComparison.Ordinal);
    }
}
