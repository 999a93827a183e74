using System.Text;
using CsCheck;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Documents;
using static RetailGateway.Domain.Tests.Orders.Trade;

namespace RetailGateway.Domain.Tests.Orders;

public class DocumentOrderTests
{
    private static readonly DateTimeOffset Day = new(2026, 3, 2, 0, 0, 0, TimeSpan.FromHours(7));

    [Fact]
    public void Documents_of_one_order_lie_by_instant_then_number_then_id_by_its_bytes() => OrderCases.Documents.Sample(
        documents => documents.Order(Comparer<OrderDocument>.Create((left, right) => left.Place.CompareTo(right.Place))).SequenceEqual(documents
            .OrderBy(document => document.IssuedAt.UtcTicks).ThenBy(document => document.Sequence ?? int.MinValue)
            .ThenBy(document => Convert.ToHexString(Encoding.UTF8.GetBytes(document.Id.Value)), StringComparer.Ordinal)
            .ThenBy(document => document.Kind)), iter: 3_000);

    [Fact]
    public void Of_changes_that_carry_only_the_same_date_the_higher_number_holds() =>
        Assert.Equal(Of(6), Accepted(Change("b", 8, number: 9), Change("a", 6, number: 10)));

    [Fact]
    public void Of_changes_of_one_date_and_number_the_id_decides() =>
        Assert.Equal(Of(6), Accepted(Change("a\uFFFD", 8, number: 1), Change("a\U0001F600", 6, number: 1)));

    [Fact]
    public void An_instant_is_the_same_in_every_zone() => Assert.Equal(
        0, Change("a", 8, number: 1).Place.CompareTo((Change("a", 8, number: 1) with { IssuedAt = Day.ToUniversalTime() }).Place));

    private static OrderChange Change(string id, decimal quantity, int number) =>
        new(new DocumentId(id), Day, [Changed("1", quantity)]) { Sequence = number };

    private static Quantity Accepted(params OrderChange[] changes)
    {
        var trade = Ordered(("1", 10));
        foreach (var change in changes.Reverse())
        {
            trade.Add(change).Answer(ResponseCode.Accepted);
        }

        return trade["1"].Ordered;
    }
}
