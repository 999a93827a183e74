using Microsoft.Playwright;
using Npgsql;
using RetailGateway.Tests.Harness;

namespace RetailGateway.BrowserTests;

/// <summary>What stands in place of a page while something is wrong with the store.</summary>
public sealed class FaultPageTests(ConsoleFixture console) : IClassFixture<ConsoleFixture>
{
    [Fact]
    public async Task The_pages_of_a_fault_and_of_a_store_that_is_away_hold_to_what_every_page_does_and_lead_back()
    {
        var page = await console.SignedIn("manager");
        var store = new NpgsqlConnectionStringBuilder(console.Gateway.Store.Owner);
        var name = store.Database!;
        store.Database = "postgres";
        await using var server = NpgsqlDataSource.Create(store.ConnectionString);
        await using var owner = NpgsqlDataSource.Create(console.Gateway.Store.Owner);

        await While(owner, "alter table audit_entry rename to audit_entry_away", "alter table audit_entry_away rename to audit_entry", () =>
            PageChecks.HoldsInBothLanguages(page, "audit", "broken", status: 500));
        await While(server, $"alter database {name} connection limit 0", $"alter database {name} connection limit -1", async () =>
        {
            await Run(server, $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");
            await PageChecks.HoldsInBothLanguages(page, "audit", "unavailable", status: 503);
        });

        // What the gateway kept open to the store is dead, and each of its pools finds that out for itself.
        await Eventually.See(Again, heading => heading == "Catatan");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 })).ToHaveTextAsync("Catatan");

        async Task<string> Again()
        {
            var retry = page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Coba lagi" });
            if (await retry.IsVisibleAsync())
            {
                await retry.ClickAsync();
            }

            return await page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 }).InnerTextAsync();
        }
    }

    [Fact]
    public async Task A_form_that_met_a_fault_is_sent_again_from_there_and_counted_once_and_one_without_a_number_leads_back()
    {
        await using var owner = NpgsqlDataSource.Create(console.Gateway.Store.Owner);
        var page = await console.SignedIn("manager");
        await page.GotoAsync("people");
        await page.GetByLabel("Email").FillAsync("sekali@uji.example");
        await page.GetByLabel("Sebagai").SelectOptionAsync("clerk");
        await While(owner, "alter table audit_entry rename to audit_entry_away", "alter table audit_entry_away rename to audit_entry", async () =>
        {
            await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Buat undangan" }).ClickAsync();
            await Assertions.Expect(page.GetByText("Formulir Anda belum tentu sampai.")).ToBeVisibleAsync();
            await Assertions.Expect(page.GetByText("sebutkan kode ")).ToBeVisibleAsync();
            await PageChecks.Picture(page, "broken-form");
        });

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Kirim lagi" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Locator(".code")).ToBeVisibleAsync();
        Assert.Equal(1, await owner.One<long>("select count(*) from invitation where email = 'sekali@uji.example'"));

        await page.GotoAsync("inbox");
        await While(owner, "alter table message_choice rename to message_choice_away", "alter table message_choice_away rename to message_choice", async () =>
        {
            var broken = await Forms.Post(page, "account", new() { ["_handler"] = "messages", ["digest"] = "never", ["__RequestVerificationToken"] = await page.Locator("input[name=__RequestVerificationToken]").First.InputValueAsync() });
            Assert.Equal(500, broken.Status);
            Assert.Contains("href=\"/account\"", broken.Text, StringComparison.Ordinal);
            Assert.Contains("sebutkan kode <span", broken.Text, StringComparison.Ordinal);
            Assert.Contains("Kembali ke halaman itu", broken.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("Kirim lagi", broken.Text, StringComparison.Ordinal);
        });
    }

    /// <summary>Something is wrong with the store while somebody looks, and afterwards not.</summary>
    private static async Task While(NpgsqlDataSource source, string begin, string end, Func<Task> look)
    {
        await Run(source, begin);
        try
        {
            await look();
        }
        finally
        {
            await Run(source, end);
        }
    }

    private static async Task Run(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
