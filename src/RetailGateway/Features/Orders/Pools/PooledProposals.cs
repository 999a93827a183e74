using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Audit.Contracts;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Orders.Replenishment;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders.Pools;

/// <summary>A proposed order that goes into a pool instead of becoming one of its own; that decides it.</summary>
internal static class PooledProposals
{
    /// <summary>Gathers a proposal: each of its lines becomes a share, of what the shop lacks to its target.</summary>
    /// <returns>The shares; where it was gathered into this pool before, those that are there.</returns>
    /// <exception cref="Refusal">The pool is closed, the proposal decided otherwise, or another supplier's.</exception>
    internal static async Task<IReadOnlyList<Share>> Gather(Work work, Caller caller, long pool, long proposal, CancellationToken cancel)
    {
        var locked = await PoolRows.LockShared(work, pool);
        await ProposalRows.Lock(work, proposal);
        var head = (await ProposalRows.One(work, proposal)).Proposal;
        var lines = await Lines(work, proposal);
        if (head.PoolId == pool)
        {
            return await GivenShares.Read(work, locked, lines);
        }

        var now = await Clock.Now(work, cancel);
        locked.MustTakeShares(now);
        ProposalDecisions.MustBeOpen(head);
        var check = new Check();
        check.That(head.SupplierId == locked.SupplierId, "/proposalId", "It is to another supplier than the pool's.");
        check.That(lines.Count > 0, "/proposalId", "Nothing is left to order: dismiss the proposal, or mend what its goods lack.");
        check.Done();
        await GivenShares.Write(work, caller, locked, lines, now, proposal);
        await work.Connection.ExecuteAsync(
            "update order_proposal set status = 'pooled', decided_at = now(), decided_by = @by, pool_id = @pool where proposal_id = @proposal",
            new { by = AuditLog.Actor(caller), pool, proposal });
        AuditLog.Write(
            work, caller, "pool", ProposalDecisions.Subject(proposal), new { lines = head.Lines, value = head.Value }, new { lines = lines.Count, pool }, reason: null);
        return await GivenShares.Read(work, locked, lines);
    }

    /// <summary>The pool rounds up to packs for all shops at once: each asks for what it lacks, and not for whole packs.</summary>
    private static async Task<List<Given>> Lines(Work work, long proposal) =>
        [.. (await work.Connection.QueryAsync<Row>(
            """
            select p.location_id, n.product_id, g.base_unit, n.quantity, n.target - n.projected as lacked, n.available, n.minimum
            from order_proposal p
            join order_proposal_line n on n.owner_id = p.owner_id and n.proposal_id = p.proposal_id and n.packs is not null
            join product g on g.owner_id = n.owner_id and g.product_id = n.product_id
            where p.proposal_id = @proposal
            order by n.product_id
            """,
            new { proposal }))
            .Select(row => new Given(
                row.LocationId, row.ProductId, decimal.Min(PoolUnits.Up(row.BaseUnit, row.Quantity), PoolUnits.Up(row.BaseUnit, row.Lacked)), row.Available, row.Minimum))
            .Where(share => share.Demanded > 0)];

    private sealed record Row(int LocationId, int ProductId, string BaseUnit, decimal Quantity, decimal Lacked, decimal Available, decimal Minimum);
}
