using System.Diagnostics;

namespace RetailGateway.Tests.Demo;

public sealed class DemoCheckTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task After_a_life_of_sales_counts_and_mistakes_the_cooperatives_and_all_chains_agree()
    {
        var (exitCode, output) = await Demo("--check", "--changes", "60", "--seed", "3");

        Assert.True(exitCode == 0, output);
        Assert.Contains("All sides agree.", output, StringComparison.Ordinal);
        Assert.All(
            ["available of KPN-SEJAHTERA", "on hand of Anggur Mart", "on hand of Mangga Swalayan", "Mangga Swalayan's copy"],
            compared => Assert.Contains(compared, output, StringComparison.Ordinal));
    }

    private static async Task<(int ExitCode, string Output)> Demo(params string[] options)
    {
        var binary = Path.Combine(AppContext.BaseDirectory, "RetailGateway.PartnerSimulator.dll");
        using var demo = Process.Start(new ProcessStartInfo("dotnet", [binary, "demo", .. options])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var output = demo.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = demo.StandardError.ReadToEndAsync(patience.Token);
            await demo.WaitForExitAsync(patience.Token);
            return (demo.ExitCode, await output + await errors);
        }
        finally
        {
            // Its gateway and its chain end with it.
            demo.Kill();
        }
    }
}
