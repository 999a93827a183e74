using System.Text;
using Microsoft.Playwright;
using MiniExcelLibs;
using RetailGateway.Hosting;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.BrowserTests;

/// <summary>The city's register of cooperatives.</summary>
public sealed class RegisterTests(ConsoleFixture console) : IClassFixture<ConsoleFixture>
{
    private const string Formula = "=HYPERLINK(\"http://jahat.example\")";

    [Fact]
    public async Task The_office_sees_what_each_cooperative_trades_and_when_it_last_did_and_finds_it()
    {
        await console.Town.Till.Given(Count(4321, Beras));
        await Trades();
        await Cooperative("KPN-FORMULA", Formula);
        var page = await Officer();
        await page.GotoAsync("register");

        var row = page.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { Has = page.Locator($"a[href$='register/{console.Town.Coop}']") });
        await Assertions.Expect(row).ToContainTextAsync("Aktif");
        await Assertions.Expect(row).ToContainTextAsync("Toko Ritel");
        await Assertions.Expect(row).ToContainTextAsync("Belum diketahui");
        await Assertions.Expect(row.Locator("[data-l=Barang]")).ToHaveTextAsync("3");
        await Assertions.Expect(row.Locator("[data-l='Barang UMKM']")).ToHaveTextAsync("1");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("Rp");
        await PageChecks.Holds(page, "register", "register");
        await PageChecks.Holds(page, $"register/{console.Town.Coop}", "register-one");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Yang diperdagangkan" }).Locator("dl > div")).ToHaveTextAsync(["Sembako2 barang", "Minyak1 barang"]);
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Barang UMKM" }).GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["Keripik Dua PutraMinyak goreng 1 l"]);
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("Rp");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("4.321");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("Beras 5 kg");
        await page.GotoAsync("register");
        await page.GetByLabel("Nama, kode, atau mitra").FillAsync("hyperlink");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Cari" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = Formula })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task It_is_downloaded_as_a_file_in_which_no_cell_is_a_formula()
    {
        await Cooperative("KPN-FORMULA", Formula);
        var page = await Officer();

        var csv = await page.APIRequest.GetAsync(new Uri(console.Address, "register/export.csv?q=hyperlink").ToString());
        var bytes = await csv.BodyAsync();
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("Kode;Koperasi;Jenis;", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("KPN-FORMULA;\"'=HYPERLINK(\"\"http://jahat.example\"\")\";", lines[1], StringComparison.Ordinal);

        var xlsx = await page.APIRequest.GetAsync(new Uri(console.Address, "register/export.xlsx?q=hyperlink").ToString());
        using var workbook = new MemoryStream(await xlsx.BodyAsync());
        var cells = (IDictionary<string, object>)MiniExcel.Query(workbook, useHeaderRow: true).Single();
        Assert.Equal($"'{Formula}", cells["Koperasi"]);
        Assert.Equal(0d, cells["Barang"]);
    }

    [Fact]
    public async Task It_is_for_the_office_alone()
    {
        var page = await console.SignedIn("manager");

        Assert.Equal(403, (await page.GotoAsync("register"))!.Status);
        Assert.Equal(403, (await page.GotoAsync($"register/{console.Town.Coop}"))!.Status);
        Assert.Equal(403, (await page.GotoAsync("register/export.csv"))!.Status);
        var officer = await Officer();
        Assert.Equal(404, (await officer.GotoAsync($"register/{console.Town.Chain}"))!.Status);
        var test = await Town.Create(console.Gateway, environment: "test");
        Assert.Equal(404, (await officer.GotoAsync($"register/{test.Coop}"))!.Status);
    }

    private async Task<IPage> Officer()
    {
        var page = await console.Window();
        await page.GotoAsync("register");
        await page.GetByLabel("Email").FillAsync(await console.Official("officer"));
        await page.GetByLabel("Sandi", new PageGetByLabelOptions { Exact = true }).FillAsync(ConsoleFixture.Password);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Masuk dengan sandi" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 })).ToHaveTextAsync("Daftar koperasi");
        return page;
    }

    [Fact]
    public async Task Of_much_that_a_cooperative_trades_a_screenful_is_named_and_the_rest_counted()
    {
        var town = await Town.Create(console.Gateway);
        await town.Database.Run("insert into product (owner_id, code, name, category, base_unit, producer_id) select $1, 'B-' || n, 'Barang ' || n, 'Rak ' || n, 'PCS', $2 from generate_series(1, 42) n", town.Coop, await Producer());
        var page = await Officer();
        await page.GotoAsync($"register/{town.Coop}");

        foreach (var region in new[] { "Yang diperdagangkan", "Barang UMKM" })
            await Assertions.Expect(page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = region })).ToContainTextAsync("dan 12 lagi");
    }

    /// <summary>Two goods of one category, and one of another that a small producer makes.</summary>
    private async Task Trades() => await console.Town.Database.Run(
        "update product set category = case code when $2 then 'Minyak' else 'Sembako' end, producer_id = case code when $2 then $3 end where owner_id = $1",
        console.Town.Coop, Minyak, await Producer());

    private async Task<int> Producer()
    {
        await PartiesCreate.Create(console.Gateway.Database, "live", $"UMKM-{Guid.NewGuid():N}"[..20].ToUpperInvariant(), "Keripik Dua Putra", "producer", cooperativeKind: null, TestContext.Current.CancellationToken);
        return await console.Town.Database.Ask<int>("select max(owner_id) from party where kind = 'producer'");
    }

    private async Task Cooperative(string code, string name)
    {
        if (await console.Town.Database.Ask<long>("select count(*) from party where code = $1", code) == 0)
            await PartiesCreate.Create(console.Gateway.Database, "live", code, name, "cooperative", "other", TestContext.Current.CancellationToken);
    }
}
