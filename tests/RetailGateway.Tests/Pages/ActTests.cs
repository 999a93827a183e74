using System.Net;
using System.Reflection;
using RetailGateway.Access.People;
using RetailGateway.Domain.Parties;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Pages;

/// <summary>Who may act: every form of a page that is for some roles, sent by each of the ten.</summary>
public sealed class ActTests(PagesFixture pages) : IClassFixture<PagesFixture>
{
    [Fact]
    public async Task Each_act_is_done_for_the_roles_that_the_table_permits_and_refused_to_the_others_who_write_nothing()
    {
        var actors = await Actors();
        var acts = Acts();
        var manager = pages.Own.As("manager");
        var wrong = new List<string>();

        var before = await pages.Settled();
        foreach (var actor in actors)
        {
            foreach (var act in acts.Where(act => Refusals(actor, act).Length > 0))
            {
                // No page of theirs draws it: it is the manager's, with a token of their own.
                var drawn = (await manager.Get(act.Page.Address(pages.Own))).Forms.First(one => one.Kind == act.Form.Kind);
                var reply = await Post(actor, act, drawn, [.. await act.Form.Fill(actor.Side, manager), (DrawnForm.Token, await Token(actor))]);
                if (!Refusals(actor, act).Contains(reply.Status))
                    wrong.Add($"{act.Form.Kind} of {act.Template} by {actor.Role}: {(int)reply.Status}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.Equal("", PagesFixture.Differences(before, await pages.Settled()));

        foreach (var act in acts)
        {
            var permitted = actors.Where(actor => Refusals(actor, act).Length == 0).ToList();
            if (permitted.Count is 0 || permitted.Count == actors.Count)
                wrong.Add($"{act.Form.Kind} of {act.Template} tells no role from another");
            foreach (var actor in permitted)
            {
                await act.Form.Given(actor.Side);
                var page = await actor.Visit.Get(act.Page.Address(actor.Side));
                if (page.Forms.FirstOrDefault(one => one.Kind == act.Form.Kind) is not { } drawn)
                {
                    wrong.Add($"{act.Form.Kind} of {act.Template} is not drawn for {actor.Role}: {(int)page.Status}");
                    continue;
                }

                var written = await Written();
                var reply = await Post(actor, act, drawn, await act.Form.Fill(actor.Side, actor.Visit));
                if ((!act.Form.OnlyLooks && (int)reply.Status >= 400) || await Written() > written == act.Form.OnlyLooks)
                    wrong.Add($"{act.Form.Kind} of {act.Template} by {actor.Role} does nothing: {(int)reply.Status}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>Somebody of each role, each with the things of their own party; the city's office has none but its people, so it tries the cooperative's.</summary>
    private async Task<List<Actor>> Actors()
    {
        var (cooperative, town) = (pages.Own, pages.Own.Town);
        var (chain, office) = (await cooperative.Chain(), await town.Office());
        var all = new List<Actor>();
        foreach (var role in Enum.GetValues<Role>())
        {
            var (side, party, isTheirs) = RoleNames.Of(PartyKind.Cooperative).Contains(role) ? (cooperative, town.CoopCode, true)
                : RoleNames.Of(PartyKind.Chain).Contains(role) ? (chain, town.ChainCode, true)
                : (cooperative, office, false);
            all.Add(new Actor(role, side, isTheirs, await town.Visit(role.Name(), party, cooperative.Place)));
        }

        return all;
    }

    private List<Act> Acts() =>
    [
        .. from mapped in ConsolePages.Mapped(pages.Gateway)
           let permit = mapped.Value.GetCustomAttribute<PermitAttribute>()
           where permit is not null
           let page = ConsolePages.All[mapped.Key]
           from form in page.Forms
           select new Act(mapped.Key, page, form, permit.Permission),
    ];

    /// <summary>How the act may be refused to them: by the table, or as what is not there for them; nothing where they may act.</summary>
    private static HttpStatusCode[] Refusals(Actor actor, Act act)
    {
        if (!Permissions.Allow([actor.Role], act.Permission))
            return [HttpStatusCode.Forbidden];
        if (!actor.IsTheirs)
            return [HttpStatusCode.NotFound];
        if (act.Form.Needs is not { } needed || Permissions.Allow([actor.Role], needed))
            return [];

        // What is open at another shop is not there for a shopkeeper.
        return actor.Role == Role.Shopkeeper ? [HttpStatusCode.Forbidden, HttpStatusCode.NotFound] : [HttpStatusCode.Forbidden];
    }

    private static Task<PageReply> Post(Actor actor, Act act, DrawnForm drawn, IReadOnlyList<(string Name, string Value)> filled) =>
        PagesFixture.Post(actor.Visit, act.Page.Address(actor.Side), drawn, filled);

    /// <summary>Any page's token is good for any form.</summary>
    private static async Task<string> Token(Actor actor) =>
        (await actor.Visit.Get("/inbox")).Forms.SelectMany(form => form.Fields).First(field => field.Name == DrawnForm.Token).Value!;

    /// <summary>What acts leave behind: entries of the log, and of the ledger.</summary>
    private Task<long> Written() => pages.Gateway.Database.Ask<long>("select (select count(*) from audit_entry) + (select count(*) from stock_entry)");

    /// <summary>Somebody who tries.</summary>
    /// <param name="Role">What they are.</param>
    /// <param name="Side">Whose things they try it with.</param>
    /// <param name="IsTheirs">Their own party's.</param>
    /// <param name="Visit">Their browser.</param>
    private sealed record Actor(Role Role, PageTown Side, bool IsTheirs, ConsoleVisit Visit);

    /// <summary>A form of a page, with what that page is for.</summary>
    private sealed record Act(string Template, TaughtPage Page, TaughtForm Form, Permission Permission);
}
