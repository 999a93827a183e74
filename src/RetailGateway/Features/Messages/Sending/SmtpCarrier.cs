using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace RetailGateway.Features.Messages.Sending;

/// <summary>Hands mails to a server, one after another over a connection that is kept while more are waiting.</summary>
internal sealed class SmtpCarrier(SmtpOptions server) : ICarrier, IDisposable
{
    /// <summary>From here on a server's code says that the same will be refused again.</summary>
    private const int ForGood = 500;

    private readonly SmtpClient client = new();

    /// <inheritdoc/>
    public async Task<string?> Carry(WaitingMail mail, MimeMessage message, CancellationToken cancel)
    {
        if (!client.IsConnected)
        {
            await client.ConnectAsync(server.Host!, server.Port, Protection(), cancel);
            if (server is { User: { Length: > 0 } user, Password: { } password })
            {
                await client.AuthenticateAsync(user, password, cancel);
            }
        }

        try
        {
            await client.SendAsync(message, cancel);
            return null;
        }
        catch (SmtpCommandException refused) when (refused.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted && (int)refused.StatusCode >= ForGood)
        {
            return $"The mail server refuses it ({(int)refused.StatusCode}): {refused.Message}";
        }
        catch
        {
            // What state the conversation is in is not known any more: the next begins anew.
            await client.DisconnectAsync(quit: false, CancellationToken.None);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task Rest(CancellationToken cancel)
    {
        if (client.IsConnected)
        {
            await client.DisconnectAsync(quit: true, cancel);
        }
    }

    public void Dispose() => client.Dispose();

    private SecureSocketOptions Protection() => server.Tls switch
    {
        SmtpTls.Implicit => SecureSocketOptions.SslOnConnect,
        SmtpTls.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };
}
