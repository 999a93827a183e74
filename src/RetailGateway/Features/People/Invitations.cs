using System.Security.Cryptography;
using Dapper;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using RetailGateway.Access.People;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Audit.Contracts;
using RetailGateway.Features.Messages.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.People;

/// <summary>Invitations: a link that works once, shown once to whoever invites, and mailed where mail is set up. Only the secret's SHA-256 is kept.</summary>
internal sealed class Invitations(GatewayDb database, UserManager<Person> people, Mails mails, Writes writes)
{
    private const int SecretBytes = 24;
    private const int DaysOpen = 3;

    /// <summary>Of an invitation's name: so much of the hash of its secret.</summary>
    private const int NameLength = 12;

    /// <summary>The open invitations of a party whose makers are of it still.</summary>
    private const string OpenOnes =
        """
        select left(encode(i.secret_sha256, 'hex'), 12) as name, i.email, array_to_string(i.roles, ' ') as role_names, l.name as shop, i.expires_at, w.name as inviter
        from invitation i
        join person w on w.person_id = i.invited_by and w.removed_at is null
        left join location l on l.owner_id = i.party_id and l.location_id = i.location_id
        where i.party_id = @party and i.taken_at is null and i.withdrawn_at is null and i.expires_at > now()
        """;

    /// <summary>The roles that somebody may invite others to.</summary>
    internal static IReadOnlyList<Role> Possible(Visitor visitor) =>
        [.. RoleNames.Of(visitor.Kind).Where(Permissions.MayGive(visitor.Roles).Contains)];

    /// <summary>Invites somebody into the visitor's party, once for each number that a form carries.</summary>
    /// <param name="http">The request.</param>
    /// <param name="visitor">Who invites.</param>
    /// <param name="form">The form's number.</param>
    /// <param name="email">Whom.</param>
    /// <param name="role">As what.</param>
    /// <param name="shop">A shopkeeper's shop.</param>
    /// <param name="language">Of the mail: <c>id</c> or <c>en</c>.</param>
    /// <returns>The path of the link; null where this form made it before, for it is told once.</returns>
    /// <exception cref="Refusal">The visitor may not give that role, a shopkeeper has no shop, or the email is none, or somebody's.</exception>
    internal async Task<string?> Invite(HttpContext http, Visitor visitor, string? form, string email, Role role, string? shop, string language)
    {
        if (!Possible(visitor).Contains(role))
        {
            throw Refusal.At("#/role", "You may not give that role to people of this party.");
        }

        if (!Mails.IsAddress(email))
        {
            throw Refusal.At("#/email", "An email address is expected.");
        }

        if (await people.FindByEmailAsync(email) is not null)
        {
            throw Refusal.At("#/email", "Somebody signs in with that email already.");
        }

        var (caller, secret) = (visitor.Caller, RandomNumberGenerator.GetBytes(SecretBytes));
        var path = $"/invite/{WebEncoders.Base64UrlEncode(secret)}";
        var made = await writes.OnceForPeople(http, caller, form, async work =>
        {
            var location = role == Role.Shopkeeper
                ? (await PartyPeople.Shop(work, caller, shop) ?? throw Refusal.At("#/shop", "A shopkeeper keeps one of the party's locations.")).LocationId
                : (int?)null;
            await work.Connection.ExecuteAsync(
                """
                insert into invitation (secret_sha256, party_id, email, roles, location_id, invited_by, expires_at)
                values (@hash, @party, @email, @roles, @location, @inviter, now() + make_interval(days => @days))
                """,
                new { hash = SHA256.HashData(secret), party = caller.Party.Value, email, roles = new[] { role.Name() }, location, inviter = visitor.Person, days = DaysOpen });
            AuditLog.Write(work, caller, "invite", Subject(Convert.ToHexStringLower(SHA256.HashData(secret))[..NameLength]), null, new { role = role.Name(), shop }, null);
            if (mails.AreOffered)
            {
                mails.Queue(work, caller.Party, Letter.Invitation(language, email, visitor.PartyName, mails.Link(path), TimeSpan.FromDays(DaysOpen)));
            }
        });
        return made ? path : null;
    }

    /// <summary>The open invitations to roles that the visitor may give, the first to expire first.</summary>
    internal async Task<IReadOnlyList<OpenInvitation>> Open(Visitor visitor, CancellationToken cancel)
    {
        await using var work = await database.BeginIdentity(cancel);
        var open = await work.Connection.QueryAsync<OpenInvitation>($"{OpenOnes} order by i.expires_at, name", new { party = visitor.Caller.Party.Value });
        return [.. open.Where(invitation => invitation.MayBeWithdrawn(visitor))];
    }

    /// <summary>Takes an open invitation back: its link works no more.</summary>
    /// <returns>False where this form did it before.</returns>
    /// <exception cref="Refusal">The visitor's party has no such open invitation, or its role is one that they may not give.</exception>
    internal Task<bool> Withdraw(HttpContext http, Visitor visitor, string? form, string name) =>
        writes.OnceForPeople(http, visitor.Caller, form, async work =>
        {
            var open = await work.Connection.QuerySingleOrDefaultAsync<OpenInvitation>(
                $"{OpenOnes} and left(encode(i.secret_sha256, 'hex'), 12) = @name for update of i", new { party = visitor.Caller.Party.Value, name });
            if (open?.MayBeWithdrawn(visitor) != true)
            {
                throw new Refusal(Problems.NotFound, "Your party has no such open invitation to a role that you may give.");
            }

            await work.Connection.ExecuteAsync(
                "update invitation set withdrawn_at = now() where party_id = @party and left(encode(secret_sha256, 'hex'), 12) = @name",
                new { party = visitor.Caller.Party.Value, name });
            AuditLog.Write(work, visitor.Caller, "withdraw", Subject(name), new { role = open.RoleNames }, after: null, reason: null);
        });

    /// <summary>
    /// What a link invites to; null where it is none, was used, was withdrawn, or has expired, and where whoever made it may not give its
    /// role any more.
    /// </summary>
    internal async Task<Invitation?> Find(string link, CancellationToken cancel)
    {
        if (Hash(link) is not { } hash)
        {
            return null;
        }

        await using var work = await database.BeginIdentity(cancel);
        var found = await work.Connection.QuerySingleOrDefaultAsync<Invitation>(
            """
            select i.party_id, p.name as party, i.email, array_to_string(i.roles, ' ') as role_names, i.location_id, l.name as shop, i.expires_at,
                array_to_string(w.roles, ' ') as inviter_role_names
            from invitation i
            join party p on p.owner_id = i.party_id
            join person w on w.person_id = i.invited_by and w.removed_at is null
            left join location l on l.owner_id = i.party_id and l.location_id = i.location_id
            where i.secret_sha256 = @hash and i.taken_at is null and i.withdrawn_at is null and i.expires_at > now()
            """,
            new { hash });
        return found is { MayBeTaken: true } ? found : null;
    }

    /// <summary>Takes an invitation: the person is there, with this password.</summary>
    /// <returns>The person, or what is wrong with the password; null where the invitation is none any more.</returns>
    internal async Task<(Person? Person, IReadOnlyList<string> Wrong)?> Take(string link, string name, string password, CancellationToken cancel)
    {
        if (await Find(link, cancel) is not { } invitation)
        {
            return null;
        }

        var person = new Person
        {
            PartyId = invitation.PartyId,
            Name = name.Trim(),
            Roles = invitation.Roles,
            LocationId = invitation.LocationId,
            UserName = invitation.Email,
            Email = invitation.Email,
            EmailConfirmed = true,
        };
        foreach (var validator in people.PasswordValidators)
        {
            if (await validator.ValidateAsync(people, person, password) is { Succeeded: false } refused)
            {
                return (null, [.. refused.Errors.Select(error => error.Code)]);
            }
        }

        // Taken first: of two who come at once with the same link, one finds it used.
        await using var work = await database.BeginIdentity(cancel);
        if (await work.Connection.ExecuteScalarAsync<int?>(
            "update invitation set taken_at = now() where secret_sha256 = @hash and taken_at is null and withdrawn_at is null and expires_at > now() returning invited_by",
            new { hash = Hash(link) }) is not { } inviter)
        {
            return null;
        }

        var created = await people.CreateAsync(person, password);
        if (!created.Succeeded)
        {
            return (null, [.. created.Errors.Select(error => error.Code)]);
        }

        MessageLog.Add(work, new PartyId(invitation.PartyId), inviter, MessageKind.Joined, new Named { Subject = person.Name, Place = invitation.Email }, "/people");
        await work.Commit(cancel);
        return (person, []);
    }

    private static AuditSubject Subject(string name) => new("invitation", name);

    private static byte[]? Hash(string link)
    {
        try
        {
            return SHA256.HashData(WebEncoders.Base64UrlDecode(link));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

/// <summary>What a link invites to.</summary>
/// <param name="PartyId">Whose person one becomes.</param>
/// <param name="Party">Its name.</param>
/// <param name="Email">What one will sign in with.</param>
/// <param name="RoleNames">As what, with a space between.</param>
/// <param name="LocationId">A shopkeeper's shop.</param>
/// <param name="Shop">Its name.</param>
/// <param name="ExpiresAt">How long the link works.</param>
/// <param name="InviterRoleNames">What whoever made it is now, with a space between.</param>
internal sealed record Invitation(
    int PartyId, string Party, string Email, string RoleNames, int? LocationId, string? Shop, DateTime ExpiresAt, string InviterRoleNames)
{
    /// <summary>Whoever made it may still give what it gives.</summary>
    internal bool MayBeTaken => Roles.Select(Access.People.RoleNames.Parse).All(Permissions.MayGive([.. InviterRoleNames.Split(' ').Select(Access.People.RoleNames.Parse)]).Contains);

    /// <summary>As what, by the names in the store.</summary>
    internal string[] Roles => RoleNames.Split(' ');
}

/// <summary>An invitation that nobody has taken yet.</summary>
/// <param name="Name">What tells it from others; nothing of its secret.</param>
/// <param name="Email">Whom it invites.</param>
/// <param name="RoleNames">As what, by the names in the store, with a space between.</param>
/// <param name="Shop">The name of a shopkeeper's shop.</param>
/// <param name="ExpiresAt">How long its link works.</param>
/// <param name="Inviter">Who made it.</param>
internal sealed record OpenInvitation(string Name, string Email, string RoleNames, string? Shop, DateTime ExpiresAt, string Inviter)
{
    /// <summary>As what.</summary>
    internal IEnumerable<Role> Roles => RoleNames.Split(' ').Select(Access.People.RoleNames.Parse);

    /// <summary>By whoever may give what it gives.</summary>
    internal bool MayBeWithdrawn(Visitor visitor) => Roles.All(Permissions.MayGive(visitor.Roles).Contains);
}
