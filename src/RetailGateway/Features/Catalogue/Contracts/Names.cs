using System.Text.Json;

namespace RetailGateway.Features.Catalogue.Contracts;

/// <summary>Names of fixed choices, the same in the store, on the wire and in files: snake_case.</summary>
internal static class Names
{
    internal static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>The choice behind a name of the store's.</summary>
    internal static T Read<T>(string name)
        where T : struct, Enum => TryRead<T>(name, out var value) ? value : throw new FormatException($"'{name}' is no {typeof(T).Name}.");

    internal static bool TryRead<T>(string name, out T value)
        where T : struct, Enum
    {
        foreach (var known in Enum.GetValues<T>())
        {
            if (Of(known).Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                value = known;
                return true;
            }
        }

        value = default;
        return false;
    }

    /// <summary>All names of a choice, for whoever wrote another.</summary>
    internal static string Known<T>()
        where T : struct, Enum => string.Join(", ", Enum.GetValues<T>().Select(Of));
}
