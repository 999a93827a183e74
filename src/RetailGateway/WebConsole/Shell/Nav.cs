using RetailGateway.Access.People;
using RetailGateway.WebConsole.Start;

namespace RetailGateway.WebConsole.Shell;

/// <summary>One page in the navigation.</summary>
/// <param name="Permission">Who has it; null is everybody who is signed in.</param>
/// <param name="Href">Where it is; pages below it are part of it.</param>
/// <param name="Icon">Its symbol.</param>
/// <param name="Indonesian">Its short name.</param>
/// <param name="English">The same in English.</param>
internal sealed record NavItem(Permission? Permission, string Href, string Icon, string Indonesian, string English);

/// <summary>The navigation: a line a page, the daily ones first. A new page adds its line here.</summary>
internal static class Nav
{
    /// <summary>As many as a phone's bar has room for; with more, the last place leads to the rest.</summary>
    internal const int OnAPhone = 5;

    private static readonly NavItem Start = new(null, Beginning.Address, "board", "Awal", "Start");

    private static readonly NavItem[] Items =
    [
        new(Permission.SeeSync, "/", "sync", "Sinkron", "Sync"),
        new(Permission.SeeStock, "/stock", "stock", "Stok", "Stock"),
        new(Permission.SeeOrders, "/orders", "order", "Pesanan", "Orders"),
        new(null, "/inbox", "inbox", "Kotak masuk", "Inbox"),
        new(Permission.WorkMatters, "/sync/conflicts", "diff", "Selisih", "Differences"),
        new(Permission.WorkMatters, "/sync/review", "rule", "Kode", "Codes"),
        new(Permission.KeepRegister, "/register", "party", "Koperasi", "Co-ops"),
        new(Permission.KeepPeople, "/people", "user", "Orang", "People"),
        new(Permission.SeeWork, "/work", "wait", "Pekerjaan", "Work"),
        new(Permission.KeepSystems, "/keys", "key", "Kunci API", "API keys"),
        new(Permission.SeeAudit, "/audit", "log", "Catatan", "Audit log"),
    ];

    /// <summary>What somebody has.</summary>
    internal static IReadOnlyList<NavItem> Of(Visitor visitor) =>
        [.. Beginning.IsFor(visitor.Roles) ? [Start] : Array.Empty<NavItem>(), .. Items.Where(item => item.Permission is not { } needed || visitor.May(needed))];

    /// <summary>Where somebody begins.</summary>
    internal static string Home(Visitor visitor) => Of(visitor) is [var first, ..] ? first.Href : "/account";

    /// <summary>Where somebody goes on who has just signed in: to what they asked for, and else to where they begin.</summary>
    internal static string AfterSignIn(string? asked) => LocalAddress.Of(asked) is var address && address == "/" ? Beginning.Address : address;
}
