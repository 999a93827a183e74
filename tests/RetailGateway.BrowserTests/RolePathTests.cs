using Microsoft.Playwright;
using RetailGateway.Tests.Harness;

namespace RetailGateway.BrowserTests;

/// <summary>What some roles are there for, from beginning to end.</summary>
public sealed class RolePathTests(ConsoleFixture console) : IClassFixture<ConsoleFixture>
{
    [Fact]
    public async Task A_partner_s_engineer_retries_a_stream_and_rotates_a_key()
    {
        await console.Town.Database.Run(
            """
            with line as (insert into connection (owner_id, code, name, kind, dialect) values ($1, 'basmalah', 'Basmalah', 'connector', 'basmalah') returning owner_id, connection_id)
            insert into sync_stream (owner_id, connection_id, kind, counterparty_id, attempts, last_error_at, last_error_code, last_error)
            select owner_id, connection_id, 'stock_out', $2, 3, now(), 'E-STK-01', 'H2H ditutup' from line
            """,
            console.Town.Chain, console.Town.Coop);
        await console.Town.Database.Run("insert into connection (owner_id, code, name, kind) values ($1, 'kasir-mitra', 'Kasir mitra', 'api')", console.Town.Chain);
        await console.Town.Key(console.Town.ChainCode, "kasir-mitra", "stock:read");
        var page = await OfChain("partner_engineer");

        await page.GotoAsync("work");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Stok keluar, basmalah" }).ClickAsync();
        await page.GetByLabel("Coba lagi sekarang").CheckAsync();
        await page.GetByLabel("Alasan").FillAsync("H2H buka lagi");
        await Press(page, "Simpan tindakan");
        await Assertions.Expect(Result(page)).ToContainTextAsync("Dicoba lagi sekarang.");

        await page.GotoAsync($"keys/{await console.Town.Database.Ask<string>("select k.key_id from api_key k join connection c using (owner_id, connection_id) where c.owner_id = $1 and c.code = 'kasir-mitra'", console.Town.Chain)}");
        await Press(page, "Buat kunci pengganti");
        await Assertions.Expect(page.Locator("#new-key")).ToContainTextAsync("rg_live_");
        Assert.Equal(["retry", "rotate"], await console.Town.Database.Ask<string[]>("select array_agg(act order by act) from audit_entry where owner_id = $1 and act in ('retry', 'rotate')", console.Town.Chain));
    }

    [Fact]
    public async Task A_partner_s_user_invites_a_colleague_and_hears_that_they_came()
    {
        var page = await OfChain("partner_user");
        await page.GotoAsync("people");
        var link = await Invite(page, "teknisi-baru@uji.example", "partner_engineer");

        var colleague = await console.Window();
        await colleague.GotoAsync(link);
        await colleague.GetByLabel("Nama tampilan").FillAsync("Teknisi Baru");
        await colleague.GetByLabel("Sandi").FillAsync(ConsoleFixture.Password);
        await Press(colleague, "Terima undangan");
        await Assertions.Expect(Heading(colleague)).ToHaveTextAsync("Akun dan keamanan");

        await page.GotoAsync("inbox");
        await page.GetByRole(AriaRole.Listitem).Filter(new LocatorFilterOptions { HasText = "Teknisi Baru menerima undangan Anda" }).GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(Heading(page)).ToHaveTextAsync("Orang");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("teknisi-baru@uji.example");
    }

    [Fact]
    public async Task An_administrator_appoints_a_treasurer_whom_the_chair_does_not_and_a_chair_ends_the_access_again()
    {
        var administrator = await console.SignedIn("administrator");
        await administrator.GotoAsync("people");
        var link = await Invite(administrator, "bendahara-baru@uji.example", "treasurer");
        var treasurer = await console.Window();
        await treasurer.GotoAsync(link);
        await Assertions.Expect(treasurer.GetByRole(AriaRole.Main)).ToContainTextAsync("Bendahara");
        await treasurer.GetByLabel("Nama tampilan").FillAsync("Bu Bendahara");
        await treasurer.GetByLabel("Sandi").FillAsync(ConsoleFixture.Password);
        await Press(treasurer, "Terima undangan");
        await Assertions.Expect(Heading(treasurer)).ToHaveTextAsync("Akun dan keamanan");

        var chair = await console.SignedIn("chair");
        await chair.GotoAsync("people");
        await Assertions.Expect(chair.GetByLabel("Sebagai").Locator("option[value=treasurer]")).ToHaveCountAsync(0);
        await chair.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Bu Bendahara" }).ClickAsync();
        await chair.GetByLabel("Alasan").FillAsync("Masa jabatan selesai");
        await Press(chair, "Hentikan akses Bu Bendahara");

        await Assertions.Expect(Result(chair)).ToContainTextAsync("Aksesnya sudah dihentikan.");
        await treasurer.GotoAsync("account");
        await Assertions.Expect(Heading(treasurer)).ToHaveTextAsync("Masuk");
    }

    private async Task<IPage> OfChain(string role)
    {
        var page = await console.Window();
        await ConsoleFixture.SignIn(page, await console.Person(role, console.Town.ChainCode));
        return page;
    }

    /// <summary>Invites somebody on the page of people; the link.</summary>
    private static async Task<string> Invite(IPage page, string email, string role)
    {
        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByLabel("Sebagai").SelectOptionAsync(role);
        await Press(page, "Buat undangan");
        return (await page.GetByRole(AriaRole.Status).Locator(".code").InnerTextAsync()).Trim();
    }

    private static Task Press(IPage page, string name) => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name, Exact = true }).ClickAsync();

    private static ILocator Heading(IPage page) => page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 });

    private static ILocator Result(IPage page) => page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status);
}
