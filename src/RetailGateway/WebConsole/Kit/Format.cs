using System.Globalization;

namespace RetailGateway.WebConsole.Kit;

/// <summary>
/// Figures, dates and ages as people here write them. Money and numbers keep the Indonesian points and commas in both
/// languages, as the trade documents do: a figure read off the screen is the figure on the paper.
/// </summary>
/// <param name="Language">Of the words: months, days, units of time.</param>
/// <param name="Zone">WIB, WITA or WIT: the location's.</param>
/// <param name="Now">The instant that "today" and ages are reckoned from.</param>
public sealed record Format(Language Language, string Zone, DateTimeOffset Now)
{
    private const string Minus = "\u2212";
    private static readonly CultureInfo Figures = Made();
    private static readonly CultureInfo Indonesian = CultureInfo.GetCultureInfo("id-ID");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    private CultureInfo Words => Language == Language.Indonesian ? Indonesian : English;

    /// <summary><c>Rp1.234.500</c>, <c>−Rp40.000</c>; decimals only where there are some: <c>Rp91.666,67</c>.</summary>
    public static string Rupiah(decimal amount) =>
        (amount < 0 ? Minus : "") + "Rp" + Math.Abs(amount).ToString(amount == decimal.Truncate(amount) ? "#,0" : "#,0.00", Figures);

    /// <summary><c>1.234,5</c>: at most three decimals, none that say nothing.</summary>
    public static string Number(decimal number) => (number < 0 ? Minus : "") + Math.Abs(number).ToString("#,0.###", Figures);

    /// <summary><c>14,7%</c> for 0.147.</summary>
    public static string Percent(decimal share) => (share < 0 ? Minus : "") + Math.Abs(share * 100).ToString("#,0.#", Figures) + "%";

    /// <summary><c>24 bungkus</c>.</summary>
    public static string Quantity(decimal quantity, string unit) => $"{Number(quantity)} {unit}";

    /// <summary><c>2 dus isi 12</c>.</summary>
    public string Packs(decimal packs, string pack, decimal factor) =>
        $"{Number(packs)} {pack} {(Language == Language.Indonesian ? "isi" : "of")} {Number(factor)}";

    /// <summary><c>24 Nov 2026</c>; this year without the year.</summary>
    public string Day(DateOnly day) => day.ToString(day.Year == Today.Year ? "d MMM" : "d MMM yyyy", Words);

    /// <summary><c>24 Nov 2026</c>, with the year.</summary>
    public string FullDay(DateOnly day) => day.ToString("d MMM yyyy", Words);

    /// <summary><c>Kamis, 26 Nov</c> for a day within the week around today; else as <see cref="Day"/>.</summary>
    public string NearDay(DateOnly day) =>
        Math.Abs(day.DayNumber - Today.DayNumber) <= 7 ? day.ToString("dddd, d MMM", Words) : Day(day);

    /// <summary><c>14.05</c>.</summary>
    public string Clock(DateTimeOffset instant) => Local(instant).ToString("HH.mm", CultureInfo.InvariantCulture);

    /// <summary><c>14.05 WIB</c>.</summary>
    public string Time(DateTimeOffset instant) => $"{Clock(instant)} {Zone}";

    /// <summary>Today the time alone, else <c>22 Nov 16.20</c>.</summary>
    public string When(DateTimeOffset instant)
    {
        var local = Local(instant);
        var day = DateOnly.FromDateTime(local.DateTime);
        return day == Today ? Clock(instant) : $"{Day(day)} {Clock(instant)}";
    }

    /// <summary><c>27 Nov 2026 14.05 WIB</c>.</summary>
    public string Exact(DateTimeOffset instant) => $"{FullDay(DateOnly.FromDateTime(Local(instant).DateTime))} {Time(instant)}";

    /// <summary>An age or a length: <c>4 dtk</c>, <c>5 mnt</c>, <c>11 jam</c>, <c>5 hari</c>.</summary>
    public string Age(TimeSpan age)
    {
        var (count, indonesian, english) = age switch
        {
            { TotalSeconds: < 60 } => (age.TotalSeconds, "dtk", "s"),
            { TotalMinutes: < 60 } => (age.TotalMinutes, "mnt", "min"),
            { TotalHours: < 48 } => (age.TotalHours, "jam", "h"),
            _ => (age.TotalDays, "hari", "days"),
        };
        return $"{Number((long)Math.Max(0, count))} {(Language == Language.Indonesian ? indonesian : english)}";
    }

    /// <summary><c>5 hari lalu</c>.</summary>
    public string Ago(DateTimeOffset instant) => $"{Age(Now - instant)} {(Language == Language.Indonesian ? "lalu" : "ago")}";

    /// <summary>The day of an instant, here.</summary>
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant).DateTime);

    /// <summary>When a day begins here.</summary>
    public DateTimeOffset Begin(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Offset);

    private DateOnly Today => DateOnly.FromDateTime(Local(Now).DateTime);

    private TimeSpan Offset => TimeSpan.FromHours(Zone switch
    {
        "WITA" => 8,
        "WIT" => 9,
        _ => 7,
    });

    private DateTimeOffset Local(DateTimeOffset instant) => instant.ToOffset(Offset);

    private static CultureInfo Made()
    {
        var figures = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        figures.NumberFormat.NumberGroupSeparator = ".";
        figures.NumberFormat.NumberDecimalSeparator = ",";
        return figures;
    }
}
