using RetailGateway.Partners.Ubl;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Partners.Ubl;

/// <summary>The samples of the contract are what is read, and to the byte what is written.</summary>
public sealed class UblSampleTests
{
    public static TheoryData<string> Names => [.. UblSamples.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_sample_is_read_as_it_is_meant_and_written_to_the_same_bytes(string name)
    {
        var file = await Sample(name);

        Assert.Equal(UblCases.Told(UblSamples.All[name]), UblCases.Told(UblCases.Done(UblCases.Read(file))));
        Assert.Equal(Text(file), Text(UblCases.Done(UblWriter.Write(UblSamples.All[name], UblCases.Bounds))));
    }

    [Fact]
    public async Task An_order_as_another_system_writes_it_is_read_as_ours() => Assert.Equal(
        UblCases.Told(UblSamples.All["pesanan-beras.xml"]), UblCases.Told(UblCases.Done(UblCases.Read(await Sample("pesanan-beras-lain.xml")))));

    [Fact]
    public void Every_sample_is_among_the_tested() => Assert.Equivalent(
        UblSamples.All.Keys.Append("pesanan-beras-lain.xml"), Folder().GetFiles("*.xml").Select(file => file.Name), strict: true);

    private static Task<byte[]> Sample(string name) => File.ReadAllBytesAsync(Path.Combine(Folder().FullName, name), TestContext.Current.CancellationToken);

    private static DirectoryInfo Folder() => new(Repository.File("contracts/partners/ubl/samples").FullName);

    private static string Text(byte[] file) => System.Text.Encoding.UTF8.GetString(file);
}
