using RetailGateway.Access.People;

namespace RetailGateway.WebConsole.Start;

/// <summary>Who begins on the page that says what is theirs already and what comes later: whoever's own work has no page yet.</summary>
internal static class Beginning
{
    /// <summary>What one works on day by day in the pages that are there.</summary>
    private static readonly Permission[] Worked = [Permission.RecordStock, Permission.WorkMatters, Permission.KeepRegister, Permission.KeepSystems];

    /// <summary>What has no page yet, in the order of a trade. Whatever gets one leaves this list.</summary>
    private static readonly Permission[] Coming = [Permission.SeePlacements, Permission.SeeInvoices, Permission.SeeSettlements];

    /// <summary>Where it is.</summary>
    internal const string Address = "/start";

    /// <summary>Whether people with these roles begin there.</summary>
    internal static bool IsFor(IReadOnlyCollection<Role> roles) => !Array.Exists(Worked, work => Permissions.Allow(roles, work));

    /// <summary>What comes later for people with these roles.</summary>
    internal static IReadOnlyList<Permission> Later(IReadOnlyCollection<Role> roles) => [.. Coming.Where(work => Permissions.Allow(roles, work))];
}
