using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Threading.Channels;
using Dapper;
using RetailGateway.Access.People;
using RetailGateway.Database;

namespace RetailGateway.Features.Sync.Live;

/// <summary>
/// Tells whoever looks at a page that something of their party's has changed, and never what. One look a second at the
/// store serves everybody of this process, however many they are; while nobody looks the store is not asked at all, and
/// nothing that writes ever pays for it.
/// </summary>
internal sealed class LiveChanges(GatewayDb database, Sessions sessions, TimeProvider time, ILogger<LiveChanges> log) : BackgroundService
{
    /// <summary>Lines that one person may hold open: a window each, and room for those that are being closed.</summary>
    private const int MostLines = 20;

    /// <summary>Every so many looks a line is told something in any case, so that a browser knows that it is alive.</summary>
    private const int Beat = 15;

    /// <summary>How many open matters are counted: beyond that a new one shows by its number, and a mended one a little later.</summary>
    private const int MostCounted = 10_000;

    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<LiveLine, bool> lines = new();
    private readonly Channel<bool> arrivals = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>As of the last look, of the parties that are looked at.</summary>
    private volatile FrozenDictionary<int, LiveStamps> known = FrozenDictionary<int, LiveStamps>.Empty;

    /// <summary>Whether the store is being asked: somebody looks.</summary>
    internal bool IsLooking { get; private set; }

    /// <summary>How everything stands; a page asks before it reads what it shows, so that no change falls between the two.</summary>
    internal async ValueTask<LiveStamps> Seen(Visitor visitor, CancellationToken cancel)
    {
        var party = visitor.Caller.Party.Value;
        return known.TryGetValue(party, out var stamps) ? stamps : (await Read([party], cancel)).GetValueOrDefault(party, LiveStamps.None);
    }

    /// <summary>Opens a line for somebody; whoever disposes of it closes it. Null where they hold too many.</summary>
    internal LiveLine? Open(Visitor visitor)
    {
        if (lines.Keys.Count(line => line.Person == visitor.Person) >= MostLines)
        {
            return null;
        }

        var line = new LiveLine(visitor, Close);
        if (known.TryGetValue(line.Party, out var stamps))
        {
            line.Tell(stamps, again: true);
        }

        lines[line] = true;
        arrivals.Writer.TryWrite(true);
        return line;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await arrivals.Reader.ReadAsync(stoppingToken);
            IsLooking = true;
            try
            {
                for (var look = 0; !lines.IsEmpty; look++)
                {
                    await Look(again: look % Beat == 0, stoppingToken);
                    await Task.Delay(Pace, time, stoppingToken);
                }
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // A line that says nothing would look like one on which nothing happens: the browsers are to know.
                log.LogWarning("Pages do not renew themselves just now: {Reason}", error.Message);
                EndAll();
                await Task.Delay(AfterFailure, time, stoppingToken);
            }
            finally
            {
                known = FrozenDictionary<int, LiveStamps>.Empty;
                IsLooking = false;
            }
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        EndAll();
        await base.StopAsync(cancellationToken);
    }

    private async Task Look(bool again, CancellationToken cancel)
    {
        var open = lines.Keys.ToArray();
        var signedIn = await sessions.SignedIn([.. open.Select(line => line.Session).Distinct()], cancel);
        var read = await Read([.. open.Select(line => line.Party).Distinct()], cancel);
        known = read.ToFrozenDictionary();
        foreach (var line in open)
        {
            if (!signedIn.Contains(line.Session))
            {
                line.End();
            }
            else if (read.TryGetValue(line.Party, out var stamps))
            {
                line.Tell(stamps, again);
            }
        }
    }

    private async Task<Dictionary<int, LiveStamps>> Read(int[] parties, CancellationToken cancel)
    {
        await using var connection = await database.Jobs.OpenConnectionAsync(cancel);
        var rows = await connection.QueryAsync<(int Party, string Matters, string Streams, string Stock)>(new CommandDefinition(
            """
            select p.owner_id,
                md5(concat_ws(' ',
                    (select max(f.conflict_id) from conflict f where f.owner_id = p.owner_id),
                    (select count(*) from (select from conflict f where f.owner_id = p.owner_id and f.closed_at is null limit @most) few),
                    (select max(r.review_item_id) from review_item r where r.owner_id = p.owner_id),
                    (select count(*) from (
                        select from review_item r where r.owner_id = p.owner_id and r.applied_at is null and r.dismissed_at is null limit @most) few),
                    (select max(a.audit_id) from audit_entry a where a.owner_id = p.owner_id))),
                md5(coalesce((
                    select string_agg(concat_ws(' ', s.owner_id, s.connection_id, s.kind, s.counterparty_id, s.last_error_code, s.parked_because is null, s.last_success_at is null), ','
                        order by s.owner_id, s.connection_id, s.kind, s.counterparty_id)
                    from sync_stream s
                    where s.owner_id = p.owner_id or s.counterparty_id = p.owner_id
                        or p.kind = 'authority' and s.owner_id in (select e.owner_id from party e where e.environment = p.environment)), '')),
                md5(coalesce((select sum(h.position) from feed_head h where h.owner_id = p.owner_id), 0)::text)
            from party p
            where p.owner_id = any (@parties)
            """,
            new { parties, most = MostCounted },
            cancellationToken: cancel));
        return rows.ToDictionary(row => row.Party, row => new LiveStamps(row.Matters[..8], row.Streams[..8], row.Stock[..8]));
    }

    private void Close(LiveLine line) => lines.TryRemove(line, out _);

    /// <summary>Ends every line of this process; whose browser is there still comes again.</summary>
    internal void EndAll()
    {
        foreach (var line in lines.Keys)
        {
            line.End();
        }
    }
}

/// <summary>How a party's things stand, topic by topic: a text that is another one after a change, and says nothing else.</summary>
/// <param name="Matters">Conflicts, lines in review, and what people decided.</param>
/// <param name="Streams">The state of the streams that concern it; their figures move without a word.</param>
/// <param name="Stock">What was told to its systems.</param>
internal sealed record LiveStamps(string Matters, string Streams, string Stock)
{
    /// <summary>Of a party that is none.</summary>
    internal static readonly LiveStamps None = new("", "", "");

    /// <summary>As a page carries it, and as it is told.</summary>
    public override string ToString() => $"matters={Matters} streams={Streams} stock={Stock}";
}

/// <summary>One browser that is told. It costs an object: what a slow reader has not taken is replaced by what is newer.</summary>
internal sealed class LiveLine(Visitor visitor, Action<LiveLine> close) : IDisposable
{
    private readonly Channel<LiveStamps> told = Channel.CreateBounded<LiveStamps>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private LiveStamps? last;

    /// <summary>Whose it is.</summary>
    internal int Person => visitor.Person;

    /// <summary>Where they are signed in; the line ends with it.</summary>
    internal Guid Session => visitor.Session;

    /// <summary>Whose changes are told.</summary>
    internal int Party => visitor.Caller.Party.Value;

    /// <summary>What is told, until the line ends.</summary>
    internal IAsyncEnumerable<LiveStamps> Told(CancellationToken cancel) => told.Reader.ReadAllAsync(cancel);

    /// <summary>Tells how things stand, where that is news or is due in any case.</summary>
    internal void Tell(LiveStamps stamps, bool again)
    {
        if (again || stamps != last)
        {
            last = stamps;
            told.Writer.TryWrite(stamps);
        }
    }

    /// <summary>Ends it: the browser comes again, or is not let in any more.</summary>
    internal void End() => told.Writer.TryComplete();

    /// <inheritdoc/>
    public void Dispose()
    {
        End();
        close(this);
    }
}
