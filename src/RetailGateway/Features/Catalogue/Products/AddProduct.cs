using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Catalogue.Products;

/// <summary>POST /v1/products: a product with its packs.</summary>
internal static class AddProduct
{
    internal const int UnitLength = 20;
    private const int MostPacks = 50;

    internal static void Map(RouteGroupBuilder products) => products
        .MapPost("", Handle)
        .WithName("addProduct")
        .WithSummary("Add a product")
        .WithDescription("With its packs. The pack of one base unit is added where you leave it out; its code is the base unit.")
        .RequireScope(Scope.CatalogueWrite)
        .Answers<Product>(StatusCodes.Status201Created)
        .CarriesTag()
        .RefusesAsPost();

    private static Task<IResult> Handle(HttpContext http, Body<NewProduct> body, Caller caller, Writes writes) =>
        writes.Once(http, caller, body, async work =>
        {
            var wanted = body.Value;
            var check = new Check();
            var values = new
            {
                owner = caller.Party.Value,
                code = check.Code("/code", wanted.Code),
                name = check.Text("/name", wanted.Name),
                category = check.OptionalText("/category", wanted.Category) ?? "",
                kind = Names.Of(wanted.Kind),
                unit = check.Text("/baseUnit", wanted.BaseUnit, UnitLength),
                vatClass = Names.Of(wanted.VatClass),
                wanted.Staple,
                producer = await ProductRows.Producer(work, check, "/producer", wanted.Producer),
            };
            var packs = Packs(check, wanted.Packs ?? [], values.unit);
            check.Done();
            var id = await work.Connection.ExecuteScalarAsync<int>(
                """
                insert into product (owner_id, code, name, category, kind, base_unit, vat_class, staple, producer_id)
                values (@owner, @code, @name, @category, @kind, @unit, @vatClass, @Staple, @producer)
                returning product_id
                """,
                values);
            await Insert(work, caller, id, packs);
            return Tagged.Created($"/v1/products/{id}", await ProductRows.Read(work, id));
        });

    /// <summary>The packs as they are stored, the base unit's among them.</summary>
    private static List<Pack> Packs(Check check, IReadOnlyList<Pack> given, string unit)
    {
        check.That(given.Count <= MostPacks, "/packs", $"Up to {MostPacks} packs are expected.");
        var codes = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var packs = new List<Pack>();
        for (var index = 0; index < given.Count; index++)
        {
            var pack = CheckPack(check, $"/packs/{index}", given[index], unit);
            check.That(codes.Add(pack.Code), $"/packs/{index}/code", "Another pack has this code.");
            packs.Add(pack);
        }

        return codes.Contains(unit) ? packs : [new Pack(unit, unit, 1, null), .. packs];
    }

    internal static Pack CheckPack(Check check, string at, Pack given, string unit)
    {
        var pack = new Pack(
            check.Code($"{at}/code", given.Code, ItemCode.MaxLength),
            check.Text($"{at}/name", given.Name),
            check.Factor($"{at}/factor", given.Factor),
            check.Gtin($"{at}/gtin", given.Gtin));
        check.That(!pack.Code.Equals(unit, StringComparison.OrdinalIgnoreCase) || pack.Factor == 1, $"{at}/factor", "The pack of the base unit holds one.");
        return pack;
    }

    private static Task Insert(Work work, Caller caller, int id, List<Pack> packs) => work.Connection.ExecuteAsync(
        """
        insert into pack (owner_id, product_id, code, name, factor, gtin)
        select @owner, @id, u.* from unnest(@codes, @names, @factors, @gtins) u
        """,
        new
        {
            owner = caller.Party.Value,
            id,
            codes = packs.ConvertAll(pack => pack.Code),
            names = packs.ConvertAll(pack => pack.Name),
            factors = packs.ConvertAll(pack => pack.Factor),
            gtins = packs.ConvertAll(pack => pack.Gtin),
        });
}

/// <summary>A product to add.</summary>
/// <param name="Code">Your item code, 1 to 64 characters, unique with you without regard to letter case.</param>
/// <param name="Name">Its name.</param>
/// <param name="BaseUnit">What stock is counted in; it never changes.</param>
/// <param name="Category">Your category.</param>
/// <param name="Kind">goods when absent; it never changes.</param>
/// <param name="VatClass">How PPN treats it; standard when absent.</param>
/// <param name="Staple">A staple (sembako) or not.</param>
/// <param name="Producer">The producer's code, of UMKM goods.</param>
/// <param name="Packs">Its packs.</param>
internal sealed record NewProduct(
    string Code, string Name, string BaseUnit, string? Category = null, ProductKind Kind = ProductKind.Goods, VatClass VatClass = VatClass.Standard,
    bool Staple = false, string? Producer = null, IReadOnlyList<Pack>? Packs = null);
