using Microsoft.Playwright;

namespace RetailGateway.BrowserTests;

public sealed class SignInTests(ConsoleFixture console) : IClassFixture<ConsoleFixture>
{
    [Fact]
    public async Task The_sign_in_page_holds_to_what_every_page_does()
    {
        var page = await console.Window();

        await PageChecks.Holds(page, "sign-in", "sign-in");
    }

    [Fact]
    public async Task Whoever_knows_the_password_comes_to_where_they_wanted_to_go()
    {
        var page = await console.Window();
        var email = await console.Person("manager");
        await page.GotoAsync("account");

        await page.GetByLabel("Email").FillAsync(email);
        await page.GetByLabel("Sandi", new PageGetByLabelOptions { Exact = true }).FillAsync(ConsoleFixture.Password);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Masuk dengan sandi" }).ClickAsync();

        await Assertions.Expect(page).ToHaveURLAsync(new Uri(console.Address, "account").ToString());
    }

    [Fact]
    public async Task It_works_without_script()
    {
        var page = await console.SignedIn("manager", script: false);

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 })).ToHaveTextAsync("Sinkronisasi");
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_even_for_the_right_one()
    {
        var page = await console.Window();
        var email = await console.Person("clerk");
        for (var attempt = 0; attempt < 5; attempt++)
            await ConsoleFixture.SignIn(page, email, "bukan-sandinya-1");

        await ConsoleFixture.SignIn(page, email);

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Akun dikunci sementara.");
    }

    [Fact]
    public async Task A_wrong_password_and_a_stranger_are_told_the_same()
    {
        var page = await console.Window();
        await ConsoleFixture.SignIn(page, await console.Person("clerk"), "bukan-sandinya-1");
        var known = await page.GetByRole(AriaRole.Alert).InnerTextAsync();
        await PageChecks.Picture(page, "sign-in-refused");

        await ConsoleFixture.SignIn(page, "siapa@uji.example", "bukan-sandinya-1");

        Assert.Equal(known, await page.GetByRole(AriaRole.Alert).InnerTextAsync());
    }

    [Fact]
    public async Task Whoever_signs_out_is_asked_again()
    {
        var page = await console.SignedIn("manager");

        await page.Locator("summary").ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Keluar" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 })).ToHaveTextAsync("Masuk");
        await page.GotoAsync("");

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 })).ToHaveTextAsync("Masuk");
    }
}
