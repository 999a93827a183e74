using System.Reflection;
using System.Text.Json.Nodes;

namespace RetailGateway.Http.Document;

/// <summary>
/// An example a type, from <c>examples.json</c> beside the features: an endpoint that says nothing of its own
/// (<see cref="ExampleOf"/>) shows that of what it reads and answers.
/// </summary>
internal static class Examples
{
    private static readonly Lazy<Dictionary<string, JsonNode>> All = new(Read);

    /// <summary>What there is an example of: types, and operations that read a file.</summary>
    internal static IEnumerable<string> Names => All.Value.Keys;

    /// <summary>The example of a type; a page holds one of what it is a page of. Null where there is none.</summary>
    internal static JsonNode? Of(Type? type) => type switch
    {
        null => null,
        { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(Page<>) => Of(type.GenericTypeArguments[0]) is { } item
            ? new JsonObject { ["items"] = new JsonArray(item), ["next"] = null }
            : null,
        _ => Named(type.Name),
    };

    /// <summary>The example of an operation's file, as text.</summary>
    internal static JsonNode? Named(string? name) => name is not null && All.Value.TryGetValue(name, out var example) ? example.DeepClone() : null;

    private static Dictionary<string, JsonNode> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var examples = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var file in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".examples.json", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(file)!;
            foreach (var (name, example) in JsonNode.Parse(stream)!.AsObject())
            {
                examples.Add(name, example!);
            }
        }

        return examples;
    }
}
