using CsCheck;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock;
using static RetailGateway.Domain.Tests.Stock.StockCases;

namespace RetailGateway.Domain.Tests.Stock;

public class PositionFoldTests
{
    [Fact]
    public void Every_order_of_arrival_of_six_entries_agrees_with_the_ledger_after_each_of_them() =>
        Entries(6, 6).Sample(EveryOrderAgrees, iter: 3_000);

    [Fact]
    public void A_long_history_agrees_with_the_ledger_after_each_entry() =>
        Entries(10, 60).Sample(entries =>
        {
            var arrivals = new Arrivals();
            return entries.All(entry =>
            {
                arrivals.Arrive(entry);
                return arrivals.Fold.OnHand == Ledger.OnHand(arrivals.Ledger);
            });
        }, iter: 2_000);

    [Fact]
    public void Once_a_refold_is_needed_nothing_that_follows_takes_the_need_away() =>
        Entries(2, 30).Sample(entries =>
        {
            var fold = default(PositionFold);
            var needed = false;
            foreach (var entry in entries)
            {
                if (entry.Kind == EntryKind.Reversal)
                    fold.Reverse(entries[0], alreadyReversed: false);
                else
                    fold.Add(entry, alreadyReversed: false);

                if (needed && !fold.NeedsRefold)
                    return false;

                needed = fold.NeedsRefold;
            }

            return true;
        }, iter: 2_000);

    [Fact]
    public void A_till_that_reports_in_order_never_needs_a_refold() =>
        Entries(2, 60).Sample(entries =>
            Arrivals.Of(entries.Where(entry => entry.Kind != EntryKind.Reversal).OrderBy(entry => entry.Order)).Refolds == 0);

    [Fact]
    public void A_late_movement_before_the_last_count_changes_nothing_on_hand()
    {
        var shop = Arrivals.Of(Count("count", 10, minute: 5), Movement("late", -3, minute: 4));

        Assert.Equal(Quantity.FromDecimal(10), shop.Fold.OnHand);
        Assert.Equal(0, shop.Refolds);
    }

    [Fact]
    public void A_movement_at_the_instant_of_a_count_was_seen_by_it()
    {
        var shop = Arrivals.Of(Count("a", 10, minute: 5), Movement("b", -3, minute: 5, connection: 2));

        Assert.Equal(Quantity.FromDecimal(10), shop.Fold.OnHand);
    }

    [Fact]
    public void A_late_count_before_the_last_count_changes_nothing_and_needs_no_refold()
    {
        var shop = Arrivals.Of(Count("new", 10, minute: 5), Movement("sale", -1, minute: 6), Count("late", 99, minute: 4));

        Assert.Equal(Quantity.FromDecimal(9), shop.Fold.OnHand);
        Assert.Equal(0, shop.Refolds);
    }

    [Fact]
    public void A_count_between_the_last_count_and_the_newest_movement_needs_a_refold()
    {
        var shop = Arrivals.Of(
            Count("first", 10, minute: 1), Movement("before", -1, minute: 2), Movement("after", -2, minute: 4),
            Count("between", 7, minute: 3));

        Assert.Equal(Quantity.FromDecimal(5), shop.Fold.OnHand);
        Assert.Equal(1, shop.Refolds);
    }

    [Fact]
    public void Reversing_the_last_count_brings_the_one_before_it_back()
    {
        var shop = Arrivals.Of(
            Count("first", 10, minute: 1), Movement("sale", -1, minute: 2), Count("wrong", 99, minute: 3),
            Reversal("undo", of: "wrong"));

        Assert.Equal(Quantity.FromDecimal(9), shop.Fold.OnHand);
        Assert.Equal(1, shop.Refolds);
    }

    [Fact]
    public void Reversing_an_absorbed_movement_changes_nothing()
    {
        var shop = Arrivals.Of(Movement("sale", -1, minute: 1), Count("count", 10, minute: 2), Reversal("undo", of: "sale"));

        Assert.Equal(Quantity.FromDecimal(10), shop.Fold.OnHand);
        Assert.Equal(0, shop.Refolds);
    }

    [Fact]
    public void Reversing_twice_gives_back_once()
    {
        var shop = Arrivals.Of(
            Count("count", 10, minute: 1), Movement("sale", -4, minute: 2),
            Reversal("undo", of: "sale"), Reversal("undo again", of: "sale"));

        Assert.Equal(Quantity.FromDecimal(10), shop.Fold.OnHand);
    }

    [Fact]
    public void A_reversal_leaves_out_what_arrives_after_it()
    {
        var shop = Arrivals.Of(Count("count", 10, minute: 1), Reversal("undo", of: "sale"), Movement("sale", -4, minute: 2));

        Assert.Equal(Quantity.FromDecimal(10), shop.Fold.OnHand);
    }

    [Fact]
    public void A_reversal_does_not_reach_another_connections_entry_of_the_same_change_id()
    {
        var shop = Arrivals.Of(Movement("sale", -4, minute: 2, connection: 1), Reversal("undo", of: "sale", connection: 2));

        Assert.Equal(Quantity.FromDecimal(-4), shop.Fold.OnHand);
    }

    [Fact]
    public void A_reversal_is_not_added_as_an_entry_of_its_own()
    {
        var fold = default(PositionFold);

        Assert.Throws<ArgumentException>(() => fold.Add(Reversal("undo", of: "sale"), alreadyReversed: false));
    }

    /// <summary>Walks the tree of all 720 orders; a fold is a value, so orders share the folds of their beginnings.</summary>
    private static bool EveryOrderAgrees(StockEntry[] entries)
    {
        var specification = Enumerable.Range(0, 1 << entries.Length)
            .Select(arrived => Ledger.Fold([.. entries.Where((_, index) => Has(arrived, index))]))
            .ToArray();
        var named = Array.ConvertAll(entries, reversal => Array.FindIndex(entries, entry => Names(reversal, entry)));
        var namedBy = Array.ConvertAll(entries, entry => entries.Index().Sum(at => Names(at.Item, entry) ? 1 << at.Index : 0));

        return Walk(default, 0);

        bool Walk(PositionFold before, int arrived)
        {
            for (var next = 0; next < entries.Length; next++)
            {
                if (Has(arrived, next))
                    continue;

                var fold = before;
                var target = named[next];
                if (entries[next].Kind != EntryKind.Reversal)
                    fold.Add(entries[next], (namedBy[next] & arrived) != 0);
                else if (target >= 0 && Has(arrived, target))
                    fold.Reverse(entries[target], (namedBy[target] & arrived) != 0);

                var then = arrived | (1 << next);
                if (fold.NeedsRefold)
                    fold = specification[then];
                if (fold.OnHand != specification[then].OnHand || !Walk(fold, then))
                    return false;
            }

            return true;
        }

        static bool Has(int arrived, int index) => (arrived & (1 << index)) != 0;

        static bool Names(StockEntry reversal, StockEntry entry) =>
            reversal.Reverses is { } changeId && reversal.Key with { ChangeId = changeId } == entry.Key;
    }
}
