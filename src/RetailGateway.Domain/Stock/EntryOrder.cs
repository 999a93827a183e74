using RetailGateway.Domain.Parties;

namespace RetailGateway.Domain.Stock;

/// <summary>
/// The total order of one position's entries: "`occurred_at`, then movements before counts, then
/// connection, then change id by its bytes". So a count at an instant has seen the movements of that instant.
/// </summary>
/// <param name="OccurredAt">When it happened; compared as an instant.</param>
/// <param name="IsCount">Counts come after everything else of their instant.</param>
/// <param name="Connection">By its number.</param>
/// <param name="ChangeId">By the bytes of its UTF-8, which is how PostgreSQL's <c>collate "C"</c> compares.</param>
public readonly record struct EntryOrder(
    DateTimeOffset OccurredAt, bool IsCount, ConnectionId Connection, string ChangeId) : IComparable<EntryOrder>
{
    /// <summary>Comes before.</summary>
    public static bool operator <(EntryOrder left, EntryOrder right) => left.CompareTo(right) < 0;

    /// <summary>Comes after.</summary>
    public static bool operator >(EntryOrder left, EntryOrder right) => left.CompareTo(right) > 0;

    /// <summary>Is the same, or comes before.</summary>
    public static bool operator <=(EntryOrder left, EntryOrder right) => left.CompareTo(right) <= 0;

    /// <summary>Is the same, or comes after.</summary>
    public static bool operator >=(EntryOrder left, EntryOrder right) => left.CompareTo(right) >= 0;

    /// <inheritdoc/>
    public int CompareTo(EntryOrder other)
    {
        var byInstant = OccurredAt.CompareTo(other.OccurredAt);
        if (byInstant != 0)
            return byInstant;

        var byCount = IsCount.CompareTo(other.IsCount);
        if (byCount != 0)
            return byCount;

        var byConnection = Connection.CompareTo(other.Connection);
        return byConnection != 0 ? byConnection : CompareUtf8(ChangeId, other.ChangeId);
    }

    /// <summary>
    /// UTF-8 keeps the order of code points; UTF-16 does not, because surrogates (U+10000 and above)
    /// lie below U+E000. Only where two units differ does it matter, and there they are lifted into place.
    /// </summary>
    private static int CompareUtf8(string left, string right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        return common == left.Length || common == right.Length
            ? left.Length.CompareTo(right.Length)
            : Rank(left[common]).CompareTo(Rank(right[common]));

        static int Rank(char unit) => char.IsSurrogate(unit) ? unit + char.MaxValue : unit;
    }
}
