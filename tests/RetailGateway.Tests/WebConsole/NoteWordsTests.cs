using RetailGateway.Features.Operations.Contracts;
using RetailGateway.WebConsole.Kit;
using RetailGateway.WebConsole.Work;

namespace RetailGateway.Tests.WebConsole;

/// <summary>What a run of a job noted, kept in no language and said in the reader's.</summary>
public sealed class NoteWordsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 7, 5, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("let-go answers=1200 events=0 runs=3 mails=0 messages=0", "Dibuang: 1.200 jawaban tersimpan, 3 catatan tugas.", "Let go of: 1.200 stored answers, 3 job runs.")]
    [InlineData("let-go answers=0 events=0 runs=0 mails=0 messages=0", "Tidak ada yang cukup lama untuk dibuang.", "Nothing is old enough to be let go of.")]
    [InlineData("stuck reservation=7: lock; timeout", "Reservasi 7 belum dibebaskan: lock", "Reservation 7 is not let go of: lock")]
    [InlineData("uncompared dialect=basmalah stream=stock_out owner=KPN%201: 503", "Stok keluar basmalah, pihak KPN 1, belum dicocokkan: 503", "Stock out basmalah, party KPN 1, is not compared: 503")]
    [InlineData("files-due files=2", "2 berkas stok jatuh tempo.", "2 files of availability are due.")]
    [InlineData("lags noted=4 gone=1", "4 jeda dicatat, 1 yang lama dibuang.", "4 lags noted, 1 old ones let go of.")]
    [InlineData("no-mail", "Email belum dipasang.", "No mail is set up.")]
    [InlineData("digests mornings=2 mails=1", "2 ringkasan pagi jatuh tempo, 1 email dibuat.", "2 mornings due, 1 mails made.")]
    [InlineData("told matters=5 messages=2", "5 hal terbuka, 2 kabar baru.", "5 open matters, 2 new messages.")]
    [InlineData("bounds: the run reached its bounds, and the next goes on", "Batas satu kali jalan tercapai; yang berikutnya melanjutkan.", "The run's bounds are reached; the next goes on.")]
    [InlineData("more count=12", "dan 12 lagi.", "and 12 more.")]
    [InlineData("no-price hop=producer consignor=3 consignee=1 location=2 product=9 day=2026-10-31: no price", "Produsen 3 di pihak 1, barang 9 di lokasi 2: belum ada harga untuk 31 Okt 2026.", "Producer 3 at party 1, product 9 at location 2: no price is agreed for 31 Oct 2026.")]
    [InlineData("no-terms hop=stockist consignor=1 consignee=4 location=2 product=9: none", "Koperasi 1 di pihak 4, barang 9 di lokasi 2: belum ada syarat dagang untuk perhitungannya.", "Cooperative 1 at party 4, product 9 at location 2: no terms say how it is settled.")]
    [InlineData("at-work hop=producer consignor=3 consignee=1: other", "Produsen 3 di pihak 1: sedang dihitung oleh proses lain.", "Producer 3 at party 1: another run settles it just now.")]
    [InlineData("unsettled hop=producer consignor=3 consignee=1: terminated", "Produsen 3 di pihak 1: belum dihitung: terminated", "Producer 3 at party 1: not settled: terminated")]
    [InlineData("broke: no answer", "Terputus: no answer", "Broke off: no answer")]
    [InlineData("broke: its process ended before it did", "Terputus: prosesnya berakhir lebih dahulu.", "Broke off: its process ended before it did.")]
    public void A_note_is_said_by_its_code_and_its_figures_in_the_language_of_the_page(string stored, string indonesian, string english)
    {
        Assert.Equal((indonesian, true), Words(Language.Indonesian).Of(stored).First());
        Assert.Equal((english, true), Words(Language.English).Of(stored).First());
    }

    [Theory]
    [InlineData("stored answers 10")]
    [InlineData("7: stuck")]
    [InlineData("something-new count=3")]
    [InlineData("Sebuah kalimat.")]
    public void A_note_that_is_not_known_is_shown_as_it_is(string stored) => Assert.Equal([(stored, false)], Words(Language.Indonesian).Of(stored));

    [Fact]
    public void Whatever_a_name_or_somebody_s_words_hold_comes_back_as_it_was()
    {
        var notes = RunNote.Read(RunNote.Join([RunNote.Of("uncompared", "sebab: satu = dua", ("dialect", "a b=c; d: e"), ("owner", 7)), RunNote.Of("more", ("count", 3))])).ToList();

        Assert.Equal(("a b=c; d: e", 7, "sebab: satu = dua"), (notes[0].Note!["dialect"], notes[0].Note!.Figure("owner"), notes[0].Note!.Said));
        Assert.Equal(("more", 3, (string?)null), (notes[1].Note!.Code, notes[1].Note!.Figure("count"), notes[1].Note!.Said));
    }

    private static NoteWords Words(Language language) => new(new Ui(language, Theme.System, new Format(language, "WIB", Now)));
}
