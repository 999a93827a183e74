using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;

namespace RetailGateway.Domain.Stock;

/// <summary>Identity is connection and change id: the same key is the same entry, or a conflict.</summary>
/// <param name="Connection">Whose change ids these are.</param>
/// <param name="ChangeId">The caller's own id, compared byte by byte.</param>
public readonly record struct EntryKey(ConnectionId Connection, string ChangeId);

/// <summary>One row of the append-only ledger of one location and product.</summary>
/// <param name="Key">Its identity.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Quantity">Base units; signed for a movement, absolute for a count, zero for a reversal (<see cref="EntryKinds.QuantityFits"/>).</param>
/// <param name="OccurredAt">When it happened by its connection's word: UTC, whole microseconds.</param>
/// <param name="Reverses">For a reversal, the change id, of the same connection, of the entry it leaves out; else null.</param>
public sealed record StockEntry(
    EntryKey Key, EntryKind Kind, Quantity Quantity, DateTimeOffset OccurredAt, string? Reverses)
{
    /// <summary>Its place among the entries of its location and product.</summary>
    public EntryOrder Order => new(OccurredAt, Kind == EntryKind.Count, Key.Connection, Key.ChangeId);
}
