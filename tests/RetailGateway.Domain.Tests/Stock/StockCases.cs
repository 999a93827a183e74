using CsCheck;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock;

namespace RetailGateway.Domain.Tests.Stock;

/// <summary>Entries of one shop's product: few instants and connections, so that everything meets everything.</summary>
internal static class StockCases
{
    internal static readonly DateTimeOffset Monday = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    /// <summary>Their order differs in UTF-16 and UTF-8, and one begins another.</summary>
    private static readonly string[] ChangeIdHeads = ["a", "ab", "B", "é", "\uE000", "\uFFFD", "\U0001F600", "\U00010000"];

    private static readonly EntryKind[] Kinds =
    [
        EntryKind.Sale, EntryKind.Receipt, EntryKind.Adjustment, EntryKind.TransferOut,
        EntryKind.Count, EntryKind.Count, EntryKind.Count, EntryKind.Reversal, EntryKind.Reversal,
    ];

    internal static StockEntry Movement(string id, int quantity, int minute, int connection = 1) =>
        Entry(id, EntryKind.Adjustment, quantity, minute, connection);

    internal static StockEntry Count(string id, int quantity, int minute, int connection = 1) =>
        Entry(id, EntryKind.Count, quantity, minute, connection);

    internal static StockEntry Reversal(string id, string of, int minute = 0, int connection = 1) =>
        Entry(id, EntryKind.Reversal, 0, minute, connection) with { Reverses = of };

    /// <summary>Distinct keys; reversals may name anything: each other, themselves, or what never comes.</summary>
    internal static Gen<StockEntry[]> Entries(int least, int most) =>
        Gen.Int[least, most].SelectMany(count => Gen.Select(
            Gen.OneOf(Kinds), Gen.Int[1, 9], Gen.Int[0, 4], Gen.Int[1, 2], Gen.Int[0, count])
            .Array[count]
            .Select(drawn => drawn.Select((entry, index) =>
                Draw(index, entry.Item1, entry.Item2, entry.Item3, entry.Item4, entry.Item5)).ToArray()));

    private static StockEntry Draw(int index, EntryKind kind, int quantity, int minute, int connection, int target) =>
        kind switch
        {
            EntryKind.Reversal => Reversal(ChangeId(index), ChangeId(target), minute, connection),
            EntryKind.Sale or EntryKind.TransferOut => Entry(ChangeId(index), kind, -quantity, minute, connection),
            EntryKind.Adjustment => Entry(ChangeId(index), kind, quantity - 10, minute, connection),
            _ => Entry(ChangeId(index), kind, quantity, minute, connection),
        };

    private static string ChangeId(int index) => index < ChangeIdHeads.Length
        ? ChangeIdHeads[index]
        : $"{ChangeIdHeads[index % ChangeIdHeads.Length]}{index / ChangeIdHeads.Length}";

    private static StockEntry Entry(string id, EntryKind kind, int quantity, int minute, int connection) => new(
        new EntryKey(new ConnectionId(connection), id),
        kind,
        Quantity.FromDecimal(quantity),
        Monday.AddMinutes(minute),
        Reverses: null);
}
