using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RetailGateway.Tests.Partners;

/// <summary>Checks a JSON value against a schema of an OpenAPI 3.1 document, in the few words our contracts use.</summary>
/// <param name="document">The document, whole.</param>
/// <param name="closed">A field that no schema describes is a fault, whatever the schema allows.</param>
internal sealed class OpenApiShape(JsonNode document, bool closed = false)
{
    private static readonly HashSet<string> s_words = new(StringComparer.Ordinal)
    {
        "$ref", "type", "properties", "required", "additionalProperties", "items", "enum", "pattern", "minimum",
        "maximum", "minLength", "maxLength", "minItems", "maxItems", "multipleOf", "allOf", "oneOf", "description",
        "const", "format", "default",
    };

    /// <summary>Everything wrong with the value, each with its place.</summary>
    public IEnumerable<string> Faults(JsonNode schema, JsonNode? value, string place = "$")
    {
        var words = schema.AsObject();
        foreach (var word in words.Where(word => !s_words.Contains(word.Key)))
            yield return $"{place}: the schema says {word.Key}, which is not checked";

        if (words["$ref"] is { } reference)
        {
            foreach (var fault in Faults(Resolve(reference.GetValue<string>()), value, place))
                yield return fault;
        }

        foreach (var part in words["allOf"]?.AsArray() ?? [])
        {
            foreach (var fault in Faults(part!, value, place))
                yield return fault;
        }

        if (words["oneOf"] is JsonArray choices && choices.Count(choice => !Faults(choice!, value, place).Any()) != 1)
            yield return $"{place}: not exactly one of the shapes";
        if (words["type"] is { } type && !(type is JsonArray types ? types.Select(one => one!.GetValue<string>()) : [type.GetValue<string>()]).Any(one => Is(one, value)))
            yield return $"{place}: not {type}";
        if (words["const"] is { } only && !JsonNode.DeepEquals(only, value))
            yield return $"{place}: not {only}";
        if (words["enum"] is JsonArray names && !names.Any(name => JsonNode.DeepEquals(name, value)))
            yield return $"{place}: {value} is not listed";

        var faults = value switch
        {
            JsonObject members => OfObject(words, members, place),
            JsonArray elements => OfArray(words, elements, place),
            JsonValue scalar => OfScalar(words, scalar, place),
            _ => [],
        };
        foreach (var fault in faults)
            yield return fault;
    }

    /// <summary>The part of the document that a local reference names.</summary>
    public JsonNode Resolve(string reference) =>
        reference.Split('/').Skip(1).Aggregate(document, (node, name) => node[name.Replace("~1", "/")]!);

    private IEnumerable<string> OfObject(JsonObject words, JsonObject members, string place)
    {
        foreach (var name in words["required"]?.AsArray() ?? [])
        {
            if (!members.ContainsKey(name!.GetValue<string>()))
                yield return $"{place}: {name} is missing";
        }

        var properties = words["properties"]?.AsObject();
        foreach (var (name, value) in members)
        {
            if (properties?[name] is { } schema)
            {
                foreach (var fault in Faults(schema, value, $"{place}.{name}"))
                    yield return fault;
            }
            else if (words["additionalProperties"]?.GetValueKind() == JsonValueKind.False || (closed && properties is not null))
            {
                yield return $"{place}: {name} is not described";
            }
        }
    }

    private IEnumerable<string> OfArray(JsonObject words, JsonArray elements, string place)
    {
        if (elements.Count < Number(words, "minItems") || elements.Count > Number(words, "maxItems"))
            yield return $"{place}: {elements.Count} elements";
        if (words["items"] is not { } schema)
            yield break;

        foreach (var fault in elements.SelectMany((element, index) => Faults(schema, element, $"{place}[{index}]")))
            yield return fault;
    }

    private static IEnumerable<string> OfScalar(JsonObject words, JsonValue scalar, string place)
    {
        if (scalar.GetValueKind() == JsonValueKind.Number)
        {
            var number = decimal.Parse(scalar.ToJsonString(), CultureInfo.InvariantCulture);
            if (number < Number(words, "minimum") || number > Number(words, "maximum"))
                yield return $"{place}: {number} is out of bounds";
            if (Number(words, "multipleOf") is { } step && number % step != 0)
                yield return $"{place}: {number} is too fine";
        }

        if (scalar.GetValueKind() == JsonValueKind.String)
        {
            var text = scalar.GetValue<string>();
            if (words["pattern"] is { } pattern && !Regex.IsMatch(text, pattern.GetValue<string>(), RegexOptions.None, TimeSpan.FromSeconds(1)))
                yield return $"{place}: {text} does not match {pattern}";
            if (!IsFormatted((string?)words["format"], text))
                yield return $"{place}: {text} is no {words["format"]}";
            if (text.Length < Number(words, "minLength") || text.Length > Number(words, "maxLength"))
                yield return $"{place}: {text.Length} characters";
        }
    }

    private static bool IsFormatted(string? format, string text) => format switch
    {
        "date-time" => text.Length >= 20 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        _ => true,
    };

    private static decimal? Number(JsonObject words, string name) =>
        words[name] is { } number ? decimal.Parse(number.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    private static bool Is(string type, JsonNode? value) => (type, value?.GetValueKind()) switch
    {
        ("object", JsonValueKind.Object) or ("array", JsonValueKind.Array) or ("string", JsonValueKind.String) => true,
        ("null", null or JsonValueKind.Null) => true,
        ("boolean", JsonValueKind.True or JsonValueKind.False) or ("number", JsonValueKind.Number) => true,
        ("integer", JsonValueKind.Number) => decimal.IsInteger(decimal.Parse(value!.ToJsonString(), CultureInfo.InvariantCulture)),
        _ => false,
    };
}
