using System.Net.Http.Headers;
using System.Text.Json;
using Refit;
using RetailGateway.Partners.Contracts;

namespace RetailGateway.Partners.Ubl.Exchange;

/// <summary>The HTTP client of an exchange: XML out, XML within JSON back, and the bounds of what we take.</summary>
internal static class UblClient
{
    /// <summary>The most we read of one answer: ten orders of 500 lines.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    private const int MostRefusalCharacters = 4096;

    /// <summary>
    /// A missing field, a null or a repeated field is not the answer that was promised, a further field is.
    /// </summary>
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 8,
    };

    /// <summary>Registers <see cref="IUblApi"/>. Retries and timeouts go on top, by the returned builder.</summary>
    public static IHttpClientBuilder AddUblApi(this IServiceCollection services, Uri address) => services
        .AddRefitGeneratedClient<IUblApi>(new RefitSettings(new WholeJson(Json)) { MaxExceptionContentLength = MostRefusalCharacters })
        .ConfigureHttpClient(client => client.BaseAddress = address)
        .BoundAnswers(MostBytes);

    /// <summary>A paper as a body in one piece, which says how long it is.</summary>
    internal static HttpContent Body(UblPaper paper) =>
        new ByteArrayContent(paper.Xml) { Headers = { ContentType = new MediaTypeHeaderValue("application/xml", "utf-8") } };
}
