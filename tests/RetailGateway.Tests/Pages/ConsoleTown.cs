using RetailGateway.Hosting;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Pages;

/// <summary>People of a town's parties who sign in to its console.</summary>
internal static class ConsoleTown
{
    internal const string Password = "kata-sandi-uji-1";

    private static int people;

    /// <summary>Somebody new of the town's cooperative, or of another party; their number and their email. A shopkeeper's is the shop.</summary>
    internal static async Task<(int Number, string Email)> Someone(this Town town, string role, string? party = null, string shop = Town.Shop)
    {
        var email = $"{role}-{Interlocked.Increment(ref people)}@halaman.example";
        var number = await PeopleCreate.Create(
            town.Database, town.Environment, party ?? town.CoopCode, email, $"Uji {role}", [role], role == "shopkeeper" ? shop : null, Password, TestContext.Current.CancellationToken);
        return (number, email);
    }

    /// <summary>Somebody new, signed in.</summary>
    internal static async Task<ConsoleVisit> Visit(this Town town, string role, string? party = null, string shop = Town.Shop) =>
        await ConsoleVisit.SignedIn(town.Address, (await town.Someone(role, party, shop)).Email);

    /// <summary>A city's office; its code.</summary>
    internal static async Task<string> Office(this Town town)
    {
        var code = $"DINAS-{Interlocked.Increment(ref people)}";
        await PartiesCreate.Create(town.Database, town.Environment, code, "Dinas Koperasi", "authority", cooperativeKind: null, TestContext.Current.CancellationToken);
        return code;
    }
}
