using RetailGateway.Features.Catalogue.Contracts;

namespace RetailGateway.Features.Operations;

/// <summary>A piece of work that is due, under way, or waits for a person.</summary>
/// <param name="Kind">What kind of work it is.</param>
/// <param name="Id">Its id; a stream's stands in the addresses that work it.</param>
/// <param name="What">Which stream, line or job it is.</param>
/// <param name="Party">The code of the party whose goods it is about.</param>
/// <param name="Count">How many pieces wait in it: positions of a stream, changes of the feed, reservations.</param>
/// <param name="DueSince">Since when the oldest of them waits; absent where nothing does.</param>
/// <param name="AgeSeconds">The same as an age; 0 where nothing waits.</param>
/// <param name="Attempts">How often in a row it failed.</param>
/// <param name="Holder">Who is at work on it: machine, process and worker.</param>
/// <param name="HeldUntil">When its lease ends by itself.</param>
/// <param name="NextAttemptAt">When it is tried next.</param>
/// <param name="LastErrorCode">Why it failed last, as a code.</param>
/// <param name="LastError">The same in plain words.</param>
/// <param name="ParkedAt">Since when a person, or the gateway for a line or a file, has put it aside.</param>
/// <param name="ParkedBy">The code of the party that did.</param>
/// <param name="ParkedBecause">Why.</param>
internal sealed record DueWork(
    WorkKind Kind, string Id, string What, string? Party, long Count, DateTimeOffset? DueSince, decimal AgeSeconds, int Attempts,
    string? Holder, DateTimeOffset? HeldUntil, DateTimeOffset? NextAttemptAt, string? LastErrorCode, string? LastError,
    DateTimeOffset? ParkedAt, string? ParkedBy, string? ParkedBecause);

/// <summary>Kinds of work in the background.</summary>
internal enum WorkKind
{
    /// <summary>Changes that are committed and not yet in a feed.</summary>
    Feed,

    /// <summary>A partner's file whose taking broke off on our side.</summary>
    File,

    /// <summary>A scheduled job that is under way.</summary>
    Job,

    /// <summary>A line that a partner refuses, put aside alone: its neighbours flow.</summary>
    Line,

    /// <summary>Reservations whose time is over and whose stock is not yet free.</summary>
    Reservations,

    /// <summary>A stream to or from a partner.</summary>
    Stream,
}

/// <summary>A row of work as the store has it.</summary>
internal sealed record DueRow(
    string Kind, string Id, string What, string? Party, long Count, DateTime? DueSince, DateTime Now, int Attempts,
    string? Holder, DateTime? HeldUntil, DateTime? NextAttemptAt, string? LastErrorCode, string? LastError,
    DateTime? ParkedAt, string? ParkedBy, string? ParkedBecause)
{
    internal DueWork Work() => new(
        Names.Read<WorkKind>(Kind), Id, What, Party, Count, DueSince,
        DueSince is { } since ? Math.Max(0, Math.Round((decimal)(Now - since).TotalSeconds, 3)) : 0,
        Attempts, Holder, HeldUntil, NextAttemptAt, LastErrorCode, LastError, ParkedAt, ParkedBy, ParkedBecause);
}
