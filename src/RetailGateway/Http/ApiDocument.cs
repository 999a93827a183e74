using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using RetailGateway.Access;
using RetailGateway.Http.Document;
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

    /// <summary>Documents the problems of single lines in an answer, each by an example of the whole answer.</summary>
    internal static RouteHandlerBuilder RefusesLines(this RouteHandlerBuilder endpoint, Func<JsonObject, JsonObject> answer, params Problem[] problems) =>
        endpoint.WithMetadata(new LineProblemsOf(answer, problems));

    /// <summary>Documents that what is answered carries an ETag.</summary>
    internal static RouteHandlerBuilder CarriesTag(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new CarriesTag());

    private static Task Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "RetailGateway API",
            Version = "v1",
            Description =
                """
                Keeps stock in sync between cooperative shops and partner chains.

                Send `Authorization: Bearer rg_<live|test>_<id>_<secret>`. Decimals are JSON strings. Times are RFC 3339 with an offset in, UTC out.
                Every POST carries an `Idempotency-Key` (optional for batches of stock changes, whose change ids do the same work).
                A problem (RFC 9457) has a stable `type`; `errors[]` names the places with JSON Pointers. What belongs to others answers 404.
                A method that an address does not take answers 405 (`#/components/responses/MethodNotAllowed`); a query parameter that it does not read, 400.
                Answers may get new fields: pass over what you do not know. An unknown field in a request is refused.
                """,
            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
        };
        document.Servers = [new OpenApiServer { Url = "/", Description = "This gateway" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [KeyScheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A partner system's key." },
        };
        OpenAnswers.Separate(document);

        // Of no operation: an address that does not take the method.
        var notAllowed = Refused(document, [Problems.MethodNotAllowed]);
        AnswerHeaders.Add(notAllowed, document, ["Allow"]);
        document.AddComponent<IOpenApiResponse>("MethodNotAllowed", notAllowed);
        return Task.CompletedTask;
    }

    private static async Task DescribeOperation(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var document = context.Document!;
        if (metadata.OfType<ScopeNeeded>().LastOrDefault() is { } needed)
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, document)] = [needed.Scope] }];
            operation.Description = $"{operation.Description}\n\nScope: `{needed.Scope}`.".Trim();
        }

        var (method, address) = (context.Description.HttpMethod ?? "", context.Description.RelativePath ?? "");
        var problems = metadata.OfType<ProblemsOf>().SelectMany(of => of.Problems).Distinct().ToList();
        var tagged = metadata.OfType<CarriesTag>().Any();
        Parameters.Describe(operation, method, address, metadata, updates: problems.Contains(Problems.PreconditionRequired), tagged);
        AddExamples(operation, metadata);
        document.AddComponent(nameof(ProblemBody), await context.GetOrCreateSchemaAsync(typeof(ProblemBody), cancellationToken: CancellationToken.None));
        operation.Responses ??= [];
        if (tagged && HttpMethods.IsGet(method))
        {
            operation.Responses["304"] = new OpenApiResponse { Description = "You have it as it is." };
        }

        foreach (var group in problems.GroupBy(problem => problem.Status).OrderBy(group => group.Key))
        {
            operation.Responses[group.Key.ToString(System.Globalization.CultureInfo.InvariantCulture)] = Refused(document, [.. group]);
        }

        AnswerHeaders.Describe(operation, document, tagged, linked: IsPaged(operation, metadata), problems);
    }

    private static OpenApiResponse Refused(OpenApiDocument document, Problem[] problems) => new()
    {
        Description = string.Join(" · ", problems.Select(problem => problem.Title)),
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/problem+json"] = new OpenApiMediaType
            {
                Schema = new OpenApiSchemaReference(nameof(ProblemBody), document),
                Examples = problems.ToDictionary(problem => problem.Slug, IOpenApiExample (problem) => Example(problem)),
            },
        },
    };

    /// <summary>A list that goes on at a cursor; of the feed's events, which always go on, there is no Link.</summary>
    private static bool IsPaged(OpenApiOperation operation, IList<object> metadata) =>
        operation.Parameters!.Any(parameter => parameter.Name == "cursor") && !metadata.OfType<GoesOnForEver>().Any();

    private static void AddExamples(OpenApiOperation operation, IList<object> metadata)
    {
        var said = metadata.OfType<ExampleOf>().LastOrDefault();
        foreach (var (type, media) in operation.RequestBody?.Content ?? new Dictionary<string, OpenApiMediaType>())
        {
            media.Example = type switch
            {
                "application/json" when said?.Request is { } request => JsonNode.Parse(request),
                "application/json" => Examples.Of(metadata.OfType<IAcceptsMetadata>().Last().RequestType),
                "text/csv" => Examples.Named(operation.OperationId),
                _ => null,
            };
        }

        var lines = metadata.OfType<LineProblemsOf>().LastOrDefault();
        foreach (var (status, answer) in operation.Responses ?? [])
        {
            if (!status.StartsWith('2') || answer.Content?.TryGetValue("application/json", out var media) != true)
            {
                continue;
            }

            var type = metadata.OfType<IProducesResponseTypeMetadata>().Last(produced => $"{produced.StatusCode}" == status).Type;
            var example = said is null ? Examples.Of(type) : JsonNode.Parse(said.Response);
            if (lines is null)
            {
                media!.Example = example;
                continue;
            }

            media!.Examples = lines.Problems.ToDictionary(
                problem => problem.Slug,
                IOpenApiExample (problem) => new OpenApiExample { Summary = problem.Title, Value = lines.Answer(Body(problem)) });
            media.Examples["recorded"] = new OpenApiExample { Summary = "Recorded, whole", Value = example };
        }
    }

    private static OpenApiExample Example(Problem problem) => new OpenApiExample
    {
        Summary = problem.Title,
        Value = Body(problem),
    };

    private static JsonObject Body(Problem problem) =>
        new() { ["type"] = problem.Type, ["title"] = problem.Title, ["status"] = problem.Status, ["detail"] = problem.Advice };

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
}

/// <summary>The problems an endpoint answers with, for the document.</summary>
internal sealed record ProblemsOf(IReadOnlyList<Problem> Problems);

/// <summary>Marks a POST whose items carry ids of their own: the Idempotency-Key is optional.</summary>
internal sealed record KeyOptional;

/// <summary>An example of a request and its answer, for the document.</summary>
internal sealed record ExampleOf(string? Request, string Response);

/// <summary>The problems of single lines in an answer, and the answer around one.</summary>
internal sealed record LineProblemsOf(Func<JsonObject, JsonObject> Answer, IReadOnlyList<Problem> Problems);

/// <summary>Marks what answers with an ETag.</summary>
internal sealed record CarriesTag;

/// <summary>Marks a list without a last page, and so without a Link to the next.</summary>
/// <param name="MaxLimit">The most that one answer holds.</param>
/// <param name="DefaultLimit">What it holds unless asked.</param>
internal sealed record GoesOnForEver(int MaxLimit, int DefaultLimit);
