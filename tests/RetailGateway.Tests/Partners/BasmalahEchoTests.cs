using CsCheck;
using RetailGateway.Partners.Basmalah;

namespace RetailGateway.Tests.Partners;

/// <summary>An answer about other figures than ours is no answer, and a word we do not know is no verdict.</summary>
public sealed class BasmalahEchoTests
{
    private static readonly KirimanKetersediaan s_sent = new("RG-1", "KPN-SEJAHTERA", "WIB",
    [
        new("KPN-01", "BSM-100234", "DUS", 3, 4, BeratKg: null, 17, "2026-11-24 14:05:07"),
        new("KPN-01", "BSM-200010", Kemasan: null, JmlKemasan: null, JmlEceran: null, 12.5m, 5, "2026-11-24 14:05:07"),
    ]);

    private static readonly JawabanKiriman s_answer = new("RG-1", "KPN-SEJAHTERA", "2026-11-24 14:05:08", "WIB", 2, 0, 0,
    [
        new() { No = 1, Lokasi = "KPN-01", KdBarang = "BSM-100234", Versi = 17, Status = "DITERIMA", Kemasan = "DUS", JmlKemasan = 3, JmlEceran = 4, VersiTersimpan = 17 },
        new() { No = 2, Lokasi = "KPN-01", KdBarang = "BSM-200010", Versi = 5, Status = "DITERIMA", BeratKg = 12.500m, VersiTersimpan = 5 },
    ]);

    private static readonly Func<BarisJawaban, BarisJawaban>[] s_alterations =
    [
        line => line with { No = line.No + 1 },
        line => line with { Lokasi = "KPN-02" },
        line => line with { KdBarang = "BSM-100235" },
        line => line with { Versi = line.Versi + 1 },
        line => line with { Kemasan = "PAK" },
        line => line with { JmlKemasan = (line.JmlKemasan ?? 0) + 1 },
        line => line with { JmlEceran = (line.JmlEceran ?? 0) + 1 },
        line => line with { BeratKg = (line.BeratKg ?? 0) + 0.001m },
    ];

    [Fact]
    public void The_same_figures_match_however_many_zeros_they_end_in() =>
        Assert.Empty(BasmalahEcho.EchoMatches(s_sent, s_answer));

    [Fact]
    public void One_altered_field_of_one_line_is_one_difference() =>
        Gen.Select(Gen.Int[0, s_answer.Baris.Count - 1], Gen.Int[0, s_alterations.Length - 1]).Sample((index, alteration) =>
            BasmalahEcho.EchoMatches(s_sent, s_answer with
            {
                Baris = [.. s_answer.Baris.Select((line, at) => at == index ? s_alterations[alteration](line) : line)],
            }).Count == 1);

    [Fact]
    public void A_missing_line_another_send_or_another_cooperative_is_a_difference()
    {
        Assert.NotEmpty(BasmalahEcho.EchoMatches(s_sent, s_answer with { Baris = [s_answer.Baris[0]] }));
        Assert.NotEmpty(BasmalahEcho.EchoMatches(s_sent, s_answer with { NoKirim = "RG-2" }));
        Assert.NotEmpty(BasmalahEcho.EchoMatches(s_sent, s_answer with { Koperasi = "KOPONTREN-AL-HIKMAH" }));
    }

    [Theory]
    [InlineData("DITERIMA", null, 17L, nameof(LineVerdict.Accepted))]
    [InlineData("USANG", "E-STK-07", 17L, nameof(LineVerdict.Stale))]
    [InlineData("USANG", "E-STK-07", 99L, nameof(LineVerdict.Stale))]
    [InlineData("TOLAK", "E-STK-01", null, nameof(LineVerdict.Refused))]
    [InlineData("DITERIMA", "E-STK-01", 17L, nameof(LineVerdict.Unknown))]
    [InlineData("DITERIMA", null, 16L, nameof(LineVerdict.Unknown))]
    [InlineData("USANG", "E-STK-07", 16L, nameof(LineVerdict.Unknown))]
    [InlineData("USANG", null, 18L, nameof(LineVerdict.Unknown))]
    [InlineData("TOLAK", "E-STK-77", null, nameof(LineVerdict.Unknown))]
    [InlineData("TOLAK", null, null, nameof(LineVerdict.Unknown))]
    [InlineData("DITUNDA", null, null, nameof(LineVerdict.Unknown))]
    public void A_line_is_judged_by_what_it_says_and_unknown_when_it_contradicts_itself(
        string status, string? code, long? heldVersion, string verdict)
    {
        var line = s_answer.Baris[0] with { Status = status, Kode = code, VersiTersimpan = heldVersion };

        Assert.Equal(verdict, BasmalahEcho.Judge(line).GetType().Name);
    }
}
