using System.Net;
using System.Text.Json.Nodes;
using RetailGateway.Features.Sync.Review;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Parties;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Sync;

/// <summary>What people do with lines in review, and what becomes of the stock.</summary>
public sealed class ReviewActionTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task A_mapping_made_in_review_applies_every_waiting_line_of_its_code_and_no_other()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Packs(Minyak, "DUS", 12);
        await town.Till.Record(Count(100, "M-DUS", at: "08:00"), Sale(2, "m-dus", at: "09:00"), Sale(5, "G-XX", at: "09:00"));

        var effect = (await town.Console.Map(await town.Console.WaitingLine("M-DUS"), Minyak, "DUS")).Must(HttpStatusCode.OK).Json;

        Assert.Equal(1_176, await town.Till.OnHand(Minyak));
        Assert.Equal(["applied", "applied"], effect["lines"]!.AsArray().Select(line => (string)line!["status"]!));
        Assert.Equal(["G-XX"], (await town.Console.Waiting()).Select(item => (string)item["itemCode"]!));
        Assert.Equal(["map"], await town.Console.Acts());
    }

    [Fact]
    public async Task A_mapping_from_an_instant_on_leaves_the_lines_before_it()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Record(Sale(2, "XX", at: "08:00", id: "pagi"), Sale(3, "XX", at: "14:00", id: "siang"));

        await town.Console.Map(await town.Console.WaitingLine("XX"), Beras, from: At("12:00"));

        Assert.Equal(-3, await town.Till.OnHand(Beras));
        Assert.Equal(["pagi"], (await town.Console.Waiting()).Select(item => (string)item["changeId"]!));
    }

    [Fact]
    public async Task A_code_of_another_connection_stays_where_it_is()
    {
        var town = await Town.Create(fixture.Gateway);
        var warehouse = town.Client(await town.Key(town.CoopCode, "gudang"));
        await town.HandOver("gudang", At("12:00"));
        await town.Till.Record(Sale(2, "XX", at: "08:00"));
        await warehouse.Record(Sale(3, "XX", at: "14:00"));

        await town.Console.Map((long)(await town.Console.Waiting("&connection=kasir")).Single()["id"]!, Beras);

        Assert.Equal(-2, await town.Till.OnHand(Beras));
        Assert.Single(await town.Console.Waiting("&connection=gudang"));
    }

    [Fact]
    public async Task A_mapping_made_in_the_catalogue_applies_what_waits_with_it()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Record(Sale(2, "XX"));

        (await town.Console.Post("/v1/item-mappings", new JsonObject { ["connection"] = "kasir", ["itemCode"] = "xx", ["product"] = Beras })).Must(HttpStatusCode.Created);

        Assert.Equal(-2, await town.Till.OnHand(Beras));
        Assert.Empty(await town.Console.Waiting());
    }

    [Fact]
    public async Task An_import_of_mappings_applies_what_waits_with_each_of_its_codes()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Record(Sale(2, "XX"), Sale(3, "YY"), Sale(4, "ZZ"));

        (await town.Console.Import("/v1/item-mappings/imports", $"connection,item_code,product\nkasir,XX,{Beras}\nkasir,YY,{Gula}\n")).Must(HttpStatusCode.OK);

        Assert.Equal((-2, -3), (await town.Till.OnHand(Beras), await town.Till.OnHand(Gula)));
        Assert.Equal(["ZZ"], (await town.Console.Waiting()).Select(item => (string)item["itemCode"]!));
    }

    [Fact]
    public async Task A_line_corrected_to_another_location_is_recorded_there()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Database.Run("insert into location (owner_id, code, name, format) values ($1, 'KPN-02', 'Toko dua', 'coop_shop')", town.Coop);
        await town.Database.Run(
            "update system_of_record s set connection_id = c.connection_id from connection c where c.owner_id = s.owner_id and c.code = 'kasir' and s.owner_id = $1 and upper_inf(s.during)",
            town.Coop);
        await town.Till.Record(Sale(2, "XX"));

        (await town.Console.Review(
            await town.Console.WaitingLine("XX"), "correct", new JsonObject { ["item"] = Beras, ["location"] = "KPN-02" })).Must(HttpStatusCode.OK);

        Assert.Equal("KPN-02", (string?)(await town.Till.Get($"/v1/stock/positions?product={Beras}")).Must(HttpStatusCode.OK).Json["items"]!.AsArray().Single()!["location"]);
        Assert.Empty(await town.Console.Waiting());
    }

    [Fact]
    public async Task A_line_sent_again_while_its_mapping_is_applied_is_answered_at_once_and_counted_once()
    {
        var town = await Town.Create(fixture.Gateway);
        var lines = Enumerable.Range(1, 200).Select(line => Sale(1, "XX", id: $"lembar/{line}")).ToArray();
        await town.Till.Record(lines);

        var mapping = town.Console.Map(await town.Console.WaitingLine("XX"), Beras);
        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(sender => town.Till.Record(sender % 2 == 0 ? lines : [.. lines.Reverse()])));
        (await mapping).Must(HttpStatusCode.OK);

        Assert.All(sent.SelectMany(outcomes => outcomes), outcome => Assert.Contains(outcome.Status, new[] { "review", "applied", "duplicate" }));
        await using var worker = await BackgroundWorker.Start<ApplyMapped>(fixture.Gateway);
        Assert.Empty(await Eventually.See(() => town.Console.Waiting(), waiting => waiting.Length == 0));
        Assert.Equal(-200, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task Thousands_of_waiting_lines_of_one_code_are_applied_within_moments()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Record([.. Enumerable.Range(1, 3_000).Select(line => Sale(1, "XX", id: $"lembar/{line}"))]);

        var effect = (await town.Console.Map(await town.Console.WaitingLine("XX"), Beras)).Must(HttpStatusCode.OK).Json;

        Assert.Equal(3_000, (int)effect["inBackground"]!);
        await using var worker = await BackgroundWorker.Start<ApplyMapped>(fixture.Gateway);
        Assert.Empty(await Eventually.See(() => town.Console.Waiting(), waiting => waiting.Length == 0));
        Assert.Equal(-3_000, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task A_line_that_came_in_while_its_mapping_was_made_is_not_stranded()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Record(Sale(2, "XX"));

        // A mapping whose own transaction saw no waiting line.
        await town.Maps(town.Coop, "kasir", "XX", Beras);
        await using var worker = await BackgroundWorker.Start<ApplyMapped>(fixture.Gateway);

        Assert.Empty(await Eventually.See(() => town.Console.Waiting(), waiting => waiting.Length == 0));
        Assert.Equal(-2, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task Lines_that_come_while_their_code_is_mapped_are_all_recorded_once()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Record(Sale(1, "XX", id: "struk-0"));
        var line = await town.Console.WaitingLine("XX");
        await using var worker = await BackgroundWorker.Start<ApplyMapped>(fixture.Gateway);

        var sending = Enumerable.Range(1, 40).Select(receipt => town.Till.Record(Sale(1, "XX", id: $"struk-{receipt}"))).ToList();
        var mapping = town.Console.Map(line, Beras);
        await Task.WhenAll(sending);
        (await mapping).Must(HttpStatusCode.OK);

        Assert.Empty(await Eventually.See(() => town.Console.Waiting(), waiting => waiting.Length == 0));
        Assert.Equal(-41, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task Of_two_people_who_map_one_line_at_once_one_is_told_that_it_is_done()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Record(Sale(2, "XX"), Sale(3, "XX"));
        var lines = await town.Console.Waiting();

        var replies = await Task.WhenAll(lines.Select(line => town.Console.Map((long)line["id"]!, Beras)));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Conflict], replies.Select(reply => reply.Status).Order());
        Assert.Equal("already-closed", replies.Single(reply => reply.Problem is not null).Problem);
        Assert.Equal(-5, await town.Till.OnHand(Beras));
        Assert.Equal(1, await town.Database.Ask<long>("select count(*) from item_mapping where owner_id = $1", town.Coop));
    }

    [Fact]
    public async Task A_preview_tells_what_a_mapping_does_and_writes_nothing()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Count(10, Beras, at: "08:00"));
        await town.Till.Record(Sale(2, "XX"), Sale(3, "XX"));
        var line = await town.Console.WaitingLine("XX");
        await Eventually.See(() => town.Database.Counts(), counts => counts.Contains("outbox 0", StringComparison.Ordinal));
        var before = await town.Database.Counts();

        var effect = (await town.Console.Review(line, "preview", new JsonObject { ["action"] = "map", ["product"] = Beras })).Must(HttpStatusCode.OK).Json;

        var position = effect["positions"]!.AsArray().Single()!;
        Assert.Equal(("10", "5", "10", "5"), ((string?)position["onHandBefore"], (string?)position["onHandAfter"], (string?)position["availableBefore"], (string?)position["availableAfter"]));
        Assert.Equal(2, effect["lines"]!.AsArray().Count);
        Assert.Equal(before, await town.Database.Counts());
        Assert.Equal(10, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task A_line_that_is_refused_for_another_reason_waits_on_with_that_reason()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Record(Sale(2, "XX"));

        await town.Console.Map(await town.Console.WaitingLine("XX"), Antar);

        Assert.Equal("'XX' is a service.", (string?)(await town.Console.Waiting()).Single()["waitsBecause"]);
    }

    [Fact]
    public async Task A_corrected_line_is_recorded_under_its_own_id_and_what_came_is_kept()
    {
        var town = await Town.Create(fixture.Gateway);
        var sale = Sale(20, "BRX", id: "struk-7/1");
        await town.Till.Record(sale);

        (await town.Console.Review(await town.Console.WaitingLine("BRX"), "correct", new JsonObject { ["item"] = Beras, ["quantity"] = "-2" })).Must(HttpStatusCode.OK);

        Assert.Equal(-2, await town.Till.OnHand(Beras));
        var closed = (await town.Console.Waiting("&closed=true")).Single();
        Assert.Equal(("corrected", "-20", "-2"), ((string?)closed["state"], (string?)closed["line"]!["quantity"], (string?)closed["corrected"]!["quantity"]));
        Assert.Equal("duplicate", (await town.Till.Record(sale)).Single().Status);
        Assert.Empty(await town.Console.Conflicts("change_differs"));
    }

    [Fact]
    public async Task A_correction_to_another_unknown_code_is_refused_and_changes_nothing()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Record(Sale(2, "XX"));

        var reply = await town.Console.Review(await town.Console.WaitingLine("XX"), "correct", new JsonObject { ["item"] = "YY" });

        Assert.Equal("still-in-trouble", reply.Problem);
        Assert.Equal("open", (string?)(await town.Console.Waiting()).Single()["state"]);
    }

    [Fact]
    public async Task A_dismissed_line_that_comes_again_is_refused_in_the_persons_words_also_once_its_code_is_mapped()
    {
        var town = await Town.Create(fixture.Gateway);
        var sale = Sale(2, "XX");
        await town.Till.Record(sale);
        (await town.Console.Review(await town.Console.WaitingLine("XX"), "dismiss")).Must(HttpStatusCode.OK);

        var again = (await town.Till.Record(sale)).Single();
        await town.Maps(town.Coop, "kasir", "XX", Beras);
        var mapped = (await town.Till.Record(sale)).Single();

        Assert.Equal(("refused", "line-dismissed", "Dismissed by a person: diperiksa di rak"), (again.Status, again.Problem, again.Detail));
        Assert.Equal("line-dismissed", mapped.Problem);
        Assert.Empty(await town.Console.Waiting());
        Assert.Equal(["dismiss"], await town.Console.Acts());
    }

    [Fact]
    public async Task All_waiting_lines_are_tried_again_at_a_persons_word()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Record(Sale(2, "XX"), Sale(3, "YY"));
        await town.Sells(("XX", "Kopi", "goods"));

        await using var worker = await BackgroundWorker.Start<ApplyMapped>(fixture.Gateway);
        (await town.Console.Post("/v1/sync/review-items/retry", new JsonObject { ["reason"] = "katalog diperbarui" })).Must(HttpStatusCode.OK);

        Assert.Equal(["YY"], (await Eventually.See(() => town.Console.Waiting(), waiting => waiting.Length == 1)).Select(item => (string)item["itemCode"]!));
        Assert.Equal(-2, await town.Till.OnHand("XX"));
    }

    [Fact]
    public async Task Candidates_are_scored_likeliest_first()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Record(Sale(2, "BRS5"));

        var detail = (await town.Console.Get($"/v1/sync/review-items/{await town.Console.WaitingLine("BRS5")}")).Must(HttpStatusCode.OK).Json;

        Assert.Equal((Beras, 90), ((string)detail["candidates"]![0]!["product"]!, (int)detail["candidates"]![0]!["score"]!));
        Assert.Equal(["map", "retry", "correct", "dismiss"], detail["actions"]!.AsArray().Select(action => (string)action!));
    }

    [Fact]
    public async Task Two_workers_and_one_that_stops_half_way_apply_each_line_once()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Record([.. Enumerable.Range(1, 2_000).Select(line => Sale(1, "XX", id: $"lembar/{line}"))]);
        await town.Console.Map(await town.Console.WaitingLine("XX"), Beras);

        await using (await BackgroundWorker.Start<ApplyMapped>(fixture.Gateway))
        await using (await BackgroundWorker.Start<ApplyMapped>(fixture.Gateway))
        {
            await Eventually.See(() => town.Database.Ask<long>("select count(*) from stock_entry where owner_id = $1", town.Coop), entries => entries > 0);
        }

        await using var last = await BackgroundWorker.Start<ApplyMapped>(fixture.Gateway);
        Assert.Empty(await Eventually.See(() => town.Console.Waiting(), waiting => waiting.Length == 0));
        Assert.Equal(-2_000, await town.Till.OnHand(Beras));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_late_mapping_gives_the_position_that_an_early_one_would_have_given(int seed)
    {
        var (early, late) = (await Town.Create(fixture.Gateway), await Town.Create(fixture.Gateway));
        foreach (var town in new[] { early, late })
            await town.Packs(Minyak, "DUS", 12);
        await early.Maps(early.Coop, "kasir", "M-DUS", Minyak, "DUS");
        var story = Story(seed);

        foreach (var part in story.Chunk(7))
        {
            await early.Till.Record(part);
            await late.Till.Record(part);
        }

        (await late.Console.Map(await late.Console.WaitingLine("M-DUS"), Minyak, "DUS")).Must(HttpStatusCode.OK);

        Assert.Equal(await early.Till.OnHand(Minyak), await late.Till.OnHand(Minyak));
        Assert.Empty(await late.Console.Waiting());
        Assert.Empty(await LedgerCheck.Differences(late.Database, late.Coop));
    }

    [Fact]
    public async Task A_factor_corrected_today_never_rewrites_yesterday()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Packs(Minyak, "DUS", 12);
        await town.Packs(Minyak, "DUS10", 10);
        await town.Maps(town.Coop, "kasir", "M-DUS", Minyak, "DUS");
        await town.Till.Given(Receipt(2, "M-DUS", at: "08:00"));

        (await town.Console.Post("/v1/item-mappings", new JsonObject { ["connection"] = "kasir", ["itemCode"] = "M-DUS", ["product"] = Minyak, ["pack"] = "DUS10" }))
            .Must(HttpStatusCode.Created);
        await town.Till.Given(Receipt(1, "M-DUS", at: "09:00"));
        await town.Till.Given(Receipt(1, "M-DUS") with { At = TimeProvider.System.GetUtcNow().AddSeconds(1) });

        Assert.Equal(24 + 12 + 10, await town.Till.OnHand(Minyak));
    }

    /// <summary>Lines of an unknown code and of the product's own, with counts and reversals, in an order of arrival of their own.</summary>
    private static Change[] Story(int seed)
    {
        var random = new Random(seed);
        var lines = Enumerable.Range(0, 60).Select(index =>
        {
            var (item, at, id) = (random.Next(3) == 0 ? Minyak : "M-DUS", $"{random.Next(6, 22):00}:{random.Next(60):00}", $"{seed}/{index}");
            return random.Next(6) switch
            {
                0 => Count(random.Next(50), item, at, id),
                1 => Receipt(random.Next(1, 20), item, at, id),
                _ => Sale(random.Next(1, 5), item, at, id),
            };
        }).ToList();
        var reversals = lines.Where((_, index) => index % 11 == 0).Select(line => Reversal(line.Id, line.Item, "22:30", $"{line.Id}/batal")).ToList();
        var story = lines.Concat(reversals).ToArray();
        random.Shuffle(story);
        return story;
    }
}
