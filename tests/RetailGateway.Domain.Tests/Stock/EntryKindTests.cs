using System.Text;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Stock;

namespace RetailGateway.Domain.Tests.Stock;

public class EntryKindTests
{
    public static TheoryData<EntryKind> All => [.. Enum.GetValues<EntryKind>()];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_kind_reads_back_from_its_code(EntryKind kind)
    {
        Assert.True(EntryKinds.TryParse(Encoding.UTF8.GetBytes(kind.Code()), out var read));
        Assert.Equal(kind, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Sale")]
    [InlineData("sale ")]
    [InlineData("returnIn")]
    [InlineData("0")]
    public void Nothing_else_reads_as_a_kind(string code) =>
        Assert.False(EntryKinds.TryParse(Encoding.UTF8.GetBytes(code), out _));

    [Theory]
    [InlineData(EntryKind.Sale, "-")]
    [InlineData(EntryKind.ReturnOut, "-")]
    [InlineData(EntryKind.TransferOut, "-")]
    [InlineData(EntryKind.Damage, "-")]
    [InlineData(EntryKind.Expiry, "-")]
    [InlineData(EntryKind.Receipt, "+")]
    [InlineData(EntryKind.ReturnIn, "+")]
    [InlineData(EntryKind.TransferIn, "+")]
    [InlineData(EntryKind.Adjustment, "-+")]
    [InlineData(EntryKind.Count, "0+")]
    [InlineData(EntryKind.Reversal, "0")]
    public void A_kind_takes_quantities_of_its_signs_and_no_other(EntryKind kind, string signs)
    {
        Assert.Equal(signs.Contains('-'), EntryKinds.QuantityFits(kind, Quantity.FromDecimal(-0.001m)));
        Assert.Equal(signs.Contains('0'), EntryKinds.QuantityFits(kind, Quantity.Zero));
        Assert.Equal(signs.Contains('+'), EntryKinds.QuantityFits(kind, Quantity.FromDecimal(0.001m)));
    }

    [Theory]
    [InlineData(5 * 60_000, false)]
    [InlineData((5 * 60_000) + 1, true)]
    [InlineData(-400L * 24 * 3_600_000, false)]
    public void Only_an_entry_more_than_five_minutes_ahead_of_the_database_is_too_far_ahead(long milliseconds, bool tooFar) =>
        Assert.Equal(tooFar, EntryClock.TooFarAhead(StockCases.Monday.AddMilliseconds(milliseconds), StockCases.Monday));
}
