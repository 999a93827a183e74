using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Inbox;

/// <summary>What is said around messages; what they say themselves is in <see cref="Features.Messages.MessageWords"/>.</summary>
internal sealed class InboxWords(Ui ui) : WordsOf(ui)
{
    internal string Page => Say("Kotak masuk", "Inbox");

    internal string Asked => Say("Diminta dari Anda", "Asked of you");

    internal string AskedCount(long count) => Say($"{Kit.Format.Number(count)} hal", count == 1 ? "1 matter" : $"{Kit.Format.Number(count)} matters");

    internal string NothingAsked => Say("Tidak ada yang menunggu Anda", "Nothing waits for you");

    internal string NothingAskedWhy(string time) => Say($"Diperiksa {time}. Hal baru muncul di sini sendiri.", $"Checked {time}. New matters come here by themselves.");

    internal string Act => Say("Buka", "Open");

    internal string Since(DateTimeOffset at) => Say($"sejak {Format.When(at)}", $"since {Format.When(at)}");

    internal string AndMore(long count) => Say($"dan {Kit.Format.Number(count)} lagi", $"and {Kit.Format.Number(count)} more");

    internal string Happened => Say("Yang terjadi", "What happened");

    internal string Unread(long count) => count == 0 ? Say("semua sudah dibaca", "all is read") : Say($"{Kit.Format.Number(count)} belum dibaca", $"{Kit.Format.Number(count)} unread");

    internal string ReadAll => Say("Tandai semua dibaca", "Mark all as read");

    internal string MarkRead => Say("Tandai dibaca", "Mark as read");

    internal string IsNew => Say("Belum dibaca", "Unread");

    internal string Ended(DateTimeOffset at) => Say($"selesai {Format.When(at)}", $"settled {Format.When(at)}");

    internal string Nothing => Say("Belum ada kabar", "No message yet");

    internal string NothingWhy => Say("Selisih baru, kode yang belum dipetakan dan orang yang bergabung diberitakan di sini.", "New differences, unmapped codes and people who join are told here.");

    internal string Older => Say("Lebih lama", "Older");

    internal string Newest => Say("Ke yang terbaru", "To the newest");

    internal string Choices => Say("Kabar dan email", "Messages and mail");

    internal string Saved => Say("Pilihan tersimpan.", "Your choice is kept.");

    internal string NoMail => Say("Email belum dipasang di gerbang ini; pilihan ini berlaku begitu dipasang.", "Mail is not set up at this gateway; this choice holds as soon as it is.");

    internal string Digest => Say("Ringkasan pagi lewat email, pukul 06.00", "Morning digest by mail, at 06.00");

    internal string WhenAsked => Say("Hanya bila ada yang menunggu saya", "Only when something waits for me");

    internal string Daily => Say("Setiap hari", "Every day");

    internal string Never => Say("Tidak pernah", "Never");

    internal string Kinds => Say("Yang masuk ke kotak masuk", "What comes into the inbox");

    internal string Kind(string kind) => kind switch
    {
        "conflict" => Say("Selisih", "Differences"),
        "review" => Say("Kode yang belum dipetakan", "Unmapped codes"),
        "stream" => Say("Aliran yang menunggu", "Streams that wait"),
        "order" => Say("Tenggat dan dokumen pesanan", "Deadlines and documents of orders"),
        "joined" => Say("Orang yang menerima undangan saya", "People who accept my invitation"),
        _ => kind,
    };

    internal string MailLanguage => Say("Bahasa email", "Language of mails");

    internal string Save => Say("Simpan pilihan", "Save the choice");
}
