using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RetailGateway.Domain.Measures;
using RetailGateway.Partners.Basmalah;
using RetailGateway.Partners.Contracts;
using RetailGateway.PartnerSimulator.Chain;
using RetailGateway.PartnerSimulator.Chain.Books;
using RetailGateway.Tests.Partners;
using ChainWords = RetailGateway.PartnerSimulator.Chain.Dialect;

namespace RetailGateway.Tests.Orders.Exchange;

/// <summary>The dialect of Toko Basmalah.</summary>
public sealed class BasmalahConnectorTests : ConnectorSuite
{
    private protected override OrderDialect Dialect { get; } = new BasmalahWords();

    private protected override async Task<OrderPartner> Open() => new BasmalahPartner(await BasmalahChainFixture.Start());
}

/// <summary>The chain's documents as words.</summary>
internal sealed class BasmalahWords : OrderDialect
{
    internal override IExchangesOrders Reader { get; } = Connector(new Uri("http://127.0.0.1:9"));

    internal override string Cooperative => BasmalahChainFixture.Cooperative;

    internal override IReadOnlyList<OrderGoods> Goods { get; } =
    [
        new(SampleCatalogue.Noodles, new(1), "DUS", Quantity.FromDecimal(40), "PCS") { Name = "Mi goreng" },
        new("BSM-100103", new(2), "DUS", Quantity.FromDecimal(12), "PCS") { Name = "Minyak 1 l" },
        new(SampleCatalogue.Eggs, new(3), "KG", Quantity.FromDecimal(1), "kg") { Name = "Telur" },
        new("BSM-100310", new(4), "PAK", Quantity.FromDecimal(6), "PCS"),
    ];

    internal static BasmalahConnector Connector(Uri address)
    {
        var services = new ServiceCollection();
        services.AddBasmalahApi(address).ConfigureHttpClient(client => client.Timeout = TimeSpan.FromSeconds(20));
        var options = new BasmalahOptions { BaseAddress = address, Keys = { [BasmalahChainFixture.Cooperative] = BasmalahChainFixture.Key } };
        return new BasmalahConnector(services.BuildServiceProvider().GetRequiredService<IBasmalahApi>(), Options.Create(options), TimeProvider.System);
    }

    internal override string? Write(OrderSend send) => BasmalahPaper.Write(send) is Reading<DokumenPesanan>.Known { Value: var paper } ? BasmalahPieces.Json(paper) : null;

    internal override Outcome<DateTimeOffset> Judge(OrderSend sent, string held)
    {
        var paper = Assert.IsType<Reading<DokumenPesanan>.Known>(BasmalahPaper.Write(sent)).Value;
        try
        {
            var differences = BasmalahPaper.Differences(paper, JsonSerializer.Deserialize<DokumenPesanan>(held, BasmalahClient.Json)!);
            return differences.Count == 0 ? new Outcome<DateTimeOffset>.Accepted(OrderCases.Monday) : new Outcome<DateTimeOffset>.Unknown("", Echoed: differences);
        }
        catch (JsonException unreadable)
        {
            return new Outcome<DateTimeOffset>.Unknown(unreadable.Message);
        }
    }

    internal override IEnumerable<(string Place, string Body)> Altered(string body)
    {
        var count = Values(JsonNode.Parse(body)!).Count();
        for (var index = 0; index < count; index++)
        {
            var paper = JsonNode.Parse(body)!;
            var value = Values(paper).ElementAt(index);
            var place = value.GetPath();
            value.ReplaceWith(value.GetValueKind() switch
            {
                JsonValueKind.String => JsonValue.Create($"{value}1"),
                JsonValueKind.Number => JsonValue.Create(value.GetValue<decimal>() + 1),
                _ => JsonValue.Create(!value.GetValue<bool>()),
            });
            yield return (place, paper.ToJsonString());
        }
    }

    internal override IEnumerable<(string Name, string Body)> Hostile(string body)
    {
        yield return ("nothing", "");
        yield return ("null", "null");
        yield return ("a list", "[]");
        yield return ("deep", new string('[', 200_000));
        yield return ("no line", With(paper => paper["baris"] = new JsonArray((JsonNode?)null)));
        yield return ("a repeated field", body.Replace("{\"koperasi\"", "{\"koperasi\":\"x\",\"koperasi\"", StringComparison.Ordinal));
        yield return ("an unknown kind", With(paper => paper["jenis"] = "FAKTUR"));
        yield return ("an unknown zone", With(paper => paper["zona"] = "UTC"));
        yield return ("too many lines", With(paper => paper["baris"] = new JsonArray([.. Enumerable.Range(0, 20_000).Select(_ => paper["baris"]![0]!.DeepClone())])));
        yield return ("a long number", With(paper => paper["no_pesanan"] = new string('x', 1_000_000)));
        yield return ("a huge count", Count(40_000_000_000_000_000));
        yield return ("less than nothing", Count(-1));
        yield return ("a huge weight", With(paper => paper["baris"]![2]!["jml"]!["berat_kg"] = 79_228_162_514_264_337_593_543_950_335m));
        yield return ("finer than we keep", With(paper => paper["baris"]![2]!["jml"]!["berat_kg"] = 0.00001m));
        yield return ("another pack", With(paper => paper["baris"]![0]!["jml"]!["kemasan"] = "PAK"));
        yield return ("goods of nobody's", With(paper => (paper["baris"]![1]!["no_baris"], paper["baris"]![1]!["kd_barang"]) = ("9", "BSM-0")));

        string Count(long packs) => With(paper => paper["baris"]![0]!["jml"]!["jml_kemasan"] = packs);

        string With(Action<JsonNode> alter)
        {
            var paper = JsonNode.Parse(body)!;
            alter(paper);
            return paper.ToJsonString();
        }
    }

    private static IEnumerable<JsonValue> Values(JsonNode? node) => node switch
    {
        JsonObject parts => parts.SelectMany(part => Values(part.Value)),
        JsonArray all => all.SelectMany(Values),
        JsonValue value => [value],
        _ => [],
    };
}

/// <summary>Toko Basmalah at work.</summary>
internal sealed class BasmalahPartner(BasmalahChainFixture basmalah) : OrderPartner
{
    internal override IExchangesOrders Connector { get; } = BasmalahWords.Connector(basmalah.Chain.BaseAddress);

    internal override int Received => basmalah.Chain.Books.Orders.Of(BasmalahChainFixture.Cooperative).Count;

    internal override bool Plan(PartnerFault fault, ExchangeStep step)
    {
        basmalah.Chain.Faults.Next(OverHttp.Of(fault), step == ExchangeStep.Send ? "POST" : "GET", step == ExchangeStep.Read ? "/pesanan/kabar" : "/pesanan/dokumen");
        return true;
    }

    internal override void Tell(string body)
    {
        var paper = ChainWords.OrderRoutes.Read(body);
        basmalah.Chain.Books.Orders.Tell(
            new OrderPaperKey(BasmalahChainFixture.Cooperative, paper.Pembeli, paper.NoPesanan, paper.Jenis, paper.NoDokumen), body, basmalah.Clock.GetUtcNow());
    }

    public override ValueTask DisposeAsync() => basmalah.DisposeAsync();
}
