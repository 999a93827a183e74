using System.Globalization;
using RetailGateway.Access.People;
using RetailGateway.Features.Orders.Replenishment;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Orders;

/// <summary>What the pages of proposed orders share.</summary>
internal static class ProposalPages
{
    /// <summary>Where those are that wait for a person.</summary>
    internal const string Board = "/orders/proposals";

    /// <summary>Where one is.</summary>
    internal static string Address(long id) => string.Create(CultureInfo.InvariantCulture, $"{Board}/{id}");

    /// <summary>How a proposal stands for somebody: what they may decide is theirs.</summary>
    internal static Tone Tone(Visitor visitor, OrderProposal proposal) => proposal switch
    {
        { Status: ProposalStatus.Approved or ProposalStatus.Pooled } => Kit.Tone.Ok,
        { Status: not ProposalStatus.Open } or { KeptBack: true } => Kit.Tone.Block,
        { Lines: 0 } => Kit.Tone.Unknown,
        _ => visitor.May(Permission.PlaceOrders) ? Kit.Tone.Bad : Kit.Tone.Wait,
    };
}
