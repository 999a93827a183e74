using System.Text.Json.Nodes;

namespace RetailGateway.Tests.Harness;

/// <summary>Stock changes as a shop tells them: <c>Sale(2, Beras, at: "10:05")</c>. Times are of yesterday, in WIB.</summary>
internal static class Changes
{
    private static readonly TimeSpan Wib = TimeSpan.FromHours(7);
    private static int receipts;

    /// <summary>The day of all changes: yesterday, so that none lies in the future.</summary>
    internal static DateOnly Day { get; } = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-1));

    internal static Change Sale(decimal quantity, string of, string at = "10:00", string? id = null) => Moved("sale", -quantity, of, at, id);

    internal static Change Receipt(decimal quantity, string of, string at = "10:00", string? id = null) => Moved("receipt", quantity, of, at, id);

    internal static Change Count(decimal quantity, string of, string at = "10:00", string? id = null) => Moved("count", quantity, of, at, id);

    internal static Change Moved(string kind, decimal quantity, string of, string at = "10:00", string? id = null) =>
        new(id ?? NextId(), Town.Shop, of, kind, quantity.ToString(System.Globalization.CultureInfo.InvariantCulture), At(at), null);

    internal static Change Reversal(string ofChange, string item, string at = "10:00", string? id = null) =>
        new(id ?? NextId(), Town.Shop, item, "reversal", null, At(at), ofChange);

    /// <summary>An instant of the day: "10:05" or "10:05:07.25".</summary>
    internal static DateTimeOffset At(string time) => new(Day.ToDateTime(TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture)), Wib);

    private static string NextId() => $"struk-{Interlocked.Increment(ref receipts)}/1";
}

/// <summary>One line of a batch, as it goes out.</summary>
internal sealed record Change(string Id, string Location, string Item, string Kind, string? Quantity, DateTimeOffset At, string? Reverses)
{
    /// <summary>What it reports; null where it names nothing.</summary>
    internal string? Document { get; init; }

    internal Change Of(string document) => this with { Document = document };

    internal Change Where(string location) => this with { Location = location };

    internal JsonObject Json()
    {
        var line = new JsonObject
        {
            ["changeId"] = Id,
            ["location"] = Location,
            ["item"] = Item,
            ["kind"] = Kind,
            ["occurredAt"] = At.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFzzz", System.Globalization.CultureInfo.InvariantCulture),
        };
        if (Quantity is not null)
            line["quantity"] = Quantity;
        if (Document is not null)
            line["document"] = Document;
        if (Reverses is not null)
            line["reverses"] = Reverses;
        return line;
    }
}

/// <summary>What became of one change.</summary>
internal sealed record Outcome(int Index, string? ChangeId, string Status, string? Problem, string? Detail, string[] Places)
{
    internal static Outcome Of(JsonNode result)
    {
        var problem = result["problem"];
        return new Outcome(
            (int)result["index"]!,
            (string?)result["changeId"],
            (string)result["status"]!,
            problem is null ? null : Reply.Slug(problem),
            (string?)problem?["detail"],
            problem is null ? [] : Reply.Pointers(problem));
    }

    public override string ToString() => Problem is null ? Status : $"{Status} {Problem}: {Detail}";
}
