namespace RetailGateway.Domain.Orders.Pooling;

/// <summary>A share among those that are ordered by need: the most pressing first, then by id.</summary>
/// <param name="Need">How pressing it is.</param>
/// <param name="Place">Its place by id.</param>
internal readonly record struct Pressing(ShareNeed Need, int Place) : IComparable<Pressing>
{
    public int CompareTo(Pressing other)
    {
        var byNeed = Need.CompareTo(other.Need);
        return byNeed != 0 ? byNeed : Place.CompareTo(other.Place);
    }
}

/// <summary>A share among those that lost something to rounding: the largest remainder first, then the most pressing.</summary>
/// <param name="Remainder">What its quota lost.</param>
/// <param name="RankByNeed">1 for the most pressing; each once.</param>
/// <param name="Place">Its place by id.</param>
internal readonly record struct CutOff(long Remainder, int RankByNeed, int Place) : IComparable<CutOff>
{
    public int CompareTo(CutOff other)
    {
        var byRemainder = other.Remainder.CompareTo(Remainder);
        return byRemainder != 0 ? byRemainder : RankByNeed.CompareTo(other.RankByNeed);
    }
}
