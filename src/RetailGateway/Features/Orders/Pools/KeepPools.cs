using System.ComponentModel.DataAnnotations;
using RetailGateway.Access;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders.Pools;

/// <summary>POST /v1/pools, PUT /{id}/shares and POST /{id}/proposals, /close, /extend, /cancel: what goes into a pool and what becomes of it.</summary>
internal static class KeepPools
{
    internal static void Map(RouteGroupBuilder pools)
    {
        pools.MapPost("", Open)
            .WithName("openPool")
            .WithSummary("Open a pooled order")
            .WithDescription("Shops ask into it until it closes; then it becomes one order to the supplier, all of it to one location.")
            .RequireScope(Scope.OrdersWrite)
            .Answers<Pool>(StatusCodes.Status201Created)
            .RefusesAsPost(Problems.NoTerms);
        pools.MapPut("/{id:long}/shares", Give)
            .WithName("givePoolShares")
            .WithSummary("Give shares of a pooled order")
            .WithDescription("What locations ask for, a location and product each, all or none. A share holds in the place of the one before, zero withdraws it. From its closing time on a pool takes none. How pressing a share is, is what the location has then for each unit of its minimum level.")
            .RequireScope(Scope.OrdersWrite)
            .Answers<PoolShares>()
            .Refuses(
                Problems.Malformed, Problems.Invalid, Problems.NotFound, Problems.PoolClosed, Problems.IdempotencyKeyInUse, Problems.IdempotencyKeyReused);
        pools.MapPost("/{id:long}/proposals", Gather)
            .WithName("poolOrderProposal")
            .WithSummary("Put a proposed order into the pool")
            .WithDescription("Each of its lines becomes a share of what the location lacks to its target, for the pool rounds up to packs once for all; a share that asks for more stays. The proposal is decided with it. Put in again, it answers the shares that are there.")
            .RequireScope(Scope.OrdersWrite)
            .Answers<PoolShares>()
            .RefusesAsPost(Problems.PoolClosed, Problems.AlreadyClosed);
        pools.MapPost("/{id:long}/close", Close)
            .WithName("closePool")
            .WithSummary("Order a pool now")
            .WithDescription("As its closing time would, under the number `POOL-` and its own. Where it comes to less than the supplier's terms ask for, it is kept back, and `belowMinimum` orders it nonetheless. Ordered before, it stays so.")
            .RequireScope(Scope.OrdersWrite)
            .Answers<Pool>()
            .RefusesAsPost(Problems.AlreadyClosed, Problems.NoTerms);
        pools.MapPost("/{id:long}/extend", Extend)
            .WithName("extendPool")
            .WithSummary("Move a pool's closing time")
            .WithDescription("To an instant ahead. A pool that was kept back takes shares again.")
            .RequireScope(Scope.OrdersWrite)
            .Answers<Pool>()
            .RefusesAsPost(Problems.AlreadyClosed);
        pools.MapPost("/{id:long}/cancel", Cancel)
            .WithName("cancelPool")
            .WithSummary("Cancel a pool")
            .WithDescription("With a reason, as long as it is not ordered. Its shares stay there to be read.")
            .RequireScope(Scope.OrdersWrite)
            .Answers<Pool>()
            .RefusesAsPost(Problems.AlreadyClosed);
    }

    private static Task<IResult> Open(HttpContext http, Body<NewPool> body, Caller caller, Writes writes) => writes.Once(http, caller, body, async work =>
    {
        var pool = await PoolActs.Open(work, caller, body.Value, http.RequestAborted);
        return Answer.Created($"/v1/pools/{pool.Id}", pool);
    });

    private static Task<IResult> Give(HttpContext http, long id, Body<ShareBatch> body, Caller caller, Writes writes) => writes.Update(
        http, caller, body, async work => Answer.Ok(new PoolShares(await GivenShares.Give(work, caller, id, body.Value.Shares, http.RequestAborted))));

    private static Task<IResult> Gather(HttpContext http, long id, Body<PooledProposal> body, Caller caller, Writes writes) => writes.Once(
        http, caller, body, async work => Answer.Ok(new PoolShares(await PooledProposals.Gather(work, caller, id, body.Value.ProposalId, http.RequestAborted))));

    private static Task<IResult> Close(HttpContext http, long id, Body<PoolClosure> body, Caller caller, Writes writes, PoolActs acts) => writes.Once(
        http, caller, body, async work => Answer.Ok(await acts.Close(work, caller, id, body.Value.BelowMinimum, http.RequestAborted)));

    private static Task<IResult> Extend(HttpContext http, long id, Body<PoolExtension> body, Caller caller, Writes writes) => writes.Once(
        http, caller, body, async work => Answer.Ok(await PoolActs.Extend(work, caller, id, body.Value.ClosesAt, http.RequestAborted)));

    private static Task<IResult> Cancel(HttpContext http, long id, Body<PoolCancellation> body, Caller caller, Writes writes) => writes.Once(
        http, caller, body, async work =>
        {
            var check = new Check();
            var reason = check.Text("/reason", body.Value.Reason, PoolActs.LongestWords);
            check.Done();
            return Answer.Ok(await PoolActs.Cancel(work, caller, id, reason));
        });
}

/// <summary>A proposed order for a pool.</summary>
/// <param name="ProposalId">Its number; open, and to the pool's supplier.</param>
internal sealed record PooledProposal(long ProposalId);

/// <summary>How a pool is to be closed.</summary>
/// <param name="BelowMinimum">Order it although it comes to less than the supplier's terms ask for.</param>
internal sealed record PoolClosure(bool BelowMinimum = false);

/// <summary>Another closing time.</summary>
/// <param name="ClosesAt">The first instant at which a share is late; within 90 days.</param>
internal sealed record PoolExtension(DateTimeOffset ClosesAt);

/// <summary>Why a pool is not wanted.</summary>
/// <param name="Reason">1 to 500 characters; kept in the audit log and with the pool.</param>
internal sealed record PoolCancellation([property: MaxLength(500)] string Reason);
