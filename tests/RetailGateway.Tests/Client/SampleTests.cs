using System.Globalization;
using RetailGateway.Client;
using RetailGateway.Samples;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Orders;

namespace RetailGateway.Tests.Client;

/// <summary>The samples that docs/client.md shows, run as they stand there.</summary>
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

    [Fact]
    public async Task The_sample_seller_accepts_what_it_has_offers_the_rest_otherwise_and_sends_what_was_accepted()
    {
        var folder = Directory.CreateTempSubdirectory("rg-sample-");
        try
        {
            var town = await OrderTown.Create(fixture.Gateway);
            await town.Console.Given(Changes.Count(10, Town.Beras, "07:00"), Changes.Count(3, Town.Minyak, "07:00"));
            using var chain = new GatewayClient(fixture.Gateway.Address, town.PartnerKey);
            await chain.SubmitOrder(Wanted(town, "PO-1", (Town.Beras, 4)), cancel: Cancel);
            var large = await chain.SubmitOrder(Wanted(town, "PO-2", (Town.Beras, 6), (Town.Minyak, 5), (Town.Gula, 1)), cancel: Cancel);

            await Answer(town, folder, until: $"PO-2: {OrderState.AcceptedWithChanges}");
            var change = new NewOrderChange(
                "PO-2/1", TimeProvider.System.GetUtcNow(), [new("2", ChangeLineStatus.Changed, 3), new("3", ChangeLineStatus.Deleted)]);
            await chain.ChangeOrder(large.Order.Id, change, cancel: Cancel);
            folder.GetFiles("cursor").ToList().ForEach(kept => kept.Delete()); // all that it has heard comes once more
            await Answer(town, folder, until: $"PO-2: {OrderState.Despatched}");

            Assert.Equal((0, 0), (await town.Till.OnHand(Town.Beras), await town.Till.OnHand(Town.Minyak)));
            Assert.Equal([6, 3, 0], (await chain.Order(large.Order.Id, Cancel)).Lines.Select(line => line.Despatched));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("docs/client.md", "TillSync")]
    [InlineData("docs/client.md", "OrderAnswering")]
    [InlineData("src/RetailGateway.Client/README.md", "TillSync")]
    public void The_documents_show_the_samples_as_they_are_compiled(string document, string name)
    {
        var sample = File.ReadAllText(Repository.File($"docs/samples/{name}.cs").FullName);

        Assert.Contains($"```csharp\n{sample}```", File.ReadAllText(Repository.File(document).FullName), StringComparison.Ordinal);
    }

    /// <summary>What the chain orders, each of its goods on a line of its own.</summary>
    private static NewOrder Wanted(Town town, string number, params (string Item, decimal Quantity)[] goods) => new(
        town.Coop, number, OrderTown.Morning, OrderTown.Store,
        [.. goods.Select((one, index) => new NewOrderLine((index + 1).ToString(CultureInfo.InvariantCulture), one.Item, one.Quantity))]);

    private Task<string> Sync(Town town, DirectoryInfo folder, string sales, string until) => Run(
        (screen, closing) => TillSync.Run(
            fixture.Gateway.Address, town.TillKey, Town.Shop, sales, Path.Combine(folder.FullName, "cursor"), screen, closing),
        until);

    private Task<string> Answer(Town town, DirectoryInfo folder, string until) => Run(
        (screen, closing) => OrderAnswering.Run(
            fixture.Gateway.Address, town.TillKey, town.Coop, Path.Combine(folder.FullName, "cursor"), screen, closing),
        until);

    /// <summary>Runs a sample until its screen shows a text; what the screen shows then.</summary>
    private static async Task<string> Run(Func<TextWriter, CancellationToken, Task> sample, string until)
    {
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await using var written = new StringWriter(CultureInfo.InvariantCulture);
        var screen = TextWriter.Synchronized(written);
        var running = sample(screen, closing.Token);
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
