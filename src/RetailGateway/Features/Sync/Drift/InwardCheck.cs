using System.Runtime.CompilerServices;
using Dapper;
using Npgsql;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Catalogue.Contracts;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Features.Sync.Drift;

/// <summary>
/// Holds our fold of a partner's own stock against its snapshot, both as of the snapshot's cursor: the stream is let
/// come at least that far, then held still, and what the partner's feed tells after the cursor is passed over.
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
        var (cursor, asOf, strange) = await Snapshot(cancel);
        await CaughtUp(cancel);
        await using var hold = await StreamHold.Take(jobs, stream, cancel)
            ?? throw new Unanswered("The stream did not rest long enough to be compared.");
        await foreach (var page in ChangesFrom(cursor, hold.Extend, cancel))
        {
            await stage.PassOver([.. page.Select(Resolve).OfType<StagedLine>()], cancel);
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
        for (var page = 0; page < MostPages; page++)
        {
            await extend(cancel);
            var changes = Answered.Value(await partner.ReadChanges(cursor, cancel));
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
    internal StagedLine? Resolve(PartnerEntry entry) =>
        entry.Quantity is { } quantity
        && book.Locations.TryGetValue(entry.Location, out var location)
        && book.Find(connection, entry.Item, entry.OccurredAt) is { } pack
        && pack.InBaseUnits(Quantity.FromDecimal(quantity)) is { } inBaseUnits
            ? new StagedLine(location.Id.Value, pack.Product.Id.Value, inBaseUnits)
            : null;

    private async Task<(string Cursor, DateTimeOffset? AsOf, long Strange)> Snapshot(CancellationToken cancel)
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
            await stage.Add(known, cancel);
            if (page.Continuation is null)
            {
                UnknownPlaces = unknownPlaces.Count < MostPlaces ? unknownPlaces : null;
                return (page.Cursor, asOf, strange);
            }

            continuation = page.Continuation;
        }

        throw new Unanswered($"Its snapshot did not end within {MostPages} pages.");
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
