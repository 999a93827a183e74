using static RetailGateway.Access.People.Permission;

namespace RetailGateway.Access.People;

/// <summary>
/// Who may see and do what: one table, pure, and closed to what it does not name. Whose rows somebody sees is not said
/// here: the store decides that by party and shop.
/// </summary>
internal static class Permissions
{
    private static readonly Permission[] SeesTrade =
        [SeeSync, SeeStock, SeeCatalogue, SeeOrders, SeePlacements, SeeInvoices, SeeSettlements, SeePartners, SeeAudit];

    /// <summary>Whether any of these roles permits it.</summary>
    internal static bool Allow(IEnumerable<Role> roles, Permission permission) => roles.Any(role => Of(role).Contains(permission));

    /// <summary>The roles that permit it, in the order in which they are declared.</summary>
    internal static IReadOnlyList<Role> Who(Permission permission) => [.. Enum.GetValues<Role>().Where(role => Of(role).Contains(permission))];

    /// <summary>
    /// The roles that somebody may let others have, and whose passwords they may renew: never one above their own, or
    /// whoever keeps people could approve and pay in another's name; and whoever approves above the limit none that pays, or
    /// with a link in their hands they could do both.
    /// </summary>
    internal static IReadOnlyCollection<Role> MayGive(IReadOnlyCollection<Role> roles) =>
        [.. MayChange(roles).Where(given => !(Allow(roles, ApproveAboveLimit) && Of(given).Contains(Pay)))];

    /// <summary>The roles whose people somebody may give another role, or end the access of: to take a role away opens none.</summary>
    internal static IReadOnlyCollection<Role> MayChange(IReadOnlyCollection<Role> roles) => [.. roles.SelectMany(role => role switch
    {
        Role.Administrator => Enum.GetValues<Role>(),
        Role.Chair => [Role.Shopkeeper, Role.Clerk, Role.Manager, Role.Treasurer, Role.Chair],
        Role.Manager => [Role.Shopkeeper, Role.Clerk, Role.Manager],
        Role.PartnerUser => [Role.PartnerUser, Role.PartnerEngineer],
        _ => Array.Empty<Role>(),
    }).Distinct()];

    /// <summary>What one role permits.</summary>
    internal static IReadOnlyCollection<Permission> Of(Role role) => role switch
    {
        Role.Shopkeeper => [SeeSync, SeeStock, RecordStock, SeeCatalogue, SeeOrders, AskForGoods, ReceiveGoods, SeePlacements, ReportShelves],
        Role.Clerk => [.. SeesTrade, WorkMatters, RecordStock, KeepCatalogue, PlaceOrders, AskForGoods, ReceiveGoods, ReportShelves, DisputeInvoices],
        Role.Manager =>
            [.. SeesTrade, WorkMatters, RecordStock, KeepCatalogue, PlaceOrders, AskForGoods, ReceiveGoods, ReportShelves, DisputeInvoices, KeepTerms, KeepSystems, KeepPeople, SeeWork],
        Role.Treasurer => [.. SeesTrade, DisputeInvoices, ApproveInvoices, Pay],
        Role.Chair => [.. SeesTrade, DisputeInvoices, ApproveInvoices, ApproveAboveLimit, KeepPeople],
        Role.PartnerUser => [.. SeesTrade, ReportShelves, DisputeInvoices, KeepTerms, KeepPeople],
        Role.PartnerEngineer => [SeeSync, WorkMatters, SeeStock, SeeCatalogue, SeeOrders, SeePlacements, SeePartners, KeepSystems, SeeAudit, SeeWork],
        Role.Inspector => [SeePlacements, ReportShelves],
        Role.Officer => [SeeSync, SeePlacements, ReportShelves, DecidePlacements, SeePartners, KeepRegister, SeeAudit],
        Role.Administrator => [SeeSync, SeePartners, KeepSystems, SeeAudit, KeepPeople, SeeWork, SeeJobs],
        _ => [],
    };
}
