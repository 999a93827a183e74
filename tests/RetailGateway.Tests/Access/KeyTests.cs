using System.Net;
using Microsoft.Extensions.Time.Testing;
using RetailGateway.Access;
using RetailGateway.Hosting;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Access;

public sealed class KeyTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Positions = "/v1/stock/positions";

    [Fact]
    public async Task Without_a_key_no_address_of_the_document_answers()
    {
        using var nobody = fixture.Gateway.Client(key: null);

        foreach (var operation in await ServedDocument.Operations(fixture.Gateway))
        {
            var reply = await nobody.Send(new HttpRequestMessage(operation.Method, operation.Path.Replace("{id}", "1", StringComparison.Ordinal)));

            Assert.Equal((operation.ToString(), HttpStatusCode.Unauthorized, "unauthenticated"), (operation.ToString(), reply.Status, reply.Problem));
            Assert.Equal("Bearer", reply.Headers["WWW-Authenticate"]);
        }
    }

    [Fact]
    public async Task Without_its_scope_no_address_of_the_document_answers()
    {
        var town = await Town.Create(fixture.Gateway);
        foreach (var operations in (await ServedDocument.Operations(fixture.Gateway)).GroupBy(operation => operation.Scope))
        {
            await town.Database.Run("update api_key set revoked_at = now() where owner_id = $1 and name = 'kunci' and connection_id in (select connection_id from connection where owner_id = $1 and code = 'gudang')", town.Coop);
            using var caller = town.Client(await town.Key(town.CoopCode, "gudang", [.. Scope.All.Where(scope => scope != operations.Key)]));
            foreach (var operation in operations)
            {
                var reply = await caller.Send(new HttpRequestMessage(operation.Method, operation.Path.Replace("{id}", "1", StringComparison.Ordinal)));

                Assert.Equal((operation.ToString(), HttpStatusCode.Forbidden, "scope-missing"), (operation.ToString(), reply.Status, reply.Problem));
                Assert.Contains(operation.Scope, (string?)reply.Json["detail"], StringComparison.Ordinal);
                Assert.Equal(["#/header/Authorization"], reply.Places);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("rahasia")]
    [InlineData("rg_live_x_y")]
    [InlineData("rg_live_1xabcdef_")]
    [InlineData("rg_live_99999999999xabcdef_00")]
    [InlineData("rg_live_1x00000000_000000000000000000000000000000000000000000000000")]
    [InlineData("rg_live_1x'; drop table api_key; --_00")]
    public async Task A_key_that_is_none_opens_nothing(string key)
    {
        using var stranger = fixture.Gateway.Client(key.Length == 0 ? null : key);

        Assert.Equal("unauthenticated", (await stranger.Get(Positions)).Problem);
    }

    [Fact]
    public async Task A_flood_of_made_up_keys_leaves_the_true_ones_working()
    {
        var town = await Town.Create(fixture.Gateway);
        var secret = new string('0', 48);

        var flood = Task.WhenAll(Enumerable.Range(0, 300).Select(async number =>
        {
            using var stranger = town.Client($"rg_live_{town.Coop}x{number:x8}_{secret}");
            return (await stranger.Get(Positions)).Problem;
        }));
        var genuine = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => town.Console.Get(Positions)));

        Assert.Equal(["unauthenticated"], (await flood).Distinct(StringComparer.Ordinal));
        Assert.All(genuine, reply => Assert.Equal(HttpStatusCode.OK, reply.Status));
    }

    [Fact]
    public async Task A_key_with_another_secret_or_environment_opens_nothing()
    {
        var town = await Town.Create(fixture.Gateway);
        using var otherSecret = town.Client(town.TillKey[..^1] + (town.TillKey[^1] == '0' ? '1' : '0'));
        using var otherEnvironment = town.Client(town.TillKey.Replace("_live_", "_test_", StringComparison.Ordinal));

        Assert.Equal("unauthenticated", (await otherSecret.Get(Positions)).Problem);
        Assert.Equal("unauthenticated", (await otherEnvironment.Get(Positions)).Problem);
        Assert.Equal(HttpStatusCode.OK, (await town.Till.Get(Positions)).Status);
    }

    [Theory]
    [InlineData("revoked_at = now()")]
    [InlineData("expires_at = now() - interval '1 second'")]
    [InlineData("allowed_networks = '{10.9.8.0/24}'")]
    public async Task A_key_that_was_revoked_expired_or_used_from_elsewhere_soon_opens_nothing(string change)
    {
        var town = await Town.Create(fixture.Gateway);
        Assert.Equal(HttpStatusCode.OK, (await town.Till.Get(Positions)).Status);

        await town.Database.Run($"update api_key set {change} where owner_id = $1", town.Coop);

        Assert.Equal("unauthenticated", (await Eventually.See(() => town.Till.Get(Positions), reply => reply.Status != HttpStatusCode.OK)).Problem);
    }

    [Fact]
    public async Task A_connection_has_two_live_keys_at_most_and_both_work()
    {
        var town = await Town.Create(fixture.Gateway);
        using var second = town.Client(await town.Key(town.CoopCode, "kasir"));

        var third = await Assert.ThrowsAsync<Misconfigured>(() => town.Key(town.CoopCode, "kasir"));

        Assert.Contains("two live keys", third.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await second.Get(Positions)).Status);
        Assert.Equal(HttpStatusCode.OK, (await town.Till.Get(Positions)).Status);
    }

    [Fact]
    public async Task Of_a_key_only_the_secrets_digest_is_kept()
    {
        var town = await Town.Create(fixture.Gateway);

        var kept = await town.Database.Ask<string>("select string_agg(k::text, ' ') from api_key k where owner_id = $1", town.Coop);

        Assert.DoesNotContain(town.TillKey.Split('_')[^1], kept, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_s_last_use_is_noted_and_moves_on_with_each_use()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var gateway = await GatewayUnderTest.Start(fixture.Gateway.Store, clock);
        var town = await Town.Create(gateway);
        Task<DateTime?> LastUse(DateTime? other) => Eventually.See(
            async () =>
            {
                clock.Advance(TimeSpan.FromSeconds(15));
                return (await town.Database.Jobs.All(
                    "select k.last_used_at from api_key k join connection c using (owner_id, connection_id) where k.owner_id = $1 and c.code = 'kasir'",
                    row => row.IsDBNull(0) ? (DateTime?)null : row.GetDateTime(0),
                    town.Coop)).Single();
            },
            seen => seen != other);
        var unused = await town.Database.Ask<bool>("select bool_and(last_used_at is null) from api_key where owner_id = $1", town.Coop);

        (await town.Till.Get(Positions)).Must(HttpStatusCode.OK);
        var first = await LastUse(null);
        (await town.Till.Get(Positions)).Must(HttpStatusCode.OK);
        var second = await LastUse(first);

        Assert.True(unused && second > first, $"{unused}, {first}, {second}");
        // The console's key of the same party was not used.
        Assert.Equal(1, await town.Database.Ask<long>("select count(last_used_at) from api_key where owner_id = $1", town.Coop));
    }

    [Fact]
    public async Task The_test_environment_and_the_live_one_see_nothing_of_each_other()
    {
        var live = await Town.Create(fixture.Gateway);
        var test = await Town.Create(fixture.Gateway, environment: "test");
        await test.Till.Given(Count(10, Beras));

        Assert.StartsWith("rg_test_", test.TillKey, StringComparison.Ordinal);
        Assert.Equal(10, await test.Till.OnHand(Beras));
        Assert.Equal("not-found", (await live.Partner.Get($"{Positions}?ownerId={test.Coop}")).Problem);
        Assert.Empty((await live.Till.Get(Positions)).Json["items"]!.AsArray());
    }
}
