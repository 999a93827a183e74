using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using RetailGateway.Features.Messages;
using RetailGateway.Features.Messages.Sending;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.BrowserTests;

public sealed partial class InboxTests(ConsoleFixture console) : IClassFixture<ConsoleFixture>
{
    [Fact]
    public async Task What_is_asked_stands_above_what_happened_and_reading_it_all_empties_the_count()
    {
        var page = await console.SignedIn("manager");
        await console.Town.Till.Given(Sale(12, Beras));
        await console.Town.Till.Record(Sale(1, "<script>alert(1)</script>"));
        await ActivatorUtilities.CreateInstance<TellOfMatters>(console.Gateway.Services).Run(TestContext.Current.CancellationToken);

        await PageChecks.Holds(page, "inbox", "inbox");
        var asked = page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Diminta dari Anda" });
        var happened = page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Yang terjadi" });
        await Assertions.Expect(asked.GetByRole(AriaRole.Heading, new LocatorGetByRoleOptions { Name = "Stok Beras 5 kg minus" })).ToBeVisibleAsync();
        await Assertions.Expect(happened.GetByRole(AriaRole.Heading, new LocatorGetByRoleOptions { Name = "Pilih barang untuk kode <script>alert(1)</script>" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Kotak masuk 2 belum dibaca" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Tandai semua dibaca" }).ClickAsync();

        await Assertions.Expect(happened).ToContainTextAsync("semua sudah dibaca");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Kotak masuk" })).Not.ToContainTextAsync("belum dibaca");
    }

    [Fact]
    public async Task Whoever_is_asked_nothing_sees_that_nothing_waits()
    {
        var page = await console.Window();
        await ConsoleFixture.SignIn(page, await console.Official("inspector"));

        await PageChecks.Holds(page, "inbox", "inbox-empty");

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Tidak ada yang menunggu Anda" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Belum ada kabar" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_somebody_chose_stays_also_without_script()
    {
        var page = await console.SignedIn("manager", script: false);
        await page.GotoAsync("account");
        await page.GetByLabel("Setiap hari").CheckAsync();
        await page.GetByLabel("Kode yang belum dipetakan").UncheckAsync();
        await page.GetByLabel("Bahasa email").SelectOptionAsync("en");

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Simpan pilihan" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Pilihan tersimpan.")).ToBeVisibleAsync();
        await page.GotoAsync("account");

        await Assertions.Expect(page.GetByLabel("Setiap hari")).ToBeCheckedAsync();
        await Assertions.Expect(page.GetByLabel("Kode yang belum dipetakan")).Not.ToBeCheckedAsync();
        await Assertions.Expect(page.GetByLabel("Selisih")).ToBeCheckedAsync();
        await Assertions.Expect(page.GetByLabel("Bahasa email")).ToHaveValueAsync("en");
    }

    [Fact]
    public async Task The_account_with_its_choice_of_messages_holds_to_what_every_page_does() =>
        await PageChecks.Holds(await console.SignedIn("manager"), "account", "account");

    [Fact]
    public async Task A_forgotten_password_is_asked_for_and_replaced_by_mail_and_a_stranger_is_told_the_same()
    {
        var folder = Directory.CreateTempSubdirectory("rg-mail-");
        await using var mailing = await GatewayUnderTest.Start(
            console.Gateway.Store, ("Mail:Folder", folder.FullName), ("Mail:Console", console.Address.ToString()));
        await using var sender = await BackgroundWorker.Start<SendMail>(mailing);
        var forgot = $"http://localhost:{mailing.Address.Port}/forgot";
        var email = await console.Person("clerk");
        var page = await console.Window();
        await PageChecks.Holds(page, forgot, "forgot");

        var stranger = await Ask(page, forgot, "siapa@uji.example");
        Assert.Equal(stranger, await Ask(page, forgot, email));
        await PageChecks.Picture(page, "forgot-asked");

        var mail = await Mail(folder);
        Assert.Contains($"To: {email}", mail, StringComparison.Ordinal);
        await page.GotoAsync(Link("reset", mail));
        await page.GetByLabel("Sandi baru").FillAsync("kata-sandi-lain-2");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Simpan sandi baru" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Masuk dengan sandi" })).ToBeVisibleAsync();
        await ConsoleFixture.SignIn(page, email, "kata-sandi-lain-2");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Kotak masuk" })).ToBeVisibleAsync();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Who_is_invited_by_mail_comes_in_by_its_link_and_signs_in_from_then_on()
    {
        var folder = Directory.CreateTempSubdirectory("rg-mail-");
        await using var mailing = await GatewayUnderTest.Start(
            console.Gateway.Store, ("Mail:Folder", folder.FullName), ("Mail:Console", console.Address.ToString()));
        await using var sender = await BackgroundWorker.Start<SendMail>(mailing);
        var manager = await console.SignedIn("manager");
        await manager.GotoAsync($"http://localhost:{mailing.Address.Port}/people");
        await manager.GetByLabel("Email").FillAsync("disurati@uji.example");
        await manager.GetByLabel("Sebagai").SelectOptionAsync("clerk");
        await manager.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Buat undangan" }).ClickAsync();
        await Assertions.Expect(manager.GetByRole(AriaRole.Main)).ToContainTextAsync("disurati@uji.example");

        var mail = await Mail(folder);
        Assert.Contains("To: disurati@uji.example", mail, StringComparison.Ordinal);
        var guest = await console.Window();
        await guest.GotoAsync(Link("invite", mail));
        await guest.GetByLabel("Nama tampilan").FillAsync("Yang Disurati");
        await guest.GetByLabel("Sandi").FillAsync("tiga kata biasa");
        await guest.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Terima undangan" }).ClickAsync();
        await Assertions.Expect(guest.GetByRole(AriaRole.Main)).ToContainTextAsync("Yang Disurati, disurati@uji.example");
        var later = await console.Window();
        await ConsoleFixture.SignIn(later, "disurati@uji.example", "tiga kata biasa");
        await Assertions.Expect(later.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Kotak masuk" })).ToBeVisibleAsync();
        folder.Delete(recursive: true);
    }

    /// <summary>The one mail that was sent.</summary>
    private static async Task<string> Mail(DirectoryInfo folder) => await File.ReadAllTextAsync(
        Assert.Single(await Eventually.See(() => Task.FromResult(Left(folder)), files => files.Length > 0, TimeSpan.FromSeconds(60))), TestContext.Current.CancellationToken);

    private static async Task<string> Ask(IPage page, string address, string email)
    {
        await page.GotoAsync(address);
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Kirim tautan" }).ClickAsync();
        return await page.GetByRole(AriaRole.Status).InnerTextAsync();
    }

    private static string[] Left(DirectoryInfo folder) =>
        Directory.Exists(Path.Combine(folder.FullName, "new")) ? Directory.GetFiles(Path.Combine(folder.FullName, "new")) : [];

    /// <summary>The link in a mail that leads to this page.</summary>
    private static string Link(string page, string mail) => Links().Matches(mail).Single(link => link.Groups["page"].Value == page).Value;

    [GeneratedRegex(@"http://localhost:\d+/(?<page>reset|invite)[/?]\S+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Links();
}
