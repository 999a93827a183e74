using System.ComponentModel.DataAnnotations;
using RetailGateway.Access;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders.Replenishment;

/// <summary>POST /v1/replenishment/proposals/{id}/approve and /dismiss: a person's word on what the job proposed.</summary>
internal static class DecideProposal
{
    private const int ReasonLength = 500;

    internal static void Map(RouteGroupBuilder replenishment)
    {
        replenishment.MapPost("/proposals/{id:long}/approve", Approve)
            .WithName("approveOrderProposal")
            .WithSummary("Order what is proposed")
            .WithDescription("It becomes an ordinary order, issued now: at the prices and in the packs of today, under the number `RPL-` and the proposal's. Lines name products of which you want other packs; zero leaves one out. Approved again, it is the order that is there.")
            .RequireScope(Scope.OrdersWrite)
            .Answers<TradeOrderWithLines>(StatusCodes.Status201Created)
            .Answers<TradeOrderWithLines>()
            .Refuses(
                Problems.Malformed, Problems.Invalid, Problems.NotFound, Problems.AlreadyClosed, Problems.NoTerms, Problems.AlreadyExists,
                Problems.IdempotencyKeyRequired, Problems.IdempotencyKeyInUse, Problems.IdempotencyKeyReused);
        replenishment.MapPost("/proposals/{id:long}/dismiss", Dismiss)
            .WithName("dismissOrderProposal")
            .WithSummary("Dismiss a proposed order")
            .WithDescription("With a reason. Nothing is proposed for that location to that supplier before its next day.")
            .RequireScope(Scope.OrdersWrite)
            .Answers<OrderProposal>()
            .Refuses(
                Problems.Malformed, Problems.Invalid, Problems.NotFound, Problems.AlreadyClosed, Problems.IdempotencyKeyRequired, Problems.IdempotencyKeyInUse,
                Problems.IdempotencyKeyReused);
    }

    private static Task<IResult> Approve(HttpContext http, long id, Body<ProposalApproval> body, Caller caller, Writes writes, ProposalDecisions decisions) =>
        writes.Once(http, caller, body, async work =>
        {
            var (isNew, order) = await decisions.Approve(work, caller, id, body.Value, http.RequestAborted);
            return isNew ? Answer.Created($"/v1/orders/{order.Order.Id}", order) : Answer.Ok(order);
        });

    private static Task<IResult> Dismiss(HttpContext http, long id, Body<ProposalDismissal> body, Caller caller, Writes writes, ProposalDecisions decisions) =>
        writes.Once(http, caller, body, async work =>
        {
            var check = new Check();
            var reason = check.Text("/reason", body.Value.Reason, ReasonLength);
            check.Done();
            return Answer.Ok(await decisions.Dismiss(work, caller, id, reason));
        });
}

/// <summary>How a proposal is to be ordered.</summary>
/// <param name="Lines">Products of which other packs are wanted; absent where all are wanted as proposed.</param>
/// <param name="ShipFrom">The code of the supplier's location that it comes from; may be absent where it has one only, or is a chain.</param>
/// <param name="Note">A word to the supplier.</param>
internal sealed record ProposalApproval(
    IReadOnlyList<ApprovedLine>? Lines = null, [property: MaxLength(40)] string? ShipFrom = null, [property: MaxLength(500)] string? Note = null);

/// <summary>Other packs of a product than are proposed.</summary>
/// <param name="Product">Your item code; one that the proposal orders.</param>
/// <param name="Packs">Whole packs; zero leaves it out.</param>
internal sealed record ApprovedLine([property: MaxLength(64)] string Product, long Packs);

/// <summary>Why a proposal is not wanted.</summary>
/// <param name="Reason">1 to 500 characters; kept in the audit log and with the proposal.</param>
internal sealed record ProposalDismissal([property: MaxLength(500)] string Reason);
