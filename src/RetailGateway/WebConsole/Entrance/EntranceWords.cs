using RetailGateway.Access.People;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Entrance;

/// <summary>What is said at the door.</summary>
internal sealed class EntranceWords(Ui ui) : WordsOf(ui)
{
    internal string SignIn => Say("Masuk", "Sign in");

    internal string Lead => Say("Stok, pesanan, gerai terdepan dan faktur koperasi Anda.", "Your cooperative's stock, orders, front shelves and invoices.");

    internal string WithPasskey => Say("Masuk dengan kunci sandi", "Sign in with a passkey");

    internal string OrPassword => Say("atau dengan sandi", "or with a password");

    internal string Email => "Email";

    internal string Password => Say("Sandi", "Password");

    internal string WithPassword => Say("Masuk dengan sandi", "Sign in with a password");

    internal string Forgot => Say("Lupa sandi", "Forgot the password");

    internal string TypeAgain => Say("Tulis ulang sandi Anda.", "Type your password again.");

    internal string NotSafe => Say("Sambungan ini tidak aman.", "This connection is not safe.");

    internal string NotSafeWhy => Say("Buka halaman ini dengan https. Sandi tidak boleh lewat jaringan tanpa sandi.", "Open this page with https. A password does not travel in the clear.");

    internal string Code => Say("Kode masuk", "Sign-in code");

    internal string CodeLead => Say("Sandi sudah benar. Satu langkah lagi.", "The password is right. One more step.");

    internal string CodeHint => Say("6 angka dari aplikasi, atau satu kode cadangan.", "6 digits from the app, or one recovery code.");

    internal string CodeAgain => Say("Tulis kode yang tampil sekarang.", "Type the code that shows now.");

    internal string Back => Say("Kembali", "Back");

    internal (string Title, string Way) WrongCode => (Say("Kode tidak cocok.", "The code does not match."), Say("Kode berganti tiap 30 detik.", "Codes change every 30 seconds."));

    internal (string Title, string Way) Refused(SignInOutcome outcome) => outcome == SignInOutcome.Locked
        ? (Say("Akun dikunci sementara.", "The account is locked for a while."), Say("Terlalu banyak yang salah. Coba lagi 15 menit lagi, atau minta tautan sandi baru.", "Too many attempts were wrong. Try again in 15 minutes, or ask for a link to a new password."))
        : (Say("Email atau sandi tidak cocok.", "Email or password does not match."), Say("Setelah 5 kali salah, akun dikunci 15 menit.", "After 5 wrong attempts the account is locked for 15 minutes."));
}
