using System.Text;
using CsCheck;
using RetailGateway.Domain.Parties;
using RetailGateway.Domain.Stock;

namespace RetailGateway.Domain.Tests.Stock;

public class EntryOrderTests
{
    private static readonly Gen<string> ChangeId = Gen.OneOf(
        "a", "b", "\u007F", "\u0080", "é", "\uD7FF", "\uE000", "\uFFFD", "\uFFFF", "\U00010000", "\U0001F600", "\U0010FFFF")
        .Array[0, 3].Select(string.Concat);

    private static readonly Gen<EntryOrder> Order = Gen.Select(Gen.Int[0, 2], Gen.Bool, Gen.Int[1, 2], ChangeId)
        .Select((minute, isCount, connection, changeId) => new EntryOrder(
            StockCases.Monday.AddMinutes(minute), isCount, new ConnectionId(connection), changeId));

    [Fact]
    public void Change_ids_compare_by_the_bytes_of_their_utf8() =>
        Gen.Select(ChangeId, ChangeId).Sample((left, right) =>
            Math.Sign(At(left).CompareTo(At(right)))
            == Math.Sign(Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right))), iter: 20_000);

    [Fact]
    public void The_order_is_antisymmetric() =>
        Gen.Select(Order, Order).Sample((left, right) =>
            Math.Sign(left.CompareTo(right)) == -Math.Sign(right.CompareTo(left)), iter: 10_000);

    [Fact]
    public void The_order_is_transitive() =>
        Gen.Select(Order, Order, Order).Sample((a, b, c) => !(a <= b && b <= c) || a <= c, iter: 10_000);

    [Fact]
    public void Only_the_same_place_compares_as_equal() =>
        Gen.Select(Order, Order).Sample((left, right) => left.CompareTo(right) == 0 == (left == right), iter: 10_000);

    [Theory]
    [InlineData(1, true, 2, "z", 2, false, 1, "a")]
    [InlineData(1, false, 2, "z", 1, true, 1, "a")]
    [InlineData(1, true, 1, "z", 1, true, 2, "a")]
    [InlineData(1, true, 1, "a", 1, true, 1, "z")]
    public void Instant_decides_before_count_before_connection_before_change_id(
        int minute, bool isCount, int connection, string changeId,
        int laterMinute, bool laterIsCount, int laterConnection, string laterChangeId)
    {
        var earlier = new EntryOrder(StockCases.Monday.AddMinutes(minute), isCount, new(connection), changeId);
        var later = new EntryOrder(StockCases.Monday.AddMinutes(laterMinute), laterIsCount, new(laterConnection), laterChangeId);

        Assert.True(earlier < later);
    }

    private static EntryOrder At(string changeId) => new(StockCases.Monday, false, new(1), changeId);
}
