using System.Globalization;

namespace RetailGateway.Http;

/// <summary>Times on the wire: RFC 3339, an offset in, UTC with microseconds at most out.</summary>
internal static class Rfc3339
{
    internal static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture);

    internal static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset utc)
    {
        utc = default;
        if (text.Length < 20 || text[10] is not ('T' or 't') || !HasOffset(text)
            || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var parsed)
            || parsed.Year is < 1970 or > 9998)
        {
            return false;
        }

        var ticks = parsed.UtcTicks;
        utc = new DateTimeOffset(ticks - (ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
        return true;
    }

    private static bool HasOffset(ReadOnlySpan<char> text) =>
        text[^1] is 'Z' or 'z' || (text[^3] == ':' && text[^6] is '+' or '-');
}
