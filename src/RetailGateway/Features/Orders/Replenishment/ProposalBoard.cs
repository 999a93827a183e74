using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Http;

namespace RetailGateway.Features.Orders.Replenishment;

/// <summary>Proposals as the console shows them; a shopkeeper's are those of one shop.</summary>
internal sealed class ProposalBoard(GatewayDb database)
{
    /// <summary>How many a page lists.</summary>
    private const int Shown = 50;

    /// <summary>A page of those that wait for a person, the newest first.</summary>
    /// <exception cref="Refusal">The cursor is not one of this list.</exception>
    internal async Task<Page<NamedProposal>> Open(Caller caller, string? cursor, CancellationToken cancel)
    {
        var list = CursorKind.Of("order-proposal", caller);
        await using var work = await database.Open(caller, cancel);
        var read = await ProposalRows.List(work, new ProposalFilter(Names.Of(ProposalStatus.Open)), list.Number(cursor), Shown + 1);
        return Page<NamedProposal>.Of(read, Shown, named => list.Cursor(named.Proposal.Id));
    }

    /// <summary>One with its lines.</summary>
    /// <exception cref="Refusal">The caller may see no such proposal.</exception>
    internal async Task<(NamedProposal Head, IReadOnlyList<OrderProposalLine> Lines)> One(Caller caller, long id, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        return (await ProposalRows.One(work, id), [.. (await ProposalRows.Lines(work, id)).Select(line => line.Line())]);
    }
}
