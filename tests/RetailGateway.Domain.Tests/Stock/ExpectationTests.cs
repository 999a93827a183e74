using CsCheck;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock;
using RetailGateway.Domain.Stock.Expected;
using static RetailGateway.Domain.Tests.Stock.StockCases;

namespace RetailGateway.Domain.Tests.Stock;

public class ExpectationTests
{
    private static readonly ExpectedMovement Despatch = new(Quantity.FromDecimal(-6), "SJ-1", Monday.AddMinutes(2));

    [Fact]
    public void The_order_of_the_entries_never_matters() =>
        Gen.Select(Entries(1, 12), Gen.Int[0, 6]).SelectMany((entries, letGo) => Gen.Shuffle(entries).Select(other => (entries, other, letGo)))
            .Sample(drawn => Of(drawn.entries, drawn.letGo) == Of(drawn.other, drawn.letGo), iter: 3_000);

    [Fact]
    public void What_remains_is_never_below_zero_nor_above_what_was_expected() =>
        Gen.Select(Entries(0, 12), Gen.Int[0, 6]).Sample((entries, letGo) =>
            Of(entries, letGo) is { } state && !state.Remaining.IsNegative && state.Remaining <= Quantity.FromDecimal(6 - letGo), iter: 3_000);

    [Fact]
    public void An_entry_of_more_than_a_month_away_is_about_another_document()
    {
        var late = Movement("a", -6, minute: 3) with { OccurredAt = Despatch.OccurredAt + Expectation.Reach + TimeSpan.FromMicroseconds(1) };

        Assert.Equal(Quantity.FromDecimal(6), Of([late], letGo: 0).Remaining);
    }

    private static Expectation Of(StockEntry[] entries, int letGo) =>
        Expectation.Of(Despatch, [.. entries.Select(entry => new DocumentedEntry(entry, "SJ-1"))], Quantity.FromDecimal(letGo));
}
