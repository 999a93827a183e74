using System.Globalization;
using System.Text.Json.Nodes;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Access;

/// <summary>Bodies that would be acceptable at an address of one's own, so that only whose it is can be wrong.</summary>
internal static class ForeignBodies
{
    /// <summary>Null where the operation can name nothing of another's.</summary>
    internal static JsonNode? For(Operation operation, Town other) => operation.Path switch
    {
        "/v1/stock/changes" => StockCalls.Batch(Sale(1, Beras).Where($"{ForeignTests.Secret}-01")),
        "/v1/stock/reservations" => new JsonObject
        {
            ["ownerId"] = other.Coop,
            ["location"] = Shop,
            ["product"] = Beras,
            ["quantity"] = "1",
            ["reference"] = "PO-1",
            ["expiresAt"] = TimeProvider.System.GetUtcNow().AddHours(1).ToString("O", CultureInfo.InvariantCulture),
        },
        "/v1/stock/reservations/{id}/commits" => JsonNode.Parse($$"""{"reference":"SJ-1","quantity":"1","final":true,"occurredAt":"{{At("12:00"):O}}"}"""),
        "/v1/stock/reservations/{id}/releases" => JsonNode.Parse("""{"reference":"batal"}"""),
        "/v1/parties/{id}" or "/v1/locations/{id}" or "/v1/products/{id}" => JsonNode.Parse("""{"name":"Bukan milik sendiri"}"""),
        "/v1/parties/{id}/tax-statuses" => JsonNode.Parse("""{"validFrom":"2026-01-01","pkp":true}"""),
        "/v1/locations/{id}/system-of-record" => JsonNode.Parse("""{"connection":"kasir"}"""),
        "/v1/products/{id}/packs/{code}" => JsonNode.Parse("""{"name":"Satuan","factor":"1"}"""),
        "/v1/item-mappings/{id}/end" => new JsonObject(),
        "/v1/partnerships/{id}/prices" => JsonNode.Parse("""{"product":"BRS-5","validFrom":"2026-01-01","amount":"65000"}"""),
        "/v1/partnerships/{id}/terms" => JsonNode.Parse(
            """
            {"validFrom":"2026-01-01","paymentDays":30,"priceTolerancePercent":"1","priceToleranceRupiah":"1000","responseHours":24,
             "deliveryDays":2,"stockVisibleToPartner":true,"partnerStockVisible":true}
            """),
        _ => null,
    };
}
