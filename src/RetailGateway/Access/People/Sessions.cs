using Npgsql;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Access.People;

/// <summary>Where people are signed in; one row a place, looked at with each request of theirs.</summary>
internal sealed class Sessions(GatewayDb database)
{
    private const int MostText = 300;
    private static readonly IReadOnlySet<string> NoScopes = new HashSet<string>();

    /// <summary>A new place where somebody is signed in.</summary>
    internal async Task<Guid> Begin(int person, HttpContext http, CancellationToken cancel)
    {
        var session = Guid.NewGuid();
        var browser = http.Request.Headers.UserAgent.ToString();
        await Run(
            "insert into person_session (session_id, person_id, user_agent, address) values ($1, $2, $3, $4)",
            cancel,
            session, person, browser[..Math.Min(browser.Length, MostText)], http.Connection.RemoteIpAddress?.ToString() ?? "");
        return session;
    }

    /// <summary>Who is signed in there; null where it or their access has ended, it was idle for two weeks, or the credentials have changed since.</summary>
    internal async Task<Visitor?> Find(Guid session, string? securityStamp, CancellationToken cancel)
    {
        await using var command = Command(
            """
            select w.person_id, w.name, w.email, w.roles, w.security_stamp, p.name, p.kind, p.environment, p.owner_id, c.connection_id,
                l.location_id, l.name,
                coalesce(l.time_zone, (select f.time_zone from location f where f.owner_id = p.owner_id order by f.location_id limit 1), 'WIB'),
                s.seen_at < now() - interval '1 minute'
            from person_session s
            join person w on w.person_id = s.person_id
            join party p on p.owner_id = w.party_id
            join connection c on c.owner_id = w.party_id and c.kind = 'console'
            left join location l on l.owner_id = w.party_id and l.location_id = w.location_id
            where s.session_id = $1 and s.ended_at is null and s.seen_at > now() - interval '14 days'
            """,
            session);
        bool stale;
        Visitor visitor;
        await using (var rows = await command.ExecuteReaderAsync(cancel))
        {
            if (!await rows.ReadAsync(cancel) || rows.GetString(4) != securityStamp)
            {
                return null;
            }

            visitor = Read(rows, session);
            stale = rows.GetBoolean(13);
        }

        if (stale)
        {
            await Run("update person_session set seen_at = now() where session_id = $1", cancel, session);
        }

        return visitor;
    }

    /// <summary>Those of these places where somebody is signed in still.</summary>
    internal async Task<IReadOnlySet<Guid>> SignedIn(Guid[] of, CancellationToken cancel)
    {
        await using var command = Command(
            "select session_id from person_session where session_id = any ($1) and ended_at is null and seen_at > now() - interval '14 days'", of);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var signedIn = new HashSet<Guid>();
        while (await rows.ReadAsync(cancel))
        {
            signedIn.Add(rows.GetGuid(0));
        }

        return signedIn;
    }

    /// <summary>The places where somebody is signed in, the latest used first.</summary>
    internal async Task<IReadOnlyList<Place>> Of(int person, CancellationToken cancel)
    {
        await using var command = Command(
            """
            select session_id, began_at, seen_at, user_agent, address from person_session
            where person_id = $1 and ended_at is null and seen_at > now() - interval '14 days'
            order by seen_at desc limit 50
            """,
            person);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var places = new List<Place>();
        while (await rows.ReadAsync(cancel))
        {
            places.Add(new Place(rows.GetGuid(0), rows.GetFieldValue<DateTimeOffset>(1), rows.GetFieldValue<DateTimeOffset>(2), rows.GetString(3), rows.GetString(4)));
        }

        return places;
    }

    /// <summary>Signs somebody out at one place of theirs; of another's it does nothing.</summary>
    internal Task End(int person, Guid session, CancellationToken cancel) =>
        Run("update person_session set ended_at = now() where person_id = $1 and session_id = $2 and ended_at is null", cancel, person, session);

    /// <summary>Signs somebody out everywhere else.</summary>
    internal Task EndOthers(int person, Guid session, CancellationToken cancel) =>
        Run("update person_session set ended_at = now() where person_id = $1 and session_id <> $2 and ended_at is null", cancel, person, session);

    private static Visitor Read(NpgsqlDataReader rows, Guid session)
    {
        var roles = rows.GetFieldValue<string[]>(3).Select(RoleNames.Parse).ToArray();
        var shop = rows.IsDBNull(10) ? (LocationId?)null : new LocationId(rows.GetInt32(10));
        var caller = new Caller(
            new PartyId(rows.GetInt32(8)), Enum.Parse<PartyKind>(rows.GetString(6), ignoreCase: true), new ConnectionId(rows.GetInt32(9)),
            rows.GetString(7), KeyId: "", NoScopes)
        {
            Person = rows.GetInt32(0),
            Location = shop,
        };
        return new Visitor(
            rows.GetInt32(0), session, rows.GetString(1), rows.GetString(2), roles, rows.GetString(5), shop is null ? null : rows.GetString(11), rows.GetString(12), caller);
    }

    private NpgsqlCommand Command(string text, params ReadOnlySpan<object> values)
    {
        var command = database.Identity.CreateCommand(text);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private async Task Run(string text, CancellationToken cancel, params object[] values)
    {
        await using var command = Command(text, values);
        await command.ExecuteNonQueryAsync(cancel);
    }
}

/// <summary>One place where somebody is signed in.</summary>
/// <param name="Session">Its number.</param>
/// <param name="BeganAt">When they signed in.</param>
/// <param name="SeenAt">When they were last there, to the minute.</param>
/// <param name="UserAgent">What the browser says of itself.</param>
/// <param name="Address">Where the connection came from.</param>
internal sealed record Place(Guid Session, DateTimeOffset BeganAt, DateTimeOffset SeenAt, string UserAgent, string Address);
