using System.Text.Json.Serialization;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Http;

namespace RetailGateway.Features.Sync;

/// <summary>GET /v1/sync/connections: every stream that concerns the caller, how far it is behind, and whose turn it is.</summary>
internal static class GetConnections
{
    /// <summary>A stream that is due but has not been tried for this long is stuck on our side.</summary>
    private static readonly TimeSpan Untried = TimeSpan.FromMinutes(2);

    private const string MyWaiting =
        "waiting_of_my_streams() w on s.kind = 'stock_out' and w.owner_id = s.owner_id and w.connection_id = s.connection_id and w.source_id = s.counterparty_id";

    private const string AllWaiting = "lateral waiting_of_stream(s.owner_id, s.connection_id, s.counterparty_id) w on s.kind = 'stock_out'";

    /// <summary>The streams as they stand; what waits in them is counted by a function of the store, for a party or for all.</summary>
    private static string Streams(string waiting) =>
        $"""
        select s.owner_id, s.connection_id, s.kind, s.counterparty_id, p.code as counterparty, s.last_attempt_at, s.last_success_at,
            s.last_error_at, s.last_error, s.last_error_code, s.next_attempt_at, s.attempts, s.parked_by, s.parked_because, now() as now,
            coalesce(w.waiting, d.waiting) as waiting,
            case s.kind when 'stock_out' then w.since when 'orders_out' then d.since else coalesce(s.read_up_to, s.made_at) end as since,
            coalesce(d.refused, refused.refused) as refused
        from sync_stream s
        join party p on p.owner_id = s.counterparty_id
        left join {waiting}
        left join lateral waiting_orders(s.owner_id, s.connection_id, s.counterparty_id) d on s.kind = 'orders_out'
        left join lateral (
            select count(*) as refused
            from partner_copy c
            where s.kind = 'stock_out' and c.owner_id = s.owner_id and c.connection_id = s.connection_id
                and c.source_id = s.counterparty_id and c.owed_since is not null and c.refused_code is not null) refused on true
        """;

    internal static void Map(RouteGroupBuilder sync) => sync
        .MapGet("/connections", Handle)
        .WithName("listSyncConnections")
        .WithSummary("Show the sync status")
        .WithDescription("The connections you have and those of partners that carry your goods, each with its streams: lag (age of the oldest change that is not yet delivered, or may not yet be read), last success, last error in plain words, and who must act next. An authority sees the streams of all its environment, without conflicts, rupiah and the words of others.")
        .RequireScope(Scope.SyncRead)
        .Answers<SyncStatus>()
        .Example(
            null,
            """
            {"connections":[{"id":16,"party":"BASMALAH","code":"basmalah","name":"Sistem Toko Basmalah","kind":"connector","dialect":"basmalah","lastEntryAt":null,
              "streams":[{"kind":"stock_out","party":"KPN-SEJAHTERA","waiting":3,"refused":0,"lagSeconds":"1.204","lastSuccessAt":"2026-11-24T07:05:08.9Z",
              "lastErrorAt":null,"lastError":null,"lastErrorCode":null,"nextAttemptAt":"2026-11-24T07:05:09.1Z","turn":"nobody","next":"All is well.","conflicts":1,"rupiahAtRisk":"84000"}]}]}
            """);

    /// <summary>Reads it, for the API as for the console's page.</summary>
    internal static async Task<SyncStatus> Read(Work work, Caller caller)
    {
        // The authority looks after all of its environment, which is all that its role sees.
        var of = new { owner = caller.Party.Value, all = caller.Kind == PartyKind.Authority };
        await using var read = await work.Connection.QueryMultipleAsync(
            $"""
            select c.owner_id, c.connection_id, p.code as party, c.code, c.name, c.kind, c.dialect,
                (select max(s.last_entry_at) from stock_position s
                    where c.owner_id = @owner and s.owner_id = c.owner_id and s.last_entry_connection_id = c.connection_id) as last_entry_at
            from connection c join party p on p.owner_id = c.owner_id
            where c.owner_id = @owner or exists (
                select from sync_stream s
                where s.owner_id = c.owner_id and s.connection_id = c.connection_id and (@all or s.counterparty_id = @owner))
            order by c.owner_id <> @owner, p.code, c.code;
            {Streams(MyWaiting)} where @all or s.owner_id = @owner or s.counterparty_id = @owner order by s.kind, p.code;
            {(of.all ? "" : StreamMatters.Sql)}
            """,
            of);
        var connections = await read.ReadAsync<ConnectionRow>();
        var streams = (await read.ReadAsync<StreamRow>()).ToLookup(row => (row.OwnerId, row.ConnectionId));
        // The authority sees neither conflicts nor rupiah.
        var matters = of.all ? null : await StreamMatters.Read(read);
        return new SyncStatus([.. connections.Select(row => row.Connection([.. streams[(row.OwnerId, row.ConnectionId)].Select(stream => Stream(stream, caller.Party.Value, matters))]))]);
    }

    /// <summary>How far every stream is behind just now, for the history.</summary>
    internal static async Task<IReadOnlyList<(int Owner, int Connection, string Kind, int Counterparty, decimal Seconds)>> Lags(Work work) =>
        [.. (await work.Connection.QueryAsync<StreamRow>(Streams(AllWaiting))).Select(row => (row.OwnerId, row.ConnectionId, row.Kind, row.CounterpartyId, Age(row.Since, row.Now)))];

    private static async Task<IResult> Handle(HttpContext http, Caller caller, GatewayDb database)
    {
        await using var work = await database.Open(caller, http.RequestAborted);
        return Answer.Ok(await Read(work, caller));
    }

    /// <summary>A stream as one sees it; to the authority no words of a partner's or a person's, for they may hold figures.</summary>
    private static SyncStream Stream(StreamRow row, int caller, StreamMatters? matters)
    {
        var (conflicts, own, risk) = matters?.Of(row.OwnerId, row.ConnectionId, row.Kind, row.CounterpartyId) ?? (null, 0, null);
        var (turn, words) = Turn(row, caller);
        return new SyncStream(
            row.Kind, row.Counterparty, row.Waiting ?? 0, row.Refused ?? 0, Age(row.Since, row.Now), row.LastSuccessAt, row.LastErrorAt,
            row.Concerns(caller) ? row.LastError : null, row.LastErrorCode, row.NextAttemptAt, turn, words, conflicts, risk)
        {
            WorkId = FormattableString.Invariant($"{row.OwnerId}-{row.ConnectionId}-{row.Kind}-{row.CounterpartyId}"),
            OwnConflicts = own,
        };
    }

    /// <summary>Who must act, as the caller is to read it: each of the two whom the stream concerns reads "you" where it is they.</summary>
    private static (WhoseTurn Turn, string Words) Turn(StreamRow row, int caller)
    {
        var owner = row.CounterpartyId == caller ? WhoseTurn.You : WhoseTurn.Owner;
        var partner = row.OwnerId == caller ? WhoseTurn.You : WhoseTurn.Partner;
        return row switch
        {
            { ParkedBecause: { } why } => (row.ParkedBy == row.CounterpartyId ? owner : partner, row.Concerns(caller)
                ? $"It is put aside until whoever did so unparks it: {why}"
                : "It is put aside until whoever did so unparks it."),
            { LastErrorCode: "no-key" } => (WhoseTurn.Administrator, "Add the partner's key for this cooperative."),
            { Refused: > 0, Kind: "orders_out" } => (owner, $"The partner's system refuses documents of orders of {row.Counterparty}: {row.Refused}. The conflicts say why."),
            { Refused: > 0 } => (owner, $"The partner refuses products of {row.Counterparty}: {row.Refused}. Their mapping is to be checked with the partner."),
            { LastError: not null, LastErrorCode: "busy" or "unknown" or "broke-off" } => (WhoseTurn.Gateway, $"Nothing is lost; we ask again at {Rfc3339.Format(row.NextAttemptAt!.Value)}."),
            { LastErrorCode: "file-broke-off" } => (WhoseTurn.Gateway, "Its other files are taken. /v1/work/due?kind=file says when this one is tried again, or that it waits for somebody to retry it."),
            { LastErrorCode: "file-refused" } => (partner, "Mend the file and leave it again; the answer file says the same."),
            { LastErrorCode: "tenant-mismatch" } => (partner, "The partner mixed up two parties; its engineers must look."),
            { LastError: not null } => (partner, "The partner refuses what we send; its engineers know the code."),
            { LastAttemptAt: { } tried } when row.Now - tried > Untried && row.Now - (row.NextAttemptAt ?? tried) > Untried => (WhoseTurn.Administrator, "The jobs role is not at work: start one."),
            { LastAttemptAt: null } => (WhoseTurn.Administrator, "It was never tried: a process with the jobs role and the partner's settings does it."),
            { LastSuccessAt: null } => (WhoseTurn.Gateway, "The first exchange is under way."),
            _ => (WhoseTurn.Nobody, "All is well."),
        };
    }

    private static decimal Age(DateTime? since, DateTime now) => since is { } time ? Math.Max(0, Math.Round((decimal)(now - time).TotalSeconds, 3)) : 0;

    private sealed record ConnectionRow(
        int OwnerId, int ConnectionId, string Party, string Code, string Name, string Kind, string? Dialect, DateTime? LastEntryAt)
    {
        internal SyncConnection Connection(IReadOnlyList<SyncStream> streams) => new(ConnectionId, Party, Code, Name, Kind, Dialect, LastEntryAt, streams);
    }

    private sealed record StreamRow(
        int OwnerId, int ConnectionId, string Kind, int CounterpartyId, string Counterparty, DateTime? LastAttemptAt, DateTime? LastSuccessAt,
        DateTime? LastErrorAt, string? LastError, string? LastErrorCode, DateTime? NextAttemptAt, int Attempts, int? ParkedBy, string? ParkedBecause, DateTime Now,
        long? Waiting, DateTime? Since, long? Refused)
    {
        /// <summary>Whether it is a party's own system, or carries its goods.</summary>
        internal bool Concerns(int party) => party == OwnerId || party == CounterpartyId;
    }
}

/// <summary>How all connections stand.</summary>
/// <param name="Connections">Yours first.</param>
internal sealed record SyncStatus(IReadOnlyList<SyncConnection> Connections);

/// <summary>One partner system, or the console.</summary>
/// <param name="Id">The connection.</param>
/// <param name="Party">The code of the party whose system it is.</param>
/// <param name="Code">The connection's code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">console, api (it calls us) or connector (we speak to it).</param>
/// <param name="Dialect">What a connector speaks.</param>
/// <param name="LastEntryAt">When the newest stock change that it evidenced happened; absent for a partner's.</param>
/// <param name="Streams">What flows over it, where we drive it.</param>
internal sealed record SyncConnection(
    int Id, string Party, string Code, string Name, string Kind, string? Dialect, DateTimeOffset? LastEntryAt, IReadOnlyList<SyncStream> Streams);

/// <summary>One stream of a connection.</summary>
/// <param name="Kind">stock_in (the partner's stock to us) or stock_out (a cooperative's availability to the partner), orders_in and orders_out (the same of documents of orders).</param>
/// <param name="Party">The code of the party whose goods it carries.</param>
/// <param name="Waiting">Positions whose newest state the partner has not acknowledged.</param>
/// <param name="Refused">Positions that the partner refuses to take.</param>
/// <param name="LagSeconds">Outward: the age of the oldest change not yet delivered; 0 when none waits. Inward: how long ago all that the partner had recorded was here; what it recorded since may wait.</param>
/// <param name="LastSuccessAt">When it last worked.</param>
/// <param name="LastErrorAt">When it last did not.</param>
/// <param name="LastError">Why, in plain words; absent once it works again, and for the authority.</param>
/// <param name="LastErrorCode">The same as a code.</param>
/// <param name="NextAttemptAt">When it is tried next.</param>
/// <param name="Turn">Who must act next.</param>
/// <param name="Next">What is to be done, in plain words.</param>
/// <param name="Conflicts">Open conflicts of yours about it; absent for the authority.</param>
/// <param name="RupiahAtRisk">What may be lost at most: open conflicts of yours and open drift, at the dearest price in force. Zero where nothing is in doubt; absent where none of it has a price, and for the authority.</param>
internal sealed record SyncStream(
    string Kind, string Party, long Waiting, long Refused, decimal LagSeconds, DateTimeOffset? LastSuccessAt, DateTimeOffset? LastErrorAt,
    string? LastError, string? LastErrorCode, DateTimeOffset? NextAttemptAt, WhoseTurn Turn, string Next,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Conflicts = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] decimal? RupiahAtRisk = null)
{
    /// <summary>Its id as work in the background, for the console.</summary>
    internal string? WorkId { get; init; }

    /// <summary>The conflicts whose turn is the party's that asks, for the console.</summary>
    internal long OwnConflicts { get; init; }
}

/// <summary>Who must act next.</summary>
internal enum WhoseTurn
{
    /// <summary>Nobody: all is well.</summary>
    Nobody,

    /// <summary>The gateway tries by itself.</summary>
    Gateway,

    /// <summary>The one who asks.</summary>
    You,

    /// <summary>The party whose goods the stream carries, where another asks.</summary>
    Owner,

    /// <summary>The partner's engineers, where another asks.</summary>
    Partner,

    /// <summary>Whoever runs the gateway.</summary>
    Administrator,
}
