using CsCheck;
using RetailGateway.Partners.Basmalah;

namespace RetailGateway.Tests.Partners;

/// <summary>What we say to the chain is what it hears, and what cannot be said is not said.</summary>
public sealed class BasmalahTranslatorTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 11, 24, 7, 5, 7, TimeSpan.Zero);
    private static readonly BasmalahItem s_weighed = new("BSM-200010", PackCode: null, Factor: 1);

    private static readonly Gen<BasmalahItem> s_counted =
        from factor in Gen.Int[1, 1000]
        select new BasmalahItem("BSM-100234", factor == 1 ? "BIJI" : "DUS", factor);

    [Fact]
    public void Whole_pieces_come_back_as_they_were_sent_with_fewer_loose_ones_than_a_pack() =>
        Gen.Select(s_counted, Gen.Int[0, 1_000_000]).Sample((item, pieces) =>
        {
            var line = Known(BasmalahTranslator.ToLine("KPN-01", pieces, item, 1, s_noon));
            return line.JmlEceran < item.Factor && line.BeratKg is null && Heard(line, item.Factor) == pieces;
        });

    [Fact]
    public void A_weight_to_the_gram_comes_back_as_it_was_sent_and_stands_alone() =>
        Gen.Int[0, 1_000_000_000].Sample(grams =>
        {
            var line = Known(BasmalahTranslator.ToLine("KPN-01", grams / 1000m, s_weighed, 1, s_noon));
            return line is { Kemasan: null, JmlKemasan: null, JmlEceran: null } && Heard(line, factor: null) == grams / 1000m;
        });

    [Fact]
    public void Part_of_a_piece_a_fraction_of_a_gram_and_less_than_nothing_cannot_be_said() =>
        Gen.Select(s_counted, Gen.Int[0, 100_000], Gen.Int[1, 999]).Sample((item, whole, thousandths) =>
            IsUnknown(Line(whole + (thousandths / 1000m), item))
            && IsUnknown(Line(whole + (thousandths / 10_000_000m), s_weighed))
            && IsUnknown(Line(-thousandths, item))
            && IsUnknown(Line(-thousandths / 1000m, s_weighed)));

    [Fact]
    public void More_than_the_chain_takes_is_unknown_and_not_an_overflow()
    {
        Assert.True(IsUnknown(Line(decimal.MaxValue, s_weighed)));
        Assert.True(IsUnknown(Line(decimal.MaxValue, new BasmalahItem("BSM-100234", "BIJI", 1))));
        Assert.True(IsUnknown(Line(1, new BasmalahItem("BSM-100234", "DUS", 0))));
    }

    [Fact]
    public void Whatever_the_chain_writes_is_read_as_a_quantity_not_below_zero_or_is_unknown() =>
        Gen.Select(
            Gen.Const("DUS").Null(), Gen.Long.Nullable(), Gen.Long.Nullable(), Gen.Decimal.Nullable(), Gen.Int.Nullable())
            .Sample((pack, packs, loose, kilograms, factor) =>
                BasmalahTranslator.ToQuantity(pack, packs, loose, kilograms, factor) is not Reading<decimal>.Known { Value: < 0 });

    [Theory]
    [InlineData("DUS", 1L, 40L, 40)]
    [InlineData("DUS", -1L, 0L, 40)]
    [InlineData("DUS", 1L, null, 40)]
    [InlineData("DUS", 1_000_001L, 0L, 40)]
    [InlineData("KRAT", 1L, 0L, null)]
    [InlineData(null, null, null, null)]
    public void A_quantity_that_breaks_the_contract_is_unknown(string? pack, long? packs, long? loose, int? factor) =>
        Assert.True(IsUnknown(BasmalahTranslator.ToQuantity(pack, packs, loose, kilograms: null, factor)));

    [Fact]
    public void A_weight_beside_packs_is_unknown() =>
        Assert.True(IsUnknown(BasmalahTranslator.ToQuantity("DUS", 1, 0, 1.5m, 40)));

    [Fact]
    public void An_instant_comes_back_to_the_second_from_local_time() =>
        Gen.DateTime[new DateTime(2000, 1, 2), new DateTime(2099, 12, 30)].Sample(time =>
        {
            var instant = new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc));
            var read = Known(BasmalahTranslator.ToInstant(BasmalahTranslator.ToLocal(instant), BasmalahTranslator.Zone));
            return read.Offset == TimeSpan.Zero && read == instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerSecond));
        });

    [Theory]
    [InlineData("2026-11-24 14:05:07", "WIB", 7)]
    [InlineData("2026-11-24 14:05:07", "WITA", 6)]
    [InlineData("2026-11-24 14:05:07", "WIT", 5)]
    public void Each_zone_has_its_own_noon(string local, string zone, int hourInUtc) =>
        Assert.Equal(
            new DateTimeOffset(2026, 11, 24, hourInUtc, 5, 7, TimeSpan.Zero), Known(BasmalahTranslator.ToInstant(local, zone)));

    [Theory]
    [InlineData("2026-11-24 14:05:07", "UTC")]
    [InlineData("2026-11-24T14:05:07", "WIB")]
    [InlineData("2026-11-24 14:05", "WIB")]
    [InlineData("2026-02-29 14:05:07", "WIB")]
    [InlineData("0001-01-01 00:00:00", "WIB")]
    [InlineData("9999-12-31 23:59:59", "WIB")]
    [InlineData("", "WIB")]
    public void A_time_that_is_none_is_unknown(string local, string zone) =>
        Assert.True(IsUnknown(BasmalahTranslator.ToInstant(local, zone)));

    private static Reading<BarisKiriman> Line(decimal available, BasmalahItem item) =>
        BasmalahTranslator.ToLine("KPN-01", available, item, 1, s_noon);

    private static decimal Heard(BarisKiriman line, int? factor) =>
        Known(BasmalahTranslator.ToQuantity(line.Kemasan, line.JmlKemasan, line.JmlEceran, line.BeratKg, factor));

    private static T Known<T>(Reading<T> reading) => Assert.IsType<Reading<T>.Known>(reading).Value;

    private static bool IsUnknown<T>(Reading<T> reading) => reading is Reading<T>.Unknown;
}
