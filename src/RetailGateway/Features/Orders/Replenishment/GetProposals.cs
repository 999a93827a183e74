using System.ComponentModel;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders.Replenishment;

/// <summary>GET /v1/replenishment/proposals and /{id}: what your shops might order, and why.</summary>
internal static class GetProposals
{
    internal static void Map(RouteGroupBuilder replenishment)
    {
        replenishment.MapGet("/proposals", All)
            .WithName("listOrderProposals")
            .WithSummary("List proposed orders")
            .WithDescription("One a location and supplier, newest first, without their lines; those that nobody has decided and that no later run has replaced are `open`.")
            .RequireScope(Scope.OrdersRead)
            .Answers<Page<OrderProposal>>()
            .Refuses(Problems.CursorInvalid, Problems.Invalid);
        replenishment.MapGet("/proposals/{id:long}", One)
            .WithName("getOrderProposal")
            .WithSummary("Read a proposed order")
            .WithDescription("With its lines, each with every figure that it came from.")
            .RequireScope(Scope.OrdersRead)
            .Answers<OrderProposalWithLines>()
            .Refuses(Problems.NotFound);
    }

    private static async Task<IResult> All(
        HttpContext http,
        Caller caller,
        GatewayDb database,
        [Description("What became of them: open, approved, dismissed, superseded, pooled.")] string? status,
        [Description("A location's code.")] string? location,
        [Description("The supplier's number.")] int? supplier,
        [Description("1 to 1,000; 200 when absent.")] int? limit,
        [Description("From the last page's `next`.")] string? cursor)
    {
        var take = Paging.Limit(limit);
        var list = CursorKind.Of("order-proposal", caller);
        if (status is not null && !Names.TryRead<ProposalStatus>(status, out _))
        {
            throw Refusal.At("#/query/status", $"One of these is expected: {Names.Known<ProposalStatus>()}.");
        }

        await using var work = await database.Open(caller, http.RequestAborted);
        var read = await ProposalRows.List(work, new ProposalFilter(status, location, supplier), list.Number(cursor), take + 1);
        return Page<OrderProposal>.Of([.. read.Select(named => named.Proposal)], take, proposal => list.Cursor(proposal.Id)).Answer(http);
    }

    private static async Task<IResult> One(HttpContext http, long id, Caller caller, GatewayDb database)
    {
        await using var work = await database.Open(caller, http.RequestAborted);
        var proposal = (await ProposalRows.One(work, id)).Proposal;
        return Answer.Ok(new OrderProposalWithLines(proposal, [.. (await ProposalRows.Lines(work, id)).Select(line => line.Line())]));
    }
}
