using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Members;
using RetailGateway.Tests.Orders;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Access;

/// <summary>One request that aims at something of another's, or at something that never was.</summary>
/// <param name="Address">Its path.</param>
/// <param name="Body">A JSON document or a table; null where the address takes none.</param>
internal sealed record Aim(string Address, string? Body)
{
    internal HttpRequestMessage Request(Operation operation)
    {
        var request = new HttpRequestMessage(operation.Method, Address);
        if (Body is not null)
        {
            request.Content = new StringContent(Body, Encoding.UTF8, Body.StartsWith('{') ? "application/json" : "text/csv");
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            if (operation.Method != HttpMethod.Post)
                request.Headers.Add("If-Match", "*");
        }

        return request;
    }
}

/// <summary>Every way in which a request of the API can name what is another's.</summary>
internal static class Aims
{
    private const string Words = "A reason in a person's words.";
    private const string OneSides = "Goods, which one side of an order may name: they have a test of their own.";

    /// <summary>Bodies that can name nothing of another party's, and why.</summary>
    private static readonly Dictionary<string, string> NameNobody = new(StringComparer.Ordinal)
    {
        ["POST /v1/parties"] = "A new party under a code of its own; and the register is the authority's alone.",
        ["POST /v1/parties/imports"] = "Parties under codes of the environment's; and the register is the authority's alone.",
        ["POST /v1/connections"] = "A new system under a code of the caller's own.",
        ["POST /v1/locations"] = "A new place under a code of the caller's own; a kelurahan is the country's.",
        ["POST /v1/locations/imports"] = "Places under codes of the caller's own; a kelurahan is the country's.",
        ["POST /v1/settlements/runs"] = "An empty object.",
        ["POST /v1/replenishment/runs"] = "An empty object.",
        ["POST /v1/replenishment/proposals/{id}/approve"] = "Goods of the proposal itself, and a place of its supplier.",
        ["POST /v1/replenishment/proposals/{id}/dismiss"] = Words,
        ["POST /v1/pools/{id}/close"] = "A switch.",
        ["POST /v1/pools/{id}/extend"] = "An instant.",
        ["POST /v1/pools/{id}/cancel"] = Words,
        ["POST /v1/employers"] = "A new employer under a code of the caller's own.",
        ["POST /v1/member-orders/{id}/payments"] = "An amount.",
        ["POST /v1/member-orders/{id}/settlements"] = "An amount.",
        ["POST /v1/deductions/{id}/answers"] = "Lines of the run itself: what else they name is kept and told.",
        ["POST /v1/sync/review-items/retry"] = "A filter, which answers how many lines it chose: it has a test of its own.",
        ["PATCH /v1/parties/{id}"] = "A name.",
        ["POST /v1/parties/{id}/tax-statuses"] = "A day and a switch.",
        ["PATCH /v1/locations/{id}"] = "What is said of a place; a kelurahan is the country's.",
        ["POST /v1/connections/{id}/reports-within"] = "Hours.",
        ["POST /v1/partnerships/{id}/terms/{validFrom}/acceptance"] = "An empty object.",
        ["PUT /v1/products/{id}/packs/{code}"] = "What is said of a pack.",
        ["POST /v1/item-mappings/{id}/end"] = "An instant.",
        ["POST /v1/stock/reservations/{id}/commits"] = "Quantities, and a reference in the caller's own words.",
        ["POST /v1/stock/reservations/{id}/releases"] = "A reference in the caller's own words.",
        ["POST /v1/stock/expected/{id}/accept"] = Words,
        ["POST /v1/stock/expected/{id}/dismiss"] = Words,
        ["POST /v1/orders/{id}/responses"] = OneSides,
        ["POST /v1/orders/{id}/changes"] = OneSides,
        ["POST /v1/orders/{id}/cancellations"] = "An id in the caller's own words.",
        ["POST /v1/orders/{id}/despatches"] = "Lines of the order itself.",
        ["POST /v1/orders/{id}/receipts"] = "Lines of the order itself.",
        ["POST /v1/sync/review-items/{id}/retry"] = Words,
        ["POST /v1/sync/review-items/{id}/dismiss"] = Words,
        ["POST /v1/sync/conflicts/{id}/accept"] = Words,
        ["POST /v1/sync/conflicts/{id}/retry"] = Words,
        ["POST /v1/sync/files/{id}/retry"] = Words,
        ["POST /v1/sync/conflicts/{id}/dismiss"] = Words,
        ["POST /v1/sync/conflicts/{id}/correct"] = "A kind, a quantity and an instant.",
        ["POST /v1/sync/conflicts/{id}/preview"] = "A kind, a quantity and an instant.",
        ["POST /v1/work/streams/{id}/retry"] = Words,
        ["POST /v1/work/streams/{id}/release"] = Words,
        ["POST /v1/work/streams/{id}/park"] = Words,
        ["POST /v1/work/streams/{id}/unpark"] = Words,
    };

    /// <summary>Filters that name nobody's thing: pages, words of a closed list, times, switches; a producer stands in a register open to all.</summary>
    private static readonly HashSet<string> NameNothing = new(StringComparer.Ordinal)
    {
        "limit", "cursor", "wait", "kind", "negative", "open", "overdue", "closed", "resolved", "staple", "expired", "expiringWithinDays",
        "from", "to", "broke", "underWay", "job", "subjectKind", "producer", "state", "short", "doubtful", "late", "mine", "status",
    };

    /// <summary>Requests to an operation that each name one thing of theirs; none where the operation can name nothing.</summary>
    internal static IEnumerable<Aim> Of(Operation operation, Names theirs, Names own)
    {
        var isAimed = operation.Parameters("path").Any();
        if (!operation.HasBody)
        {
            if (isAimed)
                yield return new Aim(Address(operation, theirs.Ids), null);
            yield break;
        }

        if (isAimed)
            yield return new Aim(Address(operation, theirs.Ids), PathFile(operation) ?? PathBody(operation)?.ToJsonString() ?? throw Untaught($"a body for {operation}"));

        var bodies = Bodies(operation, theirs, own).ToList();
        if (bodies.Count == 0 && !NameNobody.ContainsKey(operation.ToString()))
            throw Untaught($"a body that names another's thing for {operation}, or say why it can name none");
        foreach (var body in bodies)
            yield return new Aim(Address(operation, own.Ids), body);
    }

    /// <summary>Addresses of a list, each with one filter that names a thing of theirs.</summary>
    internal static IEnumerable<string> Filters(Operation operation, Names theirs, Names own)
    {
        foreach (var filter in operation.Parameters("query").Where(filter => !NameNothing.Contains(filter)))
        {
            var others = operation.Json["parameters"]!.AsArray()
                .Where(parameter => (string)parameter!["in"]! == "query" && (bool?)parameter["required"] == true && (string)parameter["name"]! != filter)
                .Select(parameter => $"&{parameter!["name"]}={Filter(operation, (string)parameter["name"]!, own)}");
            yield return $"{Address(operation, own.Ids)}?{filter}={Filter(operation, filter, theirs)}{string.Concat(others)}";
        }
    }

    private static string Filter(Operation operation, string filter, Names names) => filter switch
    {
        "ownerId" => names.Party.ToString(CultureInfo.InvariantCulture),
        "connectionOwnerId" => names.Chain.ToString(CultureInfo.InvariantCulture),
        "location" => names.Location,
        "member" => names.Member,
        "product" => names.Product,
        "connection" => names.Connection,
        "itemCode" => $"{names.Word}-9",
        "reference" => $"{names.Word}-MTS",
        "number" => $"{names.Word}-PO-9",
        "partner" or "supplier" => names.Party.ToString(CultureInfo.InvariantCulture),
        "q" or "category" => names.Word,
        "consignor" or "consignee" => names.PartyCode,
        "subjectId" => $"{names.Ids["review-items/id"]}&subjectKind=review-item",
        "code" => operation.Path switch
        {
            "/v1/parties" => names.PartyCode,
            "/v1/locations" => names.Location,
            "/v1/products" => names.Product,
            _ => throw Untaught($"whose code '{filter}' of {operation} is"),
        },
        _ => throw Untaught($"another's '{filter}' for {operation}"),
    };

    /// <summary>The operation's path with ids in it.</summary>
    internal static string Address(Operation operation, IReadOnlyDictionary<string, string> ids)
    {
        var path = operation.Path;
        foreach (var parameter in operation.Parameters("path"))
        {
            var key = $"{path[..path.IndexOf($"/{{{parameter}}}", StringComparison.Ordinal)].Split('/')[^1]}/{parameter}";
            path = path.Replace($"{{{parameter}}}", ids.GetValueOrDefault(key) ?? throw Untaught($"another's '{key}' for {operation}"), StringComparison.Ordinal);
        }

        return path;
    }

    /// <summary>A table that would be acceptable of one's own; null where the address takes none.</summary>
    private static string? PathFile(Operation operation) =>
        operation.Path == "/v1/deductions/{id}/answers" ? "run;line;member;instalment;amount;outcome\n1;TOTAL;;0;0;\n" : null;

    /// <summary>A body that would be acceptable of one's own, for an address that names another's; null where it is not taught.</summary>
    private static JsonObject? PathBody(Operation operation) => operation.Path switch
    {
        "/v1/stock/reservations/{id}/commits" => new JsonObject { ["reference"] = "SJ-1", ["quantity"] = "1", ["final"] = true, ["occurredAt"] = Noon },
        "/v1/orders/{id}/responses" => new JsonObject { ["id"] = "R-1", ["issuedAt"] = Noon, ["code"] = "accepted" },
        "/v1/orders/{id}/changes" => OrderDocument(new JsonObject { ["line"] = "1", ["status"] = "deleted" }),
        "/v1/orders/{id}/cancellations" => new JsonObject { ["id"] = "B-1", ["issuedAt"] = Noon },
        "/v1/orders/{id}/despatches" => OrderDocument(new JsonObject { ["line"] = "1", ["quantity"] = "1" }),
        "/v1/orders/{id}/receipts" => OrderDocument(new JsonObject { ["line"] = "1", ["received"] = "1" }),
        "/v1/replenishment/proposals/{id}/approve" => [],
        "/v1/replenishment/proposals/{id}/dismiss" => new JsonObject { ["reason"] = "x" },
        "/v1/pools/{id}/shares" => PoolShare("KPN-01", Beras),
        "/v1/pools/{id}/proposals" => new JsonObject { ["proposalId"] = 1 },
        "/v1/pools/{id}/close" => [],
        "/v1/pools/{id}/extend" => new JsonObject { ["closesAt"] = InAnHour },
        "/v1/pools/{id}/cancel" => new JsonObject { ["reason"] = "x" },
        "/v1/member-orders/{id}/payments" or "/v1/member-orders/{id}/settlements" => new JsonObject { ["amount"] = "1" },
        "/v1/stock/reservations/{id}/releases" => new JsonObject { ["reference"] = "batal" },
        "/v1/parties/{id}" or "/v1/locations/{id}" or "/v1/products/{id}" => new JsonObject { ["name"] = "x" },
        "/v1/parties/{id}/tax-statuses" => new JsonObject { ["validFrom"] = "2026-01-01", ["pkp"] = true },
        "/v1/parties/{id}/terms" => ProducerTerms(),
        "/v1/connections/{id}/reports-within" => new JsonObject { ["reportsWithinHours"] = "1" },
        "/v1/locations/{id}/system-of-record" => new JsonObject { ["connection"] = "gudang" },
        "/v1/partnerships/{id}/terms" => PartnerTerms(),
        "/v1/partnerships/{id}/terms/{validFrom}/acceptance" or "/v1/item-mappings/{id}/end" => [],
        "/v1/partnerships/{id}/prices" => Price(Beras),
        "/v1/products/{id}/packs/{code}" => new JsonObject { ["name"] = "x", ["factor"] = "2" },
        "/v1/sync/review-items/{id}/map" => Mapped(Beras),
        "/v1/sync/review-items/{id}/correct" => new JsonObject { ["item"] = Beras, ["reason"] = "x" },
        "/v1/sync/conflicts/{id}/correct" => new JsonObject { ["kind"] = "count", ["quantity"] = "1", ["reason"] = "x" },
        "/v1/sync/review-items/{id}/preview" or "/v1/sync/conflicts/{id}/preview" => new JsonObject { ["action"] = "dismiss" },
        "/v1/sync/review-items/{id}/retry" or "/v1/sync/review-items/{id}/dismiss" or "/v1/sync/conflicts/{id}/accept"
            or "/v1/sync/files/{id}/retry" or "/v1/sync/conflicts/{id}/retry" or "/v1/sync/conflicts/{id}/dismiss" or "/v1/stock/expected/{id}/accept" or "/v1/stock/expected/{id}/dismiss"
            or "/v1/work/streams/{id}/retry" or "/v1/work/streams/{id}/release" or "/v1/work/streams/{id}/park" or "/v1/work/streams/{id}/unpark" =>
            new JsonObject { ["reason"] = "x" },
        _ => null,
    };

    /// <summary>Bodies that each name one thing of theirs among the caller's own.</summary>
    private static IEnumerable<string> Bodies(Operation operation, Names theirs, Names own) => operation.ToString() switch
    {
        "POST /v1/stock/changes" => [StockCalls.Batch(Sale(1, Beras, id: "asing-1").Where(theirs.Location)).ToJsonString()],
        "POST /v1/stock/reservations" => Json(
            Reservation(Shop, Beras, theirs.Party), Reservation(theirs.Location, Beras, owner: null), Reservation(Shop, theirs.Product, owner: null)),
        "POST /v1/stock/transfers" => Json(Transfer(theirs.Location, Shop, Beras), Transfer(Shop, theirs.Location, Beras), Transfer(own.Location, Shop, theirs.Product)),
        "POST /v1/stock/safety-stocks" => Json(SafetyStock(theirs.Location, Beras), SafetyStock(Shop, theirs.Product)),
        "POST /v1/stock/owners" => Json(
            GoodsOwner(theirs.Location, Beras, consignor: null), GoodsOwner(Shop, theirs.Product, consignor: null), GoodsOwner(Shop, Gula, theirs.PartyCode)),
        "POST /v1/orders" => Json(
            OrderTown.Order(theirs.Party, "PO-1", own.Location, ("1", Beras, 1)), OrderTown.Order(own.Chain, "PO-1", theirs.Location, ("1", Beras, 1))),
        "PUT /v1/replenishment/levels" => Json(
            Levels(theirs.Location, Beras, supplier: null), Levels(Shop, theirs.Product, supplier: null), Levels(Shop, Beras, theirs.Party)),
        "POST /v1/pools" => Json(Pool(theirs.Party, own.Location), Pool(own.Chain, theirs.Location)),
        "PUT /v1/pools/{id}/shares" => Json(PoolShare(theirs.Location, Beras), PoolShare(Shop, theirs.Product)),
        "POST /v1/pools/{id}/proposals" => Json(new JsonObject { ["proposalId"] = long.Parse(theirs.Ids["proposals/id"], CultureInfo.InvariantCulture) }),
        "POST /v1/members" => Json(MemberCalls.Member("BARU-1", theirs.Employer)),
        "POST /v1/member-orders/preview" => Json(MemberCalls.Plan(theirs.Employer)),
        "POST /v1/member-orders" => Json(
            MemberCalls.Goods(theirs.Member, own.Employer), MemberCalls.Goods(own.Member, own.Employer, product: theirs.Product),
            MemberCalls.Goods(own.Member, own.Employer, product: Beras, order: new JsonObject { ["sellerId"] = theirs.Party, ["shipTo"] = own.Location }),
            MemberCalls.Goods(own.Member, own.Employer, product: Beras, order: new JsonObject { ["sellerId"] = own.Chain, ["shipTo"] = theirs.Location })),
        "POST /v1/deductions" => Json(new JsonObject { ["employer"] = theirs.Employer, ["month"] = MemberCalls.First }),
        "POST /v1/item-mappings" => Json(
            Mapping(theirs.Chain, "pusat", Beras), Mapping(owner: null, theirs.Connection, Beras), Mapping(owner: null, "kasir", theirs.Product)),
        "POST /v1/item-mappings/imports" =>
        [
            $"connection,connection_owner,item_code,product\npusat,{theirs.ChainCode},X-1,{Beras}\n",
            $"connection,item_code,product\n{theirs.Connection},X-1,{Beras}\n",
            $"connection,item_code,product\nkasir,X-1,{theirs.Product}\n",
        ],
        // A producer stands in a register that is open to all of its environment; any other party does not.
        "POST /v1/products" => Json(new JsonObject { ["code"] = "BARU-1", ["name"] = "x", ["baseUnit"] = "PCS", ["producer"] = theirs.PartyCode }),
        "POST /v1/products/imports" => [$"code,name,producer\nBARU-1,x,{theirs.PartyCode}\n"],
        "PATCH /v1/products/{id}" => Json(new JsonObject { ["producer"] = theirs.PartyCode }),
        "POST /v1/permits" => Json(Permit("product", theirs.Product), Permit("producer", theirs.PartyCode)),
        "POST /v1/permits/imports" => [$"kind,number,expires,product\nhalal,H-1,2999-01-01,{theirs.Product}\n", $"kind,number,expires,producer\nnib,N-1,2999-01-01,{theirs.PartyCode}\n"],
        "POST /v1/partnerships/imports" => [$"partner_id,role,valid_from\n{theirs.Party},stockist,2999-01-01\n"],
        "POST /v1/partnerships" => Json(new JsonObject { ["partnerId"] = theirs.Party, ["role"] = "stockist", ["validFrom"] = "2999-01-01" }),
        "POST /v1/partnerships/{id}/prices" => Json(Price(theirs.Product)),
        "POST /v1/partnerships/{id}/terms" => Json(PartnerTerms(theirs.Product)),
        "POST /v1/parties/{id}/terms" => Json(ProducerTerms(theirs.Product)),
        "POST /v1/locations/{id}/system-of-record" => Json(new JsonObject { ["connection"] = theirs.Connection }),
        "POST /v1/sync/drift/checks" => Json(DriftCheck(theirs.ChainCode, theirs.PartyCode), DriftCheck(own.ChainCode, theirs.PartyCode)),
        "POST /v1/sync/review-items/{id}/map" => Json(Mapped(theirs.Product)),
        "POST /v1/sync/review-items/{id}/correct" => Json(
            new JsonObject { ["item"] = theirs.Product, ["reason"] = "x" }, new JsonObject { ["location"] = theirs.Location, ["reason"] = "x" }),
        "POST /v1/sync/review-items/{id}/preview" => Json(
            new JsonObject { ["action"] = "map", ["product"] = theirs.Product },
            new JsonObject { ["action"] = "correct", ["item"] = theirs.Product },
            new JsonObject { ["action"] = "correct", ["location"] = theirs.Location }),
        _ => [],
    };

    private static string Noon => At("12:00").ToString("O", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Json(params JsonObject[] bodies) => bodies.Select(body => body.ToJsonString());

    private static JsonObject Reservation(string location, string product, int? owner) => new()
    {
        ["ownerId"] = owner,
        ["location"] = location,
        ["product"] = product,
        ["quantity"] = "1",
        ["reference"] = "PO-1",
        ["expiresAt"] = TimeProvider.System.GetUtcNow().AddHours(1).ToString("O", CultureInfo.InvariantCulture),
    };

    private static JsonObject Transfer(string from, string to, string item) => new()
    {
        ["reference"] = "MTS-1",
        ["from"] = from,
        ["to"] = to,
        ["occurredAt"] = Noon,
        ["lines"] = new JsonArray(new JsonObject { ["item"] = item, ["quantity"] = "1" }),
    };

    private static JsonObject OrderDocument(JsonObject line) => new() { ["id"] = "D-1", ["issuedAt"] = Noon, ["lines"] = new JsonArray(line) };

    private static JsonObject SafetyStock(string location, string product) => new() { ["location"] = location, ["product"] = product, ["quantity"] = "1" };

    private static JsonObject GoodsOwner(string location, string product, string? consignor) =>
        new() { ["location"] = location, ["product"] = product, ["consignor"] = consignor, ["from"] = Noon };

    private static JsonObject Levels(string location, string product, int? supplier) => new()
    {
        ["levels"] = new JsonArray(new JsonObject { ["location"] = location, ["product"] = product, ["minimum"] = "1", ["target"] = "2", ["supplierId"] = supplier }),
    };

    private static string InAnHour => TimeProvider.System.GetUtcNow().AddHours(1).ToString("O", CultureInfo.InvariantCulture);

    private static JsonObject Pool(int supplier, string shipTo) => new() { ["supplierId"] = supplier, ["shipTo"] = shipTo, ["closesAt"] = InAnHour };

    private static JsonObject PoolShare(string location, string product) =>
        new() { ["shares"] = new JsonArray(new JsonObject { ["location"] = location, ["product"] = product, ["quantity"] = "1" }) };

    private static JsonObject Mapping(int? owner, string connection, string product) =>
        new() { ["connectionOwnerId"] = owner, ["connection"] = connection, ["itemCode"] = "X-1", ["product"] = product };

    private static JsonObject Permit(string of, string code) => new() { ["kind"] = "halal", ["number"] = "H-1", ["expires"] = "2999-01-01", [of] = code };

    private static JsonObject Price(string product) => new() { ["product"] = product, ["validFrom"] = "2999-01-01", ["amount"] = "1" };

    private static JsonObject Mapped(string product) => new() { ["product"] = product, ["reason"] = "x" };

    private static JsonObject DriftCheck(string partner, string owner) => new() { ["stream"] = "stock_out", ["partner"] = partner, ["owner"] = owner };

    private static JsonObject ProducerTerms(params string[] products) => new()
    {
        ["validFrom"] = "2999-01-01",
        ["paymentDays"] = 7,
        ["consignment"] = new JsonObject { ["onConsignment"] = true },
        ["products"] = new JsonArray([.. products.Select(product => new JsonObject { ["product"] = product, ["amount"] = "1" })]),
    };

    private static JsonObject PartnerTerms(params string[] products) => new()
    {
        ["validFrom"] = "2999-01-01",
        ["paymentDays"] = 1,
        ["priceTolerancePercent"] = "1",
        ["priceToleranceRupiah"] = "1",
        ["responseHours"] = 1,
        ["deliveryDays"] = 1,
        ["stockVisibleToPartner"] = true,
        ["partnerStockVisible"] = true,
        ["consignment"] = new JsonObject { ["onConsignment"] = true, ["sharePercent"] = "75" },
        ["consignedProducts"] = new JsonArray([.. products.Select(product => new JsonObject { ["product"] = product, ["onConsignment"] = true })]),
    };

    private static Xunit.Sdk.XunitException Untaught(string what) => new($"Teach these tests {what}.");
}
