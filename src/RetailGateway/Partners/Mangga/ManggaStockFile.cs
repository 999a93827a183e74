using System.Globalization;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Partners.Mangga;

/// <summary>What a cooperative has available, for the chain: whole packs and what is left over, and a total that ends it.</summary>
internal static class ManggaStockFile
{
    internal static string Name(string cooperative, DateTimeOffset asOf) => string.Create(
        CultureInfo.InvariantCulture, $"ketersediaan-{cooperative}-{asOf.ToOffset(ManggaFormat.Zone):yyyyMMdd-HHmmss}.csv");

    internal static async Task<long> Write(
        TextWriter to, string cooperative, DateTimeOffset asOf, IAsyncEnumerable<StockLine> lines, CancellationToken cancel)
    {
        var time = asOf.ToOffset(ManggaFormat.Zone).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);
        var (count, allPacks, allLoose) = (0L, 0m, 0m);
        await to.WriteAsync($"KOPERASI;LOKASI;KODE;KEMASAN;TERSEDIA;SISA;VERSI;PER{ManggaCells.NewLine}".AsMemory(), cancel);
        await foreach (var line in lines.WithCancellation(cancel))
        {
            // The item of a mapping is the chain's code and pack; one without a pack is sold by the base unit.
            var slash = line.Item.LastIndexOf('/');
            var packs = line.Factor == 1 ? line.Available : decimal.Floor(line.Available / line.Factor);
            var loose = line.Available - (packs * line.Factor);
            ManggaCells.Text(to, cooperative);
            to.Write(ManggaFormat.Delimiter);
            ManggaCells.Text(to, line.Location);
            to.Write(ManggaFormat.Delimiter);
            ManggaCells.Text(to, slash < 0 ? line.Item : line.Item[..slash]);
            to.Write(ManggaFormat.Delimiter);
            ManggaCells.Text(to, slash < 0 ? "" : line.Item[(slash + 1)..]);
            await to.WriteAsync(
                string.Create(CultureInfo.InvariantCulture, $";{packs:0.###};{loose:0.###};{line.Version};{time}{ManggaCells.NewLine}").AsMemory(), cancel);
            (count, allPacks, allLoose) = (count + 1, allPacks + packs, allLoose + loose);
        }

        await to.WriteAsync(
            string.Create(CultureInfo.InvariantCulture, $"{ManggaFormat.Total};{count};{allPacks:0.###};{allLoose:0.###};{ManggaFormat.End}{ManggaCells.NewLine}").AsMemory(), cancel);
        return count;
    }
}
