using RetailGateway.Access.People;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Shell;

/// <summary>Roles as people are spoken of: by what they are, not by name.</summary>
internal sealed class RoleWords(Ui ui) : WordsOf(ui)
{
    /// <summary>One role.</summary>
    internal string Name(Role role) => role switch
    {
        Role.Shopkeeper => Say("Penjaga toko", "Shopkeeper"),
        Role.Clerk => Say("Petugas", "Clerk"),
        Role.Manager => Say("Manajer", "Manager"),
        Role.Treasurer => Say("Bendahara", "Treasurer"),
        Role.Chair => Say("Ketua", "Chair"),
        Role.PartnerUser => Say("Petugas mitra", "Partner's staff"),
        Role.PartnerEngineer => Say("Teknisi mitra", "Partner's engineer"),
        Role.Inspector => Say("Petugas lapangan", "Inspector"),
        Role.Officer => Say("Pengawas", "Officer"),
        _ => Say("Administrator", "Administrator"),
    };

    /// <summary>Several, as in a sentence.</summary>
    internal string Names(IReadOnlyList<Role> roles) => roles.Count < 2
        ? string.Concat(roles.Select(Name))
        : $"{string.Join(", ", roles.Take(roles.Count - 1).Select(Name))} {Say("atau", "or")} {Name(roles[^1])}";
}
