using RetailGateway.Benchmarks.Ground;
using RetailGateway.Benchmarks.Load;

namespace RetailGateway.Benchmarks;

/// <summary>
/// Whether a full ledger slows what comes in: the batch rate of <see cref="StockBatch"/> through a gateway on a ledger
/// of ten million entries, beside another gateway on a ledger that begins empty, by turns on the same server. Both are
/// ours; the empty one stands as the limit. Size: entries in the full ledger.
/// </summary>
internal static class StockScale
{
    internal const string Name = "stock-scale";

    private const double Floor = 0.85;
    private const long Entries = 10_000_000;
    private const int BatchesPerRound = 60;

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

        var (fullMix, emptyMix) = (new LineMix("GTW"), new LineMix("GTW"));
        await bench.Compare(
            Name, "lines/s", Floor, size,
            () => StockBatch.Ours(full, fullMix, BatchesPerRound, bench.Cancel),
            () => StockBatch.Ours(empty, emptyMix, BatchesPerRound, bench.Cancel));
    }

    /// <summary>
    /// Sales of the last two years, spread evenly over the positions, with every index and constraint in place. A
    /// position's entries come together, so the fill appends where the till's later entries find full pages to split.
    /// </summary>
    private static async Task Fill(Shop shop, long entries, CancellationToken cancel)
    {
        var perPosition = entries / (Shop.Locations * Shop.Products);
        await Task.WhenAll(Enumerable.Range(0, Fillers).Select(async filler =>
        {
            for (var location = filler; location < Shop.Locations; location += Fillers)
            {
                await shop.Execute(
                    $"""
                    insert into stock_entry (owner_id, connection_id, change_id, location_id, product_id, kind, quantity, occurred_at, document)
                    select {shop.OwnerId}, {shop.Till},
                        'A{location}-' || lpad(((p - {shop.FirstProduct}) * {perPosition} + n)::text, 9, '0') || '-1',
                        {shop.FirstLocation + location}, p, 'sale', -1,
                        now() - interval '730 days' + n * (interval '720 days' / {perPosition}),
                        'A{location}-' || lpad(((p - {shop.FirstProduct}) * {perPosition} + n)::text, 9, '0')
                    from generate_series({shop.FirstProduct}, {shop.FirstProduct + Shop.Products - 1}) p, generate_series(1, {perPosition}) n
                    """,
                    cancel);
            }
        }));
        await shop.Execute("vacuum analyze stock_entry", cancel);
        // What the fill left to flush is not the measured rounds' to pay.
        await shop.Execute("checkpoint", cancel);
    }
}
