using System.Globalization;
using System.Net;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Hosting;

/// <summary>What Ctrl-C does to a gateway that keeps a PostgreSQL of its own.</summary>
public sealed class InterruptTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rg-interrupt-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Which process gets the signal: the gateway alone, or all of its group.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_interrupted_gateway_stops_its_own_server_and_ends_with_exit_code_0(bool group)
    {
        await using var gateway = await EmbeddedGateway.Start(folder.FullName);
        using (var anybody = gateway.Client(key: null))
            Assert.Equal(HttpStatusCode.OK, (await anybody.Get("/health/ready")).Status);
        var server = int.Parse((await File.ReadAllLinesAsync(Path.Combine(folder.FullName, "postgres", "server", "cluster", "postmaster.pid"), Cancel))[0], CultureInfo.InvariantCulture);
        Assert.True(Directory.Exists($"/proc/{server}"));

        var exitCode = await gateway.Interrupt(group);

        Assert.True(exitCode == 0, $"{exitCode} {gateway.Said}");
        Assert.False(Directory.Exists($"/proc/{server}"), "The server still runs.");
        Assert.False(File.Exists(Path.Combine(folder.FullName, "postgres", "server", "cluster", "postmaster.pid")), "The server did not end in order.");
    }

    public void Dispose()
    {
        TestCluster.Delete(new DirectoryInfo(Path.Combine(folder.FullName, "postgres")));
        folder.Delete(recursive: true);
    }
}
