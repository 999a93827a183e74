using System.Globalization;
using System.Text.Json.Nodes;
using RetailGateway.Database;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Streams;

namespace RetailGateway.Tests.RandomRun;

/// <summary>What everybody holds, side by side: the model, the ledger, the feeds, the chain's books and copy, and what is still to do.</summary>
internal static class Agreement
{
    /// <summary>Whatever differs now; nothing where all sides agree and nothing waits.</summary>
    internal static async Task<List<string>> Differences(RandomWorld world, Model model, IEnumerable<string> unknown) =>
    [
        .. await Backlog(world),
        .. await Books(world.Partner.Rows, world.Town, model, unknown),
        .. await LedgerCheck.Differences(world.Partner.Rows, world.Town.Chain),
        .. await Feeds(world, model),
        .. Compare("the chain's copy", Copy(world), Told(model)),
        .. Compare("the chain's own stock", await world.Partner.OurCopy(), world.Partner.ChainStock()),
    ];

    /// <summary>What a cooperative's own books are to hold: what waits for a meaning, positions, the ledger, and each change once.</summary>
    internal static async Task<List<string>> Books(GatewayDb rows, Town town, Model model, IEnumerable<string> unknown) =>
    [
        .. await Review(rows, town, unknown),
        .. await Positions(rows, town.Coop, model),
        .. await LedgerCheck.Differences(rows, town.Coop),
        .. await Recorded(rows, town.Coop, model),
    ];

    /// <summary>Work that should be over by now, and leases of nobody.</summary>
    private static async Task<List<string>> Backlog(RandomWorld world)
    {
        // The demo's register names chains whose systems nobody has opened here.
        var ours = $"owner_id = {world.Town.Chain}";
        (string What, string Rows)[] waiting =
        [
            ("events not sequenced", "outbox"),
            ("versions owed to the chain", $"partner_copy where owed_since is not null and {ours}"),
            ("streams whose feed is not told", $"sync_stream s, waiting_of_stream(s.owner_id, s.connection_id, s.counterparty_id) w where s.kind = 'stock_out' and w.waiting > 0 and s.{ours}"),
            ("lines that the chain refused", $"partner_copy where refused_code is not null and {ours}"),
            ("streams that somebody holds", "sync_stream where lease_holder is not null"),
            ("streams that are in the middle of something", "sync_stream where in_flight is not null"),
            ("streams in trouble", $"sync_stream where last_error is not null and {ours}"),
            ("files that are open", "partner_file where state = 'taken'"),
        ];
        var found = new List<string>();
        foreach (var (what, rows) in waiting)
        {
            var count = await world.Partner.Rows.Ask<long>($"select count(*) from {rows}");
            if (count > 0)
                found.Add($"{count} {what}");
        }

        return found;
    }

    /// <summary>What waits for a meaning is what was told in codes that have none, each line once.</summary>
    private static async Task<IEnumerable<string>> Review(GatewayDb rows, Town town, IEnumerable<string> unknown)
    {
        var waiting = await rows.Jobs.All(
            """
            select c.code || ' ' || r.change_id || ' ' || r.item_code
            from review_item r
            join connection c on c.owner_id = r.owner_id and c.connection_id = r.connection_id
            where r.applied_at is null and r.dismissed_at is null and r.owner_id = any ($1)
            """,
            row => row.GetString(0),
            new[] { town.Coop, town.Chain });
        var told = unknown.ToList();
        return [.. waiting.Except(told).Select(line => $"{line} is in review, and its code is known or was not told"), .. told.Except(waiting).Select(line => $"{line} has no meaning, and is not in review")];
    }

    private static async Task<IEnumerable<string>> Positions(GatewayDb rows, int cooperative, Model model)
    {
        var ours = await rows.Jobs.All(
            """
            select l.code, g.code, p.on_hand, p.reserved, p.expected_out
            from stock_position p
            join location l on l.owner_id = p.owner_id and l.location_id = p.location_id
            join product g on g.owner_id = p.owner_id and g.product_id = p.product_id
            where p.owner_id = $1
            """,
            row => (Key: $"{row.GetString(0)} {row.GetString(1)}", Says: Says(row.GetDecimal(2), row.GetDecimal(3), row.GetDecimal(4))),
            cooperative);
        return Compare(
            "the position",
            ours.ToDictionary(row => row.Key, row => row.Says),
            model.Touched().ToDictionary(at => $"{at.Place} {at.Product}", at => Says(model.OnHand(at.Place, at.Product), model.Reserved(at.Place, at.Product), model.ExpectedOut(at.Place, at.Product))));
    }

    /// <summary>Every change once, and none that nobody told.</summary>
    private static async Task<IEnumerable<string>> Recorded(GatewayDb rows, int cooperative, Model model)
    {
        var recorded = await rows.Jobs.All(
            "select c.code || ' ' || e.change_id from stock_entry e join connection c on c.owner_id = e.owner_id and c.connection_id = e.connection_id where e.owner_id = $1",
            row => row.GetString(0),
            cooperative);
        var told = model.Told();
        return [.. recorded.Except(told).Select(change => $"{change} is recorded, and nobody told it"), .. told.Except(recorded).Select(change => $"{change} was told, and is not recorded")];
    }

    /// <summary>
    /// Each feed runs from 1 to its head without a gap. The owner's tells the versions of each position in their order, and
    /// leaves out one alone for each commit that posted its movement, which is two changes told at once; its newest word is
    /// the position. The partner's newest word is what is available.
    /// </summary>
    private static async Task<List<string>> Feeds(RandomWorld world, Model model)
    {
        var found = await world.Partner.Rows.Jobs.All(
            """
            select c.code || ': ' || count(e.position) || ' events up to ' || coalesce(max(e.position), 0) || ', head ' || h.position
            from feed_head h
            join connection c on c.owner_id = h.owner_id and c.connection_id = h.connection_id
            left join feed_event e on e.owner_id = h.owner_id and e.connection_id = h.connection_id
            group by c.code, h.owner_id, h.connection_id, h.position
            having count(e.position) <> h.position or coalesce(max(e.position), 0) <> h.position or coalesce(min(e.position), 1) <> 1
            """,
            row => $"the feed of {row.GetString(0)}");

        var owners = (await Read(world.Listener)).GroupBy(At).ToDictionary(told => told.Key, told => told.ToList());
        found.AddRange(owners
            .Where(told => !told.Value.Select(Version).SequenceEqual(told.Value.Select(Version).Distinct().Order())
                || told.Value.Count + model.Posted(told.Key) != Version(told.Value[^1]))
            .Select(told => $"the feed tells of {told.Key}, with {model.Posted(told.Key)} commits posted, the versions {string.Join(' ', told.Value.Select(Version))}"));
        var partners = (await Read(world.Reader)).Where(told => (int)told["ownerId"]! == world.Town.Coop).GroupBy(At).ToDictionary(told => told.Key, told => StockCalls.Number(told.MaxBy(Version)!["available"])!.Value);
        found.AddRange(Compare("the partner's feed", partners, model.Touched().ToDictionary(at => $"{at.Place} {at.Product}", at => model.Available(at.Place, at.Product))));

        var positions = await world.Partner.Rows.Jobs.All(
            """
            select l.code, g.code, p.on_hand, p.reserved, p.expected_out, p.version
            from stock_position p
            join location l on l.owner_id = p.owner_id and l.location_id = p.location_id
            join product g on g.owner_id = p.owner_id and g.product_id = p.product_id
            where p.owner_id = $1 and p.version > 0
            """,
            row => (Key: $"{row.GetString(0)} {row.GetString(1)}", Says: $"version {row.GetInt64(5)}, {Says(row.GetDecimal(2), row.GetDecimal(3), row.GetDecimal(4))}"),
            world.Town.Coop);
        found.AddRange(Compare(
            "the newest of the feed",
            owners.ToDictionary(told => told.Key, told => Word(told.Value[^1])),
            positions.ToDictionary(row => row.Key, row => row.Says)));
        return found;
    }

    /// <summary>All that a feed tells, in its order.</summary>
    private static async Task<List<JsonNode>> Read(ApiClient reader)
    {
        var told = new List<JsonNode>();
        for (string? cursor = null; ;)
        {
            var (events, next) = await reader.Feed(cursor);
            if (events.Length == 0)
                return told;
            told.AddRange(events.Select(one => one["data"]!));
            cursor = next;
        }
    }

    private static string At(JsonNode told) => $"{told["location"]} {told["product"]}";

    private static long Version(JsonNode told) => (long)told["version"]!;

    private static string Word(JsonNode told) =>
        $"version {Version(told)}, {Says(StockCalls.Number(told["onHand"])!.Value, StockCalls.Number(told["reserved"])!.Value, StockCalls.Number(told["expectedOut"]) ?? 0)}";

    /// <summary>What the chain holds of the cooperative's goods.</summary>
    private static Dictionary<string, decimal> Copy(RandomWorld world) => world.Partner.Chain.Books.Availability.Of(world.Town.CoopCode)
        .ToDictionary(held => $"{held.Location} {held.Item}", held => held.Quantity);

    /// <summary>What it must hold: what is available of the goods that it has a code for.</summary>
    private static Dictionary<string, decimal> Told(Model model)
    {
        var items = new Dictionary<string, string>(StringComparer.Ordinal) { [Town.Beras] = PartnerTown.ChainBeras, [Town.Minyak] = PartnerTown.ChainMinyak };
        return model.Touched().Where(at => items.ContainsKey(at.Product)).ToDictionary(at => $"{at.Place} {items[at.Product]}", at => model.Available(at.Place, at.Product));
    }

    internal static IEnumerable<string> Compare<T>(string what, IReadOnlyDictionary<string, T> found, IReadOnlyDictionary<string, T> right)
        where T : notnull =>
        found.Keys.Union(right.Keys).Order(StringComparer.Ordinal)
            .Where(key => !found.TryGetValue(key, out var one) || !right.TryGetValue(key, out var other) || !one.Equals(other))
            .Select(key => $"{what}, {key}: {(found.TryGetValue(key, out var one) ? one : "nothing")} is held, {(right.TryGetValue(key, out var other) ? other : "nothing")} is right");

    private static string Says(decimal onHand, decimal reserved, decimal expectedOut) =>
        string.Create(CultureInfo.InvariantCulture, $"{onHand:0.###} on hand, {reserved:0.###} reserved, {expectedOut:0.###} expected out");
}
