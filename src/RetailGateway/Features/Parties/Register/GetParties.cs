using System.ComponentModel;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Parties.Register;

/// <summary>GET /v1/parties and /{id}.</summary>
internal static class GetParties
{
    internal static void Map(RouteGroupBuilder parties)
    {
        parties.MapGet("", All)
            .WithName("listParties")
            .WithSummary("List parties")
            .WithDescription("Yourself, your partners and the producers of your environment; all of it for its authority.")
            .RequireScope(Scope.PartiesRead)
            .Answers<Page<Party>>()
            .Refuses(Problems.CursorInvalid, Problems.Invalid);
        parties.MapGet("/{id:int}", One)
            .WithName("getParty")
            .WithSummary("Read a party")
            .WithDescription("With an ETag for its update.")
            .RequireScope(Scope.PartiesRead)
            .Answers<Party>()
            .CarriesTag()
            .Refuses(Problems.NotFound);
    }

    private static async Task<IResult> All(
        HttpContext http,
        Caller caller,
        GatewayDb database,
        [Description("cooperative, chain, producer or authority.")] string? kind,
        [Description("A party's code, whole.")] string? code,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var list = Listing.Of(CursorKind.Of("party", caller), limit, cursor);
        if (kind is not null && !Names.TryRead<PartyKind>(kind, out _))
        {
            throw Refusal.At("#/query/kind", $"One of {Names.Known<PartyKind>()} is expected.");
        }

        await using var work = await database.Open(caller, http.RequestAborted);
        var read = await PartyRows.List(work, id: null, kind, Check.Query("code", code), list.After, list.Take);
        return list.Answer(http, read, party => party.Id);
    }

    private static async Task<IResult> One(HttpContext http, int id, Caller caller, GatewayDb database)
    {
        await using var work = await database.Open(caller, http.RequestAborted);
        return Tagged.Read(http, await PartyRows.Read(work, id));
    }
}
