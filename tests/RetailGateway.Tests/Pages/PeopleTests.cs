using System.Net;
using System.Text.RegularExpressions;
using Npgsql;
using RetailGateway.Access.People;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Pages;

/// <summary>Another role for somebody, and the end of somebody's access.</summary>
public sealed class PeopleTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private const string Why = "Sudah tidak bekerja di sini.";

    [Theory]
    [InlineData("cooperative")]
    [InlineData("chain")]
    [InlineData("authority")]
    public async Task Each_role_may_change_and_remove_those_below_it_and_give_what_it_may_give_and_no_more(string kind)
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
                var may = Permissions.Allow([actor], Permission.KeepPeople) && Permissions.MayChange([actor]).Contains(target);
                var gives = may && Permissions.MayGive([actor]).Contains(given);
                var (role, removal) = await Tried(visit, person, given);
                if ((role, removal) != (gives, may) || await IsThere(person) == may)
                    wrong.Add($"{actor} on {target}: role {role}, removal {removal}, expected {gives}, {may}");
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
    public async Task Each_role_renews_the_passwords_of_those_whose_roles_it_may_give_and_is_told_who_renews_the_others()
    {
        var town = await Town.Create(fixture.Gateway);
        var wrong = new List<string>();
        foreach (var actor in RoleNames.Of(Domain.Parties.PartyKind.Cooperative))
        {
            using var visit = await town.Visit(actor.Name());
            foreach (var target in RoleNames.Of(Domain.Parties.PartyKind.Cooperative))
            {
                var (person, _) = await town.Someone(target.Name());
                var may = Permissions.Allow([actor], Permission.KeepPeople) && Permissions.MayGive([actor]).Contains(target);

                var made = await Posted(visit, "/people", $"password-{person}");

                if (made.Status != (may ? HttpStatusCode.OK : HttpStatusCode.Forbidden) || made.Text.Contains($"/reset?person={person}", StringComparison.Ordinal) != may)
                    wrong.Add($"{actor} of {target}: {(int)made.Status}");
                if (Permissions.Allow([actor], Permission.KeepPeople) && !may && !made.Text.Contains("Sandi orang ini diperbarui oleh", StringComparison.Ordinal))
                    wrong.Add($"{actor} of {target} is not told who");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Whoever_approves_above_the_limit_appoints_nobody_who_pays_and_an_administrator_does()
    {
        var town = await Town.Create(fixture.Gateway);
        using var chair = await town.Visit("chair");
        using var administrator = await town.Visit("administrator");
        var (clerk, _) = await town.Someone("clerk");
        var (treasurer, _) = await town.Someone("treasurer");
        var page = await chair.Get("/people");
        Assert.DoesNotContain("value=\"treasurer\"", page.Text, StringComparison.Ordinal);
        Assert.Contains("Bendahara diangkat oleh Administrator", page.Text, StringComparison.Ordinal);
        var before = await town.Database.Ask<long>("select count(*) from audit_entry where owner_id = $1", town.Coop);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Posted(chair, "/people", "invite", ("email", "bendahara@halaman.example"), ("role", "treasurer"))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Give(chair, clerk, "treasurer")).Status);
        var renewed = await Posted(chair, "/people", $"password-{treasurer}");

        Assert.Contains("Sandi orang ini diperbarui oleh Administrator.", renewed.Text, StringComparison.Ordinal);
        Assert.Equal(before, await town.Database.Ask<long>("select count(*) from audit_entry where owner_id = $1", town.Coop));
        Assert.Equal(HttpStatusCode.Redirect, (await Remove(chair, treasurer)).Status);
        Assert.Equal(HttpStatusCode.Redirect, (await Give(administrator, clerk, "treasurer")).Status);
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

        // Whoever is removed first has no page any more to take a token from.
        var tokens = new[] { await Token(both[0].Visit), await Token(both[1].Visit) };
        await Task.WhenAll(
            Posted(both[0].Visit, tokens[0], $"/people/{both[1].Number}", "remove", ("reason", Why)),
            Posted(both[1].Visit, tokens[1], $"/people/{both[0].Number}", "remove", ("reason", Why)));

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

    private static async Task<PageReply> Remove(ConsoleVisit visit, int person) => await Act(visit, person, "remove", ("reason", Why));

    private static Task<PageReply> Act(ConsoleVisit visit, int person, string handler, params (string Name, string Value)[] fields) => Posted(visit, $"/people/{person}", handler, fields);

    private static async Task<PageReply> Posted(ConsoleVisit visit, string page, string handler, params (string Name, string Value)[] fields) =>
        await Posted(visit, await Token(visit), page, handler, fields);

    private static async Task<PageReply> Posted(ConsoleVisit visit, string token, string page, string handler, params (string Name, string Value)[] fields) => await visit.Post(
        page,
        [.. new[] { (DrawnForm.Token, token), ("_handler", handler), ("form", Guid.NewGuid().ToString("N")) }.Concat(fields).Select(field => KeyValuePair.Create(field.Item1, field.Item2))]);

    /// <summary>Any page's token is good for any form.</summary>
    private static async Task<string> Token(ConsoleVisit visit) => (await visit.Get("/account")).Form("password").Fields.Single(field => field.Name == DrawnForm.Token).Value!;

    private async Task<bool> IsThere(int person)
    {
        await using var owner = NpgsqlDataSource.Create(fixture.Gateway.Store.Owner);
        return await owner.One<bool>("select removed_at is null from person where person_id = $1", person);
    }
}
