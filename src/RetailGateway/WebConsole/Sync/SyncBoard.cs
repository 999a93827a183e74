using RetailGateway.Access.People;
using RetailGateway.Features.Messages;
using RetailGateway.Features.Sync;
using RetailGateway.Features.Sync.Conflicts;
using RetailGateway.WebConsole.Kit;
using RetailGateway.WebConsole.Matters;

namespace RetailGateway.WebConsole.Sync;

/// <summary>One matter of the to-do lists.</summary>
/// <param name="Key">What tells it from the others.</param>
/// <param name="Tone">Bad is one's own turn.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Why">Where, since when, whose turn.</param>
/// <param name="Rupiah">What may be lost at most; null where nobody knows.</param>
/// <param name="Href">Where it is worked; null where it is not worked here.</param>
/// <param name="Action">What is done there.</param>
internal sealed record OpenMatter(string Key, Tone Tone, string Title, string Why, decimal? Rupiah, string? Href = null, string? Action = null);

/// <summary>The matters whose turn is one side's.</summary>
/// <param name="First">The dearest, as many as are shown.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Rupiah">What may be lost by those that have a price.</param>
/// <param name="Unpriced">How many have none.</param>
internal sealed record TurnOfMatters(IReadOnlyList<OpenMatter> First, long Count, decimal Rupiah, long Unpriced);

/// <summary>One stream as a row.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="IsYours">The visitor is one of those whose turn it is.</param>
/// <param name="Tone">Its state.</param>
/// <param name="Lags">The longest lag of each of the last hours; null where nothing was noted.</param>
/// <param name="Limit">How far behind it may be; null where that is not known.</param>
internal sealed record StreamRow(SyncStream Stream, bool IsYours, Tone Tone, IReadOnlyList<decimal?> Lags, TimeSpan? Limit)
{
    /// <summary>The longest of them; null where none was noted.</summary>
    internal decimal? Longest { get; } = Lags.Max();

    /// <summary>Of how many hours nothing was noted.</summary>
    internal int Unnoted { get; } = Lags.Count == 0 ? LagHistory.Hours : Lags.Count(lag => lag is null);
}

/// <summary>What the sync page shows, sorted by whose turn it is. Pure: made from what was read.</summary>
internal sealed class SyncBoard
{
    /// <summary>As many matters as one looks through; the rest is counted.</summary>
    internal const int Shown = 8;

    private const string Console = "console";

    private SyncBoard(IReadOnlyList<(SyncConnection, IReadOnlyList<StreamRow>)> connections, TurnOfMatters mine, TurnOfMatters others, long colleagues) =>
        (Connections, Mine, Others, Colleagues) = (connections, mine, others, colleagues);

    /// <summary>What waits for the visitor.</summary>
    internal TurnOfMatters Mine { get; }

    /// <summary>What waits for somebody else.</summary>
    internal TurnOfMatters Others { get; }

    /// <summary>How many of those wait for others of the visitor's own party.</summary>
    internal long Colleagues { get; }

    /// <summary>Every connection with its streams; a console is one once somebody has recorded there.</summary>
    internal IReadOnlyList<(SyncConnection Connection, IReadOnlyList<StreamRow> Streams)> Connections { get; }

    /// <summary>All streams.</summary>
    internal IEnumerable<StreamRow> Streams => Connections.SelectMany(connection => connection.Streams);

    /// <summary>How many streams are in this state.</summary>
    internal int Count(Tone tone) => Streams.Count(row => row.Tone == tone);

    /// <summary>The answer of one second: what is not known is never well.</summary>
    internal Tone Answer => this switch
    {
        { Mine.Count: > 0 } => Kit.Tone.Bad,
        { Others.Count: > 0 } => Kit.Tone.Wait,
        _ when Streams.Any(row => row.Tone == Kit.Tone.Wait) => Kit.Tone.Wait,
        _ when Streams.Any(row => row.Tone != Kit.Tone.Ok) || !IsHeardOf => Kit.Tone.Unknown,
        _ => Kit.Tone.Ok,
    };

    /// <summary>Some system has told something; where there is none, people count, and somebody has recorded what they found.</summary>
    private bool IsHeardOf => (Connections.Any(IsSystem) ? Connections.Where(IsSystem) : Connections).Any(one => one.Streams.Count > 0 || one.Connection.LastEntryAt is not null);

    /// <summary>Sorts what was read.</summary>
    /// <param name="visitor">Whoever looks: what is their party's turn is theirs where they work matters, and else their colleagues'.</param>
    /// <param name="overview">What was read.</param>
    /// <param name="words">What is said of streams.</param>
    /// <param name="matters">What is said of matters.</param>
    internal static SyncBoard Of(Visitor visitor, SyncOverview overview, SyncWords words, MatterWords matters)
    {
        var (status, open, lags, limits) = overview;
        var works = Concern.Is(visitor.Roles, ofAdministrator: false);
        var connections = status.Connections.Where(connection => connection.Streams.Count > 0 || connection.Kind != Console || connection.LastEntryAt is not null)
            .Select(connection => (connection, (IReadOnlyList<StreamRow>)[.. connection.Streams.Select(stream =>
                new StreamRow(
                    stream, IsYours(visitor, stream), Tone(visitor, stream), lags.GetValueOrDefault((connection.Id, stream.Kind, stream.Party)) ?? [], limits.Of(connection.Dialect, stream.Kind)))])).ToList();
        var streams = connections.SelectMany(connection => connection.Item2.Select(row => (connection.connection, row))).ToLookup(pair => pair.row.IsYours);
        var own = open.Mine.Select(matter => Conflict(matter, works))
            .Concat(open.Codes.Select(code => new OpenMatter($"code-{code.First}", works ? Kit.Tone.Bad : Kit.Tone.Wait, matters.CodeAsk(code.ItemCode), Whose(matters.CodeWhy(code)), null, $"/sync/review/{code.First}", matters.Choose)));
        var mineOfStreams = streams[true]
            .Select(pair => new OpenMatter(Key(pair), Kit.Tone.Bad, words.Title(pair.connection, pair.row.Stream), words.News(pair.row.Stream), null, $"/work/streams/{pair.row.Stream.WorkId}", words.Look)).ToList();
        var othersOfStreams = streams[false].Where(pair => pair.row is { Tone: Kit.Tone.Wait, Stream.Turn: not WhoseTurn.Nobody })
            .Select(pair => new OpenMatter(Key(pair), Kit.Tone.Wait, words.Title(pair.connection, pair.row.Stream), $"{words.TurnOf(pair.row.Stream.Turn, pair.connection, visitor.Kind)}. {words.News(pair.row.Stream)}", null)).ToList();
        var counts = open.Counts.ToLookup(count => works && IsOwn(count));
        return new SyncBoard(
            connections,
            Turn((works ? own : []).Concat(mineOfStreams), counts[true], works ? open.CodeCount : 0, mineOfStreams.Count),
            Turn((works ? [] : own).Concat(open.Others.Select(matter => Conflict(matter, yours: false))).Concat(othersOfStreams), counts[false], works ? 0 : open.CodeCount, othersOfStreams.Count),
            works ? 0 : open.Counts.Where(IsOwn).Sum(count => count.Count) + open.CodeCount + streams[false].Count(pair => pair.row.Stream.Turn == WhoseTurn.You));

        OpenMatter Conflict(NamedConflict matter, bool yours) => new(
            $"conflict-{matter.Conflict.Id}", yours ? Kit.Tone.Bad : Kit.Tone.Wait, matters.Title(matter), matter.Conflict.ActsNext == "owner" ? Whose(matters.Why(matter)) : matters.Why(matter),
            matter.Conflict.RupiahAtRisk, $"/sync/conflicts/{matter.Conflict.Id}", matters.Solve);

        string Whose(string why) => works ? why : $"{words.Colleagues(visitor.Kind)}. {why}";
    }

    /// <summary>A stream's state: whoever must act comes first, then whether anything is known at all.</summary>
    private static Tone Tone(Visitor visitor, SyncStream stream) => stream switch
    {
        _ when IsYours(visitor, stream) || (stream.OwnConflicts > 0 && Concern.Is(visitor.Roles, ofAdministrator: false)) => Kit.Tone.Bad,
        { Turn: WhoseTurn.You or WhoseTurn.Partner or WhoseTurn.Owner } or { Conflicts: > 0 } or { Turn: WhoseTurn.Administrator, LastSuccessAt: not null }
            or { LastErrorCode: not null } or { LastError: not null } => Kit.Tone.Wait,
        { LastSuccessAt: null } => Kit.Tone.Unknown,
        _ => Kit.Tone.Ok,
    };

    private static bool IsYours(Visitor visitor, SyncStream stream) => stream.Turn switch
    {
        WhoseTurn.You => Concern.Is(visitor.Roles, ofAdministrator: false),
        WhoseTurn.Administrator => Concern.Is(visitor.Roles, ofAdministrator: true),
        _ => false,
    };

    private static bool IsOwn(ConflictCount count) => count.ActsNext == "owner";

    /// <summary>Streams have a turn and no price of their own: what they cost is in the conflicts.</summary>
    private static TurnOfMatters Turn(IEnumerable<OpenMatter> read, IEnumerable<ConflictCount> counted, long codes, int streams)
    {
        var counts = counted.ToList();
        return new TurnOfMatters(
            [.. read.OrderByDescending(matter => matter.Rupiah ?? -1).Take(Shown)],
            counts.Sum(count => count.Count) + codes + streams,
            counts.Sum(count => count.Rupiah),
            counts.Sum(count => count.Unpriced) + codes);
    }

    private static bool IsSystem((SyncConnection Connection, IReadOnlyList<StreamRow> Streams) one) => one.Connection.Kind != Console;

    private static string Key((SyncConnection Connection, StreamRow Row) pair) => $"stream-{pair.Connection.Id}-{pair.Row.Stream.Kind}-{pair.Row.Stream.Party}";
}
