using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using RetailGateway.Access.People;
using RetailGateway.Http;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Shell;

/// <summary>What a browser sees in place of a page. The API's paths keep their problems.</summary>
internal sealed class ErrorPages(ILogger<ErrorPages> log) : IExceptionHandler
{
    private static readonly PathString[] NotPages = ["/v1", "/health", "/metrics", "/openapi", "/docs", "/jobs", "/assets"];

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            return false;
        }

        if (exception is NotPermitted unpermitted)
        {
            await Forbid(httpContext, unpermitted.Permission);
            return true;
        }

        if (!WantsPage(httpContext))
        {
            return false;
        }

        var refusal = Faults.RefusalOf(exception);
        if (refusal.Problem.Status >= StatusCodes.Status500InternalServerError)
        {
            log.LogError(exception, "The page {Path} broke", httpContext.Request.Path);
        }

        await Draw(httpContext, refusal.Problem.Status, refusal.Detail, refusal.Words);
        return true;
    }

    /// <summary>Draws the page of an empty refusal: nothing is there, or nothing for this visitor.</summary>
    internal static async Task Fill(HttpContext http, RequestDelegate next)
    {
        await next(http);

        // A form whose token is forged is refused by the framework with a type and without a word.
        var empty = !http.Response.HasStarted && http.Response.StatusCode >= StatusCodes.Status400BadRequest;
        if (!empty || !WantsPage(http))
        {
            return;
        }

        if (http.Response.StatusCode == StatusCodes.Status403Forbidden && http.Request.Path == "/" && http.Features.Get<Visitor>() is { } visitor)
        {
            http.Response.Redirect(Nav.Home(visitor));
            return;
        }

        await Draw(http, http.Response.StatusCode, detail: null, needed: http.GetEndpoint()?.Metadata.GetMetadata<PermitAttribute>()?.Permission);
    }

    /// <summary>What a page may load and do: what comes from here, nothing written into it.</summary>
    internal static void Guard(HttpContext http)
    {
        http.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
        http.Response.Headers.CacheControl = "no-cache, no-store";
    }

    private static async Task Forbid(HttpContext http, Permission needed)
    {
        if (WantsPage(http))
        {
            await Draw(http, StatusCodes.Status403Forbidden, detail: null, needed: needed, isAct: true);
        }
        else
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
    }

    private static bool WantsPage(HttpContext http) =>
        http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
        && !Array.Exists(NotPages, path => http.Request.Path.StartsWithSegments(path, StringComparison.Ordinal));

    /// <summary>The form of a page that came; null where none did, or it cannot be read.</summary>
    private static async Task<IFormCollection?> Sent(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.HasFormContentType)
        {
            return null;
        }

        try
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted);
            return form.ContainsKey("_handler") ? form : null;
        }
        catch (Exception unread) when (unread is InvalidDataException or IOException)
        {
            return null;
        }
    }

    /// <summary>It has a number, and nothing that is not to be written into a page: no password, no file.</summary>
    private static bool IsCountedOnce(IFormCollection form) => form.ContainsKey("form") && !form.ContainsKey("confirmed") && form.Files.Count == 0;

    private static IReadOnlyList<KeyValuePair<string, string>> Fields(IFormCollection form) =>
        [.. from field in form from value in field.Value select new KeyValuePair<string, string>(field.Key, value ?? "")];

    private static async Task Draw(HttpContext http, int status, string? detail, string? words = null, Permission? needed = null, bool isAct = false)
    {
        Guard(http);
        var form = status >= StatusCodes.Status500InternalServerError ? await Sent(http) : null;

        // The page that failed has used up its scope's renderer, and the framework sets this header with each.
        http.Response.Headers.Remove("blazor-enhanced-nav");
        var used = http.RequestServices;
        await using var fresh = used.CreateAsyncScope();
        http.RequestServices = fresh.ServiceProvider;
        var ui = http.RequestServices.GetRequiredService<Ui>();
        await new RazorComponentResult<ErrorPage>(new Dictionary<string, object?>
        {
            [nameof(ErrorPage.Status)] = status,
            [nameof(ErrorPage.Detail)] = detail,
            [nameof(ErrorPage.Words)] = words,
            [nameof(ErrorPage.Who)] = needed is { } permission ? new RoleWords(ui).Names(Permissions.Who(permission)) : null,
            [nameof(ErrorPage.IsAct)] = isAct,
            [nameof(ErrorPage.IsForm)] = form is not null,
            [nameof(ErrorPage.Resend)] = form is not null && IsCountedOnce(form) ? Fields(form) : null,
            [nameof(ErrorPage.Trace)] = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier,
        })
        { StatusCode = status }.ExecuteAsync(http);
        http.RequestServices = used;
    }
}
