using System.Globalization;
using RetailGateway.Client;
using RetailGateway.Samples;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Client;

/// <summary>The sample that docs/client.md shows, run as it stands there.</summary>
public sealed class SampleTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_sample_till_tells_its_sales_says_what_was_not_taken_and_goes_on_where_it_ended()
    {
        var folder = Directory.CreateTempSubdirectory("rg-sample-");
        try
        {
            var town = await Town.Create(fixture.Gateway);
            await town.Till.Given(Changes.Count(20, Town.Beras, "08:00"));
            var sales = Path.Combine(folder.FullName, "sales.csv");
            var now = TimeProvider.System.GetUtcNow();
            await File.WriteAllLinesAsync(
                sales,
                [$"S-1;1;{Town.Beras};3;{now:O}", $"S-1;2;ENTAH;1;{now:O}", $"S-2;1;{Town.Beras};2;{now.AddHours(1).ToString("O", CultureInfo.InvariantCulture)}"],
                Cancel);

            var first = await Sync(town, folder, sales, until: $"{Town.Beras}: 17 ");
            using var chain = new GatewayClient(fixture.Gateway.Address, town.PartnerKey);
            await chain.Reserve(GatewayClientTests.Wanted("sample", 5) with { OwnerId = town.Coop }, cancel: Cancel);
            var second = await Sync(town, folder, sales, until: $"{Town.Beras}: 12 ");

            Assert.Contains("S-1/2 waits for somebody to say what ENTAH is", first, StringComparison.Ordinal);
            Assert.Contains("S-2/1 refused: ", first, StringComparison.Ordinal);
            Assert.Contains("now", second, StringComparison.Ordinal);
            Assert.DoesNotContain($"{Town.Beras}: 17", second, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("docs/client.md")]
    [InlineData("src/RetailGateway.Client/README.md")]
    public void The_documents_show_the_sample_as_it_is_compiled(string document)
    {
        var sample = File.ReadAllText(Repository.File("docs/samples/TillSync.cs").FullName);

        Assert.Contains($"```csharp\n{sample}```", File.ReadAllText(Repository.File(document).FullName), StringComparison.Ordinal);
    }

    /// <summary>Runs the sample until its screen shows a text; what the screen shows then.</summary>
    private async Task<string> Sync(Town town, DirectoryInfo folder, string sales, string until)
    {
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await using var written = new StringWriter(CultureInfo.InvariantCulture);
        var screen = TextWriter.Synchronized(written);
        var running = TillSync.Run(
            fixture.Gateway.Address, town.TillKey, Town.Shop, sales, Path.Combine(folder.FullName, "cursor"), screen, closing.Token);
        var shown = await Eventually.See(
            () => Task.FromResult(Shown(screen, written)),
            text => text.Contains(until, StringComparison.Ordinal) || running.IsCompleted);
        await closing.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Contains(until, shown, StringComparison.Ordinal);
        return shown;
    }

    /// <summary>A synchronized writer locks itself.</summary>
    private static string Shown(TextWriter screen, StringWriter written)
    {
        lock (screen)
            return written.ToString();
    }
}
