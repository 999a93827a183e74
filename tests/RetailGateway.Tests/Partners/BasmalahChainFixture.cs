using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using RetailGateway.PartnerSimulator.Chain;
using RetailGateway.PartnerSimulator.Chain.Books;

namespace RetailGateway.Tests.Partners;

/// <summary>A Toko Basmalah of one test, with a partner that calls it: 24 November 2026, 14:05:07 in WIB.</summary>
internal sealed class BasmalahChainFixture : IAsyncDisposable
{
    public const string Cooperative = "KPN-SEJAHTERA";
    public const string Key = "kunci-kpn-sejahtera";
    public const string Api = "/mitra/v2";

    private BasmalahChainFixture(BasmalahChain chain, FakeTimeProvider clock)
    {
        (Chain, Clock) = (chain, clock);
        Http = new HttpClient { BaseAddress = chain.BaseAddress, Timeout = TimeSpan.FromSeconds(20) };
        Http.DefaultRequestHeaders.Add("X-Kunci-Mitra", Key);
    }

    public BasmalahChain Chain { get; }

    public FakeTimeProvider Clock { get; }

    public HttpClient Http { get; }

    public StockBook Stock => Chain.Books.Stock;

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<BasmalahChainFixture> Start(string? stateFile = null, int retained = 100_000)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 7, 5, 7, TimeSpan.Zero));
        var chain = await BasmalahChain.Start(
            new ChainOptions
            {
                Catalogue = SampleCatalogue.Create(),
                Keys = new Dictionary<string, string>(StringComparer.Ordinal) { [Key] = Cooperative, ["kunci-lain"] = "KOPONTREN-AL-HIKMAH" },
                StateFile = stateFile,
                NewEpoch = "contoh",
                RetainedChanges = retained,
                Clock = clock,
            },
            Cancel);
        return new BasmalahChainFixture(chain, clock);
    }

    /// <summary>A send of one line of noodles, in cartons of 40.</summary>
    public static JsonObject Send(string id, long version, int cartons) => new()
    {
        ["no_kirim"] = id,
        ["koperasi"] = Cooperative,
        ["zona"] = "WIB",
        ["baris"] = new JsonArray(new JsonObject
        {
            ["lokasi"] = "KPN-01",
            ["kd_barang"] = SampleCatalogue.Noodles,
            ["kemasan"] = "DUS",
            ["jml_kemasan"] = cartons,
            ["jml_eceran"] = 0,
            ["versi"] = version,
            ["per"] = "2026-11-24 14:05:07",
        }),
    };

    public Task<HttpResponseMessage> Post(JsonNode send) => Http.PostAsJsonAsync($"{Api}/ketersediaan", send, Cancel);

    public async Task<JsonNode> Get(string path) =>
        (await Http.GetFromJsonAsync<JsonNode>(Api + path, Cancel))!;

    public decimal? Held() => Chain.Books.Availability.Of(Cooperative).SingleOrDefault()?.Quantity;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Chain.DisposeAsync();
    }
}
