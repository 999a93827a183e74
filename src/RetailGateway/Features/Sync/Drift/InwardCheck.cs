using System.Runtime.CompilerServices;
using Dapper;
using Npgsql;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Features.Sync.Streams;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Drift;

/// <summary>
/// Holds our fold of a partner's own stock against its snapshot, both as of the snapshot's cursor: the stream is let
/// come at least that far, then held still, and what the partner's feed tells after the cursor is passed over. Where there
/// is no feed, a difference counts only if it stands in another snapshot as well.
/// </summary>
internal sealed class InwardCheck(NpgsqlDataSource jobs, DriftStream stream, IReadsStock partner, PartyBook book, InwardStage stage)
{
    private const int MostPages = 10_000;
    private const int MostPlaces = 1_000;

    /// <summary>How long the stream may need to come as far as the snapshot.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(250);

    private readonly ConnectionId connection = new(stream.ConnectionId);
    private readonly HashSet<string> unknownPlaces = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Places of the snapshot that are none of the party's; null before it was read, and where it has too many to tell.</summary>
    internal IReadOnlyCollection<string>? UnknownPlaces { get; private set; }

    internal async Task<DriftReading> Read(CancellationToken cancel)
    {
        var (cursor, asOf, strange) = await Snapshot(stage.Add, cancel);
        if (cursor is null)
        {
            await BeginAgain(cancel);
        }

        await CaughtUp(cancel);
        await using var hold = await StreamHold.Take(jobs, stream, cancel)
            ?? throw new Unanswered("The stream did not rest long enough to be compared.");
        if (cursor is null)
        {
            await Snapshot(
                async (lines, ending) =>
                {
                    await hold.Extend(ending);
                    await stage.AddAgain(lines, ending);
                },
                cancel);
            await stage.PassOverUnsteady(cancel);
        }
        else
        {
            await foreach (var page in ChangesFrom(cursor, hold.Extend, cancel))
            {
                await stage.PassOver([.. page.Select(Resolve).OfType<StagedLine>()], cancel);
            }
        }

        await stage.PassOverSince(asOf, cancel);
        var differences = await stage.Differences(cancel);
        await hold.Extend(cancel);
        var (compared, inFlight) = await stage.Counts(cancel);
        return new DriftReading(compared, inFlight, differences, cursor, asOf, strange);
    }

    /// <summary>The partner's entries after a cursor, all there are now, a page at a time.</summary>
    /// <exception cref="Unanswered">It can no longer tell them.</exception>
    internal async IAsyncEnumerable<IReadOnlyList<PartnerEntry>> ChangesFrom(
        string cursor, Func<CancellationToken, Task> extend, [EnumeratorCancellation] CancellationToken cancel)
    {
        var tells = partner as IReadsStockChanges ?? throw new Unanswered("It has no feed of changes.");
        for (var page = 0; page < MostPages; page++)
        {
            await extend(cancel);
            var changes = Answered.Value(await tells.ReadChanges(cursor, cancel));
            yield return changes.Changes;
            if (!changes.More || changes.Changes.Count == 0)
            {
                yield break;
            }

            cursor = changes.Next;
        }

        throw new Unanswered($"Its changes did not end within {MostPages} pages.");
    }

    /// <summary>The position and the quantity that a partner's line means, as the ledger would take it.</summary>
    internal StagedLine? Resolve(PartnerEntry entry) => StagedLine.Of(book, connection, entry);

    private async Task<(string? Cursor, DateTimeOffset? AsOf, long Strange)> Snapshot(
        Func<IReadOnlyCollection<StagedLine>, CancellationToken, Task> add, CancellationToken cancel)
    {
        var strange = 0L;
        DateTimeOffset? asOf = null;
        string? continuation = null;
        for (var number = 0; number < MostPages; number++)
        {
            var page = Answered.Value(await partner.ReadSnapshot(continuation, cancel));
            var known = page.Balances.Select(Resolve).OfType<StagedLine>().ToList();
            strange += page.Balances.Count - known.Count;
            if (known.Count < page.Balances.Count && unknownPlaces.Count < MostPlaces)
            {
                unknownPlaces.UnionWith(page.Balances.Select(line => line.Location).Where(place => !book.Locations.ContainsKey(place)));
            }

            asOf ??= page.Balances.Count > 0 ? page.Balances[0].OccurredAt : null;
            await add(known, cancel);
            if (page.Continuation is null)
            {
                UnknownPlaces = unknownPlaces.Count < MostPlaces ? unknownPlaces : null;
                return (page.Cursor, asOf, strange);
            }

            continuation = page.Continuation;
        }

        throw new Unanswered($"Its snapshot did not end within {MostPages} pages.");
    }

    /// <summary>
    /// Has the stream take a snapshot now: of one that it took, or began, before ours nobody could tell what the partner
    /// recorded in between.
    /// </summary>
    private async Task BeginAgain(CancellationToken cancel)
    {
        await using var waking = await jobs.OpenConnectionAsync(cancel);
        await waking.ExecuteAsync(new CommandDefinition(
            $"""
            update sync_stream set cursor = null, fence = fence + 1, next_attempt_at = now(), {StreamRows.Free}
            where owner_id = @ConnectionOwnerId and connection_id = @ConnectionId and kind = 'stock_in'
            """,
            stream,
            cancellationToken: cancel));
    }

    /// <summary>Waits for a reading of the stream that began after the snapshot and found nothing more.</summary>
    private async Task CaughtUp(CancellationToken cancel)
    {
        await using var asking = await jobs.OpenConnectionAsync(cancel);
        var since = await asking.ExecuteScalarAsync<DateTime>(new CommandDefinition("select now()", cancellationToken: cancel));
        for (var waited = TimeSpan.Zero; waited < Patience; waited += LookAgain)
        {
            if (await asking.ExecuteScalarAsync<bool>(new CommandDefinition(
                """
                select exists (
                    select from sync_stream
                    where owner_id = @ConnectionOwnerId and connection_id = @ConnectionId and kind = 'stock_in'
                        and last_attempt_at > @since and last_success_at > last_attempt_at and next_attempt_at > last_success_at)
                """,
                new { stream.ConnectionOwnerId, stream.ConnectionId, since },
                cancellationToken: cancel)))
            {
                return;
            }

            await Task.Delay(LookAgain, cancel);
        }

        throw new Unanswered("Our reading of its changes did not come as far as its snapshot.");
    }
}
