using System.Diagnostics;
using System.IO.Compression;
using System.Xml.Linq;
using RetailGateway.Client;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Client;

public sealed class PackageTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_package_holds_the_library_its_documentation_a_readme_and_a_licence_and_needs_refit_alone()
    {
        var folder = Directory.CreateTempSubdirectory("rg-package-");
        try
        {
            await Pack(folder.FullName);

            await using var package = await ZipFile.OpenReadAsync(
                Assert.Single(folder.GetFiles("RetailGateway.Client.*.nupkg")).FullName, TestContext.Current.CancellationToken);
            var files = package.Entries.Select(entry => entry.FullName).ToList();
            Assert.Contains("lib/net10.0/RetailGateway.Client.dll", files);
            Assert.Contains("lib/net10.0/RetailGateway.Client.xml", files);
            Assert.Contains("README.md", files);
            Assert.Single(folder.GetFiles("*.snupkg"));

            await using var nuspec = await package.GetEntry("RetailGateway.Client.nuspec")!.OpenAsync(TestContext.Current.CancellationToken);
            var told = XDocument.Load(nuspec).Descendants().ToLookup(element => element.Name.LocalName);
            Assert.Equal("MIT", told["license"].Single().Value);
            Assert.Equal("README.md", told["readme"].Single().Value);
            Assert.Equal(["Refit"], told["dependency"].Select(dependency => dependency.Attribute("id")!.Value));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_client_uses_nothing_of_the_gateway() => Assert.DoesNotContain(
        typeof(GatewayClient).Assembly.GetReferencedAssemblies(),
        reference => reference.Name!.StartsWith("RetailGateway", StringComparison.Ordinal));

    /// <summary>Packs what was built with these tests, without asking any registry.</summary>
    private static async Task Pack(string folder)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        using var pack = Process.Start(new ProcessStartInfo(
            "dotnet",
            ["pack", Repository.File("src/RetailGateway.Client/RetailGateway.Client.csproj").FullName, "-c", configuration, "--no-build", "--no-restore", "-o", folder, "-nodeReuse:false"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        })!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var said = pack.StandardOutput.ReadToEndAsync(patience.Token);
        await pack.WaitForExitAsync(patience.Token);
        Assert.True(pack.ExitCode == 0, await said);
    }
}
