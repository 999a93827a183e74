using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Npgsql;
using RetailGateway.Tests.Harness;

namespace RetailGateway.BrowserTests;

/// <summary>How people come in, and how they keep others out: invitation, new password, code, passkey, the places where one is signed in.</summary>
public sealed class EntranceTests(ConsoleFixture console) : IClassFixture<ConsoleFixture>
{
    private const string Chosen = "tiga kata biasa";

    [Fact]
    public async Task Who_is_invited_comes_in_once_by_the_link_with_the_role_that_it_names()
    {
        var manager = await console.SignedIn("manager");
        await manager.GotoAsync("people");
        await manager.GetByLabel("Email").FillAsync("diundang@uji.example");
        await manager.GetByLabel("Sebagai").SelectOptionAsync("clerk");
        await Press(manager, "Buat undangan");
        var link = await Link(manager);
        await PageChecks.Holds(manager, "people", "people");

        var guest = await console.Window();
        await PageChecks.Holds(guest, link, "invite");
        await guest.GetByLabel("Nama tampilan").FillAsync("<script>alert(1)</script>");
        await guest.GetByLabel("Sandi").FillAsync("pendek");
        await Press(guest, "Terima undangan");
        await Assertions.Expect(guest.GetByRole(AriaRole.Alert)).ToContainTextAsync("Sandi terlalu pendek");
        await Wrong(guest.GetByLabel("Sandi"), "Sandi terlalu pendek");
        await guest.GetByLabel("Sandi").FillAsync(Chosen);
        await Press(guest, "Terima undangan");

        // Their name is text, wherever it stands.
        await Assertions.Expect(guest.GetByRole(AriaRole.Main)).ToContainTextAsync("<script>alert(1)</script>, diundang@uji.example");
        Assert.Equal(403, (await guest.GotoAsync("people"))!.Status);
        var again = await console.Window();
        Assert.Equal(410, (await again.GotoAsync(link))!.Status);
        await Assertions.Expect(again.GetByRole(AriaRole.Main)).ToContainTextAsync("Undangan ini tidak berlaku lagi");
    }

    [Fact]
    public async Task A_link_to_a_new_password_works_once_and_the_old_password_no_more()
    {
        var email = await console.Person("clerk");
        var manager = await console.SignedIn("manager");
        await manager.GotoAsync("people");
        await manager.GetByRole(AriaRole.Listitem).Filter(new LocatorFilterOptions { HasText = email }).GetByRole(AriaRole.Button).ClickAsync();
        var link = await Link(manager);

        var page = await console.Window();
        await PageChecks.Holds(page, link, "reset");
        await page.GetByLabel("Sandi baru").FillAsync("pendek");
        await Press(page, "Simpan sandi baru");
        await Wrong(page.GetByLabel("Sandi baru"), "Sandi terlalu pendek");
        await page.GetByLabel("Sandi baru").FillAsync(Chosen);
        await Press(page, "Simpan sandi baru");
        await Assertions.Expect(page).ToHaveURLAsync(new Uri(console.Address, "sign-in").ToString());

        await ConsoleFixture.SignIn(page, email);
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Email atau sandi tidak cocok.");
        await ConsoleFixture.SignIn(page, email, Chosen);
        await Assertions.Expect(Heading(page)).ToHaveTextAsync("Sinkronisasi");
        var late = await console.Window();
        await late.GotoAsync(link);
        await late.GetByLabel("Sandi baru").FillAsync("empat kata biasa saja");
        await Press(late, "Simpan sandi baru");
        await Assertions.Expect(late.GetByRole(AriaRole.Alert)).ToContainTextAsync("Tautan ini tidak berlaku lagi.");
    }

    [Fact]
    public async Task Whoever_turned_the_code_on_is_asked_for_it_and_a_recovery_code_serves_once()
    {
        var email = await console.Person("clerk");
        var page = await console.Window();
        await ConsoleFixture.SignIn(page, email);
        await PageChecks.Holds(page, "account", "account");
        await page.GetByLabel("Kode 6 angka").FillAsync("000000");
        await Press(page, "Minta kode saat masuk");
        await Wrong(page.GetByLabel("Kode 6 angka"), "Kode tidak cocok.");
        var (secret, codes) = await TurnOn(page);
        Assert.Equal(10, codes.Distinct(StringComparer.Ordinal).Count());

        var wrong = await AskedForACode(email);
        await wrong.GetByLabel("Kode masuk").FillAsync("000000");
        await Press(wrong, "Masuk");
        await Assertions.Expect(wrong.GetByRole(AriaRole.Alert)).ToContainTextAsync("Kode tidak cocok.");
        await PageChecks.Picture(wrong, "sign-in-code-refused");
        await wrong.GetByLabel("Kode masuk").FillAsync(Totp(secret));
        await Press(wrong, "Masuk");
        await Assertions.Expect(Heading(wrong)).ToHaveTextAsync("Sinkronisasi");

        var first = await AskedForACode(email);
        await first.GetByLabel("Kode masuk").FillAsync(codes[0]);
        await Press(first, "Masuk");
        await Assertions.Expect(Heading(first)).ToHaveTextAsync("Sinkronisasi");
        var second = await AskedForACode(email);
        await second.GetByLabel("Kode masuk").FillAsync(codes[0]);
        await Press(second, "Masuk");
        await Assertions.Expect(second.GetByRole(AriaRole.Alert)).ToContainTextAsync("Kode tidak cocok.");
    }

    [Fact]
    public async Task Recovery_codes_are_made_anew_and_the_code_is_turned_off_by_the_password_and_set_up_on_another_phone()
    {
        var email = await console.Person("clerk");
        var page = await console.Window();
        await ConsoleFixture.SignIn(page, email);
        await page.GotoAsync("account");
        var (_, old) = await TurnOn(page);

        await ByPassword(page, "Buat kode cadangan baru", "bukan-sandinya-1", "Buat");
        await Wrong(page.Locator("#password-codes"), "Sandi tidak cocok.");
        await PageChecks.Picture(page, "account-codes-refused");
        await page.Locator("#password-codes").FillAsync(ConsoleFixture.Password);
        await Press(page, "Buat");
        var codes = await Shown(page);
        Assert.Empty(codes.Intersect(old, StringComparer.Ordinal));
        var refused = await AskedForACode(email);
        await refused.GetByLabel("Kode masuk").FillAsync(old[0]);
        await Press(refused, "Masuk");
        await Assertions.Expect(refused.GetByRole(AriaRole.Alert)).ToContainTextAsync("Kode tidak cocok.");
        await refused.GetByLabel("Kode masuk").FillAsync(codes[0]);
        await Press(refused, "Masuk");
        await Assertions.Expect(Heading(refused)).ToHaveTextAsync("Sinkronisasi");

        await page.GotoAsync("account");
        await PageChecks.Holds(page, "account", "account-code");
        await ByPassword(page, "Matikan kode, atau pindah ke ponsel lain", ConsoleFixture.Password, "Matikan");
        await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync("Tersimpan.");
        await refused.GotoAsync("account");
        await Assertions.Expect(Heading(refused)).ToHaveTextAsync("Masuk");
        await ConsoleFixture.SignIn(refused, email);
        await Assertions.Expect(Heading(refused)).ToHaveTextAsync("Sinkronisasi");
        await TurnOn(page);
        await using var owner = NpgsqlDataSource.Create(console.Gateway.Store.Owner);
        Assert.Equal(["renew-codes", "turn-off-code"], await owner.One<string[]>(
            "select array_agg(a.act order by a.audit_id) from audit_entry a join person p on a.subject_id = p.person_id::text where a.subject_kind = 'person' and p.email = $1", email));
    }

    [Fact]
    public async Task Whoever_lost_phone_and_codes_has_the_code_cleared_by_who_may_renew_their_password_and_is_told()
    {
        var email = await console.Person("clerk");
        var clerk = await console.Window();
        await ConsoleFixture.SignIn(clerk, email);
        await clerk.GotoAsync("account");
        await TurnOn(clerk);
        var manager = await console.SignedIn("manager");
        await manager.GotoAsync("people");
        await manager.GetByRole(AriaRole.Listitem).Filter(new LocatorFilterOptions { HasText = email }).GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(Heading(manager)).ToHaveTextAsync("Uji clerk");
        await PageChecks.Holds(manager, new Uri(manager.Url).PathAndQuery, "person-code");

        await Press(manager, "Hapus kode kedua");

        await Assertions.Expect(manager.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync("Kode kedua dihapus.");
        await Assertions.Expect(manager.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Hapus kode kedua" })).ToHaveCountAsync(0);
        await clerk.GotoAsync("inbox");
        await Assertions.Expect(Heading(clerk)).ToHaveTextAsync("Masuk");
        await ConsoleFixture.SignIn(clerk, email);
        await clerk.GotoAsync("inbox");
        await Assertions.Expect(clerk.GetByRole(AriaRole.Main)).ToContainTextAsync("Uji manager menghapus kode kedua Anda");
        await manager.GotoAsync("audit");
        await Assertions.Expect(manager.GetByRole(AriaRole.Main)).ToContainTextAsync("menghapus kode kedua Uji clerk");
    }

    [Fact]
    public async Task An_open_invitation_is_seen_and_withdrawn_by_whoever_may_give_its_role()
    {
        var manager = await console.SignedIn("manager");
        await manager.GotoAsync("people");
        await manager.GetByLabel("Email").FillAsync("ditarik@uji.example");
        await manager.GetByLabel("Sebagai").SelectOptionAsync("clerk");
        await Press(manager, "Buat undangan");
        var link = await Link(manager);
        var administrator = await console.SignedIn("administrator");
        await administrator.GotoAsync("people");
        await administrator.GetByLabel("Email").FillAsync("bendahara-terbuka@uji.example");
        await administrator.GetByLabel("Sebagai").SelectOptionAsync("treasurer");
        await Press(administrator, "Buat undangan");

        await PageChecks.Holds(manager, "people", "people-open");
        var open = manager.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Undangan terbuka" });
        await Assertions.Expect(open).ToContainTextAsync("ditarik@uji.example");
        await Assertions.Expect(open).Not.ToContainTextAsync("bendahara-terbuka@uji.example");
        await open.GetByRole(AriaRole.Listitem).Filter(new LocatorFilterOptions { HasText = "ditarik@uji.example" }).GetByRole(AriaRole.Button).ClickAsync();

        await Assertions.Expect(manager.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync("Undangan ditarik.");
        await Assertions.Expect(manager.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("ditarik@uji.example");
        var guest = await console.Window();
        Assert.Equal(410, (await guest.GotoAsync(link))!.Status);
        await Assertions.Expect(guest.GetByRole(AriaRole.Main)).ToContainTextAsync("Undangan ini tidak berlaku lagi");
        await manager.GotoAsync("audit");
        await Assertions.Expect(manager.GetByRole(AriaRole.Main)).ToContainTextAsync("menarik undangan");
    }

    [Fact]
    public async Task A_password_that_is_not_taken_says_so_at_its_field()
    {
        var page = await console.SignedIn("clerk");
        await page.GotoAsync("account");
        await page.Locator("#current").FillAsync("bukan-sandinya-1");
        await page.Locator("#wanted").FillAsync(Chosen);
        await Press(page, "Ganti sandi");
        await Wrong(page.Locator("#current"), "Sandi sekarang tidak cocok.");

        await page.Locator("#current").FillAsync(ConsoleFixture.Password);
        await page.Locator("#wanted").FillAsync("pendek");
        await Press(page, "Ganti sandi");
        await Wrong(page.Locator("#wanted"), "Sandi terlalu pendek");
        await Assertions.Expect(page.Locator("#current")).Not.ToHaveAttributeAsync("aria-invalid", "true");
    }

    [Fact]
    public async Task Whoever_made_a_passkey_signs_in_with_it_and_without_a_password_until_it_is_removed()
    {
        var page = await console.SignedIn("manager");
        await WithAuthenticator(page);
        await page.GotoAsync("account");
        await Press(page, "Buat kunci sandi di perangkat ini");
        await Assertions.Expect(page.GetByText("1 kunci sandi terpasang.")).ToBeVisibleAsync();
        await Assertions.Expect(Passkey(page)).ToContainTextAsync("belum pernah dipakai masuk");

        await SignOut(page);
        await Press(page, "Masuk dengan kunci sandi");
        await Assertions.Expect(Heading(page)).ToHaveTextAsync("Sinkronisasi");

        await page.GotoAsync("account");
        await Assertions.Expect(Passkey(page)).ToContainTextAsync("dipakai masuk");
        await Assertions.Expect(Passkey(page)).Not.ToContainTextAsync("belum pernah");
        await PageChecks.Holds(page, "account", "account-passkey");
        await Passkey(page).Locator("summary").ClickAsync();
        await Passkey(page).GetByLabel("Sandi sekarang").FillAsync("bukan-sandinya-1");
        await Press(page, "Hapus");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Sandi tidak cocok.");
        await PageChecks.Picture(page, "account-passkey-refused");
        await Passkey(page).GetByLabel("Sandi sekarang").FillAsync(ConsoleFixture.Password);
        await Press(page, "Hapus");
        await Assertions.Expect(page.GetByText("Belum ada. Dengan kunci sandi")).ToBeVisibleAsync();

        // The device still has it, and offers it: it opens nothing any more.
        await SignOut(page);
        await Press(page, "Masuk dengan kunci sandi");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await page.GotoAsync("account");
        await Assertions.Expect(Heading(page)).ToHaveTextAsync("Masuk");
    }

    [Fact]
    public async Task A_passkey_that_comes_to_nothing_says_why_and_whoever_cancelled_is_told_nothing()
    {
        var page = await console.SignedIn("manager");
        await WithAuthenticator(page);
        await page.GotoAsync("account");
        var make = page.Locator("[data-passkey] button");
        var alert = page.GetByRole(AriaRole.Alert);

        await page.RouteAsync("**/passkeys/create", route => route.AbortAsync());
        await make.ClickAsync();
        await Assertions.Expect(alert).ToContainTextAsync("Gerbang tidak menjawab.");
        await Assertions.Expect(make).ToHaveTextAsync("Buat kunci sandi di perangkat ini");
        await PageChecks.Picture(page, "account-passkey-lost");
        await page.UnrouteAllAsync();

        await page.EvaluateAsync("() => { navigator.credentials.create = () => Promise.reject(new DOMException('', 'NotAllowedError')); }");
        await make.ClickAsync();
        await Assertions.Expect(alert).ToHaveCountAsync(0);
        await Assertions.Expect(make).ToHaveTextAsync("Buat kunci sandi di perangkat ini");

        await page.EvaluateAsync("document.querySelector('[data-passkey] [name=__RequestVerificationToken]').value = 'palsu'");
        await make.ClickAsync();
        await Assertions.Expect(alert).ToContainTextAsync("Halaman ini terlalu lama terbuka.");

        await page.GotoAsync("account");
        await make.ClickAsync();
        await Assertions.Expect(page.GetByText("1 kunci sandi terpasang.")).ToBeVisibleAsync();
        await make.ClickAsync();
        await Assertions.Expect(alert).ToContainTextAsync("Perangkat ini sudah punya kunci sandi Anda.");
    }

    [Fact]
    public async Task A_manager_changes_a_clerk_s_role_and_ends_their_access()
    {
        var email = await console.Person("clerk");
        var clerk = await console.Window();
        await ConsoleFixture.SignIn(clerk, email);
        var manager = await console.SignedIn("manager");
        await manager.GotoAsync("people");
        await manager.GetByRole(AriaRole.Listitem).Filter(new LocatorFilterOptions { HasText = email }).GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(Heading(manager)).ToHaveTextAsync("Uji clerk");
        await PageChecks.Holds(manager, new Uri(manager.Url).PathAndQuery, "person");

        await manager.GetByLabel("Sebagai").SelectOptionAsync("shopkeeper");
        await Press(manager, "Simpan peran");
        await Assertions.Expect(manager.GetByRole(AriaRole.Alert)).ToContainTextAsync("Pilih toko untuk penjaga toko.");
        await PageChecks.Picture(manager, "person-refused");
        await manager.GetByLabel("Sebagai").SelectOptionAsync("manager");
        await Press(manager, "Simpan peran");
        await Assertions.Expect(manager.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync("Peran tersimpan.");
        Assert.Equal(200, (await clerk.GotoAsync("people"))!.Status);

        await manager.GetByLabel("Alasan").FillAsync("Pindah kerja");
        await Press(manager, "Hentikan akses Uji clerk");
        await Assertions.Expect(manager.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync("Aksesnya sudah dihentikan.");
        await clerk.GotoAsync("people");
        await Assertions.Expect(Heading(clerk)).ToHaveTextAsync("Masuk");
    }

    [Fact]
    public async Task Whoever_may_not_change_a_person_is_told_who_may()
    {
        var email = await console.Person("chair");
        var manager = await console.SignedIn("manager");
        await manager.GotoAsync("people");
        await manager.GetByRole(AriaRole.Listitem).Filter(new LocatorFilterOptions { HasText = email }).GetByRole(AriaRole.Link).ClickAsync();

        await Assertions.Expect(manager.GetByRole(AriaRole.Main)).ToContainTextAsync("Peran dan akses orang ini diatur oleh Ketua atau Administrator.");
        await PageChecks.Holds(manager, new Uri(manager.Url).PathAndQuery, "person-not-yours");
    }

    [Fact]
    public async Task A_place_that_is_signed_out_from_elsewhere_is_asked_again()
    {
        var email = await console.Person("manager");
        var (lost, here) = (await console.Window(), await console.Window());
        await ConsoleFixture.SignIn(lost, email);
        await ConsoleFixture.SignIn(here, email);

        await here.GotoAsync("account");
        await here.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Keluarkan" }).ClickAsync();
        await Assertions.Expect(here.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Keluarkan" })).ToHaveCountAsync(0);
        await lost.GotoAsync("account");

        await Assertions.Expect(Heading(lost)).ToHaveTextAsync("Masuk");
        await here.GotoAsync("account");
        await Assertions.Expect(Heading(here)).ToHaveTextAsync("Akun dan keamanan");
    }

    private static ILocator Passkey(IPage page) => page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Kunci sandi" }).GetByRole(AriaRole.Listitem);

    private static async Task SignOut(IPage page)
    {
        await page.Locator("header summary").ClickAsync();
        await Press(page, "Keluar");
        await Assertions.Expect(Heading(page)).ToHaveTextAsync("Masuk");
    }

    /// <summary>A device that makes passkeys and knows its owner.</summary>
    private static async Task WithAuthenticator(IPage page)
    {
        var device = await page.Context.NewCDPSessionAsync(page);
        await device.SendAsync("WebAuthn.enable");
        await device.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["options"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }

    /// <summary>A window in which the password was given and the code is asked for.</summary>
    private async Task<IPage> AskedForACode(string email)
    {
        var page = await console.Window();
        await page.GotoAsync("sign-in");
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByLabel("Sandi", new PageGetByLabelOptions { Exact = true }).FillAsync(ConsoleFixture.Password);
        await Press(page, "Masuk dengan sandi");
        await Assertions.Expect(Heading(page)).ToHaveTextAsync("Kode masuk");
        return page;
    }

    /// <summary>Sets the code up; the app's secret, and the recovery codes.</summary>
    private static async Task<(string Secret, string[] Codes)> TurnOn(IPage page)
    {
        var typed = await page.GetByText("Atau ketik: ").InnerTextAsync();
        var secret = typed["Atau ketik: ".Length..].Trim();
        await page.GetByLabel("Kode 6 angka").FillAsync(Totp(secret));
        await Press(page, "Minta kode saat masuk");
        return (secret, await Shown(page));
    }

    /// <summary>The recovery codes that are shown once.</summary>
    private static async Task<string[]> Shown(IPage page) =>
        (await page.GetByRole(AriaRole.Status).Locator(".code").InnerTextAsync()).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static async Task ByPassword(IPage page, string what, string password, string act)
    {
        var part = page.Locator("details").Filter(new LocatorFilterOptions { HasText = what });
        await part.Locator("summary").ClickAsync();
        await part.GetByLabel("Sandi sekarang").FillAsync(password);
        await Press(page, act);
    }

    /// <summary>What is wrong is said at the field, for everybody.</summary>
    private static async Task Wrong(ILocator field, string said)
    {
        await Assertions.Expect(field).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(field).ToHaveAccessibleDescriptionAsync(new Regex(Regex.Escape(said), RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    private static Task Press(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true }).ClickAsync();

    private static ILocator Heading(IPage page) => page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 });

    /// <summary>The link that was made and is shown once.</summary>
    private static async Task<string> Link(IPage page) => (await page.GetByRole(AriaRole.Status).Locator(".code").InnerTextAsync()).Trim();

    /// <summary>What an authenticator app shows now (RFC 6238: SHA-1, 30 seconds, six digits).</summary>
    private static string Totp(string secret)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(Regex.Replace(secret.ToUpperInvariant(), "[^A-Z2-7]", "", RegexOptions.None, TimeSpan.FromSeconds(1))
            .Select(letter => Convert.ToString(alphabet.IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var key = Enumerable.Range(0, bits.Length / 8).Select(index => Convert.ToByte(bits.Substring(index * 8, 8), 2)).ToArray();
        var step = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // The standard's own hash.
        var hash = HMACSHA1.HashData(key, step);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 0xf)) & int.MaxValue;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }
}
