using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components.Endpoints;
using RetailGateway.Access.People;
using RetailGateway.Hosting;
using RetailGateway.WebConsole.Entrance;
using RetailGateway.WebConsole.Kit;
using RetailGateway.WebConsole.Live;
using RetailGateway.WebConsole.Register;
using RetailGateway.WebConsole.Shell;

namespace RetailGateway.WebConsole;

/// <summary>The console: pages rendered here, for people who sign in.</summary>
internal static class ConsoleModule
{
    /// <summary>Before the API, whose faults answer whatever the console's do not.</summary>
    internal static void AddConsole(this WebApplicationBuilder builder)
    {
        builder.Services.AddExceptionHandler<ErrorPages>();
        builder.Services.AddRazorComponents();

        // Pages and their files only. A form's token is encrypted anew for each page: squeezing it over TLS gives nothing away.
        builder.Services.AddResponseCompression(answers =>
        {
            answers.EnableForHttps = true;
            answers.MimeTypes = ["text/html", "text/css", "text/javascript", "image/svg+xml"];
        });
        builder.Services.AddAntiforgery(forms => forms.Cookie.Name = "rg-form");
        builder.Services.AddScoped(services =>
        {
            var http = services.GetRequiredService<IHttpContextAccessor>().HttpContext!;
            return Ui.Of(http, http.Features.Get<Visitor>()?.TimeZone ?? "WIB", services.GetRequiredService<TimeProvider>().GetUtcNow());
        });
    }

    internal static void UseConsole(this WebApplication app)
    {
        app.Use(Guard);
        app.Use(ErrorPages.Fill);
        app.UseResponseCompression();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.Use(RefuseForged);
    }

    internal static void MapConsole(this WebApplication app)
    {
        if (Verbs.OnlyDescribing)
        {
            return;
        }

        app.MapAssets();
        app.MapAppearance();
        app.MapSignOut();
        app.MapPasskeys();
        app.MapLive();
        app.MapRegisterExports();
        app.MapRazorComponents<App>().RequireAuthorization();
    }

    /// <summary>A form without its token, or with a forged one, goes no further: who binds forms would call it a fault of ours.</summary>
    private static Task RefuseForged(HttpContext http, RequestDelegate next)
    {
        if (http.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false })
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        }

        return next(http);
    }

    private static Task Guard(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
        {
            ErrorPages.Guard(http);
        }

        return next(http);
    }
}
