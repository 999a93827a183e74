using Microsoft.Playwright;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.BrowserTests;

/// <summary>What waits for a person, worked in the console.</summary>
public sealed class MattersTests(ConsoleFixture console) : IClassFixture<ConsoleFixture>
{
    private const string Script = "<script>document.title='dijalankan'</script>";

    [Fact]
    public async Task A_conflict_is_solved_by_a_count_whose_effect_was_shown_before_without_script_as_with_it()
    {
        foreach (var script in new[] { true, false })
        {
            var goods = await Goods();
            await console.Town.Till.Given(Sale(3, goods));
            var id = await Open("negative_on_hand", goods);
            var page = await console.SignedIn("clerk", script: script);

            await page.GotoAsync($"sync/conflicts/{id}");
            await page.GetByRole(AriaRole.Textbox, new PageGetByRoleOptions { Name = "Jumlah" }).FillAsync("7");
            await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Lihat akibatnya" }).ClickAsync();
            await Assertions.Expect(page.Locator("#effect")).ToContainTextAsync("−3");
            await Assertions.Expect(page.Locator("#effect b").First).ToHaveTextAsync("7");
            Assert.Equal(-3, await console.Town.Till.OnHand(goods));
            await page.GetByLabel("Alasan").FillAsync($"Dihitung di rak. {Script}");
            await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Simpan keputusan" }).ClickAsync();

            await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new LocatorFilterOptions { HasText = "Dikoreksi" })).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator("#past")).ToContainTextAsync("Dikoreksi, Uji clerk");
            await Assertions.Expect(page.Locator("#past")).ToContainTextAsync(Script);
            Assert.DoesNotContain("dijalankan", await page.TitleAsync(), StringComparison.Ordinal);
            Assert.Equal(7, await console.Town.Till.OnHand(goods));
        }
    }

    [Fact]
    public async Task What_somebody_else_decided_meanwhile_is_said_and_stays_and_a_form_sent_twice_acts_once()
    {
        var goods = await Goods();
        await console.Town.Till.Given(Sale(2, goods));
        var id = await Open("negative_on_hand", goods);
        var (first, second) = (await console.SignedIn("manager"), await console.SignedIn("clerk", script: false));
        foreach (var page in new[] { first, second })
        {
            await page.GotoAsync($"sync/conflicts/{id}");
            await page.GetByRole(AriaRole.Textbox, new PageGetByRoleOptions { Name = "Jumlah" }).FillAsync("5");
            await page.GetByLabel("Alasan").FillAsync("Dihitung di rak.");
        }

        var form = await Fields(first);
        await first.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Simpan keputusan" }).ClickAsync();
        await Assertions.Expect(first.Locator("#decision")).ToContainTextAsync("Dikoreksi oleh Uji manager");
        await second.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Simpan keputusan" }).ClickAsync();
        var again = await first.APIRequest.PostAsync($"sync/conflicts/{id}", new APIRequestContextOptions { Form = form });

        await Assertions.Expect(second.GetByRole(AriaRole.Alert)).ToContainTextAsync("Sementara itu sudah diputuskan");
        await Assertions.Expect(second.Locator("#decision")).ToContainTextAsync("Dikoreksi oleh Uji manager");
        Assert.Contains("Formulir ini sudah pernah dikirim", await again.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await Acts("conflict", id));
        Assert.Equal(5, await console.Town.Till.OnHand(goods));
    }

    [Fact]
    public async Task An_unknown_code_is_mapped_for_every_line_that_waits_with_it()
    {
        var goods = await Goods();
        await console.Town.Packs(goods, "DUS", 12);
        await console.Town.Till.Record(Count(2, "M-BARU", at: "08:00"), Sale(1, "m-baru", at: "09:00"));
        var page = await console.SignedIn("manager");

        await page.GotoAsync("sync/review");
        await page.GetByRole(AriaRole.Listitem).Filter(new LocatorFilterOptions { HasText = "M-BARU" }).GetByRole(AriaRole.Link).ClickAsync();
        await Assertions.Expect(page.Locator("#line")).ToContainTextAsync("2 baris dari Kasir menunggu dengan kode ini.");
        await page.GetByLabel("Cari barang").FillAsync(goods.ToLowerInvariant());
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Cari", Exact = true }).ClickAsync();
        await page.GetByText($"{goods}, 1 DUS isi 12 PCS").ClickAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Lihat akibatnya" }).ClickAsync();
        await Assertions.Expect(page.Locator("#effect")).ToContainTextAsync("2 baris dicatat.");
        await Assertions.Expect(page.Locator("#effect b").First).ToHaveTextAsync("12");
        await PageChecks.Picture(page, "review-effect");
        await page.GetByLabel("Alasan").FillAsync("Kode dari daftar pemasok.");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Simpan keputusan" }).ClickAsync();

        await Assertions.Expect(page.Locator("#decision")).ToContainTextAsync("Sudah tercatat oleh Uji manager");
        Assert.Equal(0, await console.Gateway.Database.Ask<long>("select count(*) from review_item where upper(item_code) = 'M-BARU' and applied_at is null"));
    }

    [Fact]
    public async Task A_line_is_put_right_tried_again_or_dismissed_with_a_reason()
    {
        await console.Town.Till.Record(Sale(1, "SALAH-1"), Sale(1, "SALAH-2"), Sale(1, "SALAH-3"));
        var page = await console.SignedIn("clerk");

        await Review(page, "SALAH-1", "Koreksi baris ini", () => page.GetByLabel("Kode", new PageGetByLabelOptions { Exact = true }).FillAsync(Antar));
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Tidak ada yang dicatat");
        await Review(page, "SALAH-1", "Koreksi baris ini", () => page.GetByLabel("Kode", new PageGetByLabelOptions { Exact = true }).FillAsync(Beras));
        await Assertions.Expect(page.Locator("#decision")).ToContainTextAsync("Dikoreksi oleh Uji clerk");
        await Review(page, "SALAH-2", "Coba lagi", () => Task.CompletedTask);
        await Assertions.Expect(page.Locator("#past")).ToContainTextAsync("Dicoba lagi, Uji clerk");
        await Review(page, "SALAH-3", "Abaikan baris ini", () => Task.CompletedTask);
        await Assertions.Expect(page.Locator("#decision")).ToContainTextAsync("Diabaikan oleh Uji clerk");
    }

    [Fact]
    public async Task A_conflict_is_accepted_and_the_first_content_stands()
    {
        var goods = await Goods();
        await console.Town.Till.Given(Count(10, goods, at: "06:00"), Sale(1, goods, at: "06:30", id: $"{goods}/1"));
        await console.Town.Till.Record(Sale(2, goods, at: "06:40", id: $"{goods}/1"));
        var id = await Open("change_differs", goods);
        var page = await console.SignedIn("manager");
        await page.GotoAsync($"sync/conflicts/{id}");

        await page.GetByLabel("Terima: yang pertama benar").CheckAsync();
        await page.GetByLabel("Alasan").FillAsync("Struk pertama cocok.");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Simpan keputusan" }).ClickAsync();

        await Assertions.Expect(page.Locator("#decision")).ToContainTextAsync("Diterima oleh Uji manager");
        await Assertions.Expect(page.Locator("#decision")).ToContainTextAsync("Struk pertama cocok.");
        Assert.Equal(9, await console.Town.Till.OnHand(goods));
        Assert.Equal(1, await Acts("conflict", id));
    }

    [Fact]
    public async Task What_mended_itself_and_why_a_line_was_refused_are_said_in_the_language_of_the_page()
    {
        var goods = await Goods();
        await console.Town.Till.Given(Sale(3, goods));
        var conflict = await Open("negative_on_hand", goods);
        await console.Town.Till.Given(Receipt(9, goods));
        await console.Town.Till.Record(Sale(1, "JASA-1"));
        var line = await console.Gateway.Database.Ask<long>("select max(review_item_id) from review_item where owner_id = $1 and item_code = 'JASA-1'", console.Town.Coop);
        await console.Town.Till.Map(line, Antar);
        var page = await console.SignedIn("manager");

        await PageChecks.Holds(page, $"sync/conflicts/{conflict}", "conflict-mended");
        await Assertions.Expect(page.Locator("#decision")).ToContainTextAsync("Catatan yang datang kemudian membereskannya.");
        await PageChecks.Holds(page, $"sync/review/{line}", "review-refused");
        await Assertions.Expect(page.Locator("#line")).ToContainTextAsync("Barangnya jasa, yang tidak punya stok.");
    }

    [Fact]
    public async Task A_shopkeeper_sees_a_conflict_and_does_not_decide_it()
    {
        var goods = await Goods();
        await console.Town.Till.Given(Sale(9, goods));
        var id = await Open("negative_on_hand", goods);
        var page = await console.SignedIn("shopkeeper");
        await page.GotoAsync($"sync/conflicts/{id}");

        await Assertions.Expect(page.Locator("#decision")).ToContainTextAsync("Keputusan ini untuk Petugas atau Manajer.");
        var answer = await page.APIRequest.PostAsync($"sync/conflicts/{id}", new APIRequestContextOptions { Form = await Forged(page, "dismiss") });

        Assert.Equal(403, answer.Status);
        Assert.Equal(0, await Acts("conflict", id));
    }

    [Fact]
    public async Task Anothers_conflict_and_line_are_not_there_and_nothing_of_them_is_done()
    {
        var other = await Town.Create(console.Gateway);
        await other.Till.Given(Sale(4, Beras));
        await other.Till.Record(Sale(1, "RAHASIA-9"));
        var conflict = await Open("negative_on_hand", Beras, other.Coop);
        var line = await console.Gateway.Database.Ask<long>("select review_item_id from review_item where owner_id = $1", other.Coop);
        var page = await console.SignedIn("manager");
        var forms = await Forged(page, "dismiss");

        foreach (var path in new[] { $"sync/conflicts/{conflict}", $"sync/review/{line}", "sync/conflicts/999999999", "sync/review/999999999" })
        {
            Assert.Equal(404, (await page.GotoAsync(path))!.Status);
            var answer = await page.APIRequest.PostAsync(path, new APIRequestContextOptions { Form = forms });
            Assert.Equal(404, answer.Status);
            Assert.DoesNotContain("RAHASIA", await answer.TextAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(0, await Acts("conflict", conflict) + await Acts("review-item", line));
        Assert.Equal(-4, await other.Till.OnHand(Beras));
    }

    [Fact]
    public async Task A_form_with_a_forged_token_or_without_its_number_does_nothing()
    {
        var goods = await Goods();
        await console.Town.Till.Given(Sale(7, goods));
        await console.Town.Till.Record(Sale(1, "PALSU-1"));
        var conflict = await Open("negative_on_hand", goods);
        var line = await console.Gateway.Database.Ask<long>("select review_item_id from review_item where item_code = 'PALSU-1'");
        var page = await console.SignedIn("manager");

        foreach (var path in new[] { $"sync/conflicts/{conflict}", $"sync/review/{line}" })
        {
            await page.GotoAsync(path);
            var forged = await page.APIRequest.PostAsync(path, new APIRequestContextOptions { Headers = AsABrowser, Form = await Forged(page, "dismiss", token: "palsu") });
            var numberless = await page.APIRequest.PostAsync(path, new APIRequestContextOptions { Form = await Forged(page, "dismiss", number: "x") });

            Assert.Equal((400, 400), (forged.Status, numberless.Status));
            Assert.Contains("<h1>", await forged.TextAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(0, await Acts("conflict", conflict) + await Acts("review-item", line));
    }

    [Fact]
    public async Task The_pages_hold_to_what_every_page_does()
    {
        var (goods, twice) = (await Goods(), await Goods());
        await console.Town.Till.Given(Sale(500, goods), Count(10, twice, at: "06:00"), Sale(1, twice, at: "06:30", id: "ganda/1"));
        await console.Town.Till.Record(Sale(2, twice, at: "06:40", id: "ganda/1"), Sale(1, $"X{Script}"[..30]));
        var page = await console.SignedIn("manager");

        await PageChecks.Holds(page, "sync/conflicts", "conflicts");
        await PageChecks.Holds(page, $"sync/conflicts/{await Open("negative_on_hand", goods)}", "conflict");
        await PageChecks.Holds(page, $"sync/conflicts/{await Open("change_differs", twice)}", "conflict-change");
        await PageChecks.Holds(page, "sync/review", "review");
        await PageChecks.Holds(page, $"sync/review/{await console.Gateway.Database.Ask<long>("select max(review_item_id) from review_item where owner_id = $1 and item_code like 'X<%'", console.Town.Coop)}", "review-line");
    }

    private static Dictionary<string, string> AsABrowser => new() { ["Accept"] = "text/html" };

    /// <summary>Goods that no other test touches.</summary>
    private async Task<string> Goods() => (await console.Town.SellsMany($"BRG{Guid.NewGuid().ToString("N")[..6].ToUpperInvariant()}", 1))[0];

    private async Task Review(IPage page, string code, string choice, Func<Task> fill)
    {
        var id = await console.Gateway.Database.Ask<long>("select review_item_id from review_item where owner_id = $1 and item_code = $2", console.Town.Coop, code);
        await page.GotoAsync($"sync/review/{id}");
        await page.GetByLabel(choice).CheckAsync();
        await fill();
        await page.GetByLabel("Alasan").FillAsync("Diperiksa.");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Simpan keputusan" }).ClickAsync();
    }

    private Task<long> Open(string kind, string product, int? owner = null) => console.Gateway.Database.Ask<long>(
        """
        select f.conflict_id from conflict f join product p on p.owner_id = f.owner_id and p.product_id = f.product_id
        where f.owner_id = $1 and f.kind = $2 and p.code = $3 and f.closed_at is null
        """,
        owner ?? console.Town.Coop, kind, product);

    private Task<long> Acts(string kind, long id) => console.Gateway.Database.Ask<long>(
        "select count(*) from audit_entry where subject_kind = $1 and subject_id = $2", kind, id.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The fields of the decision as they stand.</summary>
    private static async Task<IFormData> Fields(IPage page)
    {
        var form = page.APIRequest.CreateFormData();
        foreach (var (name, value) in await page.EvaluateAsync<Dictionary<string, string>>("Object.fromEntries(new FormData(document.querySelector('form[aria-labelledby=ask]')))"))
            form.Append(name, value);
        return form;
    }

    /// <summary>A decision that no page of this visitor's offers, with the token of a form that one does.</summary>
    private static async Task<IFormData> Forged(IPage page, string act, string? token = null, string? number = null)
    {
        var form = page.APIRequest.CreateFormData();
        form.Append("__RequestVerificationToken", token ?? await page.Locator("input[name=__RequestVerificationToken]").First.InputValueAsync());
        form.Append("_handler", "decide");
        form.Append("form", number ?? Guid.NewGuid().ToString("N"));
        form.Append("act", act);
        form.Append("reason", "Dipalsukan.");
        return form;
    }
}
