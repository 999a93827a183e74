using RetailGateway.Features.Sync.Files;
using RetailGateway.PartnerSimulator.Files;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;

namespace RetailGateway.Tests.Files;

/// <summary>What the chain finds in its folder of the cooperative's stock.</summary>
public sealed class LeaveStockTests(TestCluster cluster)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_file_of_availability_tells_packs_and_what_is_left_in_the_chains_codes()
    {
        await using var mangga = await ManggaTown.Found(cluster);
        await Stocked(mangga);

        await mangga.OpenGateway();
        var file = await Newest(mangga, 1);

        Assert.Equal(
            [(Town.Shop, "88-1", "DUS", 2m, 6m), (Town.Shop, "88-2", "", 7m, 0m)],
            MarketAvailability.Read(file).Lines.Select(line => (line.Key.Location, line.Key.Code, line.Key.Pack, line.Value.Packs, line.Value.Loose)).Order());
    }

    [Fact]
    public async Task A_file_that_is_asked_for_tells_what_is_there_then()
    {
        await using var mangga = await ManggaTown.Found(cluster);
        await Stocked(mangga);
        await mangga.OpenGateway();
        await Newest(mangga, 1);
        using var till = mangga.Gateway!.Client(mangga.Town.TillKey);
        await till.Given(Sale(4, Town.Gula, "11:00"));

        // A file's name is of the second.
        await Task.Delay(TimeSpan.FromSeconds(1), Cancel);
        Assert.Equal(1, await NightlyFiles.MakeDue(mangga.Rows, ["mangga"], mangga.Town.ChainCode, Cancel));
        var file = await Newest(mangga, 2);

        Assert.Equal((3m, 0m), MarketAvailability.Read(file).Lines[(Town.Shop, "88-2", "")]);
        Assert.Equal("nobody", (string)(await mangga.Stream("stock_out"))!["turn"]!);
    }

    [Fact]
    public async Task What_the_terms_do_not_show_is_in_no_file()
    {
        await using var mangga = await ManggaTown.Found(cluster);
        await Stocked(mangga);
        await mangga.Town.Agrees(from: "2024-06-01", stockVisible: false);

        await mangga.OpenGateway();

        Assert.Empty(MarketAvailability.Read(await Newest(mangga, 1)).Lines);
    }

    private static async Task Stocked(ManggaTown mangga)
    {
        await mangga.Town.Packs(Town.Minyak, "DUS", 12);
        await mangga.Town.Maps(mangga.Town.Chain, "mangga", "88-1/DUS", Town.Minyak, "DUS");
        await mangga.Town.Maps(mangga.Town.Chain, "mangga", "88-2", Town.Gula);
        await using var gateway = await GatewayUnderTest.Start(mangga.Database);
        using var till = gateway.Client(mangga.Town.TillKey);
        await till.Given(Count(30, Town.Minyak, "08:00"), Count(7, Town.Gula, "08:00"), Count(5, Town.Beras, "08:00"));
    }

    private static async Task<string> Newest(ManggaTown mangga, int count)
    {
        var files = await Eventually.See(
            () => Task.FromResult(Directory.Exists(mangga.Out) ? Directory.GetFiles(mangga.Out, "ketersediaan-*") : []), files => files.Length >= count);
        Assert.Equal(count, files.Length);
        return files.Order(StringComparer.Ordinal).Last();
    }
}
