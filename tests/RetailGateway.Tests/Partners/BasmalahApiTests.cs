using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RetailGateway.Partners.Basmalah;
using RetailGateway.PartnerSimulator.Chain;
using static RetailGateway.Tests.Partners.BasmalahChainFixture;

namespace RetailGateway.Tests.Partners;

/// <summary>Our side of the wire against the running chain, sound and faulty.</summary>
public sealed class BasmalahApiTests
{
    private static readonly DateTimeOffset s_asOf = new(2026, 11, 24, 7, 5, 7, TimeSpan.Zero);

    private static readonly KirimanKetersediaan s_send = new("RG-1", Cooperative, BasmalahTranslator.Zone,
    [
        Line(124, new BasmalahItem(SampleCatalogue.Noodles, "DUS", 40)),
        Line(12.375m, new BasmalahItem(SampleCatalogue.Eggs, PackCode: null, 1)),
        Line(1, new BasmalahItem("BSM-999999", "DUS", 40)),
    ]);

    [Fact]
    public async Task A_send_is_judged_line_by_line_and_found_again_with_the_same_verdicts()
    {
        await using var basmalah = await Start();
        await using var services = Services(basmalah);
        var api = services.GetRequiredService<IBasmalahApi>();

        var verdicts = Known(BasmalahAnswers.ReadSend(s_send, await api.Publish(Key, s_send, Cancel)));
        var found = Known(BasmalahAnswers.ReadSend(s_send, await api.FindSend(Key, s_send.NoKirim, Cancel)));

        Assert.Equal([new LineVerdict.Accepted(), new LineVerdict.Accepted(), new LineVerdict.Refused("E-STK-01", "Kode barang tidak dikenal.")], verdicts);
        Assert.Equal(verdicts, found);
    }

    [Fact]
    public async Task What_the_chain_holds_is_what_was_sent()
    {
        await using var basmalah = await Start();
        await using var services = Services(basmalah);
        var api = services.GetRequiredService<IBasmalahApi>();
        using var sent = await api.Publish(Key, s_send, Cancel);

        var page = Known(BasmalahAnswers.Read(await api.ListHeld(Key, Cooperative, page: 1, size: 500, Cancel)));

        Assert.Equal(
            [new BasmalahQuantity("KPN-01", SampleCatalogue.Noodles, 124), new BasmalahQuantity("KPN-01", SampleCatalogue.Eggs, 12.375m)],
            page.Baris.Select(line => Known(BasmalahStock.ReadHeld(line, FactorIn(basmalah)))));
    }

    [Fact]
    public async Task The_snapshot_and_the_changes_after_it_add_up_to_the_chains_own_stock()
    {
        await using var basmalah = await Start();
        await using var services = Services(basmalah);
        var api = services.GetRequiredService<IBasmalahApi>();
        var life = new ChainLife(basmalah.Chain.Books, seed: 2);
        for (var i = 0; i < 50; i++)
            life.Step();
        var snapshot = Known(BasmalahAnswers.Read(await api.ReadSnapshot(Key, snapshotId: null, page: 1, size: 500, Cancel)));
        for (var i = 0; i < 300; i++)
            life.Step();
        var changes = Known(BasmalahAnswers.Read(await api.ReadChanges(Key, snapshot.Token, count: 500, Cancel)));

        var stock = snapshot.Baris.Select(line => Known(BasmalahStock.ReadBalance(line, FactorIn(basmalah))))
            .ToDictionary(line => (line.Location, line.ItemCode), line => line.Quantity);
        // All of it happened within one second of the chain's clock: the order of the instants is the chain's own.
        foreach (var change in changes.Baris.Select(line => Known(BasmalahStock.ReadChange(line, changes.Zona, FactorIn(basmalah)))).OrderBy(change => change.OccurredAt))
        {
            Assert.Equal(s_asOf, change.OccurredAt, TimeSpan.FromMilliseconds(1));
            Assert.True(change.OccurredAt > s_asOf, "The snapshot's count comes first.");
            var before = change.Kind == BasmalahChangeKind.Count ? 0 : stock[(change.Location, change.ItemCode)];
            stock[(change.Location, change.ItemCode)] = before + change.Quantity;
        }

        Assert.Equal(300, changes.Baris.Count);
        Assert.All(stock, line => Assert.Equal(basmalah.Stock.OnHand(line.Key.Location, line.Key.ItemCode), line.Value));
    }

    [Fact]
    public async Task Catalogue_and_locations_are_read_whole()
    {
        await using var basmalah = await Start();
        await using var services = Services(basmalah);
        var api = services.GetRequiredService<IBasmalahApi>();

        var items = Known(BasmalahAnswers.Read(await api.ListItems(Key, page: 1, size: 500, Cancel)));
        var locations = Known(BasmalahAnswers.Read(await api.ListLocations(Key, page: 1, size: 500, Cancel)));

        Assert.Equal((items.TotalBaris, locations.TotalBaris), (items.Baris.Count, locations.Baris.Count));
    }

    [Fact]
    public async Task A_refusal_we_know_is_told_apart_from_a_silence()
    {
        await using var basmalah = await Start();
        await using var services = Services(basmalah);
        var api = services.GetRequiredService<IBasmalahApi>();

        Assert.Equal(BasmalahCodes.SendUnknown, Refused(BasmalahAnswers.Read(await api.FindSend(Key, "RG-9", Cancel))));
        Assert.Equal("E-AKS-01", Refused(BasmalahAnswers.Read(await api.ListItems("salah", 1, 500, Cancel))));
        Assert.Equal(BasmalahCodes.TokenExpired, Refused(BasmalahAnswers.Read(await api.ReadChanges(Key, "lama", 500, Cancel))));
        Assert.Equal(BasmalahCodes.SnapshotExpired, Refused(BasmalahAnswers.Read(await api.ReadSnapshot(Key, "lama", 1, 500, Cancel))));
    }

    [Theory]
    [InlineData(nameof(ChainFault.HtmlError))]
    [InlineData(nameof(ChainFault.AbortBeforeCommit))]
    [InlineData(nameof(ChainFault.CommitThenAbort))]
    [InlineData(nameof(ChainFault.TornBody))]
    [InlineData(nameof(ChainFault.AlteredEcho))]
    [InlineData(nameof(ChainFault.EndlessBody))]
    public async Task Every_answer_that_is_none_is_unknown(string fault)
    {
        await using var basmalah = await Start();
        await using var services = Services(basmalah);
        var api = services.GetRequiredService<IBasmalahApi>();
        basmalah.Chain.Faults.Next(Enum.Parse<ChainFault>(fault));

        var reading = BasmalahAnswers.ReadSend(s_send, await api.Publish(Key, s_send, Cancel));

        Assert.IsType<Reading<IReadOnlyList<LineVerdict>>.Unknown>(reading);
    }

    [Fact]
    public async Task A_silence_until_the_timeout_is_unknown()
    {
        await using var basmalah = await Start();
        await using var services = Services(basmalah, timeout: TimeSpan.FromMilliseconds(200));
        basmalah.Chain.Faults.Next(ChainFault.CommitThenHang);

        var reading = BasmalahAnswers.ReadSend(
            s_send, await services.GetRequiredService<IBasmalahApi>().Publish(Key, s_send, Cancel));

        Assert.IsType<Reading<IReadOnlyList<LineVerdict>>.Unknown>(reading);
    }

    [Fact]
    public async Task Our_own_cancellation_is_thrown_and_not_taken_for_an_answer()
    {
        await using var basmalah = await Start();
        await using var services = Services(basmalah);
        basmalah.Chain.Faults.Next(ChainFault.Hang);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        var publishing = services.GetRequiredService<IBasmalahApi>().Publish(Key, s_send, stop.Token);
        while (basmalah.Chain.Faults.Pending > 0)
            await Task.Delay(5, Cancel);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => publishing);
    }

    [Fact]
    public async Task Too_many_requests_is_busy_for_as_long_as_the_chain_says()
    {
        await using var basmalah = await Start();
        await using var services = Services(basmalah);
        var api = services.GetRequiredService<IBasmalahApi>();
        basmalah.Chain.Faults.Next(ChainFault.TooManyRequests);

        var reading = BasmalahAnswers.ReadSend(s_send, await api.Publish(Key, s_send, Cancel));

        Assert.Equal(new Reading<IReadOnlyList<LineVerdict>>.Busy(TimeSpan.FromSeconds(2)), reading);
    }

    [Theory]
    [InlineData("PINJAM", "KELUAR", "DUS", "WIB")]
    [InlineData("JUAL", "MASUK", "DUS", "WIB")]
    [InlineData("JUAL", "KELUAR", "KRAT", "WIB")]
    [InlineData("JUAL", "KELUAR", "DUS", "UTC")]
    public void A_change_with_a_word_we_do_not_know_is_unknown(string kind, string direction, string pack, string zone)
    {
        var line = new BarisPerubahan(
            1, "contoh-1", "TB-01", SampleCatalogue.Noodles, kind, direction, "2026-11-24 14:05:07", "STR-1", pack, 1, 0);

        Assert.IsType<Reading<BasmalahChange>.Unknown>(
            BasmalahStock.ReadChange(line, zone, (_, code) => code == "DUS" ? 40 : null));
    }

    [Fact]
    public void An_answer_that_lacks_a_promised_field_is_not_read_and_one_with_a_further_field_is()
    {
        const string Promised = """{"kode":"E-KRM-01","pesan":"","lain":1}""";
        const string Broken = """{"kode":"E-KRM-01"}""";

        Assert.Equal("E-KRM-01", JsonSerializer.Deserialize<Galat>(Promised, BasmalahClient.Json)!.Kode);
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Galat>(Broken, BasmalahClient.Json));
    }

    [Fact]
    public void A_send_is_written_as_the_sample_has_it_and_its_sample_answer_is_understood()
    {
        var sample = BasmalahContract.Sample("03-versi-usang");
        var send = new KirimanKetersediaan("RG-000018", Cooperative, BasmalahTranslator.Zone,
        [
            Line(200, new BasmalahItem(SampleCatalogue.Noodles, "DUS", 40), version: 16),
            Line(7, new BasmalahItem("BSM-100311", "PAK", 12)),
        ]);
        var answer = sample["response"]!["body"].Deserialize<JawabanKiriman>(BasmalahClient.Json)!;

        Assert.True(JsonNode.DeepEquals(sample["request"]!["body"], JsonSerializer.SerializeToNode(send, BasmalahClient.Json)));
        Assert.Empty(BasmalahEcho.EchoMatches(send, answer));
        Assert.Equal([new LineVerdict.Stale(17), new LineVerdict.Accepted()], answer.Baris.Select(BasmalahEcho.Judge));
    }

    private static BarisKiriman Line(decimal available, BasmalahItem item, long version = 1) =>
        Known(BasmalahTranslator.ToLine("KPN-01", available, item, version, s_asOf));

    private static PackFactor FactorIn(BasmalahChainFixture basmalah) =>
        (item, pack) => basmalah.Chain.Books.Catalogue.Find(item)?.PackOf(pack)?.Factor;

    private static ServiceProvider Services(BasmalahChainFixture basmalah, TimeSpan? timeout = null)
    {
        var services = new ServiceCollection();
        services.AddBasmalahApi(basmalah.Chain.BaseAddress)
            .ConfigureHttpClient(client => client.Timeout = timeout ?? TimeSpan.FromSeconds(20));
        return services.BuildServiceProvider();
    }

    private static T Known<T>(Reading<T> reading) => Assert.IsType<Reading<T>.Known>(reading).Value;

    private static string Refused<T>(Reading<T> reading) => Assert.IsType<Reading<T>.Refused>(reading).Code;
}
