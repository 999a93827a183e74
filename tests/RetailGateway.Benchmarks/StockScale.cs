using RetailGateway.Benchmarks.Ground;
using RetailGateway.Benchmarks.Load;

namespace RetailGateway.Benchmarks;

/// <summary>
/// Whether a full ledger slows what comes in: the batch rate of <see cref="StockBatch"/> through a gateway on a ledger
/// of ten million entries, beside another gateway on a ledger that begins empty, by turns on the same server. Both are
/// ours; the empty one stands as the limit. A round is a second or two, so many are taken, after both programs are
/// warm and what is sold has been touched since the checkpoint (decision 10). Size: entries in the full ledger.
/// </summary>
internal static class StockScale
{
    internal const string Name = "stock-scale";

    private const double Floor = 0.85;
    private const long Entries = 10_000_000;
    private const int BatchesPerRound = 60;
    private const int WarmUps = 3;
    private const int Rounds = 9;

    /// <summary>So that both cores fill, each its own shops.</summary>
    private const int Fillers = 2;

    internal static async Task Run(Bench bench)
    {
        await using var full = await bench.OpenShop("full_ledger");
        await using var empty = await bench.OpenShop("empty_ledger");
        await TillRequests.Open(full, bench.Cancel);
        await TillRequests.Open(empty, bench.Cancel);
        var size = bench.SizeOr(Entries);
        await Fill(full, size, bench.Cancel);
        foreach (var shop in (Shop[])[full, empty])
        {
            await shop.Execute("vacuum analyze", bench.Cancel);
        }

        // What the fill left to flush is not the measured rounds' to pay.
        await full.Execute("checkpoint", bench.Cancel);

        var (fullMix, emptyMix) = (new LineMix("GTW"), new LineMix("GTW"));
        await bench.Compare(
            Name, "lines/s", Floor, size,
            () => StockBatch.Ours(full, fullMix, BatchesPerRound, bench.Cancel),
            () => StockBatch.Ours(empty, emptyMix, BatchesPerRound, bench.Cancel),
            WarmUps,
            Rounds);
    }

    /// <summary>
    /// Sales of the last two years, spread evenly over the positions and in the order of time, as they would have come,
    /// with every index and constraint in place: so the pages that the till's later entries meet are filled as a real
    /// ledger's are.
    /// </summary>
    private static async Task Fill(Shop shop, long entries, CancellationToken cancel)
    {
        var perLocation = entries / Shop.Locations;
        await Task.WhenAll(Enumerable.Range(0, Fillers).Select(async filler =>
        {
            for (var location = filler; location < Shop.Locations; location += Fillers)
            {
                await shop.Execute(
                    $"""
                    insert into stock_entry (owner_id, connection_id, change_id, location_id, product_id, kind, quantity, occurred_at, document)
                    select {shop.OwnerId}, {shop.Till}, 'A{location}-' || lpad(k::text, 9, '0') || '-1',
                        {shop.FirstLocation + location}, {shop.FirstProduct} + k % {Shop.Products}, 'sale', -1,
                        now() - interval '730 days' + k * (interval '720 days' / {perLocation}), 'A{location}-' || lpad(k::text, 9, '0')
                    from generate_series(0, {perLocation - 1}) k
                    """,
                    cancel);
            }
        }));
    }
}
