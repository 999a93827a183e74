using RetailGateway.Domain.Orders.Pooling;

namespace RetailGateway.Features.Orders.Pools;

/// <summary>What became of a pool.</summary>
internal enum PoolStatus
{
    /// <summary>It takes shares until it closes.</summary>
    Open,

    /// <summary>Its time is over, and it waits for a person: to order it, to give it more time, or to cancel it.</summary>
    KeptBack,

    /// <summary>It became an order.</summary>
    Ordered,

    /// <summary>Its time was over, and nobody had asked for anything.</summary>
    Empty,

    /// <summary>A person does not want it.</summary>
    Cancelled,
}

/// <summary>Why a pool is kept back.</summary>
internal enum KeptBackCause
{
    /// <summary>It comes to less than the supplier's terms ask for.</summary>
    BelowMinimum,

    /// <summary>Nothing of it can be ordered as it is, for the reason in `keptDetail`.</summary>
    NotOrderable,
}

/// <summary>An order that shops ask into, up to a closing time.</summary>
/// <param name="Id">Its number.</param>
/// <param name="SupplierId">Who is to send it.</param>
/// <param name="ShipTo">The code of your location that all of it goes to.</param>
/// <param name="Rule">By which a short delivery is shared out.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Note">A word to the supplier.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="OpenedBy">By whom: `person:` or `key:` and a number.</param>
/// <param name="ClosesAt">The first instant at which a share is late.</param>
/// <param name="Shops">Locations that ask for something; a shopkeeper sees the own one.</param>
/// <param name="Shares">What they ask for, a location and product each.</param>
/// <param name="ClosedAt">When it was closed; null while it is open.</param>
/// <param name="ClosedBy">By whom: `gateway` at its closing time.</param>
/// <param name="Value">What it came to when it was closed, without tax.</param>
/// <param name="MinimumOrderValue">What the supplier's terms asked for then.</param>
/// <param name="KeptBecause">Why it is kept back.</param>
/// <param name="KeptDetail">The same in words.</param>
/// <param name="Reason">Why it was cancelled.</param>
/// <param name="OrderId">The order that it became.</param>
internal sealed record Pool(
    long Id, int SupplierId, string ShipTo, AllocationRule Rule, PoolStatus Status, string? Note, DateTimeOffset OpenedAt, string OpenedBy,
    DateTimeOffset ClosesAt, int Shops, int Shares, DateTimeOffset? ClosedAt, string? ClosedBy, decimal? Value, decimal? MinimumOrderValue,
    KeptBackCause? KeptBecause, string? KeptDetail, string? Reason, long? OrderId)
{
    /// <summary>The number that its order has with the supplier: closed twice, it is one order.</summary>
    internal string OrderNumber => Number(Id);

    internal static string Number(long id) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"POOL-{id}");
}

/// <summary>A pool with what it comes to.</summary>
/// <param name="Pool">Its head.</param>
/// <param name="Lines">One a product, by item code.</param>
internal sealed record PoolWithLines(Pool Pool, IReadOnlyList<PoolLine> Lines);

/// <summary>One product of a pool, in base units. While the pool is open, in the packs and at the prices of today.</summary>
/// <param name="Product">Your item code.</param>
/// <param name="Name">What it is called.</param>
/// <param name="BaseUnit">What quantities count.</param>
/// <param name="Shops">Locations that ask for it.</param>
/// <param name="Demanded">What they ask for together.</param>
/// <param name="Unit">The least that one of them can be given.</param>
/// <param name="Pack">The supplier's pack; null where none has a price: then nothing of it is ordered, and the shares are kept.</param>
/// <param name="PackFactor">Base units in it.</param>
/// <param name="Price">For the base quantity of packs.</param>
/// <param name="PriceBaseQuantity">How many packs the price buys.</param>
/// <param name="Packs">Whole packs: what is demanded, rounded up once for all.</param>
/// <param name="Ordered">Base units in them.</param>
/// <param name="Surplus">What only the rounding adds: nobody's share, it stays where the order is received.</param>
/// <param name="Value">What they cost.</param>
/// <param name="Accepted">What was taken of deliveries.</param>
/// <param name="Allocated">What of that is shops'.</param>
/// <param name="Shortage">What shops were given that a receipt, put right, does not tell of any more. Nothing is taken back from them.</param>
internal sealed record PoolLine(
    string Product, string Name, string BaseUnit, int Shops, decimal Demanded, decimal Unit, string? Pack, decimal? PackFactor, decimal? Price,
    decimal? PriceBaseQuantity, long Packs, decimal Ordered, decimal Surplus, decimal Value, decimal Accepted, decimal Allocated, decimal Shortage);

/// <summary>What one location asks of one product in a pool.</summary>
/// <param name="Location">Your location's code.</param>
/// <param name="Product">Your item code.</param>
/// <param name="Quantity">Base units; zero where it was withdrawn.</param>
/// <param name="Available">What the location had to sell when it asked.</param>
/// <param name="Minimum">Its minimum level then; zero where it has none.</param>
/// <param name="GivenAt">When it was given, by our clock.</param>
/// <param name="GivenBy">By whom: `person:` or `key:` and a number.</param>
/// <param name="ProposalId">The proposed order that it came from.</param>
/// <param name="Allocated">What it was given of deliveries.</param>
/// <param name="Lacking">What it was not, or not yet.</param>
internal sealed record Share(
    string Location, string Product, decimal Quantity, decimal Available, decimal Minimum, DateTimeOffset GivenAt, string GivenBy, long? ProposalId,
    decimal Allocated, decimal Lacking);

/// <summary>Shares of a pool.</summary>
/// <param name="Shares">As they stand now, in the order they were named.</param>
internal sealed record PoolShares(IReadOnlyList<Share> Shares);
