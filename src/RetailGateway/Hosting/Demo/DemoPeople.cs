using System.Text.Json;
using Dapper;
using RetailGateway.Database;

namespace RetailGateway.Hosting.Demo;

/// <summary>The demo's people, one a role, who share a password of this folder's own.</summary>
internal static class DemoPeople
{
    /// <summary>Whoever keeps the shop without a till.</summary>
    internal const string Shopkeeper = "toko@kpn.example";

    private static readonly (string Email, string Name, string Party, string Role, string? Location)[] All =
    [
        ("manajer@kpn.example", "Manajer KPN", "KPN-SEJAHTERA", "manager", null),
        (Shopkeeper, "Penjaga Kios KPN 03", "KPN-SEJAHTERA", "shopkeeper", "KPN-03"),
        ("petugas@kpn.example", "Petugas KPN", "KPN-SEJAHTERA", "clerk", null),
        ("bendahara@kpn.example", "Bendahara KPN", "KPN-SEJAHTERA", "treasurer", null),
        ("ketua@kpn.example", "Ketua KPN", "KPN-SEJAHTERA", "chair", null),
        ("mitra@basmalah.example", "Petugas Basmalah", "BASMALAH", "partner_user", null),
        ("teknisi@basmalah.example", "Teknisi Basmalah", "BASMALAH", "partner_engineer", null),
        ("pengawas@dkup.example", "Pengawas DKUP", "DKUP", "officer", null),
        ("lapangan@dkup.example", "Petugas lapangan DKUP", "DKUP", "inspector", null),
        ("admin@dkup.example", "Administrator", "DKUP", "administrator", null),
    ];

    /// <summary>Adds whoever is missing, and writes who there is, with the password, into a file that its owner alone reads.</summary>
    internal static async Task Write(GatewayDb database, string environment, string file, CancellationToken cancel)
    {
        var password = File.Exists(file)
            ? JsonSerializer.Deserialize<Written>(await File.ReadAllTextAsync(file, cancel))!.Password
            : PeopleCreate.NewPassword();
        await using (var identity = await database.Identity.OpenConnectionAsync(cancel))
        {
            var known = (await identity.QueryAsync<string>("select email from person")).ToHashSet(StringComparer.OrdinalIgnoreCase);
            foreach (var (email, name, party, role, location) in All.Where(person => !known.Contains(person.Email)))
            {
                await PeopleCreate.Create(database, environment, party, email, name, [role], location, password, cancel);
            }
        }

        if (File.Exists(file))
        {
            return;
        }

        await PrivateFile.Write(file, JsonSerializer.Serialize(new Written(password, All.ToDictionary(person => person.Email, person => person.Role))), cancel);
    }

    private sealed record Written(string Password, Dictionary<string, string> People);
}

/// <summary>A file with secrets: there whole or not at all, and its owner's alone.</summary>
internal static class PrivateFile
{
    internal static async Task Write(string file, string text, CancellationToken cancel)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        await File.WriteAllTextAsync(file + ".part", text, cancel);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file + ".part", UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.Move(file + ".part", file, overwrite: true);
    }
}
