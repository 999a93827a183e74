using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using RetailGateway.Database;

namespace RetailGateway.Access.People;

/// <summary>People who sign in: the framework's Identity on tables of ours, its cookie, and who may see what.</summary>
internal static class PeopleModule
{
    private static readonly TimeSpan SignedInFor = TimeSpan.FromDays(14);

    /// <summary>Their accounts, sessions and permissions.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="keepsKeys">Whether what protects their cookies is kept in the store, for every process to read.</param>
    internal static void AddPeople(this WebApplicationBuilder builder, bool keepsKeys)
    {
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddDbContext<PeopleDb>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<GatewayDb>().Identity)
            .UseSnakeCaseNamingConvention());
        services.AddSingleton<Sessions>();
        services.AddSingleton<PasskeyUse>();
        services.AddScoped<PersonCookie>();
        services.AddScoped<SignIns>();
        services.AddScoped<Credentials>();
        services.AddSingleton<IAuthorizationHandler, PermitHandler>();
        services.AddScoped(provider => provider.GetRequiredService<IHttpContextAccessor>().HttpContext?.Features.Get<Visitor>()
            ?? throw new InvalidOperationException("Nobody is signed in: the page asks for no permission, and uses a visitor all the same."));
        services.AddIdentityCore<Person>(Rules)
            .AddEntityFrameworkStores<PeopleDb>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.Configure<DataProtectionTokenProviderOptions>(links => links.TokenLifespan = TimeSpan.FromHours(3));
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureAll<CookieAuthenticationOptions>(Cookie);
        services.PostConfigure<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme, cookie =>
        {
            cookie.Cookie.Name = "rg-person";
            cookie.ExpireTimeSpan = SignedInFor;
            cookie.SlidingExpiration = true;
            cookie.EventsType = typeof(PersonCookie);
        });
        services.AddAuthorizationBuilder();
        var protection = services.AddDataProtection().SetApplicationName("RetailGateway");
        if (keepsKeys)
        {
            protection.PersistKeysToDbContext<PeopleDb>();

            // It reads the keys before anything is asked, from a table that is not there before `migrate`; the first page reads them as well.
            foreach (var early in services.Where(service => service.ImplementationType?.Name == "DataProtectionHostedService").ToList())
            {
                services.Remove(early);
            }
        }
    }

    private static void Rules(IdentityOptions identity)
    {
        identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        identity.User.RequireUniqueEmail = true;

        // Length protects, character classes annoy.
        identity.Password.RequiredLength = 12;
        identity.Password.RequiredUniqueChars = 5;
        identity.Password.RequireDigit = false;
        identity.Password.RequireLowercase = false;
        identity.Password.RequireUppercase = false;
        identity.Password.RequireNonAlphanumeric = false;
        identity.Lockout.MaxFailedAccessAttempts = 5;
        identity.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
    }

    private static void Cookie(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.Path = "/";
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.CookieManager = new PrefixedCookies();
        cookie.LoginPath = "/sign-in";
        cookie.LogoutPath = "/sign-out";
        cookie.ReturnUrlParameter = "returnUrl";
    }
}
