using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json.Nodes;
using RetailGateway.PartnerSimulator.Chain;
using RetailGateway.PartnerSimulator.Chain.Books;
using RetailGateway.PartnerSimulator.Chain.Dialect;

namespace RetailGateway.Tests.Partners;

/// <summary>contracts/partners/basmalah says what the chain really answers.</summary>
public sealed class BasmalahContractTests
{
    private static readonly JsonNode s_document = BasmalahContract.Read("openapi.json");

    [Fact]
    public async Task Every_sample_is_what_the_chain_answers()
    {
        await using var basmalah = await BasmalahChainFixture.Start();
        LiveADay(basmalah.Stock);
        AnswerAnOrder(basmalah);
        foreach (var name in BasmalahContract.SampleNames())
        {
            var sample = BasmalahContract.Sample(name);
            using var response = await basmalah.Http.SendAsync(Request(sample["request"]!), BasmalahChainFixture.Cancel);
            var answer = new JsonObject
            {
                ["status"] = (int)response.StatusCode,
                ["body"] = await response.Content.ReadFromJsonAsync<JsonNode>(BasmalahChainFixture.Cancel),
            };
            Assert.True(JsonNode.DeepEquals(sample["response"], answer), $"{name}: {answer}");
        }
    }

    [Fact]
    public void Every_sample_has_the_shape_that_the_document_describes()
    {
        var shape = new OpenApiShape(s_document);
        Assert.Empty(BasmalahContract.SampleNames().SelectMany(name =>
        {
            var sample = BasmalahContract.Sample(name);
            var (request, response) = (sample["request"]!, sample["response"]!);
            var status = response["status"]!.ToString();
            if (Operation(request) is not { } operation)
                return status == "404" ? [] : [$"{name}: no such operation"];
            if (operation["responses"]![status] is not { } described)
                return [$"{name}: {status} is not described"];

            var answerFaults = shape.Faults(Schema(shape, described), response["body"]);
            var requestFaults = request["body"] is { } body && status is "200" or "403" or "409"
                ? shape.Faults(Schema(shape, operation["requestBody"]!), body)
                : [];
            return answerFaults.Concat(requestFaults).Select(fault => $"{name} {fault}");
        }));
    }

    [Fact]
    public void Every_example_in_the_document_has_the_shape_beside_it()
    {
        var shape = new OpenApiShape(s_document);
        var examples = Contents(s_document).SelectMany(content =>
            content["examples"]!.AsObject().Select(example => (Schema: content["schema"]!, example.Key, Value: example.Value!["value"])))
            .ToList();
        Assert.NotEmpty(examples);
        Assert.Empty(examples.SelectMany(example =>
            shape.Faults(example.Schema, example.Value).Select(fault => $"{example.Key} {fault}")));
    }

    [Fact]
    public void The_document_lists_exactly_the_refusals_that_the_chain_knows()
    {
        var known = typeof(Refusal).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => ((Refusal)field.GetValue(null)!).Code)
            .Order(StringComparer.Ordinal);
        var listed = s_document["components"]!["schemas"]!["Kode"]!["enum"]!.AsArray().Select(code => code!.GetValue<string>());
        Assert.Equal(known, listed, StringComparer.Ordinal);
    }

    /// <summary>One change of each kind, so that the sample feed shows them all.</summary>
    private static void LiveADay(StockBook stock)
    {
        const string Store = SampleCatalogue.Store;
        stock.Enter(StockEntryKind.Sale, Store, SampleCatalogue.Noodles, -3, "STR-0001");
        stock.Enter(StockEntryKind.Sale, Store, SampleCatalogue.Eggs, -1.25m, "STR-0002");
        var typed = stock.Enter(StockEntryKind.Receipt, Store, SampleCatalogue.Noodles, 400, "SJ-0007");
        stock.Enter(StockEntryKind.Damage, Store, SampleCatalogue.Eggs, -0.5m, "BA-0001");
        stock.Enter(StockEntryKind.Loss, Store, SampleCatalogue.Noodles, -1, "BA-0002");
        stock.Enter(StockEntryKind.Correction, Store, SampleCatalogue.Noodles, -360, "KR-0001", typed.Sequence);
        stock.Enter(StockEntryKind.Count, Store, SampleCatalogue.Noodles, 85, "OP-0001");
    }

    /// <summary>The chain answers and sends before it is asked what it told.</summary>
    private static void AnswerAnOrder(BasmalahChainFixture basmalah)
    {
        var clerk = new ChainClerk(basmalah.Chain.Books, basmalah.Clock);
        var order = ChainOrder.OfCooperative(BasmalahChainFixture.Cooperative, "PO-2026-0117");
        clerk.Write(order, "JAWABAN", "JWB-0031", [new("1", Status: "UBAH", Jml: new("DUS", 2, 0)), new("2", Status: "TETAP")], answer => answer with { Jawaban = "DISETUJUI_UBAH" });
        clerk.Write(
            order, "SURAT_JALAN", "SJ-0412",
            [new("1", Jml: new("DUS", 2, 0), Sisa: new("DUS", 0, 0)), new("2", Jml: new(BeratKg: 10), Sisa: new(BeratKg: 2.5m))]);
    }

    private static HttpRequestMessage Request(JsonNode sample)
    {
        var request = new HttpRequestMessage(
            HttpMethod.Parse(sample["method"]!.GetValue<string>()), sample["path"]!.GetValue<string>());
        foreach (var (name, value) in sample["headers"]!.AsObject())
            request.Headers.Add(name, value!.GetValue<string>());
        if (sample["body"] is { } body)
            request.Content = JsonContent.Create(body);
        return request;
    }

    private static JsonNode? Operation(JsonNode request)
    {
        var path = request["path"]!.GetValue<string>().Split('?')[0];
        var described = s_document["paths"]!.AsObject().FirstOrDefault(entry =>
            entry.Key == path
            || (entry.Key.EndsWith("/{no_kirim}", StringComparison.Ordinal) && path.StartsWith(entry.Key[..^10], StringComparison.Ordinal)));
        return described.Value?[request["method"]!.GetValue<string>().ToLowerInvariant()];
    }

    private static JsonNode Schema(OpenApiShape shape, JsonNode described)
    {
        var content = described["$ref"] is { } reference ? shape.Resolve(reference.GetValue<string>()) : described;
        return content["content"]!["application/json"]!["schema"]!;
    }

    private static IEnumerable<JsonNode> Contents(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member =>
            member.Key == "application/json" ? [member.Value!] : Contents(member.Value)),
        JsonArray elements => elements.SelectMany(Contents),
        _ => [],
    };
}
