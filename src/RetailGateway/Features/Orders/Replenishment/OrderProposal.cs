using RetailGateway.Domain.Orders.Replenishment;

namespace RetailGateway.Features.Orders.Replenishment;

/// <summary>What became of a proposal.</summary>
internal enum ProposalStatus
{
    /// <summary>It waits for a person.</summary>
    Open,

    /// <summary>It became an order.</summary>
    Approved,

    /// <summary>A person does not want it.</summary>
    Dismissed,

    /// <summary>A later run found that it does not hold any more.</summary>
    Superseded,

    /// <summary>Its lines are shares of a pooled order.</summary>
    Pooled,
}

/// <summary>An order that a shop might send to a supplier.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Location">The code of your location that it is for.</param>
/// <param name="SupplierId">To whom; null where nobody supplies its goods.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Day">The location's day on which it was made.</param>
/// <param name="Currency">Of its amounts, ISO 4217.</param>
/// <param name="Value">What its lines cost by the prices of its day, without tax.</param>
/// <param name="MinimumOrderValue">What the supplier's terms ask for.</param>
/// <param name="KeptBack">It comes to less than that. You may raise it, or order it nonetheless.</param>
/// <param name="Lines">Products that it orders.</param>
/// <param name="Unresolved">Products that are to be ordered, or not, once somebody mends what they lack.</param>
/// <param name="ProposedAt">When it was made.</param>
/// <param name="DecidedAt">When it was approved, dismissed or superseded.</param>
/// <param name="DecidedBy">By whom: `person:` or `key:` and a number; null for the job.</param>
/// <param name="Reason">Why it was dismissed.</param>
/// <param name="OrderId">The order that it became.</param>
/// <param name="PoolId">The pool that it went into.</param>
internal sealed record OrderProposal(
    long Id, string Location, int? SupplierId, ProposalStatus Status, DateOnly Day, string Currency, decimal Value, decimal MinimumOrderValue, bool KeptBack,
    int Lines, int Unresolved, DateTimeOffset ProposedAt, DateTimeOffset? DecidedAt, string? DecidedBy, string? Reason, long? OrderId, long? PoolId)
{
    /// <summary>The number that its order has with the supplier: approved twice, it is one order.</summary>
    internal string OrderNumber => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"RPL-{Id}");
}

/// <summary>A proposal with its lines.</summary>
/// <param name="Proposal">Its head.</param>
/// <param name="Lines">By item code.</param>
internal sealed record OrderProposalWithLines(OrderProposal Proposal, IReadOnlyList<OrderProposalLine> Lines);

/// <summary>What is proposed of one product, and every figure that it came from, in base units.</summary>
/// <param name="Product">Your item code.</param>
/// <param name="Name">What it is called.</param>
/// <param name="BaseUnit">What quantities count.</param>
/// <param name="Minimum">Below which more is ordered.</param>
/// <param name="Target">Up to which.</param>
/// <param name="OnHand">What was there.</param>
/// <param name="Available">What of it might still be promised.</param>
/// <param name="OnOrder">What open orders still bring.</param>
/// <param name="ExpectedIn">Received by documents, and not yet told by the till.</param>
/// <param name="Projected">Available, on order and expected.</param>
/// <param name="Cause">Why it is ordered; null where no quantity can be named.</param>
/// <param name="Faults">Why no quantity can be named.</param>
/// <param name="Pack">The supplier's pack.</param>
/// <param name="PackFactor">Base units in it.</param>
/// <param name="Price">For the base quantity of packs.</param>
/// <param name="PriceBaseQuantity">How many packs the price buys.</param>
/// <param name="Packs">Whole packs to order.</param>
/// <param name="Quantity">Base units in them.</param>
/// <param name="Value">What they cost.</param>
internal sealed record OrderProposalLine(
    string Product, string Name, string BaseUnit, decimal Minimum, decimal Target, decimal OnHand, decimal Available, decimal OnOrder, decimal ExpectedIn,
    decimal Projected, ProposalCause? Cause, IReadOnlyList<ReplenishmentFault> Faults, string? Pack, decimal? PackFactor, decimal? Price,
    decimal? PriceBaseQuantity, long? Packs, decimal? Quantity, decimal? Value);
