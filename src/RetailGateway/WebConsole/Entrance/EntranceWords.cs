using RetailGateway.Access.People;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Entrance;

/// <summary>What is said at the door.</summary>
internal sealed class EntranceWords(Ui ui) : WordsOf(ui)
{
    internal string SignIn => Say("Masuk", "Sign in");

    internal string Lead => Say("Stok, pesanan, gerai terdepan dan faktur koperasi Anda.", "Your cooperative's stock, orders, front shelves and invoices.");

    internal string WithPasskey => Say("Masuk dengan kunci sandi", "Sign in with a passkey");

    internal string Checking => Say("Memeriksa…", "Checking…");

    /// <summary>Why a passkey came to nothing, by the script's words for it.</summary>
    internal IReadOnlyDictionary<string, (string Title, string Way)> PasskeyRefused => new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["lost"] = (Say("Gerbang tidak menjawab.", "The gateway does not answer."), Say("Periksa sambungan, lalu coba lagi. Tidak ada yang berubah.", "Check the connection and try again. Nothing has changed.")),
        ["expired"] = (Say("Halaman ini terlalu lama terbuka.", "This page was open for too long."), Say("Muat ulang halaman, lalu coba lagi.", "Reload the page and try again.")),
        ["known"] = (Say("Perangkat ini sudah punya kunci sandi Anda.", "This device has a passkey of yours already."), Say("Langsung masuk dengannya; tidak perlu yang kedua.", "Sign in with it; there is no need for a second.")),
        ["unable"] = (Say("Perangkat ini tidak bisa memakai kunci sandi.", "This device could not use a passkey."), Say("Coba perangkat lain, atau pakai sandi.", "Try another device, or use the password.")),
    };

    internal string OrPassword => Say("atau dengan sandi", "or with a password");

    internal string Email => "Email";

    internal string Password => Say("Sandi", "Password");

    internal string WithPassword => Say("Masuk dengan sandi", "Sign in with a password");

    internal string Forgot => Say("Lupa sandi", "Forgot the password");

    internal string TypeAgain => Say("Tulis ulang sandi Anda.", "Type your password again.");

    internal string NotSafe => Say("Sambungan ini tidak aman.", "This connection is not safe.");

    internal string NotSafeWhy => Say("Buka halaman ini dengan https. Sandi tidak boleh lewat jaringan tanpa enkripsi.", "Open this page with https. A password does not travel in the clear.");

    internal string Code => Say("Kode masuk", "Sign-in code");

    internal string CodeLead => Say("Sandi sudah benar. Satu langkah lagi.", "The password is right. One more step.");

    internal string CodeHint => Say("6 angka dari aplikasi, atau satu kode cadangan.", "6 digits from the app, or one recovery code.");

    internal string CodeAgain => Say("Tulis kode yang tampil sekarang.", "Type the code that shows now.");

    internal string Back => Say("Kembali", "Back");

    internal string ProblemLead => Say("Satu jenis masalah yang dijawab API ini. API berbahasa Inggris.", "A kind of problem that this API answers with.");

    internal string ProblemType => Say("Jenis (tidak berubah)", "Type (never changes)");

    internal string ProblemStatus => Say("Status HTTP", "HTTP status");

    internal string ProblemAdvice => Say("Yang perlu dilakukan", "What to do");

    internal string ProblemAgain => Say(
        "Isi detail dan errors[] dalam jawaban menyebut apa yang terjadi kali ini dan di bagian mana; traceId adalah yang disebut bila meminta bantuan.",
        "detail and errors[] of the answer say what happened this time, and where; traceId is what to name when you ask for help.");

    internal string ApiPage => Say("API selengkapnya", "All of the API");

    internal string AskForLink => Say("Minta tautan sandi baru.", "Ask for a link to a new password.");

    internal string AskForLinkWhy => Say("Manajer, ketua atau administrator Anda membuatnya di halaman Orang dan memberikannya kepada Anda. Berlaku 3 jam.", "Your manager, chair or administrator makes one on the People page and gives it to you. It works for 3 hours.");

    internal string ForgotLead => Say("Tulis email Anda. Tautan sandi baru dikirim ke sana.", "Write your email. A link to a new password is sent there.");

    internal string SendLink => Say("Kirim tautan", "Send the link");

    internal string Sending => Say("Mengirim…", "Sending…");

    internal string LinkAsked => Say("Permintaan diterima.", "The request was taken.");

    internal string LinkAskedWhy => Say(
        "Bila email itu terdaftar, tautan tiba dalam beberapa menit dan berlaku 3 jam. Tidak tiba? Periksa folder spam, atau minta tautan kepada manajer, ketua atau administrator Anda.",
        "Where somebody signs in with that email, the link comes within minutes and works for 3 hours. It does not? Look into the spam folder, or ask your manager, chair or administrator for a link.");

    internal string EmailAgain => Say("Tulis alamat email, misalnya nama@koperasi.example.", "Write an email address, for example name@cooperative.example.");

    internal string NewPassword => Say("Sandi baru", "New password");

    internal string PasswordHint => Say("Paling sedikit 12 huruf atau angka. Tiga kata biasa sudah cukup.", "At least 12 letters or digits. Three ordinary words will do.");

    internal string SavePassword => Say("Simpan sandi baru", "Save the new password");

    internal string Invited => Say("Undangan untuk Anda", "An invitation for you");

    internal string InvitedBy(string party) => Say($"{party} mengundang Anda ke RetailGateway.", $"{party} invites you to RetailGateway.");

    internal string As => Say("Sebagai", "As");

    internal string For => Say("Untuk", "For");

    internal string OpenUntil => Say("Berlaku sampai", "Works until");

    internal string Name => Say("Nama tampilan", "Display name");

    internal string NameHint => Say("Terlihat di daftar orang dan di catatan keputusan.", "Shown in the list of people and beside decisions.");

    internal string NameMissing => Say("Tulis nama Anda, paling banyak 100 huruf.", "Write your name, 100 letters at most.");

    internal string Accept => Say("Terima undangan", "Accept the invitation");

    internal string NotYou => Say("Bukan Anda? Abaikan, undangan hangus sendiri.", "Not you? Leave it, the invitation expires by itself.");

    internal string NoInvitation => Say("Undangan ini tidak berlaku lagi", "This invitation does not work any more");

    internal string NoInvitationWhy => Say("Sudah dipakai, ditarik, atau lewat 3 hari. Minta undangan baru kepada yang mengundang.", "It was used or withdrawn, or is older than 3 days. Ask whoever invited you for another.");

    /// <summary>What is wrong with a password, by the codes that the framework gives.</summary>
    internal string Wrong(IReadOnlyList<string> codes) => (codes.Count > 0 ? codes[0] : null) switch
    {
        "PasswordMismatch" => Say("Sandi sekarang tidak cocok.", "The current password does not match."),
        "InvalidToken" => Say("Tautan ini tidak berlaku lagi. Minta yang baru.", "This link does not work any more. Ask for another."),
        "DuplicateEmail" or "DuplicateUserName" => Say("Email ini sudah dipakai.", "Somebody signs in with this email already."),
        _ => Say("Sandi terlalu pendek atau terlalu sederhana: paling sedikit 12 huruf, 5 di antaranya berbeda.", "The password is too short or too plain: at least 12 letters, 5 of them different."),
    };

    internal (string Title, string Way) WrongCode => (Say("Kode tidak cocok.", "The code does not match."), Say("Kode berganti tiap 30 detik.", "Codes change every 30 seconds."));

    internal (string Title, string Way) Refused(SignInOutcome outcome) => outcome == SignInOutcome.Locked
        ? (Say("Akun dikunci sementara.", "The account is locked for a while."), Say("Terlalu banyak yang salah. Coba lagi 15 menit lagi, atau minta tautan sandi baru.", "Too many attempts were wrong. Try again in 15 minutes, or ask for a link to a new password."))
        : (Say("Email atau sandi tidak cocok.", "Email or password does not match."), Say("Setelah 5 kali salah, akun dikunci 15 menit.", "After 5 wrong attempts the account is locked for 15 minutes."));
}
