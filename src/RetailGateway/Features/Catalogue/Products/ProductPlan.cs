using System.Globalization;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Catalogue.Contracts.Imports;

namespace RetailGateway.Features.Catalogue.Products;

/// <summary>What is registered that a file of products may touch.</summary>
/// <param name="Products">By code.</param>
/// <param name="Producers">Producers' numbers by their code.</param>
/// <param name="Gtins">Who has a GTIN, by its fourteen digits.</param>
internal sealed record RegisteredProducts(
    Dictionary<string, PlannedProduct> Products, Dictionary<string, int> Producers, Dictionary<string, (string Product, string Pack)> Gtins);

/// <summary>A product's own fields, as the store has them.</summary>
internal sealed record ProductFields(string Name, string Category, string Kind, string BaseUnit, string VatClass, bool Staple, int? ProducerId);

/// <summary>A product of the file: what is there, and what is to be there.</summary>
internal sealed class PlannedProduct(string code, int? id, ProductFields? stored)
{
    internal string Code => code;

    /// <summary>Null for one that is not there yet.</summary>
    internal int? Id => id;

    internal ProductFields? Stored => stored;

    /// <summary>Null while no line of the file was good.</summary>
    internal ProductFields? Fields { get; set; }

    internal int FieldsLine { get; set; }

    /// <summary>By code, as they are there.</summary>
    internal Dictionary<string, Pack> StoredPacks { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>By code, as the file has them.</summary>
    internal Dictionary<string, (Pack Pack, int Line)> Packs { get; } = new(StringComparer.OrdinalIgnoreCase);
}

/// <summary>Decides line by line what a file of products comes to. Pure: it reads what is registered and writes nothing.</summary>
internal sealed class ProductPlan(Sheet sheet, RegisteredProducts registered)
{
    private const string DefaultUnit = "pcs";
    private readonly Dictionary<string, PlannedProduct> products = registered.Products;

    internal List<ImportLine> Lines { get; } = [];

    /// <summary>Those with at least one good line, in the order of their codes.</summary>
    internal List<PlannedProduct> Products =>
        [.. products.Values.Where(product => product.Fields is not null).OrderBy(product => product.Code.ToUpperInvariant(), StringComparer.Ordinal)];

    internal void Take(SheetRow row)
    {
        var check = new Check();
        row.CheckWidth(check);
        var code = check.Code("code", row["code"]);
        var product = products.GetValueOrDefault(code) ?? new PlannedProduct(code, null, null);
        var fields = Fields(row, check, product);
        var pack = Pack(row, check, product, fields.BaseUnit);
        CheckAgainstFile(row, check, product, fields, pack);
        CheckGtin(check, code, pack);
        if (!check.Holds)
        {
            Lines.Add(new ImportLine(row.Line, ImportStatus.Refused, check.Words));
            return;
        }

        products[code] = product;
        Lines.Add(new ImportLine(row.Line, Status(product, fields, pack)));
        if (product.Fields is null)
        {
            (product.Fields, product.FieldsLine) = (fields, row.Line);
        }

        product.Packs.Add(pack.Code, (pack, row.Line));
        if (pack.Gtin is { } gtin)
        {
            registered.Gtins[gtin.PadLeft(14, '0')] = (product.Code, pack.Code);
        }
    }

    /// <summary>An absent column leaves what is there, an empty cell takes the default.</summary>
    private ProductFields Fields(SheetRow row, Check check, PlannedProduct product)
    {
        var stored = product.Stored;
        string Choice<T>(string column, string? there, T otherwise)
            where T : struct, Enum => stored is not null && !sheet.Has(column) ? there! : Names.Of(check.OneOf(column, row[column], otherwise));
        var fields = new ProductFields(
            check.Text("name", row["name"]),
            stored is not null && !sheet.Has("category") ? stored.Category : check.OptionalText("category", row["category"]) ?? "",
            Choice("kind", stored?.Kind, ProductKind.Goods),
            stored is not null && row["base_unit"].Length == 0 ? stored.BaseUnit : check.OptionalText("base_unit", row["base_unit"], AddProduct.UnitLength) ?? DefaultUnit,
            Choice("vat_class", stored?.VatClass, VatClass.Standard),
            stored is not null && !sheet.Has("staple") ? stored.Staple : check.Truth("staple", row["staple"]),
            stored is not null && !sheet.Has("producer") ? stored.ProducerId : Producer(check, row["producer"]));
        check.That(stored is null || fields.BaseUnit.Equals(stored.BaseUnit, StringComparison.OrdinalIgnoreCase), "base_unit", $"It is '{stored?.BaseUnit}' and never changes: stock is counted in it.");
        check.That(stored is null || fields.Kind == stored.Kind, "kind", $"It is '{stored?.Kind}' and never changes.");
        return stored is null ? fields : fields with { BaseUnit = stored.BaseUnit };
    }

    private Pack Pack(SheetRow row, Check check, PlannedProduct product, string unit)
    {
        var given = row["pack"].Length > 0 ? row["pack"] : unit;
        var stored = product.StoredPacks.GetValueOrDefault(given);
        var isBase = given.Equals(unit, StringComparison.OrdinalIgnoreCase);
        return new Pack(
            stored?.Code ?? check.Code("pack", given),
            stored is not null && !sheet.Has("pack_name") ? stored.Name : check.OptionalText("pack_name", row["pack_name"]) ?? given,
            Factor(row, check, stored, isBase),
            stored is not null && !sheet.Has("gtin") ? stored.Gtin : check.Gtin("gtin", row["gtin"]));
    }

    private decimal Factor(SheetRow row, Check check, Pack? stored, bool isBase)
    {
        if (row["factor"].Length == 0)
        {
            check.That(isBase || (stored is not null && !sheet.Has("factor")), "factor", "How many base units the pack holds is expected.");
            return isBase ? 1 : stored?.Factor ?? 1;
        }

        var reads = Quantity.TryParse(row["factor"], out var factor, out _) && factor > Quantity.Zero;
        check.That(reads, "factor", $"'{row["factor"]}' is not above zero with at most three decimals after a point.");
        if (!reads)
        {
            return 1;
        }

        check.That(!isBase || factor.ToDecimal() == 1, "factor", "The pack of the base unit holds one.");
        return check.Factor("factor", factor.ToDecimal());
    }

    private int? Producer(Check check, string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        var known = registered.Producers.TryGetValue(text, out var id);
        check.That(known, "producer", $"'{text}' is no producer in the register.");
        return known ? id : null;
    }

    private static void CheckAgainstFile(SheetRow row, Check check, PlannedProduct product, ProductFields fields, Pack pack)
    {
        check.That(product.Fields is null || product.Fields == fields, "code", string.Create(CultureInfo.InvariantCulture, $"Line {product.FieldsLine} says otherwise of '{row["code"]}'."));
        check.That(!product.Packs.TryGetValue(pack.Code, out var there), "code", string.Create(CultureInfo.InvariantCulture, $"Line {there.Line} has '{row["code"]}' in the pack '{pack.Code}' already."));
    }

    private void CheckGtin(Check check, string code, Pack pack)
    {
        if (pack.Gtin is { } gtin && registered.Gtins.TryGetValue(gtin.PadLeft(14, '0'), out var taken))
        {
            check.That(
                taken.Product.Equals(code, StringComparison.OrdinalIgnoreCase) && taken.Pack.Equals(pack.Code, StringComparison.OrdinalIgnoreCase),
                "gtin",
                $"'{gtin}' is the pack '{taken.Pack}' of '{taken.Product}'.");
        }
    }

    private static ImportStatus Status(PlannedProduct product, ProductFields fields, Pack pack) =>
        product.Stored is null || !product.StoredPacks.TryGetValue(pack.Code, out var stored) ? ImportStatus.Added
        : product.Stored == fields && stored == pack ? ImportStatus.Unchanged
        : ImportStatus.Changed;
}
