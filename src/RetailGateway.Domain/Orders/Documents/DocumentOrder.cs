using System.Text;

namespace RetailGateway.Domain.Orders.Documents;

/// <summary>
/// The total order of one order's documents: "by issue instant (many carry only a date), then sequence number, then
/// document id, whatever the order of arrival".
/// </summary>
/// <param name="IssuedAt">Compared as an instant.</param>
/// <param name="Sequence">A document without a number comes before one with.</param>
/// <param name="Id">By the bytes of its UTF-8, which is how PostgreSQL's <c>collate "C"</c> compares.</param>
/// <param name="Kind">Last, for the two sides may have given the same id.</param>
public readonly record struct DocumentOrder(
    DateTimeOffset IssuedAt, int? Sequence, DocumentId Id, DocumentKind Kind) : IComparable<DocumentOrder>
{
    /// <summary>Comes before.</summary>
    public static bool operator <(DocumentOrder left, DocumentOrder right) => left.CompareTo(right) < 0;

    /// <summary>Comes after.</summary>
    public static bool operator >(DocumentOrder left, DocumentOrder right) => left.CompareTo(right) > 0;

    /// <summary>Is the same, or comes before.</summary>
    public static bool operator <=(DocumentOrder left, DocumentOrder right) => left.CompareTo(right) <= 0;

    /// <summary>Is the same, or comes after.</summary>
    public static bool operator >=(DocumentOrder left, DocumentOrder right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public int CompareTo(DocumentOrder other)
    {
        var byInstant = IssuedAt.CompareTo(other.IssuedAt);
        if (byInstant != 0)
        {
            return byInstant;
        }

        var bySequence = Nullable.Compare(Sequence, other.Sequence);
        if (bySequence != 0)
        {
            return bySequence;
        }

        var byId = Encoding.UTF8.GetBytes(Id.Value).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other.Id.Value));
        return byId != 0 ? byId : Kind.CompareTo(other.Kind);
    }
}
