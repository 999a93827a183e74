using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock;
using RetailGateway.Features.Stock.Positions;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.ByHand;

/// <summary>A location as those see it who look after its stock: every good of the catalogue, with what is there of it.</summary>
internal sealed class ShopStock(GatewayDb database)
{
    /// <summary>Rows of a page.</summary>
    internal const int PageRows = 50;

    /// <summary>Lines of a count sheet, at most.</summary>
    internal const int SheetLines = 400;

    /// <summary>After this many days a count is one of long ago.</summary>
    internal const int StaleDays = 30;

    private const string Stale = "version > 0 and (last_count_at is null or last_count_at < now() - @staleDays * interval '1 day')";

    private const string Goods =
        $"""
        with goods as (
            select g.product_id, g.code, g.name, g.base_unit, g.category, coalesce(p.on_hand, 0) as on_hand, coalesce(p.reserved, 0) as reserved,
                coalesce(p.expected_out, 0) as expected_out, coalesce(p.expected_in, 0) as expected_in, coalesce(p.safety_stock, 0) as safety_stock,
                coalesce(p.version, 0) as version, p.last_entry_at, p.last_entry_kind::text, c.code as last_entry_by, p.last_count_at, now() as now,
                (select string_agg(k.gtin, ' ' order by k.gtin) from pack k where k.owner_id = g.owner_id and k.product_id = g.product_id and k.gtin is not null) as gtins
            from product g
            left join stock_position p on p.owner_id = g.owner_id and p.product_id = g.product_id and p.location_id = @location
            left join connection c on c.owner_id = p.owner_id and c.connection_id = p.last_entry_connection_id
            where g.owner_id = @owner and g.kind = 'goods' and (@code::text is null or g.code_key = upper(@code))
                and (@text::text is null or position(upper(@text) in upper(g.name)) > 0 or position(upper(@text) in upper(g.code)) > 0
                    or g.product_id in (select k.product_id from pack k where k.owner_id = @owner and lpad(k.gtin, 14, '0') = lpad(@text, 14, '0'))))
        """;

    /// <summary>A base unit's dearest price in force today, as conflicts are valued.</summary>
    internal const string Price =
        """
        (select max(newest.per_unit) from (
            select distinct on (r.partnership_id, r.pack_code) r.amount / r.base_quantity / k.factor as per_unit
            from price r
            join pack k on k.owner_id = r.owner_id and k.product_id = r.product_id and k.code = r.pack_code
            where r.owner_id = @owner and r.product_id = goods.product_id and r.valid_from <= current_date and r.currency = 'IDR'
            order by r.partnership_id, r.pack_code, r.valid_from desc) newest)
        """;

    /// <summary>The caller's places, by code; a shopkeeper's is one.</summary>
    internal async Task<IReadOnlyList<StockPlace>> Places(Caller caller, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        return [.. await work.Connection.QueryAsync<StockPlace>(
            """
            select l.location_id, l.code, l.name, l.time_zone, c.name as system_name, c.kind = 'console' as is_kept_by_hand
            from location l
            join system_of_record s on s.owner_id = l.owner_id and s.location_id = l.location_id and s.during @> now()
            join connection c on c.owner_id = s.owner_id and c.connection_id = s.connection_id
            where l.owner_id = @owner
            order by l.code
            """,
            new { owner = caller.Party.Value })];
    }

    /// <summary>A page of a place's goods by name, and how many there are of each kind of trouble.</summary>
    internal async Task<StockShelf> Shelf(Caller caller, StockPlace place, string? text, ShelfFilter filter, int page, CancellationToken cancel)
    {
        var values = Values(caller, place, text: text, skip: (Math.Clamp(page, 1, 10_000) - 1) * PageRows, take: PageRows);
        await using var work = await database.Open(caller, cancel);
        var counts = await work.Connection.QuerySingleAsync<ShelfCounts>(
            $"""
            {Goods}
            select count(*) as goods, count(*) filter (where version > 0) as recorded, count(*) filter (where on_hand < 0) as negative,
                count(*) filter (where version > 0 and on_hand = 0) as "out", count(*) filter (where {Stale}) as stale
            from goods
            """,
            values);
        var where = filter switch
        {
            ShelfFilter.Recorded => "version > 0",
            ShelfFilter.Negative => "on_hand < 0",
            ShelfFilter.Out => "version > 0 and on_hand = 0",
            ShelfFilter.Stale => Stale,
            _ => "true",
        };
        var goods = await work.Connection.QueryAsync<StockItem>(
            $"{Goods} select goods.*, null::numeric as price from goods where {where} order by name, product_id offset @skip limit @take", values);
        return new StockShelf(counts, [.. goods]);
    }

    /// <summary>One good at a place.</summary>
    /// <exception cref="Refusal">The caller has no such goods.</exception>
    internal async Task<StockItem> Item(Caller caller, StockPlace place, string product, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        return await work.Connection.QuerySingleOrDefaultAsync<StockItem>(
            $"{Goods} select goods.*, {Price} as price from goods", Values(caller, place, code: product))
            ?? throw new Refusal(Problems.NotFound, "No goods of yours have that code.");
    }

    /// <summary>The categories of a place's goods, as its shelves.</summary>
    internal async Task<IReadOnlyList<Shelving>> Shelves(Caller caller, StockPlace place, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        return [.. await work.Connection.QueryAsync<Shelving>(
            $"{Goods} select category, count(*) as goods, count(*) filter (where version > 0) as recorded from goods group by category order by category",
            Values(caller, place))];
    }

    /// <summary>The goods of a count sheet, by name: of one category, or of all; only those once recorded here, unless there are none.</summary>
    internal async Task<IReadOnlyList<StockItem>> Sheet(Caller caller, StockPlace place, string? category, bool recordedOnly, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        return [.. await work.Connection.QueryAsync<StockItem>(
            $"""
            {Goods}
            select goods.*, null::numeric as price
            from goods
            where (@category::text is null or category = @category) and (not @recordedOnly or version > 0)
            order by name, product_id
            limit @take
            """,
            Values(caller, place, category: category, recordedOnly: recordedOnly, take: SheetLines))];
    }

    private static object Values(
        Caller caller, StockPlace place, string? code = null, string? text = null, string? category = null, bool recordedOnly = false, int skip = 0, int take = 0) =>
        new { owner = caller.Party.Value, location = place.LocationId, code, text, category, recordedOnly, skip, take, staleDays = StaleDays };
}

/// <summary>A location whose stock is looked after.</summary>
/// <param name="LocationId">Its number.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="TimeZone">WIB, WITA or WIT.</param>
/// <param name="SystemName">Whose word on its stock counts now.</param>
/// <param name="IsKeptByHand">It is the console's: people record here.</param>
internal sealed record StockPlace(int LocationId, string Code, string Name, string TimeZone, string SystemName, bool IsKeptByHand);

/// <summary>Which goods are looked for.</summary>
internal enum ShelfFilter
{
    /// <summary>All goods of the catalogue.</summary>
    All,

    /// <summary>What was ever recorded here.</summary>
    Recorded,

    /// <summary>Below zero.</summary>
    Negative,

    /// <summary>None left.</summary>
    Out,

    /// <summary>Not counted for <see cref="ShopStock.StaleDays"/> days, or never.</summary>
    Stale,
}

/// <summary>How many goods each filter shows.</summary>
/// <param name="Goods">All.</param>
/// <param name="Recorded">Ever recorded here.</param>
/// <param name="Negative">Below zero.</param>
/// <param name="Out">None left.</param>
/// <param name="Stale">Counted long ago, or never.</param>
internal sealed record ShelfCounts(long Goods, long Recorded, long Negative, long Out, long Stale)
{
    /// <summary>Of one filter.</summary>
    internal long Of(ShelfFilter filter) => filter switch
    {
        ShelfFilter.Recorded => Recorded,
        ShelfFilter.Negative => Negative,
        ShelfFilter.Out => Out,
        ShelfFilter.Stale => Stale,
        _ => Goods,
    };
}

/// <summary>A page of a place's goods.</summary>
/// <param name="Counts">Of all that the text finds.</param>
/// <param name="Items">The page.</param>
internal sealed record StockShelf(ShelfCounts Counts, IReadOnlyList<StockItem> Items);

/// <summary>A category as a shelf.</summary>
/// <param name="Category">Its name; empty for goods without one.</param>
/// <param name="Goods">Goods in it.</param>
/// <param name="Recorded">Those once recorded at the place.</param>
internal sealed record Shelving(string Category, long Goods, long Recorded);

/// <summary>One good at one place; zeros where nothing was ever recorded.</summary>
internal sealed record StockItem(
    int ProductId, string Code, string Name, string BaseUnit, string Category, decimal OnHand, decimal Reserved, decimal ExpectedOut, decimal ExpectedIn,
    decimal SafetyStock, long Version, DateTime? LastEntryAt, string? LastEntryKind, string? LastEntryBy, DateTime? LastCountAt, DateTime Now, string? Gtins,
    decimal? Price)
{
    /// <summary>Something was once recorded.</summary>
    internal bool IsRecorded => Version > 0;

    /// <summary>What may still be promised.</summary>
    internal decimal Available => Availability.Of(
        Quantity.FromSum(OnHand), Quantity.FromDecimal(Reserved), Quantity.FromDecimal(SafetyStock), Quantity.FromDecimal(ExpectedOut)).ToDecimal();

    /// <summary>What the newest entry was.</summary>
    internal EntryKind? LastKind => LastEntryKind is null ? null : StockRows.KindOf(LastEntryKind);

    /// <summary>The last count is of long ago, or there is none.</summary>
    internal bool IsStale => IsRecorded && (LastCountAt is not { } at || Now - at > TimeSpan.FromDays(ShopStock.StaleDays));
}
