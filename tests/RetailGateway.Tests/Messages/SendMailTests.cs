using Npgsql;
using RetailGateway.Features.Messages.Sending;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Messages;

/// <summary>Mail goes, by a real conversation with a server and into a real folder, whoever dies meanwhile.</summary>
public sealed class SendMailTests(TestCluster cluster) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rg-mail-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_mail_reaches_the_server_once_and_what_it_said_is_forgotten_here()
    {
        await using var server = new SmtpListener();
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone(), server.Settings());
        var town = await Town.Create(gateway);
        await using var sender = await BackgroundWorker.Start<SendMail>(gateway);

        var mail = await town.Mail("siapa@uji.example");

        var state = await Eventually.See(() => gateway.Database.State(mail), seen => seen.State == "sent", Patience);
        Assert.Equal(new MailState("sent", 1, null, "", IsLater: false, IsHeld: false), state);
        var text = Assert.Single(server.Taken);
        Assert.Contains("To: siapa@uji.example\n", text, StringComparison.Ordinal);
        Assert.Contains("From: RetailGateway <gerbang@uji.example>\n", text, StringComparison.Ordinal);
        Assert.Contains("Auto-Submitted: auto-generated\n", text, StringComparison.Ordinal);
        Assert.Contains("\nhttps://konsol.example/invite/rahasia\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_the_server_refuses_is_put_aside_with_its_words_and_the_next_mail_goes()
    {
        await using var server = new SmtpListener();
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone(), server.Settings());
        var town = await Town.Create(gateway);
        var refused = await town.Mail("tidak-ada@uji.example");
        var taken = await town.Mail("siapa@uji.example");

        await using var sender = await BackgroundWorker.Start<SendMail>(gateway);

        Assert.Equal("sent", (await Eventually.See(() => gateway.Database.State(taken), seen => seen.State == "sent", Patience)).State);
        var state = await gateway.Database.State(refused);
        Assert.Equal(("parked", 1, ""), (state.State, state.Attempts, state.Body));
        Assert.Contains("no such mailbox", state.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_busy_is_asked_again_later()
    {
        await using var server = new SmtpListener { IsBusy = true };
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone(), server.Settings());
        var town = await Town.Create(gateway);
        var mail = await town.Mail("siapa@uji.example");
        await using var sender = await BackgroundWorker.Start<SendMail>(gateway);

        var waiting = await Eventually.See(() => gateway.Database.State(mail), seen => seen.Reason is not null, Patience);
        Assert.Equal(("waiting", true, false), (waiting.State, waiting.IsLater, waiting.IsHeld));
        server.IsBusy = false;
        await gateway.Database.Run("update mail set next_attempt_at = now() where mail_id = $1", mail);

        Assert.Equal("sent", (await Eventually.See(() => gateway.Database.State(mail), seen => seen.State == "sent", Patience)).State);
        Assert.Single(server.Taken);
    }

    [Fact]
    public async Task A_mail_whose_link_has_expired_is_not_sent()
    {
        await using var server = new SmtpListener();
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone(), server.Settings());
        var town = await Town.Create(gateway);
        var late = await town.Mail("siapa@uji.example", usefulFor: "-1 minute");

        await using var sender = await BackgroundWorker.Start<SendMail>(gateway);

        Assert.Equal(("parked", ""), await Eventually.See(() => gateway.Database.State(late), seen => seen.State == "parked", Patience) is var state ? (state.State, state.Body) : default);
        Assert.Empty(server.Taken);
    }

    [Fact]
    public async Task A_process_killed_before_the_servers_word_is_followed_by_one_that_sends_the_same_mail_by_the_same_name()
    {
        await using var server = new SmtpListener { IsSilentAfterMail = true };
        var database = await cluster.Clone();
        await using var web = await GatewayUnderTest.Start(database);
        var town = await Town.Create(web);
        var mail = await town.Mail("siapa@uji.example");
        await using (var killed = await GatewayProcess.Start(database, roles: "jobs", settings: server.Settings()))
        {
            Assert.Single(await Eventually.See(() => Task.FromResult(server.Taken.ToArray()), taken => taken.Length == 1, Patience));
            await killed.Kill();
        }

        Assert.True((await web.Database.State(mail)).IsHeld);
        server.IsSilentAfterMail = false;
        await web.Database.Run("update mail set lease_until = now() - interval '1 second' where mail_id = $1", mail);
        await using var next = await GatewayProcess.Start(database, roles: "jobs", settings: server.Settings());

        Assert.Equal("sent", (await Eventually.See(() => web.Database.State(mail), seen => seen.State == "sent", Patience)).State);
        var names = server.Taken.Select(text => text.Split('\n').Single(line => line.StartsWith("Message-Id:", StringComparison.OrdinalIgnoreCase))).ToList();
        Assert.Equal(2, names.Count);
        Assert.Single(names.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Many_senders_send_each_mail_once()
    {
        await using var server = new SmtpListener();
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone(), server.Settings());
        var town = await Town.Create(gateway);
        for (var index = 0; index < 40; index++)
            await town.Mail($"orang-{index}@uji.example");

        await using (await BackgroundWorker.Start<SendMail>(gateway, new SmtpCarrier(Server(server))))
        await using (await BackgroundWorker.Start<SendMail>(gateway, new SmtpCarrier(Server(server))))
        await using (await BackgroundWorker.Start<SendMail>(gateway, new SmtpCarrier(Server(server))))
        {
            await Eventually.See(() => gateway.Database.Ask<long>("select count(*) from mail where sent_at is null"), left => left == 0, Patience);
        }

        Assert.Equal(40, server.Taken.Count);
        Assert.Equal(40, server.Taken.Select(text => text.Split('\n').Single(line => line.StartsWith("To:", StringComparison.Ordinal))).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_folder_keeps_a_mail_once_also_where_the_word_of_it_was_lost_and_a_reader_has_moved_it()
    {
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone(), ("Mail:Folder", folder.FullName), ("Mail:Console", "https://konsol.example/"));
        var town = await Town.Create(gateway);
        var mail = await town.Mail("siapa@uji.example");
        await using var sender = await BackgroundWorker.Start<SendMail>(gateway);
        await Eventually.See(() => gateway.Database.State(mail), seen => seen.State == "sent", Patience);
        var left = Assert.Single(Directory.GetFiles(Path.Combine(folder.FullName, "new")));
        Assert.Contains("https://konsol.example/invite/rahasia", await File.ReadAllTextAsync(left, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(left));

        // As a process leaves it that died between the folder and the store.
        await Again(gateway, mail);
        Assert.Single(Directory.GetFiles(Path.Combine(folder.FullName, "new")));
        File.Move(left, Path.Combine(folder.FullName, "cur", $"{Path.GetFileName(left)}:2,S"));
        await Again(gateway, mail);

        Assert.Empty(Directory.GetFiles(Path.Combine(folder.FullName, "new")));
        Assert.Single(Directory.GetFiles(Path.Combine(folder.FullName, "cur")));
        Assert.Empty(Directory.GetFiles(Path.Combine(folder.FullName, "tmp")));
    }

    [Fact]
    public async Task What_an_earlier_holder_reports_is_not_written_down()
    {
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone());
        var town = await Town.Create(gateway);
        var id = await town.Mail("siapa@uji.example");
        var rows = new MailRows(gateway.Database);
        var earlier = (await rows.Claim(TestContext.Current.CancellationToken))!;
        Assert.Null(await rows.Claim(TestContext.Current.CancellationToken));
        await gateway.Database.Run("update mail set lease_until = now() - interval '1 second' where mail_id = $1", id);
        var later = (await rows.Claim(TestContext.Current.CancellationToken))!;

        await rows.Park(earlier, "too late", TestContext.Current.CancellationToken);
        Assert.Equal("waiting", (await gateway.Database.State(id)).State);
        await rows.Sent(later, TestContext.Current.CancellationToken);

        Assert.Equal("sent", (await gateway.Database.State(id)).State);
    }

    [Theory]
    [InlineData("a@b.example\r\nBcc: c@d.example", "Undangan")]
    [InlineData("a@b.example,c@d.example", "Undangan")]
    [InlineData("a@b.example", "Undangan\r\nBcc: c@d.example")]
    public async Task The_store_refuses_a_line_break_in_a_header(string address, string subject)
    {
        await using var gateway = await GatewayUnderTest.Start(await cluster.Clone());
        var town = await Town.Create(gateway);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => gateway.Database.Run(
            "insert into mail (owner_id, kind, address, subject, body, useful_until) values ($1, 'invitation', $2, $3, 'x', now())", town.Coop, address, subject));

        Assert.Equal(PostgresErrorCodes.CheckViolation, refused.SqlState);
    }

    [Theory]
    [InlineData("Mail:Console", "konsol")]
    [InlineData("Mail:From", "gerbang")]
    [InlineData("Mail:Smtp:User", "gerbang")]
    [InlineData("Mail:Smtp:Port", "0")]
    [InlineData("Mail:Smtp:Host", "surat.example")]
    public async Task What_cannot_work_is_refused_at_the_start(string name, string value)
    {
        await using var server = new SmtpListener();
        var database = await cluster.Clone();

        await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => GatewayUnderTest.Start(database, [.. server.Settings(), (name, value)]));
    }

    private static SmtpOptions Server(SmtpListener server) => new() { Host = "127.0.0.1", Port = server.Port, Tls = SmtpTls.None };

    /// <summary>The mail waits again, and goes again.</summary>
    private static async Task Again(GatewayUnderTest gateway, long mail)
    {
        await gateway.Database.Run("update mail set sent_at = null, attempts = 0, next_attempt_at = now(), body = 'Halo' where mail_id = $1", mail);
        Assert.Equal("sent", (await Eventually.See(() => gateway.Database.State(mail), seen => seen.State == "sent", Patience)).State);
    }
}
