using System.Diagnostics;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Streams;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Streams.PartnerTown;

namespace RetailGateway.Tests.Operations;

/// <summary>One trace leads from a till's request through the outbox to the partner and its answer.</summary>
public sealed class TraceTests(TestCluster cluster)
{
    private const string Sends = "/mitra/v2/ketersediaan";

    [Fact]
    public async Task A_sale_is_followed_from_its_request_to_the_partners_answer_under_one_trace_id()
    {
        using var listening = Listen(out var exchanges);
        await using var town = await Found(cluster);
        using var proxy = new ChainProxy(town.Chain.BaseAddress);
        await town.OpenGateway(town.Settings(proxy.Address));
        var (first, second) = (ActivityTraceId.CreateRandom(), ActivityTraceId.CreateRandom());

        // Two requests, told in one send while the stream is put aside: one trace goes on, the other is linked.
        await town.Till.Given(Count(9, Beras, at: "07:00"));
        await town.Holds(9, ChainBeras);
        await Eventually.See(() => town.Rows.Ask<long>("select count(*) from partner_copy where trace is not null"), traced => traced == 0);
        await town.Rows.Run("update sync_stream set parked_at = now(), parked_by = owner_id, parked_because = 'uji'");
        await Send(town, first, Count(50, Minyak, at: "08:00"));
        await Send(town, second, Count(4, Telur, at: "08:00"));
        await Eventually.See(() => town.Rows.Ask<long>("select count(*) from partner_copy where trace is not null"), traced => traced == 2);
        await town.Rows.Run("update sync_stream set parked_at = null, parked_by = null, parked_because = null");
        await town.Holds(50, ChainMinyak);
        await town.Holds(4, ChainTelur);

        var told = (await town.Till.Feed()).Events;
        var exchange = await Eventually.See(
            () => Task.FromResult(exchanges.ToArray().SingleOrDefault(done => done.OperationName == "publish stock" && done.TraceId == first)), done => done is not null);
        Assert.Contains(proxy.Traces("POST", Sends), trace => trace.Contains(first.ToHexString(), StringComparison.Ordinal));
        Assert.Equal(ActivityStatusCode.Ok, exchange!.Status);
        Assert.Contains(exchange.Links, link => link.Context.TraceId == second);
        Assert.DoesNotContain(told, happened => happened["traceparent"] is null);
        Assert.Equal(0, await Eventually.See(() => town.Rows.Ask<long>("select count(*) from partner_copy where trace is not null"), left => left == 0));
    }

    [Fact]
    public async Task What_is_read_of_the_partner_is_recorded_in_the_trace_of_the_question()
    {
        using var listening = Listen(out var exchanges);
        await using var town = await Found(cluster);
        using var proxy = new ChainProxy(town.Chain.BaseAddress);
        await town.OpenGateway(town.Settings(proxy.Address));
        await town.InStep();

        var asked = proxy.Traces("GET", "/mitra/v2/stok/potret");
        var recorded = await Eventually.See(
            () => town.Rows.Jobs.All(
                "select distinct f.body::jsonb ->> 'traceparent' from feed_event f where f.body::jsonb -> 'data' ->> 'ownerId' = $1",
                row => row.GetString(0), town.Town.Chain.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            traces => traces.Count > 0);

        Assert.NotEmpty(recorded);
        Assert.All(recorded, trace => Assert.Contains(asked, question => Id(question) == Id(trace)));
        Assert.Contains(exchanges, done => done.OperationName == "read stock" && done.TraceId.ToHexString() == Id(recorded[0]));
    }

    private static string Id(string traceparent) => traceparent.Split('-').ElementAtOrDefault(1) ?? "";

    private static async Task Send(PartnerTown town, ActivityTraceId trace, Change change)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, StockCalls.ChangesPath)
        {
            Content = new StringContent(StockCalls.Batch(change).ToJsonString(), System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("traceparent", $"00-{trace.ToHexString()}-{ActivitySpanId.CreateRandom().ToHexString()}-01");
        (await town.Till.Send(request)).Must(System.Net.HttpStatusCode.MultiStatus);
    }

    private static ActivityListener Listen(out System.Collections.Concurrent.ConcurrentQueue<Activity> exchanges)
    {
        var ended = new System.Collections.Concurrent.ConcurrentQueue<Activity>();
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Microsoft.AspNetCore" or "RetailGateway.Sync",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.Source.Name == "RetailGateway.Sync")
                    ended.Enqueue(activity);
            },
        };
        ActivitySource.AddActivityListener(listener);
        exchanges = ended;
        return listener;
    }
}
