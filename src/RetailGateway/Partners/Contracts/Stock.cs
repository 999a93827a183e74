using RetailGateway.Domain.Stock;

namespace RetailGateway.Partners.Contracts;

/// <summary>A partner dialect. It has only the capabilities its partner has.</summary>
internal interface IConnector
{
    /// <summary>The dialect's name in table connection: "basmalah".</summary>
    string Dialect { get; }

    /// <summary>live or test: whose goods this way leads to. Nothing crosses the two.</summary>
    string Environment { get; }
}

/// <summary>Takes what a cooperative has available.</summary>
internal interface IPublishesStock : IConnector
{
    /// <summary>The most lines of one send.</summary>
    int MostLines { get; }

    /// <summary>Whether the partner takes goods of this cooperative from us: we hold a key for it.</summary>
    bool Knows(string cooperative);

    /// <summary>Sends; each line gets its verdict, in the order of the lines.</summary>
    Task<Outcome<IReadOnlyList<LineOutcome>>> Publish(StockSend send, CancellationToken cancel);

    /// <summary>Asks what became of a send that was answered by silence.</summary>
    Task<Outcome<Found>> AskAfter(StockSend send, CancellationToken cancel);
}

/// <summary>Shows what it holds of what it was told, so that both sides can be compared.</summary>
internal interface IShowsStock : IPublishesStock
{
    /// <summary>A page of what the partner holds of a cooperative; the first one where <paramref name="continuation"/> is null.</summary>
    Task<Outcome<HeldPage>> ReadHeld(string cooperative, string? continuation, CancellationToken cancel);
}

/// <summary>Tells its own stock as a whole. Of a partner that can do no more, one snapshot is taken after the other.</summary>
internal interface IReadsStock : IConnector
{
    /// <summary>From the end of a snapshot to the beginning of the next one.</summary>
    TimeSpan SnapshotsEvery { get; }

    /// <summary>A page of a snapshot; the first one where <paramref name="continuation"/> is null.</summary>
    Task<Outcome<StockSnapshot>> ReadSnapshot(string? continuation, CancellationToken cancel);

    /// <summary>The code of a refusal that means: this cursor is too old, take a snapshot.</summary>
    internal const string CursorGone = "cursor-gone";
}

/// <summary>Tells its own stock by changes from a cursor on, and as a whole where there is no cursor.</summary>
internal interface IReadsStockChanges : IReadsStock
{
    /// <summary>The feed goes on where the snapshot ends: another is taken only where the cursor is gone.</summary>
    TimeSpan IReadsStock.SnapshotsEvery => TimeSpan.Zero;

    /// <summary>The changes after a cursor. <see cref="Outcome{T}.Rejected"/> with <see cref="IReadsStock.CursorGone"/> asks for a snapshot.</summary>
    Task<Outcome<StockChanges>> ReadChanges(string cursor, CancellationToken cancel);
}

/// <summary>One send of a cooperative's availability.</summary>
/// <param name="SendId">Ours, unique for ever: asked after when the answer is lost.</param>
/// <param name="Cooperative">The cooperative's code.</param>
/// <param name="Lines">At most <see cref="IPublishesStock.MostLines"/>.</param>
internal sealed record StockSend(string SendId, string Cooperative, IReadOnlyList<StockLine> Lines);

/// <summary>What is available of one product at one location.</summary>
/// <param name="LocationId">The position's location.</param>
/// <param name="ProductId">The position's product.</param>
/// <param name="Location">The location's code.</param>
/// <param name="Item">The partner's item code.</param>
/// <param name="Pack">The pack it is mapped to.</param>
/// <param name="Factor">Base units in that pack.</param>
/// <param name="BaseUnit">What the quantity counts.</param>
/// <param name="Available">In base units, never below zero.</param>
/// <param name="Version">The position's version.</param>
/// <param name="AsOf">When it was so.</param>
/// <param name="Withdrawn">The partner may not see it any more: zero is told, once.</param>
/// <param name="Trace">The trace (W3C traceparent) of the change that it tells, where one is recorded.</param>
/// <param name="Refusals">How often in a row the partner has refused it.</param>
internal sealed record StockLine(
    int LocationId, int ProductId, string Location, string Item, string Pack, decimal Factor, string BaseUnit,
    decimal Available, long Version, DateTimeOffset AsOf, bool Withdrawn = false, string? Trace = null, int Refusals = 0);

/// <summary>What became of one line.</summary>
/// <param name="Held">The version the partner holds now; null where it refused the line or its answer is unclear.</param>
/// <param name="Code">Why it was not taken, by the partner's code or ours; null where it was.</param>
/// <param name="Words">Why, in words.</param>
internal sealed record LineOutcome(long? Held, string? Code = null, string? Words = null);

/// <summary>What a partner answers to the question after a send.</summary>
/// <param name="Verdicts">By line; null where the send never arrived.</param>
internal sealed record Found(IReadOnlyList<LineOutcome>? Verdicts);

/// <summary>A page of what a partner holds of a cooperative's availability.</summary>
/// <param name="Lines">In the partner's order.</param>
/// <param name="Continuation">For the next page; null on the last.</param>
internal sealed record HeldPage(IReadOnlyList<HeldLine> Lines, string? Continuation);

/// <summary>What a partner holds of one item.</summary>
/// <param name="Location">The cooperative's location code.</param>
/// <param name="Item">The partner's item code.</param>
/// <param name="Quantity">In base units; null where the line could not be read.</param>
/// <param name="Version">Of the position, by what the partner was told.</param>
internal sealed record HeldLine(string Location, string Item, decimal? Quantity, long Version);

/// <summary>Changes of a partner's own stock.</summary>
/// <param name="Changes">In the partner's order.</param>
/// <param name="Next">Where to go on.</param>
/// <param name="More">There is more at once.</param>
internal sealed record StockChanges(IReadOnlyList<PartnerEntry> Changes, string Next, bool More);

/// <summary>A page of a partner's whole stock.</summary>
/// <param name="Balances">Counts as of the snapshot.</param>
/// <param name="Continuation">For the next page; null on the last.</param>
/// <param name="Cursor">Where the change feed goes on after this snapshot; null where the partner has none.</param>
internal sealed record StockSnapshot(IReadOnlyList<PartnerEntry> Balances, string? Continuation, string? Cursor);

/// <summary>An entry of a partner's own stock, in its own codes.</summary>
/// <param name="Id">The partner's id of it, for ever.</param>
/// <param name="Location">The partner's location code.</param>
/// <param name="Item">The partner's item code.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Quantity">In base units; null where the line could not be read: it is kept for a person.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="Document">The partner's document, or why the line could not be read.</param>
internal sealed record PartnerEntry(
    string Id, string Location, string Item, EntryKind Kind, decimal? Quantity, DateTimeOffset OccurredAt, string? Document);
