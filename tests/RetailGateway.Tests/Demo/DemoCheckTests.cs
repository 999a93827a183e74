using System.Diagnostics;
using System.Text.RegularExpressions;
using Npgsql;
using RetailGateway.EmbeddedPostgres;

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
            [
                "available of KPN-SEJAHTERA", "the chain's own stock", "on hand of Anggur Mart", "Anggur Mart's copy of the cooperatives",
                "on hand of Mangga Swalayan", "Mangga Swalayan's copy of the cooperatives", "on hand, and its ledger",
            ],
            compared => Assert.Matches($"(?m)^  {Regex.Escape(compared)} +[1-9][0-9]* positions +0 differ", output));
    }

    [Trait("Length", "long")]
    [Fact]
    public async Task A_position_that_neither_its_ledger_nor_the_chain_bears_out_is_named()
    {
        var folder = Directory.CreateTempSubdirectory("rg-demo-test-");
        if (!OperatingSystem.IsWindows())
        {
            // PostgreSQL runs as another user where we are root.
            folder.UnixFileMode |= UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        }

        try
        {
            var (first, before) = await Demo("--check", "--changes", "1", "--data", folder.FullName);
            Assert.True(first == 0, before);
            var product = await PlantOneMore(Path.Combine(folder.FullName, "postgres"));

            var (exitCode, output) = await Demo("--check", "--changes", "1", "--data", folder.FullName);

            Assert.True(exitCode == 1, output);
            Assert.Contains("The sides differ.", output, StringComparison.Ordinal);
            Assert.Contains($"on hand, and its ledger (KPN-01, {product}): ", output, StringComparison.Ordinal);
            Assert.Matches("\navailable of KPN-SEJAHTERA \\(KPN-01, .+\\): .+ at the chain", output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>One more on hand than its entries say, where nothing may notice: beneath every trigger.</summary>
    private static async Task<string> PlantOneMore(string cluster)
    {
        await using var server = await PrivateCluster.Start(
            new PrivateClusterOptions { DataFolder = cluster }, TimeProvider.System, TestContext.Current.CancellationToken);
        await using var source = NpgsqlDataSource.Create(server.ConnectionString("retailgateway"));
        await using var plant = source.CreateCommand(
            """
            set session_replication_role = replica;
            with one as (
                select p.owner_id, p.location_id, p.product_id, g.code
                from stock_position p
                join location l on l.owner_id = p.owner_id and l.location_id = p.location_id
                join product g on g.owner_id = p.owner_id and g.product_id = p.product_id
                where l.code = 'KPN-01' and p.on_hand > 50
                order by p.version, p.product_id limit 1),
            more as (
                update stock_position p set on_hand = on_hand + 1 from one
                where p.owner_id = one.owner_id and p.location_id = one.location_id and p.product_id = one.product_id)
            select code from one
            """);
        var product = (string)(await plant.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
        NpgsqlConnection.ClearPool(source.CreateConnection());
        return product;
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
