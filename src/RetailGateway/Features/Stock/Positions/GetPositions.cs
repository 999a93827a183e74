using System.ComponentModel;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Sync.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Positions;

/// <summary>GET /v1/stock/positions: what is where, how sure that is, and what of it may still be promised.</summary>
internal static class GetPositions
{
    internal static void Map(RouteGroupBuilder stock) => stock
        .MapGet("/positions", Handle)
        .WithName("listStockPositions")
        .WithSummary("List stock positions")
        .WithDescription("Your own positions, or with `ownerId` those of a partner whose terms show them to you: then without on hand, reserved and expected. To keep a copy: page through all, then read `/v1/events` from `feedCursor`; an event carries the position's version, so an older one is recognised.")
        .RequireScope(Scope.StockRead)
        .Answers<PositionPage>()
        .Example(
            null,
            """
            {"items":[{"ownerId":2,"location":"KPN-01","productId":261,"product":"UMK-FEN-01","name":"Piscok Fendysa 150 g","baseUnit":"bungkus",
              "onHand":"24","reserved":"6","expectedOut":"0","expectedIn":"0","safetyStock":"0","available":"18","reservable":"18","version":41,
              "evidencedAt":"2026-11-24T07:05:07Z","evidencedAs":"sale","evidencedBy":"kasir","countedAt":"2026-11-24T01:00:00Z","consignor":"FENDYSA"}],
             "next":null,"feedCursor":"ZmVlZHwxfDE3fDA"}
            """)
        .Refuses(
            Problems.NotFound, Problems.CursorInvalid, Problems.CursorOfAnotherFeed, Problems.CursorExpired, Problems.CursorOfAnotherEpoch,
            Problems.CursorBeyondHead, Problems.Invalid);

    private static async Task<IResult> Handle(
        HttpContext http,
        Caller caller,
        GatewayDb database,
        [Description("Whose stock; yours when absent.")] int? ownerId,
        [Description("A location's code.")] string? location,
        [Description("The owner's item code of a product.")] string? product,
        [Description("Only positions below zero.")] bool? negative,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var owner = ownerId ?? caller.Party.Value;
        var take = Paging.Limit(limit);
        var list = CursorKind.Of("positions", caller, owner);
        var from = Start.Read(list, cursor);
        await using var work = await database.Open(caller, http.RequestAborted);
        if (owner != caller.Party.Value && !await work.Connection.ExecuteScalarAsync<bool>("select @owner in (select visible_stock_owners())", new { owner }))
        {
            throw new Refusal(Problems.NotFound, "No stock of that owner is shown to you.");
        }

        // The head before the positions: what changes while they are paged comes again by the feed.
        var feed = from.Feed is { } begun
            ? await FeedCursors.Held(begun, work, caller, http.RequestAborted)
            : await FeedCursors.Head(work, caller, http.RequestAborted);
        var rows = (await work.Connection.QueryAsync<PositionRow>(
            Query,
            new { owner, location, product, negative, take = take + 1, afterLocation = from.Location, afterProduct = from.Product })).AsList();
        var page = rows.Take(take).Select(row => row.Position(own: owner == caller.Party.Value)).ToList();
        var next = rows.Count > take ? list.Cursor(rows[take - 1].LocationId, rows[take - 1].ProductId, feed) : null;
        var answer = Answer.Ok(new PositionPage(page, next, feed));
        return next is null ? answer : answer with { Headers = Paging.LinkNext(http, next) };
    }

    private const string Query =
        """
        select p.owner_id, p.location_id, l.code as location, p.product_id, g.code as product, g.name, g.base_unit,
            p.on_hand, p.reserved, p.expected_out, p.expected_in, p.safety_stock, p.version,
            p.last_entry_at, p.last_entry_kind::text, c.code as last_entry_by, p.last_count_at,
            t.stale_after_days, t.stale_percent, o.code as consignor, now() as now
        from stock_position p
        join location l on l.owner_id = p.owner_id and l.location_id = p.location_id
        join product g on g.owner_id = p.owner_id and g.product_id = p.product_id
        left join connection c on c.owner_id = p.owner_id and c.connection_id = p.last_entry_connection_id
        left join lateral (
            select newest.stale_after_days, newest.stale_percent
            from partnership s
            cross join lateral (
                select t.stale_after_days, t.stale_percent
                from terms t
                where t.owner_id = s.owner_id and t.partnership_id = s.partnership_id and t.valid_from <= current_date and t.accepted_at is not null
                order by t.valid_from desc
                limit 1) newest
            where s.owner_id = p.owner_id and s.partner_id = (select current_party())
                and s.valid_from <= current_date and (s.valid_to is null or s.valid_to > current_date)
            order by newest.stale_percent desc nulls first, newest.stale_after_days desc
            limit 1) t on true
        left join lateral (
            select h.code
            from goods_of_consignors k join party h on h.owner_id = k.consignor_id
            where k.owner_id = p.owner_id and k.location_id = p.location_id and k.product_id = p.product_id and k.during @> now()) o on true
        where p.owner_id = @owner and p.version > 0
            and (@location::text is null or l.code_key = upper(@location))
            and (@product::text is null or g.code_key = upper(@product))
            and (@negative::boolean is not true or p.on_hand < 0)
            and (p.location_id, p.product_id) > (@afterLocation, @afterProduct)
        order by p.location_id, p.product_id
        limit @take
        """;

    /// <summary>Where a page begins: after a position, with the feed's head of the first page.</summary>
    private sealed record Start(int Location, int Product, string? Feed)
    {
        internal static Start Read(CursorKind list, string? cursor)
        {
            if (cursor is null)
            {
                return new Start(0, 0, null);
            }

            var parts = list.Parts(cursor, 3);
            return new Start(CursorPart.Id(parts[0]), CursorPart.Id(parts[1]), parts[2]);
        }
    }

    private sealed record PositionRow(
        int OwnerId, int LocationId, string Location, int ProductId, string Product, string Name, string BaseUnit,
        decimal OnHand, decimal Reserved, decimal ExpectedOut, decimal ExpectedIn, decimal SafetyStock, long Version,
        DateTime? LastEntryAt, string? LastEntryKind, string? LastEntryBy, DateTime? LastCountAt,
        int? StaleAfterDays, int? StalePercent, string? Consignor, DateTime Now)
    {
        internal StockPosition Position(bool own)
        {
            var available = Availability.Of(Quantity.FromSum(OnHand), Quantity.FromDecimal(Reserved), Quantity.FromDecimal(SafetyStock), Quantity.FromDecimal(ExpectedOut));
            var rule = StaleAfterDays is { } days ? new AgeRule(days, StalePercent!.Value) : null;
            var reservable = Availability.Reservable(available, LastEntryAt, Now, rule);
            return new StockPosition(
                OwnerId, Location, ProductId, Product, Name, BaseUnit,
                own ? OnHand : null, own ? Reserved : null, own ? ExpectedOut : null, own ? ExpectedIn : null, own ? SafetyStock : null,
                available.ToDecimal(), reservable.ToDecimal(), Version,
                LastEntryAt, LastEntryKind is null ? null : StockRows.KindOf(LastEntryKind), own ? LastEntryBy : null, LastCountAt, Consignor);
        }
    }
}

/// <summary>A page of positions.</summary>
/// <param name="Items">By location, then product.</param>
/// <param name="Next">The cursor of the next page; null on the last.</param>
/// <param name="FeedCursor">Where to go on in /v1/events after the last page: the feed's head when the first page was read.</param>
internal sealed record PositionPage(IReadOnlyList<StockPosition> Items, string? Next, string FeedCursor);

/// <summary>One product at one location.</summary>
/// <param name="OwnerId">The party whose location it is.</param>
/// <param name="Location">The location's code.</param>
/// <param name="ProductId">The product.</param>
/// <param name="Product">The owner's item code.</param>
/// <param name="Name">The product's name.</param>
/// <param name="BaseUnit">What quantities count.</param>
/// <param name="OnHand">The last count and what moved after it; may be below zero. Absent for another party's stock.</param>
/// <param name="Reserved">Held by reservations. Absent for another party's stock.</param>
/// <param name="ExpectedOut">What documents say has left and the till has yet to tell. Absent for another party's stock.</param>
/// <param name="ExpectedIn">What documents say has come and the till has yet to tell: not available until it does. Absent for another party's stock.</param>
/// <param name="SafetyStock">Kept back. Absent for another party's stock.</param>
/// <param name="Available">On hand - reserved - expected out - safety stock, never below zero.</param>
/// <param name="Reservable">What of it you may reserve now; terms can shrink it with the age of the evidence.</param>
/// <param name="Version">One more with every change.</param>
/// <param name="EvidencedAt">When the newest entry says it happened; absent where there is none.</param>
/// <param name="EvidencedAs">What that entry was.</param>
/// <param name="EvidencedBy">The code of the connection that told it. Absent for another party's stock.</param>
/// <param name="CountedAt">When it was last counted.</param>
/// <param name="Consignor">The code of the party whose goods they are, where they lie here on consignment.</param>
internal sealed record StockPosition(
    int OwnerId,
    string Location,
    int ProductId,
    string Product,
    string Name,
    string BaseUnit,
    decimal? OnHand,
    decimal? Reserved,
    decimal? ExpectedOut,
    decimal? ExpectedIn,
    decimal? SafetyStock,
    decimal Available,
    decimal Reservable,
    long Version,
    DateTimeOffset? EvidencedAt,
    EntryKind? EvidencedAs,
    string? EvidencedBy,
    DateTimeOffset? CountedAt,
    string? Consignor);
