using System.ComponentModel;
using System.Text.Json;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Http;

namespace RetailGateway.Features.Audit;

/// <summary>GET /v1/sync/audit: who decided what, newest first.</summary>
internal sealed class GetAudit(GatewayDb database)
{
    internal static void Map(RouteGroupBuilder api) => api
        .MapGet("/sync/audit", Handle)
        .WithTags("Sync")
        .WithName("listAuditEntries")
        .WithSummary("List what was decided, by whom and why")
        .WithDescription("Newest first. An entry was written together with its act, and is never changed.")
        .RequireScope(Scope.SyncRead)
        .Answers<Page<AuditEntry>>()
        .Refuses(Problems.CursorInvalid, Problems.Invalid);

    /// <summary>Reads a page of it, the newest first, for the API as for the console's page.</summary>
    /// <exception cref="Refusal">A subject's id without its kind, a limit out of bounds, or a cursor that is not one of this list.</exception>
    internal async Task<Page<AuditEntry>> Read(Caller caller, WantedAudit wanted, int? limit, string? cursor, CancellationToken cancel)
    {
        var take = Paging.Limit(limit);
        var list = CursorKind.Of("audit", caller);
        var before = list.Number(cursor) ?? long.MaxValue;
        if (wanted.SubjectId is not null && wanted.SubjectKind is null)
        {
            throw Refusal.At("#/query/subjectKind", "A subject is named by its kind and its id.");
        }

        await using var work = await database.Open(caller, cancel);
        var rows = await work.Connection.QueryAsync<Row>(
            """
            select a.audit_id, a.at, c.code as connection, a.actor, a.act, a.subject_kind, a.subject_id,
                a.before::text, a.after::text, a.reason
            from audit_entry a
            left join connection c on c.owner_id = a.owner_id and c.connection_id = a.connection_id
            where a.owner_id = @owner and a.audit_id < @before
                and (@SubjectKind::text is null or a.subject_kind = @SubjectKind)
                and (@SubjectId::text is null or a.subject_id = @SubjectId)
                and (@Actor::text is null or a.actor = @Actor)
                and (@From::timestamptz is null or a.at >= @From) and (@Until::timestamptz is null or a.at < @Until)
            order by a.audit_id desc
            limit @take
            """,
            new { owner = caller.Party.Value, before, wanted.SubjectKind, wanted.SubjectId, wanted.Actor, From = wanted.From?.UtcDateTime, Until = wanted.Until?.UtcDateTime, take = take + 1 });
        return Page<AuditEntry>.Of([.. rows.Select(row => row.Entry())], take, entry => list.Cursor(entry.Id));
    }

    private static async Task<IResult> Handle(
        HttpContext http,
        Caller caller,
        GetAudit audit,
        [Description("Only of this kind: conflict, review-item, item-mapping.")] string? subjectKind,
        [Description("Only of this subject; with `subjectKind`.")] string? subjectId,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var page = await audit.Read(caller, new WantedAudit(subjectKind, subjectId), limit, cursor, http.RequestAborted);
        return page.Answer(http);
    }

    private sealed record Row(
        long AuditId, DateTime At, string? Connection, string Actor, string Act, string SubjectKind, string SubjectId,
        string? Before, string? After, string? Reason)
    {
        internal AuditEntry Entry() => new(AuditId, At, Connection, Actor, Act, SubjectKind, SubjectId, Parsed(Before), Parsed(After), Reason);

        private static JsonElement? Parsed(string? json) => json is null ? null : JsonSerializer.Deserialize<JsonElement>(json);
    }
}

/// <summary>Which entries are asked for; null is any.</summary>
/// <param name="SubjectKind">About this kind of thing.</param>
/// <param name="SubjectId">About this one of them.</param>
/// <param name="Actor">By this one, named as entries name them.</param>
/// <param name="From">From this instant on.</param>
/// <param name="Until">Before this instant.</param>
internal sealed record WantedAudit(
    string? SubjectKind = null, string? SubjectId = null, string? Actor = null, DateTimeOffset? From = null, DateTimeOffset? Until = null);

/// <summary>One act of somebody.</summary>
/// <param name="Id">Its number; later ones are higher.</param>
/// <param name="At">When.</param>
/// <param name="Connection">Through which of your systems.</param>
/// <param name="Actor">Who: `person:` and the person's number, `key:` and the key's id, or `gateway`.</param>
/// <param name="Act">What was done.</param>
/// <param name="SubjectKind">To what kind of thing.</param>
/// <param name="SubjectId">To which.</param>
/// <param name="Before">The thing as it was, as far as the act touched it.</param>
/// <param name="After">As it became.</param>
/// <param name="Reason">Why, in the words of whoever acted.</param>
internal sealed record AuditEntry(
    long Id, DateTimeOffset At, string? Connection, string Actor, string Act, string SubjectKind, string SubjectId,
    JsonElement? Before, JsonElement? After, string? Reason);
