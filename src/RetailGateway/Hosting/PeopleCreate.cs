using System.Security.Cryptography;
using Dapper;
using Microsoft.AspNetCore.Identity;
using Npgsql;
using RetailGateway.Access.People;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Hosting;

/// <summary><c>people create</c>: somebody who signs in to the console, with a password that is printed once. The first of a party; they invite the others.</summary>
internal static class PeopleCreate
{
    private const int PasswordBytes = 10;

    internal static async Task Run(Store store, string[] args, CancellationToken cancel)
    {
        string Needed(string name) => Store.Option(args, name) ?? throw new Misconfigured($"people create needs {name}.");
        await using var database = new GatewayDb(store.Gateway, requestConnections: 2);
        var password = NewPassword();
        await Create(
            database,
            Store.Option(args, "--environment") ?? "live",
            Needed("--party"),
            Needed("--email"),
            Needed("--name"),
            Needed("--roles").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            Store.Option(args, "--location"),
            password,
            cancel);
        Console.WriteLine(password);
    }

    /// <summary>A password that nobody has to think of, and that can be read aloud.</summary>
    internal static string NewPassword() => string.Join('-', Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PasswordBytes)).Chunk(5).Select(part => new string(part)));

    /// <summary>A new person; their number.</summary>
    /// <exception cref="Misconfigured">No such party or location, a role that the party's people cannot have, or the email is taken.</exception>
    internal static async Task<int> Create(
        GatewayDb database, string environment, string party, string email, string name, string[] roles, string? location, string password, CancellationToken cancel)
    {
        await using var identity = await database.Identity.OpenConnectionAsync(cancel);
        var found = await identity.QuerySingleOrDefaultAsync<(int Owner, string Kind)?>(
            "select owner_id, kind from party where environment = @environment and code = @party", new { environment, party });
        var (owner, kind) = found ?? throw new Misconfigured($"There is no {environment} party {party}.");
        var possible = RoleNames.Of(Enum.Parse<PartyKind>(kind, ignoreCase: true)).Select(role => role.Name()).ToArray();
        if (roles.Length == 0 || roles.Except(possible, StringComparer.Ordinal).Any())
        {
            throw new Misconfigured($"--roles takes some of {string.Join(", ", possible)} for people of {party}.");
        }

        int? shop = location is null ? null : await identity.QuerySingleOrDefaultAsync<int?>(
            "select location_id from location where owner_id = @owner and code = @location", new { owner, location })
            ?? throw new Misconfigured($"{party} has no location {location}.");
        var person = new Person { PartyId = owner, Name = name, Roles = roles };
        try
        {
            return await identity.QuerySingleAsync<int>(
                """
                insert into person (party_id, name, roles, location_id, user_name, normalized_user_name, email, normalized_email,
                    email_confirmed, password_hash, security_stamp, concurrency_stamp)
                values (@owner, @name, @roles, @shop, @email, upper(@email), @email, upper(@email), true, @hash, @stamp, @stamp)
                returning person_id
                """,
                new { owner, name, roles, shop, email, hash = new PasswordHasher<Person>().HashPassword(person, password), stamp = Guid.NewGuid().ToString("N") });
        }
        catch (PostgresException error) when (error.SqlState is PostgresErrorCodes.CheckViolation or PostgresErrorCodes.UniqueViolation)
        {
            throw new Misconfigured(error.ConstraintName switch
            {
                "person_keeps_one_shop" => "A shopkeeper needs --location, and has that role alone; others have none.",
                "person_has_an_email_of_their_own" or "person_signs_in_by_one_name" => $"{email} belongs to somebody already.",
                _ => error.MessageText,
            });
        }
    }
}
