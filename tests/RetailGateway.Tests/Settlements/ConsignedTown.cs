using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Domain.Measures;
using RetailGateway.Features.Settlements.Runs;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Parties;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Settlements;

/// <summary>
/// A town whose shop has a producer's rice on consignment, at 9,500 a bag, settled from Monday to Sunday in WIB; and a
/// chain's store that has the cooperative's, at 12,000. The week of <see cref="Monday"/> and the one after it are over.
/// </summary>
internal sealed class ConsignedTown
{
    internal const string Store = "RITEL-01";
    internal const string StoreItem = "R-100";

    private static int producers;

    private ConsignedTown(Town town, string producer, int producerId) => (Town, Producer, ProducerId) = (town, producer, producerId);

    /// <summary>Three weeks back or a little less, as the shop's days go.</summary>
    internal static DateOnly Monday { get; } = LastMonday().AddDays(-14);

    internal Town Town { get; }

    internal string Producer { get; }

    internal int ProducerId { get; }

    internal static async Task<ConsignedTown> Create(GatewayUnderTest gateway, bool till = true, string bearer = "consignee")
    {
        var code = $"UMKM-{Interlocked.Increment(ref producers)}";
        var town = new ConsignedTown(await Town.Create(gateway, tillIsSystemOfRecord: till), code, await gateway.Producer(code));
        await town.Makes(Beras);
        (await town.AgreesWithProducer(Monday, bearer)).Must(HttpStatusCode.Created);
        (await town.Belongs(Beras, code)).Must(HttpStatusCode.Created);
        return town;
    }

    /// <summary>An instant of the shop: so many days after the first Monday, at midnight and some hours.</summary>
    internal static DateTimeOffset At(double day) => new BusinessDay(Monday).StartsAt(IndonesianZone.Wib).AddDays(day);

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal Task Makes(string product) =>
        Town.Database.Run("update product set producer_id = $3 where owner_id = $1 and code = $2", Town.Coop, product, ProducerId);

    internal Task<Reply> AgreesWithProducer(DateOnly from, string bearer = "consignee", bool onConsignment = true, string amount = "9500") => Town.Console.Post(
        $"/v1/parties/{ProducerId}/terms",
        new JsonObject
        {
            ["validFrom"] = Day(from),
            ["paymentDays"] = 7,
            ["consignment"] = new JsonObject { ["onConsignment"] = onConsignment, ["shrinkageBorneBy"] = bearer },
            ["products"] = new JsonArray(new JsonObject { ["product"] = Beras, ["amount"] = amount }),
        });

    internal Task<Reply> Belongs(string product, string? consignor, double day = 0, string location = Shop, ApiClient? by = null) => (by ?? Town.Console).Post(
        "/v1/stock/owners",
        new JsonObject { ["location"] = location, ["product"] = product, ["consignor"] = consignor, ["from"] = At(day).ToString("O", CultureInfo.InvariantCulture) });

    /// <summary>The chain stocks the cooperative's rice under an item code of its own, on consignment by accepted terms.</summary>
    internal async Task Stocks()
    {
        await Town.Database.Run("insert into location (owner_id, code, name, format) values ($1, $2, 'Toko Ritel', 'minimarket')", Town.Chain, Store);
        await Town.Database.Run(
            """
            with item as (insert into product (owner_id, code, name, base_unit) values ($1, $2, 'Beras', 'PCS') returning owner_id, product_id)
            insert into pack (owner_id, product_id, code, name, factor) select owner_id, product_id, 'PCS', 'Satuan', 1 from item
            """,
            Town.Chain, StoreItem);
        await Town.Database.Run(
            """
            update system_of_record s set connection_id = c.connection_id
            from connection c where c.owner_id = s.owner_id and c.code = 'pusat' and s.owner_id = $1
            """,
            Town.Chain);
        await Town.Maps(Town.Chain, "pusat", StoreItem, Beras);
        await Town.Database.Run("update terms set on_consignment = true, share_percent = 75 where owner_id = $1", Town.Coop);
        await Town.Database.Run(
            """
            insert into price (owner_id, partnership_id, product_id, pack_code, valid_from, amount)
            select s.owner_id, s.partnership_id, p.product_id, 'PCS', '2024-01-01', 16000
            from partnership s join product p on p.owner_id = s.owner_id and p.code = $2 where s.owner_id = $1
            """,
            Town.Coop, Beras);
    }

    internal async Task<JsonNode> Run() => (await Town.Console.Post("/v1/settlements/runs", new JsonObject())).Must(HttpStatusCode.OK).Json;

    /// <summary>Settles the pair's next period alone, as a run on that day would have.</summary>
    internal async Task SettleUntil(double day)
    {
        await using var work = await Town.Database.BeginJob(TestContext.Current.CancellationToken);
        await SettlePair.Next(work, new Pair(Town.Coop, Pair.Producer, ProducerId, Town.Coop), At(day));
        await work.Commit(TestContext.Current.CancellationToken);
    }

    /// <summary>All settlements that a side reads, oldest first, whole.</summary>
    internal static async Task<List<JsonNode>> Read(ApiClient side)
    {
        var documents = new List<JsonNode>();
        foreach (var summary in (await side.Get("/v1/settlements")).Items().Reverse())
            documents.Add((await side.Get($"/v1/settlements/{summary!["id"]}")).Must(HttpStatusCode.OK).Json);
        return documents;
    }

    /// <summary>All lines, oldest first, as "kind quantity amount".</summary>
    internal async Task<string[]> Lines() =>
        [.. (await Read(Town.Console)).SelectMany(document => document["lines"]!.AsArray()).Select(line => $"{line!["kind"]} {line["quantity"]} {line["amount"]}")];

    private static DateOnly LastMonday()
    {
        var today = BusinessDay.Of(TimeProvider.System.GetUtcNow(), IndonesianZone.Wib).Date;
        return today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
    }
}
