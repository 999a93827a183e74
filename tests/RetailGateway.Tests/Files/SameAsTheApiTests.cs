using System.Globalization;
using RetailGateway.PartnerSimulator.Files;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Files.ManggaTown;

namespace RetailGateway.Tests.Files;

/// <summary>However the days' files come, the chain's stock is what the same changes make of it through the API.</summary>
public sealed class SameAsTheApiTests(TestCluster cluster)
{
    private const int Days = 4;
    private const int LinesOfDay = 60;
    private static readonly string[] Kinds = ["JUAL", "JUAL", "JUAL", "TERIMA", "OPNAME", "RETUR_JUAL", "KOREKSI"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Files_in_any_order_repeated_renamed_and_saved_anew_end_where_the_api_ends(int seed)
    {
        var random = new Random(seed);
        var days = Enumerable.Range(0, Days).Select(day => Day(random, day)).ToArray();
        await using var byApi = await ManggaTown.Open(cluster);
        await using var byFile = await ManggaTown.Open(cluster);
        await Tell(byApi, [.. days.SelectMany(day => day)], code => code == Rice ? "BERAS" : "MINYAK");

        var left = Leave(byFile, days, random);
        await Eventually.See(() => Task.FromResult(byFile.Answered().Count()), answers => answers >= left, Patience);

        Assert.Equal(left, byFile.Answered().Count());
        Assert.All(byFile.Answered(), answer => Assert.All(answer.Lines, line => Assert.Contains(line.Result, new[] { "DITERIMA", "SUDAH_ADA" })));
        Assert.Equal(await byApi.Positions(), await byFile.Positions());
        Assert.Equal(await byApi.Entries(), await byFile.Entries());
        Assert.Empty(await LedgerCheck.Differences(byFile.Rows, byFile.Town.Chain));
    }

    /// <summary>Each day in one to three files, its lines shuffled anew, in any style, under any name; days in any order.</summary>
    private static int Leave(ManggaTown mangga, MarketLine[][] days, Random random)
    {
        var files = days.SelectMany(day => Enumerable.Range(0, random.Next(1, 4)).Select(_ => day.ToArray())).ToArray();
        random.Shuffle(files);
        foreach (var (number, lines) in files.Index())
        {
            random.Shuffle(lines);
            mangga.Leave($"{random.Next(100):00}-{number}.csv", MarketFile.Write(lines, MarketStyle.All[random.Next(MarketStyle.All.Count)]));
        }

        return files.Length;
    }

    private static MarketLine[] Day(Random random, int day) =>
    [
        .. Enumerable.Range(1, LinesOfDay).Select(number =>
        {
            var kind = Kinds[random.Next(Kinds.Length)];
            return Line(
                $"Nóta {day}/{number}", kind, random.Next(2) == 0 ? Rice : Oil, kind == "KOREKSI" ? -1 - (random.Next(8) / 8m) : 1 + (random.Next(64) / 8m),
                $"{random.Next(24):00}:{random.Next(60):00}", place: random.Next(1, 4), store: random.Next(2) == 0 ? Store : OtherStore);
        }),
        .. Reversed(day),
    ];

    /// <summary>A sale that its cashier took back.</summary>
    private static IEnumerable<MarketLine> Reversed(int day) =>
    [
        Line($"Salah {day}", "JUAL", Rice, 5, "12:00"),
        Line($"Batal {day}", "BATAL", Rice, 0, "12:05") with { Quantity = null, OfReceipt = $"Salah {day}", OfPlace = 1 },
    ];

    /// <summary>The same changes by the API of another system of the chain's, whose word counts there; all are applied.</summary>
    internal static async Task Tell(ManggaTown mangga, MarketLine[] lines, Func<string, string> product)
    {
        await mangga.Rows.Run(
            "update system_of_record s set connection_id = c.connection_id from connection c where c.owner_id = s.owner_id and c.code = 'pusat' and s.owner_id = $1",
            mangga.Town.Chain);
        using var system = mangga.Gateway!.Client(mangga.Town.PartnerKey);
        var outcomes = await system.Record([.. lines.Select(line => Change(line, product(line.Code)))]);
        Assert.All(outcomes, outcome => Assert.Equal("applied", outcome.ToString()));
    }

    private static Change Change(MarketLine line, string item)
    {
        var (kind, sign) = line.Kind switch
        {
            "JUAL" => ("sale", -1),
            "TERIMA" => ("receipt", 1),
            "RETUR_JUAL" => ("return_in", 1),
            "KOREKSI" => ("adjustment", 1),
            "BATAL" => ("reversal", 1),
            _ => ("count", 1),
        };
        return new Change(
            $"{line.Receipt}/{line.Place}", line.Store, item, kind, (sign * line.Quantity)?.ToString(CultureInfo.InvariantCulture), line.At,
            line.OfReceipt is null ? null : $"{line.OfReceipt}/{line.OfPlace}");
    }
}
