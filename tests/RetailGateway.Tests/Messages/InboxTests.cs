using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using RetailGateway.Features.Messages;
using RetailGateway.Features.People;
using RetailGateway.Tests.Harness;
using static RetailGateway.Tests.Harness.Changes;
using static RetailGateway.Tests.Harness.Town;

namespace RetailGateway.Tests.Messages;

/// <summary>What the jobs put into inboxes and into the morning's mail, against a real store.</summary>
public sealed class InboxTests(TestCluster cluster)
{
    private static readonly (string Name, string Value)[] Mail = [("Mail:Folder", Path.Combine(Path.GetTempPath(), "rg-never-written")), ("Mail:Console", "https://konsol.example/")];
    private static readonly DateTimeOffset SixInJakarta = new(2026, 11, 29, 23, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_new_matter_is_told_once_to_those_who_may_work_it_and_to_no_other_party()
    {
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone());
        var (town, other) = (await Town.Create(gateway), await Town.Create(gateway));
        var (manager, clerk) = (await town.Person("manager"), await town.Person("clerk"));
        await town.Person("treasurer");
        await town.Person("partner_engineer", party: town.ChainCode);
        await other.Person("manager");
        await town.Till.Given(Sale(12, Beras));

        await Tell(gateway);
        await Tell(gateway);

        Assert.Equal([(manager, "conflict"), (clerk, "conflict")], await Messages(gateway));
    }

    [Fact]
    public async Task Runs_at_the_same_time_tell_once()
    {
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone());
        var town = await Town.Create(gateway);
        await town.Person("manager");
        await town.Till.Given(Sale(12, Beras), Sale(3, Gula));
        await town.Till.Record(Sale(1, "TIDAK-DIKENAL"));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Tell(gateway)));

        Assert.Equal(["conflict", "conflict", "review"], (await Messages(gateway)).Select(message => message.Kind).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Many_at_once_are_one_message()
    {
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone());
        var town = await Town.Create(gateway);
        await town.Person("manager");
        await town.Till.Record([.. Enumerable.Range(1, 12).Select(index => Sale(1, $"TIDAK-DIKENAL-{index}"))]);

        await Tell(gateway);

        Assert.Equal("12", await gateway.Database.Ask<string>("select arguments ->> 'count' from message where kind = 'many'"));
        Assert.Single(await Messages(gateway));
    }

    [Fact]
    public async Task What_has_ended_needs_no_reading_and_what_comes_back_the_same_day_is_not_told_again()
    {
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone());
        var town = await Town.Create(gateway);
        await town.Person("manager");
        await town.Till.Record(Sale(1, "TIDAK-DIKENAL"));
        await Tell(gateway);

        await gateway.Database.Run("update review_item set dismissed_at = now(), dismissed_because = 'uji'");
        await Tell(gateway);
        Assert.Equal(1, await gateway.Database.Ask<long>("select count(*) from message where read_at is not null"));
        await town.Till.Record(Sale(1, "TIDAK-DIKENAL"));
        await Tell(gateway);
        Assert.Single(await Messages(gateway));

        await gateway.Database.Run("update matter_told set told_at = now() - interval '25 hours'");
        await Tell(gateway);
        Assert.Equal(2, (await Messages(gateway)).Count);
    }

    [Fact]
    public async Task A_kind_that_somebody_does_not_want_stays_out_of_their_inbox_alone()
    {
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone());
        var town = await Town.Create(gateway);
        var (without, with) = (await town.Person("manager"), await town.Person("manager"));
        await gateway.Database.Run("insert into message_choice (owner_id, person_id, digest, unwanted, language) values ($1, $2, 'never', '{review}', 'id')", town.Coop, without);
        await town.Till.Record(Sale(1, "TIDAK-DIKENAL"));

        await Tell(gateway);

        Assert.Equal([(with, "review")], await Messages(gateway));
    }

    [Theory]
    [InlineData("rg_party")]
    [InlineData("rg_authority")]
    public async Task The_store_shows_a_person_their_own_inbox_alone(string role)
    {
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone());
        var town = await Town.Create(gateway);
        var (mine, theirs) = (await town.Person("manager"), await town.Person("manager"));
        await town.Till.Given(Sale(12, Beras));
        await Tell(gateway);
        await using var source = NpgsqlDataSource.Create($"{gateway.Store.Gateway};Options=-c role={role}");
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);

        async Task<string> Seen(int party, string person)
        {
            await using var look = new NpgsqlCommand(
                $"select set_config('rg.party', '{party}', false), set_config('rg.person', '{person}', false); select coalesce(string_agg(person_id::text, ','), '') from message", connection);
            await using var rows = await look.ExecuteReaderAsync(TestContext.Current.CancellationToken);
            await rows.NextResultAsync(TestContext.Current.CancellationToken);
            await rows.ReadAsync(TestContext.Current.CancellationToken);
            return rows.GetString(0);
        }

        Assert.Equal($"{mine}", await Seen(town.Coop, $"{mine}"));
        Assert.Equal($"{theirs}", await Seen(town.Coop, $"{theirs}"));
        Assert.Equal("", await Seen(town.Coop, ""));
        Assert.Equal("", await Seen(town.Chain, $"{mine}"));
    }

    [Fact]
    public async Task A_morning_brings_one_mail_to_whoever_is_asked_something_however_often_and_by_however_many_it_is_made()
    {
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone(), Mail);
        var town = await Town.Create(gateway);
        var manager = await town.Person("manager");
        await town.Person("treasurer");
        await town.Till.Given(Sale(12, Beras));

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Digest(gateway, SixInJakarta)));
        await Digest(gateway, SixInJakarta.AddHours(3));

        Assert.Equal([manager], await Digests(gateway));
        await Digest(gateway, SixInJakarta.AddDays(1));
        Assert.Equal([manager, manager], await Digests(gateway));
    }

    [Fact]
    public async Task Each_person_gets_it_as_they_chose_and_at_six_where_they_are()
    {
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone(), Mail);
        var town = await Town.Create(gateway);
        var (daily, _, never) = (await town.Person("treasurer"), await town.Person("treasurer"), await town.Person("manager"));
        await gateway.Database.Run("insert into message_choice (owner_id, person_id, digest, unwanted, language) values ($1, $2, 'daily', '{}', 'en'), ($1, $3, 'never', '{}', 'id')", town.Coop, daily, never);
        await gateway.Database.Run("update location set time_zone = 'WIT' where owner_id = $1", town.Coop);
        await town.Till.Given(Sale(12, Beras));

        await Digest(gateway, SixInJakarta.AddHours(-2).AddSeconds(-1));
        Assert.Empty(await Digests(gateway));
        await Digest(gateway, SixInJakarta.AddHours(-2));

        Assert.Equal([daily], await Digests(gateway));
        Assert.Equal("RetailGateway, 30 Nov 2026: Nothing waits for you", await gateway.Database.Ask<string>("select subject from mail"));
        Assert.Equal("digests mornings=2 mails=1", await gateway.Database.Ask<string>("select note from job_run where job = 'messages.digest' order by job_run_id desc limit 1"));
    }

    [Fact]
    public async Task A_forgotten_password_brings_a_link_to_whoever_is_known_three_times_an_hour_at_most()
    {
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone(), Mail);
        var town = await Town.Create(gateway);
        var person = await town.Person("clerk", "petugas@uji.example");
        var forgotten = gateway.Services.GetRequiredService<ForgottenPasswords>();

        for (var time = 0; time < 5; time++)
            forgotten.Ask("Petugas@uji.example", "id", "203.0.113.7");
        forgotten.Ask("siapa@uji.example", "id", "203.0.113.7");
        // The askings are answered one after another: with this one's mail there, those before it are done with.
        var last = await town.Person("clerk", "terakhir@uji.example");
        forgotten.Ask("terakhir@uji.example", "en", "203.0.113.7");
        await Eventually.See(() => gateway.Database.Ask<long>("select count(*) from mail where person_id = $1", last), count => count == 1);

        Assert.Equal(3, await gateway.Database.Ask<long>("select count(*) from mail where person_id = $1 and kind = 'password' and address = 'petugas@uji.example'", person));
        Assert.Equal(4, await gateway.Database.Ask<long>("select count(*) from mail"));
        Assert.Equal("A new password for RetailGateway", await gateway.Database.Ask<string>("select subject from mail where person_id = $1", last));
        Assert.True(await gateway.Database.Ask<bool>("select bool_and(body like '%https://konsol.example/reset?person=' || person_id || '&token=%') from mail"));
    }

    [Fact]
    public async Task An_address_that_asks_without_end_is_heard_thirty_times()
    {
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone(), Mail);
        var town = await Town.Create(gateway);
        var forgotten = gateway.Services.GetRequiredService<ForgottenPasswords>();
        for (var index = 0; index < 32; index++)
            await town.Person("clerk", $"petugas-ke-{index}@uji.example");

        for (var index = 0; index < 31; index++)
            forgotten.Ask($"petugas-ke-{index}@uji.example", "id", "203.0.113.7");
        forgotten.Ask("petugas-ke-31@uji.example", "id", "203.0.113.8");
        await Eventually.See(() => gateway.Database.Ask<long>("select count(*) from mail where address = 'petugas-ke-31@uji.example'"), count => count == 1);

        Assert.Equal(31, await gateway.Database.Ask<long>("select count(*) from mail"));
        Assert.Equal(0, await gateway.Database.Ask<long>("select count(*) from mail where address = 'petugas-ke-30@uji.example'"));
    }

    private static Task Tell(GatewayUnderTest gateway) =>
        ActivatorUtilities.CreateInstance<TellOfMatters>(gateway.Services).Run(TestContext.Current.CancellationToken);

    private static Task Digest(GatewayUnderTest gateway, DateTimeOffset now) =>
        ActivatorUtilities.CreateInstance<SendDigests>(gateway.Services, new FakeTimeProvider(now)).Run(TestContext.Current.CancellationToken);

    private static Task<List<(int Person, string Kind)>> Messages(GatewayUnderTest gateway) =>
        gateway.Database.Jobs.All("select person_id, kind from message order by person_id, message_id", row => (row.GetInt32(0), row.GetString(1)));

    private static Task<List<int>> Digests(GatewayUnderTest gateway) =>
        gateway.Database.Jobs.All("select person_id from mail where kind = 'digest' order by mail_id", row => row.GetInt32(0));
}
