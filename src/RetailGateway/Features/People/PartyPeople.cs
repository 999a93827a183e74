using Dapper;
using Microsoft.AspNetCore.Identity;
using RetailGateway.Access;
using RetailGateway.Access.People;
using RetailGateway.Database;
using RetailGateway.Features.Audit.Contracts;
using RetailGateway.Features.Messages.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.People;

/// <summary>The people of one party, and the link to a new password for one of them.</summary>
internal sealed class PartyPeople(GatewayDb database, UserManager<Person> people, Writes writes)
{
    private const string Columns =
        """
        select w.person_id, w.name, w.email, array_to_string(w.roles, ' ') as role_names, l.code as shop_code, l.name as shop,
            w.two_factor_enabled as asks_for_code, w.two_factor_enabled or exists (select from person_passkey k where k.user_id = w.person_id) as is_strong,
            (select max(s.seen_at) from person_session s where s.person_id = w.person_id) as seen_at, w.removed_at is not null as is_gone
        from person w
        left join location l on l.owner_id = w.party_id and l.location_id = w.location_id
        where w.party_id = @party
        """;

    /// <summary>Everybody of the caller's party, by name.</summary>
    internal async Task<IReadOnlyList<PersonOfParty>> List(Caller caller, CancellationToken cancel) => [.. (await ListWithGone(caller, cancel)).Where(person => !person.IsGone)];

    /// <summary>Everybody of the caller's party and whoever was, by name: for whatever they did.</summary>
    internal async Task<IReadOnlyList<PersonOfParty>> ListWithGone(Caller caller, CancellationToken cancel)
    {
        await using var work = await database.BeginIdentity(cancel);
        return [.. await work.Connection.QueryAsync<PersonOfParty>($"{Columns} order by w.name, w.person_id", new { party = caller.Party.Value })];
    }

    /// <summary>One of them.</summary>
    /// <exception cref="Refusal">The caller's party has no such person, or not any more.</exception>
    internal async Task<PersonOfParty> Read(Caller caller, int id, CancellationToken cancel)
    {
        await using var work = await database.BeginIdentity(cancel);
        return await work.Connection.QuerySingleOrDefaultAsync<PersonOfParty>($"{Columns} and w.removed_at is null and w.person_id = @id", new { party = caller.Party.Value, id })
            ?? throw new Refusal(Problems.NotFound, "Your party has no such person.");
    }

    /// <summary>What everybody of the caller's party is called, or was, by their number: for whatever they did.</summary>
    internal async Task<IReadOnlyDictionary<int, string>> Names(Caller caller, CancellationToken cancel)
    {
        await using var work = await database.BeginIdentity(cancel);
        return (await work.Connection.QueryAsync<(int Person, string Name)>(new CommandDefinition(
            "select person_id, name from person where party_id = @party", new { party = caller.Party.Value }, cancellationToken: cancel)))
            .ToDictionary(row => row.Person, row => row.Name);
    }

    /// <summary>The shops that a shopkeeper may be given.</summary>
    internal async Task<IReadOnlyList<Shop>> Shops(Caller caller, CancellationToken cancel)
    {
        await using var work = await database.BeginIdentity(cancel);
        return [.. await work.Connection.QueryAsync<Shop>(
            "select location_id, code, name from location where owner_id = @party order by code", new { party = caller.Party.Value })];
    }

    /// <summary>One of them; null where the party has none of that code.</summary>
    internal static Task<Shop?> Shop(Work work, Caller caller, string? code) => work.Connection.QuerySingleOrDefaultAsync<Shop?>(
        "select location_id, code, name from location where owner_id = @party and code = @code", new { party = caller.Party.Value, code });

    /// <summary>Whether somebody may renew the password of a person with these roles.</summary>
    internal static bool MayRenew(Visitor visitor, IEnumerable<string> roles) =>
        roles.Select(RoleNames.Parse).All(Permissions.MayGive(visitor.Roles).Contains);

    /// <summary>The roles of the party whose people may renew the password of a person with these roles.</summary>
    internal static IReadOnlyList<Role> WhoRenews(Visitor visitor, IReadOnlyCollection<string> roles) =>
        [.. RoleNames.Of(visitor.Kind).Where(role => Permissions.Allow([role], Permission.KeepPeople)
            && roles.Select(RoleNames.Parse).All(Permissions.MayGive([role]).Contains))];

    /// <summary>The path of a link by which this person sets a new password, for a few hours; whoever asks hands it over.</summary>
    /// <returns>The path; null where this form made one before, for it is told once.</returns>
    /// <exception cref="Refusal">The visitor's party has no such person, or it is one whose password they may not renew.</exception>
    internal async Task<string?> PasswordLink(HttpContext http, Visitor visitor, string? form, int id)
    {
        var person = await people.FindByIdAsync(id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (person is null || person.PartyId != visitor.Caller.Party.Value)
        {
            throw new Refusal(Problems.NotFound, "Your party has no such person.");
        }

        if (!MayRenew(visitor, person.Roles))
        {
            throw Refusal.At(PersonChanges.NotYours, "You may not renew this person's password.");
        }

        var made = await writes.OnceForPeople(http, visitor.Caller, form, work =>
        {
            AuditLog.Write(work, visitor.Caller, "password-link", new AuditSubject("person", $"{id}"), before: null, after: null, reason: null);
            MessageLog.Add(work, visitor.Caller.Party, id, MessageKind.PasswordLink, new Named { Subject = visitor.Name }, "/account");
            return Task.CompletedTask;
        });
        return made ? ResetPath(person, await people.GeneratePasswordResetTokenAsync(person)) : null;
    }

    /// <summary>The path of the page on which somebody sets a new password.</summary>
    internal static string ResetPath(Person person, string token) => $"/reset?person={person.Id}&token={Uri.EscapeDataString(token)}";
}

/// <summary>Somebody of a party.</summary>
/// <param name="PersonId">Their number.</param>
/// <param name="Name">What they are called.</param>
/// <param name="Email">What they sign in with.</param>
/// <param name="RoleNames">What they are, by the names in the store, with a space between.</param>
/// <param name="ShopCode">The code of a shopkeeper's shop.</param>
/// <param name="Shop">Its name.</param>
/// <param name="AsksForCode">They are asked for a code beside the password.</param>
/// <param name="IsStrong">They have a passkey, or a code beside the password.</param>
/// <param name="SeenAt">When they were last there; null for never.</param>
/// <param name="IsGone">Their access was ended.</param>
internal sealed record PersonOfParty(
    int PersonId, string Name, string Email, string RoleNames, string? ShopCode, string? Shop, bool AsksForCode, bool IsStrong, DateTime? SeenAt, bool IsGone)
{
    /// <summary>What they are, by the names in the store.</summary>
    internal string[] Roles => RoleNames.Split(' ');
}

/// <summary>A location that somebody can keep.</summary>
/// <param name="LocationId">Its number.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
internal sealed record Shop(int LocationId, string Code, string Name);
