using Microsoft.Playwright;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.BrowserTests;

public sealed class SyncTests(ConsoleFixture console) : IClassFixture<ConsoleFixture>
{
    [Fact]
    public async Task What_needs_somebody_stands_on_top()
    {
        await console.Town.Till.Given(Sale(12, Beras));
        await console.Town.Till.Record(Sale(1, "TIDAK-DIKENAL"));
        var page = await console.SignedIn("manager");

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "2 hal menunggu Anda" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Stok Beras 5 kg minus" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Pilih barang untuk kode TIDAK-DIKENAL" })).ToBeVisibleAsync();
        await PageChecks.Holds(page, "", "sync");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Pilih barang" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 })).ToHaveTextAsync("Pilih barang untuk kode TIDAK-DIKENAL");
    }

    [Fact]
    public async Task A_stream_shows_its_day_and_what_nobody_knows_and_the_city_sees_it_without_money()
    {
        await console.Gateway.Database.Run(
            """
            with line as (insert into connection (owner_id, code, name, kind, dialect) values ($1, 'h2h', 'Sistem Basmalah', 'connector', 'basmalah') returning owner_id, connection_id),
            stream as (
                insert into sync_stream (owner_id, connection_id, kind, counterparty_id, last_attempt_at, last_success_at, next_attempt_at)
                select owner_id, connection_id, k.kind, $2, now(), case k.kind when 'stock_out' then now() end, now() from line cross join (values ('stock_out'), ('stock_in')) as k (kind)
                returning owner_id, connection_id, kind, counterparty_id)
            insert into stream_lag (owner_id, connection_id, kind, counterparty_id, at, lag_seconds)
            select owner_id, connection_id, kind, counterparty_id, now() - make_interval(hours => ago), case when ago = 9 then 7200 else 4 + ago % 5 end
            from stream cross join generate_series(0, 20) as ago
            where kind = 'stock_out' and ago <> 4
            """,
            console.Town.Chain, console.Town.Coop);
        var page = await console.SignedIn("chair");
        await page.GotoAsync("");
        var (official, city) = (await console.Official("officer"), await console.Window());

        await Assertions.Expect(page.GetByRole(AriaRole.Img, new PageGetByRoleOptions { Name = "Jeda 25 jam terakhir: paling lama 2 jam, kini 0 dtk, 5 jam tanpa catatan" })).ToBeVisibleAsync();
        await PageChecks.Holds(page, "", "sync-streams");
        await ConsoleFixture.SignIn(city, official);
        await Assertions.Expect(city.GetByRole(AriaRole.Rowheader, new PageGetByRoleOptions { Name = "Sistem Basmalah" })).ToBeVisibleAsync();
        await Assertions.Expect(city.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("Rp");
        await Assertions.Expect(city.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("Nilai berisiko");
        await PageChecks.Holds(city, "", "sync-city");
        Assert.Equal(404, (await city.GotoAsync("sync/conflicts"))!.Status);
    }
}
