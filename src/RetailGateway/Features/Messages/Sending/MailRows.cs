using Dapper;
using RetailGateway.Database;

namespace RetailGateway.Features.Messages.Sending;

/// <summary>A mail that was claimed.</summary>
/// <param name="OwnerId">Whose.</param>
/// <param name="MailId">Its number.</param>
/// <param name="Fence">The claim: what an earlier holder reports is not written down.</param>
/// <param name="Attempts">This one counted.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Address">Where it goes.</param>
/// <param name="Subject">One line.</param>
/// <param name="Body">The text.</param>
/// <param name="MessageKey">The same however often it is tried.</param>
/// <param name="QueuedAt">When it was written.</param>
/// <param name="IsLate">It would only mislead by now.</param>
internal sealed record WaitingMail(
    int OwnerId, long MailId, long Fence, int Attempts, string Kind, string Address, string Subject, string Body, Guid MessageKey, DateTimeOffset QueuedAt, bool IsLate);

/// <summary>The queue of mail: each claimed by one, and concluded by whoever holds the newest claim.</summary>
internal sealed class MailRows(GatewayDb database)
{
    private const int LongestReason = 500;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(4);

    /// <summary>How long a claim holds: longer than a conversation may take (<see cref="SendMail.Patience"/>).</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>How long a mail waits after so many attempts.</summary>
    internal static TimeSpan Pause(int attempts) => attempts > 10 ? LongestPause : TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Max(0, attempts - 1)));

    /// <summary>Claims the mail that is due longest; null where none is.</summary>
    internal async Task<WaitingMail?> Claim(CancellationToken cancel)
    {
        await using var connection = await database.Jobs.OpenConnectionAsync(cancel);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            """
            update mail set lease_until = now() + @Lease, fence = fence + 1, attempts = attempts + 1
            where (owner_id, mail_id) = (
                select owner_id, mail_id from mail
                where sent_at is null and parked_at is null and next_attempt_at <= now() and (lease_until is null or lease_until < now())
                order by next_attempt_at, mail_id
                limit 1
                for update skip locked)
            returning owner_id, mail_id, fence, attempts, kind, address, subject, body, message_key, queued_at, useful_until < now() as is_late
            """,
            new { Lease },
            cancellationToken: cancel));
        return row?.Mail();
    }

    /// <summary>It is gone, and what it said is forgotten.</summary>
    internal Task Sent(WaitingMail mail, CancellationToken cancel) =>
        Conclude(mail, "sent_at = now(), body = '', last_error = null", reason: null, cancel);

    /// <summary>It is never tried again.</summary>
    internal Task Park(WaitingMail mail, string reason, CancellationToken cancel) => Conclude(mail, "parked_at = now(), body = '', last_error = @reason", reason, cancel);

    /// <summary>It is tried again later.</summary>
    internal Task Failed(WaitingMail mail, string reason, CancellationToken cancel) =>
        Conclude(mail, "next_attempt_at = now() + @pause, last_error = @reason", reason, cancel);

    /// <summary>Nothing was tried: whoever comes next may.</summary>
    internal Task LetGo(WaitingMail mail, CancellationToken cancel) => Conclude(mail, "attempts = attempts - 1", reason: null, cancel);

    private async Task Conclude(WaitingMail mail, string what, string? reason, CancellationToken cancel)
    {
        await using var connection = await database.Jobs.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(
            $"""
            update mail set lease_until = null, {what}
            where owner_id = @OwnerId and mail_id = @MailId and fence = @Fence and sent_at is null and parked_at is null
            """,
            new { mail.OwnerId, mail.MailId, mail.Fence, pause = Pause(mail.Attempts), reason = reason?[..Math.Min(reason.Length, LongestReason)] },
            cancellationToken: cancel));
    }

    private sealed record Row(
        int OwnerId, long MailId, long Fence, int Attempts, string Kind, string Address, string Subject, string Body, Guid MessageKey, DateTime QueuedAt, bool IsLate)
    {
        internal WaitingMail Mail() => new(OwnerId, MailId, Fence, Attempts, Kind, Address, Subject, Body, MessageKey, QueuedAt, IsLate);
    }
}
