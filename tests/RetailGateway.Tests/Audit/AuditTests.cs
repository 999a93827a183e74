using System.Net;
using Npgsql;
using RetailGateway.Access;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Audit.Contracts;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Audit;

public sealed class AuditTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_done_is_read_back_newest_first_with_both_states_and_the_reason()
    {
        var town = await Town.Create(fixture.Gateway);
        await Write(town, "open", "1", commit: true);
        await Write(town, "dismiss", "2", commit: true);

        var entries = (await town.Console.Get("/v1/sync/audit")).Must(HttpStatusCode.OK).Json["items"]!.AsArray();

        Assert.Equal(["dismiss", "open"], entries.Select(entry => (string)entry!["act"]!));
        Assert.Equal(("key:k1", "console", "conflict", "2", "salah ketik"), (
            (string?)entries[0]!["actor"], (string?)entries[0]!["connection"], (string?)entries[0]!["subjectKind"],
            (string?)entries[0]!["subjectId"], (string?)entries[0]!["reason"]));
        Assert.Equal((1, 2), ((int)entries[0]!["before"]!["state"]!, (int)entries[0]!["after"]!["state"]!));
    }

    [Fact]
    public async Task An_act_that_is_rolled_back_leaves_no_entry()
    {
        var town = await Town.Create(fixture.Gateway);

        await Write(town, "dismiss", "1", commit: false);

        Assert.Empty((await town.Console.Get("/v1/sync/audit")).Must(HttpStatusCode.OK).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task The_entries_of_one_subject_are_read_page_by_page()
    {
        var town = await Town.Create(fixture.Gateway);
        foreach (var subject in new[] { "1", "2", "1" })
            await Write(town, "dismiss", subject, commit: true);

        var first = (await town.Console.Get("/v1/sync/audit?subjectKind=conflict&subjectId=1&limit=1")).Must(HttpStatusCode.OK).Json;
        var second = (await town.Console.Get($"/v1/sync/audit?subjectKind=conflict&subjectId=1&limit=1&cursor={first["next"]}")).Must(HttpStatusCode.OK).Json;

        Assert.True((long)first["items"]![0]!["id"]! > (long)second["items"]![0]!["id"]!);
        Assert.Null((string?)second["next"]);
    }

    [Fact]
    public async Task Not_even_the_tables_owner_changes_an_entry()
    {
        var town = await Town.Create(fixture.Gateway);
        await Write(town, "dismiss", "1", commit: true);
        await using var owner = NpgsqlDataSource.Create(fixture.Gateway.Store.Owner);
        await using var command = owner.CreateCommand("delete from audit_entry");

        await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancel));
    }

    private static async Task Write(Town town, string act, string subject, bool commit)
    {
        var console = await town.Database.Ask<int>("select connection_id from connection where owner_id = $1 and code = 'console'", town.Coop);
        var caller = new Caller(
            new PartyId(town.Coop), PartyKind.Cooperative, new ConnectionId(console), "live", "k1", new HashSet<string>(StringComparer.Ordinal));
        await using var work = await town.Database.Begin(caller, Cancel);
        AuditLog.Write(work, caller, act, new AuditSubject("conflict", subject), new { state = 1 }, new { state = 2 }, "salah ketik");
        if (commit)
            await work.Commit(Cancel);
    }
}
