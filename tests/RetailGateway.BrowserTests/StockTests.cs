using Microsoft.Playwright;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.BrowserTests;

/// <summary>A shop without a till, whose people keep its stock on the phone.</summary>
public sealed class StockTests(ConsoleFixture console) : IClassFixture<ConsoleFixture>, IAsyncLifetime
{
    private const string BerasGtin = "8998866200325";

    /// <summary>The word on the shop's stock is its people's; it has a store room, rice has a barcode and a price.</summary>
    public async ValueTask InitializeAsync()
    {
        var (rows, coop) = (console.Gateway.Database, console.Town.Coop);
        await console.Town.HandOver("console");
        await rows.Run("insert into location (owner_id, code, name, format) values ($1, 'GDG-01', 'Gudang', 'warehouse') on conflict do nothing", coop);
        await rows.Run("update pack k set gtin = $2 from product g where g.owner_id = k.owner_id and g.product_id = k.product_id and g.owner_id = $1 and g.code = $3 and k.gtin is null", coop, BerasGtin, Beras);
        await rows.Run(
            """
            insert into price (owner_id, partnership_id, product_id, pack_code, valid_from, amount)
            select s.owner_id, s.partnership_id, g.product_id, 'PCS', '2024-01-01', 65000
            from partnership s join product g on g.owner_id = s.owner_id and g.code = $2
            where s.owner_id = $1
            on conflict do nothing
            """,
            coop, Beras);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Every_figure_says_how_old_it_is_and_why_it_is_so()
    {
        await console.Town.Console.Given(Receipt(30, Beras, at: "08:00"), Count(5, Beras, at: "09:00"), Sale(2, Beras, at: "10:00"), Sale(3, Minyak, at: "10:00"));
        var page = await console.SignedIn("manager");
        await page.GotoAsync($"stock?location={Shop}&q=beras");

        await Assertions.Expect(page.GetByRole(AriaRole.Row, new PageGetByRoleOptions { Name = "Beras 5 kg" })).ToContainTextAsync("Dihitung");
        await PageChecks.Holds(page, $"stock?location={Shop}", "stock");
        await page.GotoAsync($"stock/{Shop}/{Beras}");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Sesudahnya: Penjualan −2");
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new PageGetByRoleOptions { Name = "Penerimaan" })).ToContainTextAsync("sudah terlihat saat hitung rak");
        await PageChecks.Holds(page, $"stock/{Shop}/{Beras}", "stock-item");
        await PageChecks.Holds(page, $"stock/{Shop}/{Minyak}", "stock-item-negative");
        await PageChecks.Holds(page, $"stock/{Shop}/{Gula}", "stock-item-unknown");
    }

    [Fact]
    public async Task On_a_phone_the_form_comes_before_the_entries_and_at_a_desk_beside_them()
    {
        await console.Town.Console.Given([.. Enumerable.Range(0, 20).Select(minute => Sale(1, Minyak, at: $"07:{minute:00}"))]);
        var page = await console.SignedIn("clerk", width: 390);
        await page.GotoAsync($"stock/{Shop}/{Minyak}");
        var (form, entries) = (page.GetByRole(AriaRole.Form, new PageGetByRoleOptions { Name = "Catat" }), page.Locator("#why"));

        await Assertions.Expect(page.GetByLabel("Hitung: jumlah di rak")).ToBeInViewportAsync();
        var (above, below) = ((await form.BoundingBoxAsync())!, (await entries.BoundingBoxAsync())!);
        Assert.True(below.Y >= above.Y + above.Height);
        await page.SetViewportSizeAsync(1280, 900);
        var (left, right) = ((await form.BoundingBoxAsync())!, (await page.GetByRole(AriaRole.Region).Filter(new LocatorFilterOptions { Has = entries }).BoundingBoxAsync())!);
        Assert.True(right.X >= left.X + left.Width && right.Y == left.Y);
        await PageChecks.Holds(page, $"stock/{Shop}/{Minyak}", "stock-item-entries");
    }

    [Fact]
    public async Task What_is_recorded_without_script_counts_once_however_often_it_is_sent()
    {
        var page = await console.SignedIn("clerk", width: 390, script: false);
        await page.GotoAsync($"stock/{Shop}/{Gula}");
        var form = await Form(page, ("act", "Receive"), ("quantity", "12,5"), ("document", "<script>alert(1)</script>"));
        await page.GetByLabel("Terima barang masuk").CheckAsync();
        await page.GetByLabel("Jumlah, dalam PCS").FillAsync("12,5");
        await page.GetByLabel("Nomor surat jalan").FillAsync("<script>alert(1)</script>");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Catat" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync("Sekarang 12,5 PCS");
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new PageGetByRoleOptions { Name = "Penerimaan" })).ToContainTextAsync("Uji clerk, <script>alert(1)</script>");

        var again = await Post(page, $"stock/{Shop}/{Gula}", form);
        var other = await Post(page, $"stock/{Shop}/{Gula}", form.With("quantity", "13"));

        Assert.Contains("tidak dihitung dua kali", await again.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(422, other.Status);
        Assert.Contains("sudah dicatat dengan isi lain", await other.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(12.5m, await console.Town.Console.OnHand(Gula));
        Assert.Equal(0, await console.Gateway.Database.Ask<long>("select count(*) from conflict where owner_id = $1 and kind = 'change_differs'", console.Town.Coop));
    }

    [Fact]
    public async Task A_form_with_a_forged_token_or_what_is_anothers_is_refused_and_nothing_is_written()
    {
        var other = await Create(console.Gateway);
        var theirs = await console.Gateway.Database.Ask<int>("select product_id from product where owner_id = $1 and code = $2", other.Coop, Beras);
        var page = await console.SignedIn("manager");
        await page.GotoAsync($"stock/{Shop}/{Beras}");
        var form = await Form(page, ("act", "Count"), ("quantity", "1"));
        await page.GotoAsync($"stock/sheet?location={Shop}&all=1");
        var sheet = await Form(page, ($"q-{theirs}", "1"));
        var before = await console.Gateway.Database.Counts();

        Assert.Equal(400, (await Post(page, $"stock/{Shop}/{Beras}", form.With("__RequestVerificationToken", "palsu"))).Status);
        Assert.Equal(404, (await Post(page, $"stock/RAHASIA/{Beras}", form)).Status);
        Assert.Equal(404, (await Post(page, $"stock/{Shop}/TIDAK-ADA", form)).Status);
        Assert.Equal(422, (await Post(page, $"stock/{Shop}/{Beras}", form.With("form", "transfer/1/1/out"))).Status);
        Assert.Equal(422, (await Post(page, $"stock/{Shop}/{Beras}", form.With("act", "Transfer").With("to", "RAHASIA"))).Status);
        Assert.Equal(404, (await Post(page, $"stock/sheet?location={Shop}", sheet)).Status);
        Assert.Equal(before, await console.Gateway.Database.Counts());
    }

    [Fact]
    public async Task A_quantity_that_cannot_be_read_stays_in_its_field_and_nothing_is_written()
    {
        var page = await console.SignedIn("manager");
        await page.GotoAsync($"stock/{Shop}/{Beras}");
        var before = await console.Gateway.Database.Counts();

        await page.GetByLabel("Jual").CheckAsync();
        await page.GetByLabel("Jumlah, dalam PCS").FillAsync("=1+1");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Catat" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Tidak ada yang dicatat");
        await Assertions.Expect(page.GetByLabel("Jumlah, dalam PCS")).ToHaveValueAsync("=1+1");
        await Assertions.Expect(page.GetByLabel("Jual")).ToBeCheckedAsync();
        Assert.Equal(before, await console.Gateway.Database.Counts());
        await PageChecks.Picture(page, "stock-item-refused");
    }

    [Fact]
    public async Task Goods_go_to_the_store_room_whole()
    {
        var goods = (await console.Town.SellsMany("PDH", 1))[0];
        await console.Town.Console.Given(Count(9, goods));
        var page = await console.SignedIn("manager");
        await page.GotoAsync($"stock/{Shop}/{goods}");

        await page.GetByLabel("Pindahkan ke toko lain").CheckAsync();
        await page.GetByLabel("Pindah ke").SelectOptionAsync("GDG-01");
        await page.GetByLabel("Jumlah, dalam PCS").FillAsync("4");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Catat" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync("Sekarang 5 PCS");
        await page.GotoAsync($"stock/GDG-01/{goods}");
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new PageGetByRoleOptions { Name = "Pindahan masuk" })).ToContainTextAsync("+4");
    }

    [Fact]
    public async Task A_shelf_counted_without_a_line_is_sent_once_when_it_is_back_and_says_what_differed()
    {
        var goods = await console.Town.SellsMany("RAK", 2);
        await console.Town.Console.Given(Count(10, goods[0]), Count(4, goods[1]));
        var page = await console.SignedIn("shopkeeper", width: 390);
        await page.GotoAsync("stock/sheet");
        await page.Context.SetOfflineAsync(true);
        await page.GetByLabel(goods[0]).FillAsync("7");
        await page.GetByLabel(goods[1]).FillAsync("4");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Kirim hitungan" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Tersimpan di ponsel ini, belum terkirim.")).ToBeVisibleAsync();
        await PageChecks.Picture(page, "stock-sheet-offline");
        Assert.Equal(10, await console.Town.Console.OnHand(goods[0]));

        await page.Context.SetOfflineAsync(false);

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "1 dari 2 barang berselisih" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new PageGetByRoleOptions { Name = goods[0] })).ToContainTextAsync("−3");
        Assert.Equal(7, await console.Town.Console.OnHand(goods[0]));
        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length"));
        await PageChecks.Holds(page, new Uri(page.Url).PathAndQuery.TrimStart('/'), "stock-sheet-found");
    }

    [Fact]
    public async Task A_sheet_whose_answer_was_lost_is_sent_again_and_counts_once()
    {
        var goods = (await console.Town.SellsMany("ULG", 1))[0];
        await console.Town.Console.Given(Count(10, goods));
        var page = await console.SignedIn("clerk", width: 390);
        await page.GotoAsync($"stock/sheet?location={Shop}");
        await page.RouteAsync("**/stock/sheet?*", async route =>
        {
            if (route.Request.Method == "POST")
            {
                await route.FetchAsync();
                await route.AbortAsync();
            }
            else
            {
                await route.ContinueAsync();
            }
        });
        await page.GetByLabel(goods).FillAsync("6");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Kirim hitungan" }).ClickAsync();
        Assert.Equal(6, await Eventually.See(() => console.Town.Console.OnHand(goods), onHand => onHand == 6));
        await page.UnrouteAsync("**/stock/sheet?*");

        await page.ReloadAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "1 dari 1 barang berselisih" })).ToBeVisibleAsync();
        Assert.Equal(2, await console.Gateway.Database.Ask<long>(
            "select count(*) from stock_entry e join product g on g.owner_id = e.owner_id and g.product_id = e.product_id where g.owner_id = $1 and g.code = $2", console.Town.Coop, goods));
    }

    [Fact]
    public async Task A_shelf_s_sheet_that_waits_on_the_phone_is_found_again_from_the_stock_page_and_by_its_person_alone()
    {
        var goods = (await console.Town.SellsMany("SUS", 1))[0];
        await console.Gateway.Database.Run("update product set category = 'Minuman/Susu' where owner_id = $1 and code = $2", console.Town.Coop, goods);
        await console.Town.Console.Given(Count(10, goods));
        var (email, page) = (await console.Person("clerk"), await console.Window(width: 390));
        await ConsoleFixture.SignIn(page, email);
        await page.GotoAsync($"stock/sheet?location={Shop}&shelf=Minuman%2FSusu");
        await page.RouteAsync("**/stock/sheet?*", route => route.Request.Method == "POST" ? route.AbortAsync() : route.ContinueAsync());
        await page.GetByLabel(goods).FillAsync("7");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Kirim hitungan" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Tersimpan di ponsel ini, belum terkirim.")).ToBeVisibleAsync();
        var sheet = page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Buka lembar (Minuman/Susu)" });

        await page.GotoAsync($"stock?location={Shop}");
        await Assertions.Expect(page.Locator("#sheets-left")).ToContainTextAsync("1 barang terisi. Menunggu sinyal");
        await PageChecks.Picture(page, "stock-sheet-left");
        await page.GotoAsync("stock?location=GDG-01");
        await Assertions.Expect(sheet).ToHaveCountAsync(0);

        await page.Context.ClearCookiesAsync();
        await ConsoleFixture.SignIn(page, await console.Person("clerk"));
        await page.GotoAsync($"stock?location={Shop}");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Lembar hitung", Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(sheet).ToHaveCountAsync(0);

        await page.Context.ClearCookiesAsync();
        await ConsoleFixture.SignIn(page, email);
        await page.GotoAsync($"stock?location={Shop}");
        await sheet.ClickAsync();
        await Assertions.Expect(page.GetByLabel(goods)).ToHaveValueAsync("7");
        await page.UnrouteAsync("**/stock/sheet?*");
        await page.ReloadAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "1 dari 1 barang berselisih" })).ToBeVisibleAsync();
        Assert.Equal(7, await console.Town.Console.OnHand(goods));
        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length"));
    }

    [Fact]
    public async Task A_sheet_that_is_refused_says_the_true_cause_and_stays_on_the_phone()
    {
        var goods = (await console.Town.SellsMany("TLK", 1))[0];
        await console.Town.Console.Given(Count(10, goods));
        var page = await console.SignedIn("clerk", width: 390);
        await page.GotoAsync($"stock/sheet?location={Shop}");
        await page.GetByLabel(goods).FillAsync("7");
        var send = page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Kirim hitungan" });
        foreach (var (status, said) in new[]
        {
            (400, "halaman ini sudah usang"), (403, "Anda tidak lagi mencatat stok toko ini"), (404, "toko ini bukan lagi toko Anda"),
            (409, "hitungan ini ditolak"), (413, "lembar ini terlalu besar"), (429, "gerbang sedang sibuk"), (503, "gerbang sedang sibuk"),
        })
        {
            await page.RouteAsync("**/stock/sheet?*", route => route.FulfillAsync(new RouteFulfillOptions { Status = status, Body = "" }));
            await send.ClickAsync();

            await Assertions.Expect(page.Locator("[data-cause]:visible")).ToContainTextAsync([said]);
            await page.UnrouteAsync("**/stock/sheet?*");
        }

        await page.Context.ClearCookiesAsync();
        await send.ClickAsync();

        await Assertions.Expect(page.Locator("[data-cause]:visible")).ToContainTextAsync(["Anda perlu masuk lagi"]);
        Assert.Equal(1, await page.EvaluateAsync<int>("localStorage.length"));
        Assert.Equal(10, await console.Town.Console.OnHand(goods));
    }

    [Fact]
    public async Task A_search_or_a_scan_without_a_hit_says_so_and_where_else_to_look()
    {
        var goods = (await console.Town.SellsMany("NIL", 1))[0];
        await console.Town.Console.Given(Count(10, goods));
        var page = await console.SignedIn("clerk", width: 390);
        await page.AddInitScriptAsync(Barcodes.CameraBefore("4006381333931"));
        await page.GotoAsync($"stock/sheet?location={Shop}");
        var said = page.GetByText("Tidak ada di rak ini.");

        await page.GetByLabel("Cari di lembar ini").FillAsync("bukan apa-apa");
        await Assertions.Expect(said).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Termasuk yang belum pernah dicatat" })).ToBeVisibleAsync();
        await page.GetByLabel("Cari di lembar ini").FillAsync(goods);
        await Assertions.Expect(said).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Pindai barcode" }).ClickAsync();

        await Assertions.Expect(page.GetByLabel("Cari di lembar ini")).ToHaveValueAsync("4006381333931");
        await Assertions.Expect(said).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_sheet_works_without_script_and_marks_the_line_that_cannot_be_read()
    {
        var goods = await console.Town.SellsMany("TNP", 2);
        await console.Town.Console.Given(Count(1, goods[0]), Count(1, goods[1]));
        var page = await console.SignedIn("manager", script: false);
        await page.GotoAsync($"stock/sheet?location={Shop}");
        await page.GetByLabel(goods[0]).FillAsync("dua");
        await page.GetByLabel(goods[1]).FillAsync("1");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Kirim hitungan" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("1 baris belum bisa dibaca");
        await Assertions.Expect(page.GetByLabel(goods[1])).ToHaveValueAsync("1");

        await page.GetByLabel(goods[0]).FillAsync("1");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Kirim hitungan" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Semua 2 barang cocok" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_sheet_holds_to_what_every_page_does() => await PageChecks.Holds(await console.SignedIn("clerk"), $"stock/sheet?location={Shop}&all=1", "stock-sheet");

    [Fact]
    public async Task A_barcode_before_the_camera_leads_to_what_it_is_on()
    {
        var page = await console.SignedIn("manager", width: 390);
        await page.AddInitScriptAsync(Barcodes.CameraBefore(BerasGtin));
        await page.GotoAsync($"stock?location={Shop}");

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Pindai barcode" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 })).ToHaveTextAsync("Beras 5 kg");
    }

    [Fact]
    public async Task Where_the_browser_reads_barcodes_itself_no_other_reader_is_fetched()
    {
        var page = await console.SignedIn("manager", width: 390);
        await page.AddInitScriptAsync(Barcodes.CameraBefore(BerasGtin));
        await page.AddInitScriptAsync(DetectorOf(BerasGtin));
        await page.RouteAsync("**/stock-reader.js*", route => route.AbortAsync());
        await page.GotoAsync($"stock?location={Shop}");

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Pindai barcode" }).ClickAsync();

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 })).ToHaveTextAsync("Beras 5 kg");
    }

    [Fact]
    public async Task A_shopkeeper_has_one_shop_and_what_is_not_theirs_is_not_there()
    {
        var other = await Create(console.Gateway);
        await console.Gateway.Database.Run("insert into location (owner_id, code, name, format) values ($1, 'RAHASIA', 'Gudang', 'warehouse')", other.Coop);
        var page = await console.SignedIn("shopkeeper");
        await page.GotoAsync("stock");

        await Assertions.Expect(page.GetByLabel("Toko", new PageGetByLabelOptions { Exact = true })).ToHaveCountAsync(0);
        foreach (var path in new[]
        {
            "stock?location=GDG-01", "stock/sheet?location=GDG-01", "stock/upload?location=GDG-01", $"stock/GDG-01/{Beras}", "stock?location=RAHASIA",
            "stock/sheet?location=RAHASIA", "stock/upload?location=RAHASIA", $"stock/RAHASIA/{Beras}", $"stock/{Shop}/TIDAK-ADA", $"stock/sheet/{Guid.NewGuid()}",
        })
        {
            Assert.Equal(404, (await page.GotoAsync(path))!.Status);
        }
    }

    [Fact]
    public async Task Whoever_only_looks_is_offered_nothing_to_record_and_refused_where_they_try()
    {
        var page = await console.SignedIn("treasurer");
        await page.GotoAsync($"stock/{Shop}/{Beras}");

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 })).ToHaveTextAsync("Beras 5 kg");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Catat" })).ToHaveCountAsync(0);
        var token = await page.Locator("[name=__RequestVerificationToken]").First.GetAttributeAsync("value");
        var forged = new Fields(new Dictionary<string, string> { ["_handler"] = "record", ["__RequestVerificationToken"] = token!, ["form"] = $"{Guid.NewGuid():N}", ["act"] = "Count", ["quantity"] = "1" });
        Assert.Equal(403, (await Post(page, $"stock/{Shop}/{Beras}", forged)).Status);
        Assert.Equal(403, (await page.GotoAsync("stock/sheet"))!.Status);
        Assert.Equal(403, (await page.GotoAsync("stock/upload"))!.Status);
    }

    /// <summary>What the page's form would post: what is hidden in it, and these fields.</summary>
    private static async Task<Fields> Form(IPage page, params (string Name, string Value)[] typed)
    {
        var fields = new Fields([]);
        foreach (var hidden in await page.Locator("form:has([name=_handler]):not(:has([name=minimum])) input[type=hidden]").AllAsync())
            fields = fields.With((await hidden.GetAttributeAsync("name"))!, (await hidden.GetAttributeAsync("value"))!);
        return typed.Aggregate(fields, (sum, field) => sum.With(field.Name, field.Value));
    }

    /// <summary>Posts a form as the browser would, with the page's own cookies.</summary>
    private static async Task<IAPIResponse> Post(IPage page, string path, Fields fields)
    {
        var form = page.Context.APIRequest.CreateFormData();
        foreach (var (name, value) in fields.All)
            form.Append(name, value);
        return await page.Context.APIRequest.PostAsync(path, new APIRequestContextOptions { Form = form, Headers = [KeyValuePair.Create("Accept", "text/html")] });
    }

    /// <summary>A browser's own detector, which sees the barcode's first bar in the picture before it reads the code.</summary>
    private static string DetectorOf(string gtin) =>
        $$"""
        window.BarcodeDetector = class {
          static async getSupportedFormats() { return ["ean_13", "qr_code"]; }
          constructor({ formats }) { this.formats = formats; }
          async detect(video) {
            const draw = Object.assign(document.createElement("canvas"), { width: 640, height: 480 }).getContext("2d");
            draw.drawImage(video, 0, 0);
            const [red, , , solid] = draw.getImageData(132, 240, 1, 1).data;
            return this.formats.includes("ean_13") && solid === 255 && red < 64 ? [{ format: "ean_13", rawValue: "{{gtin}}" }] : [];
          }
        };
        """;

    /// <summary>A form's fields.</summary>
    private sealed record Fields(Dictionary<string, string> All)
    {
        internal Fields With(string name, string value) => new(new Dictionary<string, string>(All, StringComparer.Ordinal) { [name] = value });
    }
}
