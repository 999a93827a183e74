using System.Threading.Channels;
using System.Threading.RateLimiting;
using Dapper;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using RetailGateway.Access.People;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Messages.Contracts;

namespace RetailGateway.Features.People;

/// <summary>
/// Sends a link to a new password to whoever asks with an email that somebody signs in with. Nothing is looked up before the
/// answer is given, so that neither its words nor its time says who is known.
/// </summary>
internal sealed class ForgottenPasswords(
    GatewayDb database, Mails mails, IServiceScopeFactory scopes, IOptions<DataProtectionTokenProviderOptions> links, ILogger<ForgottenPasswords> log)
    : BackgroundService
{
    /// <summary>Links that one person is sent in an hour; whoever asks more often has some of them already.</summary>
    private const int OfAPerson = 3;

    /// <summary>Askings that one address may make in a quarter of an hour; a whole office may stand behind one.</summary>
    private const int OfAnAddress = 30;

    private readonly Channel<Asking> askings = Channel.CreateBounded<Asking>(new BoundedChannelOptions(1_000) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly PartitionedRateLimiter<string> pace = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetFixedWindowLimiter(
        address, _ => new FixedWindowRateLimiterOptions { PermitLimit = OfAnAddress, Window = TimeSpan.FromMinutes(15), QueueLimit = 0 }));

    /// <summary>Takes an asking up, where its address has not asked too often.</summary>
    /// <param name="email">What was written.</param>
    /// <param name="language">What the page spoke, for somebody who chose no language of their own.</param>
    /// <param name="address">Where the request came from.</param>
    internal void Ask(string email, string language, string address)
    {
        using var lease = pace.AttemptAcquire(address);
        if (mails.AreOffered && lease.IsAcquired && Mails.IsAddress(email))
        {
            askings.Writer.TryWrite(new Asking(email, language));
        }
    }

    public override void Dispose()
    {
        pace.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var asking in askings.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await Answer(asking, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("A link to a new password was asked for and could not be sent: {Reason}", error.Message);
            }
        }
    }

    private async Task Answer(Asking asking, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        if (await people.FindByEmailAsync(asking.Email) is not { Email: { } email } person)
        {
            return;
        }

        await using var work = await database.BeginIdentity(cancel);
        var row = new { owner = person.PartyId, person = person.Id };

        // One at a time for a person: of two that come at once the second counts the first.
        await work.Connection.ExecuteAsync("select pg_advisory_xact_lock(hashtext('forgotten password'), @person)", row);
        var lately = await work.Connection.ExecuteScalarAsync<long>(
            """
            select count(*) from mail
            where owner_id = @owner and person_id = @person and kind = 'password' and queued_at > now() - interval '1 hour'
            """,
            row);
        if (lately >= OfAPerson)
        {
            return;
        }

        var language = await work.Connection.ExecuteScalarAsync<string?>(
            "select language from message_choice where owner_id = @owner and person_id = @person", row);
        var path = PartyPeople.ResetPath(person, await people.GeneratePasswordResetTokenAsync(person));
        mails.Queue(work, new PartyId(person.PartyId), Letter.Password(language ?? asking.Language, email, person.Id, mails.Link(path), links.Value.TokenLifespan));
        await work.Commit(cancel);
    }

    private sealed record Asking(string Email, string Language);
}
