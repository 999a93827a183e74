using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Npgsql;
using RetailGateway.Features.Settlements.Runs;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Town;
using static RetailGateway.Tests.Settlements.ConsignedTown;

namespace RetailGateway.Tests.Settlements;

/// <summary>Runs that meet each other, and pairs that break: neither keeps anybody else waiting.</summary>
public sealed class RunsBesideEachOtherTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_thirty_runs_at_once_some_settle_and_the_others_are_told_to_come_again()
    {
        var town = await Sold();

        var runs = Enumerable.Range(0, 30).Select(_ => Post(town)).ToList();
        Assert.Equal(1, await town.Town.Database.Ask<int>("select 1"));
        var answers = await Task.WhenAll(runs);

        var others = answers.Where(answer => answer.Status != HttpStatusCode.OK).ToList();
        Assert.NotEqual(30, others.Count);
        Assert.All(others, CameAtABadTime);
        Assert.Equal(["settlement 2 19000", "settlement 0 0"], await town.Lines());
    }

    [Fact]
    public async Task While_another_process_settles_no_run_waits_and_the_same_request_sent_again_settles()
    {
        var town = await Sold();
        Reply[] meanwhile;
        await using (var other = await town.Town.Database.BeginJob(Cancel))
        {
            await SettlementRows.Lock(other, new Pair(town.Town.Coop, Pair.Producer, town.ProducerId, town.Town.Coop));
            meanwhile = await Task.WhenAll(Enumerable.Range(0, 30).Select(number => Post(town, $"run-{number}")));
        }

        Assert.All(meanwhile, CameAtABadTime);
        Assert.Empty(await town.Lines());
        (await Post(town, "run-7")).Must(HttpStatusCode.OK);
        Assert.Equal(["settlement 2 19000", "settlement 0 0"], await town.Lines());
    }

    [Theory]
    [InlineData("update producer_terms_product set currency = 'rupiah' where producer_id = {0}", "ISO 4217")]
    [InlineData(
        """
        create or replace function cut_off() returns trigger language plpgsql security definer as $$
        begin
            perform pg_terminate_backend(pg_backend_pid());
            return new;
        end $$;
        create trigger cut_off_{0} before insert on settlement for each row when (new.consignor_id = {0}) execute function cut_off()
        """,
        "terminating connection")]
    public async Task A_pair_that_breaks_is_told_of_and_the_others_are_settled(string fault, string reason)
    {
        var town = await Sold();
        await town.Stocks();
        (await town.Belongs(StoreItem, town.Town.CoopCode, location: Store, by: town.Town.Partner)).Must(HttpStatusCode.Created);
        await town.Town.Partner.Given(Moved("receipt", 8, StoreItem, 2).Where(Store), Moved("sale", -3, StoreItem, 3).Where(Store));
        await using var owner = NpgsqlDataSource.Create(fixture.Gateway.Store.Owner);
        await using var plant = owner.CreateCommand(string.Format(CultureInfo.InvariantCulture, fault, town.ProducerId));
        await plant.ExecuteNonQueryAsync(Cancel);

        var run = await town.Run();

        Assert.Contains($"hop=producer consignor={town.ProducerId}", (string)run["note"]!, StringComparison.Ordinal);
        Assert.Contains(reason, (string)run["note"]!, StringComparison.Ordinal);
        Assert.Equal(1, (long)run["left"]!);
        Assert.Equal(["settlement 3 36000", "settlement 0 0"], await town.Lines());
    }

    private static void CameAtABadTime(Reply answer)
    {
        Assert.Equal((HttpStatusCode.Conflict, "settlement-under-way"), (answer.Status, answer.Problem));
        Assert.Equal("2", answer.Headers["Retry-After"]);
    }

    /// <summary>Two of ten bags were sold in the first week.</summary>
    private async Task<ConsignedTown> Sold()
    {
        var town = await ConsignedTown.Create(fixture.Gateway);
        await town.Town.Till.Given(Moved("count", 10, Beras, 0), Moved("sale", -2, Beras, 1));
        return town;
    }

    private static Task<Reply> Post(ConsignedTown town, string? key = null) => town.Town.Console.Post("/v1/settlements/runs", new JsonObject(), key);

    private static Change Moved(string kind, decimal quantity, string of, double at) => Changes.Moved(kind, quantity, of) with { At = At(at) };
}
