using RetailGateway.Database;
using RetailGateway.Hosting;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Messages;

/// <summary>People of a town and mail for them, put where the gateway has them.</summary>
internal static class Post
{
    private static int people;

    /// <summary>Somebody new of the town's cooperative, or of another party; their number.</summary>
    internal static Task<int> Person(this Town town, string role, string? email = null, string? party = null) => PeopleCreate.Create(
        town.Database, "live", party ?? town.CoopCode, email ?? $"{role}-{Interlocked.Increment(ref people)}@uji.example", $"Uji {role}", [role],
        role == "shopkeeper" ? Town.Shop : null, "kata-sandi-uji-1", TestContext.Current.CancellationToken);

    /// <summary>A mail that waits to be sent; its number.</summary>
    internal static Task<long> Mail(this Town town, string address, string usefulFor = "1 day") => town.Database.Ask<long>(
        """
        insert into mail (owner_id, kind, address, subject, body, useful_until)
        values ($1, 'invitation', $2, 'Undangan', E'Halo\nhttps://konsol.example/invite/rahasia\n', now() + $3::interval)
        returning mail_id
        """,
        town.Coop, address, usefulFor);

    /// <summary>How a mail stands: waiting, sent or parked; attempts; why.</summary>
    internal static async Task<MailState> State(this GatewayDb database, long mail) => (await database.Jobs.All(
        """
        select case when sent_at is not null then 'sent' when parked_at is not null then 'parked' else 'waiting' end, attempts, last_error, body,
            next_attempt_at > now(), lease_until is not null
        from mail where mail_id = $1
        """,
        row => new MailState(row.GetString(0), row.GetInt32(1), row.IsDBNull(2) ? null : row.GetString(2), row.GetString(3), row.GetBoolean(4), row.GetBoolean(5)),
        mail)).Single();
}

/// <summary>How a mail stands.</summary>
internal sealed record MailState(string State, int Attempts, string? Reason, string Body, bool IsLater, bool IsHeld);
