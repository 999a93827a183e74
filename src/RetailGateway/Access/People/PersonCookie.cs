using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace RetailGateway.Access.People;

/// <summary>
/// What happens around the cookie. It says no more than which session this is: who that is, and what they may do, is read
/// from the store at each request, so that whoever is signed out, or loses a role, is so at once.
/// </summary>
internal sealed class PersonCookie(Sessions sessions, IOptions<IdentityOptions> identity) : CookieAuthenticationEvents
{
    private const string SessionClaim = "session";

    /// <inheritdoc/>
    public override async Task SigningIn(CookieSigningInContext context)
    {
        var claims = (ClaimsIdentity)context.Principal!.Identity!;
        var person = int.Parse(context.Principal!.FindFirstValue(ClaimTypes.NameIdentifier)!, System.Globalization.CultureInfo.InvariantCulture);

        // Signed in anew after a change of credentials: the same place, no second one in the list.
        var known = context.HttpContext.Features.Get<Visitor>() is { } visitor && visitor.Person == person ? visitor.Session : (Guid?)null;
        var session = known ?? await sessions.Begin(person, context.HttpContext, context.HttpContext.RequestAborted);
        claims.AddClaim(new Claim(SessionClaim, session.ToString("N")));
    }

    /// <inheritdoc/>
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var known = Guid.TryParseExact(context.Principal?.FindFirstValue(SessionClaim), "N", out var session)
            ? await sessions.Find(session, context.Principal!.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType), context.HttpContext.RequestAborted)
            : null;
        if (known is null)
        {
            context.RejectPrincipal();
            return;
        }

        context.HttpContext.Features.Set(known);
        context.HttpContext.Features.Set(known.Caller);
    }

    /// <inheritdoc/>
    public override async Task SigningOut(CookieSigningOutContext context)
    {
        if (context.HttpContext.Features.Get<Visitor>() is { } visitor)
        {
            await sessions.End(visitor.Person, visitor.Session, context.HttpContext.RequestAborted);
        }
    }

    /// <summary>A page goes to the sign-in and comes back; a part of a page makes the whole page go there; a line of events is refused.</summary>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Headers.Accept.Contains("text/event-stream"))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        if (context.Request.Headers.ContainsKey("HX-Request"))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers["HX-Redirect"] = "/sign-in";
            return Task.CompletedTask;
        }

        return base.RedirectToLogin(context);
    }

    /// <summary>Says 403 where it happened; the console draws the page.</summary>
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
