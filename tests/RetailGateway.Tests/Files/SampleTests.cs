using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Files;

/// <summary>The sample of the contract is what the gateway takes.</summary>
public sealed class SampleTests(TestCluster cluster)
{
    [Fact]
    public async Task The_sample_of_the_contract_is_taken_and_its_unknown_code_waits()
    {
        await using var mangga = await ManggaTown.Open(cluster);
        mangga.Leave("harian.csv", await File.ReadAllBytesAsync(Repository.File("contracts/partners/mangga/samples/harian.csv").FullName, TestContext.Current.CancellationToken));

        Assert.Equal(["DITERIMA", "DITERIMA", "DITERIMA", "DITINJAU", "DITERIMA"], (await mangga.Answer("harian.csv")).Lines.Select(line => line.Result));
    }
}
