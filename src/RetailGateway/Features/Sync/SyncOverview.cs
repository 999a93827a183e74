using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Sync.Conflicts;
using RetailGateway.Features.Sync.Review;

namespace RetailGateway.Features.Sync;

/// <summary>Reads all that the sync page shows, in one transaction.</summary>
internal sealed class ReadOverview(GatewayDb database, LagLimits limits)
{
    /// <summary>Reads it.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="first">Of each kind of matter, so many at most.</param>
    /// <param name="cancel">Ends the reading.</param>
    internal async Task<SyncOverview> Read(Caller caller, int first, CancellationToken cancel)
    {
        await using var work = await database.Open(caller, cancel);
        return new SyncOverview(
            await GetConnections.Read(work, caller),
            caller.Kind == PartyKind.Authority ? MatterBoard.Empty : await MatterBoard.Read(work, caller, first),
            await LagHistory.Read(work),
            limits);
    }
}

/// <summary>All that the sync page shows, as of one moment.</summary>
/// <param name="Status">How the streams stand.</param>
/// <param name="Open">What is open. The authority has none.</param>
/// <param name="Lags">How far each stream was behind, hour by hour (<see cref="LagHistory"/>).</param>
/// <param name="Limits">How far each may be.</param>
internal sealed record SyncOverview(
    SyncStatus Status, MatterBoard Open, IReadOnlyDictionary<(int Connection, string Kind, string Party), decimal?[]> Lags, LagLimits Limits);

/// <summary>What is open.</summary>
/// <param name="Counts">Open conflicts by kind and turn, all of them.</param>
/// <param name="Mine">The dearest whose turn is the caller's.</param>
/// <param name="Others">The dearest that wait for somebody else.</param>
/// <param name="CodeCount">How many codes wait.</param>
/// <param name="Codes">Those with most lines.</param>
internal sealed record MatterBoard(
    IReadOnlyList<ConflictCount> Counts, IReadOnlyList<NamedConflict> Mine, IReadOnlyList<NamedConflict> Others, long CodeCount, IReadOnlyList<WaitingCode> Codes)
{
    internal static readonly MatterBoard Empty = new([], [], [], 0, []);

    /// <summary>All of it counted, and of each kind the first, most rupiah first.</summary>
    internal static async Task<MatterBoard> Read(Work work, Caller caller, int first)
    {
        var counts = await ConflictCount.Read(work, caller);
        var dearest = (await NamedConflict.DearestOfEach(work, caller, first)).ToLookup(matter => matter.Conflict.ActsNext == "owner");
        var (codes, waiting) = await WaitingCode.Most(work, caller, skip: 0, first);
        return new MatterBoard(counts, [.. dearest[true]], [.. dearest[false]], waiting, codes);
    }
}
