using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Domain.Orders.Pooling;

/// <summary>
/// "Small shops' demands gather into one order to the chain up to a closing time." A function of the shares alone: the
/// order in which they come never matters.
/// </summary>
/// <param name="Lines">One a product, by product.</param>
/// <param name="Late">Shares given at the closing time or after it, by product and id: they are for the next order.</param>
public sealed record OrderPool(IReadOnlyList<PooledLine> Lines, ReadOnlyMemory<PoolShare> Late)
{
    /// <summary>Gathers shares.</summary>
    /// <param name="shares">Of any shops and products.</param>
    /// <param name="closesAt">The first instant at which a share is late.</param>
    /// <param name="packs">How each product is ordered and shared out.</param>
    /// <exception cref="ArgumentException">A demand below zero, or an id twice among the shares of one product.</exception>
    /// <exception cref="OverflowException">A sum beyond what a quantity holds.</exception>
    public static OrderPool Gather(
        ReadOnlySpan<PoolShare> shares, DateTimeOffset closesAt, IReadOnlyDictionary<ProductId, PooledPack> packs)
    {
        var places = new Place[shares.Length];
        for (var index = 0; index < shares.Length; index++)
        {
            var share = shares[index];
            places[index] = new(share.GivenAt >= closesAt, share.Product.Value, share.Id.Value, index);
        }

        Array.Sort(places);
        var sorted = new PoolShare[shares.Length];
        for (var at = 0; at < places.Length; at++)
        {
            sorted[at] = shares[places[at].Index];
        }

        List<PooledLine> lines = [];
        var from = 0;
        while (from < places.Length && !places[from].IsLate)
        {
            var until = from + 1;
            while (until < places.Length && places[until].IsOfLineOf(places[from]))
            {
                until++;
            }

            lines.Add(LineOf(sorted.AsMemory(from, until - from), packs));
            from = until;
        }

        return new(lines, sorted.AsMemory(from));
    }

    private static PooledLine LineOf(ReadOnlyMemory<PoolShare> shares, IReadOnlyDictionary<ProductId, PooledPack> packs)
    {
        var demanded = Quantity.Zero;
        var before = default(PoolShareId?);
        foreach (ref readonly var share in shares.Span)
        {
            if (share.Demanded.IsNegative || share.Id == before)
            {
                throw new ArgumentException("A demand is not below zero, and an id stands once among a product's shares.", nameof(shares));
            }

            demanded += share.Demanded;
            before = share.Id;
        }

        var product = shares.Span[0].Product;
        return new(product, packs.GetValueOrDefault(product), shares, demanded);
    }

    /// <summary>Where a share comes: what is in time first, then by product, then by id.</summary>
    private readonly record struct Place(bool IsLate, int Product, long Id, int Index) : IComparable<Place>
    {
        public int CompareTo(Place other)
        {
            if (IsLate != other.IsLate)
            {
                return IsLate ? 1 : -1;
            }

            var byProduct = Product.CompareTo(other.Product);
            return byProduct != 0 ? byProduct : Id.CompareTo(other.Id);
        }

        internal bool IsOfLineOf(Place other) => Product == other.Product && IsLate == other.IsLate;
    }
}
