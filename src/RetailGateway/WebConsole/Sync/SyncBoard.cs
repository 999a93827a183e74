using RetailGateway.Domain.Parties;
using RetailGateway.Features.Sync;
using RetailGateway.Features.Sync.Conflicts;
using RetailGateway.Features.Sync.Review;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Sync;

/// <summary>One matter of the to-do lists.</summary>
/// <param name="Tone">Bad is one's own turn.</param>
/// <param name="Title">What is to be done.</param>
/// <param name="Why">Where, since when, whose turn.</param>
/// <param name="Rupiah">What may be lost at most; null where it has no price.</param>
internal sealed record OpenMatter(Tone Tone, string Title, string Why, decimal? Rupiah);

/// <summary>One stream as a row.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Tone">Its state.</param>
internal sealed record StreamRow(SyncStream Stream, Tone Tone);

/// <summary>What the sync page shows, sorted by whose turn it is. Pure: made from what was read.</summary>
internal sealed class SyncBoard
{
    private SyncBoard(SyncStatus status, IReadOnlyList<OpenMatter> mine, IReadOnlyList<OpenMatter> others)
    {
        Connections = [.. status.Connections.Where(connection => connection.Streams.Count > 0 || connection.Kind != "console")
            .Select(connection => (connection, (IReadOnlyList<StreamRow>)[.. connection.Streams.Select(stream => new StreamRow(stream, Tone(stream)))]))];
        Mine = mine;
        Others = others;
    }

    /// <summary>What waits for the visitor's party, most rupiah first.</summary>
    internal IReadOnlyList<OpenMatter> Mine { get; }

    /// <summary>What waits for somebody else, most rupiah first.</summary>
    internal IReadOnlyList<OpenMatter> Others { get; }

    /// <summary>Every connection but a console without streams, with its streams.</summary>
    internal IReadOnlyList<(SyncConnection Connection, IReadOnlyList<StreamRow> Streams)> Connections { get; }

    /// <summary>All streams.</summary>
    internal IEnumerable<StreamRow> Streams => Connections.SelectMany(connection => connection.Streams);

    /// <summary>How many streams are in this state.</summary>
    internal int Count(Tone tone) => Streams.Count(row => row.Tone == tone);

    /// <summary>Sorts what was read.</summary>
    /// <param name="kind">The visitor's party: the authority sees neither matters nor rupiah.</param>
    /// <param name="status">How the streams stand.</param>
    /// <param name="conflicts">What is open.</param>
    /// <param name="review">The lines whose code nobody has mapped.</param>
    /// <param name="words">What is said.</param>
    internal static SyncBoard Of(
        PartyKind kind, SyncStatus status, IReadOnlyList<Conflict> conflicts, IReadOnlyList<ReviewItem> review, SyncWords words)
    {
        var streams = status.Connections.SelectMany(connection => connection.Streams.Select(stream => (connection, stream))).ToList();
        var mine = conflicts.Where(conflict => conflict.ActsNext == "owner")
            .Select(conflict => new OpenMatter(Kit.Tone.Bad, words.Title(conflict), words.Why(conflict), conflict.RupiahAtRisk))
            .Concat(review.GroupBy(line => (line.Connection, line.ItemCode))
                .Select(lines => new OpenMatter(Kit.Tone.Bad, words.Unmapped(lines.Key.ItemCode), words.UnmappedWhy(lines.Key.Connection, lines.Count(), lines.Min(line => line.OpenedAt)), null)))
            .Concat(streams.Where(pair => pair.stream.Turn == WhoseTurn.You)
                .Select(pair => new OpenMatter(Kit.Tone.Bad, words.Title(pair.connection, pair.stream), words.News(pair.stream), pair.stream.RupiahAtRisk)));
        var others = conflicts.Where(conflict => conflict.ActsNext != "owner")
            .Select(conflict => new OpenMatter(Kit.Tone.Wait, words.Title(conflict), words.Why(conflict), conflict.RupiahAtRisk))
            .Concat(streams.Where(pair => Tone(pair.stream) == Kit.Tone.Wait)
                .Select(pair => new OpenMatter(Kit.Tone.Wait, words.Title(pair.connection, pair.stream), $"{words.TurnOf(pair.stream.Turn, pair.connection)}. {words.News(pair.stream)}", kind == PartyKind.Authority ? null : pair.stream.RupiahAtRisk)));
        return new SyncBoard(status, Sorted(mine), Sorted(others));
    }

    /// <summary>A stream's state: whoever must act comes first, then whether anything is known at all.</summary>
    internal static Tone Tone(SyncStream stream) => stream switch
    {
        { Turn: WhoseTurn.You } or { Conflicts: > 0 } => Kit.Tone.Bad,
        { Turn: WhoseTurn.Partner } or { Turn: WhoseTurn.Administrator, LastSuccessAt: not null } or { LastError: not null } => Kit.Tone.Wait,
        { LastSuccessAt: null } => Kit.Tone.Unknown,
        _ => Kit.Tone.Ok,
    };

    private static OpenMatter[] Sorted(IEnumerable<OpenMatter> matters) => [.. matters.OrderByDescending(matter => matter.Rupiah ?? 0)];
}
