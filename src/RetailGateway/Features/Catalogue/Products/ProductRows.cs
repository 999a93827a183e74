using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Catalogue.Products;

/// <summary>Rows of products with their packs.</summary>
internal static class ProductRows
{
    internal static async Task<Product> Read(Work work, int id) =>
        (await List(work, new ProductFilter { Id = id }, after: 0, take: 1)).SingleOrDefault() ?? throw Missing();

    internal static async Task<List<Product>> List(Work work, ProductFilter filter, long after, int take)
    {
        var rows = (await work.Connection.QueryAsync<Row>(
            """
            select g.product_id, g.owner_id, g.code, g.name, g.category, g.kind, g.base_unit, g.vat_class, g.staple, m.code as producer
            from product g
            left join party m on m.owner_id = g.producer_id
            where (@Owner::integer is null or g.owner_id = @Owner) and (@Id::integer is null or g.product_id = @Id)
                and (@Code::text is null or g.code_key = upper(@Code))
                and (@Text::text is null or strpos(lower(g.name), lower(@Text)) > 0 or strpos(lower(g.code), lower(@Text)) > 0)
                and (@Category::text is null or lower(g.category) = lower(@Category))
                and (@Producer::text is null or m.code = upper(@Producer))
                and (@Staple::boolean is null or g.staple = @Staple)
                and g.product_id > @after
            order by g.product_id
            limit @take
            """,
            new { filter.Owner, filter.Id, filter.Code, filter.Text, filter.Category, filter.Producer, filter.Staple, after, take })).AsList();
        var packs = (await work.Connection.QueryAsync<PackRow>(
            "select product_id, code, name, factor, gtin from pack where product_id = any (@ids) order by product_id, factor, code",
            new { ids = rows.ConvertAll(row => row.ProductId) })).ToLookup(pack => pack.ProductId);
        return rows.ConvertAll(row => row.Product([.. packs[row.ProductId].Select(pack => new Pack(pack.Code, pack.Name, pack.Factor, pack.Gtin))]));
    }

    /// <summary>Locks a product of the caller's own: the lock of its packs, too. Anybody else's is not there.</summary>
    internal static async Task LockOwn(Work work, Caller caller, int id)
    {
        var own = await work.Connection.ExecuteScalarAsync<int?>(
            "select product_id from product where owner_id = @owner and product_id = @id for update", new { owner = caller.Party.Value, id });
        if (own is null)
        {
            throw Missing();
        }
    }

    /// <summary>The number of a producer of the caller's environment; null for none, a fault where it is unknown.</summary>
    internal static async Task<int?> Producer(Work work, Check check, string at, string? code)
    {
        if (check.OptionalText(at, code) is not { } given || !check.Holds)
        {
            return null;
        }

        var id = await work.Connection.ExecuteScalarAsync<int?>(
            "select owner_id from party where kind = 'producer' and code = upper(@given)", new { given });
        check.IsThere(id is not null, at, $"'{given}' is no producer in the register.");
        return id;
    }

    private static Refusal Missing() => new(Problems.NotFound, "No product that you may see, or that is yours to change, has that number.");

    private sealed record Row(
        int ProductId, int OwnerId, string Code, string Name, string Category, string Kind, string BaseUnit, string VatClass, bool Staple, string? Producer)
    {
        internal Product Product(List<Pack> packs) => new(
            ProductId, OwnerId, Code, Name, Category, Names.Read<ProductKind>(Kind), BaseUnit, Names.Read<VatClass>(VatClass), Staple, Producer, packs);
    }

    private sealed record PackRow(int ProductId, string Code, string Name, decimal Factor, string? Gtin);
}

/// <summary>Which products are asked for; what is null does not matter.</summary>
internal sealed record ProductFilter
{
    internal int? Owner { get; init; }

    internal int? Id { get; init; }

    internal string? Code { get; init; }

    /// <summary>Anywhere in name or code, without regard to letter case.</summary>
    internal string? Text { get; init; }

    internal string? Category { get; init; }

    /// <summary>The producer's code.</summary>
    internal string? Producer { get; init; }

    internal bool? Staple { get; init; }
}

/// <summary>Something traded, with its packs.</summary>
/// <param name="Id">Its number.</param>
/// <param name="OwnerId">In whose catalogue it stands.</param>
/// <param name="Code">The owner's item code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Category">The owner's category.</param>
/// <param name="Kind">goods, or a service that is never stocked.</param>
/// <param name="BaseUnit">What stock is counted in.</param>
/// <param name="VatClass">How PPN treats it.</param>
/// <param name="Staple">A staple (sembako) or not.</param>
/// <param name="Producer">The producer's code, of UMKM goods.</param>
/// <param name="Packs">Smallest first.</param>
internal sealed record Product(
    int Id, int OwnerId, string Code, string Name, string Category, ProductKind Kind, string BaseUnit, VatClass VatClass, bool Staple,
    string? Producer, IReadOnlyList<Pack> Packs);

/// <summary>A pack of a product.</summary>
/// <param name="Code">Its code, unique within the product.</param>
/// <param name="Name">Its name.</param>
/// <param name="Factor">How many base units it holds.</param>
/// <param name="Gtin">Its own GTIN, as given.</param>
internal sealed record Pack(string Code, string Name, decimal Factor, string? Gtin = null);
