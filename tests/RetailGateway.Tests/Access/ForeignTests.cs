using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Settlements;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Access;

/// <summary>
/// What belongs to others looks the same as what does not exist, at every address that the API's own document lists. An
/// address that is new there must be taught here, or these tests fail.
/// </summary>
public sealed class ForeignTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    /// <summary>In every name, code and reference of the other town, and nowhere else.</summary>
    private const string Secret = "RAHASIA";

    [Fact]
    public async Task What_belongs_to_others_is_not_found_at_any_address()
    {
        var other = await Neighbour();
        var town = await Town.Create(fixture.Gateway);
        var ids = await Ids(other);
        var before = await Settled(town);

        var wrong = new List<string>();
        foreach (var operation in await ServedDocument.Operations(fixture.Gateway))
        {
            foreach (var (address, body) in Aims(operation, other, ids))
            {
                var reply = operation.HasBody
                    ? await town.Till.Send(Request(operation, address, body!))
                    : await town.Till.Send(new HttpRequestMessage(operation.Method, address));
                var refused = reply.Status == HttpStatusCode.NotFound
                    || (reply.Status == HttpStatusCode.MultiStatus && reply.Outcomes().All(outcome => outcome.Problem == "location-unknown"));
                if (!refused)
                    wrong.Add($"{operation.Method} {address}: {(int)reply.Status} {reply.Text}");
            }
        }

        Assert.Empty(wrong);
        // A decided refusal under its key is kept; of anything else there is not a row more.
        Assert.Equal(WithoutAnswers(before), WithoutAnswers(await Settled(town)));
    }

    [Fact]
    public async Task No_list_shows_what_belongs_to_others()
    {
        await Neighbour();
        var town = await Town.Create(fixture.Gateway);

        var shown = new List<string>();
        foreach (var operation in (await ServedDocument.Operations(fixture.Gateway)).Where(operation => operation.Method == HttpMethod.Get && !operation.Path.Contains('{', StringComparison.Ordinal)))
        {
            if ((await town.Till.Get(operation.Path)).Text.Contains(Secret, StringComparison.Ordinal))
                shown.Add(operation.ToString());
        }

        Assert.Empty(shown);
    }

    /// <summary>Requests that each aim at something of the other town's.</summary>
    private static IEnumerable<(string Address, JsonNode? Body)> Aims(Operation operation, Town other, Dictionary<string, string> ids)
    {
        var path = Address(operation, ids);
        var aimed = path != operation.Path;
        if (operation.HasBody)
        {
            if (Body(operation, other) is { } body)
                yield return (path, body);
            else if (aimed)
                throw new Xunit.Sdk.XunitException($"Teach this test a body for {operation}.");
        }
        else if (aimed)
        {
            yield return (path, null);
        }
        else if (operation.Parameters("query").Contains("ownerId", StringComparer.Ordinal))
        {
            yield return ($"{path}?ownerId={other.Coop}", null);
        }
        else if (path == "/v1/stock/ledger")
        {
            yield return ($"{path}?location={Secret}-01&product={Secret}-1", null);
            yield return ($"{path}?location={Shop}&product={Secret}-1", null);
        }
    }

    /// <summary>The operation's path with ids in it.</summary>
    internal static string Address(Operation operation, Dictionary<string, string> ids)
    {
        var path = operation.Path;
        foreach (var parameter in operation.Parameters("path"))
        {
            var key = $"{path[..path.IndexOf($"/{{{parameter}}}", StringComparison.Ordinal)].Split('/')[^1]}/{parameter}";
            path = path.Replace($"{{{parameter}}}", ids.GetValueOrDefault(key) ?? throw new Xunit.Sdk.XunitException($"Teach this test a '{key}' for {operation}."), StringComparison.Ordinal);
        }

        return path;
    }

    /// <summary>A body that would be acceptable of one's own; null where it can name nothing of another's.</summary>
    private static JsonNode? Body(Operation operation, Town other) => operation.Path switch
    {
        "/v1/stock/changes" => StockCalls.Batch(Sale(1, Beras).Where($"{Secret}-01")),
        "/v1/stock/reservations" => new JsonObject
        {
            ["ownerId"] = other.Coop,
            ["location"] = Shop,
            ["product"] = Beras,
            ["quantity"] = "1",
            ["reference"] = "PO-1",
            ["expiresAt"] = TimeProvider.System.GetUtcNow().AddHours(1).ToString("O", CultureInfo.InvariantCulture),
        },
        "/v1/stock/reservations/{id}/commits" => new JsonObject
        {
            ["reference"] = "SJ-1",
            ["quantity"] = "1",
            ["final"] = true,
            ["occurredAt"] = At("12:00").ToString("O", CultureInfo.InvariantCulture),
        },
        "/v1/stock/transfers" => new JsonObject
        {
            ["reference"] = "MTS-1",
            ["from"] = $"{Secret}-01",
            ["to"] = Shop,
            ["occurredAt"] = At("12:00").ToString("O", CultureInfo.InvariantCulture),
            ["lines"] = new JsonArray(new JsonObject { ["item"] = Beras, ["quantity"] = "1" }),
        },
        "/v1/stock/expected/{id}/accept" or "/v1/stock/expected/{id}/dismiss" => new JsonObject { ["reason"] = "x" },
        "/v1/stock/reservations/{id}/releases" => new JsonObject { ["reference"] = "batal" },
        "/v1/parties/{id}" or "/v1/locations/{id}" or "/v1/products/{id}" => new JsonObject { ["name"] = "x" },
        "/v1/parties/{id}/tax-statuses" => new JsonObject { ["validFrom"] = "2026-01-01", ["pkp"] = true },
        "/v1/connections/{id}/reports-within" => new JsonObject { ["reportsWithinHours"] = "1" },
        "/v1/locations/{id}/system-of-record" => new JsonObject { ["connection"] = "gudang" },
        "/v1/partnerships/{id}/terms" => JsonNode.Parse(
            """
            {"validFrom":"2999-01-01","paymentDays":1,"priceTolerancePercent":"1","priceToleranceRupiah":"1","responseHours":1,"deliveryDays":1,
             "stockVisibleToPartner":true,"partnerStockVisible":true}
            """),
        "/v1/work/streams/{id}/retry" or "/v1/work/streams/{id}/release" or "/v1/work/streams/{id}/park" or "/v1/work/streams/{id}/unpark" =>
            new JsonObject { ["reason"] = "x" },
        "/v1/partnerships/{id}/terms/{validFrom}/acceptance" or "/v1/item-mappings/{id}/end" => new JsonObject(),
        "/v1/partnerships/{id}/prices" => new JsonObject { ["product"] = Beras, ["validFrom"] = "2999-01-01", ["amount"] = "1" },
        "/v1/products/{id}/packs/{code}" => new JsonObject { ["name"] = "x", ["factor"] = "2" },
        "/v1/sync/review-items/{id}/map" => new JsonObject { ["product"] = Beras, ["reason"] = "x" },
        "/v1/sync/review-items/{id}/correct" => new JsonObject { ["item"] = Beras, ["reason"] = "x" },
        "/v1/sync/conflicts/{id}/correct" => new JsonObject { ["kind"] = "count", ["quantity"] = "1", ["reason"] = "x" },
        "/v1/sync/review-items/{id}/preview" or "/v1/sync/conflicts/{id}/preview" => new JsonObject { ["action"] = "dismiss" },
        "/v1/sync/review-items/{id}/retry" or "/v1/sync/review-items/{id}/dismiss" or "/v1/sync/conflicts/{id}/accept"
            or "/v1/sync/conflicts/{id}/retry" or "/v1/sync/conflicts/{id}/dismiss" => new JsonObject { ["reason"] = "x" },
        "/v1/item-mappings" => new JsonObject
        {
            ["connectionOwnerId"] = other.Chain,
            ["connection"] = "pusat",
            ["itemCode"] = "X",
            ["product"] = Beras,
        },
        "/v1/parties/{id}/terms" => new JsonObject
        {
            ["validFrom"] = "2999-01-01",
            ["paymentDays"] = 7,
            ["consignment"] = new JsonObject { ["onConsignment"] = true },
            ["products"] = new JsonArray(),
        },
        _ => null,
    };

    private static HttpRequestMessage Request(Operation operation, string address, JsonNode body)
    {
        var request = new HttpRequestMessage(operation.Method, address)
        {
            Content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return request;
    }

    /// <summary>A town with something at every address, all of it marked.</summary>
    private async Task<Town> Neighbour()
    {
        var other = (await ConsignedTown.Create(fixture.Gateway)).Town;
        (await other.Console.Post("/v1/settlements/runs", new JsonObject())).Must(HttpStatusCode.OK);
        await other.Sells(($"{Secret}-1", Secret, "goods"));
        await other.Database.Run("insert into location (owner_id, code, name, format) values ($1, $2, $2, 'warehouse')", other.Coop, $"{Secret}-01");
        await other.Maps(other.Chain, "pusat", $"{Secret}-8", Beras);
        await other.Till.Given(Count(10, Beras), Sale(1, $"{Secret}-1"));
        await other.Till.Record(Sale(1, $"{Secret}-9"));
        await other.Database.Run(
            "insert into sync_stream (owner_id, connection_id, kind, counterparty_id, last_error) select owner_id, connection_id, 'stock_out', $2, $3 from connection where owner_id = $1 and code = 'pusat'",
            other.Chain, other.Coop, Secret);
        (await other.Till.Reserve(1, Beras, $"{Secret}-PO")).Must(HttpStatusCode.Created);
        (await other.Console.Transfer($"{Secret}-MTS", $"{Secret}-01", Shop, (Beras, 2))).Must(HttpStatusCode.Created);
        return other;
    }

    /// <summary>A town's ids, by the last fixed part of the address and the parameter's name.</summary>
    internal static async Task<Dictionary<string, string>> Ids(Town other)
    {
        async Task<string> One(string sql) => (await other.Database.Ask<object>(sql, other.Coop)).ToString()!;
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["conflicts/id"] = await One("select min(conflict_id) from conflict where owner_id = $1"),
            ["review-items/id"] = await One("select min(review_item_id) from review_item where owner_id = $1"),
            ["reservations/id"] = await One("select reservation_id from stock_reservation where owner_id = $1"),
            ["transfers/id"] = await One("select transfer_id from stock_transfer where owner_id = $1"),
            ["expected/id"] = await One("select expected_id from expected_movement where owner_id = $1"),
            ["parties/id"] = other.Coop.ToString(CultureInfo.InvariantCulture),
            ["locations/id"] = await One("select min(location_id) from location where owner_id = $1"),
            ["products/id"] = await One("select min(product_id) from product where owner_id = $1"),
            ["partnerships/id"] = await One("select partnership_id from partnership where owner_id = $1"),
            ["terms/validFrom"] = "2024-01-01",
            ["packs/code"] = "PCS",
            ["settlements/id"] = await One("select min(settlement_id) from settlement where owner_id = $1"),
            ["lines/line"] = "1",
            ["streams/id"] = await One("select format('%s-%s-%s-%s', owner_id, connection_id, kind, counterparty_id) from sync_stream where counterparty_id = $1"),
            ["connections/id"] = await One("select max(connection_id) from connection where owner_id = $1"),
            ["item-mappings/id"] = await One("select mapping_id from item_mapping where owner_id = $1"),
        };
    }

    private static Task<string> Settled(Town town) =>
        Eventually.See(() => town.Database.Counts(), counts => counts.Contains("outbox 0", StringComparison.Ordinal));

    private static string WithoutAnswers(string counts) => string.Join(", ", counts.Split(", ").Where(count => !count.StartsWith("stored_answer", StringComparison.Ordinal)));
}
