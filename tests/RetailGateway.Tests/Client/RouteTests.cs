using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Refit;
using RetailGateway.Client;
using RetailGateway.Tests.Harness;

namespace RetailGateway.Tests.Client;

/// <summary>The client against the contract: every operation has a method, and both speak of the same fields.</summary>
public sealed class RouteTests
{
    /// <summary>Operations that are not for partner systems; each with its reason.</summary>
    private static readonly Dictionary<string, string> NotForPartners = new(StringComparer.Ordinal)
    {
        ["GET /v1/register"] = "The city's office reads it.",
    };

    private static readonly JsonNode Document = JsonNode.Parse(File.ReadAllText(Repository.File("contracts/openapi/gateway.v1.json").FullName))!;

    private static readonly (string Operation, MethodInfo Method)[] Routes =
    [
        .. typeof(GatewayClient).Assembly.GetTypes().Where(type => type.IsInterface && type.Namespace == "RetailGateway.Client.Wire")
            .SelectMany(api => api.GetMethods())
            .Select(method => (method, verb: method.GetCustomAttribute<HttpMethodAttribute>()))
            .Where(pair => pair.verb is not null)
            .Select(pair => ($"{pair.verb!.Method} {pair.verb.Path}", pair.method)),
    ];

    public static TheoryData<string> Called => [.. Routes.Select(route => route.Operation)];

    [Fact]
    public void Every_operation_of_the_contract_has_a_method_of_the_client_and_no_method_has_none()
    {
        var operations = Document["paths"]!.AsObject().SelectMany(
            path => path.Value!.AsObject().Where(verb => verb.Value is JsonObject),
            (path, verb) => $"{verb.Key.ToUpperInvariant()} {path.Key}");

        Assert.Equal(
            operations.Except(NotForPartners.Keys).Order(StringComparer.Ordinal),
            Routes.Select(route => route.Operation).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Called))]
    public void A_call_gives_every_query_parameter_that_the_contract_names(string operation)
    {
        var (method, contract) = Find(operation);
        var query = contract["parameters"]?.AsArray().Where(parameter => (string)parameter!["in"]! == "query").Select(parameter => (string)parameter!["name"]!) ?? [];

        var given = method.GetParameters().Select(parameter => parameter.Name!).ToList();

        // A location's and a partnership's few rows come whole.
        Assert.Empty(query.Except(given).Except(method.Name is "SystemsOfRecord" or "Terms" ? ["limit", "cursor"] : []));
    }

    [Theory]
    [MemberData(nameof(Called))]
    public void What_is_sent_and_what_is_read_has_the_fields_of_the_contract(string operation)
    {
        var (method, contract) = Find(operation);
        if (contract["requestBody"]?["content"]?["application/json"]?["schema"] is { } request)
        {
            var body = method.GetParameters().Single(parameter => parameter.GetCustomAttribute<BodyAttribute>() is not null).ParameterType;
            Compare(body, request, [], (field, theirs, ours) => Assert.True(theirs && ours, $"{operation} sends {field}"));
        }

        var answer = contract["responses"]!.AsObject().First(response => response.Key[0] == '2').Value!["content"]!["application/json"]!["schema"]!;
        var read = method.ReturnType.GenericTypeArguments.Single();
        if (read != typeof(HttpResponseMessage))
            Compare(read, answer, [], (field, theirs, ours) => Assert.True(theirs && ours, $"{operation} answers {field}: contract {theirs}, client {ours}"));
    }

    private static (MethodInfo Method, JsonNode Contract) Find(string operation)
    {
        var (verb, path) = (operation.Split(' ')[0], operation.Split(' ')[1]);
        return (Routes.Single(route => route.Operation == operation).Method, Document["paths"]![path]![verb.ToLowerInvariant()]!);
    }

    /// <summary>Tells of every field that either side has, into lists and records.</summary>
    private static void Compare(Type type, JsonNode schema, HashSet<Type> seen, Action<string, bool, bool> tell)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        schema = Resolve(schema);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            if (schema["items"] is { } items)
                Compare(type.GenericTypeArguments[0], items, seen, tell);
            return;
        }

        if (type.IsEnum && schema["enum"] is JsonArray known)
        {
            var values = known.Where(value => value is not null).Select(value => (string)value!);
            Assert.Equal(values.Order(StringComparer.Ordinal), Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName).Order(StringComparer.Ordinal));
        }

        if (type.Assembly != typeof(GatewayClient).Assembly || schema["properties"] is not JsonObject fields || !seen.Add(type))
            return;

        var ours = type.GetProperties().ToDictionary(
            property => property.GetCustomAttribute<System.Text.Json.Serialization.JsonPropertyNameAttribute>()?.Name
                ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name),
            property => property.PropertyType);
        foreach (var field in ours.Keys.Union(fields.Select(field => field.Key)))
        {
            tell($"{type.Name}.{field}", fields.ContainsKey(field), ours.ContainsKey(field));
            if (fields[field] is { } inner && ours.TryGetValue(field, out var innerType) && innerType != typeof(GatewayProblem))
                Compare(innerType, inner, seen, tell);
        }
    }

    private static JsonNode Resolve(JsonNode schema)
    {
        while (true)
        {
            if (schema["$ref"] is { } reference)
                schema = Document["components"]!["schemas"]![((string)reference!).Split('/')[^1]]!;
            else if (schema["oneOf"]?.AsArray().FirstOrDefault(choice => choice!["$ref"] is not null) is { } choice)
                schema = choice;
            else
                return schema;
        }
    }
}
