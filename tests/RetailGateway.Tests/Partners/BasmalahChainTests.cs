using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using RetailGateway.PartnerSimulator.Chain;
using RetailGateway.PartnerSimulator.Chain.Books;
using static RetailGateway.Tests.Partners.BasmalahChainFixture;

namespace RetailGateway.Tests.Partners;

/// <summary>What Toko Basmalah promises its partners.</summary>
public sealed class BasmalahChainTests
{
    [Fact]
    public async Task The_same_send_again_gets_the_same_bytes_and_changes_nothing()
    {
        await using var basmalah = await Start();
        var first = await Body(await basmalah.Post(Send("RG-1", version: 1, cartons: 3)));
        basmalah.Clock.Advance(TimeSpan.FromHours(1));
        await basmalah.Post(Send("RG-2", version: 2, cartons: 5));

        var again = await Body(await basmalah.Post(Send("RG-1", version: 1, cartons: 3)));

        Assert.Equal(first, again);
        Assert.Equal(200, basmalah.Held());
    }

    [Fact]
    public async Task A_send_laid_out_in_another_way_is_the_same_send()
    {
        await using var basmalah = await Start();
        var first = await Body(await basmalah.Post(Send("RG-1", version: 1, cartons: 3)));
        using var indented = new StringContent(
            Send("RG-1", version: 1, cartons: 3).ToJsonString(new() { WriteIndented = true }), Encoding.UTF8, "application/json");

        var again = await Body(await basmalah.Http.PostAsync($"{Api}/ketersediaan", indented, Cancel));

        Assert.Equal(first, again);
    }

    [Fact]
    public async Task A_send_id_used_for_another_content_is_refused_and_changes_nothing()
    {
        await using var basmalah = await Start();
        await basmalah.Post(Send("RG-1", version: 1, cartons: 3));

        await Refuses(await basmalah.Post(Send("RG-1", version: 2, cartons: 4)), HttpStatusCode.Conflict, "E-KRM-02");

        Assert.Equal(120, basmalah.Held());
    }

    [Theory]
    [InlineData(7)]
    [InlineData(6)]
    public async Task A_version_not_newer_than_the_stored_one_is_stale_and_changes_nothing(long version)
    {
        await using var basmalah = await Start();
        await basmalah.Post(Send("RG-1", version: 7, cartons: 3));

        var line = JsonNode.Parse(await Body(await basmalah.Post(Send("RG-2", version, cartons: 9))))!["baris"]![0]!;

        Assert.Equal(("USANG", "E-STK-07", 7), ((string?)line["status"], (string?)line["kode"], (int?)line["versi_tersimpan"]));
        Assert.Equal(120, basmalah.Held());
    }

    [Fact]
    public async Task Of_many_sends_at_once_the_newest_version_is_held_whatever_the_order_of_arrival()
    {
        await using var basmalah = await Start();

        await Task.WhenAll(Enumerable.Range(1, 40).Reverse().Select(version =>
            basmalah.Post(Send($"RG-{version}", version, cartons: version))));

        Assert.Equal(40 * 40, basmalah.Held());
    }

    [Fact]
    public async Task Equal_sends_at_once_are_answered_alike()
    {
        await using var basmalah = await Start();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(async _ =>
            await Body(await basmalah.Post(Send("RG-1", version: 1, cartons: 3)))));

        Assert.Single(answers.Distinct(StringComparer.Ordinal));
        Assert.Contains("DITERIMA", answers[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_feed_read_while_many_write_has_every_change_once_and_in_order()
    {
        await using var basmalah = await Start();
        var token = (string)(await basmalah.Get("/stok/potret"))["token"]!;
        var opened = basmalah.Stock.Head;
        var writers = Enumerable.Range(1, 4).Select(seed => Task.Run(() =>
        {
            for (var i = 0; i < 100; i++)
                basmalah.Stock.Enter(StockEntryKind.Receipt, SampleCatalogue.Store, SampleCatalogue.Noodles, seed);
        })).ToList();

        var read = new List<long>();
        while (read.Count < 400)
        {
            var page = await basmalah.Get($"/stok/perubahan?sejak={token}&jml=7");
            read.AddRange(page["baris"]!.AsArray().Select(line => (long)line!["no_urut"]!));
            token = (string)page["token_berikut"]!;
        }

        await Task.WhenAll(writers);
        Assert.Equal(Enumerable.Range(1, 400).Select(number => opened + number), read);
    }

    [Fact]
    public async Task A_token_too_old_or_beyond_the_end_asks_for_a_new_snapshot()
    {
        await using var basmalah = await Start(retained: 5);
        var old = (string)(await basmalah.Get("/stok/potret"))["token"]!;
        for (var i = 0; i < 6; i++)
            basmalah.Stock.Enter(StockEntryKind.Sale, SampleCatalogue.Store, SampleCatalogue.Noodles, -1);
        var beyond = Convert.ToBase64String("contoh:99"u8).TrimEnd('=');

        foreach (var token in new[] { old, beyond, "???", "AAAA" })
        {
            var answer = await basmalah.Http.GetAsync($"{Api}/stok/perubahan?sejak={Uri.EscapeDataString(token)}", Cancel);
            await Refuses(answer, HttpStatusCode.Gone, "E-STK-09");
        }
    }

    [Fact]
    public async Task A_snapshot_stays_as_it_was_while_the_chain_sells_and_the_feed_leads_from_it_to_now()
    {
        await using var basmalah = await Start();
        var life = new ChainLife(basmalah.Chain.Books, seed: 5);
        var page = await basmalah.Get("/stok/potret?per_hal=10");
        var (id, token) = ((string)page["id_potret"]!, (string)page["token"]!);
        var stock = new Dictionary<(string, string), decimal>();
        for (var number = 1; ; number++)
        {
            foreach (var line in page["baris"]!.AsArray())
                stock[Key(line!)] = Quantity(basmalah, line!, "jml_kemasan", "jml_eceran", "berat_kg");
            if (number == (int)page["total_hal"]!)
                break;
            for (var i = 0; i < 25; i++)
                life.Step();
            page = await basmalah.Get($"/stok/potret?id_potret={id}&hal={number + 1}&per_hal=10");
            Assert.Equal(token, (string)page["token"]!);
        }

        Assert.Equal(basmalah.Chain.Books.Catalogue.Opening.ToDictionary(line => (line.Location, line.Item), line => line.Quantity), stock);

        var changes = await basmalah.Get($"/stok/perubahan?sejak={token}&jml=500");
        Assert.False((bool)changes["ada_lagi"]!);
        foreach (var line in changes["baris"]!.AsArray())
            stock[Key(line!)] = Quantity(basmalah, line!, "sisa_kemasan", "sisa_eceran", "sisa_kg");
        Assert.All(stock, line => Assert.Equal(basmalah.Stock.OnHand(line.Key.Item1, line.Key.Item2), line.Value));
    }

    [Fact]
    public async Task A_snapshot_pushed_out_by_newer_ones_is_gone()
    {
        await using var basmalah = await Start();
        var id = (string)(await basmalah.Get("/stok/potret"))["id_potret"]!;
        for (var i = 0; i < StockBook.PinnedSnapshots; i++)
            await basmalah.Get("/stok/potret?per_hal=1");

        await Refuses(await basmalah.Http.GetAsync($"{Api}/stok/potret?id_potret={id}&hal=2", Cancel), HttpStatusCode.Gone, "E-STK-10");
    }

    private static (string, string) Key(JsonNode line) => ((string)line["lokasi"]!, (string)line["kd_barang"]!);

    private static decimal Quantity(BasmalahChainFixture basmalah, JsonNode line, string packs, string loose, string kilograms)
    {
        if (line[kilograms] is { } weight)
            return (decimal)weight;

        var item = basmalah.Chain.Books.Catalogue.Find((string)line["kd_barang"]!)!;
        return ((decimal)line[packs]! * item.PackOf((string)line["kemasan"]!)!.Factor) + (decimal)line[loose]!;
    }

    private static Task<string> Body(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response.Content.ReadAsStringAsync(Cancel);
    }

    private static async Task Refuses(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var refusal = await response.Content.ReadFromJsonAsync<JsonNode>(Cancel);
        Assert.Equal((status, code), (response.StatusCode, (string?)refusal!["kode"]));
    }
}
