using System.Text.Json;
using RetailGateway.Features.Sync.Conflicts;
using RetailGateway.WebConsole.Kit;
using RetailGateway.WebConsole.Matters;

namespace RetailGateway.Tests.WebConsole;

public sealed class ConflictSidesTests
{
    private static readonly MatterWords Words = new(new Ui(Language.Indonesian, Theme.System, new Format(Language.Indonesian, "WIB", new DateTimeOffset(2026, 11, 24, 7, 5, 0, TimeSpan.Zero))));

    [Theory]
    [InlineData("negative_on_hand", """{"before":"2","onHand":"-1.5"}""", "2", "\u22121,5")]
    [InlineData("oversold", """{"onHand":"5","reserved":"8","expectedOut":"1"}""", "5", "9")]
    [InlineData("expected_differs", """{"reference":"SJ-1","expected":"24","told":"20"}""", "24", "20")]
    [InlineData("stock_drift", """{"ours":{"quantity":"3","recent":[]},"theirs":{"quantity":"27"}}""", "3", "27")]
    [InlineData("stock_drift", """{"ours":{"quantity":"3"},"theirs":{"quantity":null}}""", "3", "?")]
    [InlineData("change_differs", """{"recorded":{"kind":"sale","quantity":"-2"},"sent":{"kind":"sale","quantity":-3}}""", "\u22122", "\u22123")]
    [InlineData("oversold", "{}", "?", "?")]
    public void Both_sides_have_their_figure_and_what_is_not_known_is_not_nothing(string kind, string evidence, string left, string right) =>
        Assert.Equal([left, right], ConflictSides.Of(Matter(kind, evidence), Words).Select(side => side.Figure));

    [Theory]
    [InlineData("partner_refuses")]
    [InlineData("echo_differs")]
    [InlineData("a kind of tomorrow")]
    public void A_matter_that_is_not_one_of_figures_has_no_sides(string kind) => Assert.Empty(ConflictSides.Of(Matter(kind, "{}"), Words));

    [Fact]
    public void The_evidence_of_both_books_is_in_the_order_of_time()
    {
        const string evidence = """
            {"ours":{"recent":[{"changeId":"a","quantity":"-1","kind":"movement","occurredAt":"2026-11-24T01:00:00Z"}]},
             "theirs":{"toldAgain":[{"changeId":"b","quantity":"4","kind":"count","occurredAt":"2026-11-24T02:00:00Z"}]}}
            """;

        Assert.Equal(
            [("hitung rak", "b", null, "4"), ("gerakan", "a", "\u22121", null)],
            ConflictSides.Lines(Matter("stock_drift", evidence).Conflict, Words).Select(line => (line.Event, line.Id, line.Ours, line.Theirs)));
    }

    [Fact]
    public void What_a_partner_said_is_named() => Assert.Equal(
        [("Kata mitra", "tidak dikenal"), ("Kode", "X-1")],
        ConflictSides.Facts(Matter("partner_refuses", """{"code":"X-1","words":"tidak dikenal","toldAs":null}""").Conflict, Words));

    [Theory]
    [InlineData("24", "24")]
    [InlineData(" 1,5 ", "1.5")]
    [InlineData("1.5", "1.5")]
    [InlineData("1.500", "1500")]
    [InlineData("1.234,5", "1234.5")]
    [InlineData("-1.000.000", "-1000000")]
    [InlineData("\u22123", "-3")]
    [InlineData("1.23.456", null)]
    [InlineData("dua", null)]
    [InlineData("1e3", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Numbers_are_read_as_people_type_them(string? typed, string? read) => Assert.Equal(
        read is null ? null : decimal.Parse(read, System.Globalization.CultureInfo.InvariantCulture), TypedNumber.Read(typed));

    internal static NamedConflict Matter(string kind, string evidence, decimal? rupiah = null, long id = 1, string actsNext = "owner") => new(
        new Conflict(
            id, kind, "KPN-01", "BRS-5", "kasir", null, JsonDocument.Parse(evidence).RootElement, DateTimeOffset.UnixEpoch, null, null, null, null, actsNext, rupiah, null, null),
        new MatterNames("Toko KPN", "Beras 5 kg", "PCS", "Kasir"));
}
