using System.Net;
using Microsoft.Playwright;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Orders;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.BrowserTests;

/// <summary>Proposed orders, from a product's levels to the order, on a phone.</summary>
public sealed class ProposalsTests(ConsoleFixture console) : IClassFixture<ConsoleFixture>
{
    [Fact]
    public async Task A_manager_sets_levels_changes_what_is_proposed_orders_it_and_dismisses_another()
    {
        var town = await OrderTown.Create(console.Gateway, tillIsSystemOfRecord: false);
        await town.Database.Run("insert into location (owner_id, code, name, format) values ($1, 'KPN-02', 'Toko KPN 2', 'coop_shop')", town.Coop);
        await town.Console.Given(Count(10, Beras), Count(10, Minyak));
        var page = await SignedIn(town, "manager");
        await PageChecks.Holds(page, "orders/proposals", "proposals-none");
        await page.SetViewportSizeAsync(390, 844);

        await page.GotoAsync($"stock/{Shop}/{Beras}");
        await page.GetByLabel("Minimum, dalam PCS").FillAsync("15");
        await page.GetByLabel("Target, dalam PCS").FillAsync("12");
        await Press(page, "Simpan batas");
        await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Alert)).ToContainTextAsync("Target tidak boleh di bawah minimum.");
        await page.GetByLabel("Target, dalam PCS").FillAsync("40");
        await Press(page, "Simpan batas");
        await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync("Batas pesan ulang disimpan.");
        await Assertions.Expect(page.GetByLabel("Target, dalam PCS")).ToHaveValueAsync("40");
        var elsewhere = ReplenishmentCalls.Level(Gula, 5, 10);
        elsewhere["location"] = "KPN-02";
        await town.Sets(ReplenishmentCalls.Level(Minyak, 11, 20), elsewhere);
        (await town.Replenishes()).Must(HttpStatusCode.OK);

        await page.GotoAsync("orders");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Pesanan 2 perlu Anda" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Lihat usulan pesanan" }).ClickAsync();
        var rows = page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { Has = page.GetByRole(AriaRole.Rowheader) });
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        await PageChecks.Holds(page, "orders/proposals", "proposals");
        await page.SetViewportSizeAsync(390, 844);
        await page.GotoAsync("orders/proposals");
        var here = rows.Filter(new LocatorFilterOptions { HasNotText = "Toko KPN 2" });
        await Assertions.Expect(here).ToContainTextAsync("Rp2.245.005");
        await here.GetByRole(AriaRole.Link).ClickAsync();
        var proposal = new Uri(page.Url).AbsolutePath.TrimStart('/');
        await PageChecks.Holds(page, proposal, "proposal");
        await page.SetViewportSizeAsync(390, 844);
        await page.GotoAsync(proposal);

        await Assertions.Expect(page.GetByLabel("Beras 5 kg")).ToHaveValueAsync("3");
        await page.GetByLabel("Beras 5 kg").FillAsync("2,5");
        await Press(page, "Kirim keputusan");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Tulis jumlah kemasan yang bulat, misalnya 3.");
        await page.GetByLabel("Beras 5 kg").FillAsync("2");
        await page.GetByLabel("Minyak goreng 1 l").FillAsync("0");
        await Press(page, "Kirim keputusan");
        await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync("Usulan disetujui, dan sekarang menjadi pesanan ini.");
        Assert.Equal("1 20", await town.Database.Ask<string>("select count(*) || ' ' || min(ordered)::int from order_line where owner_id = $1", town.Coop));
        await page.GotoAsync(proposal);
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Usulan ini sudah menjadi pesanan.");

        await page.GotoAsync("orders/proposals");
        await rows.GetByRole(AriaRole.Link).ClickAsync();
        await page.GetByLabel("Abaikan").CheckAsync();
        await Press(page, "Kirim keputusan");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Tulis alasannya");
        await page.GetByLabel("Alasan").FillAsync("Rak sedang direnovasi.");
        await Press(page, "Kirim keputusan");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Usulan diabaikan.");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Tidak ada yang perlu dipesan");
        Assert.Equal(["approve", "dismiss"], await town.Database.Ask<string[]>("select array_agg(act order by audit_id) from audit_entry where owner_id = $1 and subject_kind = 'proposal'", town.Coop));
    }

    [Fact]
    public async Task A_shopkeeper_sees_what_is_proposed_for_the_own_shop_and_decides_nothing()
    {
        var town = await OrderTown.Create(console.Gateway, tillIsSystemOfRecord: false);
        await town.Database.Run("insert into location (owner_id, code, name, format) values ($1, 'KPN-02', 'Toko KPN 2', 'coop_shop')", town.Coop);
        var elsewhere = ReplenishmentCalls.Level(Gula, 5, 10);
        elsewhere["location"] = "KPN-02";
        await town.Sets(ReplenishmentCalls.Level(Beras, 5, 10), elsewhere);
        (await town.Replenishes()).Must(HttpStatusCode.OK);
        var page = await SignedIn(town, "shopkeeper");

        await page.GotoAsync("orders/proposals");
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader)).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Beras 5 kg, 1 CTN isi 10");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Kirim keputusan" })).ToHaveCountAsync(0);
        var other = await town.Database.Ask<long>("select proposal_id from order_proposal p join location l using (owner_id, location_id) where p.owner_id = $1 and l.code = 'KPN-02'", town.Coop);
        Assert.Equal(404, (await page.GotoAsync($"orders/proposals/{other}"))!.Status);
    }

    private static Task Press(IPage page, string button) => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button }).ClickAsync();

    private async Task<IPage> SignedIn(Town town, string role)
    {
        var page = await console.Window(width: 390);
        await ConsoleFixture.SignIn(page, await console.Person(role, town.CoopCode));
        return page;
    }
}
