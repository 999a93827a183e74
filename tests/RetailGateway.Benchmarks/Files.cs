using RetailGateway.Benchmarks.Ground;
using RetailGateway.Benchmarks.Load;

namespace RetailGateway.Benchmarks;

/// <summary>
/// Lines a second of one file of 300,000, from its appearance in the folder until it is answered and the last change
/// stands in the recipients' feeds: copied, hashed, checked, parsed, decided, recorded, answered line by line. The limit
/// is <see cref="BareFile"/>. Size: lines of the file.
/// </summary>
internal static class Files
{
    internal const string Name = "files";

    private const double Floor = 0.4;
    private const long LinesOfFile = 300_000;
    private const int LinesPerBatch = 5_000;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    internal static async Task Run(Bench bench)
    {
        var folder = Directory.CreateDirectory(Path.GetFullPath($"artifacts/bench-files-{Environment.ProcessId}"));
        try
        {
            await using var shop = await bench.OpenShop("files", ("Partners:Mangga:Folder", folder.FullName));
            await shop.Execute("update connection set kind = 'connector', dialect = 'mangga' where code = 'till'", bench.Cancel);
            await TillRequests.Open(shop, bench.Cancel);
            var lines = (int)Math.Max(LinesPerBatch, bench.SizeOr(LinesOfFile) / LinesPerBatch * LinesPerBatch);
            var (ours, limit, day) = (new LineMix("GTW"), new LineMix("BARE"), 0);
            await bench.Compare(
                Name, "lines/s", Floor, lines,
                () => Ours(shop, Path.Combine(folder.FullName, "BENCH-COOP"), Lines(ours, lines), $"hari-{++day}.csv", bench.Cancel),
                () => Limit(shop, Path.Combine(folder.FullName, "batas.csv"), Lines(limit, lines), bench.Cancel));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<double> Ours(Shop shop, string folder, Line[] lines, string name, CancellationToken cancel)
    {
        var unfinished = Path.Combine(folder, "in", $"{name}.part");
        while (!Directory.Exists(Path.GetDirectoryName(unfinished)))
        {
            await Task.Delay(Look, cancel);
        }

        DayFile.Write(unfinished, lines);
        return await Bench.Rate(lines.Length, async () =>
        {
            File.Move(unfinished, Path.Combine(folder, "in", name));
            while (!await IsAnswered(shop, name, lines.Length, cancel))
            {
                await Task.Delay(Look, cancel);
            }

            await shop.UntilSequenced(cancel);
        });
    }

    private static async Task<bool> IsAnswered(Shop shop, string name, int lines, CancellationToken cancel)
    {
        await using var ask = shop.Owner.CreateCommand("select state, applied from partner_file where name = $1");
        ask.Parameters.Add(new() { Value = name });
        await using var row = await ask.ExecuteReaderAsync(cancel);
        return await row.ReadAsync(cancel) && row.GetString(0) != "taken"
            && (row.GetInt32(1) == lines ? true : throw new GatewayFailed($"{name} ended as {row.GetString(0)} with {row.GetInt32(1)} lines applied."));
    }

    private static async Task<double> Limit(Shop shop, string path, Line[] lines, CancellationToken cancel)
    {
        DayFile.Write(path, lines);
        var rows = lines.Chunk(LinesPerBatch).Select(batch => BareRows.Of(shop, batch)).ToArray();
        return await Bench.Rate(lines.Length, async () =>
        {
            await BareFile.Write(shop, path, rows, cancel);
            await shop.UntilSequenced(cancel);
        });
    }

    /// <summary>The stores' lines follow each other in time.</summary>
    private static Line[] Lines(LineMix mix, int count) => mix.Take(count, index => index % Shop.Locations);
}
