using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Members;
using RetailGateway.Tests.Orders;
using RetailGateway.Tests.Settlements;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Access;

/// <summary>A town with something at every address of the API, all of it marked by a word.</summary>
internal static class Marked
{
    /// <summary>In every name, code and reference of the other town, and nowhere else.</summary>
    internal const string Secret = "RAHASIA";

    internal static async Task<Town> Create(GatewayUnderTest gateway, string word)
    {
        var consigned = await ConsignedTown.Create(gateway);
        var town = consigned.Town;
        (await town.Console.Post("/v1/settlements/runs", new JsonObject())).Must(HttpStatusCode.OK);
        await town.Sells(($"{word}-1", word, "goods"));
        await town.Database.Run("update product set category = $2 where owner_id = $1 and code = $3", town.Coop, word, $"{word}-1");
        await town.Database.Run("insert into location (owner_id, code, name, format) values ($1, $2, $2, 'warehouse')", town.Coop, $"{word}-01");
        await town.Database.Run("insert into connection (owner_id, code, name, kind) values ($1, $2, $2, 'api')", town.Coop, $"{word}-KASIR");
        await town.Maps(town.Chain, "pusat", $"{word}-8", Beras);
        await town.Till.Given(Count(10, Beras), Sale(1, $"{word}-1"));
        await town.Till.Record(Sale(1, $"{word}-9"));
        (await town.Till.Review(await town.Till.WaitingLine($"{word}-9"), "retry")).Must(HttpStatusCode.OK);
        await town.Database.Run(
            """
            with line as (insert into connection (owner_id, code, name, kind, dialect) values ($1, $4, $4, 'connector', 'basmalah') returning owner_id, connection_id)
            insert into sync_stream (owner_id, connection_id, kind, counterparty_id, last_error) select owner_id, connection_id, 'stock_out', $2, $3 from line
            """,
            town.Chain, town.Coop, word, $"{word}-H2H");
        await town.Database.Run(
            """
            insert into partner_file (owner_id, connection_id, delivery, name, bytes, attempts, last_error)
            select owner_id, connection_id, gen_random_uuid(), $2, 1, 1, $2 from connection where owner_id = $1 and code = 'kasir'
            """,
            town.Coop, word);
        (await town.Till.Reserve(1, Beras, $"{word}-PO")).Must(HttpStatusCode.Created);
        await town.OrdersOneMore($"{word}-PO-9", $"{word}-GERAI");
        await town.Sets(ReplenishmentCalls.Level($"{word}-1", 5, 10));
        (await town.Replenishes()).Must(HttpStatusCode.OK);
        await town.PoolsOneMore(gateway, $"{word}-01", $"{word}-1");
        await town.MembersOneMore(word);
        (await town.Console.Transfer($"{word}-MTS", $"{word}-01", Shop, (Beras, 2))).Must(HttpStatusCode.Created);
        return town;
    }
}

/// <summary>Who asks for what is another's.</summary>
public enum Asking
{
    /// <summary>A cooperative's till.</summary>
    Till,

    /// <summary>A chain's own system, at a chain that has what the cooperative has.</summary>
    ChainSystem,
}

/// <summary>What a request can call a party's things by.</summary>
/// <param name="Word">The mark in its codes.</param>
/// <param name="Party">Its number.</param>
/// <param name="PartyCode">Its code.</param>
/// <param name="Chain">The number of the chain that it deals with.</param>
/// <param name="ChainCode">That chain's code.</param>
/// <param name="Producer">The number of the producer it has terms with.</param>
/// <param name="Ids">Its things' numbers, by the last fixed part of the address and the parameter's name.</param>
internal sealed record Names(string Word, int Party, string PartyCode, int Chain, string ChainCode, int Producer, IReadOnlyDictionary<string, string> Ids)
{
    private const int Never = 2_000_000_000;

    /// <summary>Of a party that never was.</summary>
    internal static Names NeverWere { get; } = new(
        "TIADA", Never, "KPN-TIADA", Never, "RITEL-TIADA", Never,
        new[]
        {
            "conflicts/id", "files/id", "review-items/id", "reservations/id", "transfers/id", "expected/id", "parties/id", "locations/id", "products/id",
            "partnerships/id", "settlements/id", "connections/id", "item-mappings/id", "orders/id", "proposals/id", "pools/id", "member-orders/id", "deductions/id",
        }.Select(key => KeyValuePair.Create(key, Never.ToString(CultureInfo.InvariantCulture)))
        .Concat([
            KeyValuePair.Create("terms/validFrom", "2024-01-01"),
            KeyValuePair.Create("packs/code", "PCS"),
            KeyValuePair.Create("lines/line", "1"),
            KeyValuePair.Create("streams/id", $"{Never}-{Never}-stock_out-{Never}"),
        ]).ToDictionary(StringComparer.Ordinal));

    internal string Location => $"{Word}-01";

    internal string Product => $"{Word}-1";

    internal string Employer => $"{Word}-DINAS";

    internal string Member => $"{Word}-A1";

    internal string Connection => $"{Word}-KASIR";

    internal static async Task<Names> Of(Town town)
    {
        var producer = await town.Database.Ask<int>("select producer_id from product where owner_id = $1 and producer_id is not null", town.Coop);
        var word = (await town.Database.Ask<string>("select code from connection where owner_id = $1 and code like '%-KASIR'", town.Coop)).Split('-')[0];
        return new Names(word, town.Coop, town.CoopCode, town.Chain, town.ChainCode, producer, await IdsOf(town));
    }

    /// <summary>Of the town's chain, which gets a place, goods and a waiting line of its own, under the codes of the cooperative's.</summary>
    internal static async Task<Names> OfChain(Town town)
    {
        var coop = await Of(town);
        await town.Database.Run(
            "insert into connection (owner_id, code, name, kind) values ($1, 'kasir', 'Kasir', 'api'), ($1, 'gudang', 'Gudang', 'api')", town.Chain);
        await town.Database.Run(
            "insert into location (owner_id, code, name, format) values ($1, $2, 'Toko Ritel', 'minimarket'), ($1, $3, 'Gudang Ritel', 'warehouse')",
            town.Chain, Shop, $"{coop.Word}-01");
        await town.Database.Run(
            "update system_of_record s set connection_id = c.connection_id from connection c where c.owner_id = s.owner_id and c.code = 'pusat' and s.owner_id = $1", town.Chain);
        await town.Database.Run("insert into product (owner_id, code, name, base_unit) select $1, code, code, 'PCS' from unnest($2::text[]) as g (code)", town.Chain, new[] { Beras, Minyak, Gula });
        await town.Database.Run("insert into pack (owner_id, product_id, code, name, factor) select owner_id, product_id, 'PCS', 'Satuan', 1 from product where owner_id = $1", town.Chain);
        await town.Partner.Given(Count(10, Beras));
        await town.Partner.Record(Sale(1, "TIADA-DI-RITEL"));
        async Task<string> Own(string sql) => (await town.Database.Ask<object>(sql, town.Chain)).ToString()!;
        return coop with
        {
            Party = town.Chain,
            PartyCode = town.ChainCode,
            Ids = new Dictionary<string, string>(coop.Ids, StringComparer.Ordinal)
            {
                ["locations/id"] = await Own("select min(location_id) from location where owner_id = $1"),
                ["products/id"] = await Own("select min(product_id) from product where owner_id = $1"),
                ["connections/id"] = await Own("select max(connection_id) from connection where owner_id = $1"),
                ["review-items/id"] = await Own("select min(review_item_id) from review_item where owner_id = $1"),
            },
        };
    }

    /// <summary>A town's ids, by the last fixed part of the address and the parameter's name.</summary>
    internal static async Task<Dictionary<string, string>> IdsOf(Town town)
    {
        async Task<string> One(string sql) => (await town.Database.Ask<object>(sql, town.Coop)).ToString()!;
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["conflicts/id"] = await One("select min(conflict_id) from conflict where owner_id = $1"),
            ["files/id"] = await One("select file_id from partner_file where owner_id = $1"),
            ["review-items/id"] = await One("select min(review_item_id) from review_item where owner_id = $1"),
            ["reservations/id"] = await One("select reservation_id from stock_reservation where owner_id = $1"),
            ["transfers/id"] = await One("select transfer_id from stock_transfer where owner_id = $1"),
            ["expected/id"] = await One("select expected_id from expected_movement where owner_id = $1"),
            ["parties/id"] = town.Coop.ToString(CultureInfo.InvariantCulture),
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
            ["orders/id"] = await One("select order_id from trade_order where owner_id = $1"),
            ["pools/id"] = await One("select min(pool_id) from order_pool where owner_id = $1"),
            ["member-orders/id"] = await OfMembers(town, "member-orders"),
            ["deductions/id"] = await OfMembers(town, "deductions"),
            ["proposals/id"] = await One("select min(proposal_id) from order_proposal where owner_id = $1"),
        };
    }

    /// <summary>Of what no job may see, as the cooperative sees it.</summary>
    private static async Task<string> OfMembers(Town town, string list) =>
        ((await town.Console.Get($"/v1/{list}")).Must(HttpStatusCode.OK).Json["items"]!.AsArray().LastOrDefault()?["id"] ?? 0).ToString();

    /// <summary>As the party itself asks: the party that it can say something of is its producer.</summary>
    internal Names AsCaller() => this with
    {
        Ids = new Dictionary<string, string>(Ids, StringComparer.Ordinal) { ["parties/id"] = Producer.ToString(CultureInfo.InvariantCulture) },
    };

    /// <summary>An answer without the names that the request had put into it, and without its own trace.</summary>
    internal string Blanked(Reply reply)
    {
        var text = System.Text.RegularExpressions.Regex.Replace(reply.Text, "\"traceId\":\"[^\"]*\"", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
        return new[] { ChainCode, PartyCode, Word }.Aggregate(text, (blank, name) => blank.Replace(name, "...", StringComparison.Ordinal));
    }
}
