namespace RetailGateway.Client;

/// <summary>By which a short delivery of a pooled order is shared out.</summary>
public enum AllocationRule
{
    /// <summary>In proportion to what was asked; the units left over by rounding go to the largest remainders, then to who needs them most.</summary>
    Proportional,

    /// <summary>One share after another has all that it asks for, the one that needs it most first.</summary>
    Need,
}

/// <summary>What became of a pooled order.</summary>
public enum PoolStatus
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

/// <summary>Why a pooled order is kept back.</summary>
public enum KeptBackCause
{
    /// <summary>It comes to less than the supplier's terms ask for.</summary>
    BelowMinimum,

    /// <summary>Nothing of it can be ordered as it is, for the reason in <see cref="Pool.KeptDetail"/>.</summary>
    NotOrderable,
}

/// <summary>Which pooled orders are asked for; null does not narrow.</summary>
/// <param name="Status">What became of them.</param>
/// <param name="Supplier">The supplier's number.</param>
/// <param name="Location">The code of the location that they go to.</param>
public sealed record PoolFilter(PoolStatus? Status = null, int? Supplier = null, string? Location = null);

/// <summary>A pooled order to open.</summary>
/// <param name="SupplierId">Who is to send the goods: the number of a partner that supplies you.</param>
/// <param name="ShipTo">The code of your location that all of it goes to.</param>
/// <param name="ClosesAt">The first instant at which a share is late; within 90 days.</param>
/// <param name="Rule">By which a short delivery is shared out.</param>
/// <param name="Note">A word to the supplier.</param>
public sealed record NewPool(
    int SupplierId, string ShipTo, DateTimeOffset ClosesAt, AllocationRule Rule = AllocationRule.Proportional, string? Note = null);

/// <summary>What one location asks of one product.</summary>
/// <param name="Location">Your location's code.</param>
/// <param name="Product">Your item code.</param>
/// <param name="Quantity">Base units; zero withdraws the share.</param>
public sealed record NewPoolShare(string Location, string Product, decimal Quantity);

/// <summary>An order that shops ask into, up to a closing time.</summary>
/// <param name="Id">Its number.</param>
/// <param name="SupplierId">Who is to send it.</param>
/// <param name="ShipTo">The code of your location that all of it goes to.</param>
/// <param name="Rule">By which a short delivery is shared out.</param>
/// <param name="Status">What became of it.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="OpenedBy">By whom: <c>person:</c> or <c>key:</c> and a number.</param>
/// <param name="ClosesAt">The first instant at which a share is late.</param>
/// <param name="Shops">Locations that ask for something; a shopkeeper sees the own one.</param>
/// <param name="Shares">What they ask for, a location and product each.</param>
/// <param name="Note">A word to the supplier.</param>
/// <param name="ClosedAt">When it was closed; null while it is open.</param>
/// <param name="ClosedBy">By whom: <c>gateway</c> at its closing time.</param>
/// <param name="Value">What it came to when it was closed, without tax.</param>
/// <param name="MinimumOrderValue">What the supplier's terms asked for then.</param>
/// <param name="KeptBecause">Why it is kept back.</param>
/// <param name="KeptDetail">The same in words.</param>
/// <param name="Reason">Why it was cancelled.</param>
/// <param name="OrderId">The order that it became.</param>
public sealed record Pool(
    long Id, int SupplierId, string ShipTo, AllocationRule Rule, PoolStatus Status, DateTimeOffset OpenedAt, string OpenedBy, DateTimeOffset
    ClosesAt, int Shops, int Shares, string? Note = null, DateTimeOffset? ClosedAt = null, string? ClosedBy = null, decimal? Value = null,
    decimal? MinimumOrderValue = null, KeptBackCause? KeptBecause = null, string? KeptDetail = null, string? Reason = null, long? OrderId = null);

/// <summary>A pool with what it comes to.</summary>
/// <param name="Pool">Its head.</param>
/// <param name="Lines">One a product, by item code.</param>
public sealed record PoolWithLines(
    Pool Pool, IReadOnlyList<PoolLine> Lines);

/// <summary>One product of a pool, in base units. While the pool is open, in the packs and at the prices of today.</summary>
/// <param name="Product">Your item code.</param>
/// <param name="Name">What it is called.</param>
/// <param name="BaseUnit">What quantities count.</param>
/// <param name="Shops">Locations that ask for it.</param>
/// <param name="Demanded">What they ask for together.</param>
/// <param name="Unit">The least that one of them can be given.</param>
/// <param name="Packs">Whole packs: what is demanded, rounded up once for all.</param>
/// <param name="Ordered">Base units in them.</param>
/// <param name="Surplus">What only the rounding adds: nobody's share, it stays where the order is received.</param>
/// <param name="Value">What they cost.</param>
/// <param name="Accepted">What was taken of deliveries.</param>
/// <param name="Allocated">What of that is shops'.</param>
/// <param name="Shortage">What shops were given that a receipt, put right, does not tell of any more. Nothing is taken back from them.</param>
/// <param name="Pack">The supplier's pack; null where none has a price: then nothing of it is ordered, and the shares are kept.</param>
/// <param name="PackFactor">Base units in it.</param>
/// <param name="Price">For the base quantity of packs.</param>
/// <param name="PriceBaseQuantity">How many packs the price buys.</param>
public sealed record PoolLine(
    string Product, string Name, string BaseUnit, int Shops, decimal Demanded, decimal Unit, long Packs, decimal Ordered, decimal Surplus,
    decimal Value, decimal Accepted, decimal Allocated, decimal Shortage, string? Pack = null, decimal? PackFactor = null, decimal? Price = null,
    decimal? PriceBaseQuantity = null);

/// <summary>What one location asks of one product in a pool.</summary>
/// <param name="Location">Your location's code.</param>
/// <param name="Product">Your item code.</param>
/// <param name="Quantity">Base units; zero where it was withdrawn.</param>
/// <param name="Available">What the location had to sell when it asked.</param>
/// <param name="Minimum">Its minimum level then; zero where it has none.</param>
/// <param name="GivenAt">When it was given, by our clock.</param>
/// <param name="GivenBy">By whom: <c>person:</c> or <c>key:</c> and a number.</param>
/// <param name="Allocated">What it was given of deliveries.</param>
/// <param name="Lacking">What it was not, or not yet.</param>
/// <param name="ProposalId">The proposed order that it came from.</param>
public sealed record PoolShare(
    string Location, string Product, decimal Quantity, decimal Available, decimal Minimum, DateTimeOffset GivenAt, string GivenBy, decimal
    Allocated, decimal Lacking, long? ProposalId = null);

/// <summary>Why a share was given what it was.</summary>
public enum AllocationReason
{
    /// <summary>All that it lacked, in whole units.</summary>
    Whole,

    /// <summary>Its part in proportion, and one of the units that the rounding left over: its remainder was among the largest.</summary>
    QuotaAndRemainder,

    /// <summary>Its part in proportion, rounded down: the units left over went to larger remainders, or to those who need them more.</summary>
    Quota,

    /// <summary>What was left when those who need it more had all that they lacked.</summary>
    ByNeed,

    /// <summary>Nothing: it was gone before its turn, or is less than a unit.</summary>
    NothingLeft,
}

/// <summary>What one share was given of one delivery, and every figure that it came from, in base units.</summary>
/// <param name="Location">Your location's code.</param>
/// <param name="Product">Your item code.</param>
/// <param name="Receipt">The id of the receipt.</param>
/// <param name="At">When it was shared out.</param>
/// <param name="Demanded">What the share asks for.</param>
/// <param name="Lacked">What of that it did not have yet.</param>
/// <param name="Allocated">What it was given.</param>
/// <param name="Quota">Its part in proportion, rounded down to units.</param>
/// <param name="Remainder">What that cut off, in parts of a unit.</param>
/// <param name="Parts">So many of them make one unit.</param>
/// <param name="RankByNeed">1 for the share that needs it most; each rank once.</param>
/// <param name="ToShare">What there was to share out, for all.</param>
/// <param name="Unit">The least that could be given.</param>
/// <param name="Because">Why it was that much.</param>
public sealed record ShareAllocation(
    string Location, string Product, string Receipt, DateTimeOffset At, decimal Demanded, decimal Lacked, decimal Allocated, decimal Quota, long
    Remainder, long Parts, int RankByNeed, decimal ToShare, decimal Unit, AllocationReason Because);
