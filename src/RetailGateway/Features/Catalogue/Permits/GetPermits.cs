using System.ComponentModel;
using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Catalogue.Permits;

/// <summary>GET /v1/permits.</summary>
internal static class GetPermits
{
    private const int LongestLook = 3_660;

    internal static void Map(RouteGroupBuilder permits) => permits
        .MapGet("", Handle)
        .WithName("listPermits")
        .WithSummary("List permits")
        .WithDescription("Of producers and products, as you recorded them; an authority sees those of its environment. The last day of a permit still counts.")
        .RequireScope(Scope.CatalogueRead)
        .Answers<Page<Permit>>()
        .Refuses(Problems.CursorInvalid, Problems.Invalid);

    private static async Task<IResult> Handle(
        HttpContext http,
        Caller caller,
        GatewayDb database,
        [Description("Expired ones only, or none of them.")] bool? expired,
        [Description("Those that expire within so many days from today.")] int? expiringWithinDays,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var list = Listing.Of(CursorKind.Of("permit", caller), limit, cursor);
        if (expiringWithinDays is < 0 or > LongestLook)
        {
            throw Refusal.At("#/query/expiringWithinDays", $"0 to {LongestLook} is expected.");
        }

        await using var work = await database.Open(caller, http.RequestAborted);
        var read = await List(work, id: null, expired, expiringWithinDays, list.After, list.Take);
        return list.Answer(http, read, permit => permit.Id);
    }

    internal static async Task<List<Permit>> List(Work work, int? id, bool? expired, int? within, long after, int take)
    {
        var rows = await work.Connection.QueryAsync<Row>(
            """
            select p.permit_id, p.owner_id, m.code as producer, g.code as product, p.kind, p.number, p.expires, p.expires < current_date as expired
            from permit p
            left join party m on m.owner_id = p.producer_id
            left join product g on g.owner_id = p.owner_id and g.product_id = p.product_id
            where (@id::integer is null or p.permit_id = @id) and (@expired::boolean is null or (p.expires < current_date) = @expired)
                and (@within::integer is null or p.expires between current_date and current_date + @within)
                and p.permit_id > @after
            order by p.permit_id
            limit @take
            """,
            new { id, expired, within, after, take });
        return [.. rows.Select(row => row.Permit())];
    }

    private sealed record Row(int PermitId, int OwnerId, string? Producer, string? Product, string Kind, string Number, DateOnly Expires, bool Expired)
    {
        internal Permit Permit() => new(PermitId, OwnerId, Producer, Product, Names.Read<PermitKind>(Kind), Number, Expires, Expired);
    }
}

/// <summary>A permit of a producer or of a product.</summary>
/// <param name="Id">Its number.</param>
/// <param name="OwnerId">Who recorded it.</param>
/// <param name="Producer">The producer's code, where it is the producer's.</param>
/// <param name="Product">The owner's item code, where it is a product's.</param>
/// <param name="Kind">nib, pirt, halal or bpom.</param>
/// <param name="Number">As it is printed.</param>
/// <param name="Expires">Its last day.</param>
/// <param name="Expired">That day is over.</param>
internal sealed record Permit(
    int Id, int OwnerId, string? Producer, string? Product, PermitKind Kind, string Number, DateOnly Expires, bool Expired);
