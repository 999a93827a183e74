using RetailGateway.Partners.Contracts;
using RetailGateway.Partners.Mangga;
using RetailGateway.PartnerSimulator.Files;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Files;

/// <summary>The samples of the contract are what the gateway takes and writes.</summary>
public sealed class SampleTests(TestCluster cluster)
{
    private static readonly string Availability = Sample("ketersediaan.csv");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_sample_of_the_contract_is_taken_and_its_unknown_code_waits()
    {
        await using var mangga = await ManggaTown.Open(cluster);
        mangga.Leave("harian.csv", await File.ReadAllBytesAsync(Sample("harian.csv"), Cancel));

        Assert.Equal(["DITERIMA", "DITERIMA", "DITERIMA", "DITINJAU", "DITERIMA"], (await mangga.Answer("harian.csv")).Lines.Select(line => line.Result));
        Assert.Equal(await Text(Sample("jawaban.csv")), await Text(Assert.Single(Directory.GetFiles(mangga.Out, "jawaban-*"))));
    }

    [Fact]
    public async Task The_sample_of_availability_is_what_the_gateway_writes()
    {
        var asOf = new DateTimeOffset(2025, 11, 24, 18, 0, 0, TimeSpan.Zero);
        await using var written = new StringWriter();

        await ManggaStockFile.Write(
            written, "KPN-SEJAHTERA", asOf,
            new[]
            {
                Line("KPN-01", "77-002/DUS", 12, 30, version: 41),
                Line("KPN-01", "77-003", 1, 7.5m, version: 8),
                Line("KPN-02", "77-002/DUS", 12, 0, version: 3),
            }.ToAsyncEnumerable(),
            Cancel);

        Assert.Equal(await Text(Availability), written.ToString().ReplaceLineEndings("\n"));

        StockLine Line(string location, string item, decimal factor, decimal available, long version) =>
            new(1, 1, location, item, "", factor, "PCS", available, version, asOf);
    }

    [Fact]
    public void The_chain_reads_the_samples_and_finds_their_totals_right()
    {
        Assert.Equal(5, MarketAnswer.Read(Sample("jawaban.csv")).Lines.Count);
        Assert.Equal((2m, 6m), MarketAvailability.Read(Availability).Lines[("KPN-01", "77-002", "DUS")]);
    }

    private static string Sample(string name) => Repository.File($"contracts/partners/mangga/samples/{name}").FullName;

    /// <summary>The repository keeps line feeds; the files have the chain's line ends.</summary>
    private static async Task<string> Text(string path) => (await File.ReadAllTextAsync(path, Cancel)).ReplaceLineEndings("\n");
}
