using RetailGateway.Features.Operations;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Work;

/// <summary>Who must act on a piece of work next.</summary>
internal enum WorkTurn
{
    /// <summary>Nobody: nothing waits in it.</summary>
    Nobody,

    /// <summary>The gateway goes on by itself.</summary>
    Gateway,

    /// <summary>The visitor's party.</summary>
    You,

    /// <summary>The partner's engineers.</summary>
    Partner,

    /// <summary>Whoever runs the gateway.</summary>
    Administrator,

    /// <summary>Another party, which has put it aside.</summary>
    WhoeverParked,
}

/// <summary>One piece of work as a row.</summary>
/// <param name="Due">The work.</param>
/// <param name="Tone">Its state.</param>
/// <param name="Turn">Who must act.</param>
/// <param name="IsYours">The visitor is one of them.</param>
internal sealed record WorkItem(DueWork Due, Tone Tone, WorkTurn Turn, bool IsYours)
{
    /// <summary>The stream that a stream's or a line's row is of; null for others.</summary>
    internal string? Stream => Due.Kind switch
    {
        WorkKind.Stream => Due.Id,
        WorkKind.Line => Due.Id.Split('/')[0],
        _ => null,
    };
}

/// <summary>What the page of work shows, judged by whose turn it is. Pure: made from what was read.</summary>
/// <param name="Items">In the order in which they were read: by kind.</param>
internal sealed record WorkBoard(IReadOnlyList<WorkItem> Items)
{
    /// <summary>What the background takes up within moments; what waits longer says that nobody is at work there.</summary>
    private static readonly TimeSpan Prompt = TimeSpan.FromMinutes(2);

    /// <summary>A night's job may take its time.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    /// <summary>How many wait for the visitor.</summary>
    internal int Yours => Items.Count(item => item.IsYours);

    /// <summary>How many are not as they should be, whosever turn it is.</summary>
    internal int Waiting => Items.Count(item => item.Tone != Kit.Tone.Ok);

    /// <summary>Judges what was read.</summary>
    /// <param name="due">The work.</param>
    /// <param name="own">The code of the visitor's party.</param>
    /// <param name="runsGateway">The visitor is an administrator, whose turn is theirs too.</param>
    internal static WorkBoard Of(IEnumerable<DueWork> due, string own, bool runsGateway) => new([.. due.Select(work => Of(work, own, runsGateway))]);

    /// <summary>Judges one.</summary>
    internal static WorkItem Of(DueWork due, string own, bool runsGateway)
    {
        var turn = Turn(due, own);
        var isYours = turn == WorkTurn.You || (turn == WorkTurn.Administrator && runsGateway);
        return new WorkItem(due, Tone(due, turn, isYours), turn, isYours);
    }

    private static Tone Tone(DueWork due, WorkTurn turn, bool isYours) => (due.ParkedAt, turn) switch
    {
        (_, WorkTurn.Nobody) => Kit.Tone.Ok,
        (not null, _) when due.Kind == WorkKind.Stream => Kit.Tone.Block,
        _ when isYours => Kit.Tone.Bad,
        _ => Kit.Tone.Wait,
    };

    private static WorkTurn Turn(DueWork due, string own) => due switch
    {
        { Kind: WorkKind.Stream, ParkedBy: { } by } => by == own ? WorkTurn.You : WorkTurn.WhoeverParked,
        { Kind: WorkKind.Line } or { Kind: WorkKind.File, ParkedAt: not null } => WorkTurn.You,
        { Kind: WorkKind.File } => WorkTurn.Gateway,
        { Kind: WorkKind.Job } => Within(due, Long),
        { Kind: WorkKind.Feed or WorkKind.Reservations } => Within(due, Prompt),
        { LastErrorCode: "no-key" } => WorkTurn.Administrator,
        { LastErrorCode: "busy" or "unknown" or "broke-off" } => WorkTurn.Gateway,
        { LastError: not null } => WorkTurn.Partner,
        { Holder: not null } => WorkTurn.Gateway,
        { Count: > 0 } => Within(due, Prompt),
        _ => WorkTurn.Nobody,
    };

    private static WorkTurn Within(DueWork due, TimeSpan patience) =>
        due.AgeSeconds > (decimal)patience.TotalSeconds ? WorkTurn.Administrator : WorkTurn.Gateway;
}
