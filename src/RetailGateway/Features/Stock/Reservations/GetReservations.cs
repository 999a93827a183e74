using System.ComponentModel;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Http;

namespace RetailGateway.Features.Stock.Reservations;

/// <summary>GET /v1/stock/reservations and /{id}: what is held, by owner and holder.</summary>
internal static class GetReservations
{
    internal static void Map(RouteGroupBuilder stock)
    {
        stock.MapGet("/reservations", All)
            .WithName("listReservations")
            .WithSummary("List reservations")
            .WithDescription("Those on your stock and those you hold.")
            .RequireScope(Scope.StockRead)
            .Answers<Page<Reservation>>()
            .Refuses(Problems.CursorInvalid, Problems.Invalid);
        stock.MapGet("/reservations/{id:long}", One)
            .WithName("getReservation")
            .WithSummary("Read a reservation")
            .RequireScope(Scope.StockRead)
            .Answers<Reservation>()
            .Refuses(Problems.NotFound);
    }

    private static async Task<IResult> All(
        HttpContext http,
        Caller caller,
        GatewayDb database,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var list = Listing.Of(CursorKind.Of("reservation", caller), limit, cursor);
        await using var work = await database.Open(caller, http.RequestAborted);
        var read = await ReservationRows.List(work, owner: null, id: null, list.After, list.Take);
        return list.Answer(http, read, item => item.Id);
    }

    private static async Task<IResult> One(HttpContext http, long id, Caller caller, GatewayDb database)
    {
        await using var work = await database.Open(caller, http.RequestAborted);
        var row = await ReservationRows.ById(work, id) ?? throw new Refusal(Problems.NotFound, "No reservation of yours has that number.");
        return Answer.Ok(await ReservationRows.Read(work, row.Owner, id));
    }
}
