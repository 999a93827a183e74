using System.Text.RegularExpressions;
using Npgsql;
using RetailGateway.Access.People;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Console;

/// <summary>docs/access.md is what the table says, role by role and permission by permission.</summary>
public sealed class AccessTableTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task The_document_has_a_line_for_each_permission_and_each_pair_as_the_table_says()
    {
        var lines = (await File.ReadAllLinesAsync(Repository.File("docs/access.md").FullName, TestContext.Current.CancellationToken))
            .SkipWhile(line => !line.StartsWith("| permission |", StringComparison.Ordinal)).TakeWhile(line => line.StartsWith('|')).Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray()).ToList();
        var roles = lines[0][1..].Select(name => RoleNames.Parse(name)).ToArray();
        var written = lines[2..].SelectMany(cells => roles.Select((role, index) => (cells[0], role, Allowed: cells[index + 1] == "yes"))).ToHashSet();

        var wanted = Enum.GetValues<Permission>().SelectMany(permission =>
            Enum.GetValues<Role>().Select(role => (permission.ToString(), role, Permissions.Allow([role], permission)))).ToHashSet();

        Assert.Empty(wanted.Except(written));
        Assert.Empty(written.Except(wanted));
    }

    [Fact]
    public async Task The_document_names_the_tables_in_which_the_store_keeps_a_shopkeeper_to_one_shop()
    {
        var line = (await File.ReadAllLinesAsync(Repository.File("docs/access.md").FullName, TestContext.Current.CancellationToken))
            .Single(line => line.StartsWith("| a shop |", StringComparison.Ordinal));
        await using var owner = NpgsqlDataSource.Create(fixture.Gateway.Store.Owner);
        var held = await owner.One<string[]>("select array_agg(tablename::text order by tablename) from pg_policies where permissive = 'RESTRICTIVE'");

        Assert.Equal(held, Regex.Matches(line, "`(?<table>[a-z_]+)`", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Select(table => table.Groups["table"].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_people_s_tables_are_open_to_no_party_s_request()
    {
        await using var owner = NpgsqlDataSource.Create(fixture.Gateway.Store.Owner);

        Assert.Empty(await owner.One<string[]>(
            """
            select coalesce(array_agg(distinct table_name || ' ' || grantee), '{}') from information_schema.role_table_grants
            where grantee in ('rg_party', 'rg_authority') and table_name in ('person', 'person_session', 'person_passkey', 'person_token', 'person_claim', 'person_login', 'invitation', 'data_protection_key')
            """));
    }

    [Fact]
    public void Nobody_may_give_a_role_that_permits_what_theirs_does_not() => Assert.Empty(
        from giver in Enum.GetValues<Role>().Where(role => role != Role.Administrator)
        from given in Permissions.MayGive([giver])
        where given is Role.Treasurer or Role.Chair or Role.Administrator && giver != Role.Chair
        select $"{giver} gives {given}");

    [Theory]
    [InlineData("shopkeeper", "")]
    [InlineData("clerk", "")]
    [InlineData("manager", "shopkeeper clerk manager")]
    [InlineData("treasurer", "")]
    [InlineData("chair", "shopkeeper clerk manager chair")]
    [InlineData("partner_user", "partner_user partner_engineer")]
    [InlineData("partner_engineer", "")]
    [InlineData("inspector", "")]
    [InlineData("officer", "")]
    [InlineData("administrator", "shopkeeper clerk manager treasurer chair partner_user partner_engineer inspector officer administrator")]
    public void Each_role_gives_these_and_changes_them_and_a_chair_a_treasurer_besides(string giver, string given)
    {
        var (role, gives) = (RoleNames.Parse(giver), given.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(RoleNames.Parse));

        Assert.Equal(gives, Permissions.MayGive([role]));
        Assert.Equal(gives.Concat(role == Role.Chair ? [Role.Treasurer] : []).Order(), Permissions.MayChange([role]).Order());
    }

    [Fact]
    public void Whoever_approves_above_the_limit_opens_no_account_that_pays_whatever_else_they_are() => Assert.Empty(
        from one in Enum.GetValues<Role>()
        from other in Enum.GetValues<Role>()
        where Permissions.Allow([one, other], Permission.ApproveAboveLimit)
        from given in Permissions.MayGive([one, other])
        where Permissions.Allow([given], Permission.Pay)
        select $"{one} and {other} give {given}");

    [Fact]
    public void Whoever_has_no_role_may_nothing() => Assert.DoesNotContain(Enum.GetValues<Permission>(), permission => Permissions.Allow([], permission));

    [Fact]
    public void Whoever_receives_goods_does_not_approve_or_pay() => Assert.DoesNotContain(
        Enum.GetValues<Role>(),
        role => Permissions.Of(role).Contains(Permission.ReceiveGoods)
            && (Permissions.Of(role).Contains(Permission.ApproveInvoices) || Permissions.Of(role).Contains(Permission.Pay)));
}
