using Dapper;
using Npgsql;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;

namespace RetailGateway.Hosting;

/// <summary>
/// <c>parties create</c>: puts a party into the register from outside, above all its first authority, whose key then
/// registers the others by the API.
/// </summary>
internal static class PartiesCreate
{
    internal static async Task Run(Store store, string[] args, CancellationToken cancel)
    {
        string Needed(string name) => Store.Option(args, name) ?? throw new Misconfigured($"parties create needs {name}.");
        await using var database = new GatewayDb(store.Gateway, requestConnections: 1);
        var code = Needed("--code");
        var environment = Store.Option(args, "--environment") ?? "live";
        var id = await Create(database, environment, code, Needed("--name"), Needed("--kind"), Store.Option(args, "--cooperative-kind"), cancel);
        Console.WriteLine($"party {id} is {code}, {environment}; its connection is console");
    }

    /// <summary>A new party with its console connection; its number.</summary>
    /// <exception cref="Misconfigured">The code is taken, or a value is not one that the register knows.</exception>
    internal static async Task<int> Create(
        GatewayDb database, string environment, string code, string name, string kind, string? cooperativeKind, CancellationToken cancel)
    {
        if (!Names.TryRead<PartyKind>(kind, out var known) || (cooperativeKind is not null && !Names.TryRead<CooperativeKind>(cooperativeKind, out _)))
        {
            throw new Misconfigured(
                $"--kind takes {Choices<PartyKind>()}, and --cooperative-kind takes {Choices<CooperativeKind>()}.");
        }

        if ((known == PartyKind.Cooperative) != (cooperativeKind is not null))
        {
            throw new Misconfigured("A cooperative needs --cooperative-kind; nobody else has one.");
        }

        await using var jobs = await database.Jobs.OpenConnectionAsync(cancel);
        try
        {
            return await jobs.ExecuteScalarAsync<int>(
                """
                insert into party (code, name, kind, cooperative_kind, environment)
                values (@code, @name, @kind, @cooperativeKind, @environment)
                returning owner_id
                """,
                new { code, name, kind, cooperativeKind, environment });
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.CheckViolation)
        {
            throw new Misconfigured(error.ConstraintName switch
            {
                "party_code_is_taken" => $"There is a {environment} party {code} already. It stands as it was.",
                "party_code_has_a_shape" => "--code takes 2 to 40 capital letters, digits and hyphens, no hyphen first.",
                "party_environment_is_known" => "--environment takes live or test.",
                _ => $"Refused by the rule '{error.ConstraintName?.Replace('_', ' ')}'.",
            });
        }
    }

    private static string Choices<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(Names.Of));
}
