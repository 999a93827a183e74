using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using RetailGateway.Access.People;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Pages;

/// <summary>A page of the console, as it is asked for.</summary>
/// <param name="Role">Who asks.</param>
/// <param name="Address">Its address, with a town's things in it; with another's it names what is theirs.</param>
internal sealed record TaughtPage(string Role, Func<PageTown, string> Address)
{
    /// <summary>Further addresses that each name one thing of a town's: in the route, or in the query.</summary>
    internal IReadOnlyList<Func<PageTown, PageTown, string>> Aims { get; init; } = [];

    /// <summary>Its forms.</summary>
    internal IReadOnlyList<TaughtForm> Forms { get; init; } = [];
}

/// <summary>A form of a page.</summary>
/// <param name="Kind">Its name, without a row's number.</param>
internal sealed record TaughtForm(string Kind)
{
    /// <summary>What makes it acceptable, from whoever sends it.</summary>
    internal Func<PageTown, ConsoleVisit, Task<(string Name, string Value)[]>> Fill { get; init; } = (_, _) => Task.FromResult(Array.Empty<(string, string)>());

    /// <summary>Makes what it acts upon anew: what was there may be used up.</summary>
    internal Func<PageTown, Task> Given { get; init; } = _ => Task.CompletedTask;

    /// <summary>What somebody must be permitted to act by it, beside what the page is for.</summary>
    internal Permission? Needs { get; init; }

    /// <summary>Fields that each name a thing of theirs among one's own.</summary>
    internal IReadOnlyList<Func<PageTown, PageTown, (string Name, string Value)[]>> Aims { get; init; } = [];

    /// <summary>Why it may be sent again without a number of its own; null where it carries one.</summary>
    internal string? Repeatable { get; init; }

    /// <summary>It writes nothing by itself.</summary>
    internal bool OnlyLooks { get; init; }

    /// <summary>Text that is kept as it was written, and shown wherever the thing is.</summary>
    internal string? Keeps { get; init; }

    /// <summary>Text fields whose content is never shown back.</summary>
    internal IReadOnlyList<string> Unseen { get; init; } = [];

    internal TaughtForm Filled(params (string Name, string Value)[] fields) => this with { Fill = (_, _) => Task.FromResult(fields) };
}

/// <summary>
/// The console's pages and forms, each with what can be named in it. What the running gateway maps and is not taught here
/// fails the tests of this folder by its name.
/// </summary>
internal static class ConsolePages
{
    private const string Why = "Sebuah alasan.";

    private static int s_target = 9;

    private static int s_share;

    /// <summary>Query parameters that can name nothing of anybody's: words of a closed list, places in a list, notes of what was done.</summary>
    internal static readonly HashSet<string> NameNothing = new(StringComparer.OrdinalIgnoreCase)
    {
        "state", "kind", "q", "page", "shelf", "all", "show", "done", "again", "refused", "of", "after", "gone", "returnUrl", "token", "day", "outcome", "job",
    };

    /// <summary>Fields that one chooses from, or that a page brings along, which can name nothing of anybody's: closed lists, numbers of a form's own making, a browser's own answer.</summary>
    internal static readonly HashSet<string> FieldsNameNothing = new(StringComparer.Ordinal)
    {
        DrawnForm.Token, "_handler", "form", "sheet", "act", "kind", "role", "scopes", "step", "digest", "kinds", "language", "credential",
        "version", "sure", "rest-1", "rule", "below",
    };

    internal static IReadOnlyDictionary<string, TaughtPage> All { get; } = new Dictionary<string, TaughtPage>(StringComparer.Ordinal)
    {
        ["/"] = new("manager", _ => "/"),
        ["/start"] = new("treasurer", _ => "/start"),
        ["/more"] = new("manager", _ => "/more"),
        ["/register"] = new("officer", _ => "/register"),
        ["/register/{Id:int}"] = new("officer", town => $"/register/{town.Ids["register/Id"]}"),
        ["/orders"] = new("manager", _ => "/orders?show=all") { Aims = [(_, _) => "/orders?cursor=palsu"] },
        ["/orders/{Id:long}"] = new("manager", town => $"/orders/{town.Ids["orders/Id"]}"),
        ["/orders/proposals"] = new("manager", _ => "/orders/proposals") { Aims = [(_, _) => "/orders/proposals?cursor=palsu"] },
        ["/orders/proposals/{Id:long}"] = new("manager", town => $"/orders/proposals/{town.Ids["proposals/Id"]}")
        {
            Forms =
            [
                new TaughtForm("decide")
                {
                    Given = town => town.NewProposal(),
                    Needs = Permission.PlaceOrders,
                    Aims = [(_, theirs) => [("act", "pool"), ("pool", theirs.Ids["pools/Id"])]],
                    Keeps = "reason",
                }.Filled(("act", "dismiss"), ("reason", Why)),
            ],
        },
        ["/orders/pools"] = new("manager", _ => "/orders/pools")
        {
            Aims = [(_, _) => "/orders/pools?cursor=palsu"],
            Forms =
            [
                new TaughtForm("open")
                {
                    Needs = Permission.PlaceOrders,
                    Aims =
                    [
                        (_, theirs) => [("supplier", theirs.Town.Chain.ToString(System.Globalization.CultureInfo.InvariantCulture))],
                        (_, theirs) => [("shipTo", theirs.Place)],
                    ],
                    Keeps = "note",
                }.Filled(("note", "Antar pagi.")),
            ],
        },
        ["/orders/pools/{Id:long}"] = new("manager", town => $"/orders/pools/{town.Ids["pools/Id"]}")
        {
            Aims = [(own, _) => $"/orders/pools/{own.Ids["pools/Id"]}?cursor=palsu"],
            Forms =
            [
                new TaughtForm("share")
                {
                    Given = town => town.NewPool(),
                    Needs = Permission.AskForGoods,
                    // Another each time: one that is there already is no news.
                    Fill = (town, _) => Task.FromResult(new[] { ("location", town.Place), ("product", town.Product), ("quantity", Interlocked.Increment(ref s_share).ToString(System.Globalization.CultureInfo.InvariantCulture)) }),
                    Aims = [(_, theirs) => [("location", theirs.Place)], (_, theirs) => [("product", theirs.Product)]],
                },
                new TaughtForm("gather")
                {
                    Given = async town =>
                    {
                        await town.NewPool();
                        await town.NewProposal();
                    },
                    Fill = (town, _) => Task.FromResult(new[] { ("proposal", town.Ids["proposals/Id"]) }),
                    Needs = Permission.PlaceOrders,
                    Aims = [(_, theirs) => [("proposal", theirs.Ids["proposals/Id"])]],
                },
                new TaughtForm("decide") { Given = town => town.NewPool(), Needs = Permission.PlaceOrders, Keeps = "reason", Unseen = ["day"] }.Filled(("act", "cancel"), ("reason", Why)),
            ],
        },
        ["/orders/{Id:long}/answer"] = new("manager", town => $"/orders/{town.Ids["answer/Id"]}/answer")
        {
            Forms = [new TaughtForm("answer") { Given = town => town.NewSale("answer/Id", isAccepted: false) }.Filled(("act", "AcceptedWithChanges"), ("offer-1", "0"))],
        },
        ["/orders/{Id:long}/despatch"] = new("manager", town => $"/orders/{town.Ids["despatch/Id"]}/despatch")
        {
            Forms = [new TaughtForm("despatch") { Given = town => town.NewSale("despatch/Id", isAccepted: true) }],
        },
        ["/orders/{Id:long}/receipt"] = new("manager", town => $"/orders/{town.Ids["receipt/Id"]}/receipt")
        {
            Forms = [new TaughtForm("receipt") { Given = town => town.NewPurchase("receipt/Id", isSent: true) }],
        },
        ["/orders/{Id:long}/cancellation"] = new("manager", town => $"/orders/{town.Ids["cancellation/Id"]}/cancellation")
        {
            Forms = [new TaughtForm("cancellation") { Given = town => town.NewPurchase("cancellation/Id", isSent: false) }.Filled(("sure", "1"))],
        },
        ["/stock"] = new("manager", town => $"/stock?location={town.Place}") { Aims = [(_, theirs) => $"/stock?location={theirs.Place}"] },
        ["/stock/{Location}/{*Product}"] = new("manager", town => $"/stock/{town.Place}/{town.Product}")
        {
            Aims =
            [
                (own, theirs) => $"/stock/{own.Place}/{theirs.Product}",
                (own, theirs) => $"/stock/{theirs.Place}/{own.Product}",
                (own, _) => $"/stock/{own.Place}/{own.Product}?cursor=palsu",
            ],
            Forms =
            [
                new TaughtForm("record") { Needs = Permission.RecordStock, Aims = [(_, theirs) => [("act", "Transfer"), ("to", theirs.Place)]], Keeps = "document" }.Filled(("act", "Receive"), ("quantity", "3"), ("document", "SJ-7")),
                new TaughtForm("level")
                {
                    Needs = Permission.PlaceOrders,
                    Repeatable = "The same levels again.",
                    // Another each time: one that is there already is no act.
                    Fill = (_, _) => Task.FromResult(new[] { ("minimum", "3"), ("target", Interlocked.Increment(ref s_target).ToString(System.Globalization.CultureInfo.InvariantCulture)) }),
                },
            ],
        },
        ["/stock/sheet"] = new("manager", town => $"/stock/sheet?location={town.Place}&all=1")
        {
            Aims = [(_, theirs) => $"/stock/sheet?location={theirs.Place}"],
            Forms =
            [
                new TaughtForm("sheet")
                {
                    Fill = (town, _) => Task.FromResult(new[] { ($"q-{town.Ids["product"]}", "4") }),
                    Aims = [(_, theirs) => [($"q-{theirs.Ids["product"]}", "4")]],
                },
            ],
        },
        ["/stock/sheet/{Sheet:guid}"] = new("manager", town => $"/stock/sheet/{town.Ids["sheet/Sheet"]}"),
        ["/stock/upload"] = new("manager", town => $"/stock/upload?location={town.Place}")
        {
            Aims = [(_, theirs) => $"/stock/upload?location={theirs.Place}"],
            Forms =
            [
                new TaughtForm("look") { OnlyLooks = true },
                new TaughtForm("confirm")
                {
                    Fill = async (town, visit) => [("plan", await town.Plan(visit))],
                    Aims = [(_, theirs) => [("plan", theirs.Ids["plan"])]],
                },
            ],
        },
        ["/sync/conflicts"] = new("manager", _ => "/sync/conflicts") { Aims = [(_, _) => "/sync/conflicts?from=palsu"] },
        ["/sync/conflicts/{id:long}"] = new("manager", town => $"/sync/conflicts/{town.Ids["conflicts/id"]}")
        {
            Forms = [new TaughtForm("decide") { Given = town => town.NewConflict(), Needs = Permission.WorkMatters, Keeps = "reason" }.Filled(("act", "dismiss"), ("reason", Why))],
        },
        ["/sync/review"] = new("manager", _ => "/sync/review"),
        ["/sync/review/{id:long}"] = new("manager", town => $"/sync/review/{town.Ids["review/id"]}")
        {
            Forms =
            [
                new TaughtForm("decide")
                {
                    Given = town => town.NewLine(),
                    Needs = Permission.WorkMatters,
                    Aims =
                    [
                        (_, theirs) => [("act", "map"), ("product", $"{theirs.Product}/PCS"), ("reason", Why)],
                        (_, theirs) => [("act", "correct"), ("item", theirs.Product), ("reason", Why)],
                        (_, theirs) => [("act", "correct"), ("location", theirs.Place), ("reason", Why)],
                    ],
                    Keeps = "reason",
                }.Filled(("act", "dismiss"), ("reason", Why)),
            ],
        },
        ["/inbox"] = new("manager", _ => "/inbox")
        {
            Aims = [(_, _) => "/inbox?cursor=palsu"],
            Forms =
            [
                new TaughtForm("read-all") { Repeatable = "What is read stays read." },
                new TaughtForm("open-*") { Repeatable = "What is read stays read.", Aims = [(_, theirs) => [("_handler", $"open-{theirs.Ids["message"]}")]] },
            ],
        },
        ["/people"] = new("manager", _ => "/people")
        {
            Forms =
            [
                new TaughtForm("invite")
                {
                    Fill = (town, _) => Task.FromResult(new[] { ("email", $"{Guid.NewGuid():N}@halaman.example"), ("role", town.Roles.First) }),
                    Aims = [(_, theirs) => [("email", "orang-baru@halaman.example"), ("role", "shopkeeper"), ("shop", theirs.Place)]],
                },
                new TaughtForm("withdraw-*") { Given = town => town.NewInvitation(), Aims = [(_, theirs) => [("_handler", $"withdraw-{theirs.Ids["invitation"]}")]] },
                new TaughtForm("password-*") { Aims = [(_, theirs) => [("_handler", $"password-{theirs.Ids["people/Id"]}")]] },
            ],
        },
        ["/people/{Id:int}"] = new("manager", town => $"/people/{town.Ids["people/Id"]}")
        {
            Forms =
            [
                new TaughtForm("role")
                {
                    Given = town => town.NewPerson(),
                    Fill = (town, _) => Task.FromResult(new[] { ("role", town.Roles.Other) }),
                    Aims = [(_, theirs) => [("role", "shopkeeper"), ("shop", theirs.Place)]],
                },
                new TaughtForm("clear-code") { Given = town => town.NewPerson() },
                new TaughtForm("remove") { Given = town => town.NewPerson(), Keeps = "reason" }.Filled(("reason", Why)),
            ],
        },
        ["/keys"] = new("manager", _ => "/keys")
        {
            Forms =
            [
                new TaughtForm("make")
                {
                    Given = town => town.EndKeys(),
                    Fill = (town, _) => Task.FromResult(new[] { ("name", "Kunci baru"), ("connection", town.Names.Connection), ("scopes", "stock:read") }),
                    Aims = [(_, theirs) => [("name", "Kunci"), ("scopes", "stock:read"), ("connection", theirs.Names.Connection)]],
                    Keeps = "name",
                },
            ],
        },
        ["/keys/{Id}"] = new("manager", town => $"/keys/{town.Ids["keys/Id"]}")
        {
            Forms = [new TaughtForm("rotate") { Given = town => town.NewKey() }, new TaughtForm("revoke") { Given = town => town.NewKey(), Keeps = "reason" }.Filled(("reason", Why))],
        },
        ["/work"] = new("manager", _ => "/work") { Aims = [(_, _) => "/work?cursor=palsu", (_, _) => "/work?kind=palsu"] },
        ["/work/runs"] = new("manager", _ => "/work/runs") { Aims = [(_, _) => "/work/runs?cursor=palsu"] },
        ["/work/streams/{Id}"] = new("manager", town => $"/work/streams/{town.Ids["streams/Id"]}")
        {
            Forms = [new TaughtForm("step") { Given = town => town.Unpark(), Needs = Permission.KeepSystems, Keeps = "reason" }.Filled(("step", "park"), ("reason", Why))],
        },
        ["/work/files/{Id:long}"] = new("manager", town => $"/work/files/{town.Ids["files/Id"]}")
        {
            Forms = [new TaughtForm("retry") { Given = town => town.NewFile(), Needs = Permission.KeepSystems, Keeps = "reason" }.Filled(("reason", Why))],
        },
        ["/audit"] = new("manager", _ => "/audit") { Aims = [(_, _) => "/audit?cursor=palsu", (_, theirs) => $"/audit?kind=person&id={theirs.Ids["people/Id"]}", (_, theirs) => $"/audit?actor=person:{theirs.Ids["manager"]}"] },
        ["/account"] = new("manager", _ => "/account")
        {
            Forms =
            [
                new TaughtForm("passkey") { Repeatable = "A browser's answer is good for one challenge." },
                new TaughtForm("app") { Repeatable = "A code is wrong a minute later.", Unseen = ["code"] },
                new TaughtForm("password") { Repeatable = "The old password is wrong the second time." },
                new TaughtForm("messages") { Repeatable = "The same choice again." }.Filled(("digest", "never")),
                new TaughtForm("end-*") { Repeatable = "What has ended stays so.", Aims = [(_, theirs) => [("_handler", $"end-{theirs.Ids["session"]}")]] },
                new TaughtForm("unpasskey-*")
                {
                    Repeatable = "What is removed stays removed.",
                    Aims = [(_, theirs) => [("_handler", $"unpasskey-{theirs.Ids["passkey"]}"), ("confirmed", ConsoleTown.Password)]],
                }.Filled(("confirmed", ConsoleTown.Password)),
            ],
        },
        ["/sign-in"] = new("nobody", _ => "/sign-in")
        {
            Forms =
            [
                new TaughtForm("passkey") { Repeatable = "A browser's answer is good for one challenge." }.Filled(("credential", "{}")),
                new TaughtForm("sign-in") { Repeatable = "Signing in again is signing in." },
            ],
        },
        ["/sign-in/code"] = new("nobody", _ => "/sign-in/code") { Forms = [new TaughtForm("code") { Repeatable = "A code is good once.", Unseen = ["code"] }] },
        ["/forgot"] = new("nobody", _ => "/forgot"),
        ["/reset"] = new("nobody", town => $"/reset?person={town.Ids["people/Id"]}&token=palsu") { Forms = [new TaughtForm("reset") { Repeatable = "A link is good once." }] },
        ["/problems/{Slug}"] = new("nobody", _ => "/problems/not-found"),
        ["/invite/{Link}"] = new("nobody", _ => "/invite/palsu"),
    };

    /// <summary>The pages that the running gateway maps, by their addresses.</summary>
    internal static IReadOnlyDictionary<string, Type> Mapped(GatewayUnderTest gateway) => Endpoints(gateway)
        .Select(endpoint => (Template: $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}", Page: endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()?.Type))
        .Where(page => page.Page is not null)
        .DistinctBy(page => page.Template)
        .ToDictionary(page => page.Template, page => page.Page!, StringComparer.Ordinal);

    /// <summary>The addresses beside the pages that the console takes a POST at.</summary>
    internal static IEnumerable<string> Posts(GatewayUnderTest gateway) => Endpoints(gateway)
        .Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is null
            && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
        .Select(endpoint => endpoint.RoutePattern.RawText!)
        .Where(template => !template.StartsWith("/v1", StringComparison.Ordinal));

    /// <summary>Files that are downloaded, each with who may.</summary>
    internal static IReadOnlyList<string> Files { get; } = ["/register/export.csv", "/register/export.xlsx"];

    /// <summary>Addresses beside the pages that are asked for and give no table to anybody: assets, the line of events, the API and its pages.</summary>
    private static readonly string[] NoTables = ["/assets", "/live", "/v1", "/health", "/metrics", "/openapi", "/docs", "/jobs", "/problems", "/manifest", "/icon", "/favicon", "/_framework"];

    /// <summary>The addresses beside the pages that the running gateway answers a GET at, which may be a file to download.</summary>
    internal static IEnumerable<string> Gets(GatewayUnderTest gateway) => Endpoints(gateway)
        .Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is null
            && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") != false)
        .Select(endpoint => $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}")
        .Where(template => !Array.Exists(NoTables, other => template.StartsWith(other, StringComparison.Ordinal)));

    /// <summary>What the page reads of the query.</summary>
    internal static IEnumerable<string> QueryOf(Type page) => page
        .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .Select(property => (property.Name, Query: property.GetCustomAttribute<SupplyParameterFromQueryAttribute>()))
        .Where(property => property.Query is not null)
        .Select(property => property.Query!.Name ?? property.Name);

    /// <summary>The forms of the console's components, by the names in their fields.</summary>
    internal static IEnumerable<string> FormsInComponents() => typeof(Program).Assembly.GetTypes()
        .Where(type => typeof(IComponent).IsAssignableFrom(type))
        .SelectMany(type => type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
        .Select(property => property.GetCustomAttribute<SupplyParameterFromFormAttribute>()?.FormName)
        .OfType<string>()
        .Distinct(StringComparer.Ordinal);

    private static IEnumerable<RouteEndpoint> Endpoints(GatewayUnderTest gateway) =>
        gateway.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();
}
