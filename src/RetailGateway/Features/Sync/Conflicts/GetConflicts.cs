using System.ComponentModel;
using System.Globalization;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Sync.Conflicts;

/// <summary>GET /v1/sync/conflicts and /{id}: matters that a person should look at, with both sides.</summary>
internal sealed class GetConflicts(GatewayDb database)
{
    internal static void Map(RouteGroupBuilder sync)
    {
        sync.MapGet("/conflicts", List)
            .WithName("listConflicts")
            .WithSummary("List conflicts")
            .WithDescription("`negative_on_hand`: a till sold what nobody had recorded. `oversold`: more is reserved than is there. `change_differs`: a change id came again with other content; the first stands. docs/conflicts.md tells of all kinds.")
            .RequireScope(Scope.SyncRead)
            .Answers<Page<Conflict>>()
            .Refuses(Problems.CursorInvalid, Problems.Invalid);
        sync.MapGet("/conflicts/{id:long}", One)
            .WithName("getConflict")
            .WithSummary("Read a conflict")
            .WithDescription("With the position as it is now, how fresh that is, and what can be done.")
            .RequireScope(Scope.SyncRead)
            .Answers<ConflictDetail>()
            .Refuses(Problems.NotFound);
    }

    private static async Task<IResult> List(
        HttpContext http,
        Caller caller,
        GetConflicts conflicts,
        [Description("Closed ones too.")] bool? closed,
        [Description("Only of this kind.")] string? kind,
        [Description("A location's code.")] string? location,
        [Description("Your item code of a product.")] string? product,
        [Description("The code of the connection that it is about.")] string? connection,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var wanted = new WantedConflicts(
            closed ?? false, Check.Query("kind", kind), Check.Query("location", location), Check.Query("product", product), Check.Query("connection", connection));
        var page = await conflicts.Read(caller, wanted, limit, cursor, http.RequestAborted);
        return page.Answer(http);
    }

    /// <summary>Reads a page of them, the oldest first, for the API as for the console's pages.</summary>
    internal async Task<Page<Conflict>> Read(Caller caller, WantedConflicts wanted, int? limit, string? cursor, CancellationToken cancel)
    {
        var page = Listing.Of(CursorKind.Of("conflict", caller), limit, cursor);
        await using var work = await database.Open(caller, cancel);
        var rows = await work.Connection.QueryAsync<ConflictRow>(
            $"""
            {ConflictRow.Query}
                and f.conflict_id > @After and (@closed or f.closed_at is null)
                and (@kind::text is null or f.kind = @kind)
                and (@location::text is null or l.code_key = upper(@location))
                and (@product::text is null or g.code_key = upper(@product))
                and (@connection::text is null or c.code = @connection)
            order by f.conflict_id
            limit @Take
            """,
            new { owner = caller.Party.Value, page.After, wanted.Closed, wanted.Kind, wanted.Location, wanted.Product, wanted.Connection, page.Take });
        return page.Page([.. rows.Select(row => row.Conflict())], item => item.Id);
    }

    private static async Task<IResult> One(HttpContext http, long id, Caller caller, GetConflicts conflicts) =>
        Answer.Ok(await conflicts.ReadOne(caller, id, http.RequestAborted));

    /// <summary>How many conflicts a page of the console lists.</summary>
    private const int Shown = 50;

    /// <summary>Reads a page of the console's list: the open ones dearest first, the closed ones newest first.</summary>
    /// <exception cref="Refusal">The cursor is not one of this list.</exception>
    internal async Task<ConflictList> ReadList(Caller caller, ConflictsOf of, string? kind, string? cursor, CancellationToken cancel)
    {
        var name = CursorKind.Of("dearest", caller);
        var after = cursor is null ? null : name.Parts(cursor, 2);
        var with = new
        {
            kind,
            rupiah = after is null ? decimal.MaxValue : decimal.TryParse(after[0], NumberStyles.Number, CultureInfo.InvariantCulture, out var dearest) ? dearest : throw CursorPart.Invalid(),
            id = after is null ? 0 : CursorPart.Number(after[1]),
        };
        var which = of switch
        {
            ConflictsOf.Mine => "f.closed_at is null and f.acts_next = 'owner'",
            ConflictsOf.Others => "f.closed_at is null and f.acts_next <> 'owner'",
            ConflictsOf.Closed => "f.closed_at is not null",
            _ => "f.closed_at is null",
        };
        await using var work = await database.Open(caller, cancel);
        var counts = await ConflictCount.Read(work, caller);
        var read = of == ConflictsOf.Closed
            ? await NamedConflict.Read(
                work, caller, $"and {which} and (@kind::text is null or f.kind = @kind) and (@id = 0 or f.conflict_id < @id) order by f.conflict_id desc limit {Shown + 1}", with)
            : await NamedConflict.Dearest(
                work, caller, $"{which} and (@kind::text is null or f.kind = @kind) and (coalesce(f.rupiah_at_risk, -1), -f.conflict_id) < (@rupiah, -@id)", with, Shown + 1);
        var page = Page<NamedConflict>.Of(read, Shown, last => name.Cursor(last.Conflict.RupiahAtRisk ?? -1, last.Conflict.Id));
        return new ConflictList(page, counts);
    }

    /// <summary>Reads one with the names of what it is about.</summary>
    /// <exception cref="Refusal">There is none of the caller's.</exception>
    internal async Task<(ConflictDetail Detail, MatterNames Names)> ReadNamed(Caller caller, long id, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        var named = await NamedConflict.One(work, caller, id) ?? throw ConflictRow.NotFound();
        return (await Detail(work, caller, id), named.Names);
    }

    /// <summary>Reads one, with its position as it is now and what can be done.</summary>
    /// <exception cref="Refusal">There is none of the caller's.</exception>
    internal async Task<ConflictDetail> ReadOne(Caller caller, long id, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        return await Detail(work, caller, id);
    }

    private static async Task<ConflictDetail> Detail(Work work, Caller caller, long id)
    {
        var row = await ConflictRow.Read(work, caller, id) ?? throw ConflictRow.NotFound();
        var position = row.ProductId is null ? null : await work.Connection.QuerySingleOrDefaultAsync<PositionRow>(
            """
            select p.on_hand, p.reserved, greatest(p.on_hand - p.reserved - p.expected_out - p.safety_stock, 0) as available, p.version,
                p.last_entry_at as evidenced_at, p.last_entry_kind::text as evidenced_as, c.code as evidenced_by, p.last_count_at as counted_at
            from stock_position p
            left join connection c on c.owner_id = p.owner_id and c.connection_id = p.last_entry_connection_id
            where p.owner_id = @owner and p.location_id = @LocationId and p.product_id = @ProductId
            """,
            new { owner = caller.Party.Value, row.LocationId, row.ProductId });
        return new ConflictDetail(row.Conflict(), position?.Position(), ConflictRule.Actions(row.Matter));
    }

    private sealed record PositionRow(
        decimal OnHand, decimal Reserved, decimal Available, long Version, DateTime? EvidencedAt, string? EvidencedAs, string? EvidencedBy, DateTime? CountedAt)
    {
        internal DisputedPosition Position() => new(OnHand, Reserved, Available, Version, EvidencedAt, EvidencedAs, EvidencedBy, CountedAt);
    }
}

/// <summary>Which conflicts are asked for; null is any.</summary>
/// <param name="Closed">Closed ones too.</param>
/// <param name="Kind">Of this kind.</param>
/// <param name="Location">At this location.</param>
/// <param name="Product">Of this product.</param>
/// <param name="Connection">About this connection.</param>
internal sealed record WantedConflicts(bool Closed = false, string? Kind = null, string? Location = null, string? Product = null, string? Connection = null);

/// <summary>Which conflicts a page of the console lists.</summary>
internal enum ConflictsOf
{
    /// <summary>All that are open.</summary>
    Open,

    /// <summary>Those whose turn is the caller's.</summary>
    Mine,

    /// <summary>Those that wait for somebody else.</summary>
    Others,

    /// <summary>Those that are closed.</summary>
    Closed,
}

/// <summary>A page of conflicts, and how many there are of each kind.</summary>
/// <param name="Page">The page.</param>
/// <param name="Counts">Of all open ones.</param>
internal sealed record ConflictList(Page<NamedConflict> Page, IReadOnlyList<ConflictCount> Counts);

/// <summary>A matter that a person should look at.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Kind">What kind of matter; docs/conflicts.md tells of each.</param>
/// <param name="Location">Where, where it has a place.</param>
/// <param name="Product">The owner's item code, where it is of one product.</param>
/// <param name="Connection">The connection whose word brought it about.</param>
/// <param name="ChangeId">The change in question, where it is one.</param>
/// <param name="Evidence">Both sides, with figures.</param>
/// <param name="OpenedAt">Since when.</param>
/// <param name="ClosedAt">When it was closed; absent while open.</param>
/// <param name="ClosedBecause">By what, or a person's reason.</param>
/// <param name="SubjectKind">What it is about beside a position and a change.</param>
/// <param name="SubjectId">Which one.</param>
/// <param name="ActsNext">Whose turn it is: `owner`, `partner` or `us`.</param>
/// <param name="RupiahAtRisk">The quantity in doubt when it opened, at the dearest price then in force; absent where there is none.</param>
/// <param name="ClosedBy">Who closed it.</param>
/// <param name="Resolution">`mended`, `accepted`, `corrected`, `retried` or `dismissed`.</param>
internal sealed record Conflict(
    long Id, string Kind, string? Location, string? Product, string? Connection, string? ChangeId,
    System.Text.Json.JsonElement Evidence, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, string? ClosedBecause,
    string? SubjectKind, string? SubjectId, string ActsNext, decimal? RupiahAtRisk, string? ClosedBy, string? Resolution);

/// <summary>A conflict, what it is about as it stands now, and what can be done.</summary>
/// <param name="Conflict">The matter with both sides as they were when it opened.</param>
/// <param name="Position">The position now; absent where the matter is of no one position.</param>
/// <param name="Actions">What is possible now; none once it is closed.</param>
internal sealed record ConflictDetail(Conflict Conflict, DisputedPosition? Position, IReadOnlyList<ConflictAction> Actions);

/// <summary>A position as it is now, and how fresh that is.</summary>
/// <param name="OnHand">On hand, in base units.</param>
/// <param name="Reserved">Reserved.</param>
/// <param name="Available">Available.</param>
/// <param name="Version">One more with every change.</param>
/// <param name="EvidencedAt">When the newest movement or count happened.</param>
/// <param name="EvidencedAs">What that was.</param>
/// <param name="EvidencedBy">Whose word it was.</param>
/// <param name="CountedAt">When it was last counted.</param>
internal sealed record DisputedPosition(
    decimal OnHand, decimal Reserved, decimal Available, long Version,
    DateTimeOffset? EvidencedAt, string? EvidencedAs, string? EvidencedBy, DateTimeOffset? CountedAt);
