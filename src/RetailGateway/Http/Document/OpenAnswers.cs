using Microsoft.OpenApi;

namespace RetailGateway.Http.Document;

/// <summary>
/// An unknown field in a request is refused; in an answer one may come with a later version. So what is answered is open
/// and what is sent is closed, and a shape that does both stands twice in the document.
/// </summary>
internal static class OpenAnswers
{
    internal static void Separate(OpenApiDocument document)
    {
        var schemas = document.Components!.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        var operations = document.Paths.Values.SelectMany(path => (IEnumerable<OpenApiOperation>?)path.Operations?.Values ?? []).ToList();
        var requests = operations.SelectMany(operation => Media(operation.RequestBody?.Content)).ToList();
        var answers = operations.SelectMany(operation => (IEnumerable<IOpenApiResponse>?)operation.Responses?.Values ?? []).SelectMany(answer => Media(answer.Content)).ToList();
        var answered = Named(answers.Select(media => media.Schema), schemas);
        var shared = Named(requests.Select(media => media.Schema), schemas)
            .Where(name => answered.Contains(name) && schemas[name] is OpenApiSchema { Properties.Count: > 0 })
            .ToDictionary(name => name, name => $"{name}Sent", StringComparer.Ordinal);
        foreach (var (name, sent) in shared)
        {
            document.AddComponent(sent, ((OpenApiSchema)schemas[name]).CreateShallowCopy());
        }

        foreach (var media in requests)
        {
            media.Schema = Renamed(media.Schema, shared, document);
        }

        foreach (var name in Named(requests.Select(media => media.Schema), schemas))
        {
            if (schemas[name] is OpenApiSchema { Properties: { } fields } schema)
            {
                schema.Properties = fields.ToDictionary(field => field.Key, field => Renamed(field.Value, shared, document)!);
            }
        }

        foreach (var fields in schemas.Values.Select(schema => schema.Properties).OfType<IDictionary<string, IOpenApiSchema>>())
        {
            AllowNullOnce(fields, schemas);
        }

        foreach (var schema in answered.Select(name => schemas[name]).OfType<OpenApiSchema>())
        {
            schema.AdditionalPropertiesAllowed = true;
        }
    }

    /// <summary>"Null, or anything" is told by the framework as one of the two, which null is not: it is both.</summary>
    private static void AllowNullOnce(IDictionary<string, IOpenApiSchema> fields, IDictionary<string, IOpenApiSchema> schemas)
    {
        foreach (var (name, field) in fields.ToList())
        {
            if (field.OneOf is [_, OpenApiSchemaReference { Reference.Id: { } id } anything] && schemas[id].Type is null)
            {
                fields[name] = anything;
            }
        }
    }

    private static IEnumerable<OpenApiMediaType> Media(IDictionary<string, OpenApiMediaType>? content) => content?.Values ?? [];

    /// <summary>The names of the components that these are made of, through and through.</summary>
    private static HashSet<string> Named(IEnumerable<IOpenApiSchema?> roots, IDictionary<string, IOpenApiSchema> schemas)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<IOpenApiSchema>(roots.OfType<IOpenApiSchema>());
        while (open.TryPop(out var schema))
        {
            if (schema is OpenApiSchemaReference { Reference.Id: { } name })
            {
                if (!names.Add(name))
                {
                    continue;
                }

                schema = schemas[name];
            }

            foreach (var part in Parts(schema))
            {
                open.Push(part);
            }
        }

        return names;
    }

    private static IEnumerable<IOpenApiSchema> Parts(IOpenApiSchema schema) =>
        [.. schema.Properties?.Values ?? [], .. schema.OneOf ?? [], .. schema.AnyOf ?? [], .. schema.Items is { } items ? [items] : Array.Empty<IOpenApiSchema>()];

    /// <summary>The same, where it names what is sent by its own name.</summary>
    private static IOpenApiSchema? Renamed(IOpenApiSchema? schema, Dictionary<string, string> names, OpenApiDocument document)
    {
        switch (schema)
        {
            case OpenApiSchemaReference { Reference.Id: { } id } reference when names.TryGetValue(id, out var sent):
                return new OpenApiSchemaReference(sent, document) { Description = reference.Description };
            case OpenApiSchema inline:
                inline.Items = Renamed(inline.Items, names, document);
                inline.OneOf = inline.OneOf?.Select(choice => Renamed(choice, names, document)!).ToList();
                return inline;
            default:
                return schema;
        }
    }
}
