using System.Globalization;
using Dapper;
using Npgsql;

namespace RetailGateway.Hosting.Demo;

/// <summary>Writes the demo's register: areas, parties, locations, partnerships, goods. Rows that are there stay as they are.</summary>
internal sealed class DemoRegister(NpgsqlConnection db, string environment)
{
    private Dictionary<string, int> parties = [];
    private Dictionary<(string Party, string Code), int> products = [];
    private Dictionary<(string Cooperative, string Partner, string Role), int> partnerships = [];

    internal async Task Write()
    {
        await Areas();
        await Parties();
        await Locations();
        await Partnerships();
        await Products();
        await Mappings();
        await Permits();
        await Prices();
        await new DemoConsignment(db, parties, products).Write();
    }

    private Task Areas() => db.ExecuteAsync(
        "insert into area (code, name, kind, parent) values (@Code, @Name, @Kind, @Parent) on conflict do nothing",
        DemoFiles.Read("areas").Select(row => new { Code = row["code"], Name = row["name"], Kind = row["kind"], Parent = row.Maybe("parent") }));

    private async Task Parties()
    {
        var rows = DemoFiles.Read("parties");
        await db.ExecuteAsync(
            """
            insert into party (code, name, kind, cooperative_kind, environment)
            values (@Code, @Name, @Kind, @CooperativeKind, @environment) on conflict do nothing
            """,
            rows.Select(row => new { Code = row["code"], Name = row["name"], Kind = row["kind"], CooperativeKind = row.Maybe("cooperative_kind"), environment }));
        parties = (await db.QueryAsync<(string Code, int Id)>("select code, owner_id from party where environment = @environment", new { environment }))
            .ToDictionary(row => row.Code, row => row.Id);
        await db.ExecuteAsync(
            "insert into party_tax_status (owner_id, valid_from, pkp) values (@Owner, date '2025-01-01', @Pkp) on conflict do nothing",
            rows.Select(row => new { Owner = parties[row["code"]], Pkp = bool.Parse(row["pkp"]) }));

        // The tills of the cooperatives' shops call us; we speak to the chain.
        await db.ExecuteAsync(
            "insert into connection (owner_id, code, name, kind) values (@Owner, 'kasir', 'Kasir toko', 'api') on conflict do nothing",
            rows.Where(row => row["kind"] == "cooperative").Select(row => new { Owner = parties[row["code"]] }));
        await db.ExecuteAsync(
            "insert into connection (owner_id, code, name, kind, dialect) values (@Owner, 'basmalah', 'Sistem Toko Basmalah', 'connector', 'basmalah') on conflict do nothing",
            new { Owner = parties["BASMALAH"] });

        // This chain's own system calls us.
        await db.ExecuteAsync(
            "insert into connection (owner_id, code, name, kind) values (@Owner, 'pusat', 'Sistem pusat Anggur Mart', 'api') on conflict do nothing",
            new { Owner = parties["ANGGUR"] });

        // With this one we exchange files.
        await db.ExecuteAsync(
            "insert into connection (owner_id, code, name, kind, dialect) values (@Owner, 'mangga', 'Berkas Mangga Swalayan', 'connector', 'mangga') on conflict do nothing",
            new { Owner = parties["MANGGA"] });
    }

    private async Task Locations()
    {
        var rows = DemoFiles.Read("locations");
        await db.ExecuteAsync(
            """
            insert into location (owner_id, code, name, format, kelurahan, time_zone, licence_number, licence_expires)
            values (@Owner, @Code, @Name, @Format, @Kelurahan, @Zone, @Licence, @Expires::date) on conflict do nothing
            """,
            rows.Select(row => new
            {
                Owner = parties[row["party"]],
                Code = row["code"],
                Name = row["name"],
                Format = row["format"],
                Kelurahan = row.Maybe("kelurahan"),
                Zone = row["time_zone"],
                Licence = row.Maybe("licence_number"),
                Expires = row.Maybe("licence_expires"),
            }));

        // Whose word counts in a place is so from the beginning: its till's or its chain's, and the console's where people count.
        await db.ExecuteAsync(
            """
            update system_of_record s set connection_id = c.connection_id
            from unnest(@Owners, @Codes, @Keepers) as u (owner_id, location, keeper)
            join location l on l.owner_id = u.owner_id and l.code = u.location
            join connection c on c.owner_id = u.owner_id and c.code = u.keeper
            where s.owner_id = l.owner_id and s.location_id = l.location_id and not exists (
                select from stock_entry e where e.owner_id = s.owner_id and e.location_id = s.location_id)
            """,
            new { Owners = rows.Select(row => parties[row["party"]]).ToArray(), Codes = Column(rows, "code"), Keepers = Column(rows, "kept_by") });
    }

    private async Task Partnerships()
    {
        await db.ExecuteAsync(
            """
            insert into partnership (owner_id, partner_id, environment, role, valid_from)
            values (@Owner, @Partner, @environment, @Role, @From::date) on conflict do nothing
            """,
            DemoFiles.Read("partnerships").Select(row => new
            {
                Owner = parties[row["cooperative"]],
                Partner = parties[row["chain"]],
                environment,
                Role = row["role"],
                From = row["valid_from"],
            }));
        partnerships = (await db.QueryAsync<(string Cooperative, string Partner, string Role, int Id)>(
            """
            select c.code, p.code, s.role, s.partnership_id
            from partnership s join party c on c.owner_id = s.owner_id join party p on p.owner_id = s.partner_id
            where s.environment = @environment
            """,
            new { environment })).ToDictionary(row => (row.Cooperative, row.Partner, row.Role), row => row.Id);
        await db.ExecuteAsync(
            """
            insert into terms (owner_id, partnership_id, valid_from, payment_days, price_tolerance_percent, price_tolerance_rupiah,
                response_hours, delivery_days, stock_visible_to_partner, partner_stock_visible, stale_after_days, stale_percent, accepted_at)
            values (@Owner, @Partnership, @From::date, @PaymentDays, @Percent, @Rupiah, @Hours, @Days, @Shows, @Sees, @StaleAfter, @StalePercent, now())
            on conflict do nothing
            """,
            DemoFiles.Read("terms").Select(row => new
            {
                Owner = parties[row["cooperative"]],
                Partnership = partnerships[(row["cooperative"], row["partner"], row["role"])],
                From = row["valid_from"],
                PaymentDays = Number(row["payment_days"]),
                Percent = Amount(row["price_tolerance_percent"]),
                Rupiah = Amount(row["price_tolerance_rupiah"]),
                Hours = Number(row["response_hours"]),
                Days = Number(row["delivery_days"]),
                Shows = bool.Parse(row["stock_visible_to_partner"]),
                Sees = bool.Parse(row["partner_stock_visible"]),
                StaleAfter = row.Maybe("stale_after_days") is { } after ? Number(after) : (int?)null,
                StalePercent = row.Maybe("stale_percent") is { } percent ? Number(percent) : (int?)null,
            }));
    }

    private async Task Products()
    {
        var rows = DemoFiles.Read("products");
        await db.ExecuteAsync(
            """
            insert into product (owner_id, code, name, category, kind, base_unit, vat_class, staple, producer_id)
            select u.owner_id, u.code, u.name, u.category, u.kind, u.base_unit, u.vat_class, u.staple, u.producer_id
            from unnest(@Owners, @Codes, @Names, @Categories, @Kinds, @Units, @Classes, @Staples, @Producers)
                as u (owner_id, code, name, category, kind, base_unit, vat_class, staple, producer_id)
            on conflict do nothing
            """,
            new
            {
                Owners = rows.Select(row => parties[row["party"]]).ToArray(),
                Codes = Column(rows, "code"),
                Names = Column(rows, "name"),
                Categories = Column(rows, "category"),
                Kinds = Column(rows, "kind"),
                Units = Column(rows, "base_unit"),
                Classes = Column(rows, "vat_class"),
                Staples = rows.Select(row => bool.Parse(row["staple"])).ToArray(),
                Producers = rows.Select(row => row.Maybe("producer") is { } producer ? parties[producer] : (int?)null).ToArray(),
            });
        products = (await db.QueryAsync<(string Party, string Code, int Id)>(
            "select p.code, g.code, g.product_id from product g join party p on p.owner_id = g.owner_id where p.environment = @environment",
            new { environment })).ToDictionary(row => (row.Party, row.Code), row => row.Id);
        var packs = DemoFiles.Read("packs");
        await db.ExecuteAsync(
            """
            insert into pack (owner_id, product_id, code, name, factor, gtin)
            select u.owner_id, u.product_id, u.code, u.name, u.factor, nullif(u.gtin, '')
            from unnest(@Owners, @Products, @Codes, @Names, @Factors, @Gtins) as u (owner_id, product_id, code, name, factor, gtin)
            on conflict do nothing
            """,
            new
            {
                Owners = packs.Select(row => parties[row["party"]]).ToArray(),
                Products = packs.Select(row => products[(row["party"], row["product"])]).ToArray(),
                Codes = Column(packs, "pack"),
                Names = Column(packs, "name"),
                Factors = packs.Select(row => Amount(row["factor"])).ToArray(),
                Gtins = Column(packs, "gtin"),
            });
    }

    private Task Mappings()
    {
        var rows = DemoFiles.Read("mappings");
        return db.ExecuteAsync(
            """
            insert into item_mapping (owner_id, connection_owner_id, connection_id, item_code, product_id, pack_code, factor, during)
            select u.owner_id, c.owner_id, c.connection_id, u.item_code, u.product_id, u.pack_code, k.factor, tstzrange(null, null)
            from unnest(@Owners, @Partners, @Items, @Products, @Packs) as u (owner_id, partner_id, item_code, product_id, pack_code)
            join connection c on c.owner_id = u.partner_id and c.kind <> 'console'
            join pack k on k.owner_id = u.owner_id and k.product_id = u.product_id and k.code = u.pack_code
            on conflict do nothing
            """,
            new
            {
                Owners = rows.Select(row => parties[row["party"]]).ToArray(),
                Partners = rows.Select(row => parties[row["connection_party"]]).ToArray(),
                Items = Column(rows, "item_code"),
                Products = rows.Select(row => products[(row["party"], row["product"])]).ToArray(),
                Packs = Column(rows, "pack"),
            });
    }

    private Task Permits() => db.ExecuteAsync(
        """
        insert into permit (owner_id, producer_id, product_id, kind, number, expires)
        values (@Owner, @Producer, @Product, @Kind, @Number, @Expires::date) on conflict do nothing
        """,
        DemoFiles.Read("permits").Select(row => new
        {
            Owner = parties[row["producer_or_product_owner"]],
            Producer = row.Maybe("producer") is { } producer ? parties[producer] : (int?)null,
            Product = row.Maybe("product") is { } product ? products[(row["producer_or_product_owner"], product)] : (int?)null,
            Kind = row["kind"],
            Number = row["number"],
            Expires = row["expires"],
        }));

    private Task Prices()
    {
        var rows = DemoFiles.Read("prices");
        return db.ExecuteAsync(
            """
            insert into price (owner_id, partnership_id, product_id, pack_code, valid_from, amount)
            select u.owner_id, u.partnership_id, u.product_id, u.pack_code, u.valid_from::date, u.amount
            from unnest(@Owners, @Partnerships, @Products, @Packs, @Days, @Amounts)
                as u (owner_id, partnership_id, product_id, pack_code, valid_from, amount)
            on conflict do nothing
            """,
            new
            {
                Owners = rows.Select(row => parties[row["cooperative"]]).ToArray(),
                Partnerships = rows.Select(row => partnerships[(row["cooperative"], row["partner"], row["role"])]).ToArray(),
                Products = rows.Select(row => products[(row["cooperative"], row["product"])]).ToArray(),
                Packs = Column(rows, "pack"),
                Days = Column(rows, "valid_from"),
                Amounts = rows.Select(row => Amount(row["price"])).ToArray(),
            });
    }

    private static string[] Column(List<DemoRow> rows, string name) => [.. rows.Select(row => row[name])];

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static decimal Amount(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
