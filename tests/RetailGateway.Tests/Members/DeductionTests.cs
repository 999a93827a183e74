using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Npgsql;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Members.MemberCalls;

namespace RetailGateway.Tests.Members;

/// <summary>What an employer is asked to deduct, and what its answer does.</summary>
public sealed class DeductionTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task The_same_month_again_gives_the_same_file_whatever_has_happened_since()
    {
        var (town, order) = await Bought();
        var (run, file) = await town.AsksFor("M-DINAS", First);
        (await town.Console.Post($"/v1/member-orders/{order}/payments", new JsonObject { ["amount"] = "5000000" })).Must(HttpStatusCode.OK);

        var again = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => town.AsksFor("M-DINAS", First)));

        Assert.All(again, one => Assert.Equal((run, file), one));
        Assert.Equal(
            $"run;month;line;employee_number;member;name;order;instalment;amount;outcome;reason\r\n{run};2999-01;1;NIP-M-A1;M-A1;Anggota M-A1;{order};1;1600000;;\r\n{run};2999-01;TOTAL;;;;;1;1600000;;\r\n",
            file);
    }

    [Fact]
    public async Task However_many_ask_a_month_at_once_it_is_one_run()
    {
        var (town, _) = await Bought();

        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => town.AsksFor("M-DINAS", First)));

        Assert.Single(all.Distinct());
        Assert.Equal(1, await Rows(town, "deduction_line"));
    }

    [Fact]
    public async Task The_same_answer_again_writes_nothing()
    {
        var (town, _) = await Bought();
        var (run, file) = await town.AsksFor("M-DINAS", First);
        var first = (await town.AnswersWith(run, Answered(file))).Must(HttpStatusCode.OK);

        var again = (await town.AnswersWith(run, Answered(file))).Must(HttpStatusCode.OK);
        var rewritten = (await town.AnswersWith(run, Answered(file).Replace("\r\n", "\n", StringComparison.Ordinal))).Must(HttpStatusCode.OK);

        Assert.Equal(first.Text, again.Text);
        Assert.Equal((0, 1, 0), Counts(rewritten));
        Assert.Equal(2, await Rows(town, "deduction_answer"));
        Assert.Equal(1_600_000, (await town.MemberOrder(await Order(town))).Rupiah("paid"));
    }

    [Fact]
    public async Task Of_two_answers_at_once_one_counts_and_the_other_is_kept()
    {
        var (town, order) = await Bought();
        var (run, file) = await town.AsksFor("M-DINAS", First);

        var both = await Task.WhenAll(town.AnswersWith(run, Answered(file)), town.AnswersWith(run, Answered(file, refused: 1)));

        Assert.Equal([(0, 0, 1), (1, 0, 0)], both.Select(reply => Counts(reply.Must(HttpStatusCode.OK))).Order());
        Assert.Contains("answered_otherwise", string.Concat(both.Select(reply => reply.Text)), StringComparison.Ordinal);
        Assert.Contains((await town.MemberOrder(order)).States(1).Single(), new[] { "paid", "missed" });
        Assert.Equal(1, (int)(await town.Console.Get($"/v1/deductions/{run}")).Json["run"]!["kept"]!);
    }

    [Fact]
    public async Task A_torn_or_altered_answer_is_refused_before_its_first_line()
    {
        var town = await Many(3);
        var (run, file) = await town.AsksFor("M-DINAS", First);
        var lines = Answered(file).Split("\r\n");
        string[] wrong =
        [
            string.Join("\r\n", lines[..^2]),
            string.Join("\r\n", lines[..2]),
            string.Join("\r\n", [lines[0], .. lines[2..]]),
            Answered(file).Replace($";1;{Text(Each(1))};deducted", $";1;{Text(Each(1) + 1)};deducted", StringComparison.Ordinal),
            string.Join("\r\n", [lines[0], lines[4], .. lines[1..4]]),
        ];

        foreach (var one in wrong)
            Assert.Equal("control-total-differs", (await town.AnswersWith(run, one)).Problem);

        Assert.Equal(0, await Rows(town, "deduction_answer"));
        Assert.Equal(3, Counts((await town.AnswersWith(run, string.Join("\r\n", lines))).Must(HttpStatusCode.OK)).Taken);
    }

    [Fact]
    public async Task A_line_that_fits_nothing_that_was_asked_is_kept_and_told_and_its_neighbours_are_taken()
    {
        var town = await Many(6);
        var (january, _) = await town.AsksFor("M-DINAS", "2999-01");
        var (run, file) = await town.AsksFor("M-DINAS", "2999-02");
        var lines = Answered(file).Split("\r\n").Select(line => line.Split(';')).ToArray();
        lines[1][0] = january.ToString(CultureInfo.InvariantCulture);
        lines[2][2] = "77";
        lines[3][4] = "A-1";
        lines[4][9] = "mungkin";
        // Between two lines, so that the total still fits.
        lines[5][8] = Text(Each(5) + 1);
        lines[6][8] = Text(Each(6) - 1);

        var reply = (await town.AnswersWith(run, string.Join("\r\n", lines.Select(line => string.Join(';', line))))).Must(HttpStatusCode.OK);

        Assert.Equal(
            ["other_run", "unknown_line", "other_member", "no_outcome", "other_amount", "other_amount"],
            reply.Json["lines"]!.AsArray().Select(line => (string?)line!["keptBecause"]));
        Assert.Equal(0, await Rows(town, "deduction_answer_line", "and status = 'taken'"));
        Assert.Equal((6, 0, 0), Counts((await town.AnswersWith(run, Answered(file))).Must(HttpStatusCode.OK)));
    }

    [Fact]
    public async Task What_a_spreadsheet_would_calculate_is_sent_as_text_and_comes_back_as_it_was()
    {
        var town = await Town.Create(fixture.Gateway);
        (await town.Console.Post("/v1/employers", Employer("M-DINAS"))).Must(HttpStatusCode.Created);
        (await town.Console.Post("/v1/members", Member("=A1", "M-DINAS", "=HYPERLINK(\"http://x\")"))).Must(HttpStatusCode.Created);
        (await town.Console.Post("/v1/member-orders", Goods("=A1", "M-DINAS"))).Must(HttpStatusCode.Created);

        var (run, file) = await town.AsksFor("M-DINAS", First);

        Assert.Contains(";'=A1;\"'=HYPERLINK(\"\"http://x\"\")\";", file, StringComparison.Ordinal);
        Assert.Equal((1, 0, 0), Counts((await town.AnswersWith(run, Answered(file))).Must(HttpStatusCode.OK)));
    }

    [Fact]
    public async Task An_employer_of_five_hundred_members_is_asked_and_answers_in_one_file()
    {
        var town = await Many(500);
        var (run, file) = await town.AsksFor("M-DINAS", First);

        var answer = (await town.AnswersWith(run, Answered(file, [.. Enumerable.Range(1, 500).Where(line => line % 50 == 0)]))).Must(HttpStatusCode.OK);

        Assert.Equal((500, 0, 0), Counts(answer));
        var read = (await town.Console.Get($"/v1/deductions/{run}")).Must(HttpStatusCode.OK).Json["run"]!;
        var total = Enumerable.Range(1, 500).Sum(Each);
        Assert.Equal((500, Text(total), 500), ((int)read["lines"]!, (string)read["total"]!, (int)read["answered"]!));
        Assert.Equal(Text(total - Enumerable.Range(1, 500).Where(line => line % 50 == 0).Sum(Each)), (string)read["deducted"]!);
        var (_, next) = await town.AsksFor("M-DINAS", "2999-02");
        Assert.Equal(510 + 3, next.Split("\r\n").Length);
    }

    private static (int Taken, int Unchanged, int Kept) Counts(Reply reply) =>
        ((int)reply.Json["taken"]!, (int)reply.Json["unchanged"]!, (int)reply.Json["kept"]!);

    /// <summary>What each month's instalment of the member of a number comes to, in <see cref="Many"/>.</summary>
    private static decimal Each(int member) => 1_000_000 + member;

    private async Task<(Town Town, long Order)> Bought()
    {
        var town = await Town.Create(fixture.Gateway);
        await town.Joins("M");
        return (town, await town.Buys("M"));
    }

    /// <summary>An employer of many members and so on, each with an order of two instalments.</summary>
    private async Task<Town> Many(int count)
    {
        var town = await Town.Create(fixture.Gateway);
        (await town.Console.Post("/v1/employers", Employer("M-DINAS"))).Must(HttpStatusCode.Created);
        await using var owner = NpgsqlDataSource.Create(fixture.Gateway.Store.Owner);
        await using var rows = owner.CreateCommand(
            $"""
            with person as (
                insert into member (owner_id, number, name, employer_id, employee_number)
                select owner_id, 'A-' || n, 'Anggota ' || n, employer_id, 'NIP-' || n from employer, generate_series(1, {count}) n where owner_id = {town.Coop} order by n
                returning *),
            bought as (
                insert into member_order (
                    owner_id, member_id, employer_id, goods, ordered_on, price, down_payment, service, months, first_month, payday, waives_service, recorded_by)
                select owner_id, member_id, employer_id, 'Televisi', '2026-01-01', 2 * (1000000 + substr(number, 3)::integer), 0, 0, 2, '2999-01-01', 25, false, 'key:1'
                from person order by member_id
                returning *)
            insert into member_instalment (owner_id, member_order_id, number, month, due_on, amount)
            select owner_id, member_order_id, n, first_month + (n - 1) * interval '1 month', first_month + (n - 1) * interval '1 month' + interval '24 days', price / 2
            from bought, generate_series(1, 2) n
            """);
        await rows.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return town;
    }

    private async Task<long> Order(Town town)
    {
        await using var owner = NpgsqlDataSource.Create(fixture.Gateway.Store.Owner);
        return await owner.One<long>("select member_order_id from member_order where owner_id = $1", town.Coop);
    }

    private async Task<long> Rows(Town town, string table, string more = "")
    {
        await using var owner = NpgsqlDataSource.Create(fixture.Gateway.Store.Owner);
        return await owner.One<long>($"select count(*) from {table} where owner_id = $1 {more}", town.Coop);
    }
}
