using Npgsql;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.EmbeddedPostgres;
using RetailGateway.Hosting;

namespace RetailGateway.Benchmarks.Ground;

/// <summary>
/// A cooperative with four shops of a thousand products, one till system that is their system of record, and a
/// partner chain that terms let see the stock. So each touched position is told twice: to the cooperative's console
/// and to the chain's; the till that sent the change is not told of it.
/// </summary>
internal sealed class Shop : IAsyncDisposable
{
    internal const string Code = "BENCH-COOP";
    internal const int Locations = 4;
    internal const int Products = 1_000;

    private readonly string gatewayString;
    private GatewayProcess? gateway;

    private Shop(string ownerString, string gatewayString)
    {
        OwnerString = ownerString;
        this.gatewayString = gatewayString;
        Owner = new NpgsqlDataSourceBuilder(ownerString) { ConnectionStringBuilder = { MaxPoolSize = 64, CommandTimeout = 0, NoResetOnClose = true } }.Build();
    }

    internal string OwnerString { get; }

    /// <summary>How a gateway logs in, for parts of it that a benchmark runs by themselves.</summary>
    internal string GatewayString => gatewayString;

    /// <summary>Bare connections as the owner of the tables: no policy is checked there.</summary>
    internal NpgsqlDataSource Owner { get; }

    internal GatewayProcess Gateway => gateway!;

    internal int OwnerId { get; private set; }

    internal int Till { get; private set; }

    internal int FirstLocation { get; private set; }

    internal int FirstProduct { get; private set; }

    /// <summary>Owner and connection of each that is told of a change of the till's.</summary>
    internal (int Owner, int Connection) Console { get; private set; }

    internal (int Owner, int Connection) Partner { get; private set; }

    internal string TillKey { get; private set; } = "";

    internal string PartnerKey { get; private set; } = "";

    internal static string LocationCode(int location) => $"TOKO-{location + 1:00}";

    internal static string ProductCode(int product) => $"BRG-{product + 1:00000}";

    internal static async Task<Shop> Open(PrivateCluster cluster, string database, (string Name, string Value)[] settings, CancellationToken cancel)
    {
        await using (var any = NpgsqlDataSource.Create(cluster.ConnectionString("postgres")))
        await using (var create = any.CreateCommand($"create database {database}"))
        {
            await create.ExecuteNonQueryAsync(cancel);
        }

        var shop = new Shop(cluster.ConnectionString(database), cluster.ConnectionString(database, Migrator.GatewayLogin));
        await Migrator.Migrate(shop.OwnerString, shop.gatewayString, cancel);
        await shop.Furnish(cancel);
        shop.gateway = await GatewayProcess.Start(shop.gatewayString, settings, cancel);
        return shop;
    }

    internal async Task Execute(string sql, CancellationToken cancel)
    {
        await using var command = Owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Until every committed change stands in its recipients' feeds.</summary>
    internal async Task UntilSequenced(CancellationToken cancel)
    {
        await using var connection = await Owner.OpenConnectionAsync(cancel);
        await using var left = new NpgsqlCommand("select exists (select from outbox)", connection);
        while (await left.ExecuteScalarAsync(cancel) is true)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), cancel);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (gateway is not null)
        {
            await gateway.DisposeAsync();
        }

        await Owner.DisposeAsync();
    }

    private async Task Furnish(CancellationToken cancel)
    {
        await Execute(Furniture, cancel);
        await using (var ids = Owner.CreateCommand(
            """
            select c.owner_id, t.connection_id, k.connection_id, p.owner_id, pk.connection_id,
                (select min(location_id) from location), (select min(product_id) from product)
            from party c
            join connection t on t.owner_id = c.owner_id and t.code = 'till'
            join connection k on k.owner_id = c.owner_id and k.kind = 'console'
            join party p on p.code = 'BENCH-CHAIN'
            join connection pk on pk.owner_id = p.owner_id
            where c.code = 'BENCH-COOP'
            """))
        await using (var row = await ids.ExecuteReaderAsync(cancel))
        {
            await row.ReadAsync(cancel);
            (OwnerId, Till) = (row.GetInt32(0), row.GetInt32(1));
            (Console, Partner) = ((OwnerId, row.GetInt32(2)), (row.GetInt32(3), row.GetInt32(4)));
            (FirstLocation, FirstProduct) = (row.GetInt32(5), row.GetInt32(6));
        }

        await using var database = new GatewayDb(gatewayString, requestConnections: 2);
        TillKey = (await KeysCreate.Create(database, "live", "BENCH-COOP", "till", "bench", Scope.All, cancel)).ToString();
        PartnerKey = (await KeysCreate.Create(database, "live", "BENCH-CHAIN", "console", "bench", Scope.All, cancel)).ToString();
    }

    private static string Furniture =>
        $"""
        insert into party (code, name, kind, cooperative_kind, environment) values
            ('BENCH-COOP', 'Koperasi Uji', 'cooperative', 'civil_servants', 'live'),
            ('BENCH-CHAIN', 'Swalayan Uji', 'chain', null, 'live');
        insert into connection (owner_id, code, name, kind)
        select owner_id, 'till', 'Kasir', 'api' from party where code = 'BENCH-COOP';
        insert into location (owner_id, code, name, format)
        select p.owner_id, 'TOKO-' || lpad(n::text, 2, '0'), 'Toko ' || n, 'coop_shop'
        from party p, generate_series(1, {Locations}) n where p.code = 'BENCH-COOP' order by n;
        update system_of_record s set connection_id = c.connection_id
        from connection c where c.owner_id = s.owner_id and c.code = 'till';
        insert into product (owner_id, code, name, base_unit)
        select p.owner_id, 'BRG-' || lpad(n::text, 5, '0'), 'Barang ' || n, 'pcs'
        from party p, generate_series(1, {Products}) n where p.code = 'BENCH-COOP' order by n;
        insert into pack (owner_id, product_id, code, name, factor)
        select owner_id, product_id, 'PCS', 'Satuan', 1 from product;
        insert into partnership (owner_id, partner_id, environment, role, valid_from)
        select c.owner_id, p.owner_id, 'live', 'stockist', current_date - 30
        from party c, party p where c.code = 'BENCH-COOP' and p.code = 'BENCH-CHAIN';
        insert into terms (owner_id, partnership_id, valid_from, payment_days, price_tolerance_percent, price_tolerance_rupiah,
            response_hours, delivery_days, stock_visible_to_partner, partner_stock_visible)
        select owner_id, partnership_id, valid_from, 30, 1, 1000, 24, 2, true, false from partnership;
        insert into item_mapping (owner_id, connection_owner_id, connection_id, item_code, product_id, pack_code, factor, during)
        select o.owner_id, c.owner_id, c.connection_id, 'SKU' || (700000 + o.product_id), o.product_id, 'PCS', 1, tstzrange(null, null)
        from product o, connection c join party p on p.owner_id = c.owner_id where p.code = 'BENCH-CHAIN';
        analyze;
        """;
}
