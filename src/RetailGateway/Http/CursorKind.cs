using System.Buffers.Text;
using System.Globalization;
using System.Text;
using RetailGateway.Access;

namespace RetailGateway.Http;

/// <summary>
/// The cursors of one list as one party sees it: opaque, in base64url. A cursor of another list, of another party, of
/// another kind, or no cursor at all, is refused.
/// </summary>
internal readonly record struct CursorKind
{
    private readonly string name;

    private CursorKind(string name) => this.name = name;

    /// <summary>The change feed, whose cursors are kept for years and say themselves whose they are.</summary>
    internal static CursorKind Feed { get; } = new("feed");

    /// <summary>A list as a party sees it.</summary>
    /// <param name="list">The list's name.</param>
    /// <param name="caller">Who reads it.</param>
    /// <param name="of">What it is the list of, where the address or the query names that.</param>
    internal static CursorKind Of(string list, Caller caller, params ReadOnlySpan<long> of)
    {
        var text = new StringBuilder(list).Append(CultureInfo.InvariantCulture, $" {caller.Party.Value}");
        foreach (var one in of)
        {
            text.Append(CultureInfo.InvariantCulture, $" {one}");
        }

        return new CursorKind(text.ToString());
    }

    /// <summary>The cursor of a place. Only the last part may hold any character.</summary>
    internal string Cursor(params ReadOnlySpan<object> place)
    {
        var text = new StringBuilder(name);
        foreach (var part in place)
        {
            text.Append(CultureInfo.InvariantCulture, $"|{part}");
        }

        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>The parts of a cursor's place, as many as asked for.</summary>
    /// <exception cref="Refusal">It is none of these cursors.</exception>
    internal string[] Parts(string cursor, int count)
    {
        try
        {
            var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('|', count + 1);
            if (parts.Length == count + 1 && parts[0] == name)
            {
                return parts[1..];
            }
        }
        catch (FormatException)
        {
            throw CursorPart.Invalid();
        }

        throw CursorPart.Invalid();
    }

    /// <summary>The one number of a cursor's place; null of no cursor.</summary>
    /// <exception cref="Refusal">It is none of these cursors.</exception>
    internal long? Number(string? cursor) => cursor is null ? null : CursorPart.Number(Parts(cursor, 1)[0]);
}

/// <summary>Parts of a cursor as values. What no cursor of ours says is refused as no cursor.</summary>
internal static class CursorPart
{
    internal static long Number(string part) =>
        long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Invalid();

    /// <summary>A number of 32 bits.</summary>
    internal static int Id(string part) => Number(part) is var number && number <= int.MaxValue ? (int)number : throw Invalid();

    /// <summary>An instant in UTC, from its ticks.</summary>
    internal static DateTime Instant(string part) =>
        Number(part) is var ticks && ticks <= DateTime.MaxValue.Ticks ? new DateTime(ticks, DateTimeKind.Utc) : throw Invalid();

    /// <summary>A text that the store can compare.</summary>
    internal static string Text(string part) => part.Contains('\0', StringComparison.Ordinal) ? throw Invalid() : part;

    internal static Refusal Invalid() => new(Problems.CursorInvalid, errors: [new Fault("#/query/cursor", "Send back a cursor exactly as it was given, to the same address.")]);
}
