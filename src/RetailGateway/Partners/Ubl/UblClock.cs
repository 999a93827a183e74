using System.Globalization;

namespace RetailGateway.Partners.Ubl;

/// <summary>Dates and times as XML Schema writes them: each may say its offset from UTC, or leave it out.</summary>
internal static class UblClock
{
    private const string DateShape = "yyyy-MM-dd";

    /// <summary>Decimals of a second as fine as a clock here keeps them.</summary>
    private const string TimeShape = "HH:mm:ss.FFFFFFF";

    private static readonly TimeSpan LargestOffset = TimeSpan.FromHours(14);

    /// <summary>Years that stay years in every zone.</summary>
    internal static bool TryDate(string text, out DateOnly date, out TimeSpan? offset)
    {
        (date, offset) = (default, null);
        return text.Length >= DateShape.Length
            && DateOnly.TryParseExact(text.AsSpan(0, DateShape.Length), DateShape, CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
            && date.Year is >= 1970 and <= 9998
            && TryOffset(text.AsSpan(DateShape.Length), out offset);
    }

    internal static bool TryTime(string text, out TimeOnly time, out TimeSpan? offset)
    {
        var end = text.AsSpan().IndexOfAny('Z', '+', '-');
        var clock = end < 0 ? text : text.AsSpan(0, end);
        (time, offset) = (default, null);
        return !clock.EndsWith(".")
            && TimeOnly.TryParseExact(clock, TimeShape, CultureInfo.InvariantCulture, DateTimeStyles.None, out time)
            && TryOffset(text.AsSpan(clock.Length), out offset);
    }

    internal static string Written(DateOnly date) => date.ToString(DateShape, CultureInfo.InvariantCulture);

    internal static string Written(TimeOnly time) => time.ToString(TimeShape, CultureInfo.InvariantCulture);

    internal static string Written(TimeSpan? offset) => offset switch
    {
        null => "",
        { Ticks: 0 } => "Z",
        { } some => (some < TimeSpan.Zero ? "-" : "+") + some.ToString(@"hh\:mm", CultureInfo.InvariantCulture),
    };

    private static bool TryOffset(ReadOnlySpan<char> text, out TimeSpan? offset)
    {
        offset = text is "Z" ? TimeSpan.Zero : null;
        if (text is "" or "Z")
        {
            return true;
        }

        if (text[0] is not ('+' or '-') || !TimeSpan.TryParseExact(text[1..], @"hh\:mm", CultureInfo.InvariantCulture, out var some) || some > LargestOffset)
        {
            return false;
        }

        offset = text[0] == '-' ? -some : some;
        return true;
    }
}
