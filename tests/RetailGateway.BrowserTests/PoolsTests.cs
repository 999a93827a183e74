using System.Net;
using Microsoft.Playwright;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Orders;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.BrowserTests;

/// <summary>A pooled order on a phone, from its opening to what each shop got and why.</summary>
public sealed class PoolsTests(ConsoleFixture console) : IClassFixture<ConsoleFixture>
{
    [Fact]
    public async Task A_manager_opens_a_pool_gives_a_share_puts_a_proposal_in_closes_it_and_reads_who_got_what_of_a_short_delivery()
    {
        var town = await OrderTown.Create(console.Gateway, tillIsSystemOfRecord: false);
        await town.Asks(2_000_000, "keep_back");
        await town.Database.Run("insert into location (owner_id, code, name, format) values ($1, 'KPN-02', 'Toko KPN 2', 'coop_shop')", town.Coop);
        await town.Console.Given(Count(10, Beras));
        await town.Sets(ReplenishmentCalls.Level(Beras, 15, 14 + 8));
        (await town.Replenishes()).Must(HttpStatusCode.OK);
        var page = await SignedIn(town, "manager");
        await PageChecks.Holds(page, "orders/pools", "pools-none");
        await page.SetViewportSizeAsync(390, 844);

        await page.GotoAsync("orders");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Lihat pesanan gabungan" }).ClickAsync();
        await page.GetByLabel("Tanggal tutup").FillAsync("2020-01-01");
        await Press(page, "Buka");
        await Expect(page, "Pilih tanggal dan jam sesudah sekarang");
        await page.GetByLabel("Tanggal tutup").FillAsync(TimeProvider.System.GetUtcNow().AddDays(2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await page.GetByLabel("Pesan untuk pemasok").FillAsync("Antar pagi.");
        await Press(page, "Buka");
        await Expect(page, "Pesanan gabungan dibuka.");
        var path = new Uri(page.Url).AbsolutePath.TrimStart('/');
        var pool = long.Parse(path.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);

        await page.GetByLabel("Toko", new PageGetByLabelOptions { Exact = true }).SelectOptionAsync("KPN-02");
        await page.GetByLabel("Kode barang").FillAsync("TIADA");
        await page.GetByLabel("Jumlah, dalam satuan dasar").FillAsync("5");
        await Press(page, "Simpan bagian");
        await Expect(page, "Kode itu tidak ada di daftar barang Anda.");
        await page.GetByLabel("Kode barang").FillAsync(Beras);
        await Press(page, "Simpan bagian");
        await Expect(page, "Bagian disimpan.");

        await page.GotoAsync("orders/proposals");
        await page.GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Link).ClickAsync();
        await page.GetByLabel("Masukkan ke pesanan gabungan").CheckAsync();
        await Press(page, "Kirim keputusan");
        await Expect(page, "Usulan dimasukkan sebagai bagian.");
        await Assertions.Expect(Shares(page)).ToHaveCountAsync(2);
        await PageChecks.HoldsInBothLanguages(page, path, "pool-open");
        await page.SetViewportSizeAsync(390, 844);

        // 12 and 5 of rice are two cartons of ten: less than the supplier asks for.
        await page.GotoAsync(path);
        await Press(page, "Kirim keputusan");
        await Expect(page, "Nilainya Rp1.380.000, pemasok meminta Rp2.000.000.");
        await page.GotoAsync("orders/pools");
        await Expect(page, "Kurang Rp620.000 dari nilai pesanan minimum");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Pesanan 1 perlu Anda" })).ToBeVisibleAsync();
        await PageChecks.Holds(page, "orders/pools", "pools");
        await page.GotoAsync("inbox");
        await Expect(page, $"Pesanan gabungan POOL-{pool} ditahan");
        await PageChecks.Holds(page, path, "pool-kept");
        await page.SetViewportSizeAsync(390, 844);
        await page.GotoAsync(path);
        await page.GetByLabel("Pesan juga bila di bawah nilai minimum pemasok").CheckAsync();
        await Press(page, "Kirim keputusan");
        await Expect(page, "Sudah menjadi satu pesanan.");
        Assert.Equal(1, await town.Database.Ask<long>("select count(*) from trade_order where owner_id = $1", town.Coop));

        await town.Comes(pool, ("1", 1));
        await console.Gateway.RunsPools();
        await page.GotoAsync(path);
        await Assertions.Expect(Shares(page).Filter(new LocatorFilterOptions { HasText = "Toko KPN 2" })).ToContainTextAsync("Minta 5, dapat 3: bagian 2, dan satu dari 1 sisa karena sisanya termasuk yang terbesar.");
        await Assertions.Expect(Shares(page).Filter(new LocatorFilterOptions { HasNotText = "Toko KPN 2" })).ToContainTextAsync("Minta 12, dapat 7: bagian 7; yang tersisa untuk toko yang sisanya lebih besar atau lebih membutuhkan.");
        await PageChecks.HoldsInBothLanguages(page, path, "pool-came");
    }

    [Fact]
    public async Task A_shopkeeper_sees_and_gives_the_own_shop_s_share_alone_and_decides_nothing()
    {
        var town = await OrderTown.Create(console.Gateway, tillIsSystemOfRecord: false);
        await town.Database.Run("insert into location (owner_id, code, name, format) values ($1, 'KPN-02', 'Toko KPN 2', 'coop_shop')", town.Coop);
        var pool = await town.Opened();
        (await town.Gives(pool, ("KPN-02", Gula, 7))).Must(HttpStatusCode.OK);
        var page = await SignedIn(town, "shopkeeper");

        await page.GotoAsync("orders/pools");
        await page.GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page, "Belum ada bagian");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("KPN-02");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Kirim keputusan" })).ToHaveCountAsync(0);
        await page.GetByLabel("Kode barang").FillAsync(Beras);
        await page.GetByLabel("Jumlah, dalam satuan dasar").FillAsync("4");
        await Press(page, "Simpan bagian");
        await Expect(page, "Bagian toko Anda");
        await Assertions.Expect(Shares(page)).ToHaveCountAsync(1);
        await PageChecks.Holds(page, $"orders/pools/{pool}", "pool-shop");
    }

    private static ILocator Shares(IPage page) => page.GetByRole(AriaRole.Table, new PageGetByRoleOptions { Name = "Bagian menurut toko dan barang" })
        .GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { Has = page.GetByRole(AriaRole.Rowheader) });

    private static Task Expect(IPage page, string text) => Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(text);

    private static Task Press(IPage page, string button) => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button, Exact = true }).ClickAsync();

    private async Task<IPage> SignedIn(Town town, string role)
    {
        var page = await console.Window(width: 390);
        await ConsoleFixture.SignIn(page, await console.Person(role, town.CoopCode));
        return page;
    }
}
