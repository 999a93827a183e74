using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RetailGateway.Access;
using Scalar.AspNetCore;

namespace RetailGateway.Http;

/// <summary>The OpenAPI 3.1 document: made from the endpoints, so it cannot say what they do not do.</summary>
internal static class ApiDocument
{
    private const string KeyScheme = "apiKey";

    internal static void AddApiDocument(this WebApplicationBuilder builder) => builder.Services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description => description.RelativePath?.StartsWith("v1/", StringComparison.Ordinal) ?? false;
        options.AddDocumentTransformer((document, _, _) => Describe(document));
        options.AddOperationTransformer((operation, context, _) => DescribeOperation(operation, context));
        options.AddSchemaTransformer((schema, context, _) => DescribeSchema(schema, context));
    });

    /// <summary>The document, and a page to read and try it, both from this origin alone.</summary>
    internal static void MapApiPage(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapScalarApiReference("/docs", options => options
            .WithTitle("RetailGateway API")
            .WithOpenApiRoutePattern("/openapi/v1.json")
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent()
            .DisableMcp()
            .HideDeveloperTools());
    }

    /// <summary>Documents the problems an endpoint answers with.</summary>
    internal static TBuilder Refuses<TBuilder>(this TBuilder endpoint, params Problem[] problems)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new ProblemsOf(problems));

    /// <summary>Documents what an endpoint answers when all is well.</summary>
    internal static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder endpoint, int status = StatusCodes.Status200OK) =>
        endpoint.Produces<T>(status);

    /// <summary>Documents a request and its answer by an example, in JSON.</summary>
    internal static RouteHandlerBuilder Example(this RouteHandlerBuilder endpoint, string? request, string response) =>
        endpoint.WithMetadata(new ExampleOf(request, response));

    private static Task Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "RetailGateway API",
            Version = "v1",
            Description =
                """
                Keeps stock and orders in sync between cooperative shops and partner chains.

                Send `Authorization: Bearer rg_<live|test>_<id>_<secret>`. Decimals are JSON strings. Times are RFC 3339 with an offset in, UTC out.
                Every POST carries an `Idempotency-Key` (optional for batches of stock changes, whose change ids do the same work).
                A problem (RFC 9457) has a stable `type`; `errors[]` names the places with JSON Pointers. What belongs to others answers 404.
                """,
            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
        };
        document.Servers = [new OpenApiServer { Url = "/", Description = "This gateway" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [KeyScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A partner system's key." },
        };
        CloseRequests(document);
        return Task.CompletedTask;
    }

    private static async Task DescribeOperation(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<ScopeNeeded>().LastOrDefault() is { } needed)
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, context.Document)] = [needed.Scope] }];
            operation.Description = $"{operation.Description}\n\nScope: `{needed.Scope}`.".Trim();
        }

        if (HttpMethods.IsPost(context.Description.HttpMethod ?? "") && metadata.OfType<IAcceptsMetadata>().Any())
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = "Idempotency-Key",
                In = ParameterLocation.Header,
                Required = !metadata.OfType<KeyOptional>().Any(),
                Description = "One id for each thing you want done, the same when you try again; kept for 30 days.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 255 },
            });
        }

        AddExamples(operation, metadata.OfType<ExampleOf>());
        var problems = metadata.OfType<ProblemsOf>().SelectMany(of => of.Problems).Distinct().GroupBy(problem => problem.Status);
        var schema = await context.GetOrCreateSchemaAsync(typeof(ProblemBody), cancellationToken: CancellationToken.None);
        context.Document?.AddComponent(nameof(ProblemBody), schema);
        operation.Responses ??= [];
        foreach (var group in problems.OrderBy(group => group.Key))
        {
            operation.Responses[group.Key.ToString(System.Globalization.CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = string.Join(" · ", group.Select(problem => problem.Title)),
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new OpenApiMediaType
                    {
                        Schema = new OpenApiSchemaReference(nameof(ProblemBody), context.Document),
                        Examples = group.ToDictionary(problem => problem.Slug, IOpenApiExample (problem) => Example(problem)),
                    },
                },
            };
        }
    }

    private static void AddExamples(OpenApiOperation operation, IEnumerable<ExampleOf> examples)
    {
        foreach (var example in examples)
        {
            if (example.Request is { } request && Json(operation.RequestBody?.Content) is { } body)
            {
                body.Example = JsonNode.Parse(request);
            }

            if (Json(operation.Responses?.FirstOrDefault(response => response.Key.StartsWith('2')).Value?.Content) is { } answer)
            {
                answer.Example = JsonNode.Parse(example.Response);
            }
        }
    }

    private static OpenApiMediaType? Json(IDictionary<string, OpenApiMediaType>? content) =>
        content is not null && content.TryGetValue("application/json", out var media) ? media : null;

    private static OpenApiExample Example(Problem problem) => new OpenApiExample
    {
        Summary = problem.Title,
        Value = new JsonObject { ["type"] = problem.Type, ["title"] = problem.Title, ["status"] = problem.Status, ["detail"] = problem.Advice },
    };

    /// <summary>What our converters make of a type is not seen by the framework: decimals, times and enums are strings.</summary>
    private static Task DescribeSchema(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var declared = context.JsonTypeInfo.Type;
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        var text = type == declared ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
        if (type == typeof(decimal))
        {
            (schema.Type, schema.Format, schema.Pattern) = (text, "decimal", @"^-?[0-9]+(\.[0-9]+)?$");
        }
        else if (type == typeof(DateTimeOffset))
        {
            (schema.Type, schema.Format) = (text, "date-time");
        }
        else if (type.IsEnum)
        {
            schema.Type = JsonSchemaType.String;
        }

        return Task.CompletedTask;
    }

    /// <summary>An unknown field in a request is refused; in an answer one may come with a later version.</summary>
    private static void CloseRequests(OpenApiDocument document)
    {
        var open = new Stack<IOpenApiSchema>(document.Paths.Values
            .SelectMany(path => (IEnumerable<OpenApiOperation>?)path.Operations?.Values ?? [])
            .SelectMany(operation => (IEnumerable<OpenApiMediaType>?)operation.RequestBody?.Content?.Values ?? [])
            .Select(media => media.Schema)
            .OfType<IOpenApiSchema>());
        var closed = new HashSet<IOpenApiSchema>();
        while (open.TryPop(out var schema))
        {
            var target = schema is OpenApiSchemaReference reference ? reference.RecursiveTarget : schema as OpenApiSchema;
            if (target is null || !closed.Add(target))
            {
                continue;
            }

            if (target.Properties is { Count: > 0 } properties)
            {
                target.AdditionalPropertiesAllowed = false;
                foreach (var property in properties.Values)
                {
                    open.Push(property);
                }
            }

            if (target.Items is { } items)
            {
                open.Push(items);
            }
        }
    }
}

/// <summary>The problems an endpoint answers with, for the document.</summary>
internal sealed record ProblemsOf(IReadOnlyList<Problem> Problems);

/// <summary>Marks a POST whose items carry ids of their own: the Idempotency-Key is optional.</summary>
internal sealed record KeyOptional;

/// <summary>An example of a request and its answer, for the document.</summary>
internal sealed record ExampleOf(string? Request, string Response);
