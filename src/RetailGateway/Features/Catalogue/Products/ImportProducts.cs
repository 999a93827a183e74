using RetailGateway.Access;
using RetailGateway.Features.Catalogue.Contracts.Imports;
using RetailGateway.Http;

namespace RetailGateway.Features.Catalogue.Products;

/// <summary>POST /v1/products/imports: a catalogue from a table, one row a pack.</summary>
internal static class ImportProducts
{
    private static readonly string[] Required = ["code", "name"];

    private static readonly string[] Optional =
        ["category", "base_unit", "vat_class", "staple", "producer", "kind", "pack", "pack_name", "factor", "gtin"];

    internal static void Map(RouteGroupBuilder products) => products.MapPost("/imports", Handle).IsImport(
        Scope.CatalogueWrite,
        "importProducts",
        "Import products",
        """
        One row a pack. Columns by name: `code`, `name`; and where you have them
        `category`, `base_unit` (pcs), `vat_class` (standard), `staple` (false), `producer` (a producer's code), `kind` (goods), `pack` (the base unit),
        `pack_name`, `factor` (1 for the base unit), `gtin`. A column that is absent leaves what is there; an empty cell takes the default.
        """);

    private static Task<IResult> Handle(HttpContext http, ImportFile file, Caller caller, Writes writes)
    {
        var sheet = Sheet.Read(file, Required, Optional);
        return writes.Import(http, caller, file, "product", async work =>
        {
            var plan = new ProductPlan(sheet, await ImportedProducts.Read(work, caller, sheet));
            foreach (var row in sheet.Rows)
            {
                plan.Take(row);
            }

            await ImportedProducts.Write(work, caller, plan.Products);
            return plan.Lines;
        });
    }
}
