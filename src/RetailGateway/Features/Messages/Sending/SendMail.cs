using Microsoft.Extensions.Options;
using MimeKit;

namespace RetailGateway.Features.Messages.Sending;

/// <summary>
/// Sends what waits, one mail after another. Where the process ends between the server's word and ours, the mail is sent
/// again with the same Message-Id: at least once, and a maildir keeps it once.
/// </summary>
internal sealed class SendMail(MailRows mails, ICarrier carrier, IOptions<MailOptions> options, ILogger<SendMail> log) : BackgroundService
{
    /// <summary>How long one conversation with a server may take; it ends before its claim does.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(5);

    /// <summary>The mail as it goes over the wire. Addresses and subject are made by the library, which lets no line break into a header.</summary>
    internal static MimeMessage Message(WaitingMail mail, string from)
    {
        var message = new MimeMessage
        {
            MessageId = $"{mail.MessageKey:N}@{from[(from.IndexOf('@', StringComparison.Ordinal) + 1)..]}",
            Date = mail.QueuedAt,
            Subject = mail.Subject,
            Body = new TextPart("plain") { Text = mail.Body },
        };
        message.From.Add(new MailboxAddress("RetailGateway", from));
        message.To.Add(new MailboxAddress("", mail.Address));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = AfterFailure;
            try
            {
                pause = await Step(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                log.LogWarning("Mail waits, and this round is taken up again: {Reason}", error.Message);
            }

            await Task.Delay(pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Sends one mail, where one is due.</summary>
    /// <returns>How long to wait before the next.</returns>
    private async Task<TimeSpan> Step(CancellationToken cancel)
    {
        if (await mails.Claim(cancel) is not { } mail)
        {
            await carrier.Rest(cancel);
            return LookAgain;
        }

        if (mail.IsLate)
        {
            await mails.Park(mail, "It could not be sent in time, and its link would not work any more.", cancel);
            return TimeSpan.Zero;
        }

        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(Patience);
            var refusal = await carrier.Carry(mail, Message(mail, options.Value.From), patience.Token);

            // What the server has said is written down, also while the process is told to end.
            using var goodbye = new CancellationTokenSource(Goodbye);
            await (refusal is null ? mails.Sent(mail, goodbye.Token) : mails.Park(mail, refusal, goodbye.Token));
            if (refusal is not null)
            {
                log.LogWarning("The mail {Mail} ({Kind}) is put aside: {Reason}", mail.MailId, mail.Kind, refusal);
            }

            return TimeSpan.Zero;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            using var soon = new CancellationTokenSource(Goodbye);
            await mails.LetGo(mail, soon.Token);
            throw;
        }
        catch (Exception error)
        {
            var reason = error is OperationCanceledException ? "The mail server took too long." : error.Message;
            await mails.Failed(mail, reason, cancel);
            log.LogWarning("The mail {Mail} ({Kind}) is tried again in {Pause}: {Reason}", mail.MailId, mail.Kind, MailRows.Pause(mail.Attempts), reason);
            return AfterFailure;
        }
    }
}
