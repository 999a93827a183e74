using System.Text.Json;
using RetailGateway.Client;
using RetailGateway.PartnerSimulator.Chain.Books;
using RetailGateway.PartnerSimulator.Chain.Dialect;
using RetailGateway.PartnerSimulator.Demo.Town;

namespace RetailGateway.PartnerSimulator.Demo.Check;

/// <summary>What the chain says, read from outside by its own API and in its own codes.</summary>
internal sealed class ChainApi(Uri chain, IReadOnlyDictionary<string, string> keys) : IDisposable
{
    /// <summary>What the chain leaves out is nothing, to whoever reads.</summary>
    private static readonly JsonSerializerOptions s_json = new(DialectJson.Options) { RespectRequiredConstructorParameters = false };

    private static readonly Dictionary<string, OrderState> s_states = new()
    {
        [SheetState.Ordered] = OrderState.Submitted,
        [SheetState.Acknowledged] = OrderState.Acknowledged,
        [SheetState.Agreed] = OrderState.Accepted,
        [SheetState.AgreedWithChanges] = OrderState.AcceptedWithChanges,
        [SheetState.Rejected] = OrderState.Rejected,
        [SheetState.ChangeAsked] = OrderState.ChangeRequested,
        [SheetState.CancellationAsked] = OrderState.CancellationRequested,
        [SheetState.Cancelled] = OrderState.Cancelled,
        [SheetState.PartlySent] = OrderState.PartlyDespatched,
        [SheetState.Sent] = OrderState.Despatched,
        [SheetState.PartlyArrived] = OrderState.PartlyReceived,
        [SheetState.Done] = OrderState.Completed,
    };

    private readonly HttpClient _http = new() { BaseAddress = chain, Timeout = TimeSpan.FromSeconds(10) };
    private readonly ChainCatalogue _catalogue = TownChain.Catalogue();

    /// <summary>The availability that the chain holds of a cooperative, in base units, by location and item.</summary>
    public async Task<Dictionary<(string Location, string Item), decimal>> Held(string cooperative, CancellationToken cancel)
    {
        var held = new Dictionary<(string, string), decimal>();
        for (int page = 1, last = 1; page <= last; page++)
        {
            var read = await Get<Halaman<BarisKetersediaan>>(cooperative, $"ketersediaan?koperasi={cooperative}&hal={page}&per_hal={Paging.MostRows}", cancel);
            foreach (var row in read.Baris)
                held.Add((row.Lokasi, row.KdBarang), Quantity(row.KdBarang, row.Kemasan, row.JmlKemasan, row.JmlEceran, row.BeratKg));
            last = read.TotalHal;
        }

        return held;
    }

    /// <summary>The chain's own stock, in base units, by location and item.</summary>
    public async Task<Dictionary<(string Location, string Item), decimal>> Stock(CancellationToken cancel)
    {
        var stock = new Dictionary<(string, string), decimal>();
        var snapshot = "";
        for (int page = 1, last = 1; page <= last; page++)
        {
            var read = await Get<PotretStok>(keys.Keys.First(), $"stok/potret?hal={page}&per_hal={Paging.MostRows}{snapshot}", cancel);
            foreach (var row in read.Baris)
                stock.Add((row.Lokasi, row.KdBarang), Quantity(row.KdBarang, row.Kemasan, row.JmlKemasan, row.JmlEceran, row.BeratKg));
            snapshot = $"&id_potret={read.IdPotret}";
            last = read.TotalHal;
        }

        return stock;
    }

    /// <summary>The chain's orders with a cooperative as its books have them: each figure by what it is of, in base units.</summary>
    public async Task<Dictionary<string, decimal>> Orders(string cooperative, CancellationToken cancel)
    {
        var orders = new Dictionary<string, decimal>();
        for (int page = 1, last = 1; page <= last; page++)
        {
            var read = await Get<Halaman<LembarPesanan>>(cooperative, $"pesanan?hal={page}&per_hal={Paging.MostRows}", cancel);
            foreach (var sheet in read.Baris)
            {
                var figures = new OrderFigures(orders, $"{(sheet.Pembeli == OrderRoutes.Chain ? "the chain's" : "the co-op's")} {sheet.NoPesanan}");
                figures.State(s_states[sheet.Keadaan]);
                foreach (var line in sheet.Baris)
                    figures.Line(line.NoBaris, Of(line, line.Dipesan), Of(line, line.Disanggupi), Of(line, line.Dikirim), Of(line, line.Tiba), Of(line, line.Ditolak));
            }

            last = read.TotalHal;
        }

        return orders;

        decimal Of(BarisLembar line, JumlahBarang count) => Quantity(line.KdBarang!, count.Kemasan, count.JmlKemasan, count.JmlEceran, count.BeratKg);
    }

    public void Dispose() => _http.Dispose();

    private async Task<T> Get<T>(string cooperative, string path, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/mitra/v2/{path}");
        request.Headers.Add(PartnerKey.Header, keys[cooperative]);
        using var answer = await _http.SendAsync(request, cancel);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<T>(s_json, cancel))!;
    }

    private decimal Quantity(string code, string? pack, long? packs, long? loose, decimal? kilograms)
    {
        var written = new WrittenQuantity(pack, packs, loose, kilograms);
        var item = _catalogue.Find(code) ?? throw new DemoFailedException($"The chain speaks of {code}, which its catalogue lacks.");
        return written.TryRead(item, out var quantity) is { } refusal
            ? throw new DemoFailedException($"The chain wrote a quantity of {code} that it would refuse itself: {refusal.Message}")
            : quantity;
    }
}
