using Microsoft.Extensions.Options;
using RetailGateway.Features.Messages.Contracts;
using RetailGateway.Features.Messages.Sending;

namespace RetailGateway.Features.Messages;

/// <summary>What people are told: an inbox in the console, mail, and what each of them chose.</summary>
internal static class MessagesModule
{
    /// <summary>What the pages need and, where it works in the background, whatever sends.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="works">Whether this process works in the background.</param>
    internal static void AddMessages(this WebApplicationBuilder builder, bool works)
    {
        var section = builder.Configuration.GetSection("Mail");
        builder.Services.AddOptions<MailOptions>().Bind(section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsRules>();
        builder.Services.AddSingleton<Mails>();
        builder.Services.AddSingleton<MailRows>();
        builder.Services.AddSingleton<Inbox>();
        builder.Services.AddSingleton<MessageChoices>();
        builder.Services.AddSingleton<Recipients>();
        builder.Services.AddSingleton(Carrier);
        if (works && section.Get<MailOptions>() is { IsOffered: true })
        {
            builder.Services.AddHostedService<SendMail>();
        }
    }

    private static ICarrier Carrier(IServiceProvider services) => services.GetRequiredService<IOptions<MailOptions>>().Value switch
    {
        { Smtp.Host.Length: > 0 } mail => new SmtpCarrier(mail.Smtp),
        { Folder: { Length: > 0 } folder } => new Maildir(Path.GetFullPath(folder)),
        _ => throw new InvalidOperationException("No way for mail is set, and something asks for one."),
    };
}
