using System.Net;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Stock.Expected;

/// <summary>Many at once: what is expected stays the sum of what is open, and nobody waits for each other in a circle.</summary>
public sealed class ExpectedCrowdTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task A_hundred_commits_with_entries_and_counts_at_once_leave_the_sum_of_what_is_open()
    {
        var town = await Town.Create(fixture.Gateway);
        string[] goods = [Beras, Minyak, Gula];
        await town.Till.Given([.. goods.Select(product => Count(1000, product, at: "08:00"))]);
        var held = new List<(long Id, string Product, string Reference)>();
        foreach (var number in Enumerable.Range(0, 100))
        {
            var product = goods[number % goods.Length];
            var reserved = (await town.Partner.Reserve(3, product, $"PO-{number}", owner: town.Coop)).Must(HttpStatusCode.Created);
            held.Add(((long)reserved.Json["id"]!, product, $"SJ-{number}"));
        }

        var commits = held.Select(one => town.Till.Commit(one.Id, 3, one.Reference));
        // Three of four are told, whole or in part, in batches that cross each other's positions.
        var entries = held.Where((_, number) => number % 4 != 0).Chunk(5).Select(async some => (await town.Till.Record([.. some.Select((one, at) =>
            Sale(at == 0 ? 1 : 3, one.Product, at: "12:00:30").Of(one.Reference))])).All(outcome => outcome.Status == "applied") ? HttpStatusCode.OK : HttpStatusCode.Conflict);
        var counts = Enumerable.Range(0, 6).Select(async number => (await town.Till.Record([.. goods.Reverse().Select(product =>
            Count(900, product, at: $"11:5{number}"))])).All(outcome => outcome.Status == "applied") ? HttpStatusCode.OK : HttpStatusCode.Conflict);

        var statuses = await Task.WhenAll(commits.Select(async commit => (await commit).Status).Concat(entries).Concat(counts));

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Empty(await Sums(town));
        // 25 untold of three each, and two of three left of the first in each of fifteen batches.
        Assert.Equal((25 * 3) + (15 * 2), await town.Database.Ask<decimal>("select sum(expected_out) from stock_position where owner_id = $1", town.Coop));
        Assert.Equal(0, await town.Database.Ask<decimal>("select sum(reserved) from stock_position where owner_id = $1", town.Coop));
        Assert.Empty(await LedgerCheck.Differences(town.Database, town.Coop));
    }

    [Fact]
    public async Task While_the_system_of_record_changes_every_entry_and_every_commit_goes_by_its_own_instant()
    {
        var town = await Town.Create(fixture.Gateway);
        var location = await town.Database.Ask<int>("select location_id from location where owner_id = $1", town.Coop);
        var now = TimeProvider.System.GetUtcNow();
        await town.Till.Given(Count(5000, Beras) with { At = now.AddHours(-1) }, Count(5000, Minyak) with { At = now.AddHours(-1) });
        var held = new List<long>();
        for (var number = 0; number < 20; number++)
            held.Add((long)(await town.Partner.Reserve(1, Beras, $"PO-{number}", owner: town.Coop)).Must(HttpStatusCode.Created).Json["id"]!);

        var changing = true;
        async Task<List<string>> Stream(ApiClient client)
        {
            var told = new List<string>();
            while (Volatile.Read(ref changing))
            {
                var at = TimeProvider.System.GetUtcNow();
                var answers = await client.Record(Sale(1, Beras) with { At = at }, Sale(1, Gula) with { At = at }, Sale(1, Minyak) with { At = at.AddSeconds(-1) });
                told.AddRange(answers.Select(outcome => outcome.Problem ?? outcome.Status));
            }

            return told;
        }

        var streams = new[] { town.Till, town.Till, town.Console, town.Console }.Select(Stream).ToArray();
        var commits = held.Select(async (id, number) =>
        {
            await Task.Delay(number * 40, TestContext.Current.CancellationToken);
            return await town.Console.Post($"/v1/stock/reservations/{id}/commits", new System.Text.Json.Nodes.JsonObject
            {
                ["reference"] = $"SJ-{number}",
                ["quantity"] = "1",
                ["final"] = true,
                ["occurredAt"] = TimeProvider.System.GetUtcNow().ToString("O"),
            });
        }).ToArray();
        for (var change = 0; change < 10; change++)
        {
            (await town.Console.Post($"/v1/locations/{location}/system-of-record", new System.Text.Json.Nodes.JsonObject
            {
                ["connection"] = change % 2 == 0 ? "console" : "kasir",
            })).Must(HttpStatusCode.Created);
            await Task.Delay(60, TestContext.Current.CancellationToken);
        }

        var committed = await Task.WhenAll(commits);
        Volatile.Write(ref changing, false);
        var outcomes = (await Task.WhenAll(streams)).SelectMany(told => told).ToList();

        Assert.All(committed, reply => reply.Must(HttpStatusCode.OK));
        Assert.Equal(["applied", "not-system-of-record"], outcomes.Distinct().Order());
        Assert.Empty(await town.Database.Jobs.All(
            """
            select format('%s of %s at %s', e.change_id, e.connection_id, e.occurred_at)
            from stock_entry e
            left join system_of_record r on r.owner_id = e.owner_id and r.location_id = e.location_id
                and r.connection_id = e.connection_id and r.during @> e.occurred_at
            where e.owner_id = $1 and r.owner_id is null
            """,
            row => row.GetString(0), town.Coop));
        // What was committed is posted in the console's time and expected in the till's, once each.
        Assert.Equal(20, await town.Database.Ask<long>(
            """
            select (select count(*) from stock_entry e where e.owner_id = $1 and e.change_id like 'reservation/%')
                + (select count(*) from expected_movement e
                    join system_of_record r on r.owner_id = e.owner_id and r.location_id = e.location_id and r.during @> e.occurred_at
                    join connection c on c.owner_id = r.owner_id and c.connection_id = r.connection_id
                    where e.owner_id = $1 and c.code = 'kasir')
            """,
            town.Coop));
        Assert.Empty(await Sums(town));
        Assert.Empty(await LedgerCheck.Differences(town.Database, town.Coop));
    }

    /// <summary>Positions whose sums are not those of their open expected movements.</summary>
    private static Task<List<string>> Sums(Town town) => town.Database.Jobs.All(
        """
        select format('%s %s: %s %s', p.location_id, p.product_id, p.expected_out, p.expected_in)
        from stock_position p
        cross join lateral (
            select coalesce(sum(s.remaining) filter (where s.outward), 0) as leaves, coalesce(sum(s.remaining) filter (where not s.outward), 0) as comes
            from expected_state s
            where s.owner_id = p.owner_id and s.location_id = p.location_id and s.product_id = p.product_id) s
        where p.owner_id = $1 and (p.expected_out <> s.leaves or p.expected_in <> s.comes)
        """,
        row => row.GetString(0), town.Coop);
}
