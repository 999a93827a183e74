using System.Collections.Concurrent;
using System.Collections.Frozen;
using Dapper;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Features.Catalogue.Contracts;

/// <summary>The parties' books, each read once and again when its version has moved on.</summary>
internal sealed class PartyBooks(GatewayDb database, TimeProvider time)
{
    private readonly ConcurrentDictionary<int, Shelf> shelves = new();

    /// <summary>The book as last read, or read anew where somebody found that it has moved on or the day has turned.</summary>
    internal async ValueTask<PartyBook> Get(PartyId party, CancellationToken cancel)
    {
        var shelf = shelves.GetOrAdd(party.Value, _ => new Shelf());
        var seen = shelf.Current;
        return seen is not null && IsGood(seen)
            ? seen.Book
            // A read that began before the book was found outdated may be as old as the book.
            : await Read(shelf, party, after: seen is { Book.IsOutdated: true } ? shelf.Begun : 0, cancel);
    }

    /// <summary>The book, new enough to know a location and a product that the database knows.</summary>
    internal async ValueTask<PartyBook> GetKnowing(PartyId party, int location, int product, CancellationToken cancel)
    {
        var book = await Get(party, cancel);
        if (book.LocationsById.ContainsKey(location) && book.ProductsById.ContainsKey(product))
        {
            return book;
        }

        var shelf = shelves[party.Value];
        return await Read(shelf, party, after: shelf.Begun, cancel);
    }

    /// <summary>
    /// The book as a transaction that has changed it sees it, for what it goes on to do. It is kept for nobody else: it
    /// may be taken back.
    /// </summary>
    internal Task<PartyBook> ReadWithin(Work work, PartyId party, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return Read(work.Connection, party, Today);
    }

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private bool IsGood(Reading reading) => !reading.Book.IsOutdated && reading.Book.Day == Today;

    /// <summary>One read of a party's book at a time; those who waited for it share what was begun after they came.</summary>
    private async Task<PartyBook> Read(Shelf shelf, PartyId party, long after, CancellationToken cancel)
    {
        await shelf.Turn.WaitAsync(cancel);
        try
        {
            if (shelf.Current is { } there && there.Number > after && IsGood(there))
            {
                return there.Book;
            }

            var number = ++shelf.Begun;
            var book = await Read(party, Today, cancel);
            shelf.Current = new Reading(number, book);
            return book;
        }
        finally
        {
            shelf.Turn.Release();
        }
    }

    private async Task<PartyBook> Read(PartyId party, DateOnly today, CancellationToken cancel)
    {
        await using var work = await database.BeginJob(cancel);

        // All of one instant: a mapping never names a product that is not there yet.
        await work.Connection.ExecuteAsync("set transaction isolation level repeatable read, read only");
        return await Read(work.Connection, party, today);
    }

    private static async Task<PartyBook> Read(Npgsql.NpgsqlConnection db, PartyId party, DateOnly today)
    {
        var owner = new { owner = party.Value };
        var version = await db.ExecuteScalarAsync<long>("select book_version from party where owner_id = @owner", owner);
        var products = (await db.QueryAsync<(int Id, string Code, string Name, string BaseUnit, string Kind)>(
            "select product_id, code, name, base_unit, kind from product where owner_id = @owner", owner))
            .Select(row => new BookProduct(new ProductId(row.Id), row.Code, row.Name, row.BaseUnit, row.Kind == "goods"))
            .ToFrozenDictionary(product => product.Id.Value);
        var gtins = await db.QueryAsync<(int Product, string Gtin, decimal Factor)>(
            "select product_id, lpad(gtin, 14, '0'), factor from pack where owner_id = @owner and gtin is not null", owner);
        var mappings = await db.QueryAsync<(int Connection, string Code, int Product, decimal Factor, DateTime? From, DateTime? Until)>(
            """
            select connection_id, item_code, product_id, factor, lower(during), upper(during)
            from item_mapping
            where owner_id = @owner
            order by lower(during) desc nulls last
            """,
            owner);
        var locations = await Locations(db, party);
        var connections = await db.QueryAsync<(int Id, string Code)>("select connection_id, code from connection where owner_id = @owner", owner);

        return new PartyBook
        {
            Version = version,
            Day = today,
            Locations = locations.ToFrozenDictionary(location => location.Code, StringComparer.OrdinalIgnoreCase),
            LocationsById = locations.ToFrozenDictionary(location => location.Id.Value),
            Products = products.Values.ToFrozenDictionary(product => product.Code, StringComparer.OrdinalIgnoreCase),
            ProductsById = products,
            Gtins = gtins.ToFrozenDictionary(row => row.Gtin, row => new BookPack(products[row.Product], Thousandths(row.Factor))),
            Mappings = mappings
                .GroupBy(row => new MappedCode(new ConnectionId(row.Connection), row.Code))
                .ToFrozenDictionary(
                    group => group.Key,
                    group => group.Select(row => new BookMapping(
                        new BookPack(products[row.Product], Thousandths(row.Factor)), Utc(row.From), Utc(row.Until))).ToArray()),
            Recipients = await Recipients(db, party, today),
            ConnectionCodes = connections.ToFrozenDictionary(row => row.Id, row => row.Code),
        };
    }

    private static async Task<List<BookLocation>> Locations(Npgsql.NpgsqlConnection db, PartyId party)
    {
        var rows = await db.QueryAsync<(int Id, string Code, string Zone, int Connection, string ConnectionCode, DateTime? From, DateTime? Until)>(
            """
            select l.location_id, l.code, l.time_zone, s.connection_id, c.code, lower(s.during), upper(s.during)
            from location l
            join system_of_record s on s.owner_id = l.owner_id and s.location_id = l.location_id
            join connection c on c.owner_id = s.owner_id and c.connection_id = s.connection_id
            where l.owner_id = @owner
            order by l.location_id, lower(s.during) desc nulls last
            """,
            new { owner = party.Value });
        return [.. rows.GroupBy(row => row.Id).Select(group => new BookLocation(
            new LocationId(group.Key),
            group.First().Code,
            Enum.Parse<IndonesianZone>(group.First().Zone, ignoreCase: true),
            [.. group.Select(row => new SystemOfRecord(new ConnectionId(row.Connection), row.ConnectionCode, Utc(row.From), Utc(row.Until)))]))];
    }

    /// <summary>The party's own systems, and those of partners to whom the terms in force show its stock.</summary>
    private static async Task<List<Recipient>> Recipients(Npgsql.NpgsqlConnection db, PartyId party, DateOnly today)
    {
        var told = await db.QueryAsync<(int Owner, int Connection)>(
            """
            select c.owner_id, c.connection_id
            from connection c
            where c.receives_feed and (c.owner_id = @owner or c.owner_id in (
                select case when p.owner_id = @owner then p.partner_id else p.owner_id end
                from partnership p
                cross join lateral (
                    select t.stock_visible_to_partner, t.partner_stock_visible
                    from terms t
                    where t.owner_id = p.owner_id and t.partnership_id = p.partnership_id and t.valid_from <= @today
                        and t.accepted_at is not null
                    order by t.valid_from desc
                    limit 1) newest
                where (p.owner_id = @owner and newest.stock_visible_to_partner
                    or p.partner_id = @owner and newest.partner_stock_visible)
                    and p.valid_from <= @today and (p.valid_to is null or p.valid_to > @today)))
            order by c.owner_id, c.connection_id
            """,
            new { owner = party.Value, today });
        var items = (await db.QueryAsync<(int Connection, int Product, string Code, string Pack, decimal Factor)>(
            """
            select distinct on (connection_id, product_id) connection_id, product_id, item_code, pack_code, factor
            from item_mapping
            where owner_id = @owner and upper_inf(during)
            order by connection_id, product_id, lower(during) desc nulls last, item_code
            """,
            new { owner = party.Value })).ToLookup(row => row.Connection);
        return [.. told.Select(row => new Recipient(
            new PartyId(row.Owner),
            new ConnectionId(row.Connection),
            row.Owner == party.Value,
            items[row.Connection].ToFrozenDictionary(item => item.Product, item => new RecipientItem(item.Code, item.Pack, item.Factor))))];
    }

    private static long Thousandths(decimal factor) => Quantity.FromDecimal(factor).Thousandths;

    private static DateTimeOffset? Utc(DateTime? time) => time is { } value && value > DateTime.MinValue && value < DateTime.MaxValue.AddDays(-1)
        ? new DateTimeOffset(DateTime.SpecifyKind(value, DateTimeKind.Utc))
        : null;

    /// <summary>Where a party's book lies, and whose turn it is to read it anew.</summary>
    private sealed class Shelf
    {
        private volatile Reading? current;
        private long begun;

        internal SemaphoreSlim Turn { get; } = new(1);

        internal Reading? Current
        {
            get => current;
            set => current = value;
        }

        /// <summary>How many reads have begun; written only by whoever's turn it is.</summary>
        internal long Begun
        {
            get => Volatile.Read(ref begun);
            set => Volatile.Write(ref begun, value);
        }
    }

    private sealed record Reading(long Number, PartyBook Book);
}
