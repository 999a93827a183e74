using Dapper;
using Npgsql;
using RetailGateway.Access.People;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Messages.Contracts;
using RetailGateway.Features.Operations.Contracts;
using RetailGateway.Features.Sync.Contracts;

namespace RetailGateway.Features.Messages;

/// <summary>
/// The job that puts what newly waits for people into their inboxes: each matter once while it is open, and at most once a
/// day where it comes and goes. What is told and that it was told are lasting together, whoever else runs.
/// </summary>
internal sealed class TellOfMatters(GatewayDb database, Recipients recipients, AskedOf asked, JobRuns runs, ILogger<TellOfMatters> log)
{
    internal const string Job = "messages.tell";

    /// <summary>As many of a kind as are looked through in a run; the others are told of when these have ended.</summary>
    private const int Most = 2_000;

    /// <summary>With more at once, one message says how many.</summary>
    internal const int OneByOne = 5;

    public Task Run(CancellationToken cancel) => runs.Record(Job, Tell, cancel);

    /// <summary>The messages that so many new matters make for one person. Pure.</summary>
    internal static IEnumerable<(string Kind, Named Named, string Link, string? Matter)> Messages(
        IReadOnlyCollection<Role> roles, IReadOnlyCollection<string> unwanted, IReadOnlyCollection<AskedMatter> fresh)
    {
        List<AskedMatter> theirs = [.. fresh.Where(matter => Concern.Is(roles, matter) && !unwanted.Contains(matter.Kind))];
        return theirs.Count > OneByOne
            ? [(MessageKind.Many, new Named { Count = theirs.Count, Rupiah = theirs.Sum(matter => matter.Rupiah) }, "/inbox", null)]
            : theirs.Select(matter => (matter.Kind, MessageWords.Of(matter), matter.Link, (string?)matter.Key));
    }

    private async Task<JobOutcome> Tell(CancellationToken cancel)
    {
        var (seen, told, broke) = (0L, 0L, 0);
        foreach (var party in await recipients.ByParty(cancel))
        {
            Recipient[] people = [.. party.Where(person => Concern.HasAny(person.Roles))];
            if (people.Length == 0)
            {
                continue;
            }

            try
            {
                var matters = await asked.Read(people[0].Caller, Most, cancel);
                seen += matters.Count;
                told += await Tell(party.Key, people, matters, cancel);
            }
            catch (Exception error) when (error is NpgsqlException or TimeoutException)
            {
                // The other parties are told all the same; the next run takes this one up.
                broke++;
                log.LogWarning("The people of party {Party} could not be told what waits for them: {Reason}", party.Key.Value, error.Message);
            }
        }

        return new JobOutcome(seen, told, broke, RunNote.Of("told", ("matters", seen), ("messages", told)));
    }

    private async Task<int> Tell(PartyId party, Recipient[] people, AskedMatters matters, CancellationToken cancel)
    {
        await using var work = await database.BeginJob(cancel);
        var keys = matters.First.Select(matter => matter.Key).Distinct().Order(StringComparer.Ordinal).ToArray();
        if (matters.First.Count == matters.Count)
        {
            await End(work, party, keys);
        }

        // In the order of their keys, so that two runs at once lock alike; the later one finds them told.
        var fresh = (await work.Connection.QueryAsync<string>(
            """
            insert into matter_told as t (owner_id, matter)
            select @owner, key from unnest(@keys) with ordinality as k (key, n) order by n
            on conflict on constraint matter_told_pkey do update set told_at = now(), ended_at = null
                where t.ended_at is not null and t.told_at < now() - interval '1 day'
            returning matter
            """,
            new { owner = party.Value, keys })).ToHashSet(StringComparer.Ordinal);
        AskedMatter[] news = [.. matters.First.Where(matter => fresh.Contains(matter.Key) && !matter.IsToldElsewhere)];
        var written = 0;
        foreach (var person in people)
        {
            foreach (var (kind, named, link, matter) in Messages(person.Roles, person.Choice.Unwanted, news))
            {
                MessageLog.Add(work, party, person.Person, kind, named, link, matter);
                written++;
            }
        }

        await work.Commit(cancel);
        return written;
    }

    /// <summary>What is no longer open has ended, and needs no reading any more.</summary>
    private static Task End(Work work, PartyId party, string[] open) => work.Connection.ExecuteAsync(
        """
        with ended as (
            update matter_told set ended_at = now() where owner_id = @owner and ended_at is null and matter <> all (@open)
            returning matter)
        update message set read_at = now() where owner_id = @owner and read_at is null and matter in (select matter from ended)
        """,
        new { owner = party.Value, open });
}
