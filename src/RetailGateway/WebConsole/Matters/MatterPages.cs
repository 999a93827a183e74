using RetailGateway.Access.People;
using RetailGateway.Domain.Parties;
using RetailGateway.Features.Audit.Contracts;
using RetailGateway.Features.People;
using RetailGateway.Features.Stock.Contracts;
using RetailGateway.Features.Sync.Conflicts;
using RetailGateway.Http;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Matters;

/// <summary>What the pages of conflicts and of lines in review share.</summary>
internal static class MatterPages
{
    /// <summary>The authority has no matters: what they are of is another's, figures and all.</summary>
    /// <exception cref="Refusal">It asks.</exception>
    internal static void KeepOut(Visitor visitor)
    {
        if (visitor.Kind == PartyKind.Authority)
        {
            throw new Refusal(Problems.NotFound);
        }
    }

    /// <summary>How a matter stands, in a tone and a word: one's own turn first.</summary>
    internal static (Tone Tone, string Word) StateOf(Visitor visitor, Conflict conflict, MatterWords words) => conflict switch
    {
        { ClosedAt: not null } => (Tone.Ok, words.Resolution(conflict.Resolution)),
        { ActsNext: "owner" } => OwnTurn(visitor, words),
        _ => (Tone.Wait, words.Others),
    };

    /// <summary>How what is the party's turn stands for one of its people: it is theirs where they work matters, and else that of whoever does.</summary>
    internal static (Tone Tone, string Word) OwnTurn(Visitor visitor, MatterWords words) =>
        visitor.May(Permission.WorkMatters) ? (Tone.Bad, words.Mine) : (Tone.Wait, words.WaitsFor(visitor.Kind));

    /// <summary>Whether the visitor is one of those who decide it.</summary>
    internal static bool Acts(Visitor visitor, Conflict conflict) => conflict.ClosedAt is null && visitor.May(Permission.WorkMatters);

    /// <summary>The names of the party's people, where some of them acted.</summary>
    internal static async Task<IReadOnlyDictionary<int, string>> Names(PartyPeople people, Visitor visitor, IEnumerable<string?> actors, CancellationToken cancel) =>
        actors.Any(actor => actor?.StartsWith("person:", StringComparison.Ordinal) == true)
            ? await people.Names(visitor.Caller, cancel)
            : new Dictionary<int, string>();

    /// <summary>What was done, as the page lists it.</summary>
    internal static IReadOnlyList<(Tone Tone, string Done, DateTimeOffset At, string? Why)> History(
        IEnumerable<Act> acts, MatterWords words, IReadOnlyDictionary<int, string> people) =>
        [.. acts.Select(act => (Tone.Ok, $"{words.Done(act.Done)}, {words.Actor(act.Actor, people)}", (DateTimeOffset)act.At, act.Reason))];

    /// <summary>What becomes of the positions; each is named where there are several.</summary>
    internal static IReadOnlyList<(string Name, string Before, string After)> Rows(IReadOnlyList<PositionEffect> positions, MatterWords words) =>
        [.. positions.SelectMany(position =>
        {
            var which = positions.Count == 1 ? "" : $", {position.Product} {position.Location}";
            return new[]
            {
                (words.OnHand + which, Format.Number(position.OnHandBefore), Format.Number(position.OnHandAfter)),
                (words.Available + which, Format.Number(position.AvailableBefore), Format.Number(position.AvailableAfter)),
            };
        })];

    /// <summary>What a refusal of an act means to whoever asked for it, and the status that it is answered with.</summary>
    internal static (int Status, string Said) Refused(Refusal refusal, MatterWords words) => refusal.Problem switch
    {
        var problem when problem == Problems.AlreadyClosed => (StatusCodes.Status409Conflict, words.Meanwhile),
        var problem when problem == Problems.IdempotencyKeyInUse => (StatusCodes.Status409Conflict, words.AtWork),
        var problem when problem == Problems.StillInTrouble => (StatusCodes.Status409Conflict, words.StillOpen),
        var problem when problem.Status is >= 400 and < 500 => (problem.Status, words.RefusedFor(Detail(refusal))),
        _ => throw refusal,
    };

    private static string? Detail(Refusal refusal) =>
        refusal.Errors is { Count: > 0 } errors ? string.Join(' ', errors.Select(error => error.Detail)) : refusal.Detail;
}
