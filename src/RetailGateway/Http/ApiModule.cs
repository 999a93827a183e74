
namespace RetailGateway.Http;

/// <summary>The API's manners: problems, limits, the document and its page.</summary>
internal static class ApiModule
{
    internal static void AddApi(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Each endpoint has a limit of its own. What goes beyond it is read past within this one, so that the
            // caller gets to read the refusal and not a broken connection.
            kestrel.Limits.MaxRequestBodySize = 64 * 1024 * 1024;
        });
        builder.Services.ConfigureHttpJsonOptions(options => Json.Configure(options.SerializerOptions));
        builder.Services.AddExceptionHandler<Faults>();
        builder.Services.AddProblemDetails();
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.AddSingleton<Writes>();
        builder.AddApiDocument();
    }

    internal static void UseApi(this WebApplication app)
    {
        app.Use(GuardBrowsers);
        app.UseExceptionHandler();
        app.UseStatusCodePages(status => Answer.Refused(EmptyAnswer(status.HttpContext), status.HttpContext).ExecuteAsync(status.HttpContext));
        app.UseRouting();
    }

    /// <summary>Everything under /v1.</summary>
    internal static RouteGroupBuilder MapApi(this WebApplication app) => app.MapGroup("/v1")
        .Refuses(Problems.Malformed, Problems.Unauthenticated, Problems.ScopeMissing, Problems.RateLimited, Problems.Unavailable, Problems.Broken);

    /// <summary>Raises or lowers what an endpoint reads.</summary>
    internal static RouteHandlerBuilder LimitBody(this RouteHandlerBuilder endpoint, int megabytes) =>
        endpoint.WithMetadata(new BodyLimit(megabytes * 1024 * 1024));

    /// <summary>What a browser may do with our answers: nothing for the API; for the two pages, only what comes from here.</summary>
    private static Task GuardBrowsers(HttpContext http, RequestDelegate next)
    {
        var isPage = http.Request.Path.StartsWithSegments("/docs", StringComparison.Ordinal) || http.Request.Path.StartsWithSegments("/jobs", StringComparison.Ordinal);
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        // Nothing to other origins. With "no-referrer" a form's own origin would be sent as null, and no passkey be taken.
        headers["Referrer-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = isPage
            ? "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
            : "default-src 'none'; frame-ancestors 'none'";
        return next(http);
    }

    private static Refusal EmptyAnswer(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status405MethodNotAllowed => new Refusal(Problems.MethodNotAllowed),
        StatusCodes.Status415UnsupportedMediaType => new Refusal(
            Problems.UnsupportedMediaType, errors: [new Fault("#/header/Content-Type", "The API document names the media types that this address reads.")]),
        StatusCodes.Status413PayloadTooLarge => new Refusal(Problems.TooLarge),
        StatusCodes.Status400BadRequest => new Refusal(Problems.Malformed),
        >= 500 => new Refusal(Problems.Broken),
        _ => new Refusal(Problems.NotFound),
    };
}
