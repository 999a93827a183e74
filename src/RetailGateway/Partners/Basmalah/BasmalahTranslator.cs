using System.Globalization;

namespace RetailGateway.Partners.Basmalah;

/// <summary>How one of our products is called and packed by the chain.</summary>
/// <param name="ItemCode">The chain's item code.</param>
/// <param name="PackCode">The pack that quantities are written in; none for goods weighed in kilograms.</param>
/// <param name="Factor">Base units in one such pack; 1 for weighed goods.</param>
internal sealed record BasmalahItem(string ItemCode, string? PackCode, int Factor);

/// <summary>Between our quantities and instants and the chain's. Pure; what cannot be said or read is unknown.</summary>
internal static class BasmalahTranslator
{
    /// <summary>The zone we write times in, the chain's own.</summary>
    public const string Zone = "WIB";

    private const string LocalFormat = "yyyy-MM-dd HH:mm:ss";
    private const long MostPacks = 1_000_000;
    private const decimal MostKilograms = 1_000_000m;
    private const int GramDecimals = 3;

    /// <summary>A time before or after these years is a clock gone wrong, not a fact about stock.</summary>
    private static readonly (int First, int Last) s_years = (2000, 2099);

    private static Local? s_last;

    /// <summary>Writes an availability as a line of a send.</summary>
    /// <param name="location">The co-op's location code.</param>
    /// <param name="available">Base units (for weighed goods kilograms), never negative, at most three decimals.</param>
    /// <param name="item">How the chain calls and packs it.</param>
    /// <param name="version">Ours, rising, from 1.</param>
    /// <param name="asOf">When it was so; written to the second, rounded down.</param>
    public static Reading<BarisKiriman> ToLine(
        string location, decimal available, BasmalahItem item, long version, DateTimeOffset asOf)
    {
        if (available < 0)
            return Unknown<BarisKiriman>($"an availability of {available} cannot be said to the chain");

        if (item.PackCode is null)
        {
            return available <= MostKilograms && decimal.Round(available, GramDecimals) == available
                ? Line(packs: null, loose: null, kilograms: available)
                : Unknown<BarisKiriman>($"{available} kg is above what the chain takes, or finer than a gram");
        }

        if (item.Factor < 1 || !decimal.IsInteger(available))
            return Unknown<BarisKiriman>($"{available} in {item.PackCode} of {item.Factor} is not whole pieces");

        var packs = decimal.Floor(available / item.Factor);
        return packs <= MostPacks
            ? Line((long)packs, (long)(available - (packs * item.Factor)), kilograms: null)
            : Unknown<BarisKiriman>($"{packs} {item.PackCode} is more than the chain takes");

        Reading<BarisKiriman> Line(long? packs, long? loose, decimal? kilograms) => new Reading<BarisKiriman>.Known(
            new BarisKiriman(location, item.ItemCode, item.PackCode, packs, loose, kilograms, version, ToLocal(asOf)));
    }

    /// <summary>Reads packs plus loose pieces, or kilograms, into base units.</summary>
    /// <param name="pack">The pack as written; none for weighed goods.</param>
    /// <param name="packs">Whole packs.</param>
    /// <param name="loose">Loose pieces, fewer than a pack.</param>
    /// <param name="kilograms">Kilograms; stands alone.</param>
    /// <param name="factor">Base units in that pack; none when the pack is not known for the item.</param>
    public static Reading<decimal> ToQuantity(string? pack, long? packs, long? loose, decimal? kilograms, int? factor)
    {
        if (kilograms is { } weight)
        {
            return pack is null && packs is null && loose is null
                && weight is >= 0 and <= MostKilograms && decimal.Round(weight, GramDecimals) == weight
                ? new Reading<decimal>.Known(weight)
                : Unknown<decimal>($"{weight} kg is not a weight the chain can mean");
        }

        if (factor is not >= 1)
            return Unknown<decimal>($"the pack {pack} is not known for this item");

        return packs is >= 0 and <= MostPacks && loose >= 0 && loose < factor
            ? new Reading<decimal>.Known(((decimal)packs * factor.Value) + loose.Value)
            : Unknown<decimal>($"{packs} {pack} and {loose} loose of {factor} is not a quantity");
    }

    /// <summary>Writes an instant as the chain's local time, to the second, rounded down. Lines that follow each other are mostly of one second, whose text is kept.</summary>
    public static string ToLocal(DateTimeOffset instant)
    {
        var second = instant.UtcTicks / TimeSpan.TicksPerSecond;
        if (s_last is not { } last || last.Second != second)
        {
            s_last = last = new Local(second, instant.ToOffset(TimeSpan.FromHours(7)).ToString(LocalFormat, CultureInfo.InvariantCulture));
        }

        return last.Text;
    }

    /// <summary>Reads a local time and its zone into UTC.</summary>
    public static Reading<DateTimeOffset> ToInstant(string local, string zone)
    {
        TimeSpan? offset = zone switch
        {
            "WIB" => TimeSpan.FromHours(7),
            "WITA" => TimeSpan.FromHours(8),
            "WIT" => TimeSpan.FromHours(9),
            _ => null,
        };
        var reads = DateTime.TryParseExact(
            local, LocalFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        return offset is { } known && reads && time.Year >= s_years.First && time.Year <= s_years.Last
            ? new Reading<DateTimeOffset>.Known(new DateTimeOffset(time, known).ToUniversalTime())
            : Unknown<DateTimeOffset>($"{local} {zone} is not a time");
    }

    private static Reading<T>.Unknown Unknown<T>(FormattableString why) => new(FormattableString.Invariant(why));

    private sealed record Local(long Second, string Text);
}
