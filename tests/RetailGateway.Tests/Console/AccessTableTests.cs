using RetailGateway.Access.People;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Console;

/// <summary>docs/access.md is what the table says, role by role and permission by permission.</summary>
public sealed class AccessTableTests
{
    [Fact]
    public async Task The_document_has_a_line_for_each_permission_and_each_pair_as_the_table_says()
    {
        var lines = (await File.ReadAllLinesAsync(Repository.File("docs/access.md").FullName, TestContext.Current.CancellationToken))
            .Where(line => line.StartsWith('|')).Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray()).ToList();
        var roles = lines[0][1..].Select(name => RoleNames.Parse(name)).ToArray();
        var written = lines[2..].SelectMany(cells => roles.Select((role, index) => (cells[0], role, Allowed: cells[index + 1] == "yes"))).ToHashSet();

        var wanted = Enum.GetValues<Permission>().SelectMany(permission =>
            Enum.GetValues<Role>().Select(role => (permission.ToString(), role, Permissions.Allow([role], permission)))).ToHashSet();

        Assert.Empty(wanted.Except(written));
        Assert.Empty(written.Except(wanted));
    }

    [Fact]
    public void Nobody_may_give_a_role_that_permits_what_theirs_does_not() => Assert.Empty(
        from giver in Enum.GetValues<Role>().Where(role => role != Role.Administrator)
        from given in Permissions.MayGive([giver])
        where given is Role.Treasurer or Role.Chair or Role.Administrator && giver != Role.Chair
        select $"{giver} gives {given}");

    [Fact]
    public void Whoever_has_no_role_may_nothing() => Assert.DoesNotContain(Enum.GetValues<Permission>(), permission => Permissions.Allow([], permission));

    [Fact]
    public void Whoever_receives_goods_does_not_approve_or_pay() => Assert.DoesNotContain(
        Enum.GetValues<Role>(),
        role => Permissions.Of(role).Contains(Permission.ReceiveGoods)
            && (Permissions.Of(role).Contains(Permission.ApproveInvoices) || Permissions.Of(role).Contains(Permission.Pay)));
}
