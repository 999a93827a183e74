using MimeKit;

namespace RetailGateway.Features.Messages.Sending;

/// <summary>A way for mail to go.</summary>
internal interface ICarrier
{
    /// <summary>Carries one mail. An exception means that it may be tried again.</summary>
    /// <returns>Why it will never be taken, in words; null where it was.</returns>
    Task<string?> Carry(WaitingMail mail, MimeMessage message, CancellationToken cancel);

    /// <summary>Nothing more is waiting for now.</summary>
    Task Rest(CancellationToken cancel);
}
