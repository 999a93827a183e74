using System.Text;
using CsCheck;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock;
using static RetailGateway.Domain.Tests.Stock.StockCases;

namespace RetailGateway.Domain.Tests.Stock;

public class LedgerTests
{
    [Fact]
    public void On_hand_is_what_a_clerk_would_reckon_reading_the_sorted_book() =>
        Entries(0, 30).Sample(entries => Ledger.OnHand(entries) == ReckonedByHand(entries), iter: 3_000);

    [Fact]
    public void On_hand_does_not_ask_in_which_order_entries_are_given() =>
        Gen.Select(Entries(2, 12), Gen.Int[1, 1_000_000]).Sample((entries, seed) =>
        {
            var shuffled = entries.ToArray();
            new Random(seed).Shuffle(shuffled);
            return Ledger.OnHand(shuffled) == Ledger.OnHand(entries);
        });

    [Fact]
    public void The_last_running_value_of_an_explanation_is_on_hand() =>
        Entries(1, 30).Sample(entries => Ledger.Explain(entries)[^1].OnHand == Ledger.OnHand(entries), iter: 3_000);

    [Fact]
    public void An_explanation_tells_every_entry_once_in_their_order() =>
        Entries(0, 30).Sample(entries => Ledger.Explain(entries).Select(line => line.Entry)
            .SequenceEqual(entries.OrderBy(entry => entry.Order)));

    [Fact]
    public void On_hand_is_the_last_count_and_the_movements_told_as_neither_absorbed_nor_reversed() =>
        Entries(1, 30).Sample(entries =>
        {
            var standing = Ledger.Explain(entries).Where(line => !line.Absorbed && !line.Reversed).ToList();
            var sum = standing.Aggregate(Quantity.Zero, (total, line) => total + line.Entry.Quantity);
            return sum == Ledger.OnHand(entries) && standing.Count(line => line.Entry.Kind == EntryKind.Count) <= 1;
        });

    [Fact]
    public void An_explanation_answers_why_it_is_three()
    {
        var lines = Ledger.Explain(
        [
            Movement("receipt", 12, minute: 0),
            Count("count", 6, minute: 1),
            Movement("sale", -3, minute: 2),
            Movement("mistake", -2, minute: 3),
            Reversal("undo", of: "mistake", minute: 4),
        ]);

        Assert.Equal(
            "receipt 12 absorbed, count 6, sale 3, mistake 3 reversed, undo 3",
            string.Join(", ", lines.Select(Told)));

        static string Told(ExplainedEntry line) =>
            $"{line.Entry.Key.ChangeId} {line.OnHand}{(line.Absorbed ? " absorbed" : "")}{(line.Reversed ? " reversed" : "")}";
    }

    [Fact]
    public void A_reversal_of_a_reversal_has_no_effect()
    {
        var onHand = Ledger.OnHand(
        [
            Movement("sale", -2, minute: 1), Reversal("undo", of: "sale"), Reversal("undo the undoing", of: "undo"),
        ]);

        Assert.Equal(Quantity.Zero, onHand);
    }

    [Fact]
    public void On_hand_below_zero_is_kept() =>
        Assert.Equal(Quantity.FromDecimal(-2), Ledger.OnHand([Movement("sale", -2, minute: 1)]));

    private static Quantity ReckonedByHand(StockEntry[] entries)
    {
        HashSet<EntryKey> undone = [.. entries.Where(entry => entry.Reverses is not null)
            .Select(entry => entry.Key with { ChangeId = entry.Reverses! })];
        var onHand = 0m;
        foreach (var entry in entries.OrderBy(entry => entry.OccurredAt).ThenBy(entry => entry.Kind == EntryKind.Count)
            .ThenBy(entry => entry.Key.Connection.Value)
            .ThenBy(entry => Convert.ToHexString(Encoding.UTF8.GetBytes(entry.Key.ChangeId)), StringComparer.Ordinal))
        {
            if (entry.Reverses is null && !undone.Contains(entry.Key))
                onHand = entry.Quantity.ToDecimal() + (entry.Kind == EntryKind.Count ? 0 : onHand);
        }

        return Quantity.FromDecimal(onHand);
    }
}
