using System.Text;

namespace RetailGateway.Http;

/// <summary>JSON Pointers (RFC 6901) to places of a body.</summary>
internal static class JsonPointer
{
    /// <summary>A name as one token of a pointer.</summary>
    internal static string Token(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    /// <summary>The path that System.Text.Json tells, "$.changes[3]['a.b']", as "/changes/3/a.b".</summary>
    internal static string OfPath(string? path)
    {
        const string quoted = "['", quote = "']";
        var pointer = new StringBuilder();
        var rest = (path ?? "").AsSpan().TrimStart('$');
        while (!rest.IsEmpty)
        {
            var (skip, end) = rest switch
            {
                _ when rest.StartsWith(quoted, StringComparison.Ordinal) => (quoted.Length, quote),
                ['[', ..] => (1, "]"),
                _ => (1, ""),
            };
            rest = rest[skip..];
            var length = end.Length > 0 ? rest.IndexOf(end, StringComparison.Ordinal) : rest.IndexOfAny('.', '[');
            length = length < 0 ? rest.Length : length;
            pointer.Append('/').Append(Token(rest[..length].ToString()));
            rest = rest[Math.Min(length + end.Length, rest.Length)..];
        }

        return pointer.ToString();
    }
}
