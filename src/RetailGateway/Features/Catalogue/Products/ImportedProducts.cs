using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts.Imports;

namespace RetailGateway.Features.Catalogue.Products;

/// <summary>Reads what a file of products may touch, and writes what differs: a statement a table, rows in sorted order.</summary>
internal static class ImportedProducts
{
    /// <summary>Waits for the party's other imports, then locks the products of the file in the order of their numbers.</summary>
    internal static async Task<RegisteredProducts> Read(Work work, Caller caller, Sheet sheet)
    {
        var db = work.Connection;
        var owner = caller.Party.Value;
        await db.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('product import', @owner))", new { owner });
        var stored = await db.QueryAsync<StoredProduct>(
            """
            select product_id, code, name, category, kind, base_unit, vat_class, staple, producer_id
            from product
            where owner_id = @owner and code_key in (select upper(c) from unnest(@codes) c)
            order by product_id
            for update
            """,
            new { owner, codes = sheet.Storable("code") });
        var products = stored
            .Select(row => new PlannedProduct(
                row.Code, row.ProductId, new ProductFields(row.Name, row.Category, row.Kind, row.BaseUnit, row.VatClass, row.Staple, row.ProducerId)))
            .ToDictionary(product => product.Code, StringComparer.OrdinalIgnoreCase);
        var byId = products.Values.ToDictionary(product => product.Id!.Value);
        foreach (var (id, code, name, factor, gtin) in await db.QueryAsync<(int, string, string, decimal, string?)>(
            "select product_id, code, name, factor, gtin from pack where owner_id = @owner and product_id = any (@ids)",
            new { owner, ids = byId.Keys.ToArray() }))
        {
            byId[id].StoredPacks[code] = new Pack(code, name, factor, gtin);
        }

        var producers = await db.QueryAsync<(string Code, int Id)>("select code, owner_id from party where kind = 'producer'");
        var gtins = await db.QueryAsync<(string Gtin, string Product, string Pack)>(
            """
            select lpad(k.gtin, 14, '0'), g.code, k.code
            from pack k join product g on g.owner_id = k.owner_id and g.product_id = k.product_id
            where k.owner_id = @owner and k.gtin is not null and lpad(k.gtin, 14, '0') = any (@gtins)
            """,
            new { owner, gtins = Array.ConvertAll(sheet.Storable("gtin"), gtin => gtin.PadLeft(14, '0')) });
        return new RegisteredProducts(
            products,
            producers.ToDictionary(row => row.Code, row => row.Id, StringComparer.OrdinalIgnoreCase),
            gtins.ToDictionary(row => row.Gtin, row => (row.Product, row.Pack)));
    }

    internal static async Task Write(Work work, Caller caller, List<PlannedProduct> planned)
    {
        var owner = caller.Party.Value;
        var added = planned.Where(product => product.Id is null).ToList();
        var changed = planned.Where(product => product.Id is not null && product.Fields != product.Stored).ToList();
        var ids = planned.Where(product => product.Id is not null).ToDictionary(product => product.Code, product => product.Id!.Value, StringComparer.OrdinalIgnoreCase);
        if (added.Count > 0)
        {
            var made = await work.Connection.QueryAsync<(string Code, int Id)>(
                """
                insert into product (owner_id, code, name, category, kind, base_unit, vat_class, staple, producer_id)
                select @Owner, u.* from unnest(@Codes, @Names, @Categories, @Kinds, @Units, @VatClasses, @Staples, @Producers) u
                returning code, product_id
                """,
                new ProductColumns(owner, added));
            foreach (var (code, id) in made)
            {
                ids[code] = id;
            }
        }

        if (changed.Count > 0)
        {
            await work.Connection.ExecuteAsync(
                """
                update product g
                set name = u.name, category = u.category, vat_class = u.vat_class, staple = u.staple, producer_id = u.producer_id
                from unnest(@Codes, @Names, @Categories, @VatClasses, @Staples, @Producers)
                    as u (code, name, category, vat_class, staple, producer_id)
                where g.owner_id = @Owner and g.code_key = upper(u.code)
                """,
                new ProductColumns(owner, changed));
        }

        await WritePacks(work, owner, [.. planned.SelectMany(product => Packs(product).Select(pack => (ids[product.Code], pack)))]);
    }

    /// <summary>The packs that are not there as the file has them, and the base unit's where nobody named it.</summary>
    private static IEnumerable<Pack> Packs(PlannedProduct product)
    {
        var unit = product.Fields!.BaseUnit;
        if (!product.StoredPacks.ContainsKey(unit) && !product.Packs.ContainsKey(unit))
        {
            yield return new Pack(unit, unit, 1, null);
        }

        foreach (var (pack, _) in product.Packs.Values.OrderBy(there => there.Pack.Code, StringComparer.Ordinal))
        {
            if (!product.StoredPacks.TryGetValue(pack.Code, out var stored) || stored != pack)
            {
                yield return pack;
            }
        }
    }

    private static async Task WritePacks(Work work, int owner, List<(int Product, Pack Pack)> packs)
    {
        if (packs.Count > 0)
        {
            await work.Connection.ExecuteAsync(
                """
                insert into pack (owner_id, product_id, code, name, factor, gtin)
                select @owner, u.* from unnest(@products, @codes, @names, @factors, @gtins) u
                on conflict on constraint pack_pkey do update set name = excluded.name, factor = excluded.factor, gtin = excluded.gtin
                """,
                new
                {
                    owner,
                    products = packs.ConvertAll(row => row.Product),
                    codes = packs.ConvertAll(row => row.Pack.Code),
                    names = packs.ConvertAll(row => row.Pack.Name),
                    factors = packs.ConvertAll(row => row.Pack.Factor),
                    gtins = packs.ConvertAll(row => row.Pack.Gtin),
                });
        }
    }

    private sealed record StoredProduct(
        int ProductId, string Code, string Name, string Category, string Kind, string BaseUnit, string VatClass, bool Staple, int? ProducerId);

    /// <summary>Products as columns.</summary>
    private sealed class ProductColumns(int owner, List<PlannedProduct> products)
    {
        public int Owner => owner;

        public List<string> Codes => products.ConvertAll(product => product.Code);

        public List<string> Names => products.ConvertAll(product => product.Fields!.Name);

        public List<string> Categories => products.ConvertAll(product => product.Fields!.Category);

        public List<string> Kinds => products.ConvertAll(product => product.Fields!.Kind);

        public List<string> Units => products.ConvertAll(product => product.Fields!.BaseUnit);

        public List<string> VatClasses => products.ConvertAll(product => product.Fields!.VatClass);

        public List<bool> Staples => products.ConvertAll(product => product.Fields!.Staple);

        public List<int?> Producers => products.ConvertAll(product => product.Fields!.ProducerId);
    }
}
