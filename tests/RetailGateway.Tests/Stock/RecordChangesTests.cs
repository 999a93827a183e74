using System.Net;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Stock;

public sealed class RecordChangesTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task A_sale_after_a_count_leaves_what_was_counted_less_what_was_sold()
    {
        var town = await Town.Create(fixture.Gateway);

        var outcomes = await town.Till.Record(Count(10, Beras, at: "08:00"), Sale(2, Beras, at: "10:05"));

        Assert.Equal(["applied", "applied"], outcomes.Select(outcome => outcome.Status));
        Assert.Equal(8, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task A_late_movement_before_the_last_count_changes_nothing_on_hand()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Count(10, Beras, at: "12:00"));

        await town.Till.Given(Sale(3, Beras, at: "11:59"));

        Assert.Equal(10, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task A_late_count_takes_its_place_before_the_movements_that_followed_it()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Receipt(50, Beras, at: "07:00"), Sale(2, Beras, at: "09:00"));

        await town.Till.Given(Count(10, Beras, at: "08:00"));

        Assert.Equal(8, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task A_movement_at_the_instant_of_a_count_was_seen_by_it()
    {
        var town = await Town.Create(fixture.Gateway);

        await town.Till.Given(Count(10, Beras, at: "08:00"), Sale(2, Beras, at: "08:00"));

        Assert.Equal(10, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task The_same_change_again_is_a_duplicate_and_changes_nothing()
    {
        var town = await Town.Create(fixture.Gateway);
        var sale = Sale(2, Beras);
        await town.Till.Given(Count(10, Beras, at: "08:00"), sale);

        var again = await town.Till.Record(sale, sale);

        Assert.Equal(["duplicate", "duplicate"], again.Select(outcome => outcome.Status));
        Assert.Equal(8, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task The_same_change_twice_in_one_batch_is_applied_once()
    {
        var town = await Town.Create(fixture.Gateway);
        var sale = Sale(2, Beras);

        var outcomes = await town.Till.Record(sale, sale);

        Assert.Equal(["applied", "duplicate"], outcomes.Select(outcome => outcome.Status));
        Assert.Equal(-2, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task The_same_change_written_another_way_is_still_the_same()
    {
        var town = await Town.Create(fixture.Gateway);
        var sale = Sale(2, Beras, at: "10:00");
        await town.Till.Given(sale);

        var again = await town.Till.Record(sale with { Quantity = "-2.000", At = sale.At.ToOffset(TimeSpan.FromHours(9)), Location = "kpn-01", Item = "brs-5", Document = "nota lain" });

        Assert.Equal("duplicate", again.Single().Status);
    }

    [Fact]
    public async Task The_same_change_id_with_other_content_is_refused_and_told_to_a_person()
    {
        var town = await Town.Create(fixture.Gateway);
        var sale = Sale(2, Beras);
        await town.Till.Given(sale);

        var other = (await town.Till.Record(sale with { Quantity = "-3" })).Single();

        Assert.Equal(("refused", "change-differs"), (other.Status, other.Problem));
        Assert.Contains(sale.Id, other.Detail, StringComparison.Ordinal);
        Assert.Equal(-2, await town.Till.OnHand(Beras));
        Assert.Equal([Beras], await town.Till.Conflicts("change_differs"));
    }

    [Fact]
    public async Task Two_connections_may_use_the_same_change_id()
    {
        var town = await Town.Create(fixture.Gateway, tillIsSystemOfRecord: false);
        await town.HandOver("kasir", from: At("12:00"));

        await town.Console.Given(Receipt(5, Beras, at: "11:00", id: "1"));
        await town.Till.Given(Sale(2, Beras, at: "13:00", id: "1"));

        Assert.Equal(3, await town.Till.OnHand(Beras));
    }

    [Fact]
    public async Task One_bad_line_never_blocks_its_neighbours_and_each_is_answered_in_its_place()
    {
        var town = await Town.Create(fixture.Gateway);
        var sale = Sale(1, Beras);
        await town.Till.Given(sale);
        Change[] batch =
        [
            Receipt(1, Gula) with { Location = "LAIN" },
            sale,
            Receipt(5, Minyak),
            Receipt(5, Antar),
            Receipt(2, "TIDAK-DIKENAL"),
            Receipt(1, Gula) with { Quantity = "-1" },
            Receipt(7, Gula),
        ];

        var outcomes = await town.Till.Record(batch);

        Assert.Equal(batch.Select(change => change.Id), outcomes.Select(outcome => outcome.ChangeId));
        Assert.Equal(Enumerable.Range(0, batch.Length), outcomes.Select(outcome => outcome.Index));
        Assert.Equal(
            ["location-unknown", "duplicate", "applied", "not-stocked", "review", "change-invalid", "applied"],
            outcomes.Select(outcome => outcome.Problem ?? outcome.Status));
        Assert.Equal((5, 7), (await town.Till.OnHand(Minyak), await town.Till.OnHand(Gula)));
    }

    public static TheoryData<string, string, string> WrongFields => new()
    {
        { "quantity", "2", "/changes/1/quantity" },
        { "quantity", "2.0001", "/changes/1/quantity" },
        { "quantity", "NaN", "/changes/1/quantity" },
        { "quantity", "Infinity", "/changes/1/quantity" },
        { "quantity", "1e3", "/changes/1/quantity" },
        { "quantity", "", "/changes/1/quantity" },
        { "quantity", "-1000000000000", "/changes/1/quantity" },
        { "kind", "Sale", "/changes/1/kind" },
        { "kind", "theft", "/changes/1/kind" },
        { "occurredAt", "2026-02-30T10:00:00+07:00", "/changes/1/occurredAt" },
        { "occurredAt", "2026-02-20T10:00:00", "/changes/1/occurredAt" },
        { "occurredAt", "kemarin", "/changes/1/occurredAt" },
        { "changeId", "", "/changes/1/changeId" },
        { "changeId", "a\u0000b", "/changes/1/changeId" },
        { "location", "   ", "/changes/1/location" },
        { "item", "a\nb", "/changes/1/item" },
        { "reverses", "struk-1", "/changes/1/reverses" },
        { "colour", "red", "/changes/1/colour" },
    };

    [Theory]
    [MemberData(nameof(WrongFields))]
    public async Task A_wrong_field_of_one_change_is_named_by_its_place(string field, string value, string place)
    {
        var town = await Town.Create(fixture.Gateway);
        var batch = StockCalls.Batch(Receipt(1, Beras), Sale(1, Beras), Receipt(1, Beras));
        batch["changes"]![1]![field] = value;

        var outcomes = (await town.Till.Post(StockCalls.ChangesPath, batch, key: "")).Must(HttpStatusCode.MultiStatus).Outcomes();

        Assert.Equal(["applied", "refused", "applied"], outcomes.Select(outcome => outcome.Status));
        Assert.Equal("change-invalid", outcomes[1].Problem);
        Assert.Equal([place], outcomes[1].Places);
        Assert.Equal(2, await town.Till.OnHand(Beras));
    }

    [Theory]
    [InlineData("""{"changeId":"x","location":"KPN-01","item":"BRS-5","kind":"sale","quantity":-2,"occurredAt":"2026-01-05T10:00:00Z"}""", "/changes/0/quantity")]
    [InlineData("""{"changeId":7,"location":"KPN-01","item":"BRS-5","kind":"sale","quantity":"-2","occurredAt":"2026-01-05T10:00:00Z"}""", "/changes/0/changeId")]
    [InlineData("""{"changeId":"x","location":{"code":"KPN-01"},"item":"BRS-5","kind":"sale","quantity":"-2","occurredAt":"2026-01-05T10:00:00Z"}""", "/changes/0/location")]
    [InlineData("""{"changeId":"x","location":"KPN-01","item":"BRS-5","kind":"count","quantity":"-1","occurredAt":"2026-01-05T10:00:00Z"}""", "/changes/0/quantity")]
    [InlineData("""{"changeId":"x","location":"KPN-01","item":"BRS-5","kind":"reversal","reverses":"y","quantity":"0","occurredAt":"2026-01-05T10:00:00Z"}""", "/changes/0/quantity")]
    [InlineData("""{"changeId":"\ud800","location":"KPN-01","item":"BRS-5","kind":"sale","quantity":"-2","occurredAt":"2026-01-05T10:00:00Z"}""", "/changes/0/changeId")]
    [InlineData("""{"changeId":"x","location":"KPN-01","item":"BRS-5","kind":"sale","occurredAt":"2026-01-05T10:00:00Z"}""", "/changes/0/quantity")]
    [InlineData("""{"location":"KPN-01","item":"BRS-5","kind":"sale","quantity":"-2","occurredAt":"2026-01-05T10:00:00Z"}""", "/changes/0/changeId")]
    [InlineData("""[1,2,3]""", "/changes/0")]
    [InlineData("""null""", "/changes/0")]
    public async Task A_change_of_the_wrong_shape_is_refused_by_its_place(string change, string place)
    {
        var town = await Town.Create(fixture.Gateway);
        var body = System.Text.Encoding.UTF8.GetBytes($$"""{"changes":[{{change}}]}""");

        var outcome = (await town.Till.PostRaw(StockCalls.ChangesPath, body)).Must(HttpStatusCode.MultiStatus).Outcomes().Single();

        Assert.Equal(("refused", "change-invalid"), (outcome.Status, outcome.Problem));
        Assert.Contains(place, outcome.Places);
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_change_is_said_at_once()
    {
        var town = await Town.Create(fixture.Gateway);
        var batch = StockCalls.Batch(Sale(1, Beras) with { Kind = "theft", Quantity = "NaN", Item = "" });

        var outcome = (await town.Till.Post(StockCalls.ChangesPath, batch, key: "")).Outcomes().Single();

        Assert.Equal(["/changes/0/item", "/changes/0/kind", "/changes/0/quantity"], outcome.Places.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_change_more_than_five_minutes_ahead_of_the_stores_clock_is_refused()
    {
        var town = await Town.Create(fixture.Gateway);
        var now = TimeProvider.System.GetUtcNow();

        var outcomes = await town.Till.Record(Receipt(1, Beras) with { At = now.AddMinutes(6) }, Receipt(1, Beras) with { At = now.AddMinutes(4) });

        Assert.Equal(["too-far-ahead", "applied"], outcomes.Select(outcome => outcome.Problem ?? outcome.Status));
        Assert.Equal(["/changes/0/occurredAt"], outcomes[0].Places);
    }

    [Fact]
    public async Task A_change_that_is_refused_for_what_a_field_says_names_the_field()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Count(5, Beras, id: "a/1"));

        var outcomes = await town.Till.Record(
            Sale(1, Beras).Where("TIDAK-ADA"),
            Sale(1, Antar),
            Count(6, Beras, id: "a/1"),
            Reversal("a/1", Minyak));

        Assert.Equal(
            [
                ("location-unknown", "/changes/0/location"), ("not-stocked", "/changes/1/item"), ("change-differs", "/changes/2/changeId"),
                ("reversal-mismatch", "/changes/3/reverses"),
            ],
            outcomes.Select(outcome => (outcome.Problem, outcome.Places.Single())));
    }

    [Fact]
    public async Task A_phones_clock_that_is_off_is_taken_out()
    {
        var town = await Town.Create(fixture.Gateway);
        var phone = TimeProvider.System.GetUtcNow().AddHours(5);
        var batch = StockCalls.Batch(Count(4, Beras) with { At = phone.AddMinutes(-10) });
        batch["sentAt"] = phone.ToString("O");

        Assert.Equal("applied", (await town.Till.Post(StockCalls.ChangesPath, batch, key: "")).Outcomes().Single().Status);

        var countedAt = DateTimeOffset.Parse((string)(await town.Till.Position(Beras))["countedAt"]!);
        Assert.InRange(countedAt, TimeProvider.System.GetUtcNow().AddMinutes(-11), TimeProvider.System.GetUtcNow().AddMinutes(-9));
    }

    [Fact]
    public async Task A_phones_sheet_sent_again_later_is_the_same_sheet()
    {
        var town = await Town.Create(fixture.Gateway);
        var phone = TimeProvider.System.GetUtcNow().AddHours(5);
        var batch = StockCalls.Batch(Count(4, Beras) with { At = phone.AddMinutes(-10) });
        batch["sentAt"] = phone.ToString("O");
        await town.Till.Post(StockCalls.ChangesPath, batch, key: "");

        batch["sentAt"] = phone.AddSeconds(30).ToString("O");
        var again = await town.Till.Post(StockCalls.ChangesPath, batch, key: "");

        Assert.Equal("duplicate", again.Outcomes().Single().Status);
    }

    [Fact]
    public async Task A_mapped_code_counts_in_its_own_pack()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Packs(Minyak, "DUS", 12);
        await town.Maps(town.Coop, "kasir", "8991234", Minyak, "DUS");

        await town.Till.Given(Receipt(2, "8991234"), Sale(5, Minyak));

        Assert.Equal(19, await town.Till.OnHand(Minyak));
    }

    [Fact]
    public async Task A_pack_that_makes_no_whole_thousandth_of_a_base_unit_is_refused()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Packs(Gula, "TEPAT", 0.125m);
        await town.Maps(town.Coop, "kasir", "G-125", Gula, "TEPAT");

        var outcomes = await town.Till.Record(Receipt(0.5m, "G-125"), Receipt(8, "G-125"));

        Assert.Equal(["change-invalid", "applied"], outcomes.Select(outcome => outcome.Problem ?? outcome.Status));
        Assert.Equal(["/changes/0/quantity"], outcomes[0].Places);
        Assert.Equal(1, await town.Till.OnHand(Gula));
    }

    [Fact]
    public async Task A_product_registered_a_moment_ago_is_known_to_the_next_batch()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Till.Given(Receipt(1, Beras));

        await town.Sells(("KPK-1", "Keripik singkong", "goods"));

        Assert.Equal("applied", (await town.Till.Record(Receipt(1, "KPK-1"))).Single().Status);
    }

    [Fact]
    public async Task Characters_may_come_escaped()
    {
        var town = await Town.Create(fixture.Gateway);
        const string body = """{"changes":[{"changeId":"x","location":"KPN-01","item":"BRS-5","kind":"\u0073ale","quantity":"\u002D2","occurredAt":"2026-01-05T10:00:00\u002B07:00"}]}""";

        var reply = await town.Till.PostRaw(StockCalls.ChangesPath, System.Text.Encoding.UTF8.GetBytes(body));

        Assert.Equal("applied", reply.Outcomes().Single().Status);
        Assert.Equal("2026-01-05T03:00:00Z", (string?)(await town.Till.Position(Beras))["evidencedAt"]);
    }

    [Fact]
    public async Task A_batch_of_five_thousand_is_taken_whole()
    {
        var town = await Town.Create(fixture.Gateway);

        var outcomes = await town.Till.Record([.. Enumerable.Range(1, 5_000).Select(_ => Receipt(1, Beras))]);

        Assert.All(outcomes, outcome => Assert.Equal("applied", outcome.Status));
        Assert.Equal(5_000, await town.Till.OnHand(Beras));
    }
}
