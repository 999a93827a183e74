using System.Collections.Frozen;
using RetailGateway.Domain.Measures;
using RetailGateway.Domain.Orders.Deadlines;

namespace RetailGateway.Features.Orders.Deadlines;

/// <summary>
/// The business days of Indonesia's three zones: not Saturdays and Sundays, and none of the days off of the embedded file,
/// public holidays and collective leave alike.
/// </summary>
internal sealed class BusinessCalendars
{
    private const string File = "holidays-id.csv";

    private readonly FrozenDictionary<IndonesianZone, BusinessCalendar> byZone;

    /// <summary>Calendars without work on some days of every week, and on single ones.</summary>
    internal BusinessCalendars(IEnumerable<DayOfWeek> weekend, IEnumerable<BusinessDay> holidays) => byZone = Enum.GetValues<IndonesianZone>().ToFrozenDictionary(
        zone => zone,
        zone => new BusinessCalendar(
            TimeZoneInfo.CreateCustomTimeZone(zone.ToString(), zone.Offset(), displayName: null, standardDisplayName: null),
            weekend,
            holidays));

    /// <summary>Of a location in a zone: WIB, WITA or WIT.</summary>
    internal BusinessCalendar this[string zone] => byZone[Enum.Parse<IndonesianZone>(zone, ignoreCase: true)];

    /// <summary>Reads the embedded file.</summary>
    /// <exception cref="InvalidDataException">It has a fault: what it means to name would be a business day.</exception>
    internal static BusinessCalendars Read()
    {
        using var text = new StreamReader(typeof(BusinessCalendars).Assembly.GetManifestResourceStream(File)!);
        return HolidayFile.Read(text.ReadToEnd()) is { Faults: [] } file
            ? new([DayOfWeek.Saturday, DayOfWeek.Sunday], file.Holidays.Select(holiday => holiday.Date))
            : throw new InvalidDataException($"{File} has lines that are no holidays.");
    }
}
