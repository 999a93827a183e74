using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Account;

/// <summary>What is said about one's own account.</summary>
internal sealed class AccountWords(Ui ui) : WordsOf(ui)
{
    internal string Page => Say("Akun dan keamanan", "Account and security");

    internal string Done => Say("Tersimpan.", "Saved.");

    internal string Passkey => Say("Kunci sandi", "Passkey");

    internal string Passkeys(int count) => count == 0
        ? Say("Belum ada. Dengan kunci sandi Anda masuk memakai sidik jari atau PIN perangkat, tanpa sandi.", "None yet. With a passkey you sign in by the device's fingerprint or PIN, without a password.")
        : Say($"{count} kunci sandi terpasang.", $"{count} set up.");

    internal string AddPasskey => Say("Buat kunci sandi di perangkat ini", "Make a passkey on this device");

    internal string PasskeyRefused => Say("Kunci sandi belum tersimpan. Coba lagi.", "The passkey was not saved. Try again.");

    internal string UnknownDevice => Say("Perangkat lain", "Another device");

    internal string MadeAndUsed(string made, string? used) => used is null
        ? Say($"dibuat {made}, belum pernah dipakai masuk", $"made {made}, not used to sign in yet")
        : Say($"dibuat {made}, dipakai masuk {used}", $"made {made}, signed in with {used}");

    internal string RemovePasskey => Say("Hapus kunci sandi", "Remove the passkey");

    internal string RemovePasskeyWhy => Say("Tulis sandi Anda. Tempat lain langsung keluar.", "Write your password. Every other place is signed out.");

    internal string RemoveIt => Say("Hapus", "Remove");

    internal string WrongPassword => Say("Sandi tidak cocok. Tidak ada yang berubah.", "The password does not match. Nothing has changed.");

    internal string App => Say("Kode dari aplikasi", "Codes from an app");

    internal string AppOn(int left) => Say($"Aktif. {left} kode cadangan tersisa.", $"On. {left} recovery codes are left.");

    internal string NewCodes => Say("Buat kode cadangan baru", "Make new recovery codes");

    internal string NewCodesWhy => Say("Tulis sandi Anda. Kode cadangan yang lama tidak berlaku lagi.", "Write your password. The old recovery codes work no more.");

    internal string MakeThem => Say("Buat", "Make them");

    internal string TurnOff => Say("Matikan kode, atau pindah ke ponsel lain", "Turn the code off, or move to another phone");

    internal string TurnOffWhy => Say(
        "Tulis sandi Anda. Sesudahnya masuk cukup dengan sandi, dan aplikasi di ponsel lain bisa dipasang di sini. Tempat lain langsung keluar.",
        "Write your password. After it the password alone signs you in, and the app on another phone can be set up here. Every other place is signed out.");

    internal string TurnItOff => Say("Matikan", "Turn it off");

    internal string ShownBefore => Say("Kode itu sudah ditampilkan sekali. Buat yang baru bila hilang.", "Those codes were shown before. Make new ones if they are lost.");

    internal string AppHow => Say("Pindai dengan aplikasi autentikator, lalu tulis kode yang tampil.", "Scan it with an authenticator app, then write the code that it shows.");

    internal string Picture => Say("Kode QR untuk aplikasi autentikator", "QR code for the authenticator app");

    internal string Key(string key) => Say($"Atau ketik: {key}", $"Or type: {key}");

    internal string Code => Say("Kode 6 angka", "6-digit code");

    internal string TurnOn => Say("Minta kode saat masuk", "Ask for a code at sign-in");

    internal string WrongCode => Say("Kode tidak cocok. Tulis yang tampil sekarang.", "The code does not match. Write the one that shows now.");

    internal string Recovery => Say("Kode cadangan Anda. Simpan sekarang, tidak tampil lagi.", "Your recovery codes. Keep them now, they are not shown again.");

    internal string Password => Say("Sandi", "Password");

    internal string Current => Say("Sandi sekarang", "Current password");

    internal string Wanted => Say("Sandi baru", "New password");

    internal string Change => Say("Ganti sandi", "Change the password");

    internal string ChangeWhy => Say("Tempat lain langsung keluar.", "Every other place is signed out.");

    internal string Places => Say("Anda masuk di", "Where you are signed in");

    internal string Here => Say("perangkat ini", "this device");

    internal string Since(string began, string ago) => Say($"sejak {began}, dipakai {ago}", $"since {began}, used {ago}");

    internal string SignOutThere => Say("Keluarkan", "Sign out there");

    internal string UnknownBrowser => Say("Peramban lain", "Another browser");
}
