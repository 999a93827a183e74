using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Features.Sync.Files;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Parties;
using static RetailGateway.Tests.Files.ManggaTown;

namespace RetailGateway.Tests.Files;

/// <summary>A file on which our own code breaks waits, is put aside, and is let go on by a person; the others are taken.</summary>
public sealed class PoisonedFileTests(TestCluster cluster)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_that_breaks_our_code_is_put_aside_after_some_tries_and_later_files_are_taken()
    {
        await using var mangga = await ManggaTown.Found(cluster);
        await using var web = await GatewayUnderTest.Start(mangga.Database, mangga.Settings);
        using var chain = web.Client(mangga.Town.PartnerKey);
        var dialect = new FaultyMangga(FileWork.Connector(mangga)) { BreaksOn = "RACUN" };
        using var worker = FileWork.Takes(mangga, web, dialect);
        mangga.Leave("a-racun.csv", Line("K1-1", "TERIMA", Rice, 5), Line("RACUN", "TERIMA", Rice, 1));
        mangga.Leave("b-baik.csv", Line("K2-1", "TERIMA", Rice, 7));
        await worker.StartAsync(Cancel);

        // The first failure alone lets the others go on.
        await mangga.Answer("b-baik.csv");
        var waits = await Eventually.See(() => File(chain, "a-racun.csv"), file => (int)file["attempts"]! > 0, Patience);
        Assert.Equal((1, "taken"), ((int)waits["attempts"]!, (string)waits["state"]!));
        Assert.NotNull(waits["nextAttemptAt"]);

        await TryUntilPutAside(mangga, chain);
        mangga.Leave("c-nanti.csv", Line("K3-1", "TERIMA", Rice, 2));
        await mangga.Answer("c-nanti.csv");

        Assert.Equal(BrokenDeliveries.Attempts, dialect.Broken);
        Assert.Equal("[MG-01 BERAS, 9]", string.Join(' ', await mangga.Positions()));
        var due = Assert.Single((await chain.Get("/v1/work/due?kind=file")).Items())!;
        Assert.Equal("mangga a-racun.csv", (string)due["what"]!);
        Assert.Equal("It is more than the dialect can say.", (string)due["parkedBecause"]!);
        Assert.NotNull(due["parkedAt"]);

        // What lies there unread is behind, whatever else was taken.
        await mangga.Rows.Run("update sync_stream set read_up_to = now() - interval '1 hour' where kind = 'stock_in'");
        mangga.Leave("d-nanti.csv", Line("K4-1", "TERIMA", Rice, 3));
        await mangga.Answer("d-nanti.csv");
        Assert.InRange(await Lag(), 3_600, 4_200);

        dialect.BreaksOn = null;
        var id = (long)(await File(chain, "a-racun.csv"))["id"]!;
        (await chain.Post($"/v1/sync/files/{id}/retry", new JsonObject { ["reason"] = "Sudah diperbaiki." })).Must(HttpStatusCode.OK);
        var answer = await mangga.Answer("a-racun.csv");
        Assert.InRange(await Eventually.See(Lag, lag => lag < 600), 0, 600);
        await worker.StopAsync(Cancel);

        Assert.Equal(["DITERIMA", "DITERIMA"], answer.Lines.Select(line => line.Result));
        Assert.Equal("[MG-01 BERAS, 18]", string.Join(' ', await mangga.Positions()));
        Assert.Empty((await chain.Get("/v1/work/due?kind=file")).Items());
        Assert.Equal("already-closed", (await chain.Post($"/v1/sync/files/{id}/retry", new JsonObject { ["reason"] = "Lagi." })).Problem);

        Task<double> Lag() => mangga.Rows.Ask<double>("select extract(epoch from now() - read_up_to)::double precision from sync_stream where kind = 'stock_in'");
    }

    [Fact]
    public async Task Another_party_finds_no_such_file()
    {
        await using var mangga = await ManggaTown.Open(cluster);
        mangga.Leave("hari.csv", Line("K1-1", "TERIMA", Rice, 5));
        await mangga.Answer("hari.csv");
        using var chain = mangga.Gateway!.Client(mangga.Town.PartnerKey);
        using var cooperative = mangga.Gateway!.Client(mangga.Town.TillKey);

        var id = (long)(await File(chain, "hari.csv"))["id"]!;

        Assert.Equal("not-found", (await cooperative.Post($"/v1/sync/files/{id}/retry", new JsonObject { ["reason"] = "Coba." })).Problem);
    }

    /// <summary>Each wait is over at once, as if it had passed.</summary>
    private static async Task TryUntilPutAside(ManggaTown mangga, ApiClient chain)
    {
        var file = await Eventually.See(
            async () =>
            {
                await mangga.Rows.Run("update partner_file set next_attempt_at = now() where next_attempt_at > now()");
                return await File(chain, "a-racun.csv");
            },
            file => file["parkedAt"] is not null,
            Patience);
        Assert.NotNull(file["parkedAt"]);
    }

    private static async Task<JsonNode> File(ApiClient chain, string name) =>
        (await chain.Get("/v1/sync/files")).Items().Single(file => (string)file!["name"]! == name)!;
}
