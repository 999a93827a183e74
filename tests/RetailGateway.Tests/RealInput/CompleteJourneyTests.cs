using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using RetailGateway.Client;
using RetailGateway.Features.Sync.Drift;
using RetailGateway.PartnerSimulator.Chain.Books;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Streams;
using static RetailGateway.Tests.RealInput.RealInputDoc;
using DriftCheck = RetailGateway.Client.DriftCheck;

namespace RetailGateway.Tests.RealInput;

/// <summary>
/// A year of sixty real stores as one till of sixty locations, its whole catalogue imported, and a partner that is then
/// told what is available. What comes of it is compared with a plain sum over the file, and with the partner's book.
/// </summary>
public sealed class CompleteJourneyTests(TestCluster cluster)
{
    private const int Dozen = 12;
    private const int MostRuns = 20;
    private static readonly DateTimeOffset Opening = new(2016, 12, 31, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Trait("Length", "long")]
    [Fact]
    public async Task A_real_year_of_sixty_stores_gives_the_positions_of_a_plain_sum_and_drift_where_it_was_planted()
    {
        var journey = CompleteJourney.Read();
        var (known, unknown) = Joined(journey);
        var places = known.GroupBy(line => line.Place).ToList();
        var opening = places.ToDictionary(place => place.Key, Opened);
        var expected = places.ToDictionary(place => place.Key, place => Opened(place) - place.Sum(line => line.Quantity));

        var started = Stopwatch.GetTimestamp();
        await using var town = await Chain(known);
        using var people = new GatewayClient(town.Gateway.Address, await town.Town.Key(town.Town.CoopCode, "console"));
        using var till = new GatewayClient(town.Gateway.Address, town.Town.TillKey);
        await Register(town, people, journey, known);
        var registered = Stopwatch.GetElapsedTime(started);

        StockChange[] year =
        [
            .. opening.Select(place => new StockChange($"buka/{place.Key.Store}/{place.Key.Code}", place.Key.Store, place.Key.Code, ChangeKind.Count, place.Value, Opening)),
            .. journey.Lines.Select(line => new StockChange($"{line.Basket}/{line.Position}", line.Store, line.Code, ChangeKind.Sale, -line.Quantity, line.At)),
        ];
        var first = await till.RecordChanges(year, cancel: Cancel);
        var sent = Stopwatch.GetElapsedTime(started);
        await Connect(town, people, known);
        await Eventually.See(() => Acknowledged(town), acknowledged => acknowledged == expected.Count, Patience);
        var inStep = Stopwatch.GetElapsedTime(started);

        // A sale of nothing moves nothing, whatever its code means: it is refused, and nobody need look into it.
        var nothing = journey.Lines.Where(line => line.Quantity == 0).Select(line => $"{line.Basket}/{line.Position}").ToHashSet();
        Assert.Equal(nothing, first.Where(result => result.Status == ChangeStatus.Refused).Select(result => result.ChangeId!).ToHashSet());
        Assert.All(first.Where(result => result.Status == ChangeStatus.Refused), result => Assert.EndsWith("/quantity", Assert.Single(result.Problem!.Errors!).Place, StringComparison.Ordinal));
        Assert.Equal(year.Length - nothing.Count, first.Count(result => result.Status == ChangeStatus.Applied));
        Assert.Equal(expected, await Positions(till));
        Assert.Equal(expected, Held(town));

        var second = await till.RecordChanges(year, cancel: Cancel);
        Assert.Equal(year.Length - nothing.Count, second.Count(result => result.Status == ChangeStatus.Duplicate));
        Assert.Equal(nothing.Count, second.Count(result => result.Status == ChangeStatus.Refused));
        Assert.Equal(expected, await Positions(till));

        var clean = await Check(town, people);
        Assert.Equal(("equal", expected.Count, 0), (clean.Outcome, clean.Compared, clean.Differences));
        var planted = Plant(town, known, expected);
        var spoilt = await Check(town, people);
        Assert.Equal(("differs", planted.Count), (spoilt.Outcome, spoilt.Differences));
        Assert.Equal(planted, await Found(people));

        int Of(ChangeResult[] results, ChangeStatus status) => results.Count(result => result.Status == status);
        RealInputDoc.Holds(
            "A year of sixty real stores",
            ("products in the catalogue", N(journey.Goods.Count)),
            ("sales lines", $"{N(journey.Lines.Count)} in {N(journey.Lines.DistinctBy(line => line.Basket).Count())} baskets of {N(journey.Lines.DistinctBy(line => line.Store).Count())} stores"),
            ("lines that name a product", $"{N(known.Count)}, one of {N(known.DistinctBy(line => line.Code).Count())} products"),
            ("lines that name none", $"{N(unknown.Count)}, of {N(unknown.DistinctBy(line => line.Code).Count())} codes"),
            ("lines of nothing (quantity 0)", $"{N(nothing.Count)}, the {N(unknown.Count(line => line.Quantity == 0))} among them"),
            ("positions, each equal to the sum", N(expected.Count)),
            ("applied", $"{N(Of([.. first], ChangeStatus.Applied))} ({N(opening.Count)} of them counts)"),
            ("review", N(Of([.. first], ChangeStatus.Review))),
            ("refused", N(Of([.. first], ChangeStatus.Refused))),
            ("sent again: duplicate", N(Of([.. second], ChangeStatus.Duplicate))),
            ("sent again: refused", N(Of([.. second], ChangeStatus.Refused))),
            ("positions that the partner holds, each equal", $"{N(expected.Count)} of {N(expected.Keys.DistinctBy(place => place.Code).Count())} products"),
            ("compared", N(checked((int)clean.Compared))),
            ("differ", N(checked((int)clean.Differences))),
            ("found, no more and no fewer", $"{N(planted.Count)}: {string.Join(", ", planted.Values.CountBy(kind => kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{kind.Value} `{kind.Key}`"))}"));

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"""
            Join: {journey.Goods.Count} products, {journey.Lines.Count} lines of {journey.Lines.DistinctBy(line => line.Basket).Count()} baskets in {journey.Lines.DistinctBy(line => line.Store).Count()} stores; {known.Count} lines name one of {known.DistinctBy(line => line.Code).Count()} products, {unknown.Count} lines name {unknown.DistinctBy(line => line.Code).Count()} unknown codes, {nothing.Count} lines are of nothing ({unknown.Count(line => line.Quantity == 0)} of them of unknown codes)
            Positions: {expected.Count}, each equal; {first.Count(result => result.Status == ChangeStatus.Applied)} applied ({opening.Count} counts), {first.Count(result => result.Status == ChangeStatus.Review)} review, {first.Count(result => result.Status == ChangeStatus.Refused)} refused; again: {second.Count(result => result.Status == ChangeStatus.Duplicate)} duplicate
            Drift: {clean.Compared} compared, {clean.Differences} differ, {clean.InFlight} in flight; planted {planted.Count}, found {spoilt.Differences}: {string.Join(", ", planted.Values.Order(StringComparer.Ordinal))}
            Registered in {registered.TotalSeconds:F1} s, sent in {(sent - registered).TotalSeconds:F1} s, the partner in step {(inStep - sent).TotalSeconds:F1} s later with {(await town.Sends()).Count} sends, all in {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s
            """);
    }

    /// <summary>
    /// What a store sold of its goods in its best month is what it should always have of them, and twice that is what it is
    /// filled up to; of the year a few pieces are left, or none.
    /// </summary>
    [Trait("Length", "long")]
    [Fact]
    public async Task A_real_year_becomes_demand_and_the_proposals_are_what_a_plain_reckoning_comes_to()
    {
        const decimal minimumOrderValue = 250_000;
        var journey = CompleteJourney.Read();
        var (known, unknown) = Joined(journey);
        var sold = known.Where(line => line.Quantity > 0).ToList();
        var demand = sold.GroupBy(line => line.Place).Select(place => new Demand(
            place.Key.Store, place.Key.Code, place.GroupBy(line => line.At.Month).Max(month => month.Sum(line => line.Quantity)), Left(place.Key.Code))).ToList();
        var prices = sold.GroupBy(line => line.Code).ToDictionary(goods => goods.Key, goods => Rupiah(goods.Sum(line => line.Value) / goods.Sum(line => line.Quantity)));

        await using var town = await PartnerTown.Found(cluster);
        await town.OpenGateway();
        using var people = new GatewayClient(town.Gateway.Address, await town.Town.Key(town.Town.CoopCode, "console"));
        using var till = new GatewayClient(town.Gateway.Address, town.Town.TillKey);
        await Register(town, people, journey, known);
        await Supplied(town, prices, minimumOrderValue);
        Assert.All(
            await till.RecordChanges([.. demand.Select(one => new StockChange($"sisa/{one.Store}/{one.Code}", one.Store, one.Code, ChangeKind.Count, one.Left, Opening))], cancel: Cancel),
            result => Assert.Equal(ChangeStatus.Applied, result.Status));
        foreach (var part in demand.Chunk(5_000))
        {
            Assert.All(
                await people.SetReplenishmentLevels([.. part.Select(one => new ReplenishmentLevel(one.Store, one.Code, one.Most, 2 * one.Most))], Cancel),
                result => Assert.Equal(LevelStatus.Set, result.Status));
        }

        var started = Stopwatch.GetTimestamp();
        var (looked, left) = (0L, 1L);
        for (var run = 0; left > 0 && run < MostRuns; run++)
        {
            // What one request does not come to, the next goes on with.
            var done = await people.Replenish(cancel: Cancel);
            (looked, left) = (looked + done.Products, done.Left);
        }

        var took = Stopwatch.GetElapsedTime(started);
        Assert.Equal((demand.Count, 0), (looked, left));
        var expected = demand.Where(one => one.Left < one.Most).GroupBy(one => one.Store).ToDictionary(
            store => store.Key, store => store.ToDictionary(one => one.Code, one => one.Packs));
        var proposals = await people.OrderProposals(cancel: Cancel).ToListAsync(Cancel);
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), proposals.Select(one => one.Location).Order(StringComparer.Ordinal));
        foreach (var proposal in proposals)
        {
            var lines = (await people.OrderProposal(proposal.Id, Cancel)).Lines;
            Assert.Equal(expected[proposal.Location], lines.ToDictionary(line => line.Product, line => (int)line.Packs!.Value));
            var value = expected[proposal.Location].Sum(line => line.Value * prices[line.Key] * (ByTheDozen(line.Key) ? Dozen : 1));
            Assert.Equal((value, value < minimumOrderValue, 0), (proposal.Value, proposal.KeptBack, proposal.Unresolved));
        }

        (string Row, string Figures)[] figures =
        [
            ("lines that sell something of the catalogue", $"{N(sold.Count)} of {N(journey.Lines.Count)}; {N(unknown.Count)} name no product, {N(known.Count - sold.Count)} more are of nothing"),
            ("levels, one a store and product", $"{N(demand.Count)} of {N(prices.Count)} products in {N(demand.DistinctBy(one => one.Store).Count())} stores"),
            ("below their minimum", N(demand.Count(one => one.Left < one.Most))),
            ("proposals, each equal to the plain reckoning", $"{N(proposals.Count)}, of {N(proposals.Sum(one => one.Lines))} lines and {N(expected.Values.Sum(store => store.Values.Sum()))} packs"),
            ("their value", $"Rp {N((int)proposals.Sum(one => one.Value))}"),
            ("kept back below Rp 250,000", $"{N(proposals.Count(one => one.KeptBack))}, of Rp {N((int)proposals.Where(one => one.KeptBack).Sum(one => one.Value))}"),
        ];
        TestContext.Current.TestOutputHelper?.WriteLine($"{string.Join('\n', figures)}\nProposed in {took.TotalSeconds:F1} s");
        RealInputDoc.Holds("A real year as demand", figures);
    }

    /// <summary>The chain supplies all of it from its price list: every fourth of the goods by the dozen, the rest by the piece.</summary>
    private static async Task Supplied(PartnerTown town, Dictionary<string, decimal> prices, decimal minimumOrderValue)
    {
        var (coop, chain) = (town.Town.Coop, town.Town.Chain);
        await town.Rows.Run(
            "insert into partnership (owner_id, partner_id, environment, role, valid_from) values ($1, $2, $3, 'supplier', '2016-01-01')", coop, chain, town.Town.Environment);
        await town.Rows.Run(
            """
            insert into terms (owner_id, partnership_id, valid_from, payment_days, price_tolerance_percent, price_tolerance_rupiah,
                response_hours, delivery_days, stock_visible_to_partner, partner_stock_visible, accepted_at, minimum_order_value, below_minimum)
            select owner_id, partnership_id, '2016-01-01', 30, 1, 1000, 24, 2, false, false, now(), $2, 'keep_back'
            from partnership where owner_id = $1 and role = 'supplier'
            """,
            coop, minimumOrderValue);
        await town.Rows.Run(
            """
            insert into price (owner_id, partnership_id, product_id, pack_code, valid_from, amount)
            select s.owner_id, s.partnership_id, g.product_id, n.pack, '2016-01-01', n.amount
            from unnest($2::text[], $3::text[], $4::numeric[]) n (code, pack, amount)
            join partnership s on s.owner_id = $1 and s.role = 'supplier'
            join product g on g.owner_id = s.owner_id and g.code = n.code
            """,
            coop, prices.Keys.ToArray(), prices.Keys.Select(code => ByTheDozen(code) ? "LSN" : "PCS").ToArray(),
            prices.Select(price => price.Value * (ByTheDozen(price.Key) ? Dozen : 1)).ToArray());
    }

    /// <summary>What the year left of goods in every store: nothing to half a dozen.</summary>
    private static int Left(string code) => code.Sum(letter => letter) % 7;

    /// <summary>A price of dollars in rupiah, to the hundred and never nothing.</summary>
    private static decimal Rupiah(decimal dollars) => Math.Max(100, decimal.Round(dollars * 150) * 100);

    /// <summary>What a store sold of its goods in its best month, and what it has of them.</summary>
    private sealed record Demand(string Store, string Code, int Most, int Left)
    {
        /// <summary>What brings it to twice that, in packs.</summary>
        internal int Packs => ((2 * Most) - Left + (ByTheDozen(Code) ? Dozen : 1) - 1) / (ByTheDozen(Code) ? Dozen : 1);
    }

    private static (List<SalesLine> Known, List<SalesLine> Unknown) Joined(CompleteJourney journey)
    {
        var codes = journey.Goods.Select(goods => goods.Code).ToHashSet(StringComparer.Ordinal);
        return ([.. journey.Lines.Where(line => codes.Contains(line.Code))], [.. journey.Lines.Where(line => !codes.Contains(line.Code))]);
    }

    /// <summary>What a store had on the eve: what it sold, and a few more.</summary>
    private static int Opened(IGrouping<(string Store, string Code), SalesLine> place) =>
        place.Sum(line => line.Quantity) + 20 + (place.Key.Code.Sum(letter => letter) % 7);

    /// <summary>A partner that takes all of it: every fourth of the goods by the dozen, the rest by the piece.</summary>
    private async Task<PartnerTown> Chain(List<SalesLine> taken)
    {
        var town = await PartnerTown.Found(cluster, more: taken.Select(line => line.Code).Distinct(StringComparer.Ordinal).Select(code => new ChainItem(
            ChainCode(code), code, "", ChainUnit.Piece, 1_000, [ByTheDozen(code) ? new ChainPack("LSN", Dozen, null) : new ChainPack("PCS", 1, null)])));
        await town.OpenGateway();
        return town;
    }

    /// <summary>The catalogue, the stores, and whose word counts there: all by the API.</summary>
    private static async Task Register(PartnerTown town, GatewayClient people, CompleteJourney journey, List<SalesLine> known)
    {
        var sold = known.Select(line => line.Code).ToHashSet(StringComparer.Ordinal);
        var added = 0;
        foreach (var file in CompleteJourney.Files("code,name,category,base_unit", journey.Goods.Select(goods => new[] { goods.Code, goods.Name, goods.Category, "PCS" })))
            added += (await people.ImportProducts(file, cancel: Cancel)).Added;
        Assert.Equal(journey.Goods.Count, added);
        var packs = journey.Goods.Where(goods => sold.Contains(goods.Code) && ByTheDozen(goods.Code)).Select(goods => new[] { goods.Code, goods.Name, "LSN", $"{Dozen}" });
        foreach (var file in CompleteJourney.Files("code,name,pack,factor", packs))
            Assert.Equal(0, (await people.ImportProducts(file, cancel: Cancel)).Refused);

        var stores = journey.Lines.Select(line => line.Store).Distinct(StringComparer.Ordinal).ToArray();
        foreach (var file in CompleteJourney.Files("code,name,format", stores.Select(store => new[] { store, $"Toko {store}", "minimarket" })))
            Assert.Equal(stores.Length, (await people.ImportLocations(file, cancel: Cancel)).Added);
        await foreach (var location in people.Locations(cancel: Cancel))
        {
            if (stores.Contains(location.Code))
                await people.ChangeSystemOfRecord(location.Id, new NewSystemOfRecord("kasir", Opening), cancel: Cancel);
        }
    }

    /// <summary>What the partner calls the goods: from then on it is told what is available of them.</summary>
    private static async Task Connect(PartnerTown town, GatewayClient people, List<SalesLine> taken)
    {
        var mappings = taken.Select(line => line.Code).Distinct(StringComparer.Ordinal).Select(code => new[] { "basmalah", town.Town.ChainCode, ChainCode(code), code, ByTheDozen(code) ? "LSN" : "PCS" });
        foreach (var file in CompleteJourney.Files("connection,connection_owner,item_code,product,pack", mappings))
            Assert.Equal(0, (await people.ImportItemMappings(file, cancel: Cancel)).Refused);
    }

    /// <summary>Positions that the partner has acknowledged as they are.</summary>
    private static Task<long> Acknowledged(PartnerTown town) => town.Rows.Ask<long>(
        "select count(*) from partner_copy where source_id = $1 and owed_since is null and acknowledged_version > 0", town.Town.Coop);

    private static async Task<Dictionary<(string, string), int>> Positions(GatewayClient till)
    {
        var positions = new Dictionary<(string, string), int>();
        await foreach (var position in till.Positions(cancel: Cancel))
            positions.Add((position.Location, position.Product), (int)position.OnHand!.Value);
        return positions;
    }

    private static Dictionary<(string, string), int> Held(PartnerTown town) => town.Chain.Books.Availability.Of(town.Town.CoopCode)
        .ToDictionary(held => (held.Location, held.Item[ChainCode("").Length..]), held => (int)held.Quantity);

    /// <summary>Compares both books now, as the night's job does.</summary>
    private static async Task<DriftCheck> Check(PartnerTown town, GatewayClient people)
    {
        await ActivatorUtilities.CreateInstance<CheckDrift>(town.Gateway.Services).Run(Cancel);
        await foreach (var check in people.DriftChecks(Cancel))
        {
            if (check.Stream == "stock_out")
                return check;
        }

        throw new InvalidOperationException("No check was done.");
    }

    /// <summary>Spoils seven lines in six stores of the partner's book, each in another way.</summary>
    /// <returns>The name that each should be given.</returns>
    private static SortedDictionary<string, string> Plant(PartnerTown town, List<SalesLine> taken, Dictionary<(string Store, string Code), int> expected)
    {
        var planted = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var once = taken.GroupBy(line => line.Place).Where(place => place.Count() == 1).Select(place => place.Single())
            .Where(line => line.Quantity is > 0 and < 10).GroupBy(line => line.Store).Where(store => store.Count() > 50)
            .OrderBy(store => store.Key, StringComparer.Ordinal).Take(6)
            .Select(store => store.OrderBy(line => line.Code, StringComparer.Ordinal).ToList()).ToList();
        SalesLine Some(int store, bool byTheDozen = false, int skip = 0) => once[store].Where(line => ByTheDozen(line.Code) == byTheDozen).Skip(skip).First();

        Spoil(Some(0), "lost", _ => null);
        Spoil(Some(1), "stale", held => held with { Quantity = held.Quantity + Some(1).Quantity });
        Spoil(Some(2), "doubled", held => held with { Quantity = held.Quantity - Some(2).Quantity });
        Spoil(Some(3, byTheDozen: true), "pack_factor", held => held with { Quantity = held.Quantity * Dozen });
        Spoil(Some(4), "wrong_product", held => held with { Quantity = held.Quantity + 13 });
        Spoil(Some(4, skip: 1), "wrong_product", held => held with { Quantity = held.Quantity - 13 });
        Spoil(Some(5), "unexplained", held => held with { Quantity = held.Quantity + 1_001 });
        return planted;

        void Spoil(SalesLine line, string name, Func<HeldAvailability, HeldAvailability?> spoil)
        {
            Assert.True(expected[line.Place] > 13);
            town.Chain.Books.Availability.Spoil(town.Town.CoopCode, line.Store, ChainCode(line.Code), spoil);
            planted.Add($"{line.Store} {line.Code}", name);
        }
    }

    private static async Task<SortedDictionary<string, string>> Found(GatewayClient people)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var finding in people.Drift(cancel: Cancel))
            found.Add($"{finding.Location} {finding.Product}", finding.Kind);
        return found;
    }

    private static string ChainCode(string code) => $"BSM-{code}";

    private static bool ByTheDozen(string code) => code.Sum(letter => letter) % 4 == 0;
}
