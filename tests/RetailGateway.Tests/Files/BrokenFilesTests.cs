using System.Text;
using RetailGateway.PartnerSimulator.Files;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Files.ManggaTown;

namespace RetailGateway.Tests.Files;

/// <summary>What is no whole file is refused whole, in words, and nothing of it is taken.</summary>
public sealed class BrokenFilesTests(TestCluster cluster)
{
    private static readonly MarketLine[] Day =
        [Line("OP-é", "OPNAME", Rice, 50, "08:00"), Line("K1-1", "JUAL", Rice, 4, "09:00"), Line("K1-2", "JUAL", Oil, 1, "09:10", pack: "DUS")];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_cut_off_anywhere_is_refused_and_nothing_of_it_is_taken()
    {
        await using var mangga = await ManggaTown.Open(cluster);
        var whole = MarketFile.Write(Day, MarketStyle.HeadOffice);
        var half = Array.IndexOf(whole, (byte)0xC3) + 1;
        int[] cuts = [1, half, whole.Length / 3, whole.Length / 2, whole.Length - 40, whole.Length - 20, whole.Length - 4, whole.Length - 3];

        foreach (var cut in cuts)
            mangga.Leave($"potong-{cut}.csv", whole[..cut]);
        foreach (var cut in cuts)
            Assert.Contains("terpotong", (await mangga.Answer($"potong-{cut}.csv")).Refused, StringComparison.Ordinal);

        Assert.Equal(0, await mangga.Entries());
        mangga.Leave("utuh.csv", whole[..^2]);
        Assert.All((await mangga.Answer("utuh.csv")).Lines, line => Assert.Equal("DITERIMA", line.Result));
    }

    [Fact]
    public async Task A_file_that_is_still_growing_is_left_alone_until_its_end_is_there()
    {
        await using var mangga = await ManggaTown.Open(cluster, ("Partners:Mangga:Quiet", "00:05:00"));
        var whole = MarketFile.Write(Day, MarketStyle.HeadOffice);
        await using (var writer = new FileStream(Path.Combine(mangga.In, "pelan.csv"), FileMode.Create, FileAccess.Write, FileShare.Read))
        {
            await writer.WriteAsync(whole.AsMemory(0, whole.Length / 2), Cancel);
            await writer.FlushAsync(Cancel);
            mangga.Leave("lain.csv", Line("K9-1", "TERIMA", Rice, 1));
            await mangga.Answer("lain.csv");
            Assert.Single(mangga.Answered());
            await writer.WriteAsync(whole.AsMemory(whole.Length / 2), Cancel);
        }

        Assert.Equal(3, (await mangga.Answer("pelan.csv")).Lines.Count);
    }

    [Fact]
    public async Task A_total_that_differs_stops_the_file_before_its_first_line_and_says_whose_turn_it_is()
    {
        await using var mangga = await ManggaTown.Open(cluster);
        var text = Encoding.UTF8.GetString(MarketFile.Write(Day, MarketStyle.HeadOffice));

        mangga.Leave("jumlah.csv", Encoding.UTF8.GetBytes(text.Replace("TOTAL;3;55", "TOTAL;3;54", StringComparison.Ordinal)));
        var refused = (await mangga.Answer("jumlah.csv")).Refused;
        mangga.Leave("baris.csv", Encoding.UTF8.GetBytes(text.Replace("TOTAL;3;55", "TOTAL;4;55", StringComparison.Ordinal)));
        await mangga.Answer("baris.csv");
        var stream = await Eventually.See(() => mangga.Stream("stock_in"), stream => ((string?)stream!["lastError"])?.Contains("baris.csv", StringComparison.Ordinal) is true);

        Assert.Contains("TOTAL menyebut 3 baris dan jumlah 54; isinya 3 baris dan jumlah 55", refused, StringComparison.Ordinal);
        Assert.Equal(0, await mangga.Entries());
        Assert.Equal("you", (string)stream!["turn"]!);
        Assert.All(await mangga.Register(), file => Assert.Equal(("refused", "control-total"), ((string)file!["state"]!, (string)file["refusedCode"]!)));

        mangga.Leave("benar.csv", Encoding.UTF8.GetBytes(text));
        await mangga.Answer("benar.csv");
        Assert.Equal("nobody", (string)(await Eventually.See(() => mangga.Stream("stock_in"), seen => seen!["lastError"] is null))!["turn"]!);
    }

    [Fact]
    public async Task What_is_no_file_of_lines_is_refused_in_words()
    {
        await using var mangga = await ManggaTown.Open(cluster, ("Partners:Mangga:LargestMegabytes", "1"), ("Partners:Mangga:MostLines", "1000"));
        var text = Encoding.UTF8.GetString(MarketFile.Write(Day, MarketStyle.HeadOffice));
        byte[] Changed(string from, string to) => Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal));
        var cases = new Dictionary<string, (byte[] Content, string Code)>
        {
            ["kosong.csv"] = ([], "empty"),
            ["besar.csv"] = (new byte[1024 * 1024 + 1], "too-large"),
            ["panjang.csv"] = (MarketFile.Write([.. Enumerable.Range(1, 1_001).Select(place => Line("K1-1", "JUAL", Rice, 1, place: place))], MarketStyle.HeadOffice), "too-many-lines"),
            ["nol.csv"] = ([.. new byte[500], .. "\nTOTAL;0;0;SELESAI"u8], "head"),
            ["utf16.csv"] = ([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text), .. "\nTOTAL;0;0;SELESAI"u8], "encoding"),
            ["kutip.csv"] = (Changed("K1-1", "\"K1-1"), "not-csv"),
            ["tanpa-akhir.csv"] = (Changed("K1-1", new string('x', 500_000)), "not-csv"),
            ["kepala.csv"] = (Changed("KODE", "SKU"), "head"),
            ["kolom.csv"] = (Changed("MG-01;K1-1", "MG-01;K1-1;K1-1"), "fields"),
            ["angka.csv"] = (Changed(";4;", ";empat;"), "quantity"),
            ["ekor.csv"] = (Encoding.UTF8.GetBytes(text + text), "after-total"),
            ["nama aneh;rm -rf.csv"] = (Encoding.UTF8.GetBytes(text), "odd-name"),
            ["--output=x.csv"] = (Encoding.UTF8.GetBytes(text), "odd-name"),
            ["laporan.exe"] = (Encoding.UTF8.GetBytes(text), "odd-name"),
        };

        foreach (var (name, (content, _)) in cases)
            mangga.Leave(name, content);
        var files = await Eventually.See(() => mangga.Register(), files => files.Count == cases.Count && files.All(file => (string)file!["state"]! != "taken"));

        Assert.Equal(
            cases.Select(one => $"{one.Key.Replace(';', '_').Replace('=', '_')}: {one.Value.Code}").Order(StringComparer.Ordinal),
            files.Select(file => $"{file!["name"]}: {file["refusedCode"]}").Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.NotEmpty((string)file!["why"]!));
        Assert.Equal(cases.Count, mangga.Answered().Count(answer => answer.Refused is not null));
        Assert.Equal(cases.Count, Directory.GetFiles(mangga.Folder("refused")).Length);
        Assert.Equal(0, await mangga.Entries());
    }

    [Fact]
    public async Task A_link_is_never_followed()
    {
        await using var mangga = await ManggaTown.Open(cluster);
        var elsewhere = Path.Combine(mangga.Root, "rahasia.csv");
        await File.WriteAllBytesAsync(elsewhere, MarketFile.Write(Day, MarketStyle.HeadOffice), Cancel);

        File.CreateSymbolicLink(Path.Combine(mangga.In, "tautan.csv"), elsewhere);
        File.CreateSymbolicLink(Path.Combine(mangga.In, "buntu.csv"), Path.Combine(mangga.Root, "tidak-ada"));
        var refused = new[] { (await mangga.Answer("tautan.csv")).Refused, (await mangga.Answer("buntu.csv")).Refused };

        Assert.All(refused, words => Assert.Contains("bukan berkas biasa", words, StringComparison.Ordinal));
        Assert.True(File.Exists(elsewhere));
        Assert.Equal(0, await mangga.Entries());
    }
}
