using System.Net;

namespace RetailGateway.Access;

/// <summary>
/// Who sits at the machine: a loopback connection that asks for the machine by a loopback name and was passed on by
/// nobody. The name keeps out a proxy that tells nothing, and a page elsewhere whose name points here.
/// </summary>
internal static class AtTheMachine
{
    internal static bool Asks(HttpContext http)
    {
        var request = http.Request;
        return http.Connection.RemoteIpAddress is { } from && IPAddress.IsLoopback(from)
            && request.Host.Host is "localhost" or "127.0.0.1" or "[::1]"
            && !request.Headers.Keys.Any(name => name.Equals("Forwarded", StringComparison.OrdinalIgnoreCase)
                || name.Equals("Via", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase)
                || name.Equals("X-Real-IP", StringComparison.OrdinalIgnoreCase));
    }
}
