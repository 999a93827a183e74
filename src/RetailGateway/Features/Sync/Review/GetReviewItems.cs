using System.ComponentModel;
using System.Text.Json;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Sync.Review;

/// <summary>GET /v1/sync/review-items: lines whose item code nobody has mapped, kept whole, with candidates.</summary>
internal sealed class GetReviewItems(GatewayDb database, PartyBooks books)
{
    private const string Query =
        """
        select r.review_item_id, c.code as connection, r.change_id, r.item_code, coalesce(l.code, r.line ->> 'location') as location,
            r.line::text, r.corrected::text, r.candidates::text, r.happened_at, r.opened_at, r.waits_because, r.waits_code,
            coalesce(r.applied_at, r.dismissed_at) as closed_at, r.closed_by, r.dismissed_because,
            case when r.dismissed_at is not null then 'dismissed' when r.applied_at is null then 'open'
                when r.corrected is not null then 'corrected' else 'applied' end as state
        from review_item r
        join connection c on c.owner_id = r.owner_id and c.connection_id = r.connection_id
        left join location l on l.owner_id = r.owner_id and l.location_id = r.location_id
        where r.owner_id = @owner
        """;

    internal static void Map(RouteGroupBuilder sync)
    {
        sync.MapGet("/review-items", List)
            .WithName("listReviewItems")
            .WithSummary("List lines that wait for a mapping")
            .WithDescription("Map the code here or by `POST /v1/item-mappings`: the lines that wait with it are applied and leave this list.")
            .RequireScope(Scope.SyncRead)
            .Answers<Page<ReviewItem>>()
            .Refuses(Problems.CursorInvalid, Problems.Invalid);
        sync.MapGet("/review-items/{id:long}", One)
            .WithName("getReviewItem")
            .WithSummary("Read a line in review")
            .WithDescription("With what its code may mean by the catalogue of now, likeliest first. Nothing is guessed: a person decides.")
            .RequireScope(Scope.SyncRead)
            .Answers<ReviewItemDetail>()
            .Refuses(Problems.NotFound);
    }

    private static async Task<IResult> List(
        HttpContext http,
        Caller caller,
        GetReviewItems items,
        [Description("Applied, corrected and dismissed ones too.")] bool? closed,
        [Description("The code of the connection that sent it.")] string? connection,
        [Description("The item code, whole, without regard to letter case.")] string? itemCode,
        [Description("A location's code.")] string? location,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var wanted = new WantedReviewItems(
            closed ?? false, Check.Query("connection", connection), Check.Query("itemCode", itemCode), Check.Query("location", location));
        var page = await items.Read(caller, wanted, limit, cursor, http.RequestAborted);
        return page.Answer(http);
    }

    /// <summary>Reads a page of them, the oldest first, for the API as for the console's pages.</summary>
    internal async Task<Page<ReviewItem>> Read(Caller caller, WantedReviewItems wanted, int? limit, string? cursor, CancellationToken cancel)
    {
        var page = Listing.Of(CursorKind.Of("review", caller), limit, cursor);
        await using var work = await database.Open(caller, cancel);
        var rows = await work.Connection.QueryAsync<Row>(
            $"""
            {Query}
                and r.review_item_id > @After
                and (@closed or (r.applied_at is null and r.dismissed_at is null))
                and (@connection::text is null or c.code = @connection)
                and (@itemCode::text is null or upper(r.item_code) = upper(@itemCode))
                and (@location::text is null or upper(coalesce(l.code, r.line ->> 'location')) = upper(@location))
            order by r.review_item_id
            limit @Take
            """,
            new { owner = caller.Party.Value, page.After, wanted.Closed, wanted.Connection, wanted.ItemCode, wanted.Location, page.Take });
        return page.Page([.. rows.Select(row => row.Item())], item => item.Id);
    }

    /// <summary>How many codes a page of the console lists.</summary>
    internal const int Shown = 50;

    /// <summary>The codes that wait, those with most lines first, and how many there are.</summary>
    internal async Task<(IReadOnlyList<WaitingCode> Codes, long Count)> ReadCodes(Caller caller, int skip, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        return await WaitingCode.Most(work, caller, skip, Shown);
    }

    /// <summary>How many lines wait with the code of this line, and what its system is called.</summary>
    internal async Task<(long Lines, string System)> ReadBeside(Caller caller, long id, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        return await work.Connection.QuerySingleAsync<(long, string)>(new CommandDefinition(
            """
            select (select count(*) from review_item r
                    where r.owner_id = i.owner_id and r.connection_id = i.connection_id and upper(r.item_code) = upper(i.item_code)
                        and r.applied_at is null and r.dismissed_at is null), c.name
            from review_item i join connection c on c.owner_id = i.owner_id and c.connection_id = i.connection_id
            where i.owner_id = @owner and i.review_item_id = @id
            """,
            new { owner = caller.Party.Value, id },
            cancellationToken: cancel));
    }

    private static async Task<IResult> One(HttpContext http, long id, Caller caller, GetReviewItems items) =>
        Answer.Ok(await items.ReadOne(caller, id, http.RequestAborted));

    /// <summary>Reads one, with what its code may mean.</summary>
    /// <exception cref="Refusal">There is none of the caller's.</exception>
    internal async Task<ReviewItemDetail> ReadOne(Caller caller, long id, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        var row = await work.Connection.QuerySingleOrDefaultAsync<Row>($"{Query} and r.review_item_id = @id", new { owner = caller.Party.Value, id })
            ?? throw new Refusal(Problems.NotFound, "No line in review of yours has that number.");
        var book = await books.Get(caller.Party, cancel);
        var item = row.Item();
        var candidates = book.Candidates.For(item.ItemCode)
            .Select(candidate => new ScoredCandidate(candidate.Product, candidate.Name, Likeness.Of(candidate.Reason), candidate.Reason))
            .OrderByDescending(candidate => candidate.Score);
        IReadOnlyList<string> actions = item.State == "open" ? ["map", "retry", "correct", "dismiss"] : [];
        return new ReviewItemDetail(item, [.. candidates], actions);
    }

    private sealed record Row(
        long ReviewItemId, string Connection, string ChangeId, string ItemCode, string Location, string Line, string? Corrected, string Candidates,
        DateTime HappenedAt, DateTime OpenedAt, string? WaitsBecause, string? WaitsCode, DateTime? ClosedAt, string? ClosedBy, string? DismissedBecause, string State)
    {
        internal ReviewItem Item() => new(
            ReviewItemId, Connection, ChangeId, ItemCode, Location,
            JsonSerializer.Deserialize<JsonElement>(Line),
            JsonSerializer.Deserialize<List<Candidate>>(Candidates, Json.Options)!,
            OpenedAt, HappenedAt, State, WaitsBecause,
            Corrected is null ? null : JsonSerializer.Deserialize<JsonElement>(Corrected),
            ClosedAt, ClosedBy, DismissedBecause)
        {
            WaitsCode = WaitsCode,
        };
    }
}

/// <summary>Which lines in review are asked for; null is any.</summary>
/// <param name="Closed">Applied, corrected and dismissed ones too.</param>
/// <param name="Connection">That this connection sent.</param>
/// <param name="ItemCode">With this code.</param>
/// <param name="Location">Of this location.</param>
internal sealed record WantedReviewItems(bool Closed = false, string? Connection = null, string? ItemCode = null, string? Location = null);

/// <summary>How far a reason speaks for a candidate, of 100.</summary>
internal static class Likeness
{
    internal static int Of(string reason) => reason switch
    {
        "the same code but for punctuation" => 90,
        "the code begins the same" => 60,
        _ => 40,
    };
}

/// <summary>A line that waits for its code to be mapped, or waited.</summary>
/// <param name="Id">Its number in the queue.</param>
/// <param name="Connection">The code of the connection that sent it.</param>
/// <param name="ChangeId">The sender's id of the line.</param>
/// <param name="ItemCode">The code nobody has mapped.</param>
/// <param name="Location">Where it happened, as the sender names it.</param>
/// <param name="Line">The line, whole, as it came.</param>
/// <param name="Candidates">What the code may mean, for a person to decide.</param>
/// <param name="OpenedAt">When it came first.</param>
/// <param name="HappenedAt">When it happened, by our clock: a mapping applies to it if it holds then.</param>
/// <param name="State">`open`, `applied`, `corrected` or `dismissed`.</param>
/// <param name="WaitsBecause">Why it waits on, where it was tried and refused for another reason than its code.</param>
/// <param name="Corrected">The line as a person put it right.</param>
/// <param name="ClosedAt">When it left the queue.</param>
/// <param name="ClosedBy">Who closed it, where a person did.</param>
/// <param name="DismissedBecause">Why it was dismissed.</param>
internal sealed record ReviewItem(
    long Id, string Connection, string ChangeId, string ItemCode, string Location, JsonElement Line, IReadOnlyList<Candidate> Candidates,
    DateTimeOffset OpenedAt, DateTimeOffset HappenedAt, string State, string? WaitsBecause, JsonElement? Corrected,
    DateTimeOffset? ClosedAt, string? ClosedBy, string? DismissedBecause)
{
    /// <summary>Why it waits on, by a code for pages.</summary>
    internal string? WaitsCode { get; init; }
}

/// <summary>A product that a code may mean, and how much speaks for it.</summary>
/// <param name="Product">Your item code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Score">Of 100.</param>
/// <param name="Reason">What speaks for it.</param>
internal sealed record ScoredCandidate(string Product, string Name, int Score, string Reason);

/// <summary>A line in review, and what can be done with it.</summary>
/// <param name="Item">The line.</param>
/// <param name="Candidates">What its code may mean by the catalogue of now, likeliest first.</param>
/// <param name="Actions">What is possible now; none once it is closed.</param>
internal sealed record ReviewItemDetail(ReviewItem Item, IReadOnlyList<ScoredCandidate> Candidates, IReadOnlyList<string> Actions);
