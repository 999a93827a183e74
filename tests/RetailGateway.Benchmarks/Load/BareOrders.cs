using Npgsql;
using NpgsqlTypes;
using RetailGateway.Benchmarks.Ground;

namespace RetailGateway.Benchmarks.Load;

/// <summary>
/// The limit of an order: the rows of one that the gateway took, written again and again by a bare client in the fastest
/// form known. One prepared <see cref="NpgsqlBatch"/> and so one round trip and one flushed commit an order: head, document,
/// lines, what they hold, the positions, what both sides are told, and the kept answer; as the tables' owner (no policy, no
/// party to set), with nothing read, resolved, priced, parsed or rendered. The sequencer moves the outbox rows as it moves
/// ours.
/// </summary>
internal sealed class BareOrders
{
    private const NpgsqlDbType Integers = NpgsqlDbType.Array | NpgsqlDbType.Integer;

    private const string InsertHead =
        """
        insert into trade_order (
            owner_id, order_id, partner_id, partnership_id, terms_from, buyer_id, seller_id, number, issued_at, order_day, ship_to_id, ship_to,
            ship_from_id, ship_from, currency, version, state, turn, amount, short, contradictions)
        overriding system value
        values ($1, $2, $3, $4, $5, $3, $1, $6, $7, $5, $8, 'SWALAYAN-01', $9, 'TOKO-01', 'IDR', 1, 'submitted', 'seller', 100000, false, 0)
        """;

    private const string InsertDocument =
        """
        insert into order_document (owner_id, order_id, partner_id, kind, document_id, sender_id, sender_connection_id, issued_at, content)
        values ($1, $2, $3, 'order', $4, $3, $5, $6, $7::jsonb)
        """;

    private const string InsertLines =
        """
        insert into order_line (
            owner_id, order_id, partner_id, line_id, place, product_id, pack_code, pack_factor, price, price_base_quantity, amount,
            ordered, confirmed, despatched, outstanding, received, rejected, refused, cancelled, later, never, to_hold, held, short)
        select $1, $2, $3, n.place::text, n.place, n.product_id, 'PCS', 1, 10000, 1, 10000, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 1, 0
        from unnest($4::integer[]) with ordinality as n (product_id, place)
        """;

    private const string UpdatePositions =
        """
        update stock_position p set reserved = p.reserved + 1, version = p.version + 1
        from unnest($3::integer[]) as n (product_id)
        where p.owner_id = $1 and p.location_id = $2 and p.product_id = n.product_id
        """;

    private const string InsertHolds =
        """
        insert into order_hold (owner_id, order_id, line_id, order_owner_id, location_id, product_id, wanted, despatched, held)
        select $1, $2, n.place::text, $1, $3, n.product_id, 1, 0, 1
        from unnest($4::integer[]) with ordinality as n (product_id, place)
        """;

    private const string InsertOutbox =
        """
        insert into outbox (owner_id, connection_id, body)
        select e.owner_id, e.connection_id, e.body
        from unnest($1::integer[], $2::integer[], $3::text[]) as e (owner_id, connection_id, body)
        """;

    private const string InsertAnswer =
        """
        insert into stored_answer (owner_id, idempotency_key, request_sha256, status, headers, body)
        values ($1, $2, $3, 201, $4::jsonb, $5)
        """;

    private readonly Shop shop;
    private readonly string content;
    private readonly string headers;
    private readonly byte[] answer;
    private readonly (int[] Owners, int[] Connections, string[] Bodies) told;
    private readonly (int Partnership, DateOnly TermsFrom, int Store) trade;
    private int orders;

    private BareOrders(
        Shop shop, string content, string headers, byte[] answer, (int[] Owners, int[] Connections, string[] Bodies) told, (int Partnership, DateOnly TermsFrom, int Store) trade)
    {
        this.shop = shop;
        this.content = content;
        this.headers = headers;
        this.answer = answer;
        this.told = told;
        this.trade = trade;
    }

    /// <summary>Orders like the one that the gateway has taken, with its texts.</summary>
    internal static async Task<BareOrders> Like(Shop shop, CancellationToken cancel)
    {
        await using var command = shop.Owner.CreateCommand(
            """
            select d.content::text, a.headers::text, a.body, o.partnership_id, o.terms_from, o.ship_to_id
            from trade_order o
            join order_document d on d.owner_id = o.owner_id and d.order_id = o.order_id
            join stored_answer a on a.owner_id = o.buyer_id and a.idempotency_key = 'order-0'
            """);
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return new BareOrders(
            shop, row.GetString(0), row.GetString(1), row.GetFieldValue<byte[]>(2), await Told(shop, cancel),
            (row.GetInt32(3), row.GetFieldValue<DateOnly>(4), row.GetInt32(5)));
    }

    internal Task Write(int count, int writers, CancellationToken cancel)
    {
        var (first, next) = (orders, -1);
        orders += count;
        return Task.WhenAll(Enumerable.Range(0, writers).Select(async _ =>
        {
            await using var connection = await shop.Owner.OpenConnectionAsync(cancel);
            await using var batch = new NpgsqlBatch(connection)
            {
                BatchCommands =
                {
                    Command(InsertHead, NpgsqlDbType.Integer, NpgsqlDbType.Bigint, NpgsqlDbType.Integer, NpgsqlDbType.Integer, NpgsqlDbType.Date, NpgsqlDbType.Text, NpgsqlDbType.TimestampTz, NpgsqlDbType.Integer, NpgsqlDbType.Integer),
                    Command(InsertDocument, NpgsqlDbType.Integer, NpgsqlDbType.Bigint, NpgsqlDbType.Integer, NpgsqlDbType.Text, NpgsqlDbType.Integer, NpgsqlDbType.TimestampTz, NpgsqlDbType.Text),
                    Command(InsertLines, NpgsqlDbType.Integer, NpgsqlDbType.Bigint, NpgsqlDbType.Integer, Integers),
                    Command(UpdatePositions, NpgsqlDbType.Integer, NpgsqlDbType.Integer, Integers),
                    Command(InsertHolds, NpgsqlDbType.Integer, NpgsqlDbType.Bigint, NpgsqlDbType.Integer, Integers),
                    Command(InsertOutbox, Integers, Integers, NpgsqlDbType.Array | NpgsqlDbType.Text),
                    Command(InsertAnswer, NpgsqlDbType.Integer, NpgsqlDbType.Text, NpgsqlDbType.Bytea, NpgsqlDbType.Text, NpgsqlDbType.Bytea),
                },
            };
            await batch.PrepareAsync(cancel);
            while (Interlocked.Increment(ref next) is var index && index < count)
            {
                Fill(batch, first + index);
                await batch.ExecuteNonQueryAsync(cancel);
            }
        }));
    }

    private void Fill(NpgsqlBatch batch, int order)
    {
        var (id, now) = (1_000_000_000L + order, TimeProvider.System.GetUtcNow().UtcDateTime);
        var location = shop.FirstLocation + (order % Shop.Locations);
        var products = Enumerable.Range(shop.FirstProduct + OrderRequests.FirstProduct(order), OrderRequests.Lines).ToArray();
        Set(batch.BatchCommands[0], shop.OwnerId, id, shop.Partner.Owner, trade.Partnership, trade.TermsFrom, $"BARE-{order}", now, trade.Store, location);
        Set(batch.BatchCommands[1], shop.OwnerId, id, shop.Partner.Owner, $"BARE-{order}", shop.Partner.Connection, now, content);
        Set(batch.BatchCommands[2], shop.OwnerId, id, shop.Partner.Owner, products);
        Set(batch.BatchCommands[3], shop.OwnerId, location, products);
        Set(batch.BatchCommands[4], shop.OwnerId, id, location, products);
        Set(batch.BatchCommands[5], told.Owners, told.Connections, told.Bodies);
        Set(batch.BatchCommands[6], shop.Partner.Owner, $"bare-{order}", new byte[32], headers, answer);
    }

    /// <summary>All that one order was told to whom.</summary>
    private static async Task<(int[] Owners, int[] Connections, string[] Bodies)> Told(Shop shop, CancellationToken cancel)
    {
        await using var command = shop.Owner.CreateCommand(
            "select owner_id, connection_id, body from feed_event where body like '%\"reserved\":\"1\"%' or body like '%order.changed%'");
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var (owners, connections, bodies) = (new List<int>(), new List<int>(), new List<string>());
        while (await rows.ReadAsync(cancel))
        {
            owners.Add(rows.GetInt32(0));
            connections.Add(rows.GetInt32(1));
            bodies.Add(rows.GetString(2));
        }

        return ([.. owners], [.. connections], [.. bodies]);
    }

    private static NpgsqlBatchCommand Command(string text, params ReadOnlySpan<NpgsqlDbType> types)
    {
        var command = new NpgsqlBatchCommand(text);
        foreach (var type in types)
        {
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
        }

        return command;
    }

    private static void Set(NpgsqlBatchCommand command, params ReadOnlySpan<object> values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index];
        }
    }
}
