using RetailGateway.PartnerSimulator.Chain.Books;

namespace RetailGateway.PartnerSimulator.Chain.Dialect;

/// <summary><c>/barang</c> and <c>/lokasi</c>: what the chain sells and where.</summary>
internal static class CatalogueRoutes
{
    internal static void Map(RouteGroupBuilder api, ChainCatalogue catalogue)
    {
        api.MapGet("/barang", (HttpContext http) => Paging.Of(http.Request).Answer(catalogue.Items, Write));
        api.MapGet("/lokasi", (HttpContext http) => Paging.Of(http.Request).Answer(catalogue.Locations, Write));
    }

    private static BarisBarang Write(ChainItem item) => new(
        item.Code, item.Name, item.Category,
        item.Unit == ChainUnit.Kilogram ? "KG" : "BIJI",
        item.Price,
        [.. item.Packs.Select(pack => new KemasanBarang(pack.Code, pack.Factor, pack.Gtin))]);

    private static BarisLokasi Write(ChainLocation location) => new(
        location.Code, location.Name, location.Kind == ChainLocationKind.Warehouse ? "GUDANG" : "TOKO");
}
