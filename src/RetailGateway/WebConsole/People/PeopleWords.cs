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

    internal string Open => Say("Undangan terbuka", "Open invitations");

    internal string OpenWhy(string role, string? shop, string inviter, string until) => Say(
        $"{role}{(shop is null ? "" : $", {shop}")}. Dari {inviter}, berlaku sampai {until}.",
        $"{role}{(shop is null ? "" : $", {shop}")}. From {inviter}, works until {until}.");

    internal string Withdraw => Say("Tarik undangan", "Withdraw");

    internal string Withdrawn => Say("Undangan ditarik. Tautannya tidak berlaku lagi.", "The invitation is withdrawn. Its link does not work any more.");

    internal string ClearCode => Say("Hapus kode kedua", "Clear the sign-in code");

    internal string ClearCodeHow => Say(
        "Untuk yang kehilangan ponsel dan kode cadangannya. Pastikan dahulu bahwa ini orangnya. Sandinya cukup sampai kode dipasang lagi; di mana pun langsung keluar, tautan sandi baru yang lama hangus, dan orangnya diberi kabar.",
        "For somebody who lost both phone and recovery codes. Make sure first that it is them. Their password will do until they set a code up again; they are signed out everywhere, links to a new password made before are void, and they are told.");

    internal string CodeCleared => Say("Kode kedua dihapus.", "The sign-in code is cleared.");

    internal string EmailWrong => Say("Tulis alamat email, misalnya nama@koperasi.example.", "Write an email address, for example name@cooperative.example.");

    internal string EmailTaken => Say("Email ini sudah dipakai.", "Somebody signs in with this email already.");

    internal string ShopMissing => Say("Pilih toko untuk penjaga toko.", "Choose the shopkeeper's shop.");

    internal string Strong => Say("Kunci sandi atau kode", "Passkey or code");

    internal string Weak => Say("Sandi saja", "Password alone");

    internal string Never => Say("belum pernah masuk", "never signed in");

    internal string Seen(string ago) => Say($"terakhir {ago}", $"last {ago}");

    internal string You => Say("Anda", "you");

    internal string ShownBefore => Say("Tautan itu sudah ditampilkan sekali. Buat yang baru bila hilang.", "That link was shown before. Make a new one if it is lost.");

    internal string Facts => Say("Yang diketahui", "What is known");

    internal string ShopOf => Say("Toko", "Shop");

    internal string SignsIn => Say("Masuk dengan", "Signs in by");

    internal string LastSeen => Say("Terakhir di sini", "Last here");

    internal string InTheLog => Say("Lihat di catatan", "See it in the audit log");

    internal string GiveRole => Say("Ganti peran", "Change the role");

    internal string GiveRoleHow => Say("Berlaku sejak halaman berikutnya yang dibuka.", "It holds from the next page that they open.");

    internal string GiveIt => Say("Simpan peran", "Save the role");

    internal string Given => Say("Peran tersimpan.", "The role is saved.");

    internal string Remove => Say("Hentikan akses", "End the access");

    internal string RemoveHow => Say(
        "Orang ini langsung dikeluarkan di semua perangkat; sandi, kunci sandi, serta undangan darinya tidak berlaku lagi. Yang pernah dilakukan tetap tercatat. Kunci API yang pernah dilihatnya diganti di halaman Kunci API.",
        "Signed out everywhere at once; the password, the passkeys and the invitations they made work no more. What they did stays on record. API keys that they saw are rotated on the page of API keys.");

    internal string Reason => Say("Alasan", "Reason");

    internal string ReasonHint => Say("Tersimpan di catatan.", "It is kept in the audit log.");

    internal string ReasonWrong => Say("Tulis alasannya, sampai 500 huruf.", "Write the reason, up to 500 letters.");

    internal string RemoveIt(string name) => Say($"Hentikan akses {name}", $"End the access of {name}");

    internal string Removed => Say("Aksesnya sudah dihentikan.", "The access is ended.");

    internal string RoleWrong => Say("Pilih peran yang boleh Anda berikan.", "Choose a role that you may give.");

    internal string NotOneself => Say(
        "Ini Anda sendiri. Peran dan akses Anda diatur oleh orang lain yang mengatur orang.", "This is you. Your role and access are changed by somebody else who keeps people.");

    /// <summary>Why whoever approves above the limit is not offered a role that pays.</summary>
    internal string PayersBy(string payers) => Say(
        $"{payers} diangkat oleh Administrator: siapa yang menyetujui di atas batas tidak membuka akses bagi yang membayar.",
        $"A {payers.ToLowerInvariant()} is appointed by an administrator: whoever approves above the limit opens no access for whoever pays.");

    internal string RenewedBy(string who) => Say($"Sandi orang ini diperbarui oleh {who}.", $"This person's password is renewed by: {who}.");

    internal string NotYours(string who) => Say($"Peran dan akses orang ini diatur oleh {who}.", $"The role and access of this person are changed by: {who}.");
}
