using System.Net;
using Microsoft.Extensions.Options;
using RetailGateway.Features.Messages.Contracts;

namespace RetailGateway.Features.Messages.Sending;

/// <summary>How mail is sent: section <c>Mail</c>. Without a server and a folder there is none.</summary>
internal sealed class MailOptions
{
    /// <summary>The console's address as people reach it; links in mails begin with it.</summary>
    public Uri? Console { get; set; }

    /// <summary>Whom mails come from.</summary>
    public string From { get; set; } = "retailgateway@localhost";

    /// <summary>A maildir that mails are left in where no server is set.</summary>
    public string? Folder { get; set; }

    /// <summary>The server that takes them.</summary>
    public SmtpOptions Smtp { get; set; } = new();

    /// <summary>Whether there is a way for mail to go.</summary>
    internal bool IsOffered => Smtp.Host is { Length: > 0 } || Folder is { Length: > 0 };
}

/// <summary>A mail server: section <c>Mail:Smtp</c>.</summary>
internal sealed class SmtpOptions
{
    /// <summary>Its name; without one there is none.</summary>
    public string? Host { get; set; }

    /// <summary>Its port.</summary>
    public int Port { get; set; } = 587;

    /// <summary>How the connection is protected.</summary>
    public SmtpTls Tls { get; set; } = SmtpTls.StartTls;

    /// <summary>Who we are to it; absent where it asks nobody.</summary>
    public string? User { get; set; }

    /// <summary>The user's password.</summary>
    public string? Password { get; set; }
}

/// <summary>How a connection to a mail server is protected.</summary>
internal enum SmtpTls
{
    /// <summary>From the first byte on, mostly port 465.</summary>
    Implicit,

    /// <summary>After the greeting, mostly port 587; a server that does not offer it is refused.</summary>
    StartTls,

    /// <summary>Not at all: for a server on this machine.</summary>
    None,
}

/// <summary>What cannot work is refused at the start, in words.</summary>
internal sealed class MailOptionsRules : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        if (!options.IsOffered)
        {
            return ValidateOptionsResult.Success;
        }

        List<string> wrong = [];
        if (options.Console is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            wrong.Add("Mail:Console is the console's address, such as https://konsol.example/: links in mails begin with it.");
        }

        if (!Mails.IsAddress(options.From))
        {
            wrong.Add("Mail:From is one address, such as gerbang@koperasi.example.");
        }

        if (options.Smtp is { Host.Length: > 0 } server)
        {
            if (server.Port is < 1 or > 65_535)
            {
                wrong.Add("Mail:Smtp:Port is 1 to 65535.");
            }

            if (string.IsNullOrEmpty(server.User) != string.IsNullOrEmpty(server.Password))
            {
                wrong.Add("Mail:Smtp:User and Mail:Smtp:Password are given together or not at all.");
            }

            if (server.Tls == SmtpTls.None && !IsHere(server.Host))
            {
                wrong.Add("Mail:Smtp:Tls is none for a server on this machine alone: links to passwords would go over the network in the clear.");
            }
        }

        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static bool IsHere(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
