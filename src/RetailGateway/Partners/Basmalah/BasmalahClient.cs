using System.Text.Json;
using System.Text.Json.Serialization;
using Refit;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Partners.Basmalah;

/// <summary>The HTTP client of the chain: its JSON, and the bounds of what we take from it.</summary>
internal static class BasmalahClient
{
    /// <summary>The most we read of one answer; 500 rows of the widest kind are about a tenth of it.</summary>
    public const int MostBytes = 2 * 1024 * 1024;

    private const int MostRefusalCharacters = 4096;

    /// <summary>
    /// Names in snake case; a missing field, a null or a repeated field is not the answer that was promised,
    /// a further field is.
    /// </summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 8,
    };

    /// <summary>Registers <see cref="IBasmalahApi"/>. Retries and timeouts go on top, by the returned builder.</summary>
    public static IHttpClientBuilder AddBasmalahApi(this IServiceCollection services, Uri address) => services
        .AddRefitGeneratedClient<IBasmalahApi>(Settings())
        .ConfigureHttpClient(client => client.BaseAddress = address)
        .BoundAnswers(MostBytes);

    private static RefitSettings Settings() => new(new WholeJson(Json))
    {
        MaxExceptionContentLength = MostRefusalCharacters,
    };
}
