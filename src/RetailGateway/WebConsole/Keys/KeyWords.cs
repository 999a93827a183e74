using RetailGateway.Access;
using RetailGateway.Features.Keys;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Keys;

/// <summary>What is said of the keys of a party's systems.</summary>
internal sealed class KeyWords(Ui ui) : WordsOf(ui)
{
    internal string Page => Say("Kunci API", "API keys");

    internal string Lead(string party) => Say($"Dengan kunci, sistem {party} memanggil gerbang. Rahasianya hanya tampil sekali.", $"With a key, a system of {party} calls the gateway. Its secret is shown once.");

    internal string Live => Say("Kunci yang berlaku", "Live keys");

    internal string Count(int count) => Say($"{count} kunci", count == 1 ? "1 key" : $"{count} keys");

    internal string None => Say("Belum ada kunci", "No key yet");

    internal string NoneWhy => Say("Buat kunci pertama untuk kasir atau jaringan Anda di bawah ini.", "Make the first key for your till or chain below.");

    internal string Ended => Say("Kunci yang sudah dicabut", "Revoked keys");

    internal string Caption => Say("Kunci yang berlaku, menurut sistem", "Live keys, by system");

    internal string Name => Say("Nama", "Name");

    internal string NameHint => Say("Misalnya: Kasir toko 01, sejak Desember.", "For example: till of shop 01, from December.");

    internal string State => Say("Keadaan", "State");

    internal string System => Say("Sistem", "System");

    internal string May => Say("Boleh", "May");

    internal string Used => Say("Terakhir dipakai", "Last used");

    internal string Never => Say("Belum pernah", "Never");

    internal string Until => Say("Berlaku sampai", "Works until");

    internal string UntilRevoked => Say("dicabut", "revoked");

    internal string From => Say("Hanya dari alamat", "From these addresses alone");

    internal string Anywhere => Say("Mana saja", "Anywhere");

    internal string Made => Say("Dibuat", "Made");

    internal string RevokedAt => Say("Dicabut", "Revoked");

    internal string Works => Say("Berlaku", "Works");

    internal string Expired => Say("Habis waktunya", "Expired");

    internal string Scopes(int count) => Say($"{count} hak", count == 1 ? "1 scope" : $"{count} scopes");

    internal string Make => Say("Buat kunci", "Make a key");

    internal string MakeWhy => Say("Paling banyak dua yang berlaku tiap sistem", "Two live ones a system at most");

    internal string Days => Say("Berlaku berapa hari", "Days that it works");

    internal string DaysHint => Say("Kosongkan bila berlaku sampai dicabut.", "Leave it empty for until it is revoked.");

    internal string Networks => Say("Hanya dari alamat", "From these addresses alone");

    internal string NetworksHint => Say("Misalnya 203.0.113.7 atau 203.0.113.0/24, dipisah koma. Kosongkan untuk mana saja.", "For example 203.0.113.7 or 203.0.113.0/24, separated by commas. Leave it empty for anywhere.");

    internal string ScopesAre => Say("Apa yang boleh dilakukan kunci ini", "What this key may do");

    internal string Shown(string id) => Say($"Kunci {id} sudah dibuat. Salin sekarang, tidak tampil lagi.", $"Key {id} is made. Copy it now, it is not shown again.");

    internal string Copy => Say("Salin kunci", "Copy the key");

    internal string Copied => Say("Tersalin", "Copied");

    internal string ShownBefore => Say("Formulir ini sudah pernah dikirim. Kunci tidak dibuat dua kali, dan rahasianya hanya tampil sekali.", "This form was sent before. No second key is made, and the secret is shown once.");

    internal string Rotate => Say("Ganti kunci", "Rotate the key");

    internal string RotateHow => Say("Kunci pengganti dibuat dengan sistem, hak, dan alamat yang sama. Kunci lama tetap berlaku: pasang yang baru, lalu cabut yang lama.", "A replacement key is made, with the same system, scopes and addresses. The old one keeps working: put the new one in place, then revoke the old one.");

    internal string RotateIt => Say("Buat kunci pengganti", "Make the replacement key");

    internal string Revoke => Say("Cabut kunci", "Revoke the key");

    internal string RevokeHow => Say("Sistem yang memakainya ditolak dalam beberapa detik. Tidak bisa dibatalkan.", "The system that uses it is refused within seconds. It cannot be undone.");

    internal string RevokeIt => Say("Cabut kunci ini", "Revoke this key");

    internal string Reason => Say("Alasan", "Reason");

    internal string ReasonHint => Say("Tersimpan di catatan, 1 sampai 500 huruf.", "Kept in the audit log, 1 to 500 characters.");

    internal string Revoked => Say("Kunci ini dicabut.", "The key is revoked.");

    internal string Facts => Say("Kunci ini", "This key");

    internal string InTheLog => Say("Catatan kunci ini", "This key's audit log");

    internal string ReasonWrong => Say("Tulis alasannya, paling panjang 500 huruf.", "Write the reason, 500 characters at most.");

    internal string NameWrong => Say("Tulis nama, paling panjang 100 huruf.", "Write a name, 100 characters at most.");

    internal string ConnectionWrong => Say("Pilih salah satu sistem Anda.", "Choose one of your systems.");

    internal string ScopesWrong => Say("Pilih paling sedikit satu hak.", "Choose at least one scope.");

    internal string DaysWrong => Say("Tulis jumlah hari, 1 sampai 3650, atau kosongkan.", "Write a number of days, 1 to 3650, or leave it empty.");

    internal string NetworksWrong => Say("Tulis alamat seperti 203.0.113.7 atau 203.0.113.0/24.", "Write addresses such as 203.0.113.7 or 203.0.113.0/24.");

    internal string TwoLive => Say("Sistem ini sudah punya dua kunci yang berlaku. Cabut satu dulu.", "This system has two live keys. Revoke one first.");

    internal string NotYours => Say("Kunci ini boleh menyetujui syarat dagang. Minta manajer atau administrator menggantinya.", "This key can accept terms. Ask a manager or an administrator to rotate it.");

    internal string Wrong => Say("Periksa isian yang ditandai.", "Check what is marked.");

    internal string Expiry(PartyKey key) => key.ExpiresAt is { } at ? Format.When(at) : UntilRevoked;

    internal string ScopeName(string scope) => scope switch
    {
        Scope.PartiesRead => Say("Melihat pihak, lokasi, dan kemitraan", "See parties, locations and partnerships"),
        Scope.PartiesWrite => Say("Mengubah lokasi dan kemitraan, menyetujui syarat dagang", "Change locations and partnerships, accept terms"),
        Scope.CatalogueRead => Say("Melihat barang dan pemetaan kode", "See products and item mappings"),
        Scope.CatalogueWrite => Say("Mengubah barang dan pemetaan kode", "Change products and item mappings"),
        Scope.StockRead => Say("Melihat stok dan buku stok", "See positions and the ledger"),
        Scope.StockWrite => Say("Mencatat penjualan, penerimaan, dan hitungan", "Record sales, receipts and counts"),
        Scope.ReservationsWrite => Say("Memesan dan membebaskan stok", "Reserve and release stock"),
        Scope.MembersRead => Say("Melihat anggota, pesanan, dan cicilannya", "See members, their orders and instalments"),
        Scope.MembersWrite => Say("Memesan untuk anggota dan mencatat pembayarannya", "Order for members and take their payments"),
        Scope.EventsRead => Say("Membaca umpan kabar", "Read the feed of events"),
        Scope.SyncRead => Say("Melihat sinkronisasi, selisih, pekerjaan, dan catatan", "See sync, differences, work and the audit log"),
        Scope.SettlementsRead => Say("Melihat perhitungan titip jual", "See settlements of consignment"),
        Scope.SettlementsWrite => Say("Menjalankan perhitungan titip jual", "Run settlements of consignment"),
        Scope.WorkWrite => Say("Memutuskan selisih dan turun tangan pada pekerjaan", "Decide differences and step into work"),
        _ => scope,
    };
}
