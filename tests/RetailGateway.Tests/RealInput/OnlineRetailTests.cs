using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using RetailGateway.PartnerSimulator.Chain.Books;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Streams;
using static RetailGateway.Tests.RealInput.RealInputDoc;

namespace RetailGateway.Tests.RealInput;

/// <summary>
/// Seven days of a real shop's invoices, sent by its till as the changes they were, while the connector tells the chain.
/// What comes of them is compared with a plain sum over the file.
/// </summary>
public sealed class OnlineRetailTests(TestCluster cluster)
{
    private const int Batch = 1_000;
    private static readonly DateTimeOffset Opening = new(2010, 12, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>After the fourth of the seven days.</summary>
    private static readonly DateTimeOffset MidWeek = new(2011, 11, 29, 23, 30, 0, TimeSpan.Zero);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_replay_of_a_real_week_gives_the_same_stock_here_at_the_chain_and_by_a_plain_sum()
    {
        var lines = RealData.InvoiceLines();
        var goods = lines.Where(line => line.IsGoods).Select(line => line.Goods).Distinct(StringComparer.Ordinal).ToArray();
        var expected = PlainSum(lines, out var opening, out var counted);
        await using var town = await Shop(goods);
        Change[] week =
        [
            .. goods.Select(code => Count($"buka/{code}", code, opening[code], Opening)),
            .. lines.Select(Told),
            .. goods.Select(code => Count($"opname/{code}", code, counted[code], MidWeek)),
        ];

        var started = Stopwatch.GetTimestamp();
        var first = await Send(town, week);
        var sent = Stopwatch.GetElapsedTime(started);
        await town.Stream("stock_out", stream => stream["lastSuccessAt"] is not null);
        await Eventually.See(() => Unsettled(town), unsettled => unsettled == 0, Patience);
        var drained = Stopwatch.GetElapsedTime(started);

        Assert.Equal(expected, await OurPositions(town));
        Assert.Equal(expected.ToDictionary(position => position.Key, position => Math.Max(0, position.Value)), await HeldByTheChain(town));
        Assert.InRange(expected.Values.Count(quantity => quantity > 0), 2_500, goods.Length);
        Assert.Equal(["applied", "review"], first.Keys.Order());
        Assert.Equal(lines.Count(line => !line.IsGoods), first["review"]);

        var rows = await Ledger(town);
        var second = await Send(town, week);

        Assert.Equal((first["applied"], first["review"]), (second["duplicate"], second["review"]));
        Assert.Equal(2, second.Count);
        Assert.Equal(rows, await Ledger(town));
        Assert.Equal(0, await Unsettled(town));

        RealInputDoc.Holds(
            "A week of a real shop",
            ("invoice lines", N(lines.Count)),
            ("of them the same goods and quantity again in one invoice", N(lines.Count - lines.DistinctBy(line => (line.Invoice, line.Code, line.Quantity)).Count())),
            ("of them cancellations, and at no price, and at one below zero", $"{N(lines.Count(line => line.IsCancellation))}, {N(lines.Count(line => line.Price == 0))}, {N(lines.Count(line => line.Price < 0))}"),
            ("products", N(goods.Length)),
            ("applied", $"{N(first["applied"])} ({N(opening.Count + counted.Count)} of them counts)"),
            ("review", N(first["review"])),
            ("refused", N(first.GetValueOrDefault("refused"))),
            ("sent again: duplicate", N(second["duplicate"])),
            ("sent again: review, kept once", N(second["review"])),
            ("positions above zero", N(expected.Values.Count(quantity => quantity > 0))));

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{lines.Count} lines, {goods.Length} products, {first["applied"]} applied, {first["review"]} review, {second["duplicate"]} duplicate the second time, "
            + $"{expected.Values.Count(quantity => quantity > 0)} positive; sent in {sent.TotalSeconds:F1} s, in step after {drained.TotalSeconds:F1} s, "
            + $"sent again in {(Stopwatch.GetElapsedTime(started) - drained).TotalSeconds:F1} s, {(await town.Sends()).Count} sends to the chain");
    }

    /// <summary>What should be there, by nothing but addition: twice the week's sales at first, and a count in between.</summary>
    private static Dictionary<string, int> PlainSum(List<InvoiceLine> lines, out Dictionary<string, int> opening, out Dictionary<string, int> counted)
    {
        opening = [];
        foreach (var line in lines)
        {
            if (line.IsGoods)
                opening[line.Goods] = opening.GetValueOrDefault(line.Goods) + (line.IsSale ? 2 * line.Quantity : 0);
        }

        var onHand = new Dictionary<string, int>(opening, StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (line.IsGoods && line.At < MidWeek)
                onHand[line.Goods] += line.Moves;
        }

        // Whoever counts finds up to two more or fewer than the books say, and never fewer than none.
        counted = [];
        foreach (var code in onHand.Keys.ToArray())
            counted[code] = onHand[code] = Math.Max(0, onHand[code] + (code.Sum(letter => letter) % 5) - 2);

        foreach (var line in lines)
        {
            if (line.IsGoods && line.At > MidWeek)
                onHand[line.Goods] += line.Moves;
        }

        return onHand;
    }

    /// <summary>A shop that sells all of it and a chain that takes all of it, half by the piece and half by the dozen.</summary>
    private async Task<PartnerTown> Shop(string[] goods)
    {
        var town = await PartnerTown.Found(cluster, more: goods.Select((code, index) => new ChainItem(
            ChainCode(code), code, "", ChainUnit.Piece, 1_000, [index % 2 == 0 ? new ChainPack("LSN", 12, null) : new ChainPack("PCS", 1, null)])));
        await town.Town.Sells([.. goods.Select(code => (code, code, "goods"))]);
        var byTheDozen = goods.Where((_, index) => index % 2 == 0).ToArray();
        await town.Rows.Run(
            "insert into pack (owner_id, product_id, code, name, factor) select owner_id, product_id, 'LSN', 'Lusin', 12 from product where owner_id = $1 and code = any ($2)",
            town.Town.Coop, byTheDozen);
        await town.Rows.Run(
            """
            insert into item_mapping (owner_id, connection_owner_id, connection_id, item_code, product_id, pack_code, factor, during)
            select p.owner_id, c.owner_id, c.connection_id, $4 || p.code, p.product_id, k.code, k.factor, tstzrange(null, null)
            from product p
            join pack k on k.owner_id = p.owner_id and k.product_id = p.product_id and k.code = case when p.code = any ($5) then 'LSN' else 'PCS' end
            join connection c on c.owner_id = $2 and c.code = 'basmalah'
            where p.owner_id = $1 and p.code = any ($3)
            """,
            town.Town.Coop, town.Town.Chain, goods, ChainCode(""), byTheDozen);
        await town.OpenGateway();
        return town;
    }

    /// <summary>Sends all of it in batches, one after another.</summary>
    /// <returns>How many lines were answered how.</returns>
    private static async Task<Dictionary<string, int>> Send(PartnerTown town, Change[] week)
    {
        var answers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var batch in week.Chunk(Batch))
        {
            foreach (var outcome in await town.Till.Record(batch))
                answers[outcome.ToString()] = answers.GetValueOrDefault(outcome.ToString()) + 1;
        }

        return answers;
    }

    private static Change Told(InvoiceLine line) =>
        new($"{line.Invoice}/{line.Position}", Town.Shop, line.Code, line.Kind, $"{line.Moves}", line.At, null);

    private static Change Count(string id, string code, int quantity, DateTimeOffset at) => new(id, Town.Shop, code, "count", $"{quantity}", at, null);

    private static string ChainCode(string code) => $"BSM-{code}";

    /// <summary>Events not yet sequenced, and positions that the partner does not hold as they are.</summary>
    private static Task<long> Unsettled(PartnerTown town) => town.Rows.Ask<long>(
        """
        select (select count(*) from outbox)
            + (select sum(w.waiting) from sync_stream s, waiting_of_stream(s.owner_id, s.connection_id, s.counterparty_id) w where s.kind = 'stock_out')::bigint
        """);

    private static async Task<Dictionary<string, int>> OurPositions(PartnerTown town)
    {
        var positions = new Dictionary<string, int>(StringComparer.Ordinal);
        for (string? next = ""; next is not null;)
        {
            var page = (await town.Till.Get($"/v1/stock/positions?location={Town.Shop}&limit=1000{next}")).Must(System.Net.HttpStatusCode.OK).Json;
            foreach (var position in page["items"]!.AsArray())
                positions.Add((string)position!["product"]!, (int)StockCalls.Number(position["onHand"])!);
            next = (string?)page["next"] is { } cursor ? $"&cursor={cursor}" : null;
        }

        return positions;
    }

    private static async Task<Dictionary<string, int>> HeldByTheChain(PartnerTown town)
    {
        using var http = new HttpClient { BaseAddress = town.Chain.BaseAddress };
        http.DefaultRequestHeaders.Add("X-Kunci-Mitra", PartnerTown.KeyOf(town.Town));
        var held = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var (number, last) = (1, 1); number <= last; number++)
        {
            var page = (await http.GetFromJsonAsync<JsonNode>($"/mitra/v2/ketersediaan?koperasi={town.Town.CoopCode}&hal={number}&per_hal=500", Cancel))!;
            last = (int)page["total_hal"]!;
            foreach (var line in page["baris"]!.AsArray())
            {
                var pieces = ((int)line!["jml_kemasan"]! * ((string)line["kemasan"]! == "LSN" ? 12 : 1)) + (int)line["jml_eceran"]!;
                held.Add(((string)line["kd_barang"]!)[ChainCode("").Length..], pieces);
            }
        }

        return held;
    }

    private static Task<string> Ledger(PartnerTown town) => town.Rows.Ask<string>(
        """
        select format('%s entries, %s review items, %s', (select count(*) from stock_entry), (select count(*) from review_item),
            (select md5(string_agg(format('%s %s %s', product_id, on_hand, version), ',' order by product_id)) from stock_position where owner_id = $1))
        """,
        town.Town.Coop);
}
