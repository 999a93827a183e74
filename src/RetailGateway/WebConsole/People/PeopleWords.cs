using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.People;

/// <summary>What is said on the page of a party's people.</summary>
internal sealed class PeopleWords(Ui ui) : WordsOf(ui)
{
    internal string Page => Say("Orang", "People");

    internal string Lead(string party) => Say($"Siapa yang masuk untuk {party}.", $"Who signs in for {party}.");

    internal string Count(int count) => Say($"{count} orang", count == 1 ? "1 person" : $"{count} people");

    internal string Invite => Say("Undang seseorang", "Invite somebody");

    internal string Role => Say("Sebagai", "As");

    internal string Shop => Say("Toko, untuk penjaga toko", "Shop, for a shopkeeper");

    internal string NoShop => Say("Tidak ada", "None");

    internal string Send => Say("Buat undangan", "Make the invitation");

    internal string Link => Say("Berikan tautan ini. Hanya tampil sekali.", "Hand over this link. It is shown once.");

    internal string Mailed(string email) => Say($"Undangan juga dikirim ke {email}.", $"The invitation is also sent to {email}.");

    internal string PasswordLink => Say("Tautan sandi baru", "Link to a new password");

    internal string EmailWrong => Say("Tulis alamat email, misalnya nama@koperasi.example.", "Write an email address, for example name@cooperative.example.");

    internal string EmailTaken => Say("Email ini sudah dipakai.", "Somebody signs in with this email already.");

    internal string ShopMissing => Say("Pilih toko untuk penjaga toko.", "Choose the shopkeeper's shop.");

    internal string Strong => Say("Kunci sandi atau kode", "Passkey or code");

    internal string Weak => Say("Sandi saja", "Password alone");

    internal string Never => Say("belum pernah masuk", "never signed in");

    internal string Seen(string ago) => Say($"terakhir {ago}", $"last {ago}");
}
