using RetailGateway.Client.Wire;

namespace RetailGateway.Client;

/// <content>What shops should have of their goods, and what is proposed to be ordered for them.</content>
public sealed partial class GatewayClient
{
    /// <summary>Sets minimum and target levels; each holds in the place of the one before. More than a request holds are sent in several.</summary>
    /// <param name="levels">Of one location or many.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <returns>One result a level; <see cref="LevelResult.Index"/> is the place among all of them.</returns>
    public async Task<IReadOnlyList<LevelResult>> SetReplenishmentLevels(IReadOnlyList<ReplenishmentLevel> levels, CancellationToken cancel = default)
    {
        var results = new List<LevelResult>(levels.Count);
        foreach (var batch in levels.Chunk(BatchSize))
        {
            var before = results.Count;
            var answer = await replenishment.SetLevels(Key(null), new LevelBatch(batch), cancel);
            results.AddRange(answer.Results.Select(result => result with { Index = result.Index + before }));
        }

        return results;
    }

    /// <summary>Every level, by location and product.</summary>
    /// <param name="location">A location's code; all when null.</param>
    /// <param name="product">Your item code of a product; all when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<ReplenishmentLevel> ReplenishmentLevels(string? location = null, string? product = null, CancellationToken cancel = default) =>
        Pages.All((cursor, stop) => replenishment.Levels(location, product, Pages.Size, cursor, stop), cancel);

    /// <summary>Proposes orders for your shops now, and not only at night.</summary>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/replenishment-under-way</c>: another run of yours is at work.</exception>
    public Task<ReplenishmentRun> Replenish(string? key = null, CancellationToken cancel = default) =>
        replenishment.Run(Key(key), new ReplenishmentRequest(), cancel);

    /// <summary>Proposed orders, newest first, without their lines.</summary>
    /// <param name="filter">Which; all when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    public IAsyncEnumerable<OrderProposal> OrderProposals(ProposalFilter? filter = null, CancellationToken cancel = default) =>
        Pages.All(
            (cursor, stop) => replenishment.Proposals(WireJson.Code(filter?.Status), filter?.Location, filter?.Supplier, Pages.Size, cursor, stop), cancel);

    /// <summary>One proposed order with its lines, each with every figure that it came from.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="cancel">The caller's patience.</param>
    public Task<OrderProposalWithLines> OrderProposal(long id, CancellationToken cancel = default) =>
        replenishment.Proposal(id, cancel);

    /// <summary>Orders what is proposed, at the prices of today. Approved again, it is the order that is there.</summary>
    /// <param name="id">The proposal's number.</param>
    /// <param name="approval">Other packs than are proposed, and a word to the supplier; as proposed when null.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException">
    /// <c>/problems/already-closed</c>: it was dismissed, or a later run replaced it. <c>/problems/no-terms</c>: no terms in force
    /// let you order there today.
    /// </exception>
    public Task<TradeOrderWithLines> ApproveOrderProposal(long id, ProposalApproval? approval = null, string? key = null, CancellationToken cancel = default) =>
        replenishment.Approve(Key(key), id, approval ?? new ProposalApproval(), cancel);

    /// <summary>Takes a proposed order off the board. Nothing is proposed for that location to that supplier before its next day.</summary>
    /// <param name="id">The proposal's number.</param>
    /// <param name="reason">Why, 1 to 500 characters.</param>
    /// <param name="key">Your idempotency key; one is made when null.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <exception cref="GatewayProblemException"><c>/problems/already-closed</c>: it was decided, or a later run replaced it.</exception>
    public Task<OrderProposal> DismissOrderProposal(long id, string reason, string? key = null, CancellationToken cancel = default) =>
        replenishment.Dismiss(Key(key), id, new ProposalDismissal(reason), cancel);
}
