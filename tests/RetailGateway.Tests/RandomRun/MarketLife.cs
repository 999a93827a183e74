using System.Globalization;
using RetailGateway.Features.Sync.Files;
using RetailGateway.PartnerSimulator.Files;
using RetailGateway.Tests.Files;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.RandomRun;

/// <summary>
/// A chain that leaves files: whole and torn, the same lines again in another file and another order, tomorrow's before
/// today's, and lines that take others back before or after those have come.
/// </summary>
internal sealed class MarketLife(Random random, Model model, StepLog log, ManggaTown town)
{
    private static readonly (string Code, string Pack, string Product, int Factor)[] Items =
        [(ManggaTown.Rice, "", "BERAS", 1), (ManggaTown.Oil, "", "MINYAK", 1), (ManggaTown.Oil, "DUS", "MINYAK", 12)];

    private static readonly (string Kind, string Means, int Sign)[] Kinds =
        [("JUAL", "sale", -1), ("JUAL", "sale", -1), ("JUAL", "sale", -1), ("TERIMA", "receipt", 1), ("RUSAK", "damage", -1), ("OPNAME", "count", 1)];

    private const int OilOfCarton = 12;

    private readonly List<(string Name, bool IsTorn)> left = [];
    private readonly List<MarketLine> told = [];
    private int numbers;

    /// <summary>The cooperative's goods in the chain's codes: oil by the carton, sugar by the piece.</summary>
    internal static async Task Furnish(Town town)
    {
        await town.Packs(Town.Beras, "DUS", 40);
        await town.Packs(Town.Minyak, "DUS", OilOfCarton);
        await town.Maps(town.Chain, "mangga", "88-1/DUS", Town.Minyak, "DUS");
        await town.Maps(town.Chain, "mangga", "88-2", Town.Gula);
    }

    /// <summary>Leaves a file, or a few.</summary>
    internal Task Step()
    {
        var lines = Lines();
        switch (random.Next(6))
        {
            case 0:
                var torn = Write(lines);
                Leave("potong", torn[..random.Next(1, torn.Length - 10)], isTorn: true);
                break;
            case 1 when told.Count > 0:
                Leave("salinan", Write([.. told.OrderBy(_ => random.Next()).Take(20)]));
                break;
            case 2:
                var tomorrow = Lines();
                Leave("besok", Write(tomorrow));
                Tell(tomorrow);
                break;
            default:
                break;
        }

        Leave("hari", Write(lines));
        Tell(lines);
        return Task.CompletedTask;
    }

    /// <summary>What differs between the chain's files and what the gateway made of them.</summary>
    internal async Task<List<string>> Differences()
    {
        var answers = town.Answered().ToLookup(answer => answer.File);
        var found = left.Where(file => answers[file.Name].Count() != 1).Select(file => $"{file.Name} has {answers[file.Name].Count()} answers").ToList();
        foreach (var (name, isTorn) in left)
        {
            foreach (var answer in answers[name])
            {
                if (isTorn != answer.Refused is not null)
                    found.Add($"{name} was {(isTorn ? "torn" : "whole")}, and the answer is {answer.Refused ?? "to its lines"}");
                found.AddRange(answer.Lines.Where(line => line.Result is not ("DITERIMA" or "SUDAH_ADA")).Select(line => $"{name}: {line}"));
            }
        }

        found.AddRange(new[] { "in", "work" }.Select(town.Folder).Where(Directory.Exists).SelectMany(Directory.GetFiles).Select(file => $"{file} still lies there"));
        found.AddRange(await LedgerCheck.Differences(town.Rows, town.Town.Chain));
        found.AddRange(Agreement.Compare(
            "the file chain's stock",
            await town.Positions(),
            model.Touched().ToDictionary(at => $"{at.Place} {at.Product}", at => model.OnHand(at.Place, at.Product))));
        return found;
    }

    /// <summary>The night's file is asked for: it tells what is available then.</summary>
    internal Task Night() => NightlyFiles.MakeDue(town.Rows, ["mangga"], town.Town.ChainCode, TestContext.Current.CancellationToken);

    /// <summary>What differs between the newest file of availability and what the cooperative has.</summary>
    internal IEnumerable<string> Told(Model shop)
    {
        var newest = Directory.Exists(town.Out) ? Directory.GetFiles(town.Out, "ketersediaan-*").Order(StringComparer.Ordinal).LastOrDefault() : null;
        var found = newest is null ? [] : MarketAvailability.Read(newest).Lines.ToDictionary(line => $"{line.Key.Location} {line.Key.Code}", line => line.Value);
        return Agreement.Compare("the file chain's copy", found, shop.Touched().Where(at => at.Product != Town.Beras).ToDictionary(
            at => $"{at.Place} {(at.Product == Town.Minyak ? "88-1" : "88-2")}",
            at => (shop.Available(at.Place, at.Product), at.Product) switch
            {
                (var available, Town.Minyak) => (decimal.Floor(available / OilOfCarton), available % OilOfCarton),
                var (available, _) => (available, 0m),
            }));
    }

    private List<MarketLine> Lines()
    {
        var lines = new List<MarketLine>();
        for (var count = random.Next(1, 30); count > 0; count--)
        {
            var line = Line();
            lines.Add(line);
            if (random.Next(12) == 0)
                lines.Insert(random.Next(lines.Count), Reversal(line));
        }

        if (told.FindAll(line => line.Kind != "BATAL") is { Count: > 0 } earlier && random.Next(2) == 0)
            lines.Add(Reversal(earlier[random.Next(earlier.Count)]));
        return lines;
    }

    private MarketLine Line()
    {
        var (item, kind) = (Items[random.Next(Items.Length)], Kinds[random.Next(Kinds.Length)]);
        var store = random.Next(2) == 0 ? ManggaTown.Store : ManggaTown.OtherStore;
        return new MarketLine(store, Receipt("K"), random.Next(1, 4), kind.Kind, item.Code, item.Pack, random.Next(1, 40), Sometime());
    }

    private MarketLine Reversal(MarketLine line) => line with
    {
        Receipt = Receipt("BT"),
        Kind = "BATAL",
        Quantity = null,
        At = Sometime(),
        OfReceipt = line.Receipt,
        OfPlace = line.Place,
    };

    private void Tell(List<MarketLine> lines)
    {
        told.AddRange(lines);
        foreach (var line in lines)
        {
            var item = Array.Find(Items, item => item.Code == line.Code && item.Pack == line.Pack);
            var (_, means, sign) = Array.Find(Kinds, kind => kind.Kind == line.Kind);
            model.Tell(new Fact(
                "mangga", $"{line.Receipt}/{line.Place}", line.Store, item.Product, means ?? "reversal",
                sign * item.Factor * (line.Quantity ?? 0), line.At, line.OfReceipt is null ? null : $"{line.OfReceipt}/{line.OfPlace}"));
        }
    }

    private byte[] Write(IReadOnlyList<MarketLine> lines) => MarketFile.Write(lines, MarketStyle.All[random.Next(MarketStyle.All.Count)]);

    private void Leave(string kind, byte[] content, bool isTorn = false)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{kind}-{++numbers}.csv");
        log.Step("market", $"leaves {name}");
        left.Add((name, isTorn));
        town.Leave(name, content);
    }

    private DateTimeOffset Sometime() => Changes.At("00:00").AddDays(-random.Next(3)).AddMinutes(10 * random.Next(6 * 24));

    private string Receipt(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{++numbers}");
}
