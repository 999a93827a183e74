using System.IO.Compression;
using System.Text;
using Microsoft.Playwright;
using MiniExcelLibs;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.BrowserTests;

/// <summary>Counts and movements from a file: looked at line by line, then recorded exactly so.</summary>
public sealed class StockUploadTests(ConsoleFixture console) : IClassFixture<ConsoleFixture>, IAsyncLifetime
{
    private const int Megabyte = 1024 * 1024;

    public async ValueTask InitializeAsync() => await console.Town.HandOver("console");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_file_is_shown_line_by_line_before_anything_is_written_and_counts_once()
    {
        await console.Town.Console.Given(Count(10, Beras), Count(8, Gula));
        var page = await console.SignedIn("clerk", script: false);
        var before = await console.Gateway.Database.Counts();
        const string Lines = $"kode,jumlah,jenis\n{Beras},7,\n{Gula},3,jual\nTIDAK-ADA,1,\n{Gula},dua,jual\n{Beras},=1+1,\n{Minyak},4,curi\n";
        await Look(page, "stok.csv", Encoding.UTF8.GetBytes(Lines));

        await Assertions.Expect(Row(page, "Beras 5 kg BRS-5 Akan")).ToContainTextAsync("10 → 7 PCS");
        await Assertions.Expect(Row(page, "Gula pasir 1 kg GUL-1 Akan")).ToContainTextAsync("8 → 5 PCS");
        await Assertions.Expect(Row(page, "TIDAK-ADA")).ToContainTextAsync("Kolom kode: tidak ada barang dengan kode ini.");
        await Assertions.Expect(Row(page, "dua")).ToContainTextAsync("Kolom jumlah: tulis angka");
        await Assertions.Expect(Row(page, "=1+1")).ToContainTextAsync("Kolom jumlah: tulis angka");
        await Assertions.Expect(Row(page, "Minyak")).ToContainTextAsync("Kolom jenis: jenis ini tidak dikenal.");
        Assert.Equal(before, await console.Gateway.Database.Counts());
        await PageChecks.Picture(page, "stock-upload-preview");
        await page.SetViewportSizeAsync(390, 844);
        await PageChecks.Picture(page, "stock-upload-preview-390");

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Catat 2 baris" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync("2 baris tercatat");
        Assert.Equal((7m, 5m), (await console.Town.Console.OnHand(Beras), await console.Town.Console.OnHand(Gula)));

        await Look(page, "lagi.csv", Encoding.UTF8.GetBytes(Lines));
        await Assertions.Expect(page.GetByText("0 baris akan dicatat, 2 sudah ada, 4 salah")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameString = "Catat " })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task What_was_not_looked_at_or_has_moved_since_is_not_recorded()
    {
        var goods = (await console.Town.SellsMany("BRK", 1))[0];
        await console.Town.Console.Given(Count(10, goods));
        var page = await console.SignedIn("manager");
        await Look(page, "stok.csv", Encoding.UTF8.GetBytes($"item;quantity;kind\n{goods};3;sale\n"));
        await console.Town.Console.Given(Sale(1, goods, at: "11:00"));

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Catat 1 baris" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Stok sudah bergerak");
        Assert.Equal(9, await console.Town.Console.OnHand(goods));

        await Look(page, "stok.csv", Encoding.UTF8.GetBytes($"item;quantity;kind\n{goods};3;sale\n"));
        await page.EvaluateAsync("document.querySelector('[name=plan]').value = document.querySelector('[name=plan]').value.slice(4)");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Catat 1 baris" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("belum diperiksa di sini");
        Assert.Equal(9, await console.Town.Console.OnHand(goods));
    }

    [Fact]
    public async Task A_file_that_is_too_large_a_bomb_or_no_table_is_refused_plainly_and_nothing_is_written()
    {
        var page = await console.SignedIn("manager", script: false);
        var before = await console.Gateway.Database.Counts();

        var large = Path.Combine(Path.GetTempPath(), $"besar-{Guid.NewGuid():N}.csv");
        await File.WriteAllBytesAsync(large, new byte[30 * Megabyte], TestContext.Current.CancellationToken);
        await page.GotoAsync($"stock/upload?location={Shop}");
        await page.GetByLabel("Berkas CSV atau XLSX").SetInputFilesAsync(large);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Periksa dahulu" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Berkas ini lebih dari 5 MB")).ToBeVisibleAsync();
        File.Delete(large);
        await Look(page, "bom.xlsx", Bomb());
        await Assertions.Expect(page.GetByText("Isinya lebih besar daripada yang dibaca")).ToBeVisibleAsync();
        await Look(page, "gambar.xlsx", [0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]);
        await Assertions.Expect(page.GetByText("Berkas ini tidak bisa dibaca")).ToBeVisibleAsync();
        await Look(page, "kolom.csv", Encoding.UTF8.GetBytes("sku,stok\nA,1\n"));
        await Assertions.Expect(page.GetByText("Berkas ini tidak bisa dibaca")).ToBeVisibleAsync();
        await Look(page, "kosong.csv", []);
        await Assertions.Expect(page.GetByText("Pilih berkas dahulu.")).ToBeVisibleAsync();

        Assert.Equal(before, await console.Gateway.Database.Counts());
    }

    [Fact]
    public async Task A_workbook_is_looked_at_and_recorded_as_it_was_shown()
    {
        var goods = await console.Town.SellsMany("XLS", 2);
        await console.Town.Console.Given(Count(10, goods[0]), Count(8, goods[1]));
        var page = await console.SignedIn("manager");
        using var workbook = new MemoryStream();
        await workbook.SaveAsAsync(new[] { new { kode = goods[0], jumlah = 7.5m, jenis = "hitung" }, new { kode = goods[1], jumlah = 3m, jenis = "jual" } }, cancellationToken: TestContext.Current.CancellationToken);

        await PageChecks.Holds(
            page,
            async () =>
            {
                await Look(page, "stok.xlsx", workbook.ToArray());
                await Assertions.Expect(Row(page, goods[0])).ToContainTextAsync("10 → 7,5 PCS");
                await Assertions.Expect(Row(page, goods[1])).ToContainTextAsync("8 → 5 PCS");
            },
            "stock-upload-workbook");
        Assert.Equal((10m, 8m), (await console.Town.Console.OnHand(goods[0]), await console.Town.Console.OnHand(goods[1])));
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Catat 2 baris" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync("2 baris tercatat");
        Assert.Equal((7.5m, 5m), (await console.Town.Console.OnHand(goods[0]), await console.Town.Console.OnHand(goods[1])));
    }

    [Fact]
    public async Task The_page_holds_to_what_every_page_does() => await PageChecks.Holds(await console.SignedIn("manager"), $"stock/upload?location={Shop}", "stock-upload");

    private static async Task Look(IPage page, string name, byte[] bytes)
    {
        await page.GotoAsync($"stock/upload?location={Shop}");
        await page.GetByLabel("Berkas CSV atau XLSX").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = bytes });
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Periksa dahulu" }).ClickAsync();
    }

    private static ILocator Row(IPage page, string words) => page.GetByRole(AriaRole.Row, new PageGetByRoleOptions { Name = words });

    /// <summary>Sixty megabytes of nothing in a few kilobytes.</summary>
    private static byte[] Bomb()
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = archive.CreateEntry("xl/worksheets/sheet1.xml").Open();
            for (var megabyte = 0; megabyte < 60; megabyte++)
                part.Write(new byte[Megabyte]);
        }

        return file.ToArray();
    }
}
