namespace RetailGateway.Http;

/// <summary>Strong entity tags, and updates that must not race.</summary>
internal static class ETag
{
    internal static string Of(object version) => $"\"{version}\"";

    /// <summary>Refuses an update without If-Match (428) or with a stale one (412).</summary>
    internal static void Check(HttpContext http, string current)
    {
        var given = http.Request.Headers.IfMatch;
        if (given.Count == 0)
        {
            throw new Refusal(Problems.PreconditionRequired);
        }

        if (given != "*" && !given.SelectMany(value => value!.Split(',')).Any(value => value.Trim() == current))
        {
            throw new Refusal(Problems.PreconditionFailed);
        }
    }

    /// <summary>True where the caller already has this version: answer 304.</summary>
    internal static bool Matches(HttpContext http, string current) =>
        http.Request.Headers.IfNoneMatch.SelectMany(value => value!.Split(',')).Any(value => value.Trim() == current);
}
