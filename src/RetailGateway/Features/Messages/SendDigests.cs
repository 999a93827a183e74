using Dapper;
using Npgsql;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Messages.Contracts;
using RetailGateway.Features.Operations.Contracts;
using RetailGateway.Features.Sync.Contracts;

namespace RetailGateway.Features.Messages;

/// <summary>
/// The job of the mornings: a mail to each person at six o'clock where they are, once a day however often it runs. It
/// looks each hour, so that a gateway that stood still at six catches up.
/// </summary>
internal sealed class SendDigests(
    GatewayDb database, Recipients recipients, AskedOf asked, Mails mails, JobRuns runs, TimeProvider time, ILogger<SendDigests> log)
{
    internal const string Job = "messages.digest";

    /// <summary>As many of a kind as are read; with more the sum of what may be lost is left out.</summary>
    private const int Most = 500;

    public Task Run(CancellationToken cancel) => runs.Record(Job, Send, cancel);

    private async Task<JobOutcome> Send(CancellationToken cancel)
    {
        if (!mails.AreOffered)
        {
            return new JobOutcome(0, 0, 0, RunNote.Of("no-mail"));
        }

        var now = time.GetUtcNow();
        var done = await Done(cancel);
        var (seen, sent, broke) = (0L, 0L, 0);
        foreach (var party in await recipients.ByParty(cancel))
        {
            Due[] due =
            [
                .. from person in party
                   let day = DigestRule.Morning(now, person.Zone)
                   where day is not null && person.Choice.Digest != DigestWish.Never && Mails.IsAddress(person.Email)
                       && !done.Contains((party.Key.Value, person.Person, day.Value))
                   select new Due(person, day.Value),
            ];
            try
            {
                sent += due.Length == 0 ? 0 : await Send(party.Key, due, cancel);
                seen += due.Length;
            }
            catch (Exception error) when (error is NpgsqlException or TimeoutException)
            {
                // The other parties get theirs; the next run takes this one up.
                broke += due.Length;
                log.LogWarning("The mornings' mails of party {Party} could not be made: {Reason}", party.Key.Value, error.Message);
            }
        }

        return new JobOutcome(seen, sent, broke, RunNote.Of("digests", ("mornings", seen), ("mails", sent)));
    }

    private async Task<int> Send(PartyId party, Due[] due, CancellationToken cancel)
    {
        var matters = await asked.Read(due[0].Person.Caller, Most, cancel);
        await using var work = await database.BeginJob(cancel);
        var unread = (await work.Connection.QueryAsync<(int Person, long Count)>(
            "select person_id, count(*) from message where owner_id = @owner and read_at is null group by person_id",
            new { owner = party.Value })).ToDictionary(row => row.Person, row => row.Count);
        var sent = 0;
        foreach (var (person, day) in due)
        {
            var theirs = Concern.Of(person.Roles, matters);
            var says = DigestRule.Says(person.Choice.Digest, theirs.Count);

            // Another process may be at the same morning: whoever writes it down first sends it.
            var first = await work.Connection.ExecuteAsync(
                """
                insert into digest (owner_id, person_id, day, sent) values (@owner, @Person, @day, @says)
                on conflict on constraint digest_pkey do nothing
                """,
                new { owner = party.Value, person.Person, day = day.ToDateTime(TimeOnly.MinValue), says }) == 1;
            if (first && says)
            {
                mails.Queue(work, party, DigestLetter.Of(person, day, theirs, unread.GetValueOrDefault(person.Person), mails.Link));
                sent++;
            }
        }

        await work.Commit(cancel);
        return sent;
    }

    /// <summary>The mornings that need no second look.</summary>
    private async Task<HashSet<(int Owner, int Person, DateOnly Day)>> Done(CancellationToken cancel)
    {
        await using var work = await database.BeginJob(cancel);
        return [.. (await work.Connection.QueryAsync<(int Owner, int Person, DateTime Day)>(
            "select owner_id, person_id, day::timestamp from digest where made_at > now() - interval '2 days'"))
            .Select(row => (row.Owner, row.Person, DateOnly.FromDateTime(row.Day)))];
    }

    private sealed record Due(Recipient Person, DateOnly Day);
}
