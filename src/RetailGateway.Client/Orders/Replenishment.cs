namespace RetailGateway.Client;

/// <summary>What a shop of yours should have of a product, in base units.</summary>
/// <param name="Location">Your location's code.</param>
/// <param name="Product">Your item code of the product.</param>
/// <param name="Minimum">Below which more is ordered.</param>
/// <param name="Target">Up to which; not below the minimum.</param>
/// <param name="SupplierId">Who it is ordered from; whoever asks least for it when null.</param>
public sealed record ReplenishmentLevel(string Location, string Product, decimal Minimum, decimal Target, int? SupplierId = null);

/// <summary>What was done with a level.</summary>
public enum LevelStatus
{
    /// <summary>It holds now.</summary>
    Set,

    /// <summary>It was not set, for the reason in the problem.</summary>
    Refused,
}

/// <summary>What became of one level.</summary>
/// <param name="Index">Its place among all that were given, from 0.</param>
/// <param name="Status">What was done.</param>
/// <param name="Problem">Why it was refused; null where it was not.</param>
public sealed record LevelResult(int Index, LevelStatus Status, GatewayProblem? Problem = null);

/// <summary>What a run of the replenishment did.</summary>
/// <param name="Products">Levels looked at.</param>
/// <param name="Changed">Proposals made or taken off the board.</param>
/// <param name="Left">Shops that it left for the next run.</param>
/// <param name="Note">Why.</param>
public sealed record ReplenishmentRun(long Products, long Changed, long Left, string Note);

/// <summary>What became of a proposal.</summary>
public enum ProposalStatus
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

/// <summary>Which proposals are asked for; null does not narrow.</summary>
/// <param name="Status">What became of them.</param>
/// <param name="Location">A location's code.</param>
/// <param name="Supplier">The supplier's number.</param>
public sealed record ProposalFilter(ProposalStatus? Status = null, string? Location = null, int? Supplier = null);

/// <summary>An order that a shop might send to a supplier.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Location">The code of your location that it is for.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Day">The location's day on which it was made.</param>
/// <param name="Currency">Of its amounts, ISO 4217.</param>
/// <param name="Value">What its lines cost by the prices of its day, without tax.</param>
/// <param name="MinimumOrderValue">What the supplier's terms ask for.</param>
/// <param name="KeptBack">It comes to less than that. You may raise it, or order it nonetheless.</param>
/// <param name="Lines">Products that it orders.</param>
/// <param name="Unresolved">Products for which no quantity can be named before somebody mends what they lack.</param>
/// <param name="ProposedAt">When it was made.</param>
/// <param name="SupplierId">To whom; null where nobody supplies its goods.</param>
/// <param name="DecidedAt">When it was approved, dismissed or superseded.</param>
/// <param name="DecidedBy">By whom: <c>person:</c> or <c>key:</c> and a number; null for the job.</param>
/// <param name="Reason">Why it was dismissed.</param>
/// <param name="OrderId">The order that it became.</param>
/// <param name="PoolId">The pooled order that it went into.</param>
public sealed record OrderProposal(
    long Id, string Location, ProposalStatus Status, DateOnly Day, string Currency, decimal Value, decimal MinimumOrderValue, bool KeptBack,
    int Lines, int Unresolved, DateTimeOffset ProposedAt, int? SupplierId = null, DateTimeOffset? DecidedAt = null, string? DecidedBy = null,
    string? Reason = null, long? OrderId = null, long? PoolId = null);

/// <summary>A proposal with its lines.</summary>
/// <param name="Proposal">Its head.</param>
/// <param name="Lines">What it orders, then what it cannot, each by name.</param>
public sealed record OrderProposalWithLines(OrderProposal Proposal, IReadOnlyList<OrderProposalLine> Lines);

/// <summary>Why a product is proposed.</summary>
public enum ProposalCause
{
    /// <summary>What is projected lies below the minimum.</summary>
    BelowMinimum,

    /// <summary>It lies between minimum and target, and brings the order to its supplier's minimum value.</summary>
    TopUp,
}

/// <summary>Why no quantity of a product can be proposed. A person mends it.</summary>
public enum ReplenishmentFault
{
    /// <summary>A level below zero, or a target below the minimum.</summary>
    LevelDoesNotHold,

    /// <summary>A figure of its stock is below zero: what is missing is not known before somebody counts.</summary>
    NegativeStock,

    /// <summary>No terms of the supplier are in force.</summary>
    NoTermsInForce,

    /// <summary>The supplier's pack is not known.</summary>
    UnknownPack,

    /// <summary>The supplier's price list has no price of it today.</summary>
    NoPriceInForce,

    /// <summary>Its price is of another currency than the supplier's terms.</summary>
    CurrencyDiffers,
}

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
/// <param name="Faults">Why no quantity can be named.</param>
/// <param name="Cause">Why it is ordered; null where no quantity can be named.</param>
/// <param name="Pack">The supplier's pack.</param>
/// <param name="PackFactor">Base units in it.</param>
/// <param name="Price">For the base quantity of packs.</param>
/// <param name="PriceBaseQuantity">How many packs the price buys.</param>
/// <param name="Packs">Whole packs to order.</param>
/// <param name="Quantity">Base units in them.</param>
/// <param name="Value">What they cost.</param>
public sealed record OrderProposalLine(
    string Product, string Name, string BaseUnit, decimal Minimum, decimal Target, decimal OnHand, decimal Available, decimal OnOrder, decimal ExpectedIn,
    decimal Projected, IReadOnlyList<ReplenishmentFault> Faults, ProposalCause? Cause = null, string? Pack = null, decimal? PackFactor = null,
    decimal? Price = null, decimal? PriceBaseQuantity = null, long? Packs = null, decimal? Quantity = null, decimal? Value = null);

/// <summary>How a proposal is to be ordered.</summary>
/// <param name="Lines">Products of which other packs are wanted; null where all are wanted as proposed.</param>
/// <param name="ShipFrom">The code of the supplier's location that it comes from; may be null where it has one only, or is a chain.</param>
/// <param name="Note">A word to the supplier, at most 500 characters.</param>
public sealed record ProposalApproval(IReadOnlyList<ApprovedLine>? Lines = null, string? ShipFrom = null, string? Note = null);

/// <summary>Other packs of a product than are proposed.</summary>
/// <param name="Product">Your item code; one that the proposal orders.</param>
/// <param name="Packs">Whole packs; zero leaves it out.</param>
public sealed record ApprovedLine(string Product, long Packs);
