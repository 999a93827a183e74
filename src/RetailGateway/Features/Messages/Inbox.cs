using Dapper;
using RetailGateway.Access.People;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Messages.Contracts;
using RetailGateway.Features.Orders.Contracts;
using RetailGateway.Features.Sync.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Messages;

/// <summary>Somebody's inbox: what is asked of them, and what happened. The store shows a person theirs alone.</summary>
internal sealed class Inbox(GatewayDb database, AskedOf asked)
{
    /// <summary>How much waits for somebody, for the navigation: what they have not read, and what is open of their party's where they work it.</summary>
    internal async Task<Waiting> Waiting(Visitor visitor, CancellationToken cancel)
    {
        var open = Concern.Is(visitor.Roles, ofAdministrator: false) ? WaitingMatters.Figures : WaitingMatters.Nothing;
        var orders = WaitingOrders.Figure(visitor.May(Permission.PlaceOrders), visitor.May(Permission.ReceiveGoods));
        // Every page asks: the setting of whose rows these are goes in the same round trip.
        await using var work = await database.BeginOwn(visitor.Caller, visitor.Person, cancel);
        await using var batch = work.Batch();
        batch.BatchCommands.Add(Sql.Command(
            $"select (select count(*) from message where owner_id = $1 and person_id = $2 and read_at is null), {open}, {orders}", visitor.Caller.Party.Value, visitor.Person));
        await using var row = await Work.Read(batch, cancel);
        await row.ReadAsync(cancel);
        return new Waiting(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3));
    }

    /// <summary>What is asked of them, most rupiah first.</summary>
    /// <param name="visitor">Whoever is signed in.</param>
    /// <param name="most">Of each kind, so many at most.</param>
    /// <param name="cancel">Ends the reading.</param>
    internal async Task<AskedMatters> Asked(Visitor visitor, int most, CancellationToken cancel) =>
        Concern.HasAny(visitor.Roles) ? Concern.Of(visitor.Roles, await asked.Read(visitor.Caller, most, cancel)) : new AskedMatters([], 0);

    /// <summary>What happened, a page of it, the newest first, and how many they have not read.</summary>
    /// <exception cref="Refusal">The cursor is none of this list's.</exception>
    internal async Task<(Page<Message> Page, long Unread)> Read(Visitor visitor, int limit, string? cursor, CancellationToken cancel)
    {
        var list = CursorKind.Of("inbox", visitor.Caller);
        var before = list.Number(cursor) ?? long.MaxValue;
        await using var work = await Open(database, visitor, cancel);
        var rows = (await work.Connection.QueryAsync<Row>(
            """
            select m.message_id, m.kind, m.arguments::text as arguments, m.link, m.created_at, m.read_at, t.ended_at,
                (select count(*) from message where owner_id = @Party and person_id = @Person and read_at is null) as unread
            from message m
            left join matter_told t on t.owner_id = m.owner_id and t.matter = m.matter and t.ended_at >= m.created_at
            where m.owner_id = @Party and m.person_id = @Person and m.message_id < @before
            order by m.message_id desc
            limit @take
            """,
            new { Party = visitor.Caller.Party.Value, visitor.Person, before, take = limit + 1 })).AsList();
        var page = Page<Message>.Of([.. rows.Select(row => row.Message())], limit, message => list.Cursor(message.Id));
        return (page, rows is [var any, ..] ? any.Unread : 0);
    }

    /// <summary>One of theirs is read.</summary>
    /// <returns>Where it leads; null where it leads nowhere, or is none of theirs.</returns>
    internal async Task<string?> Open(Visitor visitor, long id, CancellationToken cancel)
    {
        await using var work = await Open(database, visitor, cancel);
        var link = await work.Connection.ExecuteScalarAsync<string?>(
            "update message set read_at = coalesce(read_at, now()) where owner_id = @Party and person_id = @Person and message_id = @id returning link",
            new { Party = visitor.Caller.Party.Value, visitor.Person, id });
        await work.Commit(cancel);
        return link;
    }

    /// <summary>All of theirs are read.</summary>
    internal async Task ReadAll(Visitor visitor, CancellationToken cancel)
    {
        await using var work = await Open(database, visitor, cancel);
        await work.Connection.ExecuteAsync("update message set read_at = now() where owner_id = @Party and person_id = @Person and read_at is null", Of(visitor));
        await work.Commit(cancel);
    }

    /// <summary>A transaction that sees what is this person's own.</summary>
    internal static ValueTask<Work> Open(GatewayDb database, Visitor visitor, CancellationToken cancel) =>
        database.OpenOwn(visitor.Caller, visitor.Person, cancel);

    private static object Of(Visitor visitor) => new { Party = visitor.Caller.Party.Value, visitor.Person };

    private sealed record Row(long MessageId, string Kind, string Arguments, string? Link, DateTime CreatedAt, DateTime? ReadAt, DateTime? EndedAt, long Unread)
    {
        internal Message Message() => new(MessageId, Kind, Named.Read(Arguments), Link, CreatedAt, ReadAt is not null, EndedAt);
    }
}

/// <summary>How much waits for somebody.</summary>
/// <param name="Unread">Messages that they have not read.</param>
/// <param name="Conflicts">Open conflicts whose turn is their party's; none for whoever does not work them.</param>
/// <param name="Codes">Item codes, each of one system, with lines in review; none likewise.</param>
/// <param name="Orders">Orders whose next step is their party's, and one that they may do.</param>
internal sealed record Waiting(long Unread, long Conflicts, long Codes, long Orders);

/// <summary>A message in somebody's inbox.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind">One of <see cref="MessageKind"/>.</param>
/// <param name="Named">What its sentence names.</param>
/// <param name="Link">Where it leads, a path of the console.</param>
/// <param name="At">When it happened.</param>
/// <param name="IsRead">They have seen it.</param>
/// <param name="EndedAt">When the matter that it tells of ended; null where it has not, or it tells of none.</param>
internal sealed record Message(long Id, string Kind, Named Named, string? Link, DateTimeOffset At, bool IsRead, DateTimeOffset? EndedAt);

/// <summary>Whose matter it is: whoever may work matters works the party's own, and an administrator what waits for whoever runs the gateway.</summary>
internal static class Concern
{
    /// <summary>Whether anything can be asked of people with these roles.</summary>
    internal static bool HasAny(IReadOnlyCollection<Role> roles) => roles.Contains(Role.Administrator) || Permissions.Allow(roles, Permission.WorkMatters);

    /// <summary>Whether it is asked of people with these roles.</summary>
    internal static bool Is(IReadOnlyCollection<Role> roles, AskedMatter matter) => Is(roles, matter.OfAdministrator);

    /// <summary>Whether what is the party's turn, or whoever runs the gateway's, is asked of people with these roles.</summary>
    internal static bool Is(IReadOnlyCollection<Role> roles, bool ofAdministrator) =>
        ofAdministrator ? roles.Contains(Role.Administrator) : Permissions.Allow(roles, Permission.WorkMatters);

    /// <summary>Who works a party's own matters, of the roles that its people can have.</summary>
    internal static IReadOnlyList<Role> Who(PartyKind kind) => [.. RoleNames.Of(kind).Where(role => Permissions.Allow([role], Permission.WorkMatters))];

    /// <summary>What of a party's is asked of people with these roles.</summary>
    internal static AskedMatters Of(IReadOnlyCollection<Role> roles, AskedMatters all)
    {
        List<AskedMatter> theirs = [.. all.First.Where(matter => Is(roles, matter)).Select(matter => Reachable(roles, matter))];

        // What was not read is the party's own: of those that wait for an administrator every one was.
        var unread = Permissions.Allow(roles, Permission.WorkMatters) ? all.Count - all.First.Count : 0;
        return new AskedMatters(theirs, theirs.Count + unread);
    }

    /// <summary>A stream is worked among the work in the background; who may not see that sees how it stands.</summary>
    private static AskedMatter Reachable(IReadOnlyCollection<Role> roles, AskedMatter matter) =>
        matter.Kind == "stream" && !Permissions.Allow(roles, Permission.SeeWork) ? matter with { Link = "/" } : matter;
}
