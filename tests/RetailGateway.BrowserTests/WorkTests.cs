using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using RetailGateway.Features.Sync.Live;
using RetailGateway.Tests.Harness;

namespace RetailGateway.BrowserTests;

/// <summary>What waits in the background, and stepping into it.</summary>
public sealed class WorkTests(ConsoleFixture console) : IClassFixture<ConsoleFixture>
{
    [Fact]
    public async Task What_waits_shows_whose_turn_it_is_and_somebody_steps_in_without_script()
    {
        await Waiting();
        var noted = await Noted();
        var page = await console.SignedIn("manager", script: false);
        await page.GotoAsync("work");
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = "Teknisi mitra" })).ToContainTextAsync("Mitra menolak yang kita kirim: <b>H2H</b> ditutup");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Stok keluar, basmalah" }).ClickAsync();

        await page.GetByText("Simpan tindakan").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Pilih satu tindakan.");
        await page.GetByLabel("Sisihkan").CheckAsync();
        await page.GetByLabel("Alasan").FillAsync("<script>alert(1)</script> gudang tutup");
        await page.GetByText("Simpan tindakan").ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync("Disisihkan.");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("<script>alert(1)</script> gudang tutup");
        await page.GetByLabel("Lanjutkan").CheckAsync();
        await page.GetByLabel("Alasan").FillAsync("gudang buka");
        await page.GetByText("Simpan tindakan").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync("Berjalan lagi.");
        Assert.Equal(noted + 2, await Noted());

        // Another test steps in, too.
        Task<long> Noted() => console.Town.Database.Ask<long>("select count(*) from audit_entry where owner_id = $1 and subject_kind = 'stream'", console.Town.Coop);
    }

    [Fact]
    public async Task A_stream_is_taken_from_a_holder_that_is_gone()
    {
        await Waiting();
        await console.Town.Database.Run("update sync_stream set lease_holder = 'proses-mati', lease_until = now() + interval '1 hour' where counterparty_id = $1", console.Town.Coop);
        var page = await console.SignedIn("manager");
        await page.GotoAsync($"work/streams/{await Stream()}");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("proses-mati");

        await page.GetByLabel("Lepaskan dari pemegangnya").CheckAsync();
        await page.GetByLabel("Alasan").FillAsync("servernya sudah dimatikan");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Simpan tindakan" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("proses-mati");
        Assert.Equal(1, await console.Town.Database.Ask<long>("select count(*) from audit_entry where act = 'release' and reason = 'servernya sudah dimatikan'"));
        Assert.Equal(0, await console.Town.Database.Ask<long>("select count(*) from sync_stream where lease_holder = 'proses-mati'"));
    }

    [Fact]
    public async Task The_pages_hold_to_what_every_page_does()
    {
        await Waiting();
        await console.Town.Database.Run("insert into job_run (job, ended_at, seen, changed, left_over, note, broke) values ('house.retention', now(), 12, 10, 2, 'let-go answers=10', false), ('sync.check-drift', now(), 0, 0, 0, 'broke: no answer', true)");
        var page = await console.SignedIn("administrator");

        await PageChecks.Holds(page, "work", "work");
        await PageChecks.Holds(page, $"work/streams/{await Stream()}", "work-stream");
        await PageChecks.Holds(page, "work/runs", "work-runs");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Dibuang: 10 jawaban tersimpan.");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Terputus: no answer");
        await page.GotoAsync("work/runs?outcome=broke");
        await Assertions.Expect(page.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task On_a_phone_the_answer_comes_first_and_a_lost_line_is_said()
    {
        await Waiting();
        var page = await console.SignedIn("manager", width: 390);
        await page.GotoAsync("work");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("data-line", "on");

        var answer = (await page.Locator(".verdict").BoundingBoxAsync())!;
        foreach (var chips in await page.Locator("main .chips").AllAsync())
            Assert.True((await chips.BoundingBoxAsync())!.Y >= answer.Y + answer.Height);
        await page.RouteAsync("**/live", route => route.AbortAsync());
        console.Gateway.Services.GetRequiredService<LiveChanges>().EndAll();

        await Assertions.Expect(page.Locator(".line")).ToContainTextAsync("Terputus.");
    }

    [Fact]
    public async Task Only_an_administrator_is_led_to_the_scheduler_and_let_in_from_elsewhere()
    {
        var manager = await console.SignedIn("manager");
        await manager.GotoAsync("work");
        await Assertions.Expect(manager.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Buka halaman Hangfire" })).ToHaveCountAsync(0);
        await manager.GotoAsync("work/runs");
        await Assertions.Expect(manager.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("jawaban tersimpan");
        var administrator = await console.SignedIn("administrator");
        await administrator.GotoAsync("work");
        await Assertions.Expect(administrator.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Buka halaman Hangfire" })).ToHaveAttributeAsync("href", "/jobs");

        Assert.Equal(HttpStatusCode.OK, await Passed(administrator));
        Assert.InRange((int)await Passed(manager), 400, 499);
    }

    [Fact]
    public async Task A_form_that_is_sent_again_does_nothing_and_one_that_is_forged_or_aims_at_anothers_stream_is_refused()
    {
        await Waiting();
        var stream = await Stream();
        var page = await console.SignedIn("manager");
        await page.GotoAsync($"work/streams/{stream}");
        var fields = await Forms.Fields(page, "step");
        fields["step"] = "retry";
        fields["reason"] = "mitra sudah buka";

        var first = await Forms.Post(page, $"work/streams/{stream}", fields);
        var again = await Forms.Post(page, $"work/streams/{stream}", fields);
        var forged = await Forms.Post(page, $"work/streams/{stream}", new(fields) { ["__RequestVerificationToken"] = "CfDJ8palsu", ["form"] = Guid.NewGuid().ToString() });
        var other = await Town.Create(console.Gateway);
        var aimed = await Forms.Post(page, $"work/streams/{await Connector(other)}", new(fields) { ["form"] = Guid.NewGuid().ToString() });

        Assert.Contains("Dicoba lagi sekarang.", first.Text, StringComparison.Ordinal);
        Assert.Contains("Formulir ini sudah pernah dikirim.", again.Text, StringComparison.Ordinal);
        Assert.Equal(400, forged.Status);
        Assert.Equal(404, aimed.Status);
        Assert.Equal(1, await console.Town.Database.Ask<long>("select count(*) from audit_entry where act = 'retry' and reason = 'mitra sudah buka'"));
    }

    [Fact]
    public async Task A_file_that_broke_off_is_taken_up_again_by_its_own_party_alone()
    {
        var file = await console.Town.Database.Ask<long>(
            """
            insert into partner_file (owner_id, connection_id, delivery, name, bytes, attempts, last_error, parked_at)
            select owner_id, connection_id, gen_random_uuid(), 'penjualan.csv', 1, 5, '=1+1 terlalu besar', now() from connection where owner_id = $1 and code = 'kasir' returning file_id
            """,
            console.Town.Coop);
        var page = await console.SignedIn("manager", script: false);
        await page.GotoAsync("work?kind=file");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "kasir penjualan.csv" }).ClickAsync();
        await page.GetByLabel("Alasan").FillAsync("gerbang sudah diperbaiki");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Baca lagi berkas ini" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync("Berkas dibaca lagi.");
        Assert.Equal(1, await console.Town.Database.Ask<long>("select count(*) from partner_file where file_id = $1 and parked_at is null and attempts = 0", file));
        var engineer = await console.Window();
        await ConsoleFixture.SignIn(engineer, await console.Person("partner_engineer", console.Town.ChainCode));
        Assert.Equal(404, (await engineer.GotoAsync($"work/files/{file}"))!.Status);
    }

    /// <summary>The dashboard's answer to what a proxy passes on in the name of whoever is signed in there.</summary>
    private async Task<HttpStatusCode> Passed(IPage page)
    {
        var answer = await page.APIRequest.GetAsync(new Uri(console.Address, "jobs/recurring").ToString(), new APIRequestContextOptions { Headers = new Dictionary<string, string> { ["X-Forwarded-For"] = "203.0.113.7" } });
        return (HttpStatusCode)answer.Status;
    }

    private Task<string> Stream() => console.Town.Database.Ask<string>(
        "select format('%s-%s-%s-%s', owner_id, connection_id, kind, counterparty_id) from sync_stream where counterparty_id = $1 limit 1", console.Town.Coop);

    /// <summary>A stream that the chain's system refuses.</summary>
    private async Task Waiting()
    {
        if (await console.Town.Database.Ask<long>("select count(*) from sync_stream where counterparty_id = $1", console.Town.Coop) == 0)
            await Connector(console.Town);
        await console.Town.Database.Run(
            "update sync_stream set last_attempt_at = now(), last_error_at = now(), attempts = 3, last_error_code = 'E-STK-01', last_error = '<b>H2H</b> ditutup' where counterparty_id = $1", console.Town.Coop);
    }

    private static async Task<string> Connector(Town town)
    {
        await town.Database.Run(
            """
            with line as (insert into connection (owner_id, code, name, kind, dialect) values ($1, 'basmalah', 'Basmalah', 'connector', 'basmalah') returning owner_id, connection_id)
            insert into sync_stream (owner_id, connection_id, kind, counterparty_id) select owner_id, connection_id, 'stock_out', $2 from line
            """,
            town.Chain, town.Coop);
        return await town.Database.Ask<string>(
            "select format('%s-%s-%s-%s', owner_id, connection_id, kind, counterparty_id) from sync_stream where counterparty_id = $1 limit 1", town.Coop);
    }
}
