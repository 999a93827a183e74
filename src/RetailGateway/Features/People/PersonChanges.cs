using Dapper;
using RetailGateway.Access.People;
using RetailGateway.Database;
using RetailGateway.Features.Audit.Contracts;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Messages.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.People;

/// <summary>
/// Gives somebody of the visitor's party another role, or ends their access. Both hold with their next request: who somebody
/// is, is read with each.
/// </summary>
internal sealed class PersonChanges(Writes writes)
{
    /// <summary>The fault of a person whom the visitor may not change.</summary>
    internal const string NotYours = "#/person";

    private const int ReasonLength = 500;

    /// <summary>
    /// Whether the visitor may change a person with these roles. Nobody changes themselves: so whoever acts stays, and a
    /// party is never left without somebody who keeps its people.
    /// </summary>
    internal static bool May(Visitor visitor, int person, IEnumerable<string> roles) =>
        person != visitor.Person && visitor.May(Permission.KeepPeople) && roles.Select(RoleNames.Parse).All(Permissions.MayChange(visitor.Roles).Contains);

    /// <summary>The roles of the party whose people may change somebody with these roles.</summary>
    internal static IReadOnlyList<Role> Who(Visitor visitor, IReadOnlyCollection<string> roles) =>
        [.. RoleNames.Of(visitor.Kind).Where(role => Permissions.Allow([role], Permission.KeepPeople)
            && roles.Select(RoleNames.Parse).All(Permissions.MayChange([role]).Contains))];

    /// <summary>Gives a person this role in place of theirs, once for each number that a form carries.</summary>
    /// <returns>False where this form did it before.</returns>
    /// <exception cref="Refusal">The visitor may not change this person, may not give that role, or a shopkeeper has no shop.</exception>
    internal Task<bool> GiveRole(HttpContext http, Visitor visitor, string? form, int id, string? wanted, string? shop) =>
        writes.OnceForPeople(http, visitor.Caller, form, async work =>
        {
            var (actor, person) = await Locked(work, visitor, id);
            var role = Invitations.Possible(actor).Where(role => role.Name() == wanted).Select(role => (Role?)role).FirstOrDefault()
                ?? throw Refusal.At("#/role", "You may not give that role to people of this party.");
            var place = role == Role.Shopkeeper
                ? await PartyPeople.Shop(work, visitor.Caller, shop) ?? throw Refusal.At("#/shop", "A shopkeeper keeps one of the party's locations.")
                : null;
            var after = new PersonTold(role.Name(), place?.Code);
            if (person.Told == after)
            {
                return;
            }

            // A new stamp: what the framework read of this person before, it does not write back.
            await work.Connection.ExecuteAsync(
                "update person set roles = @roles, location_id = @location, concurrency_stamp = gen_random_uuid()::text where person_id = @id",
                new { roles = new[] { role.Name() }, location = place?.LocationId, id });
            AuditLog.Write(work, visitor.Caller, "give-role", new AuditSubject("person", $"{id}"), person.Told, after, reason: null);
        });

    /// <summary>Ends a person's access: where they are signed in, what they could sign in with, and the invitations that they made.</summary>
    /// <returns>False where this form did it before.</returns>
    /// <exception cref="Refusal">The visitor may not change this person, or no reason is given.</exception>
    internal Task<bool> Remove(HttpContext http, Visitor visitor, string? form, int id, string? given) =>
        writes.OnceForPeople(http, visitor.Caller, form, async work =>
        {
            var check = new Check();
            var reason = check.Text("/reason", given, ReasonLength);
            check.Done();
            var (_, person) = await Locked(work, visitor, id);

            // A new security stamp: not even a sign-in that is under way just now comes to anything.
            await work.Connection.ExecuteAsync(
                """
                update person set removed_at = now(), password_hash = null, two_factor_enabled = false, security_stamp = gen_random_uuid()::text,
                    concurrency_stamp = gen_random_uuid()::text
                where person_id = @id;
                update person_session set ended_at = now() where person_id = @id and ended_at is null;
                delete from person_passkey where user_id = @id;
                delete from person_token where user_id = @id
                """,
                new { id });
            AuditLog.Write(work, visitor.Caller, "remove", new AuditSubject("person", $"{id}"), person.Told, after: null, reason);
        });

    /// <summary>
    /// Has a person asked for no code any more, who lost both phone and recovery codes; they are told of it, and signed out
    /// everywhere. For whoever may renew their password, except themselves.
    /// </summary>
    /// <returns>False where this form did it before.</returns>
    /// <exception cref="Refusal">The visitor may not renew this person's password.</exception>
    internal Task<bool> ClearCode(HttpContext http, Visitor visitor, string? form, int id) =>
        writes.OnceForPeople(http, visitor.Caller, form, async work =>
        {
            var (actor, person) = await Locked(work, visitor, id);
            if (!PartyPeople.MayRenew(actor, person.Roles))
            {
                throw Refusal.At(NotYours, "You may not renew this person's password, nor clear their code.");
            }

            if (!await SignInCodes.Clear(work, id))
            {
                return;
            }

            await work.Connection.ExecuteAsync("update person_session set ended_at = now() where person_id = @id and ended_at is null", new { id });
            AuditLog.Write(work, visitor.Caller, "clear-code", new AuditSubject("person", $"{id}"), before: null, after: null, reason: null);
            MessageLog.Add(work, visitor.Caller.Party, id, MessageKind.CodeCleared, new Named { Subject = visitor.Name }, "/account");
        });

    /// <summary>
    /// Locks whoever acts and the person, the lower number first, and judges by what they are then: of two who would end
    /// each other's access, the second has none any more.
    /// </summary>
    private static async Task<(Visitor Actor, Row Person)> Locked(Work work, Visitor visitor, int id)
    {
        var rows = (await work.Connection.QueryAsync<Row>(
            """
            select w.person_id, array_to_string(w.roles, ' ') as role_names, l.code as shop
            from person w
            left join location l on l.owner_id = w.party_id and l.location_id = w.location_id
            where w.party_id = @party and w.person_id = any (@ids) and w.removed_at is null
            order by w.person_id
            for no key update of w
            """,
            new { party = visitor.Caller.Party.Value, ids = new[] { visitor.Person, id } })).ToDictionary(row => row.PersonId);
        if (!rows.TryGetValue(id, out var person))
        {
            throw new Refusal(Problems.NotFound, "Your party has no such person.");
        }

        var actor = visitor with { Roles = rows.TryGetValue(visitor.Person, out var own) ? [.. own.Roles.Select(RoleNames.Parse)] : [] };
        return May(actor, id, person.Roles)
            ? (actor, person)
            : throw Refusal.At(NotYours, "You may not change this person: nobody changes themselves, or whoever has a role above their own.");
    }

    private sealed record Row(int PersonId, string RoleNames, string? Shop)
    {
        internal string[] Roles => RoleNames.Split(' ');

        /// <summary>What the audit log says of them.</summary>
        internal PersonTold Told => new(string.Join(", ", Roles), Shop);
    }

    private sealed record PersonTold(string Role, string? Shop);
}
