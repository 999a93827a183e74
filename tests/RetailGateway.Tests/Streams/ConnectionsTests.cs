using Microsoft.Extensions.DependencyInjection;
using RetailGateway.Access;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Sync;
using RetailGateway.Features.Sync.Streams;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Parties;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Streams;

/// <summary><c>GET /v1/sync/connections</c>: how the streams stand, for those they concern.</summary>
public sealed class ConnectionsTests(TestCluster cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_chain_that_is_away_shows_as_a_growing_lag_with_its_reason_and_whose_turn_it_is()
    {
        await using var town = await Open(cluster);
        await town.Till.Given(Count(50, Minyak, at: "08:00"));
        var well = await town.Stream("stock_out", stream => stream["lastSuccessAt"] is not null && (long)stream["waiting"]! == 0);
        Assert.Equal(("nobody", 0m, null), ((string?)well["turn"], StockCalls.Number(well["lagSeconds"]), (string?)well["lastError"]));

        await town.CloseChain();
        await town.Till.Given(Sale(1, Minyak, at: "09:00"), Count(7, Beras, at: "09:00"));
        var away = await town.Stream("stock_out", stream => (long)stream["waiting"]! == 2 && stream["lastError"] is not null);
        var later = await town.Stream("stock_out", stream => StockCalls.Number(stream["lagSeconds"]) > StockCalls.Number(away["lagSeconds"]));

        Assert.True(StockCalls.Number(later["lagSeconds"]) > StockCalls.Number(away["lagSeconds"]));
        Assert.Equal("gateway", (string?)away["turn"]);
        Assert.StartsWith("No clear answer; we ask before sending again. no answer: ", (string)away["lastError"]!, StringComparison.Ordinal);
        Assert.Contains("Nothing is lost", (string)away["next"]!, StringComparison.Ordinal);
        await town.OpenChain();
    }

    [Fact]
    public async Task Inward_the_lag_is_the_time_since_all_that_the_partner_had_recorded_was_here()
    {
        await using var town = await Found(cluster);
        await StreamRows.Ensure(town.Rows.Jobs, Dialect, Cancel);
        await town.OpenGateway(("roles", "web"));
        using var chain = town.Gateway.Client(town.Town.PartnerKey);
        await using var connection = await town.Rows.Jobs.OpenConnectionAsync(Cancel);
        var now = TimeProvider.System.GetUtcNow();

        await town.Rows.Run("update sync_stream set made_at = now() - interval '1 hour'");
        Assert.InRange(await Lag(), 3_600, 3_900);

        // A part of the feed, whose newest entry is twenty minutes old; an older page moves nothing back.
        await Read(now.AddMinutes(-20));
        Assert.InRange(await Lag(), 1_200, 1_500);
        await Read(now.AddMinutes(-40));
        await Read(upTo: null);
        Assert.InRange(await Lag(), 1_200, 1_500);

        // A partner that does not answer leaves it growing; one whose clock runs ahead does not make us know the future.
        Assert.True(await StreamRows.Failed(connection, await Claimed(), "unknown", "silence", TimeSpan.Zero, keepInFlight: false, Cancel));
        Assert.InRange(await Lag(), 1_200, 1_500);
        await Read(now.AddDays(1));
        Assert.InRange(await Lag(), 0, 300);
        Assert.True(await town.Rows.Ask<bool>("select read_up_to = last_attempt_at from sync_stream where kind = 'stock_in'"));

        async Task<decimal> Lag() => StockCalls.Number((await town.Stream("stock_in", chain))!["lagSeconds"])!.Value;

        async Task Read(DateTimeOffset? upTo) =>
            Assert.True(await StreamRows.Read(connection, await Claimed(), "feed:1", upTo, TimeSpan.Zero, Cancel));

        async Task<ClaimedStream> Claimed() => (await StreamRows.Claim(town.Rows.Jobs, Dialect, "stock_in", "uji", Cancel))!;
    }

    [Fact]
    public async Task A_chain_that_is_read_to_its_end_is_not_behind_and_one_that_is_away_falls_behind_without_an_entry()
    {
        await using var town = await Open(cluster);
        using var chain = town.Gateway.Client(town.Town.PartnerKey);
        await town.InStep();

        await town.Rows.Run("update sync_stream set read_up_to = now() - interval '1 hour' where kind = 'stock_in'");
        Assert.InRange(await Eventually.See(Lag, lag => lag < 600), 0, 600);

        await town.CloseChain();
        await Eventually.See(() => town.Stream("stock_in", chain), stream => stream!["lastError"] is not null);
        var away = await Lag();
        Assert.True(await Eventually.See(Lag, lag => lag > away) > away);
        await town.OpenChain();

        async Task<decimal> Lag() => StockCalls.Number((await town.Stream("stock_in", chain))!["lagSeconds"])!.Value;
    }

    [Fact]
    public async Task The_chain_sees_both_directions_and_a_stranger_sees_neither()
    {
        await using var town = await Open(cluster);
        var stranger = await Town.Create(town.Rows, new Uri("http://127.0.0.1:9"));
        using var chain = town.Gateway.Client(town.Town.PartnerKey);
        using var strange = town.Gateway.Client(stranger.TillKey);
        using var rival = town.Gateway.Client(stranger.PartnerKey);
        await town.Till.Given(Count(50, Minyak));
        await town.Holds(50, ChainMinyak);
        await town.InStep();

        Assert.NotNull(await town.Stream("stock_in", chain));
        Assert.NotNull(await town.Stream("stock_out", chain, town.Town.CoopCode));
        Assert.Null(await town.Stream("stock_in"));
        foreach (var other in new[] { strange, rival })
        {
            Assert.Null(await town.Stream("stock_out", other));
            Assert.Null(await town.Stream("stock_in", other));
        }
    }

    [Fact]
    public async Task What_a_partner_refuses_is_the_owners_turn_for_the_authority_and_said_without_anybodys_words()
    {
        await using var town = await Open(cluster);
        await town.Till.Given(Count(50, Minyak));
        await town.Holds(50, ChainMinyak);
        await town.Rows.Run("update sync_stream set parked_because = 'harga 12.345', parked_at = now(), parked_by = counterparty_id where kind = 'stock_out'");
        using var authority = await town.Gateway.Authority();

        var told = (await authority.Get("/v1/sync/connections")).Must(System.Net.HttpStatusCode.OK);

        Assert.Equal("owner", (string?)(await town.Stream("stock_out", authority))!["turn"]);
        Assert.Equal("you", (string?)(await town.Stream("stock_out"))!["turn"]);
        Assert.DoesNotContain("12.345", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_longest_lag_of_each_hour_is_noted_and_read_by_those_the_stream_concerns()
    {
        await using var town = await Open(cluster);
        await town.Till.Given(Count(50, Minyak));
        await town.Stream("stock_out", stream => stream["lastSuccessAt"] is not null);
        var history = town.Gateway.Services.GetRequiredService<LagHistory>();
        await town.Rows.Run(
            """
            insert into stream_lag (owner_id, connection_id, kind, counterparty_id, hour, longest_seconds)
            select owner_id, connection_id, kind, counterparty_id, date_trunc('hour', now()) - make_interval(hours => h.ago), h.ago
            from sync_stream cross join (values (2), (23), (24), (30)) as h (ago) where kind = 'stock_out'
            """);
        var stranger = await Town.Create(town.Rows, new Uri("http://127.0.0.1:9"));

        foreach (var behind in (string[])["1 hour", "2 hours", "1 minute"])
        {
            await town.Rows.Run($"update sync_stream set parked_because = 'uji', parked_at = now(), parked_by = owner_id, read_up_to = now() - interval '{behind}'");
            await history.Run(TestContext.Current.CancellationToken);
        }

        var own = await Lags(town, town.Town.Coop);
        var lags = own.Single(stream => stream.Key.Kind == "stock_out").Value;
        Assert.Equal((LagHistory.Hours, 23m, 2m, null), (lags.Length, lags[1], lags[22], lags[20]));
        Assert.NotNull(lags[^1]);
        Assert.Equal(0, await town.Rows.Ask<long>("select count(*) from stream_lag where hour <= date_trunc('hour', now()) - interval '25 hours'"));
        // The hour may turn meanwhile.
        var inward = (await Lags(town, town.Town.Chain)).Single(stream => stream.Key.Kind == "stock_in").Value;
        Assert.InRange(inward[^2..].Max()!.Value, 7_200, 7_300);
        Assert.Empty(await Lags(town, stranger.Coop));
    }

    private static async Task<IReadOnlyDictionary<(int Connection, string Kind, string Party), decimal?[]>> Lags(PartnerTown town, int party)
    {
        await using var work = await town.Rows.Open(Of(party, PartyKind.Cooperative), TestContext.Current.CancellationToken);
        return await LagHistory.Read(work);
    }

    private static Caller Of(int party, PartyKind kind) => new(new PartyId(party), kind, new ConnectionId(1), "live", "", new HashSet<string>());
}
