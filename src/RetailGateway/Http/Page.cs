namespace RetailGateway.Http;

/// <summary>One page of a list.</summary>
/// <param name="Items">In the order of the list.</param>
/// <param name="Next">The cursor of the next page; null on the last. The Link header carries the same as a whole address.</param>
internal sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    internal const int DefaultLimit = 200;
    internal const int MaxLimit = 1_000;

    /// <summary>One more row than the limit was read: the extra one says that there is a next page.</summary>
    internal static Page<T> Of(List<T> read, int limit, Func<T, string> cursor) => read.Count > limit
        ? new Page<T>(read[..limit], cursor(read[limit - 1]))
        : new Page<T>(read, null);

    /// <summary>As an answer, with Link: rel="next".</summary>
    internal Answer Answer(HttpContext http)
    {
        var answer = Http.Answer.Ok(this);
        return Next is null ? answer : answer with { Headers = Paging.LinkNext(http, Next) };
    }
}

/// <summary>What all lists share.</summary>
internal static class Paging
{
    internal static int Limit(int? asked) => asked switch
    {
        null => Page<object>.DefaultLimit,
        >= 1 and <= Page<object>.MaxLimit => asked.Value,
        _ => throw Refusal.At("#/query/limit", $"1 to {Page<object>.MaxLimit} is expected."),
    };

    internal static Dictionary<string, string> LinkNext(HttpContext http, string cursor)
    {
        var query = QueryString.Create(http.Request.Query
            .Where(pair => pair.Key != "cursor")
            .SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value))
            .Append(KeyValuePair.Create("cursor", (string?)cursor)));
        return new Dictionary<string, string> { ["Link"] = $"<{http.Request.PathBase}{http.Request.Path}{query}>; rel=\"next\"" };
    }
}
