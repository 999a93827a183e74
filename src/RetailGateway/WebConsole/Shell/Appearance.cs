using Microsoft.AspNetCore.Mvc;
using RetailGateway.WebConsole.Kit;

namespace RetailGateway.WebConsole.Shell;

/// <summary>POST /appearance: language and theme, kept in a cookie each, on this device.</summary>
internal static class Appearance
{
    private static readonly CookieOptions Kept = new() { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, HttpOnly = true, IsEssential = true };

    internal static void MapAppearance(this IEndpointRouteBuilder app) =>
        app.MapPost("/appearance", Keep).ExcludeFromDescription().AllowAnonymous();

    private static IResult Keep(HttpContext http, [FromForm] string? language, [FromForm] string? theme, [FromForm] string? returnUrl)
    {
        if (language is "id" or "en")
        {
            http.Response.Cookies.Append(Ui.LanguageCookie, language, Kept);
        }

        if (theme is "light" or "dark")
        {
            http.Response.Cookies.Append(Ui.ThemeCookie, theme, Kept);
        }
        else if (theme is not null)
        {
            http.Response.Cookies.Delete(Ui.ThemeCookie);
        }

        return Results.LocalRedirect(LocalAddress.Of(returnUrl));
    }
}

/// <summary>An address of this console, whoever wrote it into the request.</summary>
internal static class LocalAddress
{
    /// <summary>The address as <c>/path</c>; the first page for any that would lead elsewhere.</summary>
    internal static string Of(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.StartsWith("/\\", StringComparison.Ordinal)
        && !address.Any(char.IsControl) ? address : "/";
}
