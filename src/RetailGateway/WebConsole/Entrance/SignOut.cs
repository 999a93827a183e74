using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using RetailGateway.Access.People;

namespace RetailGateway.WebConsole.Entrance;

/// <summary>POST /sign-out: ends this place's session.</summary>
internal static class SignOut
{
    internal static void MapSignOut(this IEndpointRouteBuilder app) =>
        app.MapPost("/sign-out", End).ExcludeFromDescription().AllowAnonymous();

    // The parameter makes the framework ask for the form's token.
    private static async Task<IResult> End(SignInManager<Person> people, [FromForm] string? returnUrl)
    {
        await people.SignOutAsync();
        return Results.LocalRedirect("/sign-in");
    }
}
