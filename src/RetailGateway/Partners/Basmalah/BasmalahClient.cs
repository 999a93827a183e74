using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Refit;

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
        .ConfigurePrimaryHttpMessageHandler(() => new BoundedAnswers(new SocketsHttpHandler
        {
            // The chain may not send us, with its key, to another address.
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        }));

    private static RefitSettings Settings() => new(new WholeBodies())
    {
        MaxExceptionContentLength = MostRefusalCharacters,
    };

    /// <summary>Bodies in one piece: what we send says how long it is, and what has come whole need not be read as if it were still coming.</summary>
    private sealed class WholeBodies : IHttpContentSerializer
    {
        private static readonly SystemTextJsonContentSerializer s_names = new(Json);

        public HttpContent ToHttpContent<T>(T item) =>
            new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(item, Json)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };

        public async Task<T?> FromHttpContentAsync<T>(HttpContent content, CancellationToken cancellationToken = default)
        {
            var body = await content.ReadAsByteArrayAsync(cancellationToken);
            return JsonSerializer.Deserialize<T>(body.AsSpan(body.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0), Json);
        }

        public string? GetFieldNameForProperty(PropertyInfo propertyInfo) => s_names.GetFieldNameForProperty(propertyInfo);
    }

    /// <summary>Reads an answer whole before anyone parses it, and gives up on one that is too long.</summary>
    private sealed class BoundedAnswers(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            try
            {
                await response.Content.LoadIntoBufferAsync(MostBytes, cancellationToken);
                return response;
            }
            catch
            {
                response.Dispose();
                throw;
            }
        }
    }
}
