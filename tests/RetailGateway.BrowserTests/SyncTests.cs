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
    }
}
