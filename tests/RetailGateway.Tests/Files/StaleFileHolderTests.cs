using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Files.ManggaTown;

namespace RetailGateway.Tests.Files;

/// <summary>A worker whose claim another has taken meanwhile puts nothing into the partner's folder.</summary>
public sealed class StaleFileHolderTests(TestCluster cluster)
{
    /// <summary>As another process that claims it, and dies at once.</summary>
    private const string ClaimedByAnother =
        "update sync_stream set fence = fence + 1, lease_holder = 'another', lease_until = now() + interval '1 hour' where kind = '{0}'";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_of_availability_is_left_by_the_holder_of_the_newest_claim_alone()
    {
        await using var mangga = await ManggaTown.Found(cluster);
        var meanwhile = new Meanwhile(mangga, "stock_out");
        using var worker = FileWork.Leaves(mangga, new FaultyMangga(FileWork.Connector(mangga)) { BeforeTheEnd = meanwhile.Happen });

        await worker.StartAsync(Cancel);
        await meanwhile.Happened.WaitAsync(Patience, Cancel);
        await worker.StopAsync(Cancel);

        Assert.Empty(Directory.GetFiles(mangga.Out));
        Assert.Equal("another", await mangga.Rows.Ask<string>("select lease_holder from sync_stream where kind = 'stock_out'"));
        Assert.True(await mangga.Rows.Ask<bool>("select last_success_at is null and last_error is null from sync_stream where kind = 'stock_out'"));
        await mangga.Rows.Run("update sync_stream set lease_until = null");
        await mangga.OpenGateway();
        Assert.Single(await Eventually.See(() => Task.FromResult(Directory.GetFiles(mangga.Out)), files => files.Length > 0, Patience));
    }

    [Fact]
    public async Task An_answer_is_given_by_the_holder_of_the_newest_claim_alone()
    {
        await using var mangga = await ManggaTown.Found(cluster);
        await using var web = await GatewayUnderTest.Start(mangga.Database, mangga.Settings);
        var meanwhile = new Meanwhile(mangga, "stock_in");
        using var worker = FileWork.Takes(mangga, web, new FaultyMangga(FileWork.Connector(mangga)) { BeforeTheEnd = meanwhile.Happen });
        mangga.Leave("hari.csv", Line("K1-1", "TERIMA", Rice, 5));

        await worker.StartAsync(Cancel);
        await meanwhile.Happened.WaitAsync(Patience, Cancel);
        await worker.StopAsync(Cancel);

        Assert.Empty(mangga.Answered());
        Assert.Equal((0, "taken"), (await mangga.Rows.Ask<int>("select attempts from partner_file"), await mangga.Rows.Ask<string>("select state from partner_file")));
        await mangga.Rows.Run("update sync_stream set lease_until = null");
        await mangga.OpenGateway();
        Assert.Equal("DITERIMA", Assert.Single((await mangga.Answer("hari.csv")).Lines).Result);
        Assert.Equal("[MG-01 BERAS, 5]", string.Join(' ', await mangga.Positions()));
    }

    private sealed class Meanwhile(ManggaTown mangga, string kind)
    {
        private readonly TaskCompletionSource happened = new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal Task Happened => happened.Task;

        internal void Happen()
        {
            using var command = mangga.Rows.Jobs.CreateCommand(ClaimedByAnother.Replace("{0}", kind, StringComparison.Ordinal));
            command.ExecuteNonQuery();
            happened.TrySetResult();
        }
    }
}
