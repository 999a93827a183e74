using RetailGateway.Http;

namespace RetailGateway.Access;

/// <summary>Who calls, what the key may do, and how often.</summary>
internal static class AccessModule
{
    internal static void AddAccess(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<KeyRing>();
        builder.Services.AddHostedService(services => services.GetRequiredService<KeyRing>());
        builder.Services.AddSingleton<Pace>();
        builder.Services.AddOptions<PaceOptions>().BindConfiguration("RateLimit").ValidateDataAnnotations().ValidateOnStart();
    }

    internal static void UseAccess(this WebApplication app) => app.Use(Admit);

    /// <summary>An endpoint that needs a scope is reached with a key that has it, at its pace, or not at all.</summary>
    private static async Task Admit(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<ScopeNeeded>() is not { } needed)
        {
            await next(http);
            return;
        }

        var services = http.RequestServices;
        var caller = await Identify(http, services.GetRequiredService<KeyRing>());
        var pace = new HeaderDictionary();
        http.Response.OnStarting(() => Tell(pace, http.Response));
        if (!services.GetRequiredService<Pace>().Allows(caller, pace, out var retryAfter))
        {
            throw new Refusal(Problems.RateLimited) { RetryAfter = retryAfter };
        }

        if (!caller.Scopes.Contains(needed.Scope))
        {
            throw new Refusal(
                Problems.ScopeMissing, $"The key {caller.KeyId} lacks the scope '{needed.Scope}'.", [new Fault("#/header/Authorization", $"A key with the scope '{needed.Scope}' is expected.")]);
        }

        http.Features.Set(caller);
        await next(http);
    }

    /// <summary>As the answer starts, for a refusal clears the headers that were set before it.</summary>
    private static Task Tell(HeaderDictionary pace, HttpResponse response)
    {
        foreach (var (name, value) in pace)
        {
            response.Headers[name] = value;
        }

        return Task.CompletedTask;
    }

    private static async Task<Caller> Identify(HttpContext http, KeyRing keys)
    {
        const string bearer = "Bearer ";
        var header = http.Request.Headers.Authorization.ToString();
        var caller = header.StartsWith(bearer, StringComparison.OrdinalIgnoreCase)
            ? await keys.Find(header[bearer.Length..].Trim(), http.Connection.RemoteIpAddress, http.RequestAborted)
            : null;
        if (caller is null)
        {
            throw new Refusal(Problems.Unauthenticated);
        }

        return caller;
    }
}
