using Dapper;
using RetailGateway.Access;
using RetailGateway.Database;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Sync.Conflicts;
using RetailGateway.Features.Sync.Review;

namespace RetailGateway.Features.Sync;

/// <summary>What is open: counted whole by the store, and the first of it read. The authority has none.</summary>
internal sealed class OpenMatters(GatewayDb database)
{
    /// <summary>How much waits for the caller's own people, for the navigation.</summary>
    internal async Task<WaitingMatters> Count(Caller caller, CancellationToken cancel)
    {
        if (caller.Kind == PartyKind.Authority)
        {
            return WaitingMatters.None;
        }

        await using var work = await database.Open(caller, cancel);
        return await work.Connection.QuerySingleAsync<WaitingMatters>(new CommandDefinition(
            """
            select (select count(*) from conflict where owner_id = @owner and closed_at is null and acts_next = 'owner') as conflicts,
                (select count(*) from (
                    select from review_item where owner_id = @owner and applied_at is null and dismissed_at is null
                    group by connection_id, upper(item_code)) codes) as codes
            """,
            new { owner = caller.Party.Value },
            cancellationToken: cancel));
    }

    /// <summary>All of it counted, and of each kind the first, most rupiah first.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="first">How many of each.</param>
    /// <param name="cancel">Ends the reading.</param>
    internal async Task<MatterBoard> Read(Caller caller, int first, CancellationToken cancel)
    {
        if (caller.Kind == PartyKind.Authority)
        {
            return MatterBoard.Empty;
        }

        await using var work = await database.Open(caller, cancel);
        var counts = await ConflictCount.Read(work, caller);
        var mine = await NamedConflict.Dearest(work, caller, "f.closed_at is null and f.acts_next = 'owner'", new { }, first);
        var others = await NamedConflict.Dearest(work, caller, "f.closed_at is null and f.acts_next <> 'owner'", new { }, first);
        var codes = await WaitingCode.Most(work, caller, skip: 0, first);
        var waiting = await WaitingCode.Count(work, caller);
        return new MatterBoard(counts, mine, others, waiting, codes);
    }
}

/// <summary>How much waits for the caller's own people.</summary>
/// <param name="Conflicts">Open conflicts whose turn is theirs.</param>
/// <param name="Codes">Item codes, each of one system, with lines in review.</param>
internal sealed record WaitingMatters(long Conflicts, long Codes)
{
    internal static readonly WaitingMatters None = new(0, 0);

    /// <summary>Both together.</summary>
    internal long All => Conflicts + Codes;
}

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
}
