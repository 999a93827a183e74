using System.Globalization;
using RetailGateway.Access.People;
using RetailGateway.Features.Orders.Pools;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Orders;

/// <summary>What the pages of pooled orders share.</summary>
internal static class PoolPages
{
    /// <summary>Where all of them are.</summary>
    internal const string Board = "/orders/pools";

    /// <summary>Where one is.</summary>
    internal static string Address(long id) => string.Create(CultureInfo.InvariantCulture, $"{Board}/{id}");

    /// <summary>How a pool stands for somebody: what they may decide is theirs.</summary>
    internal static Tone Tone(Visitor visitor, Pool pool) => pool.Status switch
    {
        PoolStatus.Ordered => Kit.Tone.Ok,
        PoolStatus.Open => Kit.Tone.Wait,
        PoolStatus.KeptBack when visitor.May(Permission.PlaceOrders) => Kit.Tone.Bad,
        _ => Kit.Tone.Block,
    };

    /// <summary>Words in the zone of the place that the pool goes to.</summary>
    internal static Ui At(Ui ui, string zone) => ui with { Format = ui.Format with { Zone = zone } };

    /// <summary>A day and a time of day as a browser posts them, where the pool goes; null where they are none.</summary>
    internal static DateTimeOffset? Instant(Format format, string? day, string? time) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date > DateOnly.MinValue
            && TimeOnly.TryParseExact(time, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock)
            ? format.Begin(date) + clock.ToTimeSpan()
            : null;

    /// <summary>The day a pool closes as a form holds it: tomorrow, or later where it does.</summary>
    internal static string Day(Format format, DateTimeOffset? closesAt) =>
        format.DayOf(closesAt is { } at && at > format.Now ? at : format.Now.AddDays(1)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
