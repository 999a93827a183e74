using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.RandomRun;

/// <summary>
/// A shop that tells what happens in it: in any order, late, twice, at once, taken back before or after, with another
/// content under a used id, and in codes that nobody has mapped yet. What is decided goes into the model.
/// </summary>
internal sealed class ShopLife(Random random, Model model, StepLog log, ApiClient client, ApiClient catalogue, string connection, string place)
{
    private const int Days = 3;
    private static readonly (string Product, string Pack, int Factor)[] Meanings = [(Town.Beras, "DUS", 40), (Town.Minyak, "DUS", 12), (Town.Gula, "PCS", 1)];

    private readonly List<Change> told = [];
    private readonly Queue<Change> foretold = new();
    private readonly Dictionary<string, List<Change>> unknown = new(StringComparer.Ordinal);
    private int numbers;
    private int codes;

    /// <summary>What left by others' documents, which the till is to tell under them.</summary>
    internal Queue<(string Product, string Document, int Quantity)> Left { get; } = new();

    /// <summary>Lines that wait for a meaning, as the gateway keeps them.</summary>
    internal IEnumerable<string> Unknown => unknown.SelectMany(code => code.Value.Select(change => $"{connection} {change.Id} {code.Key}"));

    internal static string[] Products { get; } = [Town.Beras, Town.Minyak, Town.Gula];

    /// <summary>Makes one thing happen, and waits until it is decided.</summary>
    internal async Task Step()
    {
        switch (random.Next(10))
        {
            case 0 when unknown.Count > 0:
                await MapOne();
                break;
            case 1:
                var twice = Batch();
                log.Step(place, $"{twice.Count} changes, twice at once");
                await Task.WhenAll(Send(twice), Send(twice));
                Told(twice);
                break;
            case 2:
                var (first, second) = (Batch(), Batch());
                log.Step(place, $"{first.Count} and {second.Count} changes at once, the later before the earlier");
                await Task.WhenAll(Send(second), Send(first));
                Told([.. first, .. second]);
                break;
            default:
                var batch = Batch();
                log.Step(place, $"{batch.Count} changes");
                await Send(batch);
                Told(batch);
                break;
        }
    }

    /// <summary>What still waits for a meaning is given one, but for a code that nobody knows.</summary>
    internal async Task Close()
    {
        while (unknown.Count > 1)
            await MapOne();
    }

    private List<Line> Batch() => [.. Enumerable.Range(0, random.Next(1, 13)).Select(_ => Any())];

    private Line Any() => random.Next(100) switch
    {
        < 6 when told.Count > 0 => new Line(One(), Expect.Duplicate),
        < 12 when told.Count > 0 => new Line(Altered(One()), Expect.Refused),
        < 20 when told.FindAll(change => change.Kind != "reversal") is { Count: > 0 } entries => Reversal(entries[random.Next(entries.Count)]),
        < 24 => Foretold(),
        < 28 => new Line(Entry(NextId(), UnknownCode()), Expect.Review),
        < 34 when Left.TryDequeue(out var left) => Leaves(left),
        < 40 when foretold.TryDequeue(out var entry) => new Line(entry, Expect.Applied),
        _ => new Line(Entry(NextId(), Product()), Expect.Applied),
    };

    private Line Reversal(Change entry) =>
        new(new Change(NextId(), place, entry.Item, "reversal", null, Sometime(), entry.Id), Expect.Applied);

    /// <summary>What a document said has left, as the till saw it: all of it, less or more.</summary>
    private Line Leaves((string Product, string Document, int Quantity) left)
    {
        var quantity = Math.Max(1, left.Quantity + (random.Next(3) == 0 ? random.Next(-2, 3) : 0));
        if (quantity < left.Quantity && random.Next(2) == 0)
            Left.Enqueue(left with { Quantity = left.Quantity - quantity });
        var sale = new Change(NextId(), place, left.Product, "sale", (-quantity).ToString(CultureInfo.InvariantCulture), Sometime(), null);
        return new Line(sale.Of(left.Document), Expect.Applied);
    }

    /// <summary>A reversal of what comes later, or never.</summary>
    private Line Foretold()
    {
        var entry = Entry(NextId(), Product());
        foretold.Enqueue(entry);
        return Reversal(entry);
    }

    private Change Entry(string id, string item)
    {
        var (kind, quantity) = random.Next(100) switch
        {
            < 45 => ("sale", -random.Next(1, 6)),
            < 65 => ("receipt", random.Next(1, 25)),
            < 72 => ("damage", -random.Next(1, 3)),
            < 82 => ("return_in", random.Next(1, 3)),
            _ => ("count", random.Next(0, 60)),
        };
        return new Change(id, place, item, kind, quantity.ToString(CultureInfo.InvariantCulture), Sometime(), null);
    }

    private static Change Altered(Change change) => change.Kind == "reversal"
        ? change with { Reverses = $"{change.Reverses}-lain" }
        : change with { Quantity = (decimal.Parse(change.Quantity!, CultureInfo.InvariantCulture) * 2 is var twice and not 0 ? twice : 1).ToString(CultureInfo.InvariantCulture) };

    /// <summary>To ten minutes, so that many things happen at one instant.</summary>
    private DateTimeOffset Sometime() => Changes.At("00:00").AddDays(-random.Next(Days)).AddMinutes(10 * random.Next(6 * 24));

    private Change One() => told[random.Next(told.Count)];

    private string Product() => Products[random.Next(Products.Length)];

    /// <summary>One that has no meaning yet, met before or not: its first batch is not decided while this one is made.</summary>
    private string UnknownCode() => unknown.Count > 0 && random.Next(2) == 0
        ? unknown.Keys.First()
        : string.Create(CultureInfo.InvariantCulture, $"X-{place}-{++codes}");

    private string NextId() => string.Create(CultureInfo.InvariantCulture, $"{place}/{++numbers}");

    private async Task Send(List<Line> lines)
    {
        var reply = await client.Insist(StockCalls.ChangesPath, StockCalls.Batch(lines.Select(line => line.Change)), key: null);
        var outcomes = reply.Must(HttpStatusCode.MultiStatus).Outcomes();
        for (var index = 0; index < lines.Count; index++)
        {
            var (line, outcome) = (lines[index], outcomes[index]);
            var right = line.Expect switch
            {
                Expect.Applied => outcome.Status is "applied" or "duplicate",
                Expect.Duplicate => outcome.Status == "duplicate",
                Expect.Review => outcome.Status is "review",
                _ => outcome is { Status: "refused", Problem: "change-differs" },
            };
            if (!right)
                throw new Xunit.Sdk.XunitException($"{line.Change} was to be {line.Expect} and is {outcome}");
        }
    }

    private void Told(List<Line> lines)
    {
        foreach (var line in lines)
        {
            if (line.Expect == Expect.Applied)
            {
                told.Add(line.Change);
                model.Tell(FactOf(line.Change, line.Change.Item, factor: 1));
            }
            else if (line.Expect == Expect.Review)
            {
                if (!unknown.TryGetValue(line.Change.Item, out var waiting))
                    unknown.Add(line.Change.Item, waiting = []);
                waiting.Add(line.Change);
            }
        }
    }

    /// <summary>Somebody says what an unknown code means: what waits with it counts from then on.</summary>
    private async Task MapOne()
    {
        var (code, waiting) = unknown.First();
        var (product, pack, factor) = Meanings[random.Next(Meanings.Length)];
        log.Step(place, $"{code} means {product} by the {pack}; {waiting.Count} changes waited");
        var reply = await catalogue.Insist(
            "/v1/item-mappings",
            new JsonObject { ["connection"] = connection, ["itemCode"] = code, ["product"] = product, ["pack"] = pack },
            key: $"map-{code}");
        if (reply.Status is not (HttpStatusCode.Created or HttpStatusCode.OK))
            throw new Xunit.Sdk.XunitException($"{code} was not mapped: {reply.Text}");
        unknown.Remove(code);
        foreach (var change in waiting)
            model.Tell(FactOf(change, product, factor));
    }

    private Fact FactOf(Change change, string product, int factor) => new(
        connection, change.Id, place, product, change.Kind,
        change.Quantity is { } quantity ? factor * decimal.Parse(quantity, CultureInfo.InvariantCulture) : 0, change.At, change.Reverses, change.Document);

    private enum Expect
    {
        Applied,
        Duplicate,
        Refused,
        Review,
    }

    private sealed record Line(Change Change, Expect Expect);
}
