using CsCheck;
using RetailGateway.Access;
using RetailGateway.Access.People;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Messages;
using RetailGateway.Features.Messages.Contracts;
using RetailGateway.Features.Messages.Sending;
using RetailGateway.Features.Sync.Contracts;

namespace RetailGateway.Tests.Messages;

/// <summary>The mail of a morning: when it is due, whether it is sent, what it says.</summary>
public sealed class DigestTests
{
    private static readonly Gen<DateTimeOffset> Instants =
        Gen.Int[0, 3 * 365 * 24 * 60].Select(minutes => new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes));

    [Theory]
    [InlineData("WIB", "2026-11-29T22:59:59Z", null)]
    [InlineData("WIB", "2026-11-29T23:00:00Z", "2026-11-30")]
    [InlineData("WITA", "2026-11-29T21:59:59Z", null)]
    [InlineData("WITA", "2026-11-29T22:00:00Z", "2026-11-30")]
    [InlineData("WIT", "2026-11-29T20:59:59Z", null)]
    [InlineData("WIT", "2026-11-29T21:00:00Z", "2026-11-30")]
    [InlineData("WIB", "2026-11-30T04:59:59Z", "2026-11-30")]
    [InlineData("WIB", "2026-11-30T05:00:00Z", null)]
    public void It_is_due_from_six_until_noon_where_the_person_is(string zone, string now, string? day) =>
        Assert.Equal(day, DigestRule.Morning(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture), zone)?.ToString("O", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void However_often_one_looks_within_a_day_there_is_one_morning() => Gen.Select(Instants, Gen.Int[0, 2].Select(index => new[] { "WIB", "WITA", "WIT" }[index])).Sample((from, zone) =>
    {
        var mornings = Enumerable.Range(0, 24).Select(hour => DigestRule.Morning(from.AddHours(hour), zone)).OfType<DateOnly>().Distinct().ToList();

        Assert.InRange(mornings.Count, 1, 2);
        Assert.Equal(6, Enumerable.Range(0, 24).Count(hour => DigestRule.Morning(from.AddHours(hour), zone) is not null));
    });

    [Theory]
    [InlineData("daily", 0, true)]
    [InlineData("daily", 3, true)]
    [InlineData("when_asked", 0, false)]
    [InlineData("when_asked", 1, true)]
    [InlineData("never", 9, false)]
    public void It_is_sent_as_the_person_chose(string wish, long asked, bool sent) => Assert.Equal(sent, DigestRule.Says(DigestWishes.Parse(wish), asked));

    [Fact]
    public void It_says_what_waits_most_rupiah_first_and_where_to_change_it()
    {
        var letter = Letter("id", [Matter("conflict", "negative_on_hand", "Beras 5 kg", "Toko KPN", 84_000), Matter("review", null, "X-1", "Kasir", null, lines: 12)], 2, unread: 3);

        Assert.Equal("RetailGateway, 30 Nov 2026: 2 hal menunggu Anda", letter.Subject);
        Assert.Equal(
            """
            2 hal menunggu Anda.
            Nilai berisiko Rp84.000.

            - Stok Beras 5 kg minus: Toko KPN, nilai berisiko Rp84.000
            - Pilih barang untuk kode X-1: Kasir, 12 baris menunggu

            3 kabar belum dibaca.

            Kotak masuk: https://konsol.example/inbox
            Atur atau hentikan email ini: https://konsol.example/account

            """.ReplaceLineEndings("\n"),
            letter.Body);
    }

    [Fact]
    public void In_English_it_says_the_same()
    {
        var letter = Letter("en", [Matter("conflict", "oversold", "Gula", "Toko KPN", null)], 1, unread: 0);

        Assert.Equal("RetailGateway, 30 Nov 2026: 1 matter waits for you", letter.Subject);
        Assert.StartsWith("1 matter waits for you.\n\n- More Gula is reserved than is there: Toko KPN\n", letter.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void More_than_one_reads_is_counted()
    {
        var letter = Letter("id", [.. Enumerable.Range(1, 40).Select(index => Matter("review", null, $"X-{index}", "Kasir", null))], 1_234, unread: 0);

        Assert.Equal(10, letter.Body.Split('\n').Count(line => line.StartsWith("- Pilih", StringComparison.Ordinal)));
        Assert.Contains("- dan 1.224 lagi\n", letter.Body, StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_that_somebody_chose_makes_a_header_or_a_line_of_its_own() => Gen.String.Sample(chosen =>
    {
        var letter = Features.Messages.Contracts.Letter.Invitation("id", "siapa@uji.example", $"KPN{chosen}\r\nBcc: lain@uji.example", new Uri("https://konsol.example/invite/x"), TimeSpan.FromDays(3));
        var digest = Letter("id", [Matter("review", null, $"{chosen}\r\n- Bayar sekarang", "Kasir", null)], 1, unread: 0);
        var message = SendMail.Message(Waiting(letter), "gerbang@uji.example");

        Assert.DoesNotContain(letter.Subject, char.IsControl);
        Assert.Null(message.Headers["Bcc"]);
        Assert.Equal(["siapa@uji.example"], message.To.Mailboxes.Select(mailbox => mailbox.Address));
        Assert.Empty(message.Bcc);
        Assert.DoesNotContain("\n- Bayar", digest.Body, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("nama@koperasi.example", true)]
    [InlineData("a.b+c@x.co.id", true)]
    [InlineData("nama", false)]
    [InlineData("nama@koperasi.example\r\nBcc: lain@uji.example", false)]
    [InlineData("nama@koperasi.example\n", false)]
    [InlineData("a@b.example, c@d.example", false)]
    [InlineData("<script>@x.example", false)]
    [InlineData("\"a b\"@x.example", false)]
    [InlineData("nama@", false)]
    public void An_address_is_one_address_and_nothing_beside_it(string text, bool isOne) => Assert.Equal(isOne, Mails.IsAddress(text));

    [Theory]
    [InlineData("clerk", true, false)]
    [InlineData("manager", true, false)]
    [InlineData("treasurer", false, false)]
    [InlineData("shopkeeper", false, false)]
    [InlineData("administrator", false, true)]
    public void What_is_asked_follows_the_role(string role, bool own, bool administrators)
    {
        Role[] roles = [RoleNames.Parse(role)];
        var matter = Matter("stream", "stock_out", "Toko", "KPN", null);

        Assert.Equal((own, administrators), (Concern.Is(roles, matter), Concern.Is(roles, matter with { OfAdministrator = true })));
        Assert.Equal(own || administrators, Concern.HasAny(roles));
    }

    [Fact]
    public void Up_to_five_new_matters_come_one_by_one_and_more_as_one_message() => Gen.Int[0, 30].Sample(count =>
    {
        var messages = TellOfMatters.Messages([Role.Manager], [], [.. Enumerable.Range(0, count).Select(index => Matter("review", null, $"X-{index}", "Kasir", 1_000))]).ToList();

        if (count > 5)
            Assert.Equal((MessageKind.Many, (long)count, count * 1_000m), Assert.Single(messages) is var (kind, named, _, _) ? (kind, named.Count!.Value, named.Rupiah!.Value) : default);
        else
            Assert.Equal(count, messages.Count(message => message is { Kind: "review", Matter: not null }));
    });

    internal static AskedMatter Matter(string kind, string? detail, string? subject, string? place, decimal? rupiah, long lines = 1) =>
        new($"{kind}/{subject}", kind, detail, subject, place, lines, DateTimeOffset.UnixEpoch, rupiah, "/", OfAdministrator: false);

    private static Letter Letter(string language, AskedMatter[] matters, long count, long unread) => DigestLetter.Of(
        new Recipient(
            1, "manajer@uji.example", [Role.Manager], "WIB", MessageChoice.Default with { Language = language },
            new Caller(new PartyId(1), PartyKind.Cooperative, new ConnectionId(1), "live", "", new HashSet<string>())),
        new DateOnly(2026, 11, 30),
        new AskedMatters(matters, count),
        unread,
        path => new Uri(new Uri("https://konsol.example/"), path));

    private static WaitingMail Waiting(Letter letter) =>
        new(1, 1, 1, 1, letter.Kind, letter.Address, letter.Subject, letter.Body, Guid.NewGuid(), DateTimeOffset.UnixEpoch, IsLate: false);
}
