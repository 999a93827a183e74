using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.OpenApi;

namespace RetailGateway.Http.Document;

/// <summary>What all operations say alike of their parameters.</summary>
internal static class Parameters
{
    internal static void Describe(OpenApiOperation operation, string method, string address, IList<object> metadata, bool updates, bool tagged)
    {
        var feed = metadata.OfType<GoesOnForEver>().LastOrDefault();
        operation.Parameters ??= [];
        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>())
        {
            if (parameter.In == ParameterLocation.Path)
            {
                parameter.Description ??= OfPath(address, parameter.Name!);
            }
            else if (parameter is { Name: "limit", Schema: OpenApiSchema { Minimum: null } limit })
            {
                limit.Minimum = "1";
                limit.Maximum = (feed?.MaxLimit ?? Page<object>.MaxLimit).ToString(CultureInfo.InvariantCulture);
                limit.Default = JsonValue.Create(feed?.DefaultLimit ?? Page<object>.DefaultLimit);
            }
        }

        if (metadata.OfType<IAcceptsMetadata>().Any())
        {
            operation.Parameters.Add(Header(
                "Idempotency-Key",
                required: HttpMethods.IsPost(method) && !metadata.OfType<KeyOptional>().Any(),
                "One id for each thing you want done, the same when you try again; kept for 30 days.",
                maxLength: 255));
        }

        if (updates)
        {
            operation.Parameters.Add(Header("If-Match", required: true, "The ETag of what you read and decided on; `*` for whatever is there."));
        }
        else if (tagged && HttpMethods.IsGet(method))
        {
            operation.Parameters.Add(Header("If-None-Match", required: false, "The ETag of what you have: 304 where it is still so."));
        }
    }

    /// <summary>"/parties/{id}" as "The party's number.", "/packs/{code}" as "The pack's code.".</summary>
    private static string OfPath(string address, string name)
    {
        var segments = address.Split('/');
        var at = Array.FindIndex(segments, segment => segment.StartsWith($"{{{name}", StringComparison.Ordinal));
        var thing = segments[at - 1] switch
        {
            "expected" => "expected movement",
            var many when many.EndsWith("ies", StringComparison.Ordinal) => $"{many[..^3]}y",
            var many => many.TrimEnd('s').Replace('-', ' '),
        };
        return name == "id" ? $"The {thing}'s `id`, as its answers and lists give it." : $"The {thing}'s {(name == thing ? "number" : name)}.";
    }

    private static OpenApiParameter Header(string name, bool required, string description, int? maxLength = null) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = required,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = maxLength },
    };
}
