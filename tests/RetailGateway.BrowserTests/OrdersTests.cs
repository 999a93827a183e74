using System.Net;
using Microsoft.Playwright;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Orders;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.BrowserTests;

/// <summary>Orders, from the list to the last receipt.</summary>
public sealed class OrdersTests(ConsoleFixture console) : IClassFixture<ConsoleFixture>
{
    [Fact]
    public async Task The_list_says_whose_turn_it_is_and_each_filter_shows_its_own()
    {
        var town = await OrderTown.Create(console.Gateway, tillIsSystemOfRecord: false);
        await town.Console.Given(Count(10, Beras));
        await town.Partner.Ordered(town, "PO-BARU", ("1", Beras, 2));
        await town.Partner.Ordered(town, "PO-KURANG", ("1", Beras, 20));
        var rejected = await town.Partner.Ordered(town, "PO-TOLAK", ("1", Gula, 1));
        (await town.Console.Answers(rejected, "rejected")).Must(HttpStatusCode.OK);
        var bought = (await town.Console.OrdersOfChain(town, "PO-BELI", ("1", Beras, 3))).Must(HttpStatusCode.Created).Id();
        var doubtful = (await town.Console.OrdersOfChain(town, "PO-RAGU", ("1", Beras, 3))).Must(HttpStatusCode.Created).Id();
        (await town.Partner.Answers(doubtful, "accepted")).Must(HttpStatusCode.OK);
        (await town.Console.Receives(doubtful, "T-1", null, ("1", 5, 0))).Must(HttpStatusCode.OK);
        await town.Database.Run("update trade_order set due_at = now() - interval '1 hour' where order_id = $1", bought);
        var page = await SignedIn(town, "manager");

        await page.GotoAsync("orders");
        Assert.Equal(["PO-KURANG", "PO-BARU"], await Numbers(page));
        await Assertions.Expect(Row(page, "PO-BARU")).ToContainTextAsync("Anda memasok Toko Ritel");
        await Assertions.Expect(Row(page, "PO-BARU")).ToContainTextAsync("Giliran kita");
        await Assertions.Expect(Row(page, "PO-BARU")).ToContainTextAsync("Rp140.000");
        await Follow(page, "Menunggu mereka 2");
        Assert.Equal(["PO-RAGU", "PO-BELI"], await Numbers(page));
        await Assertions.Expect(Row(page, "PO-BELI")).ToContainTextAsync("Anda memesan dari Toko Ritel");
        await Assertions.Expect(Row(page, "PO-BELI")).ToContainTextAsync("Giliran Toko Ritel");
        await Follow(page, "Terlambat 1");
        Assert.Equal(["PO-BELI"], await Numbers(page));
        await Assertions.Expect(Row(page, "PO-BELI")).ToContainTextAsync("Giliran Toko Ritel, terlambat sejak");
        await Follow(page, "Kurang stok 1");
        Assert.Equal(["PO-KURANG"], await Numbers(page));
        await Follow(page, "Tidak cocok 1");
        Assert.Equal(["PO-RAGU"], await Numbers(page));
        await Follow(page, "Sudah berakhir");
        Assert.Equal(["PO-TOLAK"], await Numbers(page));
        await Follow(page, "Semua");
        Assert.Equal(["PO-RAGU", "PO-BELI", "PO-TOLAK", "PO-KURANG", "PO-BARU"], await Numbers(page));
        await page.GetByLabel("Nomor pesanan").FillAsync("beli");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Cari" }).ClickAsync();
        Assert.Equal(["PO-BELI"], await Numbers(page));
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "PO-BELI" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 1 })).ToHaveTextAsync("Pesanan PO-BELI");
        Assert.EndsWith($"/orders/{bought}", page.Url, StringComparison.Ordinal);

        await PageChecks.Holds(page, "orders?show=all", "orders");
        await PageChecks.Holds(page, $"orders/{doubtful}", "order-doubtful");
    }

    [Theory]
    [InlineData("", "Tidak ada yang menunggu kita")]
    [InlineData("?show=theirs", "Tidak ada yang menunggu mereka")]
    [InlineData("?show=late", "Tidak ada yang terlambat")]
    [InlineData("?show=short", "Tidak ada yang kurang stok")]
    [InlineData("?show=doubtful", "Semua dokumen cocok")]
    [InlineData("?show=ended", "Belum ada yang berakhir")]
    [InlineData("?show=all", "Belum ada pesanan")]
    [InlineData("?q=PO-0", "Tidak ada pesanan PO-0")]
    public async Task A_filter_without_an_order_says_what_that_means(string filter, string said)
    {
        var page = await SignedIn(await OrderTown.Create(console.Gateway), "manager");

        await page.GotoAsync($"orders{filter}");

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Level = 2 })).ToHaveTextAsync(said);
        if (filter.Length == 0)
            await PageChecks.Holds(page, "orders", "orders-none");
    }

    [Fact]
    public async Task A_long_list_goes_on_page_by_page_and_back_to_the_newest()
    {
        var town = await OrderTown.Create(console.Gateway, tillIsSystemOfRecord: false);
        for (var number = 1; number <= 52; number++)
            await town.Partner.Ordered(town, $"PO-{number}", ("1", Beras, 1));
        var page = await SignedIn(town, "manager");

        await page.GotoAsync("orders");
        Assert.Equal(50, (await Numbers(page)).Count);
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Lebih lama" }).ClickAsync();
        Assert.Equal(["PO-2", "PO-1"], await Numbers(page));
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Ke yang terbaru" }).ClickAsync();
        Assert.Equal("PO-52", (await Numbers(page))[0]);
    }

    [Fact]
    public async Task An_order_shows_its_lines_side_by_side_its_doubts_and_its_history_newest_first()
    {
        var town = await OrderTown.Create(console.Gateway, tillIsSystemOfRecord: false);
        await town.Console.Given(Count(25, Beras), Count(10, Minyak));
        var order = await town.Partner.Ordered(town, "PO-1", ("1", Beras, 10), ("2", Minyak, 4), ("3", Gula, 6));
        (await town.Console.Answers(order, "accepted")).Must(HttpStatusCode.OK);
        (await town.Console.Despatches(order, "SJ-7", ("1", 6, 3), ("2", 5, null))).Must(HttpStatusCode.OK);
        (await town.Partner.Receives(order, "T-1", null, ("1", 6, 1))).Must(HttpStatusCode.OK);
        var page = await SignedIn(town, "manager");

        await page.GotoAsync($"orders/{order}");
        var rice = page.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = "Beras 5 kg" });
        await Assertions.Expect(rice.GetByRole(AriaRole.Cell)).ToHaveTextAsync(["10", "10", "6", "6", "Ditolak pembeli 1Tidak akan dikirim 1Menyusul 3Disisihkan dari stok penjual 3"]);
        await Assertions.Expect(page.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { HasText = "Gula pasir" })).ToContainTextAsync("Kurang stok 6");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Yang tidak cocok (1)" })).ToContainTextAsync("Minyak goreng 1 l: Dikirim 1 lebih banyak daripada yang dipesan. Surat jalan SJ-7");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Giliran kita: mengirim sisanya.");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new PageGetByRoleOptions { Name = "Perjalanan" }).GetByRole(AriaRole.Heading, new LocatorGetByRoleOptions { Level = 3 })).ToHaveTextAsync(
        [
            "Toko Ritel menerima 6 × Beras 5 kg",
            "Sistem kita mengirim 6 × Beras 5 kg, 5 × Minyak goreng 1 l",
            "Sistem kita menyanggupi pesanan",
            "Toko Ritel memesan 10 × Beras 5 kg, 4 × Minyak goreng 1 l, 6 × Gula pasir 1 kg",
        ]);
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Ditolak: 1 × Beras 5 kg. Sesudahnya: Diterima sebagian. Penerimaan T-1.");

        await PageChecks.Holds(page, $"orders/{order}", "order");
    }

    [Fact]
    public async Task A_shopkeeper_sees_the_orders_of_the_own_shop_alone()
    {
        var town = await OrderTown.Create(console.Gateway, tillIsSystemOfRecord: false);
        await town.Database.Run("insert into location (owner_id, code, name, format) values ($1, 'KPN-02', 'Toko KPN 2', 'coop_shop')", town.Coop);
        (await town.Console.OrdersOfChain(town, "PO-SINI", ("1", Beras, 1))).Must(HttpStatusCode.Created);
        var elsewhere = (await town.Console.Post("/v1/orders", OrderTown.Order(town.Chain, "PO-SANA", "KPN-02", ("1", Beras, 1)))).Must(HttpStatusCode.Created).Id();
        var page = await SignedIn(town, "shopkeeper");

        await page.GotoAsync("orders?show=all");
        Assert.Equal(["PO-SINI"], await Numbers(page));
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Menunggu mereka 1" })).ToBeVisibleAsync();
        Assert.Equal(404, (await page.GotoAsync($"orders/{elsewhere}"))!.Status);
    }

    [Fact]
    public async Task Whoever_may_see_no_orders_is_refused()
    {
        var town = await OrderTown.Create(console.Gateway);
        var order = await town.Partner.Ordered(town, "PO-1", ("1", Beras, 1));
        var page = await console.Window();
        await ConsoleFixture.SignIn(page, await console.Official("inspector"));

        Assert.Equal(403, (await page.GotoAsync("orders"))!.Status);
        Assert.Equal(403, (await page.GotoAsync($"orders/{order}"))!.Status);
    }

    [Fact]
    public async Task A_chain_s_staff_follow_their_orders_and_are_told_that_their_system_acts()
    {
        var town = await OrderTown.Create(console.Gateway);
        var bought = (await town.Console.OrdersOfChain(town, "PO-1", ("1", Beras, 1))).Must(HttpStatusCode.Created).Id();
        var page = await SignedIn(town, "partner_user", town.ChainCode, width: 390);

        await page.GotoAsync("orders");
        await Assertions.Expect(Row(page, "PO-1")).ToContainTextAsync("Anda memasok KPN Sejahtera");
        await page.GotoAsync($"orders/{bought}");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Di pihak Anda, sistem Anda yang melakukannya lewat API.");
    }

    [Fact]
    public async Task The_seller_s_manager_accepts_and_despatches_and_the_stock_goes_down_by_what_was_sent()
    {
        var town = await OrderTown.Create(console.Gateway, tillIsSystemOfRecord: false);
        await town.Console.Given(Count(50, Beras), Count(10, Minyak));
        var order = await town.Partner.Ordered(town, "PO-1", ("1", Beras, 10), ("2", Minyak, 4));
        var page = await SignedIn(town, "manager");
        await page.GotoAsync("orders");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Pesanan 1 perlu Anda" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "PO-1" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Jawab pesanan" }).ClickAsync();
        await PageChecks.Holds(page, $"orders/{order}/answer", "order-answer");
        await page.GetByLabel("Sanggupi seluruhnya").CheckAsync();
        await Press(page, "Kirim jawaban");
        await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync("Jawaban terkirim. Pesanan sekarang: Disanggupi.");

        await PageChecks.Holds(page, $"orders/{order}/despatch", "order-despatch");
        await Assertions.Expect(page.GetByLabel("Beras 5 kg").First).ToHaveValueAsync("10");
        await page.GetByLabel("Beras 5 kg").First.FillAsync("6");
        await page.GetByLabel("Sisanya Beras 5 kg").SelectOptionAsync("tidak akan dikirim");
        await Press(page, "Simpan pengiriman");
        await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync("Pengiriman tercatat.");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Uji manager mengirim 6 × Beras 5 kg, 4 × Minyak goreng 1 l");

        var seen = await town.Partner.ReadOrder(order);
        Assert.Equal("despatched", seen.State());
        Assert.Equal([6, 0, 4], seen.Figures("1", "despatched", "later", "never"));
        Assert.Equal(44m, await town.Database.Ask<decimal>("select p.on_hand from stock_position p join product g using (owner_id, product_id) where p.owner_id = $1 and g.code = $2", town.Coop, Beras));
        Assert.Equal(["accept", "despatch"], await town.Database.Ask<string[]>("select array_agg(act order by audit_id) from audit_entry where owner_id = $1 and subject_kind = 'order' and subject_id = $2", town.Coop, $"{order}"));
    }

    [Fact]
    public async Task The_buyer_s_shopkeeper_receives_on_a_phone_and_a_scanned_pack_leads_to_its_line()
    {
        var town = await OrderTown.Create(console.Gateway, tillIsSystemOfRecord: false);
        await town.Database.Run("update pack k set gtin = '4006381333931' from product p where p.owner_id = k.owner_id and p.product_id = k.product_id and k.owner_id = $1 and p.code = $2 and k.code = 'PCS'", town.Coop, Minyak);
        var order = await Sent(town, "PO-1", ("1", Beras, 10), ("2", Minyak, 4));
        var page = await SignedIn(town, "shopkeeper", width: 390);
        await PageChecks.Holds(page, $"orders/{order}/receipt", "order-receipt");
        await page.SetViewportSizeAsync(390, 844);
        await page.AddInitScriptAsync(Barcodes.CameraBefore("4006381333931"));
        await page.GotoAsync($"orders/{order}");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Catat penerimaan" }).ClickAsync();

        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Pindai barcode" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Minyak goreng 1 l").First).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByLabel("Beras 5 kg").First).ToBeHiddenAsync();
        await page.GetByLabel("Minyak goreng 1 l").First.FillAsync("3");
        await page.GetByLabel("Ditolak dari Minyak goreng 1 l").FillAsync("1");
        await Press(page, "Simpan penerimaan");

        await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync("Penerimaan tercatat. Pesanan sekarang: Diterima sebagian.");
        var seen = await town.Partner.ReadOrder(order);
        Assert.Equal([10, 0], seen.Figures("1", "received", "rejected"));
        Assert.Equal([3, 1], seen.Figures("2", "received", "rejected"));
        Assert.Equal(2m, await town.Database.Ask<decimal>("select p.on_hand from stock_position p join product g using (owner_id, product_id) where p.owner_id = $1 and g.code = $2", town.Coop, Minyak));
    }

    [Fact]
    public async Task A_receipt_works_without_script_and_what_cannot_be_recorded_is_marked_and_kept()
    {
        var town = await OrderTown.Create(console.Gateway, tillIsSystemOfRecord: false);
        var order = await Sent(town, "PO-1", ("1", Beras, 10), ("2", Minyak, 4));
        var page = await SignedIn(town, "clerk", script: false);
        await page.GotoAsync($"orders/{order}/receipt");

        await page.GetByLabel("Beras 5 kg").First.FillAsync("sepuluh");
        await page.GetByLabel("Ditolak dari Minyak goreng 1 l").FillAsync("5");
        await Press(page, "Simpan penerimaan");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Ada jumlah yang tidak bisa dicatat.");
        await Assertions.Expect(page.GetByLabel("Beras 5 kg").First).ToHaveAttributeAsync("aria-invalid", "true");
        await Assertions.Expect(page.GetByLabel("Beras 5 kg").First).ToHaveValueAsync("sepuluh");
        await Assertions.Expect(page.GetByText("Tidak bisa lebih banyak daripada yang datang.")).ToBeVisibleAsync();
        await PageChecks.Picture(page, "order-receipt-refused");
        await page.GetByLabel("Beras 5 kg").First.FillAsync("10");
        await page.GetByLabel("Ditolak dari Minyak goreng 1 l").FillAsync("");
        await Press(page, "Simpan penerimaan");

        await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync("Pesanan sekarang: Selesai.");
    }

    [Fact]
    public async Task A_form_that_is_sent_twice_makes_one_document()
    {
        var town = await OrderTown.Create(console.Gateway, tillIsSystemOfRecord: false);
        var order = await Sent(town, "PO-1", ("1", Beras, 10));
        var page = await SignedIn(town, "manager");
        await page.GotoAsync($"orders/{order}/receipt");
        var fields = await Forms.Fields(page, "receipt");
        fields["came-1"] = "4";

        var first = await Forms.Post(page, $"orders/{order}/receipt", fields);
        var second = await Forms.Post(page, $"orders/{order}/receipt", fields);

        Assert.Equal((200, 200), (first.Status, second.Status));
        Assert.Contains("Penerimaan tercatat.", first.Text, StringComparison.Ordinal);
        Assert.Contains("Sudah tercatat sebelumnya.", second.Text, StringComparison.Ordinal);
        Assert.Equal([4], (await town.Partner.ReadOrder(order)).Figures("1", "received"));
    }

    [Fact]
    public async Task A_step_after_somebody_else_acted_is_refused_and_what_is_true_now_is_shown()
    {
        var town = await OrderTown.Create(console.Gateway, tillIsSystemOfRecord: false);
        await town.Console.Given(Count(50, Beras));
        var order = await town.Partner.Ordered(town, "PO-1", ("1", Beras, 10));
        var page = await SignedIn(town, "manager");
        await page.GotoAsync($"orders/{order}/answer");
        (await town.Console.Answers(order, "accepted")).Must(HttpStatusCode.OK);
        await page.GetByRole(AriaRole.Radio, new PageGetByRoleOptions { Name = "Tolak pesanan" }).CheckAsync();
        await page.GetByLabel("Ya, tolak pesanan ini").CheckAsync();
        await Press(page, "Kirim jawaban");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Pesanan ini berubah sejak Anda membukanya.");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Sekarang tidak bisa");
        await PageChecks.Picture(page, "order-answer-meanwhile");
        Assert.Equal("accepted", (await town.Partner.ReadOrder(order)).State());

        await page.GotoAsync($"orders/{order}/despatch");
        (await town.Console.Despatches(order, "SJ-1", ("1", 6, null))).Must(HttpStatusCode.OK);
        await Press(page, "Simpan pengiriman");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Pesanan ini berubah sejak Anda membukanya.");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Masih akan dikirim 4 PCS");
        Assert.Equal([6], (await town.Partner.ReadOrder(order)).Figures("1", "despatched"));
    }

    [Fact]
    public async Task An_order_is_rejected_only_by_whoever_says_that_they_are_sure()
    {
        var town = await OrderTown.Create(console.Gateway, tillIsSystemOfRecord: false);
        await town.Console.Given(Count(50, Beras));
        var order = await town.Partner.Ordered(town, "PO-1", ("1", Beras, 10));
        var page = await SignedIn(town, "manager");
        await page.GotoAsync($"orders/{order}/answer");

        await page.GetByRole(AriaRole.Radio, new PageGetByRoleOptions { Name = "Tolak pesanan" }).CheckAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("stok yang disisihkan dilepas");
        await Press(page, "Kirim jawaban");
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Centang dulu bahwa Anda yakin.");
        Assert.Equal("submitted", (await town.Partner.ReadOrder(order)).State());
        await page.GetByLabel("Ya, tolak pesanan ini").CheckAsync();
        await Press(page, "Kirim jawaban");

        await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync("Pesanan sekarang: Ditolak.");
        Assert.Equal([0], (await town.Partner.ReadOrder(order)).Figures("1", "held"));
    }

    [Fact]
    public async Task Other_quantities_are_offered_line_by_line()
    {
        var town = await OrderTown.Create(console.Gateway, tillIsSystemOfRecord: false);
        await town.Console.Given(Count(50, Beras));
        var order = await town.Partner.Ordered(town, "PO-1", ("1", Beras, 10), ("2", Minyak, 4), ("3", Gula, 2));
        var page = await SignedIn(town, "manager");
        await page.GotoAsync($"orders/{order}/answer");

        await page.GetByLabel("Sanggupi dengan jumlah lain").CheckAsync();
        await page.GetByLabel("Beras 5 kg").FillAsync("7,5");
        await page.GetByLabel("Minyak goreng 1 l").FillAsync("0");
        await PageChecks.Picture(page, "order-answer-offer");
        await Press(page, "Kirim jawaban");

        await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync("Pesanan sekarang: Ditawar jumlah lain.");
        var seen = await town.Partner.ReadOrder(order);
        Assert.Equal([7.5m], seen.Figures("1", "confirmed"));
        Assert.Equal([0], seen.Figures("2", "confirmed"));
        Assert.Equal([2], seen.Figures("3", "confirmed"));
    }

    [Fact]
    public async Task A_buyer_asks_to_cancel_and_a_seller_accepts_it()
    {
        var town = await OrderTown.Create(console.Gateway, tillIsSystemOfRecord: false);
        var bought = (await town.Console.OrdersOfChain(town, "PO-BELI", ("1", Beras, 3))).Must(HttpStatusCode.Created).Id();
        var sold = await town.Partner.Ordered(town, "PO-JUAL", ("1", Beras, 3));
        (await town.Partner.Cancels(sold)).Must(HttpStatusCode.OK);
        var page = await SignedIn(town, "manager");

        await page.GotoAsync($"orders/{bought}");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Minta pembatalan" }).ClickAsync();
        await PageChecks.Holds(page, $"orders/{bought}/cancellation", "order-cancellation");
        await page.GetByLabel("Ya, minta agar tidak ada lagi yang dikirim").CheckAsync();
        await Press(page, "Minta pembatalan");
        await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync("Pesanan sekarang: Pembatalan diminta.");

        await page.GotoAsync($"orders/{sold}");
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Jawab permintaan pembatalan" }).ClickAsync();
        await page.GetByLabel("Setujui pembatalannya").CheckAsync();
        await Press(page, "Kirim jawaban");
        await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync("Pesanan sekarang: Dibatalkan.");
    }

    [Theory]
    [InlineData("shopkeeper", "answer", "despatch", "cancellation")]
    [InlineData("treasurer", "answer", "despatch", "cancellation", "receipt")]
    public async Task What_a_role_may_not_do_is_refused_and_not_offered(string role, params string[] acts)
    {
        var town = await OrderTown.Create(console.Gateway, tillIsSystemOfRecord: false);
        var order = await Sent(town, "PO-1", ("1", Beras, 10));
        var page = await SignedIn(town, role);

        await page.GotoAsync($"orders/{order}");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Catat penerimaan" })).ToHaveCountAsync(acts.Contains("receipt") ? 0 : 1);
        foreach (var act in acts)
            Assert.Equal(403, (await page.GotoAsync($"orders/{order}/{act}"))!.Status);
    }

    [Fact]
    public async Task An_order_of_many_lines_is_shown_and_worked_part_by_part()
    {
        var town = await OrderTown.Create(console.Gateway, tillIsSystemOfRecord: false);
        var lines = Enumerable.Range(1, 45).Select(line => ($"{line}", Beras, 1m)).ToArray();
        var order = await Sent(town, "PO-1", lines);
        var page = await SignedIn(town, "manager");
        await page.GotoAsync($"orders/{order}/receipt");

        Assert.Equal(40, await page.Locator("[data-line]").CountAsync());
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "Baris berikutnya" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-line]")).ToHaveCountAsync(5);
        await Press(page, "Simpan penerimaan");
        await Assertions.Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Status)).ToContainTextAsync("Diterima sebagian.");

        var seen = await town.Partner.ReadOrder(order);
        Assert.Equal([0], seen.Figures("40", "received"));
        Assert.Equal([1], seen.Figures("41", "received"));
        var answer = await page.APIRequest.GetAsync(new Uri(console.Address, $"orders/{order}/receipt").ToString());
        Assert.InRange((await answer.BodyAsync()).Length, 1, 100_000);
    }

    /// <summary>The cooperative's shop orders of the chain, which sends all of it.</summary>
    private static async Task<long> Sent(Town town, string number, params (string Line, string Item, decimal Quantity)[] lines)
    {
        var order = (await town.Console.OrdersOfChain(town, number, lines)).Must(HttpStatusCode.Created).Id();
        (await town.Partner.Answers(order, "accepted")).Must(HttpStatusCode.OK);
        (await town.Partner.Despatches(order, "SJ-1", [.. lines.Select(line => (line.Line, line.Quantity, (decimal?)null))])).Must(HttpStatusCode.OK);
        return order;
    }

    private static Task Press(IPage page, string button) => page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = button }).ClickAsync();

    private async Task<IPage> SignedIn(Town town, string role, string? party = null, int width = 1280, bool script = true)
    {
        var page = await console.Window(width, script);
        await ConsoleFixture.SignIn(page, await console.Person(role, party ?? town.CoopCode));
        return page;
    }

    private static ILocator Row(IPage page, string number) =>
        page.GetByRole(AriaRole.Row).Filter(new LocatorFilterOptions { Has = page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = number, Exact = true }) });

    /// <summary>The numbers in the list, from its top.</summary>
    private static async Task<IReadOnlyList<string>> Numbers(IPage page) => await page.GetByRole(AriaRole.Rowheader).GetByRole(AriaRole.Link).AllTextContentsAsync();

    private static async Task Follow(IPage page, string filter)
    {
        var link = page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = filter, Exact = true });
        await link.ClickAsync();
        await Assertions.Expect(link).ToHaveAttributeAsync("aria-current", "true");
    }
}
