using RetailGateway.Access.People;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Start;

/// <summary>What the first page says to whoever's own work has no page yet.</summary>
internal sealed class StartWords(Ui ui) : WordsOf(ui)
{
    internal string Page => Say("Awal", "Start");

    internal string Lead(string role, string party) => Say($"Anda masuk sebagai {role}, {party}.", $"You are signed in as: {role}, {party}.");

    internal string Already => Say("Sudah ada untuk Anda", "Yours already");

    internal string ComesLater => Say("Menyusul", "Comes later");

    internal string ComesLaterWhy => Say("Belum ada halamannya di sini, dan tidak ada yang menunggu Anda di dalamnya. Begitu ada, muncul sendiri di menu.", "There is no page for it here yet, and nothing in it waits for you. As soon as there is, it appears in the menu by itself.");

    internal string Open => Say("Buka", "Open");

    internal string Account => Say("Akun dan keamanan", "Account and security");

    /// <summary>What a page of the navigation holds; empty for one that says it by its name.</summary>
    internal string Why(string href) => href switch
    {
        "/" => Say("Aliran data mana yang berjalan, dan siapa yang harus bertindak.", "Which streams run, and who must act."),
        "/stock" => Say("Stok tiap tempat, seberapa baru angkanya, dan sebabnya.", "Each place's stock, how fresh its figures are, and why."),
        "/orders" => Say("Apa yang dipesan, sampai di mana, dan giliran siapa.", "What was ordered, how far it is, and whose turn it is."),
        "/inbox" => Say("Yang terjadi dan diberitakan kepada Anda.", "What happened and was told to you."),
        "/people" => Say("Siapa yang masuk untuk pihak Anda; undang orang lain.", "Who signs in for your party; invite others."),
        "/audit" => Say("Siapa memutuskan apa, dan kapan.", "Who decided what, and when."),
        "/account" => Say("Sandi, kunci sandi, dan email ringkasan.", "Password, passkeys, and the digest by mail."),
        _ => "",
    };

    internal string Title(Permission permission) => permission switch
    {
        Permission.SeePlacements => Say("Gerai terdepan", "Front shelf"),
        Permission.SeeInvoices => Say("Faktur", "Invoices"),
        _ => Say("Perhitungan titip jual", "Settlements of consignment"),
    };

    /// <summary>What these roles will do there.</summary>
    internal string Will(Permission permission, IReadOnlyCollection<Role> roles) => permission switch
    {
        Permission.SeePlacements when Permissions.Allow(roles, Permission.ReportShelves) => Say("Anda akan melaporkan isi rak dan melihat penilaiannya.", "You will report shelves and see how they are judged."),
        Permission.SeePlacements => Say("Anda akan melihat penilaian rak.", "You will see how shelves are judged."),
        Permission.SeeInvoices when Permissions.Allow(roles, Permission.Pay) => Say("Anda akan menyetujui faktur sampai batas, lalu membayarnya.", "You will approve invoices up to the limit and pay them."),
        Permission.SeeInvoices when Permissions.Allow(roles, Permission.ApproveAboveLimit) => Say("Anda akan menyetujui faktur, juga di atas batas bendahara.", "You will approve invoices, above the treasurer's limit too."),
        Permission.SeeInvoices => Say("Anda akan melihat faktur dan menyengketakannya.", "You will see invoices and dispute them."),
        _ => Say("Anda akan melihat perhitungan tiap masa.", "You will see each period's settlement."),
    };
}
