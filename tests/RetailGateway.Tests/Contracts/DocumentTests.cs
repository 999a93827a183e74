using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RetailGateway.Http;
using RetailGateway.Http.Document;
using RetailGateway.Tests.Harness;
using RetailGateway.Tests.Partners;

namespace RetailGateway.Tests.Contracts;

/// <summary>What the API's document says by itself: examples, problems, headers, bounds.</summary>
public sealed class DocumentTests(GatewayFixture fixture) : IClassFixture<GatewayFixture>
{
    /// <summary>But for the body that is an empty object, which no example makes clearer.</summary>
    [Fact]
    public async Task Every_body_that_is_sent_or_answered_has_an_example()
    {
        var shape = new OpenApiShape(await ServedDocument.Read(fixture.Gateway), closed: true);

        Assert.Empty(
            from operation in await ServedDocument.Operations(fixture.Gateway)
            from body in Bodies(operation)
            where !body.Examples.Any() && (body.Schema["$ref"] is not { } name || shape.Resolve((string)name!)["properties"] is not null)
            select body.Place);
    }

    [Fact]
    public async Task Every_example_is_what_its_schema_says()
    {
        var shape = new OpenApiShape(await ServedDocument.Read(fixture.Gateway), closed: true);

        Assert.Empty(
            from operation in await ServedDocument.Operations(fixture.Gateway)
            from body in Bodies(operation)
            from example in body.Examples
            from fault in shape.Faults(body.Schema, example, body.Place)
            select fault);
    }

    [Fact]
    public async Task No_kept_example_is_of_nothing()
    {
        var schemas = (await ServedDocument.Read(fixture.Gateway))["components"]!["schemas"]!.AsObject();
        var operations = (await ServedDocument.Operations(fixture.Gateway)).Select(operation => (string)operation.Json["operationId"]!);
        var known = schemas.Select(schema => schema.Key).Concat(operations).ToHashSet(StringComparer.Ordinal);

        Assert.DoesNotContain(Examples.Names, name => !known.Contains(name));
    }

    [Fact]
    public async Task No_problem_is_absent()
    {
        var document = await ServedDocument.Read(fixture.Gateway);

        var shown = Objects(document).Select(node => node["type"]).OfType<JsonValue>().Select(type => type.ToString()).ToHashSet(StringComparer.Ordinal);

        Assert.DoesNotContain(Problems.All.Select(problem => problem.Type), type => !shown.Contains(type));
    }

    [Fact]
    public async Task What_is_sent_is_closed_and_what_is_answered_is_open()
    {
        var document = await ServedDocument.Read(fixture.Gateway);
        var operations = await ServedDocument.Operations(fixture.Gateway);
        var sent = Named(operations.Select(operation => operation.Json["requestBody"]).OfType<JsonNode>(), document);
        var answered = Named(operations.Select(operation => operation.Json["responses"]!), document);

        Assert.Empty(sent.Where(schema => schema.Value["properties"] is not null && schema.Value["additionalProperties"] is null).Select(schema => schema.Key));
        Assert.Empty(answered.Where(schema => schema.Value["additionalProperties"] is not null).Select(schema => schema.Key));
        Assert.Empty(sent.Where(schema => schema.Value["properties"] is not null).Select(schema => schema.Key).Intersect(answered.Keys, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_parameter_is_described_and_every_limit_has_its_bounds() => Assert.Empty(
        from operation in await ServedDocument.Operations(fixture.Gateway)
        from parameter in operation.Json["parameters"]?.AsArray() ?? []
        let schema = parameter["schema"]!
        let isLimit = (string)parameter["name"]! == "limit"
        where string.IsNullOrEmpty((string?)parameter["description"])
            || (isLimit && (schema["minimum"] is null || schema["maximum"] is null || schema["default"] is null))
        select $"{operation} {parameter["name"]}");

    [Fact]
    public async Task What_answers_that_it_needs_If_Match_names_it() => Assert.Empty(
        (await ServedDocument.Operations(fixture.Gateway))
            .Where(operation => operation.Json["responses"]!["428"] is not null != operation.Parameters("header").Contains("If-Match", StringComparer.Ordinal))
            .Select(operation => $"{operation}"));

    [Fact]
    public async Task No_type_of_the_code_is_named_in_words()
    {
        var types = typeof(Problems).Assembly.GetTypes().Select(type => type.Name).ToHashSet(StringComparer.Ordinal);
        var pascal = new Regex("\\b(?:[A-Z][a-z]+){2,}\\b", RegexOptions.None, TimeSpan.FromSeconds(1));

        Assert.Empty(
            from node in Objects(await ServedDocument.Read(fixture.Gateway))
            let words = node["description"] as JsonValue
            where words is not null
            from Match match in pascal.Matches(words.ToString())
            where types.Contains(match.Value)
            select $"{match.Value} in: {words}");
    }

    /// <summary>JSON and text that goes either way; of a workbook there is no example.</summary>
    private static IEnumerable<(string Place, JsonNode Schema, IEnumerable<JsonNode?> Examples)> Bodies(Operation operation)
    {
        var answers = operation.Json["responses"]!.AsObject().Select(answer => (Place: $"{operation} answers {answer.Key}", Content: answer.Value!["content"]));
        return from body in answers.Prepend((Place: $"{operation} reads", Content: operation.Json["requestBody"]?["content"]))
               from media in body.Content?.AsObject() ?? []
               where !media.Key.Contains("openxmlformats", StringComparison.Ordinal)
               let one = media.Value!.AsObject().ContainsKey("example") ? new[] { media.Value["example"] } : []
               let more = media.Value["examples"]?.AsObject().Select(example => example.Value!["value"]) ?? []
               select (body.Place, media.Value["schema"]!, one.Concat(more));
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject some => some.SelectMany(pair => Objects(pair.Value)).Prepend(some),
        JsonArray items => items.SelectMany(Objects),
        _ => [],
    };

    /// <summary>The named schemas that these are made of, through and through.</summary>
    private static Dictionary<string, JsonNode> Named(IEnumerable<JsonNode> roots, JsonNode document)
    {
        var named = new Dictionary<string, JsonNode>(StringComparer.Ordinal);
        var open = new Stack<JsonNode>(roots);
        while (open.TryPop(out var root))
        {
            foreach (var name in Objects(root).Select(node => (string?)(node["$ref"] as JsonValue)).OfType<string>().Where(name => name.StartsWith("#/components/schemas/", StringComparison.Ordinal)))
            {
                var schema = document["components"]!["schemas"]![name.Split('/')[^1]]!;
                if (named.TryAdd(name.Split('/')[^1], schema))
                    open.Push(schema);
            }
        }

        return named;
    }
}
