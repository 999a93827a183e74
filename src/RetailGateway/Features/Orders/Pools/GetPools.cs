using System.ComponentModel;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders.Pools;

/// <summary>GET /v1/pools, /{id}, /{id}/shares and /{id}/allocations: what is pooled, who asks for it, and what of it came to whom.</summary>
internal static class GetPools
{
    internal static void Map(RouteGroupBuilder pools)
    {
        pools.MapGet("", All)
            .WithName("listPools")
            .WithSummary("List pooled orders")
            .WithDescription("Newest first, without their lines.")
            .RequireScope(Scope.OrdersRead)
            .Answers<Page<Pool>>()
            .Refuses(Problems.CursorInvalid, Problems.Invalid);
        pools.MapGet("/{id:long}", One)
            .WithName("getPool")
            .WithSummary("Read a pooled order")
            .WithDescription("With its lines: what is asked for, what is or would be ordered, and what came.")
            .RequireScope(Scope.OrdersRead)
            .Answers<PoolWithLines>()
            .Refuses(Problems.NotFound);
        pools.MapGet("/{id:long}/shares", Shares)
            .WithName("listPoolShares")
            .WithSummary("List shares of a pooled order")
            .WithDescription("In the order in which they were first given; those that were withdrawn ask for zero.")
            .RequireScope(Scope.OrdersRead)
            .Answers<Page<Share>>()
            .Refuses(Problems.CursorInvalid, Problems.Invalid, Problems.NotFound);
        pools.MapGet("/{id:long}/allocations", Allocations)
            .WithName("listPoolAllocations")
            .WithSummary("Read what each share was given")
            .WithDescription("A share and receipt each, with every figure that it came from. What was taken is shared out within a minute of its receipt.")
            .RequireScope(Scope.OrdersRead)
            .Answers<Page<ShareAllocation>>()
            .Refuses(Problems.CursorInvalid, Problems.Invalid, Problems.NotFound);
    }

    private static async Task<IResult> All(
        HttpContext http,
        Caller caller,
        GatewayDb database,
        [Description("What became of them: open, kept_back, ordered, empty, cancelled.")] string? status,
        [Description("The supplier's number.")] int? supplier,
        [Description("The code of the location that they go to.")] string? location,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var take = Paging.Limit(limit);
        var list = CursorKind.Of("pool", caller);
        if (status is not null && !Names.TryRead<PoolStatus>(status, out _))
        {
            throw Refusal.At("#/query/status", $"One of these is expected: {Names.Known<PoolStatus>()}.");
        }

        await using var work = await database.Open(caller, http.RequestAborted);
        var read = await PoolRows.List(work, new PoolFilter(status, supplier, Check.Query("location", location)), list.Number(cursor), take + 1);
        return Page<Pool>.Of([.. read.Select(named => named.Pool)], take, pool => list.Cursor(pool.Id)).Answer(http);
    }

    private static async Task<IResult> One(HttpContext http, long id, Caller caller, GatewayDb database)
    {
        await using var work = await database.Open(caller, http.RequestAborted);
        var pool = await PoolRows.One(work, id);
        return Answer.Ok(new PoolWithLines(pool.Pool, await PoolLines.Read(work, pool, await Clock.Now(work, http.RequestAborted))));
    }

    private static async Task<IResult> Shares(
        HttpContext http,
        long id,
        Caller caller,
        GatewayDb database,
        [Description("A location's code.")] string? location,
        [Description("Your item code of a product.")] string? product,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var take = Paging.Limit(limit);
        var list = CursorKind.Of("pool-share", caller, id);
        await using var work = await database.Open(caller, http.RequestAborted);
        await PoolRows.One(work, id);
        var filter = new ShareFilter(Check.Query("location", location), Check.Query("product", product));
        var page = Page<NumberedShare>.Of(await ShareRows.List(work, id, filter, list.Number(cursor) ?? 0, take + 1), take, share => list.Cursor(share.Id));
        return new Page<Share>([.. page.Items.Select(share => share.Share)], page.Next).Answer(http);
    }

    private static async Task<IResult> Allocations(
        HttpContext http,
        long id,
        Caller caller,
        GatewayDb database,
        [Description("A location's code.")] string? location,
        [Description("Your item code of a product.")] string? product,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var take = Paging.Limit(limit);
        var list = CursorKind.Of("pool-allocation", caller, id);
        var after = cursor is null ? (0L, 0L) : list.Parts(cursor, 2) is var parts ? (CursorPart.Number(parts[0]), CursorPart.Number(parts[1])) : default;
        await using var work = await database.Open(caller, http.RequestAborted);
        var pool = await PoolRows.One(work, id);
        var filter = new ShareFilter(Check.Query("location", location), Check.Query("product", product));
        var page = Page<NumberedAllocation>.Of(
            await ShareRows.Allocations(work, pool, filter, after, take + 1), take, one => list.Cursor(one.ShareId, one.Document));
        return new Page<ShareAllocation>([.. page.Items.Select(one => one.Allocation)], page.Next).Answer(http);
    }
}
