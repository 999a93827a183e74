using Microsoft.AspNetCore.Authentication.Cookies;

namespace RetailGateway.Access.People;

/// <summary>
/// Over TLS a cookie's name begins with <c>__Host-</c>: the browser then takes it from this host alone, for every path, and
/// only secured. Over plain http, which is for this machine alone, browsers differ in whether they take such a cookie, so it
/// goes by its bare name there.
/// </summary>
internal sealed class PrefixedCookies : ICookieManager
{
    private readonly ChunkingCookieManager cookies = new();

    public string? GetRequestCookie(HttpContext context, string key) => cookies.GetRequestCookie(context, Name(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        cookies.AppendResponseCookie(context, Name(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) => cookies.DeleteCookie(context, Name(context, key), options);

    private static string Name(HttpContext context, string key) => context.Request.IsHttps ? $"__Host-{key}" : key;
}
