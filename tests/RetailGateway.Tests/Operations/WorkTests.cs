using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Features.Sync.Streams;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Streams;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Operations;

/// <summary><c>/v1/work</c>: what is due is seen, and a person can step in.</summary>
public sealed class WorkTests(TestCluster cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_whose_partner_is_away_shows_its_age_its_attempts_and_its_error_and_a_retry_clears_them()
    {
        await using var town = await Open(cluster);
        await town.Till.Given(Count(50, Minyak, at: "08:00"));
        await town.Holds(50, ChainMinyak);
        await town.CloseChain();
        await town.Till.Given(Sale(1, Minyak, at: "09:00"));

        var due = await Due(town.Till, work => (int)work["attempts"]! > 0 && (long)work["count"]! == 1);
        Assert.True(StockCalls.Number(due["ageSeconds"]) > 0);
        Assert.Equal(("unknown", town.Town.CoopCode), ((string?)due["lastErrorCode"], (string?)due["party"]));
        Assert.NotNull(due["nextAttemptAt"]);

        await town.OpenChain();
        var retried = await Step(town.Till, due, "retry");
        Assert.Equal(0, (int)retried["attempts"]!);
        await town.Holds(49, ChainMinyak);
    }

    [Fact]
    public async Task A_parked_stream_stays_until_it_is_unparked_by_the_party_that_parked_it()
    {
        await using var town = await Open(cluster);
        using var chain = town.Gateway.Client(town.Town.PartnerKey);
        await town.Till.Given(Count(50, Minyak, at: "08:00"));
        await town.Holds(50, ChainMinyak);
        var stream = await Due(town.Till, _ => true);

        var parked = await Step(town.Till, stream, "park", "Opname di gudang");
        await town.Till.Given(Sale(1, Minyak, at: "09:00"));
        Assert.Equal((town.Town.CoopCode, "Opname di gudang"), ((string?)parked["parkedBy"], (string?)parked["parkedBecause"]));
        await Due(town.Till, work => (long)work["count"]! == 1 && work["holder"] is null);

        Assert.Equal("parked-by-another", (await Post(chain, stream, "unpark")).Problem);
        Assert.Equal(50, town.HeldOf(ChainMinyak)!.Quantity);

        await Step(town.Till, stream, "unpark");
        await town.Holds(49, ChainMinyak);
    }

    [Fact]
    public async Task A_released_stream_is_free_and_what_its_holder_still_reports_is_refused()
    {
        await using var town = await Found(cluster);
        await StreamRows.Ensure(town.Rows.Jobs, PartnerTown.Dialect, Cancel);
        var claimed = await StreamRows.Claim(town.Rows.Jobs, PartnerTown.Dialect, "stock_out", "gone", Cancel);
        Assert.Null(await StreamRows.Claim(town.Rows.Jobs, PartnerTown.Dialect, "stock_out", "next", Cancel));
        await using var gateway = await GatewayUnderTest.Start(town.Database);
        using var till = gateway.Client(town.Town.TillKey);
        var stream = await Due(till, _ => true);
        Assert.Equal("gone", (string?)stream["holder"]);

        var released = await Step(till, stream, "release");

        Assert.Null(released["holder"]);
        await using var connection = await town.Rows.Jobs.OpenConnectionAsync(Cancel);
        Assert.False(await StreamRows.Succeeded(connection, claimed!, null, TimeSpan.Zero, Cancel));
        Assert.NotNull(await StreamRows.Claim(town.Rows.Jobs, PartnerTown.Dialect, "stock_out", "next", Cancel));
    }

    [Fact]
    public async Task Every_step_is_in_the_audit_log_with_its_reason_and_what_changed()
    {
        await using var town = await Found(cluster);
        await StreamRows.Ensure(town.Rows.Jobs, PartnerTown.Dialect, Cancel);
        await using var gateway = await GatewayUnderTest.Start(town.Database);
        using var till = gateway.Client(town.Town.TillKey);
        var stream = await Due(till, _ => true);

        foreach (var act in new[] { "park", "unpark", "retry", "release" })
            await Step(till, stream, act, $"karena {act}");

        var log = (await till.Get("/v1/sync/audit?subjectKind=stream")).Must(HttpStatusCode.OK).Json["items"]!.AsArray();
        Assert.Equal(
            [("release", "karena release"), ("retry", "karena retry"), ("unpark", "karena unpark"), ("park", "karena park")],
            log.Select(entry => ((string)entry!["act"]!, (string)entry["reason"]!)));
        Assert.Null(log[3]!["before"]!["parkedAt"]);
        Assert.NotNull(log[3]!["after"]!["parkedAt"]);
    }

    [Theory]
    [InlineData("""{"reason":""}""", "invalid")]
    [InlineData("""{}""", "malformed")]
    public async Task Nobody_steps_in_without_a_reason(string body, string problem)
    {
        await using var town = await Found(cluster);
        await StreamRows.Ensure(town.Rows.Jobs, PartnerTown.Dialect, Cancel);
        await using var gateway = await GatewayUnderTest.Start(town.Database);
        using var till = gateway.Client(town.Town.TillKey);
        var stream = await Due(till, _ => true);

        var reply = await till.Post($"/v1/work/streams/{stream["id"]}/park", JsonNode.Parse(body)!);

        Assert.Equal(problem, reply.Problem);
    }

    [Fact]
    public async Task A_line_that_the_partner_refuses_is_shown_alone_and_offered_again_by_a_retry()
    {
        await using var town = await Open(cluster);
        await town.Till.Given(Count(50, Minyak, at: "08:00"));
        await town.Holds(50, ChainMinyak);
        await town.Stream("stock_out", stream => (long)stream["waiting"]! == 0);
        await town.Rows.Run("update partner_copy set acknowledged_version = 0, owed_since = now(), refused_code = 'E-STK-01', refused_because = 'Barang tidak dikenal'");

        var line = (await town.Till.Get("/v1/work/due?kind=line")).Must(HttpStatusCode.OK).Json["items"]!.AsArray().Single()!;
        Assert.Equal(($"{Shop} {Minyak}", "E-STK-01", "Barang tidak dikenal"), ((string)line["what"]!, (string)line["lastErrorCode"]!, (string)line["parkedBecause"]!));

        await Step(town.Till, await Due(town.Till, _ => true), "retry");
        Assert.Equal(0, await Eventually.See(
            () => town.Rows.Ask<long>("select count(*) from partner_copy where refused_code is not null or owed_since is not null"), left => left == 0));
    }

    [Fact]
    public async Task Runs_of_jobs_are_listed_newest_first_with_what_they_did_for_the_authority_alone()
    {
        await using var town = await Found(cluster);
        await using var gateway = await GatewayUnderTest.Start(town.Database);
        using var till = gateway.Client(town.Town.TillKey);
        await town.Rows.Run("insert into party (code, name, kind, environment) values ('DINAS', 'Dinas', 'authority', 'live')");
        using var authority = gateway.Client(await town.Town.Key("DINAS", "console"));
        await town.Rows.Run(
            """
            insert into job_run (job, started_at, ended_at, seen, changed, left_over, note, broke) values
                ('stock.expire-reservations', now() - interval '3 minutes', now() - interval '3 minutes', 5, 4, 1, '7: stuck', false),
                ('house.retention', now() - interval '2 minutes', now() - interval '1 minute', 0, 0, 0, 'broke: no', true),
                ('stock.expire-reservations', now(), null, 0, 0, 0, '', false)
            """);

        async Task<JsonArray> Runs(ApiClient caller, string query) => (await caller.Get($"/v1/work/runs{query}")).Must(HttpStatusCode.OK).Json["items"]!.AsArray();
        var all = await Runs(authority, "");
        Assert.Equal([false, true, false], all.Select(run => (bool)run!["broke"]!));
        Assert.Equal((5, 4, 1, "7: stuck"), ((long)all[2]!["seen"]!, (long)all[2]!["changed"]!, (long)all[2]!["left"]!, (string)all[2]!["note"]!));
        Assert.Equal("house.retention", (string?)(await Runs(authority, "?broke=true")).Single()!["job"]);
        Assert.Null((await Runs(authority, "?underWay=true")).Single()!["endedAt"]);

        var first = (await authority.Get("/v1/work/runs?limit=2")).Json;
        Assert.Single((await Runs(authority, $"?limit=2&cursor={first["next"]}")));

        Assert.All(await Runs(till, "?job=house.retention"), run => Assert.Null(run!["seen"]));
        Assert.All(await Runs(till, ""), run => Assert.Null(run!["note"]));
        Assert.Single((await authority.Get("/v1/work/due?kind=job")).Must(HttpStatusCode.OK).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task The_authority_sees_how_streams_stand_and_not_how_much_they_carry()
    {
        await using var town = await Open(cluster);
        await town.Rows.Run("insert into party (code, name, kind, environment) values ('DINAS', 'Dinas', 'authority', 'live')");
        using var authority = town.Gateway.Client(await town.Town.Key("DINAS", "console"));
        await town.Till.Given(Count(50, Minyak, at: "08:00"));
        await town.Holds(50, ChainMinyak);
        await town.CloseChain();
        await town.Till.Given(Sale(1, Minyak, at: "09:00"));

        var due = await Due(authority, work => (int)work["attempts"]! > 0);

        Assert.Equal(0, (long)due["count"]!);
        Assert.Equal(HttpStatusCode.NotFound, (await Post(authority, due, "retry")).Status);
        await town.OpenChain();
    }

    /// <summary>The outward stream as work, once it is as the test waits for it.</summary>
    private static async Task<JsonNode> Due(ApiClient caller, Func<JsonNode, bool> until) => (await Eventually.See(
        async () => (await caller.Get("/v1/work/due?kind=stream")).Must(HttpStatusCode.OK).Json["items"]!.AsArray()
            .SingleOrDefault(work => ((string)work!["what"]!).StartsWith("stock_out", StringComparison.Ordinal)),
        work => work is not null && until(work)))!;

    private static Task<Reply> Post(ApiClient caller, JsonNode stream, string act, string reason = "uji coba") =>
        caller.Post($"/v1/work/streams/{stream["id"]}/{act}", new JsonObject { ["reason"] = reason });

    private static async Task<JsonNode> Step(ApiClient caller, JsonNode stream, string act, string reason = "uji coba") =>
        (await Post(caller, stream, act, reason)).Must(HttpStatusCode.OK).Json;
}
