namespace RetailGateway.Domain.Stock.Consignment;

/// <summary>A time from an instant until before another, as the store's <c>tstzrange</c> is.</summary>
/// <param name="From">Its first instant.</param>
/// <param name="Until">The first instant that is no longer of it.</param>
public readonly record struct Span(DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>No instant lies in it.</summary>
    public bool IsEmpty => From >= Until;

    /// <summary>What both have in common; empty where that is nothing.</summary>
    public Span And(Span other) => new(From > other.From ? From : other.From, Until < other.Until ? Until : other.Until);
}
