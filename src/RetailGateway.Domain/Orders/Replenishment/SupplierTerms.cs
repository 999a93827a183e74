using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Domain.Orders.Replenishment;

/// <summary>What a supplier's terms say of the least order.</summary>
/// <param name="Supplier">The supplier.</param>
/// <param name="MinimumOrderValue">What an order for one shop must come to; zero where any order will do.</param>
/// <param name="BelowMinimum">What becomes of a smaller one.</param>
public sealed record SupplierTerms(PartyId Supplier, Money MinimumOrderValue, SmallOrderRule BelowMinimum);

/// <summary>What becomes of an order below its supplier's minimum order value, as the terms declare.</summary>
public enum SmallOrderRule
{
    /// <summary>It is kept back, and says what it lacks.</summary>
    KeepBack,

    /// <summary>
    /// What will soon be wanted is ordered with it: products of the same shop and supplier between minimum and target, up to
    /// the target, one after another from the one that is nearest to its minimum, until the value is reached. Never above the
    /// target by a whole pack: where all of them do not suffice, it is kept back as it was.
    /// </summary>
    TopUp,
}
