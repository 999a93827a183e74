using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Messages.Sending;

namespace RetailGateway.Features.Messages.Contracts;

/// <summary>Mail to people, where this gateway sends any. It is queued in the transaction of what it tells of.</summary>
internal sealed partial class Mails(IOptions<MailOptions> options)
{
    private const int LongestAddress = 254;

    /// <summary>Whether mail is sent at all; where it is not, pages show links to hand over.</summary>
    internal bool AreOffered => options.Value.IsOffered;

    /// <summary>Whether a text is one address that mail can go to, and nothing beside it.</summary>
    internal static bool IsAddress(string text) => text.Length <= LongestAddress && Address().IsMatch(text);

    /// <summary>The whole address of a path of the console: as it is set up, never as a request's header says.</summary>
    internal Uri Link(string path) => new(options.Value.Console!, path);

    /// <summary>Queues it with the transaction's next round trip.</summary>
    internal void Queue(Work work, PartyId party, Letter letter) => work.Defer(Sql.Command(
        """
        insert into mail (owner_id, person_id, kind, address, subject, body, useful_until)
        values ($1, $2, $3, $4, $5, $6, now() + $7)
        """,
        party.Value,
        new Npgsql.NpgsqlParameter { Value = (object?)letter.Person ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Integer },
        letter.Kind, letter.Address, letter.Subject, letter.Body, letter.Useful));

    [GeneratedRegex(@"\A[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Address();
}
