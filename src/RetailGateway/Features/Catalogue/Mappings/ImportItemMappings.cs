using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts.Imports;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Catalogue.Mappings;

/// <summary>POST /v1/item-mappings/imports: what a partner system's item codes mean, from a table.</summary>
internal static class ImportItemMappings
{
    private static readonly string[] Required = ["connection", "item_code", "product"];
    private static readonly string[] Optional = ["connection_owner", "pack", "from"];

    internal static void Map(RouteGroupBuilder mappings) => mappings.MapPost("/imports", Handle).IsImport(
        Scope.CatalogueWrite,
        "importItemMappings",
        "Import item mappings",
        """
        Columns by name: `connection`, `item_code`, `product`; and where you have them
        `connection_owner` (a party's code; you), `pack` (the base unit), `from` (RFC 3339). Each line is judged as `POST /v1/item-mappings` would judge it.
        """);

    private static Task<IResult> Handle(HttpContext http, ImportFile file, Caller caller, Writes writes, WaitingLines waiting)
    {
        var sheet = Sheet.Read(file, Required, Optional);
        return writes.Import(http, caller, file, "item-mapping", async work =>
        {
            var registered = await ImportedMappings.Read(work, caller, sheet);
            var plan = new MappingPlan(registered, caller.Party.Value, await Clock.Now(work, http.RequestAborted));
            foreach (var row in sheet.Rows)
            {
                plan.Take(row);
            }

            await ImportedMappings.Write(work, caller, plan.Planned);
            var own = plan.Planned.FindAll(mapping => mapping.Key.ConnectionOwner == caller.Party.Value);
            if (own.Count > 0)
            {
                await waiting.Mapped(work, caller.Party, own.ConvertAll(mapping => (mapping.Key.Connection, mapping.ItemCode)), http.RequestAborted);
            }

            return plan.Lines;
        });
    }
}
