using RetailGateway.PartnerSimulator.Files;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Files.ManggaTown;

namespace RetailGateway.Tests.Files;

/// <summary>Gateways that are killed, stand still, or are two: each file is answered once, as if there had been one that ran through.</summary>
public sealed class FileCrashTests(TestCluster cluster)
{
    private const int Lines = 40_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_whose_gateway_was_killed_three_times_is_answered_as_if_none_had_been()
    {
        await using var calm = await ManggaTown.Open(cluster);
        await using var killed = await ManggaTown.Found(cluster);
        calm.Leave("hari.csv", Day());
        await calm.Answers("hari.csv", 1, Patience);
        killed.Leave("hari.csv", Day());

        for (var kill = 1; kill <= 3; kill++)
        {
            await using var gateway = await GatewayProcess.Start(killed.Database, null, "web,jobs", killed.Settings);
            var done = 2 * kill;
            Assert.True(await Eventually.See(() => Batches(killed), batches => batches >= done, Patience) >= done, "The file was over before its gateway was killed.");
            await gateway.Kill();
            await EndLease(killed);
        }

        Assert.Empty(killed.Answered());
        await killed.OpenGateway();
        await killed.Answers("hari.csv", 1, Patience);

        Assert.Equal(await AnswerBytes(calm), await AnswerBytes(killed));
        Assert.Equal(await calm.Positions(), await killed.Positions());
        Assert.Equal(await calm.Entries(), await killed.Entries());
        Assert.Equal(0, await killed.Rows.Ask<long>("select count(*) from partner_file_batch"));
    }

    [Fact]
    public async Task A_gateway_that_stood_still_beyond_its_lease_adds_nothing_to_what_the_other_answered()
    {
        await using var mangga = await ManggaTown.Found(cluster);
        mangga.Leave("hari.csv", Day());
        await using var frozen = await GatewayProcess.Start(mangga.Database, null, "web,jobs", mangga.Settings);
        Assert.InRange(await Eventually.See(() => Batches(mangga), batches => batches >= 2, Patience), 2, (Lines / 5_000) - 1);
        await frozen.Freeze();
        await Eventually.See(() => CutOff(mangga), free => free);

        await mangga.OpenGateway();
        var answer = (await mangga.Answers("hari.csv", 1, Patience))[0];
        await frozen.Resume();
        mangga.Leave("besok.csv", Line("K9-1", "TERIMA", Rice, 1));
        await mangga.Answer("besok.csv");

        Assert.Equal(Lines, answer.Lines.Count(line => line.Result == "DITERIMA"));
        Assert.Equal(Lines + 1, await mangga.Entries());
        Assert.Equal(2, mangga.Answered().Count());
        Assert.Equal(2, Directory.GetFiles(mangga.Folder("done")).Length);
    }

    [Fact]
    public async Task Two_gateways_on_one_folder_answer_each_file_once()
    {
        await using var mangga = await ManggaTown.Open(cluster);
        await using var other = await mangga.Another();

        for (var file = 1; file <= 20; file++)
            mangga.Leave($"toko-{file}.csv", Line($"K{file}-1", "TERIMA", Rice, 1), Line($"K{file}-2", "TERIMA", Rice, 1));
        await Eventually.See(() => Task.FromResult(mangga.Answered().Count()), answers => answers >= 20, Patience);

        Assert.Equal(20, mangga.Answered().Count());
        Assert.All(mangga.Answered(), answer => Assert.All(answer.Lines, line => Assert.Equal("DITERIMA", line.Result)));
        Assert.Equal("[MG-01 BERAS, 40]", string.Join(' ', await mangga.Positions()));
    }

    private static MarketLine[] Day() =>
    [
        .. Enumerable.Range(1, Lines).Select(number => Line($"K1-{number}", number % 7 == 0 ? "TERIMA" : "JUAL", number % 2 == 0 ? Rice : Oil, 1 + (number % 3), $"{number % 24:00}:{number % 60:00}")),
    ];

    private static Task<long> Batches(ManggaTown town) => town.Rows.Ask<long>("select count(*) from partner_file_batch");

    /// <summary>What a gateway that stands still holds is taken from it, as the store itself does after a minute; and its lease ends.</summary>
    private static async Task<bool> CutOff(ManggaTown town)
    {
        await town.Rows.Run(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid() and usename = session_user and state like 'idle in transaction%'
            """);
        return await town.Rows.Ask<bool>(
            """
            with free as (
                select ctid from sync_stream for update skip locked),
            ended as (
                update sync_stream set lease_until = now() - interval '1 second' where ctid in (select ctid from free) returning 1)
            select (select count(*) from ended) = (select count(*) from sync_stream)
            """);
    }

    private static Task EndLease(ManggaTown town) => town.Rows.Run("update sync_stream set lease_until = now() - interval '1 second'");

    private static Task<byte[]> AnswerBytes(ManggaTown town) => File.ReadAllBytesAsync(Directory.GetFiles(town.Out, "jawaban-*").Single(), Cancel);
}
