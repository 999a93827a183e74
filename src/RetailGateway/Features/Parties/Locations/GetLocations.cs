using System.ComponentModel;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Locations;

/// <summary>GET /v1/locations and /{id}.</summary>
internal static class GetLocations
{
    internal static void Map(RouteGroupBuilder locations)
    {
        locations.MapGet("", All)
            .WithName("listLocations")
            .WithSummary("List locations")
            .WithDescription("Your own, or with `ownerId` those of a partner whose terms show you its stock.")
            .RequireScope(Scope.PartiesRead)
            .Answers<Page<Location>>()
            .Refuses(Problems.NotFound, Problems.CursorInvalid, Problems.Invalid);
        locations.MapGet("/{id:int}", One)
            .WithName("getLocation")
            .WithSummary("Read a location")
            .WithDescription("With an ETag for its update.")
            .RequireScope(Scope.PartiesRead)
            .Answers<Location>()
            .CarriesTag()
            .Refuses(Problems.NotFound);
    }

    private static async Task<IResult> All(
        HttpContext http,
        Caller caller,
        GatewayDb database,
        [Description("Whose; yours when absent.")] int? ownerId,
        [Description("A location's code, whole.")] string? code,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var list = Listing.Of(CursorKind.Of("location", caller), limit, cursor);
        await using var work = await database.Open(caller, http.RequestAborted);
        var read = await LocationRows.List(work, await Shown.Owner(work, caller, ownerId), id: null, Check.Query("code", code), list.After, list.Take);
        return list.Answer(http, read, location => location.Id);
    }

    private static async Task<IResult> One(HttpContext http, int id, Caller caller, GatewayDb database)
    {
        await using var work = await database.Open(caller, http.RequestAborted);
        return Tagged.Read(http, await LocationRows.Read(work, id));
    }
}
