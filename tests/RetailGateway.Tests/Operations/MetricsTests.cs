using System.Net;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Streams;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Operations;

/// <summary><c>/metrics</c>: well-formed, true to the store, and not for strangers.</summary>
public sealed class MetricsTests(TestCluster cluster)
{
    private const string Token = "rahasia-pengukur";

    [Fact]
    public async Task The_figures_are_those_of_the_store()
    {
        await using var town = await Found(cluster);
        await using var gateway = await GatewayProcess.Start(town.Database, roles: "web", settings: ("Metrics:Token", Token));
        using var till = gateway.Client(town.Town.TillKey);
        await till.Given(Count(50, Minyak), Count(5, Beras));
        await till.Record(Sale(1, "TIDAK-DIKENAL"), Sale(60, Minyak, at: "11:00"));
        await Arrange(town);
        using var anybody = gateway.Client(key: null);

        var read = Exposition.Parse((await anybody.Get("/metrics")).Must(HttpStatusCode.OK).Text);

        Assert.Empty(read.Faults);
        (string, string)[] stream = [("kind", "stock_out"), ("dialect", "basmalah"), ("party", town.Town.CoopCode)];
        Assert.Equal(
            (2, 1, 4, 1),
            (read.Of("retailgateway_stream_due", stream), read.Of("retailgateway_stream_lines_parked", stream), read.Of("retailgateway_stream_attempts", stream), read.Of("retailgateway_stream_parked", stream)));
        Assert.InRange(read.Of("retailgateway_stream_lag_seconds", stream), 3_600, 7_200);
        Assert.Equal(await town.Rows.Ask<long>("select count(*) from outbox"), read.Of("retailgateway_outbox_rows"));
        Assert.True(read.Of("retailgateway_sequencer_lag_seconds") > 0);
        Assert.Equal(1, read.Of("retailgateway_review_items"));
        Assert.Equal(1, read.Of("retailgateway_conflicts_open", ("kind", "negative_on_hand")));
        Assert.Equal(1_234_500, read.Of("retailgateway_rupiah_at_risk"));
        Assert.Equal(2, read.Of("retailgateway_job_runs", ("job", "house.retention"), ("result", "done")));
        Assert.Equal(1, read.Of("retailgateway_job_runs", ("job", "house.retention"), ("result", "broke")));
        Assert.Equal((2, 1), (read.Of("retailgateway_mail_waiting"), read.Of("retailgateway_mail_parked")));
        Assert.Equal(1, read.Of("retailgateway_store_up"));
        Assert.True(read.Has("http_server_request_duration_seconds_count"), "the web server's own metrics are missing");
        Assert.Contains(read.Series, series => series.Contains("rg_party", StringComparison.Ordinal));
        Assert.DoesNotContain(read.Series, series => series.Contains("Host=", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Host", "gateway.example", null, HttpStatusCode.NotFound)]
    [InlineData("X-Forwarded-For", "203.0.113.7", null, HttpStatusCode.NotFound)]
    [InlineData("X-Forwarded-For", "203.0.113.7", "salah", HttpStatusCode.NotFound)]
    [InlineData("X-Forwarded-For", "203.0.113.7", Token, HttpStatusCode.OK)]
    [InlineData("Accept", "text/plain", null, HttpStatusCode.OK)]
    public async Task They_are_for_whoever_sits_at_the_machine_or_has_the_token(string header, string value, string? token, HttpStatusCode expected)
    {
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone(), ("Metrics:Token", Token));
        using var caller = gateway.Client(key: null);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        Assert.True(request.Headers.TryAddWithoutValidation(header, value));
        if (token is not null)
            request.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", token);

        var reply = await caller.Send(request);

        Assert.Equal(expected, reply.Status);
        Assert.Equal(expected == HttpStatusCode.OK, reply.Text.Contains("retailgateway_", StringComparison.Ordinal));
    }

    /// <summary>A stream with two positions owed, one of them refused; runs of a job; money in doubt; mails that wait, were refused, are gone.</summary>
    private static async Task Arrange(PartnerTown town)
    {
        await Features.Sync.Streams.StreamRows.Ensure(town.Rows.Jobs, PartnerTown.Dialect, TestContext.Current.CancellationToken);
        await town.Rows.Run(
            """
            update sync_stream set attempts = 4, parked_at = now(), parked_by = owner_id, parked_because = 'uji' where kind = 'stock_out'
            """);
        await town.Rows.Run(
            """
            insert into partner_copy (owner_id, connection_id, source_id, location_id, product_id, version, owed_since, refused_code)
            select s.owner_id, s.connection_id, p.owner_id, p.location_id, p.product_id, p.version, now() - interval '1 hour',
                case when row_number() over (order by p.product_id) = 1 then 'E-STK-01' end
            from sync_stream s join stock_position p on p.owner_id = s.counterparty_id
            where s.kind = 'stock_out' and p.version > 0
            """);
        await town.Rows.Run("update conflict set rupiah_at_risk = 1234500");
        await town.Rows.Run(
            "insert into job_run (job, ended_at, broke) values ('house.retention', now(), false), ('house.retention', now(), false), ('house.retention', now(), true)");
        await town.Rows.Run(
            """
            insert into mail (owner_id, kind, address, subject, body, useful_until, sent_at, parked_at, last_error)
            select $1, 'digest', 'a@uji.example', 'Pagi', '', now() + interval '1 day', m.sent_at, m.parked_at, m.last_error
            from (values (null::timestamptz, null::timestamptz, null), (null, null, 'sibuk'), (null, now(), 'ditolak'), (now(), null, null)) as m (sent_at, parked_at, last_error)
            """,
            town.Town.Coop);
    }
}
