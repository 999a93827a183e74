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

    private static OpenApiExample Example(Problem problem) => new OpenApiExample
    {
        Summary = problem.Title,
        Value = new JsonObject { ["type"] = problem.Type, ["title"] = problem.Title, ["status"] = problem.Status, ["detail"] = problem.Advice },
    };

    private static Task DescribeSchema(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(decimal))
        {
            schema.Type = JsonSchemaType.String | (schema.Type & JsonSchemaType.Null);
            schema.Format = "decimal";
            schema.Pattern = @"^-?[0-9]+(\.[0-9]+)?$";
        }
        else if (context.JsonTypeInfo.Kind == System.Text.Json.Serialization.Metadata.JsonTypeInfoKind.Object && schema.Properties is { Count: > 0 })
        {
            schema.AdditionalPropertiesAllowed = false;
        }

        return Task.CompletedTask;
    }
}

/// <summary>The problems an endpoint answers with, for the document.</summary>
internal sealed record ProblemsOf(IReadOnlyList<Problem> Problems);

/// <summary>Marks a POST whose items carry ids of their own: the Idempotency-Key is optional.</summary>
internal sealed record KeyOptional;
