using System.Globalization;
using System.Text.Json;
using RetailGateway.Features.Sync.Conflicts;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Matters;

/// <summary>One side of a conflict.</summary>
/// <param name="Title">Whose word it is.</param>
/// <param name="Figure">The figure, as it is written.</param>
/// <param name="Note">Where it comes from.</param>
internal sealed record ConflictSide(string Title, string Figure, string? Note = null);

/// <summary>A line of the evidence.</summary>
/// <param name="At">When it happened; null where that is not known.</param>
/// <param name="Event">What.</param>
/// <param name="Id">By which number.</param>
/// <param name="Ours">Its quantity in our book.</param>
/// <param name="Theirs">Its quantity in the partner's.</param>
internal sealed record EvidenceLine(DateTimeOffset? At, string Event, string? Id, string? Ours, string? Theirs);

/// <summary>What both sides of a conflict say, out of the evidence that it was opened with. Pure.</summary>
internal static class ConflictSides
{
    /// <summary>Two sides with figures; none where the matter is not one of figures.</summary>
    internal static IReadOnlyList<ConflictSide> Of(NamedConflict matter, MatterWords words)
    {
        var seen = new Seen(matter.Conflict.Evidence);
        return matter.Conflict.Kind switch
        {
            "negative_on_hand" => [new(words.Before, Figure(seen["before"])), new(words.After, Figure(seen["onHand"]))],
            "oversold" => [new(words.OnHand, Figure(seen["onHand"])), new(words.Promised, Sum(seen["reserved"], seen["expectedOut"]))],
            "change_differs" => [Change(words.First, seen.Under("recorded"), words), Change(words.Second, seen.Under("sent"), words)],
            "expected_unfulfilled" or "expected_differs" =>
                [new(words.ByDocument, Figure(seen["expected"]), seen["reference"]), new(words.ByTill, Figure(seen["told"]))],
            "stock_drift" =>
                [new(words.OurBook, Figure(seen.Under("ours")["quantity"])), new(words.BookOf(matter.Names.System), Figure(seen.Under("theirs")["quantity"]))],
            _ => [],
        };
    }

    /// <summary>What both books have of it, the newest first.</summary>
    internal static IReadOnlyList<EvidenceLine> Lines(Conflict conflict, MatterWords words)
    {
        var seen = new Seen(conflict.Evidence);
        var ours = seen.Under("ours").Each("recent").Select(entry => Line(entry, words, Figure(entry["quantity"]), null));
        var theirs = seen.Under("theirs").Each("toldAgain").Select(entry => Line(entry, words, null, Figure(entry["quantity"])));
        return [.. ours.Concat(theirs).OrderByDescending(line => line.At)];
    }

    /// <summary>What was said beside figures, each with its name.</summary>
    internal static IReadOnlyList<(string Name, string Said)> Facts(Conflict conflict, MatterWords words)
    {
        var seen = new Seen(conflict.Evidence);
        IEnumerable<(string Name, string? Said)> facts = conflict.Kind switch
        {
            "partner_refuses" => [(words.RefusedAs, seen["words"]), (words.Code, seen["code"]), (words.ToldAs, seen["toldAs"])],
            "echo_differs" => seen.Texts("differences").Select(text => (words.Echoed, (string?)text)).Append((words.Send, seen["send"])),
            "tenant_mismatch" => [(words.Place, seen["location"]), (words.ChangeId, seen["change"]), (words.Send, seen["send"])],
            "order_differs" => seen.Texts("differences").Select(text => (words.Echoed, (string?)text)),
            "order_refused" or "order_unread" => [(words.RefusedAs, seen["words"]), (words.Order, seen["order"]), (words.Document, seen["document"]), (words.Code, seen["code"])],
            "oversold" => [(words.Reserved, Figure(seen["reserved"])), (words.ExpectedOut, Figure(seen["expectedOut"]))],
            "expected_unfulfilled" or "expected_differs" => [(words.Remaining, Figure(seen["remaining"])), (words.Document, seen["source"])],
            _ => [],
        };
        return [.. facts.Where(fact => fact.Said is { Length: > 0 }).Select(fact => (fact.Name, fact.Said!))];
    }

    private static ConflictSide Change(string title, Seen side, MatterWords words)
    {
        var when = side.Time("occurredAt") is { } at ? words.At(at) : null;
        var note = string.Join(", ", new[] { words.Entry(side["kind"] ?? ""), side["item"] ?? side["product"], when }.Where(part => part is { Length: > 0 }));
        return new ConflictSide(title, Figure(side["quantity"]), note);
    }

    private static EvidenceLine Line(Seen entry, MatterWords words, string? ours, string? theirs) =>
        new(entry.Time("occurredAt"), words.Entry(entry["kind"] ?? ""), entry["changeId"], ours, theirs);

    private static string Sum(string? left, string? right) =>
        Number(left) is { } a && Number(right) is { } b ? Format.Number(a + b) : Figure(null);

    /// <summary>A figure as people write it; what is not there is not nothing.</summary>
    private static string Figure(string? text) => Number(text) is { } number ? Format.Number(number) : "?";

    private static decimal? Number(string? text) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A part of the evidence, of which nothing need be there.</summary>
    private readonly record struct Seen(JsonElement? Json)
    {
        internal string? this[string name] => Under(name).Json is { ValueKind: JsonValueKind.String or JsonValueKind.Number } value ? value.ToString() : null;

        internal Seen Under(string name) => Json is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(name, out var value) ? new Seen(value) : default;

        internal IEnumerable<Seen> Each(string name) =>
            Under(name).Json is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray().Select(value => new Seen(value)) : [];

        internal IEnumerable<string> Texts(string name) => Each(name).Select(value => value.Json!.Value.ToString());

        internal DateTimeOffset? Time(string name) =>
            DateTimeOffset.TryParse(this[name], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
    }
}
