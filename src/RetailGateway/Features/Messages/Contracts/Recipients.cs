using Dapper;
using RetailGateway.Access;
using RetailGateway.Access.People;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Features.Messages.Contracts;

/// <summary>Whom the jobs write to: everybody, party by party, with what they chose.</summary>
internal sealed class Recipients(GatewayDb database)
{
    /// <summary>Read by the one role that may look at people.</summary>
    internal async Task<IReadOnlyList<IGrouping<PartyId, Recipient>>> ByParty(CancellationToken cancel)
    {
        await using var work = await database.BeginIdentity(cancel);
        var rows = await work.Connection.QueryAsync<Row>(new CommandDefinition(
            """
            select w.person_id, w.email, w.location_id, array_to_string(w.roles, ' ') as role_names, p.owner_id, p.kind, p.environment, c.connection_id,
                coalesce(l.time_zone, (select f.time_zone from location f where f.owner_id = p.owner_id order by f.location_id limit 1), 'WIB') as zone,
                m.digest, array_to_string(m.unwanted, ' ') as unwanted, m.language
            from person w
            join party p on p.owner_id = w.party_id
            join connection c on c.owner_id = w.party_id and c.kind = 'console'
            left join location l on l.owner_id = w.party_id and l.location_id = w.location_id
            left join message_choice m on m.owner_id = w.party_id and m.person_id = w.person_id
            where w.removed_at is null
            order by p.owner_id, w.person_id
            """,
            cancellationToken: cancel));
        return [.. rows.Select(row => row.Recipient()).GroupBy(person => person.Caller.Party)];
    }

    private sealed record Row(
        int PersonId, string Email, int? LocationId, string RoleNames, int OwnerId, string Kind, string Environment, int ConnectionId, string Zone,
        string? Digest, string? Unwanted, string? Language)
    {
        internal Recipient Recipient() => new(
            PersonId, Email, [.. RoleNames.Split(' ').Select(Access.People.RoleNames.Parse)], Zone, MessageChoice.Of(Digest, Unwanted, Language),
            new Caller(
                new PartyId(OwnerId), Enum.Parse<PartyKind>(Kind, ignoreCase: true), new ConnectionId(ConnectionId), Environment, KeyId: "", new HashSet<string>()),
            LocationId);
    }
}

/// <summary>Somebody to write to.</summary>
/// <param name="Person">Their number.</param>
/// <param name="Email">Their address.</param>
/// <param name="Roles">What they are to their party.</param>
/// <param name="Zone">WIB, WITA or WIT: their shop's, else their party's first location's.</param>
/// <param name="Choice">What they chose.</param>
/// <param name="Caller">Their party, whose rows are read as the party.</param>
/// <param name="Location">The one location whose rows they see; null for all of their party's.</param>
internal sealed record Recipient(int Person, string Email, IReadOnlyList<Role> Roles, string Zone, MessageChoice Choice, Caller Caller, int? Location = null);
