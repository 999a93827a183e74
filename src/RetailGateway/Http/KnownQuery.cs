using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.Metadata;

namespace RetailGateway.Http;

/// <summary>
/// A query parameter that an address of the API does not read is refused by its name: a filter with a slip of the pen
/// in it would otherwise show everything, and look as if it had been heard. So is a value that is not of its parameter's type.
/// </summary>
internal static class KnownQuery
{
    private static readonly ConditionalWeakTable<Endpoint, FrozenDictionary<string, Func<string, bool>>> Known = [];

    private static readonly MethodInfo ReadsAs = typeof(KnownQuery).GetMethod(nameof(Reads), BindingFlags.Static | BindingFlags.NonPublic)!;

    internal static void UseKnownQuery(this WebApplication app) => app.Use(Guard);

    /// <summary>The query parameters that an endpoint reads.</summary>
    internal static ImmutableArray<string> Of(Endpoint endpoint) => Known.GetValue(endpoint, Read).Keys;

    private static Task Guard(HttpContext http, RequestDelegate next)
    {
        if (http.Request.QueryString.HasValue && http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route } endpoint
            && route.StartsWith("/v1/", StringComparison.Ordinal))
        {
            Check(http.Request.Query, Known.GetValue(endpoint, Read));
        }

        return next(http);
    }

    private static void Check(IQueryCollection query, FrozenDictionary<string, Func<string, bool>> known)
    {
        var words = known.Count == 0 ? "This address reads no parameters." : $"There is no such parameter here. There are: {string.Join(", ", known.Keys.Order(StringComparer.Ordinal))}.";
        List<Fault> unknown = [.. query.Keys.Where(name => !known.ContainsKey(name)).Select(name => new Fault(Place(name), words))];
        if (unknown.Count > 0)
        {
            throw new Refusal(Problems.Malformed, errors: unknown);
        }

        if (query.FirstOrDefault(pair => pair.Value.Any(value => value!.Contains('\0', StringComparison.Ordinal))).Key is { } name)
        {
            throw Refusal.At(Place(name), "The text holds a zero byte, which no text here has.");
        }

        List<Fault> unread = [.. query
            .Where(pair => pair.Value.ToString() is { Length: > 0 } value && !known[pair.Key](value))
            .Select(pair => new Fault(Place(pair.Key), $"'{pair.Value}' is not of the type expected here."))];
        if (unread.Count > 0)
        {
            throw new Refusal(Problems.Malformed, errors: unread);
        }
    }

    private static string Place(string name) => $"#/query/{JsonPointer.Token(name)}";

    /// <summary>What is bound from text, and not from the path, comes from the query.</summary>
    private static FrozenDictionary<string, Func<string, bool>> Read(Endpoint endpoint)
    {
        var path = ((RouteEndpoint)endpoint).RoutePattern.Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return endpoint.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
            .Where(parameter => !parameter.HasBindAsync && (parameter.HasTryParse || parameter.ParameterInfo.ParameterType == typeof(string)))
            .Where(parameter => !path.Contains(parameter.Name))
            .ToFrozenDictionary(parameter => parameter.Name, parameter => Reader(parameter.ParameterInfo.ParameterType), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether a text is a value of a type; of one that says nothing of how it is read, any is.</summary>
    private static Func<string, bool> Reader(Type parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter) ?? parameter;
        return type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IParsable<>))
            ? ReadsAs.MakeGenericMethod(type).CreateDelegate<Func<string, bool>>()
            : _ => true;
    }

    private static bool Reads<T>(string text)
        where T : IParsable<T> => T.TryParse(text, CultureInfo.InvariantCulture, out _);
}
