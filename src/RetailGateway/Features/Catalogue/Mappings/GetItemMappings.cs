using System.ComponentModel;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Catalogue.Mappings;

/// <summary>GET /v1/item-mappings.</summary>
internal static class GetItemMappings
{
    internal static void Map(RouteGroupBuilder mappings) => mappings
        .MapGet("", Handle)
        .WithName("listItemMappings")
        .WithSummary("List item mappings")
        .WithDescription("To your catalogue, and those that partners made of your systems' codes to theirs. Ended ones too, unless `open` is true.")
        .RequireScope(Scope.CatalogueRead)
        .Answers<Page<ItemMapping>>()
        .Refuses(Problems.CursorInvalid, Problems.Invalid);

    private static async Task<IResult> Handle(
        HttpContext http,
        Caller caller,
        GatewayDb database,
        [Description("Whose system uses the code.")] int? connectionOwnerId,
        [Description("That system's code.")] string? connection,
        [Description("The item code, whole.")] string? itemCode,
        [Description("The catalogue's item code, whole.")] string? product,
        [Description("Those that hold without an end, or those that have one.")] bool? open,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var list = Listing.Of(CursorKind.Of("mapping", caller), limit, cursor);
        var filter = new MappingFilter
        {
            ConnectionOwner = connectionOwnerId,
            Connection = Check.Query("connection", connection),
            ItemCode = Check.Query("itemCode", itemCode),
            Product = Check.Query("product", product),
            Open = open,
        };
        await using var work = await database.Open(caller, http.RequestAborted);
        var read = await MappingRows.List(work, filter, list.After, list.Take);
        return list.Answer(http, read, item => item.Id);
    }
}
