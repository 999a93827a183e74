using System.Buffers.Text;
using System.Globalization;
using System.Text;
using RetailGateway.Access;

namespace RetailGateway.Http;

/// <summary>Opaque cursors: a kind and its parts, in base64url. Another kind, or anything else, is refused by name.</summary>
internal static class Cursor
{
    /// <summary>The kind of a list that each party has for itself: another party's cursor is none of it.</summary>
    internal static string KindOf(string list, Caller caller) => string.Create(CultureInfo.InvariantCulture, $"{list} {caller.Party.Value}");

    internal static string Of(string kind, params ReadOnlySpan<object> parts)
    {
        var text = new StringBuilder(kind);
        foreach (var part in parts)
        {
            text.Append('|').Append(string.Format(CultureInfo.InvariantCulture, "{0}", part));
        }

        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>The parts of a cursor of this kind, as many as asked for.</summary>
    internal static string[] Parts(string cursor, string kind, int count)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('|', count + 1);
            if (parts.Length == count + 1 && parts[0] == kind)
            {
                return parts[1..];
            }
        }
        catch (FormatException)
        {
            throw Invalid();
        }

        throw Invalid();
    }

    internal static long Number(string part) =>
        long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Invalid();

    /// <summary>An instant in UTC, from its ticks.</summary>
    internal static DateTime Instant(string part) =>
        Number(part) is var ticks && ticks <= DateTime.MaxValue.Ticks ? new DateTime(ticks, DateTimeKind.Utc) : throw Invalid();

    /// <summary>A text that the store can compare.</summary>
    internal static string Text(string part) => part.Contains('\0', StringComparison.Ordinal) ? throw Invalid() : part;

    internal static Refusal Invalid() => new(Problems.CursorInvalid, errors: [new Fault("#/query/cursor", "Send back a cursor exactly as it was given, to the same address.")]);
}
