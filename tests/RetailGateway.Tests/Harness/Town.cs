using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Hosting;

namespace RetailGateway.Tests.Harness;

/// <summary>
/// A civil servants' cooperative with one shop, and the chain it deals with. Each town has parties of its own, so that
/// many stand in one database without seeing each other; codes of places and goods are the same in all of them.
/// </summary>
internal sealed class Town
{
    /// <summary>The code of every town's shop.</summary>
    internal const string Shop = "KPN-01";

    internal const string Beras = "BRS-5";
    internal const string Minyak = "MYK-1";
    internal const string Gula = "GUL-1";

    /// <summary>Delivery: a service, never stocked.</summary>
    internal const string Antar = "ANTAR";

    private static int towns;
    private readonly int number = Interlocked.Increment(ref towns);

    private Town(GatewayDb database, Uri address, string environment)
    {
        Database = database;
        Address = address;
        Environment = environment;
    }

    internal GatewayDb Database { get; }

    internal Uri Address { get; }

    internal string Environment { get; }

    internal string CoopCode => $"KPN-{number}";

    internal string ChainCode => $"RITEL-{number}";

    internal int Coop { get; private set; }

    internal int Chain { get; private set; }

    /// <summary>The shop's till, with all scopes.</summary>
    internal ApiClient Till { get; private set; } = null!;

    internal string TillKey { get; private set; } = "";

    /// <summary>The cooperative's people, with all scopes.</summary>
    internal ApiClient Console { get; private set; } = null!;

    /// <summary>The chain's system, with all scopes.</summary>
    internal ApiClient Partner { get; private set; } = null!;

    internal string PartnerKey { get; private set; } = "";

    /// <summary>Founds a town whose shop sells rice, oil and sugar; the chain sees its stock by the terms.</summary>
    /// <param name="gateway">Where it is.</param>
    /// <param name="tillIsSystemOfRecord">The till's word on the shop's stock counts, from ever; else the console's.</param>
    /// <param name="environment">live or test.</param>
    internal static Task<Town> Create(GatewayUnderTest gateway, bool tillIsSystemOfRecord = true, string environment = "live") =>
        Create(gateway.Database, gateway.Address, tillIsSystemOfRecord, environment);

    /// <summary>The same in a database whose gateway is another process.</summary>
    internal static async Task<Town> Create(GatewayDb database, Uri address, bool tillIsSystemOfRecord = true, string environment = "live")
    {
        var town = new Town(database, address, environment);
        town.Coop = await database.Ask<int>(
            "insert into party (code, name, kind, cooperative_kind, environment) values ($1, 'KPN Sejahtera', 'cooperative', 'civil_servants', $2) returning owner_id",
            town.CoopCode, environment);
        town.Chain = await database.Ask<int>(
            "insert into party (code, name, kind, environment) values ($1, 'Toko Ritel', 'chain', $2) returning owner_id",
            town.ChainCode, environment);
        await database.Run("insert into location (owner_id, code, name, format) values ($1, $2, 'Toko KPN', 'coop_shop')", town.Coop, Shop);
        await database.Run(
            "insert into connection (owner_id, code, name, kind) values ($1, 'kasir', 'Kasir', 'api'), ($1, 'gudang', 'Gudang', 'api'), ($2, 'pusat', 'Pusat', 'api')",
            town.Coop, town.Chain);
        await town.Sells((Beras, "Beras 5 kg", "goods"), (Minyak, "Minyak goreng 1 l", "goods"), (Gula, "Gula pasir 1 kg", "goods"), (Antar, "Ongkos antar", "service"));
        await town.DealWith();
        if (tillIsSystemOfRecord)
            await town.HandOver("kasir");

        town.TillKey = await town.Key(town.CoopCode, "kasir");
        town.PartnerKey = await town.Key(town.ChainCode, "pusat");
        town.Till = town.Client(town.TillKey);
        town.Partner = town.Client(town.PartnerKey);
        town.Console = town.Client(await town.Key(town.CoopCode, "console"));
        return town;
    }

    internal ApiClient Client(string? key) => new(Address, key);

    /// <summary>A key of a connection; with all scopes unless some are named.</summary>
    internal async Task<string> Key(string party, string connection, params string[] scopes) =>
        (await KeysCreate.Create(Database, Environment, party, connection, "kunci", scopes.Length > 0 ? scopes : Scope.All, TestContext.Current.CancellationToken)).ToString();

    /// <summary>Goods, or services, with a base pack each.</summary>
    internal async Task Sells(params (string Code, string Name, string Kind)[] goods)
    {
        await Database.Run(
            """
            insert into product (owner_id, code, name, kind, base_unit)
            select $1, g.code, g.name, g.kind, 'PCS' from unnest($2::text[], $3::text[], $4::text[]) as g (code, name, kind)
            """,
            Coop, goods.Select(good => good.Code).ToArray(), goods.Select(good => good.Name).ToArray(), goods.Select(good => good.Kind).ToArray());
        await Database.Run(
            """
            insert into pack (owner_id, product_id, code, name, factor)
            select owner_id, product_id, 'PCS', 'Satuan', 1 from product where owner_id = $1 and code = any ($2)
            """,
            Coop, goods.Select(good => good.Code).ToArray());
    }

    /// <summary>Many goods with the codes 'prefix-1', 'prefix-2' and so on; given back in that order.</summary>
    internal async Task<string[]> SellsMany(string prefix, int count)
    {
        var codes = Enumerable.Range(1, count).Select(index => $"{prefix}-{index}").ToArray();
        await Sells([.. codes.Select(code => (code, code, "goods"))]);
        return codes;
    }

    /// <summary>A pack of a product of the shop.</summary>
    internal Task Packs(string product, string pack, decimal factor) => Database.Run(
        "insert into pack (owner_id, product_id, code, name, factor) select owner_id, product_id, $3, $3, $4 from product where owner_id = $1 and code = $2",
        Coop, product, pack, factor);

    /// <summary>A connection's own code for a pack of the shop's product.</summary>
    internal Task Maps(int connectionOwner, string connection, string item, string product, string pack = "PCS") => Database.Run(
        """
        insert into item_mapping (owner_id, connection_owner_id, connection_id, item_code, product_id, pack_code, factor, during)
        select p.owner_id, c.owner_id, c.connection_id, $4, p.product_id, k.code, k.factor, tstzrange(null, null)
        from product p
        join pack k on k.owner_id = p.owner_id and k.product_id = p.product_id and k.code = $6
        join connection c on c.owner_id = $2 and c.code = $3
        where p.owner_id = $1 and p.code = $5
        """,
        Coop, connectionOwner, connection, item, product, pack);

    /// <summary>The word on the shop's stock goes to another connection, from an instant on or from ever.</summary>
    internal async Task HandOver(string connection, DateTimeOffset? from = null)
    {
        if (from is null)
        {
            await Database.Run(
                "update system_of_record s set connection_id = c.connection_id from connection c where c.owner_id = s.owner_id and c.code = $2 and s.owner_id = $1",
                Coop, connection);
            return;
        }

        await Database.Run(
            """
            with closed as (
                update system_of_record set during = tstzrange(lower(during), $3) where owner_id = $1 and upper_inf(during)
                returning owner_id, location_id)
            insert into system_of_record (owner_id, location_id, connection_id, during)
            select l.owner_id, l.location_id, c.connection_id, tstzrange($3, null)
            from closed l join connection c on c.owner_id = l.owner_id and c.code = $2
            """,
            Coop, connection, from.Value.UtcDateTime);
    }

    /// <summary>Terms that both have accepted, in force from a day on.</summary>
    internal Task Agrees(string from, bool stockVisible = true, int? staleAfterDays = null, int? stalePercent = null) => Database.Run(
        """
        insert into terms (
            owner_id, partnership_id, valid_from, payment_days, price_tolerance_percent, price_tolerance_rupiah,
            response_hours, delivery_days, stock_visible_to_partner, partner_stock_visible, stale_after_days, stale_percent, accepted_at)
        select owner_id, partnership_id, $2::date, 30, 1, 1000, 24, 2, $3, false, $4::integer, $5::integer, now()
        from partnership where owner_id = $1
        """,
        Coop, from, stockVisible, staleAfterDays, stalePercent);

    /// <summary>A partnership with the chain from long ago: its stores sell the cooperative's goods.</summary>
    private async Task DealWith()
    {
        await Database.Run(
            "insert into partnership (owner_id, partner_id, environment, role, valid_from) values ($1, $2, $3, 'stockist', '2024-01-01')",
            Coop, Chain, Environment);
        await Agrees(from: "2024-01-01");
    }
}
