using System.Text.Json;

namespace RetailGateway.WebConsole.Audit;

/// <summary>What an act changed in one place.</summary>
/// <param name="Path">The names that lead to it: <c>evidence.onHand</c>.</param>
/// <param name="Before">As it was; null where it was not there.</param>
/// <param name="After">As it became; null where it is not there any more.</param>
internal sealed record Difference(string Path, string? Before, string? After);

/// <summary>Compares a thing before and after an act, place by place. Pure.</summary>
internal static class Differences
{
    /// <summary>An age moves on by itself: no act changed it.</summary>
    private const string Age = "ageSeconds";

    /// <summary>The places that differ, in the order in which the thing names them.</summary>
    internal static IReadOnlyList<Difference> Of(JsonElement? before, JsonElement? after)
    {
        var (was, became) = (Flat(before), Flat(after));
        return [.. was.Keys.Union(became.Keys, StringComparer.Ordinal)
            .Where(path => path != Age)
            .Select(path => new Difference(path, was.GetValueOrDefault(path), became.GetValueOrDefault(path)))
            .Where(place => place.Before != place.After)];
    }

    private static Dictionary<string, string> Flat(JsonElement? thing)
    {
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        if (thing is { } some)
        {
            Walk(some, "", places);
        }

        return places;
    }

    private static void Walk(JsonElement at, string path, Dictionary<string, string> places)
    {
        switch (at.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in at.EnumerateObject())
                {
                    Walk(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", places);
                }

                break;
            case JsonValueKind.Array when at.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Object or JsonValueKind.Array):
                foreach (var (index, item) in at.EnumerateArray().Index())
                {
                    Walk(item, $"{path}.{index + 1}", places);
                }

                break;
            case JsonValueKind.Array:
                places[path] = string.Join(", ", at.EnumerateArray());
                break;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                break;
            default:
                places[path] = at.ToString();
                break;
        }
    }
}
