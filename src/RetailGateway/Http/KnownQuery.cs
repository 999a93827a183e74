using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.Metadata;

namespace RetailGateway.Http;

/// <summary>
/// A query parameter that an address of the API does not read is refused by its name: a filter with a slip of the pen
/// in it would otherwise show everything, and look as if it had been heard.
/// </summary>
internal static class KnownQuery
{
    private static readonly ConditionalWeakTable<Endpoint, FrozenSet<string>> Known = [];

    internal static void UseKnownQuery(this WebApplication app) => app.Use(Guard);

    /// <summary>The query parameters that an endpoint reads.</summary>
    internal static FrozenSet<string> Of(Endpoint endpoint) => Known.GetValue(endpoint, Read);

    private static Task Guard(HttpContext http, RequestDelegate next)
    {
        if (http.Request.QueryString.HasValue && http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route } endpoint
            && route.StartsWith("/v1/", StringComparison.Ordinal))
        {
            Check(http.Request.Query, Of(endpoint));
        }

        return next(http);
    }

    private static void Check(IQueryCollection query, FrozenSet<string> known)
    {
        var words = known.Count == 0 ? "This address reads no parameters." : $"There is no such parameter here. There are: {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
        List<Fault> unknown = [.. query.Keys.Where(name => !known.Contains(name)).Select(name => new Fault(Place(name), words))];
        if (unknown.Count > 0)
        {
            throw new Refusal(Problems.Malformed, errors: unknown);
        }

        if (query.FirstOrDefault(pair => pair.Value.Any(value => value!.Contains('\0', StringComparison.Ordinal))).Key is { } name)
        {
            throw Refusal.At(Place(name), "The text holds a zero byte, which no text here has.");
        }
    }

    private static string Place(string name) => $"#/query/{JsonPointer.Token(name)}";

    /// <summary>What is bound from text, and not from the path, comes from the query.</summary>
    private static FrozenSet<string> Read(Endpoint endpoint)
    {
        var path = ((RouteEndpoint)endpoint).RoutePattern.Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
            .Where(parameter => !parameter.HasBindAsync && (parameter.HasTryParse || parameter.ParameterInfo.ParameterType == typeof(string)))
            .Select(parameter => parameter.Name)
            .Where(name => !path.Contains(name))
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}
