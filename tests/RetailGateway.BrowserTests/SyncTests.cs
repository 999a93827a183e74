using Microsoft.Playwright;
using RetailGateway.Hosting;
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
    public async Task Where_every_stream_is_in_sync_and_nothing_waits_it_says_so_in_green()
    {
        var town = await Town.Create(console.Gateway);
        await town.Till.Given(Count(10, Beras));
        await InSync(town);
        var page = await console.Window();
        await ConsoleFixture.SignIn(page, await console.Person("manager", town.CoopCode));
        await page.GotoAsync("");

        var verdict = page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Semua selaras" });
        await Assertions.Expect(verdict).ToContainTextAsync("2 dari 2 aliran berjalan. Tidak ada yang menunggu Anda.");
        await Assertions.Expect(verdict).ToHaveClassAsync("verdict ok");
        await PageChecks.Holds(page, "", "sync-ok");
        await page.GotoAsync("work");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Semua pekerjaan berjalan" })).ToHaveClassAsync("verdict ok");
        await PageChecks.Holds(page, "work", "work-ok");
    }

    [Fact]
    public async Task A_shop_without_a_till_begins_with_a_key_or_a_count_and_is_in_sync_once_it_was_counted()
    {
        var code = $"KPN-TANPA-KASIR-{console.Town.Coop}";
        await PartiesCreate.Create(console.Gateway.Database, "live", code, "KPN Tanpa Kasir", "cooperative", "civil_servants", TestContext.Current.CancellationToken);
        await console.Gateway.Database.Run("insert into location (owner_id, code, name, format) select owner_id, $2, 'Kios', 'coop_shop' from party where code = $1", code, Shop);
        var (manager, keeper, chair) = (await console.Window(), await console.Window(width: 390), await console.Window());
        await ConsoleFixture.SignIn(manager, await console.Person("manager", code));
        await ConsoleFixture.SignIn(keeper, await console.Person("shopkeeper", code));
        await ConsoleFixture.SignIn(chair, await console.Person("chair", code));
        await chair.GotoAsync("");

        await Assertions.Expect(manager.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Buat kunci API" })).ToHaveAttributeAsync("href", "/keys");
        await Assertions.Expect(keeper.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Buka stok" })).ToHaveAttributeAsync("href", "/stock");
        await Assertions.Expect(keeper.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("kunci API");
        await Assertions.Expect(chair.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
        await PageChecks.Holds(keeper, "", "sync-blank");

        await console.Gateway.Database.Run(
            """
            with goods as (insert into product (owner_id, code, name, base_unit) select owner_id, 'GULA', 'Gula', 'PCS' from party where code = $1 returning owner_id, product_id)
            insert into pack (owner_id, product_id, code, name, factor) select owner_id, product_id, 'PCS', 'Satuan', 1 from goods
            """,
            code);
        await keeper.GotoAsync($"stock/{Shop}/GULA");
        await keeper.GetByLabel("Jumlah, dalam PCS").FillAsync("7");
        await keeper.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Catat" }).ClickAsync();
        await Assertions.Expect(keeper.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync("Sekarang 7 PCS");
        await keeper.GotoAsync("");
        await Assertions.Expect(keeper.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Semua selaras" })).ToHaveClassAsync("verdict ok");
        await Assertions.Expect(keeper.GetByRole(AriaRole.Rowheader, new PageGetByRoleOptions { Name = "kabar stok terakhir" })).ToBeVisibleAsync();
        await PageChecks.Holds(keeper, "", "sync-by-hand");
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
            insert into stream_lag (owner_id, connection_id, kind, counterparty_id, hour, longest_seconds)
            select owner_id, connection_id, kind, counterparty_id, date_trunc('hour', now()) - make_interval(hours => ago), case when ago = 9 then 7200 else 4 + ago % 5 end
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

    /// <summary>The chain's system, with both streams of the town's cooperative at rest.</summary>
    private static Task InSync(Town town) => town.Database.Run(
        """
        with line as (insert into connection (owner_id, code, name, kind, dialect) values ($1, 'h2h', 'Sistem Ritel', 'connector', 'basmalah') returning owner_id, connection_id)
        insert into sync_stream (owner_id, connection_id, kind, counterparty_id, last_attempt_at, last_success_at, next_attempt_at)
        select owner_id, connection_id, k.kind, $2, now(), now(), now() + interval '1 hour' from line cross join (values ('stock_out'), ('stock_in')) as k (kind)
        """,
        town.Chain, town.Coop);
}
