using System.Text.Json;

namespace RetailGateway.Client;

/// <summary>A difference between our book and a partner's.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Stream">stock_out (the partner's copy of a cooperative's availability) or stock_in (our copy of the partner's own stock).</param>
/// <param name="Partner">The code of the party whose system is at the other end.</param>
/// <param name="Owner">The code of the party whose goods they are.</param>
/// <param name="Location">Where.</param>
/// <param name="Product">The owner's item code.</param>
/// <param name="Kind">lost, doubled, pack_factor, wrong_product, stale or unexplained.</param>
/// <param name="Ours">By our book, in base units.</param>
/// <param name="Difference">What the partner has too much; below zero, too little.</param>
/// <param name="FirstSeenAt">When a check found it first.</param>
/// <param name="LastSeenAt">When a check found it last.</param>
/// <param name="Hours">How long it stood, or has stood.</param>
/// <param name="Evidence">What both sides have to say of it.</param>
/// <param name="Theirs">By the partner's; null where it has no line of it.</param>
/// <param name="RupiahAtRisk">The difference at the dearest price in force; null where the terms have none.</param>
/// <param name="Answer">What was done: told_again (ours went to the partner once more), count_taken (the partner's snapshot was taken as a count), count_asked (the next check takes it), person (a conflict was opened) or dismissed (a person said to leave it as it is).</param>
/// <param name="ResolvedAt">When a check found both equal again; null while it stands.</param>
public sealed record DriftFinding(
    long Id, string Stream, string Partner, string Owner, string Location, string Product, string Kind, decimal Ours, decimal Difference,
    DateTimeOffset FirstSeenAt, DateTimeOffset LastSeenAt, decimal Hours, JsonElement Evidence, decimal? Theirs = null,
    decimal? RupiahAtRisk = null, string? Answer = null, DateTimeOffset? ResolvedAt = null);

/// <summary>One comparison of both ends of a stream.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Stream">stock_out or stock_in.</param>
/// <param name="Partner">The code of the party whose system is at the other end.</param>
/// <param name="Owner">The code of the party whose goods were compared.</param>
/// <param name="Compared">Positions held against each other.</param>
/// <param name="InFlight">Positions passed over, because something was on its way or touched them meanwhile.</param>
/// <param name="Differences">Positions that differ; GET /v1/sync/drift has them.</param>
/// <param name="Note">What else there is to know, in plain words.</param>
/// <param name="AskedAt">When somebody asked for it; null for those of the night.</param>
/// <param name="BeganAt">When it began; null while it waits.</param>
/// <param name="EndedAt">When it was over; null while it runs, and where it broke off.</param>
/// <param name="Outcome">equal, differs, or unanswered (the partner did not show its book: nothing was compared).</param>
public sealed record DriftCheck(
    long Id, string Stream, string Partner, string Owner, long Compared, long InFlight, long Differences, string Note,
    DateTimeOffset? AskedAt = null, DateTimeOffset? BeganAt = null, DateTimeOffset? EndedAt = null, string? Outcome = null);

/// <summary>The stream to compare.</summary>
/// <param name="Stream">stock_out: a partner's copy of a cooperative's availability; stock_in: our copy of the partner's own stock.</param>
/// <param name="Partner">The code of the party whose system is at the other end.</param>
/// <param name="Owner">The code of the party whose goods it carries; the partner's own for stock_in.</param>
public sealed record NewDriftCheck(string Stream, string Partner, string Owner);
