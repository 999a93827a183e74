using System.Diagnostics;
using RetailGateway.PartnerSimulator.Files;
using RetailGateway.Tests.Files;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.RealInput;

/// <summary>
/// The same seven days as files of a chain without an API: one a day, the sixth left twice, the third after all others.
/// What comes of them is compared with a plain sum over the days, and with what the same lines make through the API.
/// </summary>
public sealed class OnlineRetailFilesTests(TestCluster cluster)
{
    private const int Batch = 1_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    [Fact]
    public async Task A_real_week_of_files_repeated_and_late_gives_the_same_stock_as_the_api_and_as_a_plain_sum()
    {
        var lines = RealData.InvoiceLines();
        var goods = lines.Where(line => line.IsGoods).Select(line => line.Goods).Distinct(StringComparer.Ordinal).ToArray();
        await using var mangga = await ManggaTown.Found(cluster);
        await mangga.Sells(goods);
        await mangga.OpenGateway();
        var days = lines.GroupBy(line => line.At.Date).OrderBy(day => day.Key).Select(day => day.Select(Told).ToArray()).ToArray();
        int[] order = [0, 1, 3, 4, 5, 5, 6, 2];

        var started = Stopwatch.GetTimestamp();
        foreach (var (turn, day) in order.Index())
            mangga.Leave($"{turn + 1}-hari-{day + 1}.csv", MarketFile.Write(days[day], MarketStyle.All[turn % MarketStyle.All.Count]));
        await Eventually.See(() => Task.FromResult(Directory.Exists(mangga.Out) ? Directory.GetFiles(mangga.Out, "jawaban-*").Length : 0), answers => answers == order.Length, Patience);
        var taken = Stopwatch.GetElapsedTime(started);

        var answers = mangga.Answered().SelectMany(answer => answer.Lines).CountBy(line => line.Result).ToDictionary();
        var expected = lines.Where(line => line.IsGoods).GroupBy(line => line.Goods).ToDictionary(line => $"{ManggaTown.Store} {line.Key}", line => (decimal)line.Sum(one => one.Moves));
        Assert.Equal(7, days.Length);
        Assert.Equal(expected, (await mangga.Positions()).ToDictionary());
        Assert.Equal(lines.Count(line => line.IsGoods), answers["DITERIMA"]);
        Assert.Equal(days[5].Length, answers["SUDAH_ADA"] + mangga.Answered().Last(answer => answer.File.EndsWith("hari-6.csv", StringComparison.Ordinal)).Lines.Count(line => line.Result == "DITINJAU"));
        Assert.DoesNotContain("DITOLAK", answers.Keys);
        await using var byApi = await ManggaTown.Found(cluster);
        await byApi.Sells(goods);
        await byApi.OpenGateway();
        foreach (var batch in lines.Where(line => line.IsGoods).Select(Told).Chunk(Batch))
            await SameAsTheApiTests.Tell(byApi, batch, code => code);
        Assert.Equal(await byApi.Positions(), await mangga.Positions());
        Assert.Equal(await byApi.Entries(), await mangga.Entries());
        RealInputDoc.Holds(
            "The same week as files",
            ("invoice lines", $"{RealInputDoc.N(lines.Count)} in {days.Length} days, {order.Length} files"),
            ("applied", RealInputDoc.N(answers["DITERIMA"])),
            ("duplicate (the sixth day again)", RealInputDoc.N(answers["SUDAH_ADA"])),
            ("review", $"{RealInputDoc.N(answers["DITINJAU"])} answers of {RealInputDoc.N(lines.Count(line => !line.IsGoods))} lines"),
            ("refused", RealInputDoc.N(answers.GetValueOrDefault("DITOLAK"))),
            ("positions, each equal to the sum and to the API's", RealInputDoc.N(expected.Count)));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{lines.Count} lines in {order.Length} files, {string.Join(", ", answers.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Value} {one.Key}"))}, {expected.Count} positions; answered in {taken.TotalSeconds:F1} s");
    }

    private static MarketLine Told(InvoiceLine line) => new(
        ManggaTown.Store, line.Invoice, line.Position, line.IsSale ? "JUAL" : line.IsCancellation ? "RETUR_JUAL" : "KOREKSI", line.Code, "",
        line.IsSale || line.IsCancellation ? Math.Abs(line.Quantity) : line.Quantity, line.At);
}
