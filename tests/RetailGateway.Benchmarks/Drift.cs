using Npgsql;
using RetailGateway.Benchmarks.Ground;
using RetailGateway.Database;
using RetailGateway.Features.Sync.Drift;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Benchmarks;

/// <summary>
/// Positions a second held against a partner's snapshot of them. The partner's side stands in a table and comes page by
/// page, as it does from a partner. The limit is both sides read once by bare Npgsql and thrown away. Size: positions.
/// </summary>
internal static class Drift
{
    internal const string Name = "drift";

    private const double Floor = 0.5;
    private const long Positions = 200_000;

    internal static async Task Run(Bench bench)
    {
        await using var shop = await bench.OpenShop("drift");
        var count = bench.SizeOr(Positions) / Shop.Locations * Shop.Locations;
        await Fill(shop, count, bench.Cancel);
        await using var database = new GatewayDb(shop.GatewayString, requestConnections: 2);
        await using var partner = new Snapshot(shop.OwnerString);
        var stream = new DriftStream(shop.OwnerId, "BENCH-COOP", shop.Partner.Owner, shop.Partner.Connection, "stock_out", "bench");
        await bench.Compare(Name, "positions/s", Floor, count, Ours, Limit);
        await Memory(bench, count, Ours);

        Task<double> Ours() => Bench.Rate(count, async () =>
        {
            var reading = await new OutwardCheck(database.Jobs, stream, partner).Read(bench.Cancel);
            if (reading.Compared != count || reading.Differences.Count != 0)
            {
                throw new GatewayFailed($"{reading.Compared} of {count} were compared, {reading.Differences.Count} differ.");
            }
        });
        Task<double> Limit() => Bench.Rate(count, async () =>
        {
            await ReadBare(
                shop,
                $"select location_id, product_id, on_hand, reserved, safety_stock, version from stock_position where owner_id = {shop.OwnerId}",
                count,
                row => row.GetInt32(0) + row.GetInt32(1) + row.GetDecimal(2) + row.GetDecimal(3) + row.GetDecimal(4) + row.GetInt64(5),
                bench.Cancel);
            await ReadBare(
                shop,
                "select location, item, quantity, version from theirs order by n",
                count,
                row => row.GetString(0).Length + row.GetString(1).Length + row.GetDecimal(2) + row.GetInt64(3),
                bench.Cancel);
        });
    }

    /// <summary>What the comparison holds at most, above what it began with: a table of bounded size and a page.</summary>
    private static async Task Memory(Bench bench, long count, Func<Task<double>> run)
    {
        GC.Collect();
        var (before, peak) = (GC.GetTotalMemory(forceFullCollection: true), 0L);
        using var done = CancellationTokenSource.CreateLinkedTokenSource(bench.Cancel);
        var watch = Task.Run(
            async () =>
            {
                using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
                while (!done.IsCancellationRequested && await tick.WaitForNextTickAsync(CancellationToken.None))
                {
                    peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false));
                }
            },
            CancellationToken.None);
        await run();
        await done.CancelAsync();
        await watch;
        Console.WriteLine($"{Name,-16} {(peak - before) / 1024 / 1024} MB more on the heap at its peak, {count} positions");
    }

    private static async Task ReadBare(Shop shop, string sql, long count, Func<NpgsqlDataReader, decimal> touch, CancellationToken cancel)
    {
        await using var command = shop.Owner.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var (read, sum) = (0L, 0m);
        while (await rows.ReadAsync(cancel))
        {
            sum += touch(rows);
            read++;
        }

        if (read != count || sum == 0)
        {
            throw new GatewayFailed($"{read} rows came of {count}.");
        }
    }

    private static async Task Fill(Shop shop, long count, CancellationToken cancel)
    {
        await shop.Execute(
            $"""
            insert into product (owner_id, code, name, base_unit)
            select {shop.OwnerId}, 'BRG-' || lpad(n::text, 5, '0'), 'Barang ' || n, 'pcs' from generate_series({Shop.Products + 1}, {count / Shop.Locations}) n order by n;
            insert into pack (owner_id, product_id, code, name, factor)
            select owner_id, product_id, 'PCS', 'Satuan', 1 from product on conflict do nothing;
            insert into item_mapping (owner_id, connection_owner_id, connection_id, item_code, product_id, pack_code, factor, during)
            select o.owner_id, {shop.Partner.Owner}, {shop.Partner.Connection}, 'SKU' || (700000 + o.product_id), o.product_id, 'PCS', 1, tstzrange(null, null)
            from product o where not exists (select from item_mapping m where m.owner_id = o.owner_id and m.product_id = o.product_id);
            insert into stock_position (owner_id, location_id, product_id, on_hand, version)
            select l.owner_id, l.location_id, p.product_id, (p.product_id * 7 + l.location_id) % 400, 3
            from location l join product p on p.owner_id = l.owner_id
            order by l.location_id, p.product_id
            limit {count};
            insert into partner_copy (owner_id, connection_id, source_id, location_id, product_id, version, acknowledged_version)
            select {shop.Partner.Owner}, {shop.Partner.Connection}, owner_id, location_id, product_id, version, version from stock_position;
            create table theirs as
            select row_number() over (order by l.code, m.item_code) as n, l.code as location, m.item_code as item, p.on_hand as quantity, p.version
            from stock_position p
            join location l on l.owner_id = p.owner_id and l.location_id = p.location_id
            join item_mapping m on m.owner_id = p.owner_id and m.product_id = p.product_id;
            create index on theirs (n);
            """,
            cancel);
        foreach (var table in new[] { "stock_position", "partner_copy", "theirs", "item_mapping", "product" })
        {
            await shop.Execute($"vacuum analyze {table}", cancel);
        }
    }

    /// <summary>A partner whose book stands in a table.</summary>
    private sealed class Snapshot(string connectionString) : IShowsStock, IAsyncDisposable
    {
        private const int Page = 5_000;
        private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(connectionString);

        public string Dialect => "bench";

        public string Environment => "live";

        public int MostLines => Page;

        public bool Knows(string cooperative) => true;

        public async Task<Outcome<HeldPage>> ReadHeld(string cooperative, string? continuation, CancellationToken cancel)
        {
            var after = continuation is null ? 0 : long.Parse(continuation, System.Globalization.CultureInfo.InvariantCulture);
            await using var command = source.CreateCommand("select location, item, quantity, version from theirs where n > $1 order by n limit $2");
            command.Parameters.Add(new NpgsqlParameter { Value = after });
            command.Parameters.Add(new NpgsqlParameter { Value = Page });
            var lines = new List<HeldLine>(Page);
            await using var rows = await command.ExecuteReaderAsync(cancel);
            while (await rows.ReadAsync(cancel))
            {
                lines.Add(new HeldLine(rows.GetString(0), rows.GetString(1), rows.GetDecimal(2), rows.GetInt64(3)));
            }

            return new Outcome<HeldPage>.Accepted(new HeldPage(lines, lines.Count == Page ? (after + Page).ToString(System.Globalization.CultureInfo.InvariantCulture) : null));
        }

        public Task<Outcome<IReadOnlyList<LineOutcome>>> Publish(StockSend send, CancellationToken cancel) =>
            throw new NotSupportedException("Nothing is published here.");

        public Task<Outcome<Found>> AskAfter(StockSend send, CancellationToken cancel) =>
            throw new NotSupportedException("Nothing is published here.");

        public ValueTask DisposeAsync() => source.DisposeAsync();
    }
}
