using System.Net;
using System.Text.Json.Nodes;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RetailGateway.Database;
using RetailGateway.Features.Settlements.Runs;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Settlements;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Faults;

/// <summary>A gateway killed in the middle of what a person decided or a settlement run: what is there afterwards is whole.</summary>
public sealed class KilledDecisionTests(TestCluster cluster)
{
    private const int Lines = 4_000;
    private const int Weeks = 150;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(120);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mapping_whose_waiting_lines_were_being_applied_is_applied_to_all_of_them_once()
    {
        var store = await cluster.Clone();
        await using var database = new GatewayDb(store.Gateway, 4);
        await using var gateway = await GatewayProcess.Start(store, roles: "web,jobs");
        var town = await Town.Create(database, gateway.Address);
        await town.Till.Record([.. Enumerable.Range(0, Lines).Select(line => Changes.Sale(1, "XX", id: $"lembar/{line}"))]);
        var line = await town.Console.WaitingLine("XX");

        (await town.Console.Map(line, Beras)).Must(HttpStatusCode.OK);
        var applied = await Eventually.See(() => Applied(database, town), some => some > 0);
        await gateway.Kill();
        var midway = await Applied(database, town);
        await using var next = await GatewayProcess.Start(store, town.Address, roles: "web,jobs");

        Assert.InRange(applied, 1, Lines - 1);
        Assert.InRange(midway, applied, Lines - 1);
        Assert.Equal(Lines, await Eventually.See(() => Applied(database, town), all => all == Lines, Bound));
        Assert.Empty(await town.Console.Waiting());
        Assert.Equal(-Lines, await town.Till.OnHand(Beras));
        Assert.Equal(["map"], await town.Console.Acts());
        Assert.Empty(await LedgerCheck.Differences(database, town.Coop));
    }

    [Fact]
    public async Task A_mapping_killed_within_its_own_transaction_is_there_whole_or_not_at_all_and_once_when_asked_again()
    {
        var store = await cluster.Clone();
        await using var database = new GatewayDb(store.Gateway, 4);
        await using var owner = NpgsqlDataSource.Create(store.Owner);
        await using var gateway = await GatewayProcess.Start(store);
        var town = await Town.Create(database, gateway.Address);
        await town.Till.Record([.. Enumerable.Range(0, 500).Select(line => Changes.Sale(1, "XX", id: $"lembar/{line}"))]);
        var path = $"/v1/sync/review-items/{await town.Console.WaitingLine("XX")}/map";
        var body = new JsonObject { ["product"] = Beras, ["reason"] = "kode dari daftar pemasok" };

        // It waits for the position's row, and is killed there, with the mapping made and nothing committed.
        await town.Till.Given(Changes.Count(0, Beras, at: "00:00"));
        await using (var held = await owner.OpenConnectionAsync(Cancel))
        {
            await using var transaction = await held.BeginTransactionAsync(Cancel);
            await using var hold = new NpgsqlCommand("set local role rg_jobs; select from stock_position for update", held, transaction);
            await hold.ExecuteNonQueryAsync(Cancel);
            var lost = town.Console.Post(path, body, key: "putusan-1");
            Assert.True(await Eventually.See(() => Waits(owner), waits => waits));
            await gateway.Kill();
            await Assert.ThrowsAnyAsync<Exception>(() => lost);
        }

        Assert.Equal((0L, 0L), (await Applied(database, town), await database.Ask<long>("select count(*) from item_mapping where owner_id = $1", town.Coop)));
        await using var next = await GatewayProcess.Start(store, town.Address);
        (await town.Console.Post(path, body, key: "putusan-1")).Must(HttpStatusCode.OK);
        (await town.Console.Post(path, body, key: "putusan-1")).Must(HttpStatusCode.OK);

        Assert.Empty(await town.Console.Waiting());
        Assert.Equal(-500, await town.Till.OnHand(Beras));
        Assert.Equal(["map"], await town.Console.Acts());
    }

    [Trait("Length", "long")]
    [Fact]
    public async Task A_settlement_run_killed_between_its_documents_is_gone_on_with_and_settles_each_week_once()
    {
        await using var web = await GatewayUnderTest.Start(await cluster.Clone());
        var (town, twin) = (await Settling(web), await Settling(web));
        var scheduler = web.Services.GetRequiredService<IBackgroundJobClient>();

        await using (var jobs = await GatewayProcess.Start(web.Store, roles: "jobs"))
        {
            scheduler.Enqueue<SettlePeriods>(job => job.Run(CancellationToken.None));
            Assert.True(await Eventually.See(() => Documents(web), some => some > 0, Bound) > 0);
            await jobs.Kill();
        }

        var midway = await Documents(web);
        await using var next = await GatewayProcess.Start(web.Store, roles: "jobs");

        Assert.InRange(midway, 1, (2 * Weeks) - 1);
        Assert.Equal(2 * Weeks, await Eventually.See(() => Documents(web), all => all == 2 * Weeks, Bound));
        Assert.Equal(await Whole(twin), await Whole(town));
        Assert.Equal(0, (long)(await town.Run())["lines"]!);
    }

    /// <summary>A town whose weeks of years past were never settled: a bag was sold in each.</summary>
    private static async Task<ConsignedTown> Settling(GatewayUnderTest gateway)
    {
        var town = await ConsignedTown.Create(gateway);
        var first = ConsignedTown.Monday.AddDays(-7 * (Weeks - 2));
        await town.Town.Database.Run(
            """
            with before as (
                insert into producer_terms (owner_id, producer_id, valid_from, payment_days, on_consignment, share_percent, shrinkage_borne_by, settled_every, settled_from_day, settlement_grace_days)
                select owner_id, producer_id, $2, 7, true, 100, 'consignee', 'week', 1, 0 from producer_terms where owner_id = $1
                returning owner_id, producer_id, valid_from)
            insert into producer_terms_product (owner_id, producer_id, valid_from, product_id, on_consignment, amount, base_quantity)
            select b.owner_id, b.producer_id, b.valid_from, p.product_id, true, 9500, 1
            from before b join product p on p.owner_id = b.owner_id and p.code = $3
            """,
            town.Town.Coop, first, Beras);
        await town.Town.Database.Run("update consigned_goods set during = tstzrange($2, null) where owner_id = $1", town.Town.Coop, Start(0).UtcDateTime);
        await town.Town.Till.Given(
        [
            Changes.Count(1_000, Beras) with { At = Start(0) },
            .. Enumerable.Range(0, Weeks).Select(week => Changes.Sale(1 + (week % 3), Beras) with { At = Start(week).AddDays(1) }),
        ]);
        return town;

        static DateTimeOffset Start(int week) => ConsignedTown.At(7 * (week - Weeks + 2));
    }

    private static Task<long> Applied(GatewayDb database, Town town) =>
        database.Ask<long>("select count(*) from review_item where owner_id = $1 and applied_at is not null", town.Coop);

    private static Task<long> Documents(GatewayUnderTest web) => web.Database.Ask<long>("select count(*) from settlement");

    private static async Task<List<string>> Whole(ConsignedTown town) => await town.Town.Database.Jobs.All(
        "select first_day || ' ' || last_day || ' ' || kind || ' ' || quantity || ' ' || opening || ' ' || closing from settlement_line where owner_id = $1 order by first_day, revision",
        row => row.GetString(0),
        town.Town.Coop);

    /// <summary>A request waits for a lock.</summary>
    private static Task<bool> Waits(NpgsqlDataSource owner) => owner.One<bool>(
        "select exists (select from pg_stat_activity where datname = current_database() and application_name = 'retailgateway rg_party' and wait_event_type = 'Lock')");
}
