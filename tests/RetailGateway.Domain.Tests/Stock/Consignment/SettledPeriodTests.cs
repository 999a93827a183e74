using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock;
using RetailGateway.Domain.Stock.Consignment;
using static RetailGateway.Domain.Tests.Stock.Consignment.ConsignedShop;

namespace RetailGateway.Domain.Tests.Stock.Consignment;

public class SettledPeriodTests
{
    private static readonly Span FirstWeek = new(Start, Start.AddDays(7));

    [Fact]
    public void Taken_is_the_sentence_of_the_terms_in_every_part()
    {
        var week = Over(
            Entry("opening", EntryKind.Count, 10, -1), Entry("delivered", EntryKind.Receipt, 20, 1), Entry("from", EntryKind.TransferIn, 4, 1),
            Entry("back", EntryKind.ReturnIn, 1, 2), Entry("found", EntryKind.Adjustment, 2, 2), Entry("to", EntryKind.TransferOut, -3, 3),
            Entry("returned", EntryKind.ReturnOut, -5, 3), Entry("old", EntryKind.Expiry, -1, 4), Entry("broken", EntryKind.Damage, -2, 4),
            Entry("sold", EntryKind.Sale, -12, 5), Entry("counted", EntryKind.Count, 13, 6.5));

        Assert.Equal(Whole(10 + 20 + 4 + 1 + 2 - 5 - 3 - 1 - 2 - 13), week.Taken);
        Assert.Equal((Whole(12), Whole(11), Whole(1)), (week.Gone, week.NetSold, week.Shrinkage));
    }

    [Fact]
    public void A_unit_sold_brought_back_and_sold_again_is_paid_once()
    {
        var week = Over(
            Entry("opening", EntryKind.Count, 10, -1), Entry("sold", EntryKind.Sale, -1, 1), Entry("back", EntryKind.ReturnIn, 1, 2), Entry("again", EntryKind.Sale, -1, 3));

        Assert.Equal(Whole(1), Rule().Due(week));
        Assert.Equal(Quantity.Zero, week.Shrinkage);
    }

    [Fact]
    public void A_count_that_undoes_an_earlier_shortage_gives_back_what_was_paid_for_it()
    {
        var shop = Shop();
        shop.Arrive(Entry("opening", EntryKind.Count, 10, -1));
        shop.Arrive(Entry("miscounted", EntryKind.Count, 8, 2));
        shop.Arrive(Entry("counted", EntryKind.Count, 10, 9));
        shop.Run(Start.AddDays(14));

        Assert.Equal([Whole(2), Whole(-2)], shop.Statements.Select(stated => stated.Quantity));
    }

    [Fact]
    public void What_the_first_count_sees_above_the_records_was_entrusted_and_is_not_given_back()
    {
        var week = Over(Entry("delivered", EntryKind.Receipt, 4, 0), Entry("first count", EntryKind.Count, 10, 1), Entry("sold", EntryKind.Sale, -3, 2));

        Assert.Equal((Whole(6), Whole(3)), (week.Found, week.Taken));
    }

    [Fact]
    public void The_consignor_that_bears_shrinkage_is_paid_recorded_sales_alone()
    {
        var week = Over(Entry("opening", EntryKind.Count, 10, -1), Entry("sold", EntryKind.Sale, -3, 1), Entry("counted", EntryKind.Count, 5, 6.5));

        Assert.Equal(Whole(5), Rule(ShrinkageBearer.Consignee).Due(week));
        Assert.Equal(Whole(3), Rule(ShrinkageBearer.Consignor).Due(week));
    }

    [Fact]
    public void Where_no_till_records_sales_shrinkage_is_unknown_and_what_is_gone_is_paid()
    {
        var week = Over(Entry("opening", EntryKind.Count, 10, -1), Entry("counted", EntryKind.Count, 5, 6.5));
        var withoutTill = Rule(ShrinkageBearer.Consignor, salesAreRecorded: false);

        Assert.Null(withoutTill.Shrinkage(week));
        Assert.Equal(Whole(5), withoutTill.Due(week));
    }

    [Fact]
    public void A_late_sale_before_the_periods_count_is_an_adjustment_of_nothing()
    {
        var shop = Shop();
        shop.Arrive(Entry("opening", EntryKind.Count, 10, -1));
        shop.Arrive(Entry("counted", EntryKind.Count, 6, 6.5));
        shop.Run(Start.AddDays(7));
        shop.Arrive(Entry("late", EntryKind.Sale, -3, 2));
        shop.Run(Start.AddDays(14));

        var adjustment = shop.Statements.Single(stated => stated.Revision == 1);
        Assert.Equal((Quantity.Zero, 0m), (adjustment.Quantity, adjustment.Amount.Amount));
        Assert.Equal(Whole(1), adjustment.Figures.Shrinkage);
    }

    [Fact]
    public void A_late_sale_after_the_last_count_is_billed_with_the_next_settlement()
    {
        var shop = Shop();
        shop.Arrive(Entry("opening", EntryKind.Count, 10, -1));
        shop.Run(Start.AddDays(7));
        shop.Arrive(Entry("late", EntryKind.Sale, -3, 2));
        shop.Run(Start.AddDays(14));

        Assert.Equal([(0, 0m), (1, 28_500m), (0, 0m)], shop.Statements.Select(stated => (stated.Revision, stated.Amount.Amount)));
        Assert.Equal(Whole(7), shop.Statements[^1].Figures.Opening);
    }

    [Theory]
    [InlineData(6.01, true)]
    [InlineData(5.99, false)]
    public void A_closing_is_counted_where_a_count_fell_in_its_last_day(double day, bool isCounted) =>
        Assert.Equal(isCounted, Over(Entry("counted", EntryKind.Count, 10, day)).IsCounted);

    [Fact]
    public void A_consignors_share_is_multiplied_before_it_is_divided_and_rounded_once()
    {
        var price = new ConsignorsPrice(new UnitPrice(10_000, 3, Currency.Rupiah), 33.33m);

        Assert.Equal(1_111.00m, price.For(Whole(1)).Amount);
        Assert.Equal(3_333.00m, price.For(Whole(3)).Amount);
        Assert.Equal(-2_222.00m, price.For(Whole(-2)).Amount);
    }

    /// <summary>docs/consignment.md, "A worked example".</summary>
    [Fact]
    public void The_worked_example_of_the_documents_comes_out_as_it_says()
    {
        var shop = new ConsignedShop(Always, Rule(price: 8_000), Weekly());
        shop.Arrive(Entry("first count", EntryKind.Count, 36, 0.3));
        shop.Arrive(Entry("delivered", EntryKind.Receipt, 20, 2.4));
        shop.Arrive(Entry("sold", EntryKind.Sale, -28, 3));
        shop.Arrive(Entry("back", EntryKind.ReturnIn, 1, 4));
        shop.Arrive(Entry("torn", EntryKind.Damage, -2, 5));
        shop.Arrive(Entry("counted", EntryKind.Count, 26, 6.8));
        shop.Run(Start.AddDays(7));
        shop.Arrive(Entry("second week", EntryKind.Sale, -10, 9));
        shop.Run(Start.AddDays(14));
        shop.Arrive(Entry("late of the first", EntryKind.Sale, -1, 4.5));
        shop.Arrive(Entry("late of the second", EntryKind.Sale, -1, 12.5));
        shop.Run(Start.AddDays(21));

        Assert.Equal([224_000m, 80_000m, 0m, 8_000m, 0m], shop.Statements.Select(stated => stated.Amount.Amount));
        Assert.Equal([Whole(1), Whole(0)], shop.Statements.Where(stated => stated.Period == FirstWeek).Select(stated => stated.Figures.Shrinkage));
        Assert.Equal(Whole(15), shop.Statements[^1].Figures.Opening);
    }

    private static ConsignedShop Shop() => new(Always, Rule(), Weekly());

    private static ConsignmentFigures Over(params StockEntry[] entries) => new ConsignmentBook(entries).Over(FirstWeek);

    private static Quantity Whole(decimal units) => Quantity.FromDecimal(units);
}
