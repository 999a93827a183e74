using RetailGateway.Client;
using RetailGateway.PartnerSimulator.Demo.Check;

namespace RetailGateway.Tests.Demo;

/// <summary>The demo's own fold of a ledger, which the gateway's figures are held to.</summary>
public sealed class LedgerFoldTests
{
    private static readonly DateTimeOffset Morning = new(2026, 1, 5, 8, 0, 0, TimeSpan.FromHours(7));

    [Fact]
    public void Nothing_told_is_nothing_there()
    {
        Assert.Equal(0, OnHand());
    }

    [Fact]
    public void Movements_alone_add_up()
    {
        Assert.Equal(7.5m, OnHand(Moved(10, hour: 1), Moved(-2.5m, hour: 2)));
    }

    [Fact]
    public void The_last_count_has_the_word_and_what_moved_after_it_is_added()
    {
        Assert.Equal(6, OnHand(Moved(100, hour: 0), Count(3, hour: 1), Moved(50, hour: 2), Count(8, hour: 3), Moved(-2, hour: 4)));
    }

    [Fact]
    public void What_moved_in_the_instant_of_a_count_was_counted()
    {
        Assert.Equal(8, OnHand(Moved(-2, hour: 3), Count(8, hour: 3)));
    }

    [Fact]
    public void Of_two_counts_of_one_instant_the_one_that_the_gateway_puts_last_has_the_word()
    {
        Assert.Equal(9, OnHand(Count(8, hour: 3), Count(9, hour: 3)));
    }

    [Fact]
    public void A_reversed_movement_is_left_out()
    {
        var sale = Moved(-2, hour: 2);

        Assert.Equal(10, OnHand(Count(10, hour: 1), sale, Reversal(of: sale)));
    }

    [Fact]
    public void A_reversed_count_gives_the_word_back_to_the_one_before_it()
    {
        var wrong = Count(3, hour: 2);

        Assert.Equal(9, OnHand(Count(10, hour: 1), Moved(-1, hour: 1.5), wrong, Reversal(of: wrong)));
    }

    [Fact]
    public void A_reversal_leaves_the_entry_of_another_connection_in_though_its_id_is_the_same()
    {
        var ours = Moved(-2, hour: 2);

        Assert.Equal(7, OnHand(Count(10, hour: 1), ours, ours with { Connection = "gudang", Quantity = -3 }, Reversal(of: ours)));
    }

    [Fact]
    public void A_movement_that_was_reversed_twice_is_left_out_once()
    {
        var sale = Moved(-2, hour: 2);

        Assert.Equal(10, OnHand(Count(10, hour: 1), sale, Reversal(of: sale), Reversal(of: sale)));
    }

    /// <summary>Of entries in the gateway's order, the oldest first.</summary>
    private static decimal OnHand(params LedgerEntry[] entries) => LedgerFold.OnHand([.. entries.Reverse()]);

    private static LedgerEntry Count(decimal quantity, double hour) => Entry(ChangeKind.Count, quantity, hour);

    private static LedgerEntry Moved(decimal quantity, double hour) => Entry(quantity < 0 ? ChangeKind.Sale : ChangeKind.Receipt, quantity, hour);

    private static LedgerEntry Reversal(LedgerEntry of) =>
        of with { ChangeId = Guid.NewGuid().ToString(), Kind = ChangeKind.Reversal, Quantity = 0, Reverses = of.ChangeId };

    private static LedgerEntry Entry(ChangeKind kind, decimal quantity, double hour)
    {
        var at = Morning.AddHours(hour);
        return new LedgerEntry(Guid.NewGuid().ToString(), "kasir", kind, quantity, at, at, Absorbed: false, Reversed: false);
    }
}
