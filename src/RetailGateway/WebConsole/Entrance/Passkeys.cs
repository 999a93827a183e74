using Microsoft.AspNetCore.Antiforgery;
using RetailGateway.Access.People;

namespace RetailGateway.WebConsole.Entrance;

/// <summary>POST /passkeys/request and /passkeys/create: the challenges that the browser's passkeys answer.</summary>
internal static class Passkeys
{
    internal static void MapPasskeys(this IEndpointRouteBuilder app)
    {
        app.MapPost("/passkeys/request", async (HttpContext http, IAntiforgery forms, Credentials credentials) =>
            await forms.IsRequestValidAsync(http) ? Json(await credentials.PasskeyAsked()) : Results.BadRequest())
            .ExcludeFromDescription().AllowAnonymous();
        app.MapPost("/passkeys/create", async (HttpContext http, IAntiforgery forms, Credentials credentials, Visitor visitor) =>
            await forms.IsRequestValidAsync(http) ? Json(await credentials.PasskeyWanted(visitor)) : Results.BadRequest())
            .ExcludeFromDescription().RequireAuthorization();
    }

    private static IResult Json(string options) => Results.Text(options, "application/json");
}
