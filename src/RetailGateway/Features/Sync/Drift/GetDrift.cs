using System.ComponentModel;
using System.Text.Json;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Http;

namespace RetailGateway.Features.Sync.Drift;

/// <summary>GET /v1/sync/drift: what drifted, how long, and how many rupiah stand on it.</summary>
internal static class GetDrift
{
    internal static void Map(RouteGroupBuilder sync) => sync
        .MapGet("/drift", Handle)
        .WithName("listDrift")
        .WithSummary("List what drifted")
        .WithDescription("Differences between our book and a partner's, found by the drift check as of one cursor. `lost`: an entry or a line is in one book alone. `doubled`: an entry was counted twice. `pack_factor`: packs were read as pieces, or a pack by another factor. `wrong_product`: booked under another product. `stale`: the partner stands where we stood before. `unexplained`: nothing that either book has explains it.")
        .RequireScope(Scope.SyncRead)
        .Answers<Page<DriftFinding>>()
        .Example(
            null,
            """
            {"items":[{"id":41,"stream":"stock_out","partner":"BASMALAH","owner":"KPN-SEJAHTERA","location":"KPN-01","product":"UMK-FEN-01","kind":"stale",
              "ours":"24","theirs":"31","difference":"7","rupiahAtRisk":"84000","firstSeenAt":"2026-11-23T19:04:11Z","lastSeenAt":"2026-11-23T19:04:11Z",
              "hours":"2.5","answer":"told_again","resolvedAt":"2026-11-23T21:34:11Z","evidence":{"kind":"stale"}}],"next":null}
            """)
        .Refuses(Problems.CursorInvalid, Problems.Invalid);

    private static async Task<IResult> Handle(
        HttpContext http,
        Caller caller,
        GatewayDb database,
        [Description("Resolved ones too.")] bool? resolved,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var page = Listing.Of(CursorKind.Of("drift", caller), limit, cursor);
        await using var work = await database.Open(caller, http.RequestAborted);
        // One number names a finding among all parties': the column that makes it belongs to the whole table.
        var rows = await work.Connection.QueryAsync<Row>(
            """
            select f.finding_id, f.stream, r.code as partner, o.code as owner, l.code as location, g.code as product, f.kind, f.ours, f.theirs,
                f.evidence::text, f.rupiah_at_risk, f.first_seen_at, f.last_seen_at, f.answer, f.resolved_at, now() as now
            from drift_finding f
            join party o on o.owner_id = f.owner_id
            join party r on r.owner_id = f.connection_owner_id
            join location l on l.owner_id = f.owner_id and l.location_id = f.location_id
            join product g on g.owner_id = f.owner_id and g.product_id = f.product_id
            where f.finding_id > @After and (@resolved or f.resolved_at is null)
            order by f.finding_id
            limit @Take
            """,
            new { page.After, resolved = resolved ?? false, page.Take });
        return page.Answer(http, [.. rows.Select(row => row.Finding())], item => item.Id);
    }

    private sealed record Row(
        long FindingId, string Stream, string Partner, string Owner, string Location, string Product, string Kind, decimal Ours, decimal? Theirs,
        string Evidence, decimal? RupiahAtRisk, DateTime FirstSeenAt, DateTime LastSeenAt, string? Answer, DateTime? ResolvedAt, DateTime Now)
    {
        internal DriftFinding Finding() => new(
            FindingId, Stream, Partner, Owner, Location, Product, Kind, Ours, Theirs, (Theirs ?? 0) - Ours, RupiahAtRisk, FirstSeenAt, LastSeenAt,
            Math.Round((decimal)((ResolvedAt ?? Now) - FirstSeenAt).TotalHours, 1, MidpointRounding.ToPositiveInfinity), Answer, ResolvedAt,
            JsonSerializer.Deserialize<JsonElement>(Evidence));
    }
}

/// <summary>A difference between our book and a partner's.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Stream">stock_out (the partner's copy of a cooperative's availability) or stock_in (our copy of the partner's own stock).</param>
/// <param name="Partner">The code of the party whose system is at the other end.</param>
/// <param name="Owner">The code of the party whose goods they are.</param>
/// <param name="Location">Where.</param>
/// <param name="Product">The owner's item code.</param>
/// <param name="Kind">lost, doubled, pack_factor, wrong_product, stale or unexplained.</param>
/// <param name="Ours">By our book, in base units.</param>
/// <param name="Theirs">By the partner's; absent where it has no line of it.</param>
/// <param name="Difference">What the partner has too much; below zero, too little.</param>
/// <param name="RupiahAtRisk">The difference at the dearest price in force; absent where the terms have none.</param>
/// <param name="FirstSeenAt">When a check found it first.</param>
/// <param name="LastSeenAt">When a check found it last.</param>
/// <param name="Hours">How long it stood, or has stood.</param>
/// <param name="Answer">What was done: told_again (ours went to the partner once more), count_taken (the partner's snapshot was taken as a count), count_asked (the next check takes it), person (a conflict was opened) or dismissed (a person said to leave it as it is).</param>
/// <param name="ResolvedAt">When a check found both equal again; absent while it stands.</param>
/// <param name="Evidence">What both sides have to say of it.</param>
internal sealed record DriftFinding(
    long Id, string Stream, string Partner, string Owner, string Location, string Product, string Kind, decimal Ours, decimal? Theirs, decimal Difference,
    decimal? RupiahAtRisk, DateTimeOffset FirstSeenAt, DateTimeOffset LastSeenAt, decimal Hours, string? Answer, DateTimeOffset? ResolvedAt, JsonElement Evidence);
