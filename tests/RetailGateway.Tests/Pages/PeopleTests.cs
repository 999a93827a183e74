using System.Net;
using System.Text.RegularExpressions;
using Npgsql;
using RetailGateway.Access.People;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Pages;

/// <summary>Another role for somebody, and the end of somebody's access.</summary>
public sealed class PeopleTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Theory]
    [InlineData("cooperative")]
    [InlineData("chain")]
    [InlineData("authority")]
    public async Task Each_role_may_change_and_remove_those_whose_roles_it_may_give_and_no_others(string kind)
    {
        var town = await Town.Create(fixture.Gateway);
        var party = kind switch { "cooperative" => town.CoopCode, "chain" => town.ChainCode, _ => await town.Office() };
        var roles = RoleNames.Of(Enum.Parse<Domain.Parties.PartyKind>(kind, ignoreCase: true));

        var wrong = new List<string>();
        foreach (var actor in roles)
        {
            using var visit = await town.Visit(actor.Name(), party);
            foreach (var target in roles)
            {
                var (person, _) = await town.Someone(target.Name(), party);
                var given = target == Role.Administrator ? roles[0] : target;
                var may = Permissions.Allow([actor], Permission.KeepPeople) && Permissions.MayGive([actor]).Contains(target);
                var (role, removal) = await Tried(visit, person, given);
                if ((role, removal) != (may, may) || await IsThere(person) == may)
                    wrong.Add($"{actor} on {target}: role {role}, removal {removal}, expected {may}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Another_role_holds_with_the_next_page_and_stands_in_the_log()
    {
        var town = await Town.Create(fixture.Gateway);
        var (clerk, email) = await town.Someone("clerk");
        using var person = await ConsoleVisit.SignedIn(town.Address, email);
        using var manager = await town.Visit("manager");
        Assert.Equal(HttpStatusCode.Forbidden, (await person.Get("/people")).Status);

        await Give(manager, clerk, "manager");

        Assert.Equal(HttpStatusCode.OK, (await person.Get("/people")).Status);
        Assert.Equal(
            """give-role {"role": "clerk", "shop": null} {"role": "manager", "shop": null}""",
            await town.Database.Ask<string>("select format('%s %s %s', act, before, after) from audit_entry where owner_id = $1 and subject_kind = 'person' and subject_id = $2", town.Coop, $"{clerk}"));
    }

    [Fact]
    public async Task A_shopkeeper_is_given_a_shop_and_no_one_without_one_becomes_a_shopkeeper()
    {
        var town = await Town.Create(fixture.Gateway);
        var (clerk, _) = await town.Someone("clerk");
        using var manager = await town.Visit("manager");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Give(manager, clerk, "shopkeeper")).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Give(manager, clerk, "shopkeeper", "TIADA-01")).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await Give(manager, clerk, "shopkeeper", Town.Shop)).Status);

        Assert.Contains(">Toko KPN<", (await manager.Get($"/people/{clerk}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_is_removed_is_out_at_once_and_neither_password_nor_invitation_of_theirs_works()
    {
        var town = await Town.Create(fixture.Gateway);
        var (leaver, email) = await town.Someone("manager");
        using var theirs = await ConsoleVisit.SignedIn(town.Address, email);
        var link = await Invited(theirs, $"diundang-{leaver}@halaman.example");
        Assert.Equal(HttpStatusCode.OK, (await theirs.Get(link)).Status);
        using var chair = await town.Visit("chair");

        Assert.Equal(HttpStatusCode.Redirect, (await Remove(chair, leaver)).Status);

        Assert.Equal("/sign-in?returnUrl=%2Fpeople", (await theirs.Get("/people")).Leads);
        Assert.Equal(HttpStatusCode.Gone, (await theirs.Get(link)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await chair.Get($"/people/{leaver}")).Status);
        Assert.DoesNotContain(email, (await chair.Get("/people")).Text, StringComparison.Ordinal);
        using var again = new ConsoleVisit(town.Address);
        var form = (await again.Get("/sign-in")).Form("sign-in");
        Assert.Equal(HttpStatusCode.Unauthorized, (await again.Post("/sign-in", form.With(("email", email), ("password", ConsoleTown.Password)))).Status);

        // What they did keeps their name, and their email is free for whoever comes after them.
        Assert.Contains("Uji manager", (await chair.Get("/audit?kind=invitation")).Text, StringComparison.Ordinal);
        var free = (await chair.Get("/people")).Form("invite");
        Assert.Equal(HttpStatusCode.OK, (await chair.Post("/people", free.With(("email", email), ("role", "clerk")))).Status);
    }

    [Fact]
    public async Task An_invitation_holds_as_long_as_whoever_made_it_may_give_its_role()
    {
        var town = await Town.Create(fixture.Gateway);
        var (inviter, email) = await town.Someone("manager");
        using var theirs = await ConsoleVisit.SignedIn(town.Address, email);
        var link = await Invited(theirs, $"diundang-{inviter}@halaman.example");
        Assert.Equal(HttpStatusCode.OK, (await theirs.Get(link)).Status);
        using var chair = await town.Visit("chair");

        await Give(chair, inviter, "clerk");
        Assert.Equal(HttpStatusCode.Gone, (await theirs.Get(link)).Status);

        await Give(chair, inviter, "manager");
        Assert.Equal(HttpStatusCode.OK, (await theirs.Get(link)).Status);
    }

    [Fact]
    public async Task Nobody_changes_or_removes_themselves()
    {
        var town = await Town.Create(fixture.Gateway);
        var (chair, email) = await town.Someone("chair");
        using var visit = await ConsoleVisit.SignedIn(town.Address, email);

        Assert.Equal((false, false), await Tried(visit, chair, Role.Clerk));

        Assert.True(await IsThere(chair));
    }

    [Fact]
    public async Task Of_two_who_end_each_other_s_access_one_stays()
    {
        var town = await Town.Create(fixture.Gateway);
        var both = new List<(int Number, ConsoleVisit Visit)>();
        for (var index = 0; index < 2; index++)
        {
            var (number, email) = await town.Someone("manager");
            both.Add((number, await ConsoleVisit.SignedIn(town.Address, email)));
        }

        await Task.WhenAll(Remove(both[0].Visit, both[1].Number), Remove(both[1].Visit, both[0].Number));

        Assert.Single(new[] { await IsThere(both[0].Number), await IsThere(both[1].Number) }, stays => stays);
        both.ForEach(one => one.Visit.Dispose());
    }

    /// <summary>The path of an invitation for a clerk.</summary>
    private static async Task<string> Invited(ConsoleVisit visit, string email)
    {
        var form = (await visit.Get("/people")).Form("invite");
        var made = await visit.Post("/people", form.With(("email", email), ("role", "clerk")));
        return Regex.Match(made.Text, "/invite/[A-Za-z0-9_-]+", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
    }

    /// <summary>Whether a role was given and access ended; asked for by hand where the page draws no form.</summary>
    private static async Task<(bool Role, bool Removal)> Tried(ConsoleVisit visit, int person, Role role) => (
        (await Give(visit, person, role.Name(), Town.Shop)).Status == HttpStatusCode.Redirect,
        (await Remove(visit, person)).Status == HttpStatusCode.Redirect);

    private static async Task<PageReply> Give(ConsoleVisit visit, int person, string role, string shop = "") => await Act(visit, person, "role", ("role", role), ("shop", shop));

    private static async Task<PageReply> Remove(ConsoleVisit visit, int person) => await Act(visit, person, "remove", ("reason", "Sudah tidak bekerja di sini."));

    private static async Task<PageReply> Act(ConsoleVisit visit, int person, string handler, params (string Name, string Value)[] fields)
    {
        // Any page's token is good for any form.
        var token = (await visit.Get("/account")).Form("password").Fields.Single(field => field.Name == DrawnForm.Token).Value!;
        var posted = new[] { (DrawnForm.Token, token), ("_handler", handler), ("form", Guid.NewGuid().ToString("N")) }.Concat(fields);
        return await visit.Post($"/people/{person}", [.. posted.Select(field => KeyValuePair.Create(field.Item1, field.Item2))]);
    }

    private async Task<bool> IsThere(int person)
    {
        await using var owner = NpgsqlDataSource.Create(fixture.Gateway.Store.Owner);
        return await owner.One<bool>("select removed_at is null from person where person_id = $1", person);
    }
}
